"""Several lettered items in one printed line: ``a. … b. … c. …`` with as many values.

Such a line becomes a row an item, but only where its values and agencies part into as many
pieces; otherwise it stays as printed and is marked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapor.ingest.header import Header
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow

_LETTER = re.compile(r"(?:^|(?<=\s))([a-z])\.\s+(?=\S)")
_VALUE = re.compile(r"\s+(?=[<>≤≥]|\d)")
_KEPT = "\u00a0"
_NO_BREAK = re.compile(r"(?<=,) +| +(?=[,(])| +(?=DAN\b)|(?<=\bDAN) +", re.IGNORECASE)
_ITEM_ROLES = ("label", "activity", "part")


@dataclass(frozen=True)
class Lettered:
    """The items of a cell, each with its letter, and the text before the first."""

    lead: str
    items: tuple[str, ...]

    @property
    def first(self) -> str:
        """Letter of the first item."""
        return self.items[0][0]


def lettered(text: str) -> Lettered | None:
    """Read the items ``a. … b. …`` of a cell; None where there are none."""
    starts: list[re.Match[str]] = []
    for letter in _LETTER.finditer(text):
        if not starts or ord(letter[1]) == ord(starts[-1][1]) + 1:
            starts.append(letter)
    if not starts:
        return None
    ends = [*[start.start() for start in starts[1:]], len(text)]
    items = tuple(
        text[start.start() : end].strip() for start, end in zip(starts, ends, strict=True)
    )
    return Lettered(text[: starts[0].start()].strip(), items)


def part_values(text: str) -> list[str]:
    """Part a cell of several values: a new one starts with a number or an inequality."""
    return _VALUE.split(text) if text else []


def part_agencies(text: str, known: Sequence[str]) -> list[str]:
    """Part a cell of several agencies at its blanks, save where a blank joins.

    It joins next to a comma, before a bracket, next to DAN, and inside a name that stands
    alone in another row.
    """
    for name in sorted(known, key=len, reverse=True):
        if " " in name:
            text = re.sub(rf"(?<!\S){re.escape(name)}(?!\S)", name.replace(" ", _KEPT), text)
    text = _NO_BREAK.sub(_KEPT, text)
    return [part.replace(_KEPT, " ") for part in text.split(" ") if part]


def split_lettered(
    rows: Sequence[PrintedRow], header: Header, table: str, notes: Notes
) -> list[PrintedRow]:
    """Give every lettered item a row of its own where the table prints a row an item."""
    column = _item_column(rows, header)
    if column is None:
        return list(rows)
    known = _single_agencies(rows, header, column)
    parted: list[PrintedRow] = []
    for row in rows:
        items = lettered(row.cells[column])
        if row.mark == "unplaced" or items is None or (len(items.items) == 1 and not items.lead):
            parted.append(row)
        else:
            parted += _Splitter(header, column, known, table, notes, parted).split(row, items)
    return parted


def _item_column(rows: Sequence[PrintedRow], header: Header) -> int | None:
    """The column in which rows begin with a letter, each with one item."""
    for at in range(header.width):
        single = [items for row in rows if (items := lettered(row.cells[at])) and not items.lead]
        if header.role(at) in _ITEM_ROLES and any(len(items.items) == 1 for items in single):
            return at
    return None


def _single_agencies(rows: Sequence[PrintedRow], header: Header, column: int) -> list[str]:
    """Agencies as they stand beside one item."""
    at = header.index("agencies")
    if at is None:
        return []
    agencies = set()
    for row in rows:
        items = lettered(row.cells[column])
        if row.cells[at] and items and len(items.items) == 1 and not items.lead:
            agencies.add(row.cells[at])
    return sorted(agencies)


@dataclass(frozen=True)
class _Splitter:
    header: Header
    column: int
    known: Sequence[str]
    table: str
    notes: Notes
    above: list[PrintedRow]

    def split(self, row: PrintedRow, items: Lettered) -> list[PrintedRow]:
        """The rows of a line; the row above takes what goes on with it."""
        count = len(items.items)
        upper = self._continued_row(row, items)
        if items.lead and items.first != "a" and upper is None:
            return self._leave(row, "text before the first item belongs to no row for certain")
        parts = self._parts(row, count, more=1 if upper else 0)
        if parts is None:
            return self._leave(row, f"{count} items, but not as many values")
        if count == 1 and not items.lead:
            return [row]
        if upper:
            self._continue(upper, row, items, parts)
        heading = [] if upper or not items.lead else [self._heading(row, items)]
        left = [""] * self.column if heading or upper else row.cells[: self.column]
        rows = [
            PrintedRow(
                list(row.lines),
                [*(left if at == 0 else [""] * self.column), item]
                + [part[at - count] for part in parts],
                "split",
                row.page,
            )
            for at, item in enumerate(items.items)
        ]
        self.notes.add(self.table, row.lines[0], "split", f"{count} lettered items in one line")
        return heading + rows

    def _leave(self, row: PrintedRow, reason: str) -> list[PrintedRow]:
        row.mark = "unplaced"
        self.notes.add(self.table, row.lines[0], "unplaced", f"{reason}; kept as printed")
        return [row]

    def _continued_row(self, row: PrintedRow, items: Lettered) -> PrintedRow | None:
        """The row above, if the text before the first item goes on with its item."""
        if not items.lead or not self.above or row.page == self.above[-1].page:
            return None
        before = lettered(self.above[-1].cells[self.column])
        follows = before and ord(before.items[-1][0]) + 1 == ord(items.first)
        return self.above[-1] if follows else None

    def _parts(self, row: PrintedRow, count: int, *, more: int) -> list[list[str]] | None:
        """The pieces of each column right of the items', or None when they do not match."""
        parts = []
        for at in range(self.column + 1, self.header.width):
            text = row.cells[at]
            if at in self.header.figures:
                pieces = part_values(text)
            elif self.header.role(at) == "agencies":
                pieces = part_agencies(text, self.known)
            else:
                pieces = [text] if text else []
            if count + more == 1:
                pieces = [text]
            if not pieces:
                pieces = [""] * count
            if len(pieces) not in (count, count + more):
                return None
            parts.append(pieces)
        return parts

    def _heading(self, row: PrintedRow, items: Lettered) -> PrintedRow:
        """The line above the items: its text, and the cells left of it."""
        right = [""] * (self.header.width - self.column - 1)
        cells = [*row.cells[: self.column], items.lead, *right]
        return PrintedRow(list(row.lines), cells, "group", row.page)

    def _continue(
        self, upper: PrintedRow, row: PrintedRow, items: Lettered, parts: list[list[str]]
    ) -> None:
        """Give the row above the text before the first item and the pieces left over."""
        count = len(items.items)
        extra = [part[0] if len(part) > count else "" for part in parts]
        for at, text in enumerate([items.lead, *extra], start=self.column):
            upper.cells[at] = f"{upper.cells[at]} {text}".strip()
        touched = [upper]
        for at in range(self.column):
            if row.cells[at]:
                touched.append(self._continue_left(at, row))
        for target in touched:
            if row.lines[0] not in target.lines:
                target.lines += row.lines
                target.mark = "joined"
                self.notes.add(
                    self.table, target.lines[0], "joined", f"goes on in line {row.lines[0]}"
                )

    def _continue_left(self, at: int, row: PrintedRow) -> PrintedRow:
        """Put a cell left of the items to the cell that it goes on with, as the page end says."""
        filled = [above for above in self.above if above.cells[at] and above.mark != "group"]
        target = filled[-1] if filled else self.above[-1]
        target.cells[at] = f"{target.cells[at]} {row.cells[at]}".strip()
        if not (row.catchword and target.cells[at].find(row.catchword) >= 0):
            self.notes.add(
                self.table, row.lines[0], "placed_above", "taken to go on with the cell above"
            )
        return target
