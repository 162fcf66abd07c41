"""A sheet with one table, and what all sheets share: formats, texts Excel takes, printed page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rapor.ground.language import Language
from rapor.ground.text import for_file
from rapor.write.content import Report, plain
from rapor.write.numbers import WrittenNumber
from rapor.write.tables import NUMERIC
from rapor.write.workbook.sheets import Grid, Sheet, SheetCell, SheetColumn

INK, SOFT, ACCENT, RULE, TINT = "#1B2226", "#566067", "#0B5563", "#CFD6D9", "#E6EEEF"
LONGEST_TEXT = 32_767
"""Excel's limit for the text of a cell."""
LONGEST_HEAD = 200
"""Excel's limit for a page's head is 255 characters, and each ``&`` counts twice."""
SIZE, LINE = 11, 15.0
"""Size of the letters, and the height of their line, in points."""
TALLEST = 400.0
"""Excel takes rows of up to 409 points."""

HEAD = 2
"""Row of the table's head, counted from zero: caption and chapter stand above."""
NARROWEST, WIDEST, WIDEST_NUMBER = 9, 56, 16
FILTER_BUTTON = 3
"""Room that the button of a filter takes, in characters."""
HEAD_LINES = 3
"""Lines that the title of a column may take."""
_BEFORE_A_CELL = re.compile(r"!(?=\$?[A-Z]+\$?[0-9])")
ACROSS, COLUMN = 70, 8.43
"""Characters that a caption or a note has at least, and those of a column of no width."""


def number_format(number: WrittenNumber) -> str:
    """The format that shows a number as the report writes it, words around it included."""
    whole = "#,##0" if number.grouped else "0"
    figure = f"{whole}.{'0' * number.decimals}" if number.decimals else whole
    return f"{_literal(number.before)}{figure}{_literal(number.after)}"


def _literal(words: str) -> str:
    bare = for_file(words).replace('"', "")[:80]
    return f'"{bare}"' if bare else ""


