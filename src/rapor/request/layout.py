"""The columns of an agency's sheet, and how cells look: few colours, and never colour alone."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter

from rapor.ground.language import Language

KEY = "key"
"""Code and head of the hidden column that names each row."""

FILLED = ("agency", "realised", "date", "evidence", "remark")
"""Codes of the columns that are filled; ``agency`` stands only where the sheet does not say
who reports."""

HELD = ("name", "unit", "scale", "target")
"""Codes of the columns whose cells must come back as they were asked."""

LENGTHS = {"agency": 120, "realised": 100, "evidence": 500, "remark": 500}
"""Longest texts that the cells of a column take."""

INK = "#1A1A1A"
ACCENT = "#0B4F5C"
QUIET = "#595959"
FILL = "#FFF6D6"
HEAD = "#E4EEF0"
LINE = "#BFC7C9"
FONT = "Calibri"


@dataclass(frozen=True)
class Head:
    """A column: code, head in the form's language, and width in characters."""

    code: str
    head: str
    width: float


def heads(language: Language, year: int, *, reporter: bool) -> list[Head]:
    """Columns in the order of the sheet; ``reporter`` adds the one that says who reports."""
    columns = [
        Head(KEY, KEY, 8),
        Head("number", language.text("No."), 4.5),
        Head("name", language.text("Indicator or activity"), 30),
        Head("about", language.text("Explanation"), 21),
        Head("unit", language.text("Unit"), 8),
        Head("scale", language.text("Scale or choice"), 12),
        Head("target", language.text("Target {year}", year=year), 12),
        Head("place", language.text("Printed at"), 10.5),
        Head("baseline", language.text("Baseline"), 9),
        Head("known", language.text("Last known"), 15),
        Head("agency", language.text("Reporting agency"), 20),
        Head("realised", language.text("Realisation {year}", year=year), 12),
        Head("date", language.text("Date of the value"), 11),
        Head("evidence", language.text("Evidence (document or address)"), 22),
        Head("remark", language.text("Remark"), 17),
    ]
    return [column for column in columns if reporter or column.code != "agency"]


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
        self.fill_date = made(**open_, num_format="dd/mm/yyyy", align="right")
        self.fill_figure = made(**open_, align="right")
