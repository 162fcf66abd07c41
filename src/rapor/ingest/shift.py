"""Rows whose left cells vanished, so that the rest starts too far left.

A text that stands elsewhere in the document in a column of activities, indicators or
agencies is known to belong to such a column here too. A row is moved only where this, and
the order of its cells, leave one place for each of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.ingest.head_counts import is_number_cell
from rapor.ingest.header import Header
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow

_OUTLINE = re.compile(r"^(?:[A-Z]|[IVX]+|\d{1,2})[.)]\s+\S")
_MOSTLY = 0.7
_TELLING = ("activity", "label", "agencies")

Lexicon = Mapping[str, set[str]]
"""Folded texts by the role of the columns in which the document prints them."""


def is_heading_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that stands in the column of numbers is a line across the table."""
    letters = [letter for letter in text if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    is_upper = upper > _MOSTLY * len(letters)
    return bool(_OUTLINE.match(text) or vocabulary.says("heading", text)) or is_upper


def lexicon(
    tables: Iterable[tuple[Header, Sequence[PrintedRow]]], vocabulary: Vocabulary
) -> Lexicon:
    """Gather the texts of all rows that stand in their columns."""
    known: dict[str, set[str]] = defaultdict(set)
    for header, rows in tables:
        roles = [header.role(at) for at in range(header.width)]
        for row in rows:
            if _is_misplaced(row, header, {}, vocabulary):
                continue
            for role, cell in zip(roles, row.cells, strict=True):
                if role in _TELLING and cell:
                    known[role].add(fold(cell))
    return known


def restore_shifted(
    rows: Sequence[PrintedRow],
    header: Header,
    known: Lexicon,
    vocabulary: Vocabulary,
    table: str,
    notes: Notes,
) -> None:
    """Move the cells of such rows to their columns, or mark them as not placed."""
    for row in rows:
        if row.mark == "unplaced" or not _is_misplaced(row, header, known, vocabulary):
            continue
        places = _places(row, header, known)
        if places is None or len(set(places)) < len(places):
            row.mark = "unplaced"
            notes.add(
                table,
                row.lines[0],
                "unplaced",
                "a cell is not where its column is; kept as printed",
            )
            continue
        cells = [""] * header.width
        for at, place in zip(row.filled, places, strict=True):
            cells[place] = row.cells[at]
        row.cells, row.mark = cells, "shifted"
        names = ", ".join(header.names[place] for place in places)
        notes.add(table, row.lines[0], "shifted", f"left cells vanished; moved to {names}")


def _is_misplaced(row: PrintedRow, header: Header, known: Lexicon, vocabulary: Vocabulary) -> bool:
    """Whether text stands in the column of numbers, or an agency left of the agencies.

    Also a row that names an agency but no activity, though the cell left of the activity
    is filled: one of the two was lost.
    """
    first = row.cells[0]
    if header.index("number") == 0 and first and not is_number_cell(first):
        return not row.cells[-1] and not is_heading_line(first, vocabulary)
    agencies, activity = header.index("agencies"), header.index("activity")
    if agencies is None or not row.filled:
        return False
    if not row.cells[agencies]:
        last = row.filled[-1]
        return last < agencies and fold(row.cells[last]) in known.get("agencies", set())
    return (
        activity is not None
        and activity == agencies - 1
        and activity > 0
        and not row.cells[activity]
        and bool(row.cells[activity - 1])
    )


def _places(row: PrintedRow, header: Header, known: Lexicon) -> list[int] | None:
    """A column for each filled cell, or None where more than one would do."""
    filled = row.filled
    anchors: dict[int, int] = {}
    for number, at in enumerate(filled):
        options = [
            place
            for role in _TELLING
            if fold(row.cells[at]) in known.get(role, set())
            and (place := header.index(role)) is not None
        ]
        if len(options) == 1:
            anchors[number] = options[0]
    if not anchors:
        return None
    places: list[int | None] = [anchors.get(number) for number in range(len(filled))]
    for number in range(len(filled)):
        if places[number] is None:
            places[number] = _between(number, filled, anchors, header.width)
    certain = [place for place in places if place is not None]
    return certain if len(certain) == len(places) and certain == sorted(certain) else None


def _between(number: int, filled: list[int], anchors: dict[int, int], width: int) -> int | None:
    """The place of a cell next to anchored ones, where the order leaves one only."""
    left = anchors.get(number - 1)
    right = anchors.get(number + 1)
    if left is not None and right is not None:
        return left + 1 if right - left == 2 else None
    if right is not None and number == 0 and filled[1] == filled[0] + 1:
        return right - 1
    if left is not None and number == len(filled) - 1 and filled[-1] == filled[-2] + 1:
        return left + 1 if left + 1 < width else None
    return None
