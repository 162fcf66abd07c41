"""From lines to tables: finding, header, rows, and what has to be put right in them.

Where the left cells of a row vanished, the rest starts too far left. A text that stands elsewhere
in the document in a column of activities, indicators or agencies is known to belong to such a
column here too. A row is moved only where this, and the order of its cells, leave one place for
each of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.ingest.document import DocumentLine
from rapor.ingest.footnote_marks import noted_signs
from rapor.ingest.head_lines import is_number_cell, is_year, name_years
from rapor.ingest.header import Header, read_header
from rapor.ingest.items import split_lettered
from rapor.ingest.laid_anew import lay_roles_beside, name_ticked
from rapor.ingest.left_out import name_cells
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow, join_continued, printed_rows
from rapor.ingest.shared_cells import part_cells
from rapor.ingest.table_finder import PrintedTable, TableFinder
from rapor.ingest.years_down import turn_years

_LONG = 3
_NARROW = 2

_OUTLINE = re.compile(r"^(?:[A-Z]|[IVX]+|\d{1,2})[.)]\s+\S")
_MOSTLY = 0.7
_TELLING = ("activity", "label", "agencies")

Lexicon = Mapping[str, set[str]]
"""Folded texts by the role of the columns in which the document prints them."""


def mark_groups(rows: Sequence[PrintedRow], header: Header, rows_above: int) -> None:
    """Mark the lines across a table; the first ``rows_above`` stand above its header.

    A row with another mark keeps it, save one that was joined and is such a line.
    """
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        is_line = at < rows_above or _is_group(row, below, header)
        if is_line if not row.mark else row.mark == "joined" and _is_aside(row, header):
            row.mark = "group"


def _is_group(row: PrintedRow, below: PrintedRow | None, header: Header) -> bool:
    if _is_aside(row, header) or (header.at < 0 and _heads_below(row, below)):
        return True
    filled = [at for at in row.filled if not _repeats_year(row, at, header)]
    if filled and filled[0] == 0 and header.first_text and is_number_cell(row.cells[0]):
        is_over = below is not None and below.cells[0].startswith(f"{row.cells[0].rstrip('.')}.")
        if header.figures and row.cells[0][0].isdigit() and not is_over:
            return False  # a numbered row whose figures are missing
        filled = filled[1:]
    if len(filled) != 1 or header.width <= _NARROW:
        return False
    only = filled[0]
    is_long = len(row.cells[only].split()) >= _LONG
    return only <= header.first_text or (only in header.figures and is_long)


def _repeats_year(row: PrintedRow, at: int, header: Header) -> bool:
    return is_year(row.cells[at]) and row.cells[at] == header.names[at]


def _is_aside(row: PrintedRow, header: Header) -> bool:
    """Whether a row of a plan has no figure, and no label or one that only announces."""
    label, activity = header.index("label"), header.index("activity")
    if label is None or not header.years or any(row.cells[at] for at in header.years):
        return False
    if activity is not None and row.cells[activity]:
        return False
    return not row.cells[label] or row.cells[label].endswith(":")


def _heads_below(row: PrintedRow, below: PrintedRow | None) -> bool:
    """Whether a row of a table without header fills its first cell and the next none."""
    return bool(row.cells[0] and below and not below.cells[0] and not row.cells[-1])


@dataclass(frozen=True)
class ReadTable:
    """A table as it is written: what was found, its header, its rows."""

    printed: PrintedTable
    header: Header
    rows: Sequence[PrintedRow]

    @property
    def table(self) -> str:
        """Name of the table, and of its file."""
        return self.printed.table


def read_tables(lines: list[DocumentLine], vocabulary: Vocabulary, notes: Notes) -> list[ReadTable]:
    """All tables of a document, in its order."""
    lines = name_years(lines, notes)
    finder = TableFinder(lines, vocabulary, notes)
    tables = []
    for printed in finder.find():
        if printed.items:
            tables.append(_listed(printed))
            continue
        printed.signs = noted_signs(lines, printed.last_line)
        _leave_out_rules(printed, notes)
        if not printed.blocks:
            notes.add(printed.table, printed.first_line, "skipped", "nothing but drawn lines")
            continue
        turn_years(printed, vocabulary, notes)
        part_cells(printed, vocabulary, notes)
        lay_roles_beside(printed, vocabulary, notes)
        name_ticked(printed, vocabulary, notes)
        lines_of_cells = [line.cells for line in printed.blocks[0]]
        header = read_header(lines_of_cells, vocabulary, captioned=printed.captioned)
        rows = printed_rows(printed, header, vocabulary, finder.announced, notes)
        if not rows:
            notes.add(printed.table, printed.first_line, "skipped", "a header without rows")
            continue
        rows = join_continued(rows, header, vocabulary, printed.table, notes)
        tables.append(ReadTable(printed, header, rows))
    known = lexicon(((table.header, table.rows) for table in tables), vocabulary)
    tables = [_put_right(table, known, vocabulary, notes) for table in tables]
    for table in tables:
        name_cells(notes, table.table, table.header.names, table.rows)
    return tables


def _leave_out_rules(printed: PrintedTable, notes: Notes) -> None:
    for line in (line for block in printed.blocks for line in block if line.is_rule):
        notes.add(printed.table, line.number, "skipped", "a drawn line")
    blocks = ([line for line in block if not line.is_rule] for block in printed.blocks)
    printed.blocks = [block for block in blocks if block]


def _put_right(table: ReadTable, known: Lexicon, vocabulary: Vocabulary, notes: Notes) -> ReadTable:
    if table.printed.items:
        return table
    header, name = table.header, table.table
    above = sum(1 for row in table.rows if row.page == 0 and row.lines[0] < _first_line(table))
    restore_shifted(table.rows, header, known, vocabulary, name, notes)
    rows = split_lettered(table.rows, header, name, notes)
    if sentences_kind(table.printed, vocabulary):
        _keep_places_only(rows)
    else:
        mark_groups(rows, header, above)
    return ReadTable(table.printed, header, rows)


def _first_line(table: ReadTable) -> int:
    """Line of the header; of the first row where there is none."""
    return table.printed.blocks[0][max(table.header.at, 0)].number


def sentences_kind(printed: PrintedTable, vocabulary: Vocabulary) -> str:
    """``review`` or ``recommendations``, by the nearest title that tells; else empty."""
    titles = (printed.title, *reversed(printed.headings))
    kinds = map(vocabulary.kind, titles)
    return next((kind for kind in kinds if kind in ("review", "recommendations")), "")


def _keep_places_only(rows: Sequence[PrintedRow]) -> None:
    """Empty the sentences of a review; what is left are its headings."""
    for row in rows:
        if row.filled == [len(row.cells) - 1]:
            row.mark, row.cells = "sentence", [""] * len(row.cells)
        else:
            row.mark = "group"


def _listed(printed: PrintedTable) -> ReadTable:
    """A list of recommendations as a table: its numbers and places, not its sentences."""
    names = ("No", printed.title)
    rows = [PrintedRow([line.number], [number, ""], "sentence") for line, number in printed.items]
    return ReadTable(printed, Header(names, (), (False, False), -1), rows)


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
