"""What a reader of pictures loses in a cell without knowing: told by the cells around it.

It is as sure of ``80`` where ``≥ 80`` stands, of ``6350`` for ``63,50`` and of ``<`` for a tick as
of what it read right. What is told here is proposed to a person, and never taken in silence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from rapor.ground.cells import read_cell
from rapor.ingest.document import DocumentLine
from rapor.ingest.rows import PrintedRow

_TICK, _TICK_READ = "√", "✓"
_CROSSES = frozenset("xX×✗✘")
_COMPARED = re.compile(r"([<>=≤≥]{1,2})\s*\d")
_WHOLE = re.compile(r"[1-9]\d{1,5}")
_DECIMALS = re.compile(r"\d(?P<mark>[.,])\d{1,2}(?!\d)")
_FEWEST = 2
_FAR, _NEAR = 5.0, 2.0
"""How many times as large as its row a figure is that lost its mark, and at most with it."""


@dataclass(frozen=True)
class Neighbours:
    """What stands around a cell: its row's cells of other years, and whether its column has ticks.

    ``targets`` are those of the other cells that are targets as it is: what was reached is printed
    without the sign of comparison that its targets have.
    """

    others: Sequence[str]
    targets: Sequence[str]
    are_ticks: bool


@dataclass(frozen=True)
class SignDoubt:
    """A doubt of a cell: its kind, what is proposed, and details of its sentence."""

    code: str
    proposed: str
    details: Mapping[str, str] = field(default_factory=dict)


def sign_doubt(cell: str, neighbours: Neighbours, *, is_sure: bool) -> SignDoubt | None:
    """What of a scanned cell's signs may be lost or told by its shape alone; None for neither."""
    tick = tick_meant(cell, are_ticks=neighbours.are_ticks)
    if tick:
        return None if tick == cell and is_sure else SignDoubt("sign_by_shape", tick)
    if sign := sign_lost(cell, neighbours.targets):
        return SignDoubt("sign_lost", f"{sign} {cell}", {"sign": sign})
    if figure := mark_lost(cell, neighbours.others):
        return SignDoubt("mark_lost", figure, {"figure": figure})
    return None


def are_mostly_ticks(cells: Sequence[str]) -> bool:
    """Whether a column holds ticks: most of its cells that do not say that nothing is planned."""
    readings = [read_cell(cell) for cell in cells]
    said = [reading for reading in readings if reading.state != "missing"]
    ticks = sum(reading.text == _TICK_READ for reading in said)
    return ticks >= _FEWEST and 2 * ticks > len(said)


def tick_meant(cell: str, *, are_ticks: bool) -> str:
    """The sign that a cell of one sign stands for: itself, or a tick among ticks.

    Empty where it is none. A cross is no tick, for it can say that nothing is planned.
    """
    reading = read_cell(cell)
    if reading.text == _TICK_READ or (reading.state == "missing" and not cell.isalpha()):
        return cell
    return _TICK if are_ticks and len(cell) == 1 and cell not in _CROSSES else ""


def sign_lost(cell: str, others: Sequence[str]) -> str:
    """The sign of comparison that most others of a row print and a cell does not; else empty."""
    figures = [other for other in others if read_cell(other).value is not None]
    signs = [match[1] for other in figures if (match := _COMPARED.match(other))]
    if not cell[:1].isdigit() or len(signs) < _FEWEST or 2 * len(signs) <= len(figures):
        return ""
    return max(sorted(set(signs)), key=signs.count)


def mark_lost(cell: str, others: Sequence[str]) -> str:
    """A whole number with the decimal mark of its row, where it fits the row only so; else empty.

    ``others`` are the figures of the same row: those of one indicator are of one scale.
    """
    values = [value for other in others if (value := read_cell(other).value)]
    marks = [match["mark"] for other in others if (match := _DECIMALS.search(other))]
    if not _WHOLE.fullmatch(cell) or len(values) < _FEWEST or not marks:
        return ""
    usual, value = abs(median(values)), int(cell)
    if not usual or value < _FAR * usual:
        return ""
    fitting = [
        f"{cell[:at]}{marks[0]}{cell[at:]}"
        for at in range(len(cell) - 1, 0, -1)
        if usual / _NEAR <= value / 10 ** (len(cell) - at) <= usual * _NEAR
    ]
    return fitting[0] if fitting else ""


def certainty(row: PrintedRow, at: int, blocks: Sequence[Sequence[DocumentLine]]) -> float | None:
    """How sure a reader of pictures is of a cell: the least of its lines; None for a text.

    Of a row whose cells were moved or parted it is the least of the whole line.
    """
    lines = [line for block in blocks for line in block if line.number in row.lines]
    is_moved = row.mark in ("split", "shifted")
    places = [
        place
        for line in lines
        for place in (line.places if is_moved else line.places[at : at + 1])
        if place is not None and place.confidence is not None
    ]
    return min((place.confidence for place in places if place.confidence is not None), default=None)
