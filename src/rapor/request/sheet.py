"""The sheet of one agency: what it is asked, and the cells that it fills.

The first row is hidden and holds the sheet's identity and the code of each column, the
first column is hidden and holds the key of each row, so that rows that were sorted and
columns that were moved are still known.
"""

from textwrap import wrap
from typing import Any

from rapor.ground.language import Language, language
from rapor.request.form import Asked, Form, Sheet
from rapor.request.formats import Formats
from rapor.request.layout import FILLED, KEY, Head, heads
from rapor.request.naming import time_of
from rapor.request.rules import rule

HEAD_ROW = 4
"""The row of the heads, counted from 0; above it stand identity, title and two lines."""

_FROZEN = 3
"""Columns that stay in sight: key, number and name."""

_LINE, _ABOVE = 13.5, 4.0
"""Points of a line of text, and of the space above and below it."""

_WIDER = 1.1
"""Letters of a running text are narrower than the digits by which a column is measured."""

_PAPER_A4 = 9
_MARGIN_CM, _CM_PER_INCH = 1.2, 2.54


def write_sheet(
    page: Any, form: Form, sheet: Sheet, formats: Formats, choices: dict[tuple[str, ...], str]
) -> None:
    """Write one sheet; ``choices`` are the ranges of the lists of words."""
    said = language(form.language)
    columns = heads(said, form.year, reporter=not sheet.agency)
    _head(page, form, sheet, formats, columns, said)
    row = HEAD_ROW + 1
    for kind, title in (
        ("indicator", said.text("Indicators")),
        ("activity", said.text("Activities of the action plan")),
    ):
        rows = [one for one in sheet.rows if one.kind == kind]
        if not rows:
            continue
        for place in range(1, len(columns)):
            page.write_blank(row, place, None, formats.group)
        page.write_string(row, 1, f"{title} ({said.number(len(rows))})", formats.group)
        page.set_row(row, 20)
        for number, asked in enumerate(rows, start=1):
            row += 1
            _asked(page, row, number, asked, columns, formats)
            for place, column in enumerate(columns):
                if column.code in FILLED and not asked.through:
                    taken = rule(column.code, asked, form, choices, said)
                    page.data_validation(row, place, row, place, taken)
        row += 1
    _set_up(page, form, sheet, columns)


def _head(
    page: Any, form: Form, sheet: Sheet, formats: Formats, columns: list[Head], said: Language
) -> None:
    for place, column in enumerate(columns):
        code = str(form.identity(sheet.agency)) if column.code == KEY else column.code
        page.write_string(0, place, code)
        look = formats.head_fill if column.code in FILLED else formats.head
        page.write_string(HEAD_ROW, place, column.head, look)
        page.set_column(place, place, column.width, None, {"hidden": column.code == KEY})
    page.set_row(0, None, None, {"hidden": True})
    page.write_string(1, 1, sheet.name, formats.title)
    page.set_row(1, 22)
    what = said.text("Data request {city}, {time}", city=form.city_name, time=time_of(form, said))
    page.write_string(2, 1, what, formats.subtitle)
    fill = said.plural(
        "Fill the yellow cells of {count} row; leave empty what is not known.",
        "Fill the yellow cells of {count} rows; leave empty what is not known.",
        len(sheet.to_fill),
    )
    page.write_string(3, 1, fill, formats.subtitle)
    page.set_row(HEAD_ROW, 44)


def _asked(
    page: Any, row: int, number: int, asked: Asked, columns: list[Head], formats: Formats
) -> None:
    held = {KEY: asked.key, "number": str(number)}
    page.set_row(row, _height(asked, columns))
    for place, column in enumerate(columns):
        if column.code in FILLED:
            page.write_blank(row, place, None, _fill_look(column.code, asked, formats))
            continue
        text = held.get(column.code) or getattr(asked, column.code, "")
        right = column.code in ("number", "target", "baseline")
        look = formats.closed if asked.through else formats.figure if right else formats.fixed
        page.write_string(row, place, text, look)


def _height(asked: Asked, columns: list[Head]) -> float:
    """Points that the row needs: spreadsheets do not fit rows that they did not write."""
    lines = [
        sum(len(wrap(part, int(column.width * _WIDER))) or 1 for part in text.split("\n"))
        for column in columns
        if (text := getattr(asked, column.code, "")) and column.code != KEY
    ]
    return _LINE * max(lines) + _ABOVE


def _fill_look(code: str, asked: Asked, formats: Formats) -> Any:
    if asked.through:
        return formats.closed
    if code == "date":
        return formats.fill_date
    return formats.fill_figure if code == "realised" and asked.is_number else formats.fill


def _set_up(page: Any, form: Form, sheet: Sheet, columns: list[Head]) -> None:
    """Protection, frozen heads and the printed page."""
    page.protect(
        "",
        {"format_columns": True, "format_rows": True, "insert_hyperlinks": True},
    )
    page.freeze_panes(HEAD_ROW + 1, _FROZEN)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_PAPER_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    margin = _MARGIN_CM / _CM_PER_INCH
    page.set_margins(left=margin, right=margin, top=margin, bottom=2 * margin)
    name = sheet.name.replace("&", "&&")
    city = form.city_name.replace("&", "&&")
    page.set_footer(f"&L&8{city} {form.year}&C&8{name[:120]}&R&8&P/&N")
    first = next(place for place, column in enumerate(columns) if column.code in FILLED)
    page.set_selection(HEAD_ROW + 2, first, HEAD_ROW + 2, first)
