"""What the index engine says beyond the scores: gains, printed totals, the thematic part."""

from rapor.ground.figures import figure, planned
from rapor.ground.language import message
from rapor.report.dossier import Dossier
from rapor.report.rows import records
from rapor.report.undertakings import place
from rapor.report.yearly_rows import Gain, Reproduction, Thematic
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    cell,
    words,
)
from rapor.write.numbers import behind

METHODS = {
    "sum_of_parts": message("sum of its parts"),
    "conversion": message("conversion of the indicator"),
    "mean_of_levels": message("mean of central and unit level"),
    "known_parts": message("sum of the parts that are known"),
    "known_parts_rescaled": message("known parts, rescaled to the whole weight"),
    "none": message("not derivable"),
}
WITHIN = {"yes": message("yes"), "no": message("no"), "": message("not tried")}


def gains(dossier: Dossier) -> list[Block]:
    """What an indicator would add to the index at its end target."""
    found = [one for one in records(Gain, dossier.tables["gains"]) if one.gain]
    if not found:
        return []
    language = dossier.language
    found.sort(key=lambda one: (one.gain_rank or 0, one.label))
    table = Table(
        anchor="table-gains",
        caption=language.text("What an indicator would add to the index at its end target"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Realisation {year}", year=dossier.year), "number"),
            Column(language.text("End target {year}", year=dossier.city.last_year), "number"),
            Column(language.text("Points per unit"), "number"),
            Column(language.text("Points gained"), "number"),
        ),
        rows=tuple(_gain(dossier, one) for one in found),
        source=words(language.text("Conversions of the instrument, all else being equal")),
    )
    return [Heading(language.text("What could be gained"), "index-gains"), table]


def _gain(dossier: Dossier, one: Gain) -> Row:
    language = dossier.language
    now = planned(language, one.realised, one.realised_text, dossier.printed(one.realised_ref))
    end = planned(
        language, one.end_target, one.end_target_text, dossier.printed(one.end_target_ref)
    )
    return Row(
        (
            cell(one.label),
            cell(now, value=one.realised),
            cell(end, value=one.end_target),
            _number(dossier, one.points_per_unit),
            cell(language.number(one.gain or 0.0, 2), value=one.gain),
        )
    )


def _number(dossier: Dossier, value: float | None) -> Cell:
    return cell() if value is None else cell(figure(dossier.language, value), value=value)


def reproduction(dossier: Dossier) -> list[Block]:
    """Each printed total against what follows from its parts."""
    found = records(Reproduction, dossier.tables["reproduction"])
    if not found:
        return []
    language = dossier.language
    table = Table(
        anchor="table-reproduction",
        caption=language.text("Printed totals against what follows from their parts"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Printed"), "printed"),
            Column(language.text("Recomputed"), "number"),
            Column(language.text("Difference"), "number"),
            Column(language.text("How")),
            Column(language.text("Within rounding"), "short"),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(_total(dossier, one) for one in found),
        source=words(language.text("Scores as printed; sums and conversions are ours")),
    )
    return [table.without_empty_columns()]


def _total(dossier: Dossier, one: Reproduction) -> Row:
    language = dossier.language
    return Row(
        (
            cell(one.label),
            _printed(dossier, one),
            _score(dossier, one.recomputed),
            _score(dossier, one.difference),
            cell(language.text(METHODS[one.method])),
            cell(language.text(WITHIN[one.within_rounding])),
            cell(place(dossier, one.ref)) if one.ref else cell(),
        )
    )


def _printed(dossier: Dossier, one: Reproduction) -> Cell:
    """The printed total, with its number where the cell prints one."""
    if not one.ref:
        return cell()
    shown = dossier.printed(one.ref)
    value = next((score.value for score in dossier.scores if score.ref == one.ref), None)
    return cell(shown, value=behind(shown, value))


def _score(dossier: Dossier, value: float | None) -> Cell:
    return cell() if value is None else cell(dossier.language.number(value, 2), value=value)


def thematic(dossier: Dossier) -> list[Block]:
    """The index under each published highest score of its thematic part."""
    found = records(Thematic, dossier.tables["thematic"])
    if not found:
        return []
    language = dossier.language
    weights = language.join([language.number(one.thematic_weight or 0.0) for one in found])
    said = language.text(
        "Sources give {weights} as the highest score of RB Tematik; it comes on top of the"
        " general part.",
        weights=weights,
    )
    items = [
        words(
            language.text(
                "With {weight}: index {index} of {whole}.",
                weight=language.number(one.thematic_weight or 0.0),
                index=language.number(one.recomputed, 2),
                whole=language.number(one.index_weight or 0.0),
            )
        )
        for one in found
        if one.recomputed is not None
    ]
    blocks: list[Block] = [Paragraph(words(said))]
    return [*blocks, ListBlock(tuple(items))] if items else blocks
