"""How text and tables are set: the sheet, its sizes of type, columns, and cells cut at the sign.

What turns the direction of writing, controls a terminal or has no width is left out, since
on paper it can only do harm. A sign that neither of our families draws is set as U+FFFD:
a page that asked the machine for another font would look different on each.
"""

from functools import cached_property, lru_cache
from math import ceil
from typing import Any

from rapor.ground.language import Language
from rapor.ground.text import for_type
from rapor.write import fonts
from rapor.write.columns import Setting, TableColumns, with_breaks
from rapor.write.content import Cell, Row, Run, Table, Text
from rapor.write.links import Links
from rapor.write.tables import NUMERIC, TableView

MILLIMETRE = 72 / 25.4
MARGIN = 25 * MILLIMETRE
"""Of an A4 sheet, alike at its four sides; all lengths are in points."""
PORTRAIT = (210 - 50) * MILLIMETRE
"""The width of the text on an upright page."""
LANDSCAPE = (297 - 50) * MILLIMETRE
"""The width of the text on a turned page."""
BODY_SIZE = 10.0
TABLE_SIZE = BODY_SIZE / 1.2
"""Sizes of type stand a fifth apart."""
HIGHEST_CHART = 560.0
"""A chart leaves room on its page for its title, caption and source."""

BREAK = "\u200b"
"""Where a long word may be broken; the template sets an empty space there, and no sign."""
MISSING = "\ufffd"
COMFORT = 2.2
"""A wide table whose rows take more lines than this, on average, on an upright page is turned."""
_HEADED = 4
"""Lines up to which a head is repeated on each page."""
_TALL = 30
"""Lines from which a row may be broken between pages; shorter ones stay whole."""
_PAGE = 600.0
"""The height of a full page of rows, in points."""
_SMALL = 230.0
"""The height, in points, up to which a table stays whole on one page."""
_LINE, _PADDING = 10.0, 7.5
"""The height of a line and what a row adds to its lines, in points."""


def clean(text: str) -> str:
    """The text with single spaces and only signs that can be set."""
    return for_type(text, fonts.letters(), MISSING)


@lru_cache(maxsize=50_000)
def breakable(text: str) -> str:
    """A clean text whose words too long for a line, such as addresses, may be broken."""
    return with_breaks(clean(text), BREAK)


def width(text: str, *, bold: bool = False) -> float:
    """The width of a text as it is set on one line, in units of its size."""
    return fonts.width(clean(text), bold=bold)


def runs(text: Text, links: Links) -> list[Any]:
    """A text as data for the template.

    Plain words are strings; what has a style is ``[words, style, address, status]``.
    """
    return [_run(run, links) for run in text if run.text]


def _run(run: Run, links: Links) -> Any:
    words, address = breakable(run.text), links.address(run)
    if run.style == "plain" and not address:
        return words
    return [words, run.style, address, run.status]


SETTING = Setting(measure=width, gap=0.9, indent=1.1, mark=0.72, room=1.02)
"""As the template has it; kerning may move a line a little beyond the sum of its letters."""


class TableData:
    """A table measured for the page."""

    def __init__(self, table: Table, words: Language) -> None:
        self.table = table
        self.view = TableView(table, words)
        self.columns = TableColumns(self.view, SETTING)

    @cached_property
    def turned(self) -> bool:
        """Whether the table asks for a landscape page and would be cramped without one.

        A turned page breaks the flow, so a table of less than a page stays upright.
        """
        if not self.table.wide:
            return False
        if self.columns.least_width > PORTRAIT / TABLE_SIZE:
            return True
        lines = [self.columns.lines(row, self._widths(PORTRAIT)) for row in self.table.rows]
        return sum(lines) > COMFORT * len(lines) and self._height(lines) > _PAGE

    def data(self, links: Links) -> dict[str, Any]:
        """What the template sets."""
        given = self._widths(LANDSCAPE if self.turned else PORTRAIT)
        lines = [self.columns.lines(row, given) for row in self.table.rows]
        rows = zip(self.table.rows, lines, strict=True)
        notes = [runs(note, links) for note in self.table.notes]
        return {
            "widths": [round(width, 2) for width in given],
            "kinds": [column.kind for column in self.table.columns],
            "heads": [breakable(column.title) for column in self.table.columns],
            "caption": clean(self.table.caption),
            "rows": [self._row(row, tall, links) for row, tall in rows],
            "notes": notes,
            "source": runs(self.table.source, links),
            "repeats": self._head_lines(given) <= _HEADED,
            "whole": self._height(lines) <= _SMALL,
            "hangs": not notes and self.columns.text_width(self.table.source) < sum(given),
        }

    def _widths(self, space: float) -> list[float]:
        return self.columns.widths(space / TABLE_SIZE)

    def _row(self, row: Row, lines: float, links: Links) -> dict[str, Any]:
        data: dict[str, Any] = {"anchor": links.place(row.anchor)}
        if row.group:
            return data | {"group": runs(row.cells[0].text, links), "tall": lines > _HEADED}
        if row.depth:
            data["indent"] = row.depth * SETTING.indent
        if lines > _TALL:
            data["tall"] = True
        return data | {
            "cells": [self._cell(cell, place, links) for place, cell in enumerate(row.cells)]
        }

    def _cell(self, cell: Cell, place: int, links: Links) -> Any:
        kind = self.table.columns[place].kind
        if kind not in NUMERIC or not cell.text:
            return runs(cell.text, links)
        number = self.view.number(cell, kind)
        data: dict[str, Any] = {"whole": breakable(number.whole) + number.fraction}
        room = self._rooms[place] - width(number.fraction)
        if room > 0:
            data |= {"room": round(room, 3), "marks": runs(number.marks, links)}
        return data

    @cached_property
    def _rooms(self) -> list[float]:
        """What each column keeps free behind the decimal sign, for fractions and marks."""
        return [self._room(place) for place in range(len(self.table.columns))]

    def _room(self, place: int) -> float:
        if not self.view.fractions[place] and not self.view.marks[place]:
            return 0.0
        return self.columns.behind(self.view.numbers(place))

    def _head_lines(self, given: list[float]) -> float:
        """About how many lines the head takes."""
        titles = [width(column.title, bold=True) for column in self.table.columns]
        return max(title / space for title, space in zip(titles, given, strict=True))

    def _height(self, lines: list[float]) -> float:
        """About how high the table is with its head and notes."""
        rows = sum(ceil(count) * _LINE + _PADDING for count in lines)
        notes = sum(map(self.columns.text_width, self.table.notes)) * TABLE_SIZE / PORTRAIT
        return 4 * _LINE + rows + (notes + len(self.table.notes)) * _LINE
