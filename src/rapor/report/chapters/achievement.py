"""Chapter 3: every indicator by area, in the order of the regulation."""

from collections.abc import Iterator

from rapor.ground.figures import percent
from rapor.report.charts import against_targets, over_the_years
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.marked import marks_of
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import listed
from rapor.report.statements import statement
from rapor.report.status import STATUSES
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "achievement"
LINE = "line-"
"""Starts the anchor of each indicator's row."""
UNPLANNED_ANCHOR = f"{CODE}-unplanned"
"""Where the values stand for which the road map has no target."""


def chapter(dossier: Dossier) -> Chapter:
    """Targets and indicators of the year."""
    blocks = _missing_columns(dossier)
    if dossier.realised:
        blocks += against_targets.blocks(dossier)
    blocks += by_group(dossier)
    if dossier.unplanned:
        blocks += _unplanned(dossier)
    blocks += [
        Heading(dossier.text("Targets and realisations over the years"), f"{CODE}-years"),
        *over_the_years.blocks(dossier),
    ]
    return Chapter(CODE, dossier.text("Goals, targets and indicators"), tuple(blocks))


def by_group(dossier: Dossier) -> Iterator[Block]:
    """What is known of each area, or theme, in sentences, and all its lines in a table."""
    for group in dict.fromkeys(line.group for line in dossier.planned):
        yield from _group(dossier, group)


def _missing_columns(dossier: Dossier) -> list[Block]:
    """Why all tables of a year lack the same columns, said once."""
    blocks: list[Block] = []
    if not any(line.row.has_target for line in dossier.planned):
        without_target = dossier.text(
            "The documents print no target for {year}. The columns for target and achievement"
            " are therefore left out, and realisations stand beside the end target.",
            year=dossier.year,
        )
        blocks.append(Paragraph(words(without_target)))
    if not dossier.realised:
        without_realisation = dossier.text(
            "No indicator of the road map has a realisation of {year} yet; the columns for"
            " realisation and achievement, and the chart of them, are therefore left out.",
            year=dossier.when,
        )
        blocks.append(Paragraph(words(without_realisation)))
    return blocks


def _group(dossier: Dossier, code: str) -> list[Block]:
    """The lines of a group: what is known of them in sentences, then all in a table."""
    name = dossier.groups[code]
    lines = [line for line in dossier.planned if line.group == code]
    blocks: list[Block] = [Heading(name, f"area-{code or 'none'}")]
    if any(line.row.has_data for line in lines):
        blocks.append(ListBlock(tuple(statement(line) for line in lines if line.row.has_data)))
    elif dossier.realised:
        without_data = dossier.text(
            "This area has no realisation of {year} yet; the columns for realisation and"
            " achievement are therefore left out.",
            year=dossier.when,
        )
        blocks.append(Paragraph(words(without_data)))
    caption = dossier.text(
        "{area}: targets and realisations of {year}", area=name, year=dossier.when
    )
    return [*blocks, _table(dossier, f"table-area-{code or 'none'}", caption, lines)]


def _unplanned(dossier: Dossier) -> list[Block]:
    explanation = dossier.text(
        "These values are published for {year}, but the road map sets no target for"
        " them. They are shown for information, counted nowhere, and never taken for"
        " the realisation of another indicator.",
        year=dossier.when,
    )
    return [
        Heading(dossier.text("Published without a target in the road map"), UNPLANNED_ANCHOR),
        Paragraph(words(explanation)),
        ListBlock(tuple(statement(line) for line in dossier.unplanned)),
    ]


def _table(edition: SourcedEdition, anchor: str, caption: str, lines: list[LineView]) -> Table:
    """The lines of an area; a column that would be empty is left out."""
    columns = _columns(edition, lines)
    rows = zip(*(cells for _, cells in columns), strict=True)
    return Table(
        anchor=anchor,
        caption=caption,
        columns=tuple(column for column, _ in columns),
        rows=tuple(
            Row(cells, anchor=f"{LINE}{line.row.indicator}")
            for line, cells in zip(lines, rows, strict=True)
        ),
        source=_documents(edition, lines),
        notes=_notes(lines),
    ).without_empty_columns()


def _columns(edition: Edition, lines: list[LineView]) -> list[tuple[Column, list[Cell]]]:
    """Each column with the cells of all lines."""
    text, year, last = edition.text, edition.year, edition.last_year
    columns: list[tuple[Column, list[Cell]]] = [
        (Column(text("Indicator")), [cell(line.name) for line in lines]),
        (Column(text("Unit"), "short"), [cell(line.row.unit) for line in lines]),
        (
            Column(text("Target {year}", year=year), "number"),
            [line.target.cell for line in lines],
        ),
        (
            Column(text("Realisation {year}", year=edition.when), "number"),
            [line.realised.cell for line in lines],
        ),
        (
            Column(text("Achievement (% of target)"), "number"),
            [_achievement(line) for line in lines],
        ),
    ]
    if year != last or not any(line.row.has_target for line in lines):
        ends = [line.end_target.cell for line in lines]
        columns.append((Column(text("End target {year}", year=last), "number"), ends))
    if not any(line.row.has_target or line.row.has_data for line in lines):
        baselines = [line.baseline.cell for line in lines]
        columns.insert(2, (Column(text("Baseline"), "number"), baselines))
    return [
        *columns,
        (Column(text("Status"), "status"), [line.status_cell for line in lines]),
        (Column(text("Source"), "source"), [Cell(listed(line.sources)) for line in lines]),
    ]


def _achievement(line: LineView) -> Cell:
    row = line.row
    share = row.capped_pct if row.capped_pct is not None else row.achievement_pct
    if share is None:
        return Cell(())
    shown = percent(line.language, share)
    return line.edition.marked(shown, share, row.target_ref, row.realised_ref).derived_cell


def _documents(edition: SourcedEdition, lines: list[LineView]) -> Text:
    """Where the figures of the table come from: the regulations and the publishers."""
    rows = [line.row for line in lines]
    refs = {ref for row in rows for ref in (row.target_ref, row.end_target_ref) if ref}
    keys = dict.fromkeys(target.source for target in edition.targets if target.ref in refs)
    documents = [edition.document(key) for key in keys]
    shown = {row.realised_ref for row in rows if row.has_data}
    publishers = [value.publisher for value in edition.realisations if value.ref in shown]
    return words("; ".join(dict.fromkeys([*documents, *publishers])))


def _notes(lines: list[LineView]) -> tuple[Text, ...]:
    """What the marks in the table lead to, each in a sentence."""
    notes: dict[str, Text] = {}
    for line in lines:
        for mark in marks_of(line.shown_findings):
            notes.setdefault(mark.text, words(mark, " ", mark.hint))
    return tuple(notes.values())


def legend(edition: Edition) -> Text:
    """All symbols with their words."""
    parts: list[str | Run] = []
    for code, status in STATUSES.items():
        parts += [Run(status.symbol, "symbol", status=code), f" {edition.status_word(code)}; "]
    parts[-1] = str(parts[-1]).rstrip("; ") + "."
    return words(*parts)
