"""How wide the columns of a table are: numbers as they need it, words share what is left."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapor.report.content import Cell, Row, Table, Text
from rapor.report.html import Number, TableView
from rapor.report.pdf.letters import BREAK, breakable, longest_piece, width

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
_WORDS = ("text",)
_MOST = 0.45
"""No column of words asks for more than this part of the page from the outset."""


@dataclass(frozen=True)
class Need:
    """What a column needs: its longest word, its longest line, and its usual line."""

    least: float
    most: float
    usual: float


def needs(table: Table, view: TableView) -> list[Need]:
    """The need of each column, in units of the table's type size, without gaps."""
    rows = [row for row in table.rows if not row.group]
    return [_need(table, view, place, rows) for place in range(len(table.columns))]


def widths(table: Table, found: list[Need], space: float) -> list[float]:
    """The width of each column, gap included, which fill the space together."""
    free = space - GAP * (len(found) - 1)
    given = _shared(table, found, free)
    return [one + GAP * (place < len(found) - 1) for place, one in enumerate(given)]


def _shared(table: Table, found: list[Need], free: float) -> list[float]:
    least = [min(need.least, free * _MOST) for need in found]
    if sum(least) > free:
        return [one * free / sum(least) for one in least]
    asked = [max(low, min(need.most, free)) for low, need in zip(least, found, strict=True)]
    spare = free - sum(asked)
    if spare >= 0:
        takes = [column.kind in _WORDS for column in table.columns]
        if not any(takes):
            takes = [place == 0 for place in range(len(asked))]
        weight = sum(one for one, take in zip(asked, takes, strict=True) if take)
        return [
            one + (spare * one / weight if take and weight else 0.0)
            for one, take in zip(asked, takes, strict=True)
        ]
    wishes = [
        max(0.0, min(need.most, free) - low) ** 0.5 * max(0.0, need.usual) ** 0.5
        for low, need in zip(least, found, strict=True)
    ]
    return _poured(least, asked, wishes, free)


def _poured(least: list[float], most: list[float], wishes: list[float], free: float) -> list[float]:
    """Space shared by wishes, none below its least and none beyond its most."""
    given = list(least)
    open_ = [place for place, wish in enumerate(wishes) if wish > 0]
    while open_ and free - sum(given) > 0.01:
        spare, weight = free - sum(given), sum(wishes[place] for place in open_)
        for place in open_:
            given[place] = min(most[place], given[place] + spare * wishes[place] / weight)
        open_ = [place for place in open_ if given[place] < most[place] - 0.001]
    return given


def _need(table: Table, view: TableView, place: int, rows: list[Row]) -> Need:
    column = table.columns[place]
    title = breakable(column.title)
    head = longest_piece(title, bold=True)
    if column.kind in ("number", "printed"):
        whole = number_width(view, [row.cells[place] for row in rows], column.kind)
        most = max(head, whole) * _SLACK
        return Need(most, max(most, two_lines(title) * _SLACK), 0.2 * most)
    indent = [INDENT * row.depth if place == 0 else 0.0 for row in rows]
    texts = [row.cells[place].text for row in rows]
    lines = [step + text_width(text) for step, text in zip(indent, texts, strict=True)]
    words = [step + _longest(text) for step, text in zip(indent, texts, strict=True)]
    most = max([head, *lines]) * _SLACK
    if column.kind in ("short", "status"):
        return Need(min(most, LONGEST_SHORT), most, most)
    least = max([head, *words]) * _SLACK
    usual = sum(lines) / len(lines) if lines else head
    return Need(least, most, max(usual, head))


def text_width(text: Text) -> float:
    """The width of a text on one line."""
    return sum(
        width(breakable(run.text).replace(BREAK, ""), bold=run.style == "strong") for run in text
    )


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


def number_width(view: TableView, cells: list[Cell], kind: str) -> float:
    """The width of a column of numbers cut at the decimal sign, with their marks."""
    numbers = [view.number(cell, kind) for cell in cells if cell.text]
    whole = max((width(breakable(one.whole)) for one in numbers), default=0.0)
    return min(whole, LONGEST_SHORT) + room(numbers)


def two_lines(title: str) -> float:
    """The width in which a bold title takes two lines at most."""
    parts = title.split(" ")
    cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts) + 1)]
    return min(max(width(first, bold=True), width(rest, bold=True)) for first, rest in cuts)