class Book:
    """A workbook while it is written: formats are made once, texts are made fit."""

    def __init__(self, workbook: Workbook, report: Report, language: Language) -> None:
        self._workbook = workbook
        self.report = report
        self.language = language
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        brand = report.brand
        self._colours = {ACCENT: brand.accent, TINT: brand.tint}
        self._type = {"font_name": brand.font} if brand.font else {}

    @property
    def colours(self) -> tuple[str, str]:
        """The first and the second colour of shapes side by side."""
        return self.report.brand.accent, self.report.brand.second

    def bar_chart(self) -> Any:
        """A new chart of bars, to be put on a sheet."""
        return self._workbook.add_chart({"type": "bar"})

    def format(self, **wanted: Any) -> Format:
        """A format; the same wishes give the same one."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            shared = {"font_color": INK, "valign": "top", **self._type}
            given = {name: self._colours.get(value, value) for name, value in wanted.items()}
            self._formats[key] = self._workbook.add_format({**shared, **given})
        return self._formats[key]

    def text(self, words: str) -> str:
        """Words as a cell can hold them: what is too long is cut, and says so."""
        clean = for_file(words)
        if len(clean) * 2 <= LONGEST_TEXT or len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
            return clean
        room = LONGEST_TEXT // 2 - 100
        left_out = self.language.text(
            "… [{count} more characters do not fit into a cell]", count=len(clean) - room
        )
        return f"{clean[:room]}{left_out}"

    def title(self, words: str) -> str:
        """Words as a chart can hold them: XlsxWriter takes what has a cell's name for a formula."""
        return _BEFORE_A_CELL.sub("! ", self.text(words))

    @cached_property
    def _head(self) -> str:
        return " ".join(for_file(self.report.running).split())[: LONGEST_HEAD // 2]

    def set_page(self, sheet: Worksheet) -> None:
        """A4 across, as wide as the sheet, with the running head and the page's number."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        brand = self.report.brand
        draft = f'&R&"-,Bold"{self.language.text("DRAFT")}' if brand.is_draft else ""
        sheet.set_header(f"&L{self._head.replace('&', '&&')}{draft}")
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2)


@lru_cache(maxsize=20_000)
def height(words: str, width: float, size: float = SIZE) -> float:
    """Height that a wrapped text needs in a cell ``width`` characters wide.

    Programs differ in whether they fit rows to their text when they open a file: none does
    for merged cells.
    """
    room = max(width - 1, 1) * SIZE / size
    lines = sum(max(1, ceil(len(line) * 1.06 / room)) for line in words.split("\n"))
    return min(LINE * lines * max(size / SIZE, 0.87), TALLEST)


@dataclass(frozen=True)
class AnchorPlaces:
    """Where links lead: the first sheet, and the sheet and row of each anchor."""

    first: str
    rows: Mapping[str, tuple[str, int]]

    def address(self, anchor: str) -> str:
        """The address of an anchor for a link; empty for one that no sheet has."""
        if anchor not in self.rows:
            return ""
        name, row = self.rows[anchor]
        return cell_address(name, row)


def cell_address(name: str, row: int = 0) -> str:
    """Address of a row's first cell inside the workbook."""
    return f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A{row + 1}"


def row_of(place: int) -> int:
    """Row of a sheet on which a table's row stands, both from zero."""
    return HEAD + 1 + place


def write_table(
    book: Book, sheet: Worksheet, content: Sheet, grid: Grid, places: AnchorPlaces
) -> None:
    """Fill a sheet; numbers are numbers, and everything else is text and never a formula."""
    widths = [_width(column) for column in grid.columns]
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    caption = f"{content.label}. {content.title}"
    _across(book, sheet, 0, caption, widths, bold=True, font_color=ACCENT, font_size=12)
    link = book.format(font_color=ACCENT, font_size=9)
    back = f"← {book.language.text('Contents')} · {content.chapter}"
    sheet.write_url(1, 0, cell_address(places.first), link, book.text(back))
    _head(book, sheet, grid, widths)
    for across, column in enumerate(grid.columns):
        for down, cell in enumerate(column.cells):
            _cell(book, sheet, (row_of(down), across), column, cell, places)
    for place in range(len(grid.anchors)):
        texts = [book.text(column.cells[place].text) for column in grid.columns]
        tall = max(height(text, wide) for text, wide in zip(texts, widths, strict=True))
        sheet.set_row(row_of(place), tall)
    last = row_of(len(grid.anchors))
    if grid.anchors:
        sheet.autofilter(HEAD, 0, last - 1, len(grid.columns) - 1)
        _chart(book, sheet, content, grid, _reach(widths)[1] + 2)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    _below(book, sheet, last + 1, content, widths)
    book.set_page(sheet)


def _chart(book: Book, sheet: Worksheet, content: Sheet, grid: Grid, at: int) -> None:
    """Bars of Excel's own beside the numbers of a figure, which they follow when these change.

    They stand from the column ``at`` on, where no words below the table reach.
    """
    bars, count = content.bars, len(grid.anchors)
    shown = [place for place in bars.columns if place < len(grid.places)] if bars else []
    if bars is None or not shown:
        return
    chart = book.bar_chart()
    first, last = row_of(0), row_of(count - 1)
    for place, colour in zip(shown, (*book.colours, SOFT), strict=False):
        column = grid.places[place]
        chart.add_series(
            {
                "name": [content.name, HEAD, column],
                "categories": [content.name, first, grid.places[0], last, grid.places[0]],
                "values": [content.name, first, column, last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": book.title(content.title), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True, "interval_unit": 1})
    most = {} if bars.most is None else {"max": bars.most}
    name = {"name": book.title(bars.unit), "name_font": {"bold": False}}
    chart.set_x_axis({"min": 0, **most, **name, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"} if len(shown) > 1 else {"none": True})
    chart.set_size({"width": 720, "height": 140 + count * (14 + 16 * len(shown))})
    described = {"description": book.text(content.title), "object_position": 3}
    sheet.insert_chart(HEAD, at, chart, described)


def _head(book: Book, sheet: Worksheet, grid: Grid, widths: list[float]) -> None:
    style = {"bold": True, "text_wrap": True, "bg_color": TINT, "bottom": 1, "valign": "vcenter"}
    for place, column in enumerate(grid.columns):
        head = book.format(**style, **_side(column))
        sheet.write_string(HEAD, place, book.text(column.title), head)
    rooms = [
        (column.title, wide - FILTER_BUTTON)
        for column, wide in zip(grid.columns, widths, strict=True)
    ]
    sheet.set_row(HEAD, max(height(title, room, SIZE + 1) for title, room in rooms) + 4)


def _cell(
    book: Book,
    sheet: Worksheet,
    at: tuple[int, int],
    column: SheetColumn,
    cell: SheetCell,
    places: AnchorPlaces,
) -> None:
    style: dict[str, object] = {"bottom": 4, "bottom_color": RULE, **_side(column)}
    if cell.depth:
        style["indent"] = cell.depth
    if cell.number:
        style["num_format"] = number_format(cell.number)
        sheet.write_number(*at, cell.number.value, book.format(**style))
        return
    style |= {"num_format": "@", "text_wrap": True}
    if not cell.text:
        sheet.write_blank(*at, None, book.format(**style))
        return
    address, text = places.address(cell.link), book.text(cell.text)
    if address:
        sheet.write_url(*at, address, book.format(**style, font_color=ACCENT), text)
    else:
        sheet.write_string(*at, text, book.format(**style))


def _side(column: SheetColumn) -> dict[str, object]:
    """Numbers stand at the right, a little off the column beside them."""
    numeric = column.kind in NUMERIC
    return {"align": "right", "indent": 1} if numeric else {"align": "left"}


def _below(book: Book, sheet: Worksheet, row: int, content: Sheet, widths: list[float]) -> None:
    """Notes and the source line, each across the table."""
    lines = [plain(note) for note in content.table.notes]
    if content.table.source:
        lines.append(book.language.text("Source: ") + plain(content.table.source))
    for place, line in enumerate(lines, start=row):
        _across(book, sheet, place, line, widths, font_color=SOFT, font_size=9)


def _across(
    book: Book, sheet: Worksheet, row: int, words: str, widths: list[float], **style: Any
) -> None:
    """A text over all columns of the table, and over some more of a narrow one."""
    wide, last = _reach(widths)
    text = book.text(words)
    sheet.merge_range(row, 0, row, last, "", book.format(**style, text_wrap=True))
    sheet.write_string(row, 0, text, book.format(**style, text_wrap=True))
    sheet.set_row(row, height(text, wide, style.get("font_size", SIZE)))


def _reach(widths: list[float]) -> tuple[float, int]:
    """How wide the texts above and below a table are, and the last column that they take."""
    wide, last = sum(widths), len(widths) - 1
    while wide < ACROSS:
        wide, last = wide + COLUMN, last + 1
    return wide, last


def _width(column: SheetColumn) -> float:
    """Wide enough for most of its cells, longer ones are wrapped; and for few lines of its head."""
    numeric = column.kind in NUMERIC
    longest = sorted(len(cell.text) + 2 * cell.depth for cell in column.cells) or [0]
    wanted = longest[-1] if numeric else longest[int(len(longest) * 0.9) - 1]
    words = [len(word) for word in column.title.split()]
    title = max([*words, ceil(len(column.title) / HEAD_LINES)], default=0) + FILTER_BUTTON
    most = WIDEST_NUMBER if numeric else WIDEST
    return float(min(max(wanted + 3, title, NARROWEST), max(most, title)))
