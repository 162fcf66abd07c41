"""What the index engine says beyond the scores: gains, printed totals, the thematic part."""

from rapor.ground.figures import figure
from rapor.ground.language import Language, message
from rapor.ground.ref import Ref
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ComponentGain, Reproduction, ThematicIndex
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import unlinked
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


def gains(edition: SourcedEdition) -> list[Block]:
    """What an indicator would add to the index at its end target."""
    text = edition.text
    rows = [gain for gain in records(ComponentGain, edition.tables["gains"]) if gain.gain]
    if not rows:
        return []
    table = Table(
        anchor="table-gains",
        caption=text("What an indicator would add to the index at its end target"),
        columns=(
            Column(text("Component")),
            Column(text("Realisation {year}", year=edition.year), "number"),
            Column(text("End target {year}", year=edition.last_year), "number"),
            Column(text("Points per unit"), "number"),
            Column(text("Points gained"), "number"),
        ),
        rows=tuple(
            _gain(edition, gain)
            for gain in sorted(rows, key=lambda gain: (gain.gain_rank or 0, gain.label))
        ),
        source=words(text("Conversions of the instrument, all else being equal")),
    )
    return [Heading(text("What could be gained"), "index-gains"), table]


def _gain(edition: SourcedEdition, gain: ComponentGain) -> Row:
    language, slope = edition.language, gain.points_per_unit
    return Row(
        (
            cell(gain.label),
            edition.planned_figure(gain.realised_ref, gain.realised, gain.realised_text).cell,
            edition.planned_figure(gain.end_target_ref, gain.end_target, gain.end_target_text).cell,
            cell() if slope is None else cell(figure(language, slope), value=slope),
            _points(language, gain.gain),
        )
    )


def _points(language: Language, value: float | None) -> Cell:
    """Points of the index as we compute them, with two decimals."""
    return cell() if value is None else cell(language.number(value, 2), value=value)


def reproduction(edition: SourcedEdition) -> list[Block]:
    """Each printed total against what follows from its parts."""
    text = edition.text
    totals = records(Reproduction, edition.tables["reproduction"])
    if not totals:
        return []
    table = Table(
        anchor="table-reproduction",
        caption=text("Printed totals against what follows from their parts"),
        columns=(
            Column(text("Component")),
            Column(text("Printed"), "printed"),
            Column(text("Recomputed"), "number"),
            Column(text("Difference"), "number"),
            Column(text("How")),
            Column(text("Within rounding"), "short"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(_total(edition, total) for total in totals),
        source=words(text("Scores as printed; sums and conversions are ours")),
    )
    return [table.without_empty_columns()]


def _total(edition: SourcedEdition, total: Reproduction) -> Row:
    language = edition.language
    return Row(
        (
            cell(total.label),
            _printed(edition, total.ref),
            _points(language, total.recomputed),
            _points(language, total.difference),
            cell(language.text(METHODS[total.method])),
            cell(language.text(WITHIN[total.within_rounding])),
            cell(unlinked(language, total.ref)),
        )
    )


def _printed(edition: SourcedEdition, ref: Ref) -> Cell:
    """The printed total, with its number where the cell prints one."""
    shown = edition.printed(ref)
    value = next((score.value for score in edition.scores if score.ref == ref), None)
    return cell(shown, value=behind(shown, value))


def thematic(edition: SourcedEdition) -> list[Block]:
    """The index under each published highest score of its thematic part."""
    language = edition.language
    weights = records(ThematicIndex, edition.tables["thematic"])
    if not weights:
        return []
    instrument = edition.catalogue.instrument(edition.year)
    tellers = {told.highest: told.reference for told in (instrument.thematic if instrument else ())}
    nobody = language.text("without a source")
    told = [
        f"{language.number(highest)} ({tellers.get(highest) or nobody})"
        for highest in (row.thematic_weight or 0.0 for row in weights)
    ]
    introduction = language.text(
        "The highest score of RB Tematik, which comes on top of the general part, is told as"
        " {weights}.",
        weights=language.join(told),
    )
    items = [
        words(
            language.text(
                "With {weight}: index {index} of {whole}.",
                weight=language.number(row.thematic_weight or 0.0),
                index=language.number(row.recomputed, 2),
                whole=language.number(row.index_weight or 0.0),
            )
        )
        for row in weights
        if row.recomputed is not None
    ]
    blocks: list[Block] = [Paragraph(words(introduction))]
    return [*blocks, ListBlock(tuple(items))] if items else blocks
