"""The tables of the index: official, self-assessed and recomputed scores; gains, printed totals.

What the index engine says beyond the scores comes after them, the thematic part last.
"""

from collections.abc import Iterator

from rapor.ground.figures import figure
from rapor.ground.language import Language, message
from rapor.ground.ref import Ref
from rapor.ground.rounding import as_written
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ComponentGain, Reproduction, ThematicIndex
from rapor.report.components import ComponentView
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import left_to_appendix
from rapor.report.marked import with_marks
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import listed, unlinked
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
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
TOTALS_ANCHOR = "index-totals"
"""Where the appendix lists every printed total."""
WITHIN = {"yes": message("yes"), "no": message("no"), "": message("not tried")}


def index_table(dossier: Dossier) -> Table:
    """The index, its halves and their components, in points of the index."""
    parts = [part for part in dossier.index if part.row.depth <= 2]
    columns = [
        (title, cells)
        for title, cells in _columns(dossier, parts)
        if any(figure.text for figure in cells)
    ]
    return Table(
        anchor="table-index",
        caption=dossier.text(
            "Index and components in points of the index, {year}", year=dossier.year
        ),
        columns=(
            Column(dossier.text("Component")),
            *(Column(title, "number") for title, _ in columns),
            Column(dossier.text("Source"), "source"),
        ),
        rows=tuple(
            Row(
                (
                    cell(part.row.label),
                    *(cells[place] for _, cells in columns),
                    cell(listed(part.sources)),
                ),
                depth=part.row.depth,
            )
            for place, part in enumerate(parts)
        ),
        source=words(_documents(dossier)),
        notes=_notes(dossier, parts),
    )


def _columns(edition: Edition, parts: list[ComponentView]) -> list[tuple[str, list[Cell]]]:
    """Each column's title and its cells."""
    text, language = edition.text, edition.language

    def points(values: list[float | None]) -> list[Cell]:
        return [_points(language, value) for value in values]

    return [
        (text("Weight"), [part.weight.cell for part in parts]),
        (text("Official"), [part.official.cell for part in parts]),
        (text("Lost"), [part.lost.cell for part in parts]),
        (text("Self-assessed"), [_self_assessed(part) for part in parts]),
        (text("Self minus official"), [part.self_difference.cell for part in parts]),
        (text("Recomputed"), points([part.row.recomputed for part in parts])),
        (text("Official minus recomputed"), points([part.row.difference for part in parts])),
    ]


def _points(language: Language, value: float | None) -> Cell:
    """Points of the index as we compute them, with two decimals."""
    return Cell(()) if value is None else cell(language.number(value, 2), value=value)


def _self_assessed(part: ComponentView) -> Cell:
    """A self-assessed score; one whose parts are not all filled in is marked as such."""
    score = part.self_assessed
    return score.cell if part.self_is_whole or not score else score.written(f"≥ {score.shown}").cell


def _notes(edition: Edition, parts: list[ComponentView]) -> tuple[Text, ...]:
    """What the sign of a table means; a mark leads to its finding."""
    if all(part.row.self_ is None or part.self_is_whole for part in parts):
        return ()
    partial = edition.text(
        "≥: sum of the parts that are filled in; some parts are not, so the whole is not known."
    )
    return (words(partial),)


def _documents(edition: SourcedEdition) -> str:
    keys = dict.fromkeys(score.source for score in edition.scores if score.year == edition.year)
    return "; ".join(edition.document(key) for key in keys)


