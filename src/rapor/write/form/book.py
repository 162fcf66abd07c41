"""A workbook to be filled: the same bytes for the same content, and no formula from data."""

import datetime
import io
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

import xlsxwriter

from rapor.write.form.look import Formats

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
