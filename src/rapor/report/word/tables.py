"""Tables: caption, head that repeats, rows that do not break, numbers one under the other."""

from itertools import pairwise

from rapor.report.content import Cell, Column, Row, Run, Table
from rapor.report.html import Number, TableView
from rapor.report.word.captions import caption, source_line
from rapor.report.word.markup import Xml, paragraph, w
from rapor.report.word.measures import SUPERSCRIPT, twips
from rapor.report.word.text import Paper
from rapor.report.word.widths import SIZE, columns

DEEPEST = 3
"""Levels of depth that have a style."""
_SMALL = 7
"""A table of so few rows is not divided between pages."""
_TALL = 1500
"""Letters of a row that may be divided, because a page might not hold it."""
_RIGHT = ("number", "printed")


def table(paper: Paper, block: Table, width: int) -> list[Xml]:
    """A table of the report, ``width`` twentieths of a point wide, with all that belongs to it."""
    grid = Grid(paper, block, width)
    notes = [paragraph(paper.styles["Table Note"], *paper.runs(note)) for note in block.notes]
    source = [source_line(paper, block.source)] if block.source else []
    end = [] if block.notes or block.source else [paragraph(paper.styles["Table End"])]
    head = _caption(paper, block)
    return [head, grid.element(), *notes, *source, *end]


def _caption(paper: Paper, block: Table) -> Xml:
    number, words = paper.numbers[block.anchor], paper.plain(block.caption)
    return caption(paper, "Table {number}", number, block.anchor, words)


class Grid:
    """The rows of one table."""

    def __init__(self, paper: Paper, block: Table, width: int) -> None:
        self._paper = paper
        self._table = block
        self._width = width
        self._widths = columns(block, width)
        self._view = TableView(block, paper.words)
        rows = range(len(block.rows))
        self._slots = [
            max(
                (self._behind(row.cells[place], column) for row in block.rows if not row.group),
                default=0,
            )
            if column.kind in _RIGHT
            else 0
            for place, column in enumerate(block.columns)
        ]
        few = len(block.rows) <= _SMALL
        last = len(block.rows) - 1
        followed = bool(block.notes or block.source)
        self._kept = {
            place for place in rows if (few and place < last) or place in (0, last - 1)
        } - {last} | ({last} if followed else set())

    def element(self) -> Xml:
        """The table itself."""
        look = w(
            "tblLook",
            val="0420",
            firstRow=1,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        )
        properties = w(
            "tblPr",
            w("tblStyle", val=self._paper.styles["Rapor Table"]),
            w("tblW", w=self._width, type="dxa"),
            w("tblLayout", type="fixed"),
            look,
            w("tblCaption", val=self._table.caption),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in self._widths))
        rows = (self._row(place, row) for place, row in enumerate(self._table.rows))
        return w("tbl", properties, grid, self._head(), *rows)

    def _head(self) -> Xml:
        styles = ("Table Head", "Table Head Number")
        cells = (
            _cell(
                width,
                paragraph(
                    self._paper.styles[styles[column.kind in _RIGHT]],
                    *self._paper.plain(column.title),
                ),
            )
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)

    def _row(self, place: int, row: Row) -> Xml:
        letters = sum(len(run.text) for cell in row.cells for run in cell.text)
        properties = [w("trPr", w("cantSplit"))] if letters <= _TALL else []
        if row.group:
            style = self._paper.styles["Table Group"]
            content = self._paper.runs(row.cells[0].text)
            words = paragraph(style, *self._paper.anchors.around(row.anchor, *content))
            return w("tr", *properties, _cell(self._width, words, span=len(self._widths)))
        kept = place in self._kept
        cells = [
            _cell(width, self._words(row, at, kept=kept)) for at, width in enumerate(self._widths)
        ]
        return w("tr", *properties, *cells)

    def _words(self, row: Row, at: int, *, kept: bool) -> Xml:
        """The paragraph of a cell."""
        column, cell = self._table.columns[at], row.cells[at]
        style, indent = "Table Text", 0
        if column.kind in _RIGHT:
            style, indent = "Table Number", self._slots[at] - self._behind(cell, column)
        elif at == 0 and row.depth:
            style = f"Table Text Level {min(row.depth, DEEPEST)}"
        content = self._paper.runs(_spaced(cell.text))
        if at == 0:
            content = self._paper.anchors.around(row.anchor, *content)
        keep = (w("keepNext"),) if kept else ()
        moved = (w("ind", right=indent),) if indent and cell.text else ()
        return paragraph(self._paper.styles[style], *content, properties=(*keep, *moved))

    def _behind(self, cell: Cell, column: Column) -> int:
        """What stands behind the place at which numbers are aligned: decimals and marks."""
        number: Number = self._view.number(cell, column.kind)
        marks = twips(" ".join(run.text for run in number.marks), SIZE * SUPERSCRIPT)
        return twips(number.fraction, SIZE) + marks


def _spaced(text: tuple[Run, ...]) -> tuple[Run, ...]:
    """The text with a blank between marks that follow one another."""
    found: list[Run] = list(text[:1])
    for before, run in pairwise(text):
        if before.style == run.style == "mark":
            found.append(Run(" ", "plain"))
        found.append(run)
    return tuple(found)


def _cell(width: int, content: Xml, span: int = 1) -> Xml:
    spanned = [w("gridSpan", val=span)] if span > 1 else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *spanned), content)
