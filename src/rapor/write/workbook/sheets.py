"""Which sheets a workbook has, and what each cell of them holds before any format.

A table or a figure's numbers has a sheet each, in the report's order. What a page shows
together stands in columns of its own, so that each can be filtered and sorted: the head of
a group, the marks of findings, and the figure itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapor.ground.language import Language
from rapor.ground.text import for_file
from rapor.write.content import (
    Bars,
    Block,
    Cell,
    Column,
    ColumnKind,
    Figure,
    Report,
    Row,
    Run,
    Table,
    plain,
    words,
)
from rapor.write.links import WEB
from rapor.write.numbers import WrittenNumber, written

LONGEST_NAME = 31
"""Excel's limit for the name of a sheet, in UTF-16 units."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")


@dataclass(frozen=True)
class Sheet:
    """A table on its sheet; ``label`` is its number in words, ``title`` what it is about.

    ``bars`` are those of a figure that a chart of Excel's own shows beside its numbers.
    """

    name: str
    label: str
    title: str
    chapter: str
    table: Table
    bars: Bars | None = None


def sheets(report: Report, language: Language) -> list[Sheet]:
    """The sheets of a report, without the first that lists them."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        (report.front.title, section.blocks) for section in report.front.sections
    ]
    parts += [
        (f"{chapter.number or ''} {chapter.title}".strip(), chapter.blocks)
        for chapter in report.chapters
    ]
    return [
        *_long(report, language),
        *_numbered(report, parts, language),
    ]


def _long(report: Report, language: Language) -> Iterable[Sheet]:
    """The one long table that everything can be filtered in, before all others."""
    if report.in_full is not None:
        label = language.text("All indicators")
        title, table = report.in_full.caption, report.in_full
        yield Sheet(sheet_name("", label), label, title, report.front.title, table)


def _numbered(
    report: Report, parts: list[tuple[str, tuple[Block, ...]]], language: Language
) -> list[Sheet]:
    return [
        _sheet(block, chapter, report.numbers[block.anchor], language)
        for chapter, blocks in parts
        for block in blocks
        if isinstance(block, Table | Figure)
    ]


def _sheet(block: Table | Figure, chapter: str, number: int, language: Language) -> Sheet:
    if isinstance(block, Figure):
        label, title = language.text("Figure {number}", number=number), block.title
        notes = (words(block.caption), *block.data.notes)
        table = replace(block.data, notes=notes, source=block.source or block.data.source)
    else:
        label, title, table = language.text("Table {number}", number=number), block.caption, block
    bars = block.bars if isinstance(block, Figure) else None
    return Sheet(sheet_name(f"{label[0]}{number}", title), label, title, chapter, table, bars)


def sheet_name(code: str, title: str) -> str:
    """A name that Excel takes: the code, which no other sheet has, and as much as fits.

    Excel refuses more than 31 characters, some signs, and an apostrophe at either end.
    """
    name = _allowed(code, title)
    if _units(name) > LONGEST_NAME:
        name = _allowed(code, re.split(r"[:(,;]", title, maxsplit=1)[0])
    if _units(name) > LONGEST_NAME:
        while _units(name) > LONGEST_NAME - 1:
            shorter = name.rpartition(" ")[0]
            name = shorter if len(shorter) > LONGEST_NAME // 2 else name[:-1]
        name = f"{name.rstrip(' ,;.-–')}…"
    return name.strip().strip("'")


def _allowed(code: str, title: str) -> str:
    return " ".join(f"{code} {_FORBIDDEN.sub(' ', for_file(title))}".split())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class SheetCell:
    """What one cell of a sheet holds: a number as the text writes it, or the text.

    ``link`` is the anchor that all its sources or marks lead to, where that is only one.
    """

    text: str = ""
    number: WrittenNumber | None = None
    link: str = ""
    depth: int = 0


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet; ``kind`` as in ``content.Column``."""

    title: str
    kind: ColumnKind
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class Grid:
    """The columns of a sheet, the anchor of each row, and where each column of the table stands."""

    columns: tuple[SheetColumn, ...]
    anchors: tuple[str, ...]
    places: tuple[int, ...] = ()


def grid(table: Table, language: Language) -> Grid:
    """The grid of a table; heads of groups are repeated in each row that they head."""
    rows = [row for row in table.rows if not row.group]
    columns: list[SheetColumn] = []
    if len(rows) < len(table.rows):
        heads = tuple(SheetCell(head) for head in _heads(table.rows))
        columns.append(SheetColumn(language.text("Group"), "text", heads))
    places = []
    for place, column in enumerate(table.columns):
        places.append(len(columns))
        columns += _columns(column, [row.cells[place] for row in rows], rows, place, language)
    return Grid(tuple(columns), tuple(row.anchor for row in rows), tuple(places))


def _heads(rows: Iterable[Row]) -> Iterable[str]:
    head = ""
    for row in rows:
        if row.group:
            head = plain(row.cells[0].text)
        else:
            yield head


def _columns(
    column: Column, cells: list[Cell], rows: list[Row], place: int, language: Language
) -> Iterable[SheetColumn]:
    """The column itself, and beside it the marks of its cells where it has any."""
    depths = [0 if place else row.depth for row in rows]
    held = (_cell(cell, depth) for cell, depth in zip(cells, depths, strict=True))
    yield SheetColumn(column.title, column.kind, tuple(held))
    marks = [[run for run in cell.text if run.style == "mark"] for cell in cells]
    if any(marks):
        title = language.text("{column}: marks of findings", column=column.title)
        yield SheetColumn(
            title, "text", tuple(SheetCell(_spaced(runs), link=_only(runs)) for runs in marks)
        )


def _cell(cell: Cell, depth: int) -> SheetCell:
    runs = [run for run in cell.text if run.style != "mark"]
    shown = "".join(run.text for run in runs).strip()
    number = written(shown, cell.value) if cell.value is not None else None
    text = shown if number else "".join(map(_in_full, runs)).strip()
    return SheetCell(text, number, _only(runs), depth)


def _in_full(run: Run) -> str:
    """A run as text: a source in full, an address beside its name."""
    if run.style == "source" and run.hint:
        return f"{run.text} ({run.hint})"
    if run.link.startswith(WEB) and run.link != run.text:
        return f"{run.text} ({run.link})"
    return run.text


def _spaced(runs: Iterable[Run]) -> str:
    return "; ".join(run.text for run in runs)


def _only(runs: Iterable[Run]) -> str:
    """The one place in the report that all words of the runs lead to.

    A sentence with a source in it is no link: as one it would be cut where a program keeps the
    words of a link in one line.
    """
    said = [run for run in runs if any(map(str.isalnum, run.text))]
    links = {run.link[1:] if run.link.startswith("#") else "" for run in said}
    return links.pop() if len(links) == 1 else ""