def self_table(dossier: Dossier, parts: list[ComponentView]) -> Table:
    """Self-assessed scores of the components one level further down."""
    text = dossier.text
    labels = {part.row.component: part.row.label for part in dossier.index}
    by_whole: dict[str, list[ComponentView]] = {}
    for part in parts:
        by_whole.setdefault(part.row.component.rpartition("/")[0], []).append(part)
    rows: list[Row] = []
    for whole, areas in by_whole.items():
        rows.append(Row((cell(labels.get(whole, whole)),), group=True))
        rows += [_self_row(area) for area in areas]
    return Table(
        anchor="table-self",
        caption=text("Self-assessed scores by area, {year}", year=dossier.year),
        columns=(
            Column(text("Component")),
            Column(text("Weight"), "number"),
            Column(text("Self-assessed"), "number"),
            Column(text("% of weight"), "number"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(_documents(dossier)),
        notes=(*_left_out(dossier, by_whole), *_notes(dossier, parts)),
    )


def _left_out(dossier: Dossier, by_whole: dict[str, list[ComponentView]]) -> Iterator[Text]:
    """Which rows the sum of their component leaves out: those that have no weight in it."""
    for whole in dossier.index:
        parts = by_whole.get(whole.row.component, ())
        weightless = [part for part in parts if not part.row.weight and part.row.self_]
        if whole.row.self_basis != "summed" or not weightless:
            continue
        left_out = sum(as_written(part.row.self_ or 0.0) for part in weightless)
        yield with_marks(
            dossier.language,
            "The sum of {component} is {sum}; it leaves out the rows without a weight: {names},"
            " together {points}.",
            component=whole.row.label,
            sum=whole.self_assessed,
            names=dossier.language.join([part.row.label for part in weightless]),
            points=dossier.language.number(float(left_out), 2),
        )


def _self_row(part: ComponentView) -> Row:
    return Row(
        (
            cell(part.row.label),
            part.weight.cell,
            _self_assessed(part),
            _share(part),
            cell(listed(part.sources)),
        ),
        depth=1,
    )


def _share(part: ComponentView) -> Cell:
    row = part.row
    if row.self_ is None or not row.weight or not part.self_is_whole:
        return Cell(())
    share = row.self_ / row.weight * 100
    return cell(part.edition.language.number(share, 1), value=share)


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


def reproduction(edition: SourcedEdition) -> list[Block]:
    """The printed totals that do not follow from their parts; the appendix has all."""
    totals = _totals(edition)
    if not totals:
        return []
    apart = [total for total in totals if total.within_rounding == "no"]
    title = _totals_title(edition)
    same = sum(total.within_rounding == "yes" for total in totals)
    told = edition.text(
        "Of {all} attempts to compute a printed total from its parts, {same} give it within"
        " rounding and {apart} do not.",
        all=sum(bool(total.within_rounding) for total in totals),
        same=same,
        apart=len(apart),
    )
    blocks: list[Block] = [left_to_appendix(edition, told, title, TOTALS_ANCHOR)]
    if apart:
        caption = edition.text("Printed totals that do not follow from their parts")
        blocks.append(_totals_table(edition, apart, "table-reproduction", caption))
    return blocks


def every_total(edition: SourcedEdition) -> list[Block]:
    """Of the appendix: each printed total against what follows from its parts."""
    totals = _totals(edition)
    if not totals:
        return []
    title = _totals_title(edition)
    table = _totals_table(edition, totals, "table-reproduction-all", title)
    return [Heading(title, TOTALS_ANCHOR), table]


def _totals(edition: SourcedEdition) -> list[Reproduction]:
    return records(Reproduction, edition.tables["reproduction"])


def _totals_title(edition: Edition) -> str:
    return edition.text("Printed totals against what follows from their parts")


def _totals_table(
    edition: SourcedEdition, totals: list[Reproduction], anchor: str, caption: str
) -> Table:
    text = edition.text
    return Table(
        anchor=anchor,
        caption=caption,
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
    ).without_empty_columns()


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
            cell(unlinked(edition, total.ref)),
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
    known = instrument.thematic if instrument else ()
    tellers = {told.highest: told.reference for told in known if told.verified}
    nobody = language.text("without a source")
    told = [
        f"{language.number(highest)} ({edition.quoted(tellers.get(highest, '')) or nobody})"
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
