"""How wide the columns of a table are: numbers as they need it, words share what is left.

All lengths are in units of the table's type size. What letters measure is asked from the
format, which knows what it is set in.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from rapor.write.content import Row, Table, Text
from rapor.write.fonts import Typeface, typeface
from rapor.write.tables import NUMERIC, AlignedNumber, TableView

LONGEST_WORD = 24
"""A word longer than this many letters may be broken."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(r"[^/_&?=.-]{1,24}[/_&?=.-]*|[/_&?=.-]{1,24}")

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
_BEFORE_MARKS = 0.15
"""What stays free between a number and its marks."""
_ENDS = 1.1
"""Words leave the ends of lines free: how much longer a broken text is."""


class Measure(Hashable, Protocol):
    """The width of a text on one line, in units of its size."""

    def __call__(self, text: str, *, bold: bool = False) -> float:
        """Measure a text, in bold letters or in plain ones."""


@dataclass(frozen=True)
class Setting:
    """How a format sets its tables, in units of their type size.

    ``gap`` stands between two columns, ``indent`` is a step of depth, ``mark`` the size of
    a mark beside a number. ``room`` is how much wider than measured a line may come out, ``usual``
    how long it commonly is beside that: a format that is read in any family measures a wide one.
    """

    measure: Measure
    gap: float
    indent: float
    mark: float
    room: float
    usual: float = 1.0


@dataclass(frozen=True)
class Need:
    """What a column needs: its longest word, its longest line, and the line of each cell.

    The first of ``lines`` is the column's title.
    """

    least: float
    most: float
    lines: list[float]


def pieces(word: str) -> list[str]:
    """A word in the parts that stand on one line: a long one may be broken after its signs."""
    return _PIECE.findall(word) if len(word) > LONGEST_WORD else [word]


def with_breaks(text: str, mark: str) -> str:
    """A text with a ``mark`` wherever a word that is too long for a line may be broken."""
    if len(text) <= LONGEST_WORD:
        return text
    return _LONG_WORD.sub(lambda word: mark.join(pieces(word.group())), text)


class TableColumns:
    """The columns of one table, measured."""

    def __init__(self, view: TableView, setting: Setting) -> None:
        self._table: Table = view.table
        self._view = view
        self._set = setting
        rows = [row for row in self._table.rows if not row.group]
        self._needs = [self._need(place, rows) for place in range(len(self._table.columns))]

    @property
    def least_width(self) -> float:
        """The width below which words of the table would have to be broken."""
        return sum(need.least for need in self._needs) + self._set.gap * (len(self._needs) - 1)

    def widths(self, space: float) -> list[float]:
        """The width of each column, which fill the space together; all but the last with gap."""
        gaps = [self._set.gap] * (len(self._needs) - 1) + [0.0]
        given = _shared(self._table, self._needs, space - sum(gaps))
        return [width + gap for width, gap in zip(given, gaps, strict=True)]

    def lines(self, row: Row, given: Sequence[float]) -> float:
        """About how many lines a row takes."""
        if row.group:
            return max(1.5, self.text_width(row.cells[0].text) / sum(given))
        rooms = (max(width - self._set.gap, 1.0) for width in given)
        texts = (self.text_width(cell.text) for cell in row.cells)
        return max(1.0, *(_ENDS * text / room for text, room in zip(texts, rooms, strict=True)))

    def text_width(self, text: Text) -> float:
        """The width of a text on one line."""
        return _text_width(text, self._set.measure, typeface())

    def behind(self, numbers: Iterable[AlignedNumber]) -> float:
        """What numbers keep free behind the decimal sign.

        A mark stands close to its number, over the room of the longest fraction.
        """
        every = list(numbers)
        fractions = [self._set.measure(number.fraction) for number in every]
        marked = (
            fraction + self._marks_width(number)
            for fraction, number in zip(fractions, every, strict=True)
        )
        return max([0.0, *fractions, *marked])

    def _marks_width(self, number: AlignedNumber) -> float:
        """The width of the marks beside a number, with the space before them."""
        if not number.marks:
            return 0.0
        between = self._set.measure(" ") * (len(number.marks) - 1)
        text = self.text_width(number.marks) + between
        return _BEFORE_MARKS + self._set.mark * self._set.room * text

    def _need(self, place: int, rows: list[Row]) -> Need:
        column, room = self._table.columns[place], self._set.room
        head = self._longest_piece(column.title, bold=True)
        whole_head = self._set.measure(column.title, bold=True)
        cells = [row.cells[place] for row in rows]
        if column.kind in NUMERIC:
            least, most = self._number_widths(place)
            if column.kind == "number":
                least = most
            broad = max(most, self._two_lines(column.title))
            lines = [self.text_width(cell.text) for cell in cells]
            return Need(max(head, least) * room, broad * room, [whole_head, *lines])
        steps = [self._set.indent * row.depth if place == 0 else 0.0 for row in rows]
        lines = [step + self.text_width(cell.text) for step, cell in zip(steps, cells, strict=True)]
        most = max([head, *lines]) * room
        words = [step + self._longest(cell.text) for step, cell in zip(steps, cells, strict=True)]
        least = max([head, *words]) * room
        if column.kind in ("short", "status"):
            longest = LONGEST_SHORT if column.kind == "short" else LONGEST_STATUS
            least = max(least, min(most, longest) * self._set.usual)
        return Need(least, most, [whole_head, *lines])

    def _longest_piece(self, text: str, *, bold: bool = False) -> float:
        """The width of the widest part of a text that stands on one line."""
        return _longest_piece(text, self._set.measure, typeface(), bold=bold)

    def _longest(self, text: Text) -> float:
        """As ``_longest_piece``; a source stays in one line."""
        return max(
            (
                self.text_width((run,)) if run.style == "source" else self._longest_piece(run.text)
                for run in text
            ),
            default=0.0,
        )

    def _number_widths(self, place: int) -> tuple[float, float]:
        """The width of a column of numbers: with broken cells, and whole.

        A cell as printed may hold words, and those may be broken.
        """
        numbers = self._view.numbers(place)
        behind = self.behind(numbers)
        parts = max((self._longest_piece(number.whole) for number in numbers), default=0.0)
        whole = max((self._set.measure(number.whole) for number in numbers), default=0.0)
        return parts + behind, min(whole, LONGEST_SHORT) + behind

    def _two_lines(self, title: str) -> float:
        """The width in which a bold title takes two lines at most."""
        parts = title.split(" ")
        cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts) + 1)]
        measure = self._set.measure
        return min(max(measure(first, bold=True), measure(rest, bold=True)) for first, rest in cuts)


