"""Blocks of a slide: text, counts side by side, and tables, each of a height known before."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from rapor.ground.language import Language
from rapor.write import fonts
from rapor.write.brand import Brand
from rapor.write.columns import Setting, TableColumns
from rapor.write.content import (
    Block,
    Callout,
    Count,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Tally,
    Text,
    plain,
    words,
)
from rapor.write.slides.deck import Box
from rapor.write.slides.shapes import DRAWING, LINE, SOFT, coloured, length, lines, rgb, say
from rapor.write.tables import NUMERIC, TableView

_EMU = 12_700
"""To a point."""
_BULLET, _NUMBER = 0.9, 1.4
"""How far the items of a list are moved in, in sizes of their letters."""
_AFTER = 0.5
"""White after a paragraph, in sizes of its letters."""
_CELL = 4.0
"""Points above and below the words of a cell."""
_SMALLER = 0.8
"""The letters of a table and of what was counted, beside those of the text."""
_LARGE, _COUNT = 2.6, 1.5
"""Sizes of counts, beside those of the text."""


def _measure(text: str, *, bold: bool = False) -> float:
    return fonts.width(text, bold=bold)


_SETTING = Setting(measure=_measure, gap=1.0, indent=1.0, mark=1.0, room=1.2)


class Blocks:
    """Measures and writes the blocks of one slide in letters of one ``size``."""

    def __init__(self, slide: Any, brand: Brand, language: Language, size: int) -> None:
        self._slide, self._brand, self._words, self._size = slide, brand, language, size

    @property
    def _table_size(self) -> float:
        return max(self._size * _SMALLER, 10.0)

    def height(self, block: Block, wide: int) -> int:
        """Height of a block in a box, in EMU."""
        room = wide / _EMU
        match block:
            case Paragraph() | Callout():
                points = self._text_height([_of(block)], room)
            case ListBlock():
                moved = self._moved_in(ordered=block.ordered)
                points = self._text_height(list(block.items), room - moved)
            case Tally():
                points = sum(self._tally_rows(block, room))
            case Table():
                points = sum(self._rows(block, room)[1])
            case _:
                points = 0.0
        return round(points * _EMU)

    def _text_height(self, texts: list[Text], room: float) -> float:
        count = sum(lines(length(text), self._size, room) for text in texts)
        return self._size * (count * LINE + _AFTER * len(texts))

    def add(self, block: Block, box: Box) -> None:
        """Write a block into its box."""
        match block:
            case Paragraph() | Callout():
                self._text([_of(block)], box)
            case ListBlock():
                self._text(list(block.items), box, bullets=True, ordered=block.ordered)
            case Tally():
                self._tally(block, box)
            case Table():
                self._table(block, box)
            case _:
                raise TypeError(f"a slide holds no {type(block).__name__}")

    def _frame(self, box: Box) -> Any:
        shape = self._slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def _text(
        self, texts: list[Text], box: Box, *, bullets: bool = False, ordered: bool = False
    ) -> None:
        frame = self._frame(box)
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.space_after = Pt(self._size * _AFTER)
            if bullets:
                self._bullet(paragraph, ordered=ordered)
            say(paragraph, text, self._size, self._brand)

    def _moved_in(self, *, ordered: bool) -> float:
        return self._size * (_NUMBER if ordered else _BULLET)

    def _bullet(self, paragraph: Any, *, ordered: bool) -> None:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 it has no other door
        moved = round(self._moved_in(ordered=ordered) * _EMU)
        properties.set("marL", str(moved))
        properties.set("indent", str(-moved))
        colour = properties.makeelement(f"{{{DRAWING}}}buClr", {})
        colour.append(coloured(self._brand.accent)[0])
        properties.append(colour)
        kind = ("buAutoNum", {"type": "arabicPeriod"}) if ordered else ("buChar", {"char": "•"})
        properties.append(properties.makeelement(f"{{{DRAWING}}}{kind[0]}", kind[1]))

    # --- counts ---

    def _tally_rows(self, block: Tally, room: float) -> list[float]:
        """The height of each row of counts, in points."""
        across = max(map(len, block.rows), default=1)
        each = room / across - 12
        highs = []
        for number, row in enumerate(block.rows):
            large = block.is_large and not number
            tall = self._size * (_LARGE if large else _COUNT) * LINE
            told = max(lines(count.words, self._table_size, each) for count in row)
            highs.append(tall + told * self._table_size * LINE + self._size * 0.7)
        return highs

    def _tally(self, block: Tally, box: Box) -> None:
        across = max(map(len, block.rows), default=1)
        each, top = box.width // across, box.top
        highs = self._tally_rows(block, box.width / _EMU)
        for number, (row, high) in enumerate(zip(block.rows, highs, strict=True)):
            for place, count in enumerate(row):
                at = Box(box.left + place * each, top, each - 12 * _EMU, round(high * _EMU))
                self._count(count, at, large=block.is_large and not number and not place)
            top += round(high * _EMU)

    def _count(self, count: Count, box: Box, *, large: bool) -> None:
        frame = self._frame(box)
        symbol = Run(f"{count.symbol} " if count.symbol else "", "symbol", status=count.status)
        size = self._size * (_LARGE if large else _COUNT)
        colour = self._brand.accent if large else "#1b2226"
        shown = words(symbol, Run(count.number, "strong"))
        say(frame.paragraphs[0], shown, size, self._brand, colour)
        say(frame.add_paragraph(), words(count.words), self._table_size, self._brand, SOFT)

    # --- tables ---

    def _rows(self, table: Table, room: float) -> tuple[list[float], list[float]]:
        """Widths of the columns and heights of the head and the rows, in points."""
        size = self._table_size
        columns = TableColumns(TableView(table, self._words), _SETTING)
        widths = [width * size for width in columns.widths(room / size)]
        widths[-1] += room - sum(widths)
        rooms = [width - 10 for width in widths]
        texts = [[column.title for column in table.columns]]
        texts += [[length(cell.text) for cell in row.cells] for row in table.rows]
        highs = []
        for row in texts:
            spaces = rooms if len(row) == len(rooms) else [room - 10]
            most = max(lines(text, size, space) for text, space in zip(row, spaces, strict=True))
            highs.append(most * size * LINE + 2 * _CELL)
        return widths, highs

    def _table(self, table: Table, box: Box) -> None:
        widths, highs = self._rows(table, box.width / _EMU)
        shape = self._slide.shapes.add_table(
            len(table.rows) + 1, len(widths), box.left, box.top, box.width, box.height
        )
        shape._element.nvGraphicFramePr.cNvPr.set("descr", table.caption)  # noqa: SLF001
        grid = shape.table
        _plain(grid)
        for column, wide in zip(grid.columns, widths, strict=True):
            column.width = Emu(round(wide * _EMU))
        for row, high in zip(grid.rows, highs, strict=True):
            row.height = Emu(round(high * _EMU))
        for place, column in enumerate(table.columns):
            head = (Run(column.title, "strong"),)
            self._cell(grid.cell(0, place), head, column.kind in NUMERIC, self._brand.tint)
        for down, row in enumerate(table.rows, start=1):
            self._row(grid, down, row, table)

    def _row(self, grid: Any, down: int, row: Row, table: Table) -> None:
        if row.group:
            head = grid.cell(down, 0)
            head.merge(grid.cell(down, len(table.columns) - 1))
            self._cell(head, (Run(plain(row.cells[0].text), "strong"),), False, "")
            return
        for place, cell in enumerate(row.cells):
            numeric = table.columns[place].kind in NUMERIC
            self._cell(grid.cell(down, place), cell.text, numeric, "")

    def _cell(self, cell: Any, text: Text, numeric: bool, ground: str) -> None:
        cell.margin_left = cell.margin_right = Pt(5)
        cell.margin_top = cell.margin_bottom = Pt(_CELL)
        cell.vertical_anchor = MSO_ANCHOR.TOP
        if ground:
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(ground)
        else:
            cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        if numeric:
            paragraph.alignment = PP_ALIGN.RIGHT
        say(paragraph, text, self._table_size, self._brand)


def _plain(grid: Any) -> None:
    """Thin rules below rows and nothing else: the style 'No Style, Table Grid' would rule all."""
    properties = grid._tbl.tblPr  # noqa: SLF001 it has no other door
    for flag in ("bandRow", "firstRow"):
        properties.set(flag, "0")
    for style in properties.findall(f"{{{DRAWING}}}tableStyleId"):
        style.text = "{9D7B030F-B1BA-407E-8F13-4C5A2F1F6B5D}"


def _of(block: Paragraph | Callout) -> Text:
    if isinstance(block, Callout):
        return words(Run(block.title, "strong"), " ", block.text)
    return block.text
