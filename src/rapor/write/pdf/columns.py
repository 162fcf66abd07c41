"""How wide the columns of a table are: numbers as they need it, words share what is left."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rapor.write.content import Cell, Row, Table, Text
from rapor.write.html import Number, TableView
from rapor.write.pdf.typesetting import breakable, clean, longest_piece, width

GAP = 0.9
"""Between two columns, in units of the table's type size."""
INDENT = 1.1
"""A step of depth, in the same units."""
MARK = 0.72
"""The size of a mark beside a number."""
_SLACK = 1.02
"""Kerning and shaping may move a line a little beyond the sum of its letters."""
LONGEST_SHORT = 16.0
"""A short cell that is longer may be broken after all."""
LONGEST_STATUS = 9.0
"""A status that is longer takes two lines where space is scarce."""
_MOST = 0.45
"""No column asks for more than this part of the page before it is shared."""
_LEAST = 1.0
"""Every column has some width, even one without a word."""
_ROUNDS = 5
"""Rounds after which the widths of a full table hardly move."""


@dataclass(frozen=True)
class Need:
    """What a column needs: its longest word, its longest line, and the line of each cell.

    The first of ``lines`` is the column's title.
    """

    least: float
    most: float
    lines: list[float]


def needs(table: Table, view: TableView) -> list[Need]:
    """The need of each column, in units of the table's type size, without gaps."""
    rows = [row for row in table.rows if not row.group]
    return [_need(table, view, place, rows) for place in range(len(table.columns))]


def widths(table: Table, found: list[Need], space: float) -> list[float]:
    """The width of each column, gap included, which fill the space together."""
    free = space - GAP * (len(found) - 1)
    given = _shared(table, found, free)
    return [one + GAP * (place < len(found) - 1) for place, one in enumerate(given)]


def least_width(found: list[Need]) -> float:
    """The width below which words of the table would have to be broken."""
    return sum(need.least for need in found) + GAP * (len(found) - 1)


def _shared(table: Table, found: list[Need], free: float) -> list[float]:
    least = [max(_LEAST, min(need.least, free * _MOST)) for need in found]
    if sum(least) > free:
        return [one * free / sum(least) for one in least]
    most = [max(low, min(need.most, free)) for low, need in zip(least, found, strict=True)]
    if sum(most) <= free:
        return _stretched(table, most, free - sum(most))
    pulls = [1.0] * len(found)
    for _ in range(_ROUNDS):
        asked = _pulls(found, _levelled(least, most, pulls, free))
        pulls = [(before * now) ** 0.5 for before, now in zip(pulls, asked, strict=True)]
    return _levelled(least, most, pulls, free)


def _stretched(table: Table, given: list[float], spare: float) -> list[float]:
    """Columns of words, or else the first one, take what no column asks for."""
    takes = [column.kind == "text" for column in table.columns]
    if not any(takes):
        takes[0] = True
    weight = sum(one + 1 for one, take in zip(given, takes, strict=True) if take)
    return [
        one + (spare * (one + 1) / weight if take else 0.0)
        for one, take in zip(given, takes, strict=True)
    ]


def _pulls(found: list[Need], given: list[float]) -> list[float]:
    """How strongly each column asks for space, so that the table becomes as low as it can.

    A row is as high as its highest cell, so a cell counts by how near it comes to that. The
    sum of ``a / width`` is least when the widths stand to each other as the roots of ``a``.
    """
    lines = np.array([need.lines for need in found])
    high = lines / np.array(given)[:, None]
    top = high.max(axis=0).clip(min=0.001)
    weight = np.where(top > 1, 1.0, 0.05)
    sums = (lines * (high / top) ** 4 * weight).sum(axis=1)
    return [float(one) for one in np.sqrt(sums.clip(min=0.01))]


def _levelled(
    least: list[float], most: list[float], pulls: list[float], free: float
) -> list[float]:
    """Widths in proportion to what stands in the columns, within the bounds of each."""

    def at(level: float) -> list[float]:
        bounds = zip(least, most, pulls, strict=True)
        return [min(high, max(low, level * pull)) for low, high, pull in bounds]

    low, high = 0.0, 1.0
    while sum(at(high)) < free and high < 2**20:
        high *= 2
    for _ in range(16):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) <= free else (low, middle)
    return at(low)


def _need(table: Table, view: TableView, place: int, rows: list[Row]) -> Need:
    column = table.columns[place]
    title = breakable(column.title)
    head, whole_head = longest_piece(title, bold=True), width(title, bold=True)
    cells = [row.cells[place] for row in rows]
    if column.kind in ("number", "printed"):
        least, most = number_widths(view, cells, column.kind)
        if column.kind == "number":
            least = most
        broad = max(most, two_lines(title))
        lines = [text_width(cell.text) for cell in cells]
        return Need(max(head, least) * _SLACK, broad * _SLACK, [whole_head, *lines])
    indent = [INDENT * row.depth if place == 0 else 0.0 for row in rows]
    lines = [step + text_width(cell.text) for step, cell in zip(indent, cells, strict=True)]
    most = max([head, *lines]) * _SLACK
    if column.kind in ("short", "status"):
        longest = LONGEST_SHORT if column.kind == "short" else LONGEST_STATUS
        return Need(max(head * _SLACK, min(most, longest)), most, [whole_head, *lines])
    words = [step + _longest(cell.text) for step, cell in zip(indent, cells, strict=True)]
    return Need(max([head, *words]) * _SLACK, most, [whole_head, *lines])


def text_width(text: Text) -> float:
    """The width of a text on one line."""
    return sum(width(clean(run.text), bold=run.style == "strong") for run in text)


def _longest(text: Text) -> float:
    return max(
        (
            text_width((run,)) if run.style == "source" else longest_piece(breakable(run.text))
            for run in text
        ),
        default=0.0,
    )


def room(numbers: Iterable[Number]) -> float:
    """What a column of numbers keeps free behind the decimal sign.

    A mark stands close to its number, over the room of the longest fraction.
    """
    found = list(numbers)
    fraction = max((width(one.fraction) for one in found), default=0.0)
    return max([fraction, *(width(one.fraction) + marks_width(one) for one in found)])


def marks_width(number: Number) -> float:
    """The width of the marks beside a number, with the space before them."""
    if not number.marks:
        return 0.0
    between = width(" ") * (len(number.marks) - 1)
    return 0.15 + MARK * _SLACK * (text_width(number.marks) + between)


def number_widths(view: TableView, cells: list[Cell], kind: str) -> tuple[float, float]:
    """The width of a column of numbers cut at the decimal sign: with broken cells, and whole.

    A cell as printed may hold words, and those may be broken.
    """
    numbers = [view.number(cell, kind) for cell in cells if cell.text]
    wholes = [breakable(one.whole) for one in numbers]
    behind = room(numbers)
    pieces = max((longest_piece(one) for one in wholes), default=0.0)
    whole = max((width(one) for one in wholes), default=0.0)
    return pieces + behind, min(whole, LONGEST_SHORT) + behind


def two_lines(title: str) -> float:
    """The width in which a bold title takes two lines at most."""
    parts = title.split(" ")
    cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts) + 1)]
    return min(max(width(first, bold=True), width(rest, bold=True)) for first, rest in cuts)
