"""The rows of a printed table: which of its lines are rows, and which rows are one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapor.catalogue.headers import Vocabulary, words_of
from rapor.ingest.document import DocumentLine
from rapor.ingest.head_lines import numbers_all_columns, numbers_columns
from rapor.ingest.header import Header
from rapor.ingest.notes import Notes
from rapor.ingest.table_finder import PrintedTable

_ENUMERATOR = re.compile(r"^(\d{1,2})[.)]\s")
_NUMBERS = re.compile(r"(?:^|\s)(\d{1,2})[.)]\s")
_BULLETS = "•✓"
_IS_HEADER = "header"


@dataclass
class PrintedRow:
    """One row: the document's lines that it was read from, its cells, what was done.

    ``page`` counts the page ends before it in its table; ``catchword`` is what the page
    end just before it announced; ``goes_on``: the reader saw it go on with the row above.
    """

    lines: list[int]
    cells: list[str]
    mark: str = ""
    page: int = 0
    catchword: str = ""
    goes_on: bool = False

    @property
    def line(self) -> str:
        """The lines as they are written: ``1430+1436``."""
        return "+".join(map(str, self.lines))

    @property
    def filled(self) -> list[int]:
        """Places of the cells that are not empty."""
        return [at for at, cell in enumerate(self.cells) if cell]


def printed_rows(
    table: PrintedTable,
    header: Header,
    vocabulary: Vocabulary,
    announced: Mapping[int, str],
    notes: Notes,
) -> list[PrintedRow]:
    """The lines of a table that are rows, widened to its columns.

    Header lines, a line that numbers the columns and notes in prose are left out, all but
    the header with a note. ``announced`` gives, by line number, what the page end before a
    line announced.
    """
    rows: list[PrintedRow] = []
    for page, block in enumerate(table.blocks):
        for line, reason in _sorted_out(block, header, vocabulary, is_first=page == 0):
            if reason == _IS_HEADER:
                continue
            if reason:
                notes.add(table.table, line.number, "skipped", reason)
                continue
            cells, beyond = _widened(line, header)
            row = PrintedRow(
                [line.number],
                cells,
                page=page,
                catchword=announced.get(line.number, ""),
                goes_on=line.goes_on,
            )
            if beyond:
                row.mark = "unplaced"
                notes.add(table.table, line.number, "unplaced", "more cells than columns")
            rows.append(row)
    if rows and table.tail:
        _take_tail(rows[-1], table, notes)
    return rows


def _sorted_out(
    block: Sequence[DocumentLine], header: Header, vocabulary: Vocabulary, *, is_first: bool
) -> Iterator[tuple[DocumentLine, str]]:
    """Each line of a block with the reason why it is no row; empty for a row."""
    start = header.at if is_first and header.at >= 0 else 0
    expected = len(header.lines) if is_first else 0
    after_header = False
    for at, line in enumerate(block):
        cells = line.cells
        is_header = start <= at < start + expected or header.repeats(cells)
        if is_header or (after_header and header.repeats_lower(cells)):
            after_header = True
            yield line, _IS_HEADER
        elif (after_header and numbers_columns(cells)) or numbers_all_columns(cells):
            yield line, "numbers the columns"
        else:
            after_header = False
            yield line, _no_row(cells, vocabulary)


def _no_row(cells: Sequence[str], vocabulary: Vocabulary) -> str:
    filled = [cell for cell in cells if cell]
    if not filled:
        return "no cell holds anything"
    word, colon, _ = filled[0].partition(":")
    if len(filled) == 1 and colon and vocabulary.says("note", word):
        return f"a note in prose: {word.strip()}"
    return ""


def _widened(line: DocumentLine, header: Header) -> tuple[list[str], bool]:
    """The cells, as many as there are columns; what stands beyond goes into the last.

    Also whether anything did.
    """
    cells = line.cells
    beyond = [cell for cell in cells[header.width :] if cell]
    cells = [*cells[: header.width], *[""] * (header.width - len(cells))]
    if beyond:
        cells[-1] = " ".join([cells[-1], *beyond]).strip()
    return cells, bool(beyond)


def _take_tail(row: PrintedRow, table: PrintedTable, notes: Notes) -> None:
    place = row.filled[-1]
    texts = [" ".join(line.text.split()) for line in table.tail]
    row.cells[place] = " ".join([row.cells[place], *texts])
    row.lines += [line.number for line in table.tail]
    row.mark = "joined"
    notes.add(table.table, row.lines[0], "joined", "goes on as text on the next page")


def join_continued(
    rows: Sequence[PrintedRow], header: Header, vocabulary: Vocabulary, table: str, notes: Notes
) -> list[PrintedRow]:
    """Join the first row of a page to the row above where it goes on with that row's cells."""
    joined: list[PrintedRow] = []
    for row in rows:
        is_next = joined and row.page > joined[-1].page
        if is_next and (row.goes_on or _continues(row, joined[-1], header, vocabulary)):
            _join(row, joined[-1])
            notes.add(table, joined[-1].lines[0], "joined", f"goes on in line {row.lines[0]}")
        else:
            joined.append(row)
    return joined


def _continues(row: PrintedRow, above: PrintedRow, header: Header, vocabulary: Vocabulary) -> bool:
    """Whether every cell of a row goes on with the one above; a row of its own fills more."""
    is_cut = row.cells[row.filled[0]][0].islower()
    is_first = row.filled[0] <= header.first_text and not is_cut
    if is_first or len(row.filled) > header.width / 2:
        return False
    return all(
        above.cells[at] and _goes_on(row.cells[at], above.cells[at], vocabulary)
        for at in row.filled
    )


def _goes_on(text: str, above: str, vocabulary: Vocabulary) -> bool:
    """Whether a text goes on with the one above: its sentence, its numbers or its bullets."""
    if text[0].islower() and text[:2].isalpha() and len(text) > 1:
        return True
    is_cut = vocabulary.says("unfinished", " ".join(words_of(above)[-1:]))
    if above.endswith(",") or (is_cut and above[-1].isalpha()):
        return True
    number = _ENUMERATOR.match(text)
    if number:
        numbers = [int(digits) for digits in _NUMBERS.findall(above)]
        return bool(numbers) and int(number[1]) == numbers[-1] + 1
    return text[0] in _BULLETS and any(bullet in above for bullet in _BULLETS)


def _join(row: PrintedRow, above: PrintedRow) -> None:
    for at in row.filled:
        above.cells[at] = f"{above.cells[at]} {row.cells[at]}"
    above.lines += row.lines
    above.page = row.page
    above.mark = above.mark or "joined"
