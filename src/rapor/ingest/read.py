"""From lines to tables: finding, header, rows, and what has to be put right in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapor.catalogue.names import fold
from rapor.ingest.document import Line
from rapor.ingest.groups import mark_groups
from rapor.ingest.header import Header, read_header
from rapor.ingest.items import split_lettered
from rapor.ingest.notes import Notes
from rapor.ingest.rows import Row, join_continued, printed_rows
from rapor.ingest.shift import Lexicon, lexicon, restore_shifted
from rapor.ingest.tablefind import PrintedTable, TableFinder
from rapor.ingest.words import KIND_WORDS, first_match


@dataclass(frozen=True)
class ReadTable:
    """A table as it is written: what was found, its header, its rows."""

    printed: PrintedTable
    header: Header
    rows: Sequence[Row]

    @property
    def table(self) -> str:
        """Name of the table, and of its file."""
        return self.printed.table


def read_tables(lines: list[Line], notes: Notes) -> list[ReadTable]:
    """All tables of a document, in its order."""
    finder = TableFinder(lines, notes)
    found = []
    for printed in finder.find():
        if printed.items:
            found.append(_listed(printed))
            continue
        _leave_out_rules(printed, notes)
        if not printed.blocks:
            notes.add(printed.table, printed.first_line, "skipped", "nothing but drawn lines")
            continue
        lines_of_cells = [line.cells for line in printed.blocks[0]]
        header = read_header(lines_of_cells, captioned=printed.captioned)
        rows = printed_rows(printed, header, finder.announced, notes)
        if not rows:
            notes.add(printed.table, printed.first_line, "skipped", "a header without rows")
            continue
        found.append(ReadTable(printed, header, join_continued(rows, header, printed.table, notes)))
    known = lexicon((table.header, table.rows) for table in found)
    return [_put_right(table, known, notes) for table in found]


def _leave_out_rules(printed: PrintedTable, notes: Notes) -> None:
    for line in (line for block in printed.blocks for line in block if line.is_rule):
        notes.add(printed.table, line.number, "skipped", "a drawn line")
    blocks = ([line for line in block if not line.is_rule] for block in printed.blocks)
    printed.blocks = [block for block in blocks if block]


def _put_right(table: ReadTable, known: Lexicon, notes: Notes) -> ReadTable:
    if table.printed.items:
        return table
    header, name = table.header, table.table
    above = sum(1 for row in table.rows if row.page == 0 and row.lines[0] < _first_line(table))
    restore_shifted(table.rows, header, known, name, notes)
    rows = split_lettered(table.rows, header, name, notes)
    if sentences_kind(table.printed):
        _keep_places_only(rows)
    else:
        mark_groups(rows, header, above)
    return ReadTable(table.printed, header, rows)


def _first_line(table: ReadTable) -> int:
    """Line of the header; of the first row where there is none."""
    return table.printed.blocks[0][max(table.header.at, 0)].number


def sentences_kind(printed: PrintedTable) -> str:
    """``review`` or ``recommendations``, by the nearest title that tells; else empty."""
    titles = (printed.title, *reversed(printed.headings))
    kinds = (first_match(KIND_WORDS, fold(title)) for title in titles)
    return next((kind for kind in kinds if kind in ("review", "recommendations")), "")


def _keep_places_only(rows: Sequence[Row]) -> None:
    """Empty the sentences of a review; what is left are its headings."""
    for row in rows:
        if row.filled == [len(row.cells) - 1]:
            row.mark, row.cells = "sentence", [""] * len(row.cells)
        else:
            row.mark = "group"


def _listed(printed: PrintedTable) -> ReadTable:
    """A list of recommendations as a table: its numbers and places, not its sentences."""
    names = ("No", printed.title)
    rows = [Row([line.number], [number, ""], "sentence") for line, number in printed.items]
    return ReadTable(printed, Header(names, (), (False, False), -1), rows)