@lru_cache(maxsize=50_000)
def _text_width(text: Text, measure: Measure, _own: Typeface | None) -> float:
    """As ``TableColumns.text_width``; most cells of a city's years are alike.

    What a format measures also depends on the family that a brand has it set in.
    """
    return sum(measure(run.text, bold=run.style == "strong") for run in text)


@lru_cache(maxsize=50_000)
def _longest_piece(text: str, measure: Measure, _own: Typeface | None, *, bold: bool) -> float:
    """As ``TableColumns._longest_piece``."""
    parts = (part for word in text.split() for part in pieces(word))
    return max((measure(part, bold=bold) for part in parts), default=0.0)


def _shared(table: Table, needs: list[Need], free: float) -> list[float]:
    least = [max(_LEAST, min(need.least, free * _MOST)) for need in needs]
    if sum(least) > free:
        return [width * free / sum(least) for width in least]
    most = [max(low, min(need.most, free)) for low, need in zip(least, needs, strict=True)]
    if sum(most) <= free:
        return _stretched(table, most, free - sum(most))
    pulls = [1.0] * len(needs)
    for _ in range(_ROUNDS):
        asked = _pulls(needs, _levelled(least, most, pulls, free))
        pulls = [(before * now) ** 0.5 for before, now in zip(pulls, asked, strict=True)]
    return _levelled(least, most, pulls, free)


def _stretched(table: Table, given: list[float], spare: float) -> list[float]:
    """Columns of words, or else the first one, take what no column asks for."""
    takes = [column.kind == "text" for column in table.columns]
    if not any(takes):
        takes[0] = True
    weight = sum(width + 1 for width, take in zip(given, takes, strict=True) if take)
    return [
        width + (spare * (width + 1) / weight if take else 0.0)
        for width, take in zip(given, takes, strict=True)
    ]


def _pulls(needs: list[Need], given: list[float]) -> list[float]:
    """How strongly each column asks for space, so that the table becomes as low as it can.

    A row is as high as its highest cell, so a cell counts by how near it comes to that. The
    sum of ``a / width`` is least when the widths stand to each other as the roots of ``a``.
    """
    lines = np.array([need.lines for need in needs])
    high = lines / np.array(given)[:, None]
    top = high.max(axis=0).clip(min=0.001)
    weight = np.where(top > 1, 1.0, 0.05)
    sums = (lines * (high / top) ** 4 * weight).sum(axis=1)
    return [float(pull) for pull in np.sqrt(sums.clip(min=0.01))]


def _levelled(
    least: list[float], most: list[float], pulls: list[float], free: float
) -> list[float]:
    """Widths in proportion to what stands in the columns, within the bounds of each."""
    bounds = list(zip(least, most, pulls, strict=True))

    def at(level: float) -> list[float]:
        return [min(high, max(low, level * pull)) for low, high, pull in bounds]

    low, high = 0.0, 1.0
    while sum(at(high)) < free and high < 2**20:
        high *= 2
    for _ in range(16):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) <= free else (low, middle)
    return at(low)
