"""From lines to tables: finding, header, rows, and what has to be put right in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapor.catalogue.headers import Vocabulary
from rapor.ingest.document import DocumentLine
from rapor.ingest.head_counts import is_number_cell
from rapor.ingest.head_lines import is_year
from rapor.ingest.header import Header, read_header
from rapor.ingest.items import split_lettered
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow, join_continued, printed_rows
from rapor.ingest.shift import Lexicon, lexicon, restore_shifted
from rapor.ingest.table_finder import PrintedTable, TableFinder
from rapor.ingest.years_down import turn_years

_LONG = 3
_NARROW = 2


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
    finder = TableFinder(lines, vocabulary, notes)
    tables = []
    for printed in finder.find():
        if printed.items:
            tables.append(_listed(printed))
            continue
        _leave_out_rules(printed, notes)
        if not printed.blocks:
            notes.add(printed.table, printed.first_line, "skipped", "nothing but drawn lines")
            continue
        turn_years(printed, vocabulary, notes)
        lines_of_cells = [line.cells for line in printed.blocks[0]]
        header = read_header(lines_of_cells, vocabulary, captioned=printed.captioned)
        rows = printed_rows(printed, header, vocabulary, finder.announced, notes)
        if not rows:
            notes.add(printed.table, printed.first_line, "skipped", "a header without rows")
            continue
        rows = join_continued(rows, header, vocabulary, printed.table, notes)
        tables.append(ReadTable(printed, header, rows))
    known = lexicon(((table.header, table.rows) for table in tables), vocabulary)
    return [_put_right(table, known, vocabulary, notes) for table in tables]


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
