"""Where a figure is printed: the reference to a cell, ``table:row:column``.

Every figure of a report leads back to a cell. A person reads the row's number as the page counts
it (``PrintedRows``). In files a reference is text, ``3.7:1:2024``,
and a list of them is joined by ``;``; in the code it is a ``Ref``. A column's header may
hold ``:``, so only the first two separate.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import total_ordering
from typing import Any, Self

SEPARATOR = ";"
"""What stands between the items of a list in one cell; no header of a table may hold it."""


Line = tuple[str, int]
"""A printed row: table, and row in it; 0 is the table as a whole."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Ref:
    """A cell of a printed table: number of the table, row counted from 1, header of the column.

    Row 0 is the table as a whole. References are ordered as the documents are: by table as
    people read its number, by row, by column.
    """

    table: str
    row: int
    column: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The cell that ``table:row:column`` names; raises ``ValueError`` for other text."""
        parts = text.split(":", 2)
        if len(parts) != 3 or not parts[1].isdecimal():
            message = f"{text!r} is not table:row:column"
            raise ValueError(message)
        return cls(parts[0], int(parts[1]), parts[2])

    @classmethod
    def of(cls, row: Mapping[Any, Any], column: str = "column") -> Self:
        """The cell that a row of a table stands for.

        ``column`` names the field that holds the header: ``weight_column`` for the weight
        of a score.
        """
        return cls(row["table"], int(row["row"]), row[column])

    def __str__(self) -> str:
        """As files write it."""
        return f"{self.table}:{self.row}:{self.column}"

    def __lt__(self, other: "Ref") -> bool:
        """Whether the cell stands before the other one."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[Any, ...]:
        return natural(self.table), self.row, natural(self.column), self.column, self.table

    @property
    def line(self) -> Line:
        """The printed row that the cell stands in: table and row."""
        return self.table, self.row


@dataclass(frozen=True)
class PrintedRows:
    """How a reader counts the rows of printed tables: a heading is no row.

    A ``Ref`` counts every line of a raw table, its headings too, so that it leads to the line of
    the file. ``headings`` are these lines by table; what a table does not head is counted as is.
    """

    headings: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def is_heading(self, ref: Ref) -> bool:
        """Whether the row of a cell heads the rows below it."""
        return ref.row in self.headings.get(ref.table, ())

    def number(self, ref: Ref) -> int:
        """The number of a cell's row among the table's rows; of a heading's, among its headings."""
        before = sum(heading < ref.row for heading in self.headings.get(ref.table, ()))
        return before + 1 if self.is_heading(ref) else ref.row - before


AS_IN_FILE = PrintedRows()
"""For tables without headings, such as our own lists."""


def refs_in(cell: str) -> tuple[Ref, ...]:
    """The references that a cell lists; none for an empty cell."""
    return tuple(Ref.read(text) for text in cell.split(SEPARATOR) if text)


def joined(refs: Iterable[Ref]) -> str:
    """A list of references as one cell of a file, in the given order."""
    return SEPARATOR.join(str(ref) for ref in refs)


@dataclass(frozen=True, slots=True)
class FindingId:
    """Identity of a finding: the rule, and the first cell that it is about.

    It stays the same from run to run, so that a decision can name it:
    ``off_the_path:3.7:1:2024``.
    """

    rule: str
    ref: Ref

    @classmethod
    def read(cls, text: str) -> Self:
        """The finding that ``rule:table:row:column`` names; ``ValueError`` for other text."""
        rule, _, cell = text.partition(":")
        return cls(rule, Ref.read(cell))

    def __str__(self) -> str:
        """As files write it."""
        return f"{self.rule}:{self.ref}"


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts table numbers as people do: 3.9 before 3.10."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _parts(name))


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"(\d+)|[.:-]", name) if part]
