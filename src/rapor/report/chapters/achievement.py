"""Chapter 3: the indicators by area, in the order of the regulation.

Areas of which nothing is known in the year stand in the appendix.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapor.ground.figures import percent
from rapor.report import rounds
from rapor.report.charts import against_targets, over_the_years
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import in_appendix
from rapor.report.lines import LineView
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import listed
from rapor.report.statements import beyond_table, statement
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
WAITING_ANCHOR = f"{CODE}-waiting"
"""Where the indicators of areas stand of which nothing is known in the year."""


def chapter(dossier: Dossier) -> Chapter:
    """Targets and indicators of the year."""
    blocks = _missing_columns(dossier)
    if dossier.realised and len(against_targets.frame(dossier)) != 1:
        blocks += against_targets.blocks(dossier)  # one indicator alone is no comparison
    for group in _groups(dossier, known=True):
        blocks += _group(dossier, group)
    blocks += _left_out(dossier)
    if dossier.unplanned:
        blocks += _unplanned(dossier)
    blocks += [
        Heading(dossier.text("Targets and realisations over the years"), f"{CODE}-years"),
        *over_the_years.blocks(dossier),
    ]
    return Chapter(CODE, dossier.text("Goals, targets and indicators"), tuple(blocks))


def by_group(dossier: Dossier) -> Iterator[Block]:
    """All lines of each area, or theme, in a table, and beside it what the table does not say."""
    for group in dict.fromkeys(line.group for line in dossier.planned):
        yield from _group(dossier, group)


def waiting(dossier: Dossier) -> list[Block]:
    """Of the appendix: the indicators of areas of which nothing is known in the year."""
    groups = _groups(dossier, known=False)
    if not groups:
        return []
    tables = {group: _group_table(dossier, group) for group in groups}
    return [Heading(_waiting_title(dossier), WAITING_ANCHOR), *tables.values()]


def _waiting_title(edition: Edition) -> str:
    return edition.text("Areas without a realisation of {year}", year=edition.when)


def _groups(dossier: Dossier, *, known: bool) -> list[str]:
    """Areas, goals or themes of which any result of the year is known, or those of which none."""
    with_data = {line.group for line in dossier.realised}
    every = dict.fromkeys(line.group for line in dossier.planned)
    return [group for group in every if (group in with_data) is known]


def _left_out(dossier: Dossier) -> list[Block]:
    """Which areas have no result of the year, and where their indicators stand."""
    groups = _groups(dossier, known=False)
    if not groups:
        return []
    if not dossier.realised:
        told = dossier.text(
            "No indicator of the road map has a realisation of {year} yet.", year=dossier.when
        )
    else:
        told = dossier.text(
            "No realisation of {year} is known yet for {areas}.",
            year=dossier.when,
            areas=dossier.language.join([dossier.groups[group] for group in groups]),
        )
    leads = in_appendix(dossier, _waiting_title(dossier), WAITING_ANCHOR)
    return [Paragraph(words(told, " ", leads))]


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
    return blocks


def _group(dossier: Dossier, code: str) -> list[Block]:
    """The lines of a group in a table, and what the table does not say in sentences."""
    lines = [line for line in dossier.planned if line.group == code]
    blocks: list[Block] = [
        Heading(dossier.groups[code], f"area-{code or 'none'}"),
        _group_table(dossier, code),
    ]
    beside = tuple(told for line in lines if line.row.has_data and (told := beyond_table(line)))
    blocks += [ListBlock(beside)] if beside else []
    return [*blocks, *rounds.obstacles(dossier, [line.row.indicator for line in lines])]


def _group_table(dossier: Dossier, code: str) -> Table:
    lines = [line for line in dossier.planned if line.group == code]
    named = {"area": dossier.groups[code], "year": dossier.when}
    caption = (
        dossier.text("{area}: targets and realisations of {year}", **named)
        if any(line.row.has_data for line in lines)
        else dossier.text("{area}: targets of {year}", **named)
    )
    return _table(dossier, f"table-area-{code or 'none'}", caption, lines)


def in_full(dossier: Dossier) -> Table:
    """Every line of the road map in one table, with its code, area and agencies, to be filtered."""
    text, lines = dossier.text, dossier.planned
    caption = text("Targets and realisations of {year}, every indicator", year=dossier.when)
    whole = _table(dossier, "table-all", caption, lines)
    before = (Column(text("Code"), "short"), Column(text("Area")))
    rows = (
        Row(
            (
                cell(line.row.indicator),
                cell(dossier.groups[line.group]),
                *row.cells,
                cell("; ".join(line.agencies)),
            )
        )
        for line, row in zip(lines, whole.rows, strict=True)
    )
    columns = (*before, *whole.columns, Column(text("Agencies")))
    return replace(whole, columns=columns, rows=tuple(rows))


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


def legend(edition: Edition) -> Text:
    """All symbols with their words."""
    parts: list[str | Run] = []
    for code, status in STATUSES.items():
        parts += [Run(status.symbol, "symbol", status=code), f" {edition.status_word(code)}; "]
    parts[-1] = str(parts[-1]).rstrip("; ") + "."
    return words(*parts)
