"""Workbooks that people fill and send back: how their cells look, and how they are made.

The same bytes for the same content, and no formula from data. Few colours, and never colour alone.
"""

import datetime
import io
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

import xlsxwriter

INK = "#1A1A1A"
ACCENT = "#0B4F5C"
QUIET = "#595959"
FILL = "#FFF6D6"
OPEN = "#F6C9B0"
LOOK = "#DCE9F5"
HEAD = "#E4EEF0"
LINE = "#BFC7C9"
FONT = "Calibri"

Words = tuple[str, ...]
"""The words that a cell may be chosen from."""

_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 XlsxWriter takes no zone
"""A date that says nothing: the workbook's bytes must not depend on the day."""

_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}

_LINE, _ABOVE = 13.5, 4.0
"""Points of a line of text, and of the space above and below it."""
_TALLEST = 400.0
"""Spreadsheets take rows of up to 409 points."""

_WIDER = 1.1
"""Letters of a running text are narrower than the digits by which a column is measured."""

_PAPER_A4 = 9
_MARGIN_CM, _CM_PER_INCH = 1.2, 2.54


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def made(**look: Any) -> Any:
            plain = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
            return book.add_format(plain | look)

        lined = {"border": 1, "border_color": LINE, "text_wrap": True}
        open_ = {**lined, "bg_color": FILL, "locked": False}
        self.title = made(font_size=15, bold=True, font_color=ACCENT)
        self.subtitle = made(font_color=QUIET)
        self.text = made(text_wrap=True)
        self.label = made(bold=True, text_wrap=True)
        self.link = made(font_color=ACCENT, underline=1, text_wrap=True)
        self.count = made(align="right")
        self.head = made(**lined | {"bold": True, "bg_color": HEAD, "valign": "vcenter"})
        self.head_right = made(
            **lined | {"bold": True, "bg_color": HEAD, "valign": "vcenter", "align": "right"}
        )
        self.head_fill = made(
            **lined | {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF"}, valign="vcenter"
        )
        self.group = made(bold=True, font_color=ACCENT, bottom=1, bottom_color=ACCENT)
        self.fixed = made(**lined)
        self.figure = made(**lined, align="right", indent=1)
        self.closed = made(**lined, font_color=QUIET)
        self.fill = made(**open_)
        self.fill_text = made(**open_, num_format="@")
        self.of_doubt = {
            "open": made(**lined, bold=True, bg_color=OPEN),
            "check": made(**lined, bg_color=LOOK),
            "sure": made(**lined, font_color=QUIET),
        }
        self.fill_date = made(**open_, num_format="dd/mm/yyyy", align="right")
        self.fill_figure = made(**open_, align="right")


class FormBook:
    """A workbook while it is written; ``formats`` are those of all its cells."""

    def __init__(self, title: str) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, _TEXT_STAYS_TEXT)
        self._book.set_properties({"title": title, "created": _CREATED})
        self.formats = Formats(self._book)

    def sheet(self, title: str) -> Any:
        """A new sheet, behind the others."""
        return self._book.add_worksheet(title)

    def content(self) -> bytes:
        """The finished workbook as a file."""
        self._book.close()
        return self._out.getvalue()


def write_lists(page: Any, lists: Iterable[Words], first: int) -> dict[Words, str]:
    """Write lists of words, a column each from the ``first`` on; each with its range."""
    ranges = {}
    for column, words in enumerate(sorted(set(lists)), start=first):
        for row, word in enumerate(words):
            page.write_string(row, column, word)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        ranges[words] = f"={page.name}!${letter}$1:${letter}${len(words)}"
    return ranges


def row_height(texts: Iterable[tuple[float, str]]) -> float:
    """Points that a row needs, by width and text of its cells.

    Spreadsheets do not fit rows that they did not write.
    """
    lines = [
        sum(len(wrap(part, max(1, int(width * _WIDER)))) or 1 for part in text.split("\n"))
        for width, text in texts
        if text
    ]
    return min(_TALLEST, _LINE * max(lines, default=1) + _ABOVE)


def print_on_paper(page: Any) -> None:
    """Let a sheet be printed: A4 across, one page wide, narrow margins, no grid."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_PAPER_A4)
    page.fit_to_pages(1, 0)
    margin = _MARGIN_CM / _CM_PER_INCH
    page.set_margins(left=margin, right=margin, top=margin, bottom=2 * margin)


ACROSS = (29.7 - 2 * _MARGIN_CM) / _CM_PER_INCH * 72
"""Points that a page of ``print_on_paper`` leaves from side to side."""


def printed_width(characters: float) -> float:
    """Points of a column as wide as so many characters; programs differ by some hundredths."""
    return 1.05 * 0.75 * (7 * characters + 5)
