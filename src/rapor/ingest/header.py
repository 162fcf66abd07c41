"""The header of a printed table: one line or two, repeated after page ends or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapor.catalogue.names import fold
from rapor.ingest.vocabulary import ROLE_WORDS, first_match

_YEAR = re.compile(r"^20\d\d$")
_YEARLY = re.compile(r"^(?:target |realisasi |capaian )?(?:tahun |ta |th )?(20\d\d)$")
_YEAR_IN = re.compile(r"\b(20\d\d)\b")
_MOST_LINES = 4
"""Lines that a header may have; deeper ones have not been seen."""
_ABOVE = 6
_FILLED = 0.6


def is_year(cell: str) -> bool:
    """Whether a cell is a year and nothing else."""
    return bool(_YEAR.match(cell))


def year_of(name: str) -> int | None:
    """The year that a column is for by its header: ``2022``, ``Target 2022``; else None."""
    yearly = _YEARLY.match(fold(name))
    return int(yearly[1]) if yearly else None


def known_role(name: str) -> str:
    """What a column is for by its header alone; empty where the words do not tell."""
    return first_match(ROLE_WORDS, fold(name))


@dataclass(frozen=True)
class Header:
    """Names of the columns, and the printed lines that they were read from.

    ``spanned`` tells which columns stand below a wider header; ``at`` is the place of the
    first header line in its block (-1: the table prints none); ``years_above`` is the year
    that a column's own head or one above it names.
    """

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    spanned: tuple[bool, ...]
    at: int
    years_above: tuple[int | None, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)

    def index(self, role: str) -> int | None:
        """Place of the first column with a role that its header tells."""
        return next((at for at, name in enumerate(self.names) if known_role(name) == role), None)

    @property
    def years(self) -> list[int]:
        """Places of the columns of single years; one ``Target 2024`` alone is an end target."""
        plain = [at for at, name in enumerate(self.names) if is_year(name)]
        named = [at for at, name in enumerate(self.names) if year_of(name)]
        return plain or (named if len(named) > 1 else [])

    @property
    def figures(self) -> list[int]:
        """Places of the columns that hold figures."""
        roles = ("value", "weight", "baseline", "end_target", "central", "unit", "ratio")
        return [
            at
            for at, name in enumerate(self.names)
            if at in self.years or self.spanned[at] or known_role(name) in roles
        ]

    @property
    def first_text(self) -> int:
        """Place of the first column that is not for numbers."""
        return 1 if self.index("number") == 0 and self.width > 1 else 0

    def repeats(self, cells: Sequence[str]) -> bool:
        """Whether a line is the first header line again, be it with a word less."""
        if not self.lines:
            return False
        first = [fold(cell) for cell in self.lines[0]]
        same = [fold(cell) == known for cell, known in zip(cells, first, strict=False) if known]
        return bool(same) and same[0] and sum(same) > len(same) / 2

    def repeats_second(self, cells: Sequence[str]) -> bool:
        """Whether a line is the second header line again, or years in its place."""
        if len(self.lines) < 2 or cells[0]:
            return False
        filled = [cell for cell in cells if cell]
        known = [fold(cell) for cell in self.lines[1]]
        is_same = [fold(cell) for cell in cells] == known
        return bool(filled) and (is_same or all(map(is_year, filled)))


def read_header(lines: Sequence[Sequence[str]], *, captioned: bool) -> Header:
    """Find the header among the first lines of a table's first block.

    Lines above it are titles inside the frame. A table below a heading may have none; then
    its columns are named by their place.
    """
    width = max(len(cells) for cells in lines)
    rows = [[*cells, *[""] * (width - len(cells))] for cells in lines]
    place = next((at for at in range(min(_ABOVE, len(rows))) if _is_header(rows, at)), None)
    if place is None and captioned and _share(rows[0]) >= _FILLED and len(rows) > 1:
        place = 0
    if place is None:
        return Header(tuple(f"col{at + 1}" for at in range(width)), (), (False,) * width, -1)
    used = rows[place : place + _depth(rows, place)]
    over, last = _folded(used)
    names = _names(over, last)
    years = tuple(_year_above(used, at) for at in range(width))
    return Header(names, tuple(map(tuple, used)), _spanned(over, last), place, years)


def _depth(rows: Sequence[Sequence[str]], at: int) -> int:
    """How many lines the header has that begins at a line."""
    depth = 1
    while depth < _MOST_LINES and _has_second(rows, at + depth - 1):
        depth += 1
    return depth


def _folded(lines: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[str] | None]:
    """A header of any depth as two lines: what stands over, and the lowest words below.

    A word of a middle line is kept where nothing stands below it, so that ``Anggaran`` beside
    ``Target Output`` with its quarters keeps its name.
    """
    if len(lines) == 1:
        return lines[0], None
    below = list(lines[-1])
    for line in reversed(lines[1:-1]):
        below = [word or line[at] for at, word in enumerate(below)]
    return lines[0], below


def _year_above(lines: Sequence[Sequence[str]], at: int) -> int | None:
    """The year of the lowest header cell over a column that names just one."""
    for line in reversed(lines):
        over, _ = list(_spans(line))[at]
        years = set(_YEAR_IN.findall(over))
        if len(years) == 1:
            return int(years.pop())
    return None


def _share(cells: Sequence[str]) -> float:
    return sum(map(bool, cells)) / len(cells)


def _is_header(rows: Sequence[Sequence[str]], at: int) -> bool:
    both = list(rows[at])
    for line in rows[at + 1 : at + _depth(rows, at)]:
        both = [up or down for up, down in zip(both, line, strict=True)]
    known = [cell for cell in rows[at] if cell and known_role(cell)]
    return _share(both) >= _FILLED and len(known) >= min(2, len(both))


def _has_second(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the line below is a header too: years, or words below a spanning header."""
    if at + 1 >= len(rows) or rows[at + 1][0]:
        return False
    first, second = rows[at], rows[at + 1]
    filled = [place for place, cell in enumerate(second) if cell]
    if not filled:
        return False
    if all(is_year(second[place]) for place in filled):
        return True
    wide = {place for place, (over, span) in enumerate(_spans(first)) if over and span > 2}
    if any(second[place][0].isdigit() for place in filled):
        return False
    return set(filled) == wide or (set(filled) < wide and _has_second(rows, at + 1))


def _spans(first: Sequence[str]) -> Iterator[tuple[str, int]]:
    """For each column, the header cell that stands over it and over how many it stands."""
    starts = [at for at, cell in enumerate(first) if cell or at == 0]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(first)
        for _ in range(start, end):
            yield first[start], end - start


def _spanned(first: Sequence[str], second: Sequence[str] | None) -> tuple[bool, ...]:
    if second is None:
        return (False,) * len(first)
    spans = _spans(first)
    return tuple(
        span > 1 and bool(down) and not is_year(down)
        for (_, span), down in zip(spans, second, strict=True)
    )


def _names(first: Sequence[str], second: Sequence[str] | None) -> tuple[str, ...]:
    """Join two lines where both say something; name nameless columns; tell doubles apart."""
    names: list[str] = []
    for at, (over, span) in enumerate(_spans(first)):
        up, down = first[at], second[at] if second else ""
        name = down if down and span > 1 else " ".join(part for part in (up, down) if part)
        if down and span == 1 and over:
            name = f"{over} {down}"
        names.append(name or f"col{at + 1}")
    seen: dict[str, int] = {}
    for at, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[at] = f"{name} ({seen[name]})"
    return tuple(names)
