"""A table as every format shows it: bodies by group, numbers cut at the decimal sign."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapor.ground.language import Language
from rapor.write.content import Cell, ColumnKind, Row, Run, Table, Text

NUMERIC: tuple[ColumnKind, ...] = ("number", "printed")
"""Kinds of columns whose cells are aligned at their end."""


@dataclass(frozen=True)
class AlignedNumber:
    """A number cut at its decimal sign, so that a column can be aligned there."""

    whole: str
    fraction: str
    marks: tuple[Run, ...]


class TableView:
    """A table and how its numbers are cut."""

    def __init__(self, table: Table, words: Language) -> None:
        self.table = table
        self._sign = words.number(0.1, 1)[1]
        places = range(len(table.columns))
        self._numbers = [self._cut(place) for place in places]
        self.fractions = [self._longest_fraction(place) for place in places]
        """Letters from the decimal sign on, by column; none where all cells have as many."""
        self.marks = [self._longest_marks(place) for place in places]
        """Letters of the marks beside a number, by column."""

    def number(self, cell: Cell, kind: str) -> AlignedNumber:
        """The parts of a cell in a column of numbers, or of cells as printed."""
        return _cut(cell.text, self._sign, is_printed=kind == "printed")

    def numbers(self, place: int) -> list[AlignedNumber]:
        """The cells with a word in a column; none of a column that is not numeric."""
        return self._numbers[place]

    def _cut(self, place: int) -> list[AlignedNumber]:
        kind = self.table.columns[place].kind
        if kind not in NUMERIC:
            return []
        cells = (row.cells[place] for row in self.table.rows if not row.group)
        return [self.number(cell, kind) for cell in cells if cell.text]

    def _longest_fraction(self, place: int) -> int:
        lengths = {len(number.fraction) for number in self.numbers(place)}
        return max(lengths) if len(lengths) > 1 else 0

    def _longest_marks(self, place: int) -> int:
        numbers = self.numbers(place)
        return max((sum(len(run.text) + 1 for run in n.marks) for n in numbers), default=0)

    @property
    def bodies(self) -> list[list[Row]]:
        """Rows in bodies: a group's head and what it heads stay together."""
        starts = [place for place, row in enumerate(self.table.rows) if row.group]
        cuts = sorted({0, *starts, len(self.table.rows)})
        return [list(self.table.rows[first:last]) for first, last in pairwise(cuts)]


@lru_cache(maxsize=50_000)
def _cut(text: Text, sign: str, *, is_printed: bool) -> AlignedNumber:
    """As ``TableView.number``; most numbers of a city's years and formats are alike."""
    marks = tuple(run for run in text if run.style == "mark")
    shown = "".join(run.text for run in text if run.style != "mark")
    fraction = None if is_printed else re.search(rf"(?<=\d){re.escape(sign)}\d+%?$", shown)
    if fraction is None:
        return AlignedNumber(shown, "", marks)
    return AlignedNumber(shown[: fraction.start()], fraction.group(), marks)
