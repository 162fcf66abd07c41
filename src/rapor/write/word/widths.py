"""Widths of a table's columns: words stay whole, long texts share what is left.

All columns together are as wide as the page's text, never wider.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from rapor.write.content import Cell, Column, Table
from rapor.write.word.measures import BOLD, twips

SIZE = 8.5
"""Letters of a table in points, as the style Table Text has them."""
PADDING = 170
"""What a cell keeps free at its sides, in twentieths of a point, as Rapor Table has it."""
SPARE = 1.06
"""Room for a font that is a little wider."""

_MOST_WHOLE = {"short": 1500, "number": 1000, "printed": 1000, "status": 2300, "source": 2100}
"""A cell of that kind is not broken up to this width; text is broken between words."""
_LONGEST_WORD = 1500
"""A longer word may be broken (26 mm)."""
_BREAKS = re.compile(r"[ \-–/]+")
_GREED = (0.25, 0.4, 0.55, 0.7, 0.85, 1.0)
"""How much more a longer text gets; whichever makes the table shortest is taken."""


@dataclass(frozen=True)
class Measured:
    """Width of each column in twentieths of a point, and lines of each row that is no group."""

    widths: list[int]
    lines: list[int]


@dataclass(frozen=True)
class _Need:
    """What a column needs: least and wanted width, and the width of each cell's line."""

    least: int
    wanted: int
    lines: tuple[int, ...]
    text: bool


def measured(table: Table, whole: int, indents: Sequence[Sequence[int]]) -> Measured:
    """Columns that are ``whole`` wide together.

    ``indents`` say for each column how far the cell of each row is moved in.
    """
    rows = [row for row in table.rows if not row.group]
    needs = [
        _need(column, [row.cells[place] for row in rows], indents[place])
        for place, column in enumerate(table.columns)
    ]
    least, wanted = sum(need.least for need in needs), sum(need.wanted for need in needs)
    if least >= whole:
        tried = [[need.least * whole / least for need in needs]]
    elif wanted <= whole:
        tried = [_widened(needs, whole - wanted)]
    else:
        tried = [_shared(needs, whole - least, greed) for greed in _GREED]
    made = [Measured(widths, _lines(needs, widths)) for widths in (_exact(t, whole) for t in tried)]
    return min(made, key=lambda one: sum(one.lines))


def _need(column: Column, cells: Sequence[Cell], indents: Sequence[int]) -> _Need:
    lines = [_line(_words(cell)) + indent for cell, indent in zip(cells, indents, strict=True)]
    pieces = [_piece(cell, column) + indent for cell, indent in zip(cells, indents, strict=True)]
    head = _longest(column.title, BOLD)
    title = min(_line(column.title, BOLD * 0.62), _MOST_WHOLE["short"])
    return _Need(
        least=max([head, *pieces]) + PADDING,
        wanted=max([head, title, *lines]) + PADDING,
        lines=tuple(lines),
        text=column.kind == "text",
    )


def _words(cell: Cell) -> str:
    return "".join(run.text for run in cell.text)


def _piece(cell: Cell, column: Column) -> int:
    """The widest part of a cell that is not to be broken."""
    line, most = _line(_words(cell)), _MOST_WHOLE.get(column.kind, 0)
    if column.kind != "source" and line <= most:
        return line
    sources = [_line(run.text) for run in cell.text if run.style == "source"]
    return max([_longest(_words(cell)), *(min(one, _MOST_WHOLE["source"]) for one in sources)])


def _line(text: str, weight: float = 1.0) -> int:
    return round(twips(text, SIZE) * weight * SPARE)


def _longest(text: str, weight: float = 1.0) -> int:
    widest = max((_line(word, weight) for word in _BREAKS.split(text)), default=0)
    return min(widest, _LONGEST_WORD)


def _widened(needs: Sequence[_Need], spare: int) -> list[float]:
    """Everything fits in one line: what is left goes to all, texts more than numbers."""
    weights = [need.wanted * (1.0 if need.text else 0.6) for need in needs]
    return [
        need.wanted + spare * weight / sum(weights)
        for need, weight in zip(needs, weights, strict=True)
    ]


def _shared(needs: Sequence[_Need], spare: float, greed: float) -> list[float]:
    """Share what is left by the length of the texts, no column more than it wants."""
    given = [float(need.least) for need in needs]
    hungry = [place for place, need in enumerate(needs) if need.wanted > need.least]
    while spare > 1 and hungry:
        weights = {p: (needs[p].wanted - needs[p].least) ** greed for p in hungry}
        total, left = sum(weights.values()), 0.0
        for place, weight in weights.items():
            share = spare * weight / total
            taken = min(share, needs[place].wanted - given[place])
            given[place] += taken
            left += share - taken
        hungry = [place for place in hungry if needs[place].wanted - given[place] > 1]
        spare = left
    return given


def _lines(needs: Sequence[_Need], widths: Sequence[int]) -> list[int]:
    """Lines of each row, which is as high as its highest cell; words leave ends of lines free."""
    rooms = [width - PADDING for width in widths]
    return [
        max(1, *(ceil(line * 1.08 / room) for line, room in zip(row, rooms, strict=True)))
        for row in zip(*(need.lines for need in needs), strict=True)
    ]


def _exact(widths: Sequence[float], whole: int) -> list[int]:
    """Whole numbers that add up: the widest column takes what rounding leaves."""
    rounded = [int(one) for one in widths]
    rounded[rounded.index(max(rounded))] += whole - sum(rounded)
    return rounded
