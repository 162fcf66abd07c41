"""Tables: those of the report, ruled, and those without rules that set things side by side.

A table of the report has a caption, a head that repeats, rows that do not break, and
numbers one under the other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from rapor.write import fonts
from rapor.write.columns import Setting, TableColumns
from rapor.write.content import Cell, Column, Row, Run, Table, Tally
from rapor.write.tables import NUMERIC, TableView
from rapor.write.word.markup import Xml, paragraph, w
from rapor.write.word.text import Paper, caption, source_line

EM = 170
"""The size of a table's letters in twentieths of a point, as the style Table Text has it."""
_SMALLEST, _HALF_POINT = 120, 10
"""No table is set smaller than 6 points; sizes of letters go by half points."""
_BARE_RUN = re.compile(r"<w:r>(?!<w:rPr>)")
_CALIBRI = 0.9
"""Calibri's letters, in which the styles set a document, beside those of the report's family.

The family stands in for it where numbers are aligned: Calibri is on few machines.
"""
_ROOM = 1.02
"""Kerning and hinting may move a line a little beyond the sum of its letters.

What is measured is a wide family: a document is read in other fonts too, where a firm's base has
its own or the machine lacks Calibri."""
DEEPEST = 3
"""Levels of depth that have a style."""
_SMALL = 12
"""A table of so few lines is not divided between pages."""
_TALL = 1500
"""Letters of a row that may be divided, because a page might not hold it."""
_LOOK = {"val": "0420", "firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
_LOOK |= {"noHBand": 0, "noVBand": 1}
Look = Mapping[str, object]
"""Attributes of a table's look, as Word writes them."""
_COUNT = 360
"""The size of a count's letters, as the style Count has it."""
_WIDEST = 2270
"""Counts stand no further apart than 40 mm, so that they read as a row."""
_LARGE = 3400
"""A large one has 60 mm, so that figure and letter stay in one line in wide fonts too."""


def _calibri(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in units of its size."""
    return fonts.width(text, bold=bold) * _CALIBRI


_PADDING = 130
"""What Rapor Table pads a cell with, left and right together, in twentieths of a point."""
_SETTING = Setting(
    measure=fonts.widest, gap=_PADDING / EM, indent=1.0, mark=0.65, room=_ROOM, usual=0.82
)
"""As Table Text Level 1 moves cells in, and Word raises marks; most families are a fifth narrower
than the widest."""


def table(paper: Paper, block: Table, width: int) -> list[Xml]:
    """A table of the report, ``width`` twentieths of a point wide, with all that belongs to it."""
    ruled = RuledTable(paper, block, width)
    notes = [paragraph(paper.styles["Table Note"], *paper.runs(note)) for note in block.notes]
    source = [source_line(paper, block.source)] if block.source else []
    end = [] if block.notes or block.source else [paragraph(paper.styles["Table End"])]
    head = _caption(paper, block)
    return [head, ruled.element(), *notes, *source, *end]


def _caption(paper: Paper, block: Table) -> Xml:
    number, words = paper.numbers[block.anchor], paper.plain(block.caption)
    return caption(paper, "Table {number}", number, block.anchor, words)


class TableFit:
    """How a table fits a width in twentieths of a point.

    ``em`` is the size of its letters, ``widths`` are those of its columns; ``lines`` tells about
    how many lines each row takes.
    """

    def __init__(self, view: TableView, width: int) -> None:
        columns = TableColumns(view, _SETTING)
        self.em = _size(columns, len(view.table.columns), width)
        padding = _PADDING / self.em  # the style's, whatever the size of the letters
        self.setting = replace(_SETTING, gap=padding, indent=EM / self.em)
        if self.setting != _SETTING:
            columns = TableColumns(view, self.setting)
        self.widths = _twips(columns, width, self.em, padding)
        given = [twips / self.em for twips in self.widths]
        rows = view.table.rows
        self.lines = [1 if row.group else ceil(columns.lines(row, given)) for row in rows]


class RuledTable:
    """The rows of one table of the report."""

    def __init__(self, paper: Paper, block: Table, width: int) -> None:
        self._paper = paper
        self._table = block
        self._width = width
        self._view = TableView(block, paper.words)
        fit = TableFit(self._view, width)
        self._em, self._setting, self._widths = fit.em, fit.setting, fit.widths
        self._indents = {
            place: self._indents_of(place, column)
            for place, column in enumerate(block.columns)
            if column.kind in NUMERIC
        }
        self._lines = fit.lines
        self._kept = self._kept_with_next()

    def _indents_of(self, place: int, column: Column) -> dict[int, int]:
        """How far each row's number is moved in, so that decimal signs stand in one line."""
        rows = {at: row for at, row in enumerate(self._table.rows) if not row.group}
        behind = {at: self._behind(row.cells[place], column) for at, row in rows.items()}
        widest = max(behind.values(), default=0)
        return {at: widest - space for at, space in behind.items()}

    def _kept_with_next(self) -> set[int]:
        """Rows that no page break may follow.

        A small table stays on one page, and the last row of a longer one does not stand alone: it
        stays with what is said below. The first row of a longer one is free, because LibreOffice
        then loses rows of a table that ends on the next page.
        """
        last = len(self._table.rows) - 1
        if sum(self._lines) <= _SMALL:
            kept = set(range(last))
        else:
            fits = last > 1 and self._lines[last - 1] + self._lines[last] <= _SMALL
            kept = {last - 1} if fits else set()
        return kept | ({last} if self._table.notes or self._table.source else set())

    def element(self) -> Xml:
        """The table itself."""
        rows = (self._row(place, row) for place, row in enumerate(self._table.rows))
        named = w("tblCaption", val=self._table.caption)
        style = self._paper.styles["Rapor Table"]
        ruled = frame(style, self._widths, [self._head(), *rows], _LOOK, named)
        return ruled if self._em == EM else smaller(ruled, self._em)

    def _head(self) -> Xml:
        styles = ("Table Head", "Table Head Number")
        cells = (
            _cell(
                width,
                paragraph(
                    self._paper.styles[styles[column.kind in NUMERIC]],
                    *self._paper.plain(column.title),
                ),
            )
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)

    def _row(self, place: int, row: Row) -> Xml:
        letters = sum(len(run.text) for cell in row.cells for run in cell.text)
        # LibreOffice loses rows of a table after a caption whose first row may not be divided
        whole = place > 0 and letters <= _TALL
        properties = [w("trPr", w("cantSplit"))] if whole else []
        kept = place in self._kept
        if row.group:
            style = self._paper.styles["Table Group"]
            content = self._paper.runs(row.cells[0].text)
            keep = (w("keepNext"),) if kept else ()
            around = self._paper.bookmarks.around(row.anchor, *content)
            words = paragraph(style, *around, properties=keep)
            return w("tr", *properties, _cell(self._width, words, span=len(self._widths)))
        cells = [
            _cell(width, self._words(place, at, kept=kept)) for at, width in enumerate(self._widths)
        ]
        return w("tr", *properties, *cells)

    def _words(self, place: int, at: int, *, kept: bool) -> Xml:
        """The paragraph of a cell."""
        row, column = self._table.rows[place], self._table.columns[at]
        cell = row.cells[at]
        style, indent = "Table Text", 0
        if column.kind in NUMERIC:
            style, indent = "Table Number", self._indents[at][place]
        elif at == 0 and row.depth:
            style = f"Table Text Level {min(row.depth, DEEPEST)}"
        content = self._paper.runs(_spaced(cell.text))
        if at == 0:
            content = (*self._paper.bookmarks.around(row.anchor, *content),)
        keep = (w("keepNext"),) if kept else ()
        moved = (w("ind", right=indent),) if indent and cell.text else ()
        return paragraph(self._paper.styles[style], *content, properties=(*keep, *moved))

    def _behind(self, cell: Cell, column: Column) -> int:
        """What stands behind the place at which numbers are aligned: decimals and marks."""
        number = self._view.number(cell, column.kind)
        marks = _calibri(" ".join(run.text for run in number.marks)) * _SETTING.mark
        return round((_calibri(number.fraction) + marks) * self._em)


def _size(columns: TableColumns, count: int, whole: int) -> int:
    """The size of the letters: smaller where no word could stay whole otherwise, by half points."""
    least = columns.least_width - _SETTING.gap * (count - 1)
    free = whole - count * _SETTING.gap * EM
    if least * EM <= free:
        return EM
    return max(_SMALLEST, int(free / least / _HALF_POINT) * _HALF_POINT)


def smaller(markup: Xml, em: int) -> Xml:
    """The markup with all its letters in a size of their own."""
    size = w("sz", val=em // _HALF_POINT) + w("szCs", val=em // _HALF_POINT)
    styled = markup.replace("</w:rPr>", f"{size}</w:rPr>")
    return Xml(_BARE_RUN.sub(f"<w:r><w:rPr>{size}</w:rPr>", styled))


def _twips(columns: TableColumns, whole: int, em: int, padding: float) -> list[int]:
    """Widths that add up to ``whole``; each holds its padding, the last one as well."""
    given = columns.widths(whole / em - padding)
    given[-1] += padding
    widths = [int(width * em) for width in given]
    widths[widths.index(max(widths))] += whole - sum(widths)
    return widths


def _spaced(text: tuple[Run, ...]) -> tuple[Run, ...]:
    """The text with a blank between marks that follow one another."""
    spaced: list[Run] = list(text[:1])
    for before, run in pairwise(text):
        if before.style == run.style == "mark":
            spaced.append(Run(" ", "plain"))
        spaced.append(run)
    return tuple(spaced)


def _cell(width: int, content: Xml, span: int = 1) -> Xml:
    spanned = [w("gridSpan", val=span)] if span > 1 else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *spanned), content)


def count_widths(tally: Tally, width: int) -> list[int]:
    """Widths of the columns of counts: all the same, the first wider where it is large."""
    count = max(map(len, tally.rows), default=0)
    first = min(_LARGE, width // max(count, 1) * 2) if tally.is_large else 0
    each = min(_WIDEST, (width - first) // max(count - tally.is_large, 1))
    return [first, *[each] * (count - 1)] if tally.is_large else [each] * count


def count_size(tally: Tally, widths: Sequence[int]) -> int:
    """Size of the letters in which every count stays in one line, in a wide family too."""
    counts = tally.counts[1:] if tally.is_large else tally.counts
    room = min(widths, default=0) - EM  # the style's padding
    widest = max((fonts.widest(f"{of.symbol} {of.number}", bold=True) for of in counts), default=0)
    fits = int(room / widest / _HALF_POINT) * _HALF_POINT if widest else _COUNT
    return max(_SMALLEST, min(_COUNT, fits))


def side_by_side(
    paper: Paper, rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int]
) -> list[Xml]:
    """Rows of counts within a cell; what a row lacks at its end stays empty."""
    none = [paragraph(paper.styles["Counted"])]
    filled = [[*row, *[none] * (len(widths) - len(row))] for row in rows]
    return unruled(paper, filled, widths, is_within=True)


def unruled(
    paper: Paper,
    rows: Sequence[Sequence[Sequence[Xml]]],
    widths: Sequence[int],
    above: str = "",
    *,
    is_within: bool = False,
) -> list[Xml]:
    """A table without rules and the paragraph that ends it; nothing where there is no cell.

    ``above`` is the colour of a thin line above each row, where there is to be one; one that
    ``is_within`` a cell has no white of its own below it.
    """
    if not rows or not widths:
        return []
    top = w("top", val="single", sz=4, space=0, color=above) if above else None
    line = (w("tcBorders", top),) if top else ()
    lines = [
        w(
            "tr",
            w("trPr", w("cantSplit")),
            *(
                w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *line), *cell)
                for cell, width in zip(row, widths, strict=True)
            ),
        )
        for row in rows
    ]
    none = {"val": "0000", "firstRow": 0, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    table = frame(paper.styles["Rapor Layout"], widths, lines, none | {"noHBand": 1, "noVBand": 1})
    close = (w("spacing", before=0, after=0, line=20, lineRule="exact"),) if is_within else ()
    return [table, paragraph(paper.styles["Table End"], properties=close)]


def frame(
    style: str, widths: Sequence[int], rows: Iterable[Xml], look: Look, *properties: Xml
) -> Xml:
    """A table of fixed columns; ``look`` says which rows of its style's differ."""
    described = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", **look),
        *properties,
    )
    return w("tbl", described, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
