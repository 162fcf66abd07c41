"""How the cells of a workbook to be filled look: few colours, and never colour alone."""

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
