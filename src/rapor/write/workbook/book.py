"""What all sheets of a workbook share: formats, text that Excel takes, and the printed page."""

from functools import cached_property
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rapor.ground.language import Language
from rapor.ground.text import for_file
from rapor.write.content import Report
from rapor.write.numbers import WrittenNumber

INK, SOFT, ACCENT, RULE, TINT = "#1B2226", "#566067", "#0B5563", "#CFD6D9", "#E6EEEF"
LONGEST_TEXT = 32_767
"""Excel's limit for the text of a cell."""
LONGEST_HEAD = 200
"""Excel's limit for a page's head is 255 characters, and each ``&`` counts twice."""
SIZE, LINE = 11, 15.0
"""Size of the letters, and the height of their line, in points."""
TALLEST = 400.0
"""Excel takes rows of up to 409 points."""


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
        if len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
            return clean
        room = LONGEST_TEXT // 2 - 100
        left_out = self.language.text(
            "… [{count} more characters do not fit into a cell]", count=len(clean) - room
        )
        return f"{clean[:room]}{left_out}"

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


def height(words: str, width: float, size: float = SIZE) -> float:
    """Height that a wrapped text needs in a cell ``width`` characters wide.

    Programs differ in whether they fit rows to their text when they open a file: none does
    for merged cells.
    """
    room = max(width - 1, 1) * SIZE / size
    lines = sum(max(1, ceil(len(line) * 1.06 / room)) for line in words.split("\n"))
    return min(LINE * lines * max(size / SIZE, 0.87), TALLEST)
