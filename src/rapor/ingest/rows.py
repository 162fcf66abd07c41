"""The rows of a printed table: which lines are rows, and which rows are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapor.ingest.document import Line
from rapor.ingest.header import Header
from rapor.ingest.notes import Notes
from rapor.ingest.tablefind import PrintedTable
from rapor.ingest.words import NOTE, UNFINISHED

_ENUMERATOR = re.compile(r"^(\d{1,2})[.)]\s")
_NUMBERS = re.compile(r"(?:^|\s)(\d{1,2})[.)]\s")
_BULLETS = "•✓"


@dataclass
class Row:
    """One row: the document's lines that it was read from, what was done, its cells.

    ``page`` counts the page ends before it in its table; ``catchword`` is what the page
    end just before it announced.
    """

    lines: list[int]
    cells: list[str]
    mark: str = ""
    page: int = 0
    catchword: str = ""

    @property
    def line(self) -> str:
        """The lines as they are written: ``1431+1435``."""
        return "+".join(map(str, self.lines))

    @property
    def filled(self) -> list[int]:
        """Places of the cells that are not empty."""
        return [at for at, cell in enumerate(self.cells) if cell]


def printed_rows(
    table: PrintedTable, header: Header, catchwords: dict[int, str], notes: Notes
) -> list[Row]:
    """The lines of a table that are rows, widened to its columns.

    Header lines that are repeated, drawn lines, a line that numbers the columns and notes
    in prose are left out, each with a note; ``catchwords`` gives by line number what the
    page end before a line announced.
    """
    rows: list[Row] = []
    for page, block in enumerate(table.blocks):
        skip = _header_lines(header, page)
        for at, line in enumerate(block):
            cells = line.cells
            after_header = at > 0 and header.repeats(block[at - 1].cells)
            reason = (
                _no_row(line, header, after_header=after_header) if at not in skip else "header"
            )
            if reason == "header":
                continue
            if reason:
                notes.add(table.table, line.number, "skipped", reason)
                continue
            cells = _widened(cells, header, table, line, notes)
            rows.append(
                Row([line.number], cells, page=page, catchword=catchwords.get(line.number, ""))
            )
    for line in table.tail:
        last = rows[-1]
        place = last.filled[-1]
        last.cells[place] = f"{last.cells[place]} {' '.join(line.text.split())}"
        last.lines.append(line.number)
    if table.tail:
        notes.add(table.table, rows[-1].lines[0], "joined", "goes on as text on the next page")
    return rows


def _header_lines(header: Header, page: int) -> range:
    if page > 0 or header.at < 0:
        return range(0)
    return range(header.at, header.at + len(header.lines))


def _no_row(line: Line, header: Header, *, after_header: bool) -> str:
    cells = line.cells
    if line.is_rule:
        return "a drawn line"
    if not any(cells):
        return "no cell holds anything"
    if header.repeats(cells):
        return "header"
    if after_header and header.repeats_second(cells):
        return "header"
    if cells == [str(at + 1) for at in range(len(cells))] and len(cells) > 2:
        return "numbers the columns"
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and NOTE.match(filled[0]):
        return f"a note in prose: {filled[0].partition(':')[0].strip()}"
    return ""


def _widened(
    cells: list[str], header: Header, table: PrintedTable, line: Line, notes: Notes
) -> list[str]:
    """The cells, as many as there are columns; what stands beyond goes into the last."""
    beyond = [cell for cell in cells[header.width :] if cell]
    cells = [*cells[: header.width], *[""] * (header.width - len(cells))]
    if beyond:
        cells[-1] = " ".join([cells[-1], *beyond]).strip()
        notes.add(
            table.table, line.number, "unplaced", "more cells than columns, the rest is in the last"
        )
    return cells


def join_continued(rows: Sequence[Row], header: Header, table: str, notes: Notes) -> list[Row]:
    """Join the first row of a page to the row above where it goes on with that row's cells."""
    joined: list[Row] = []
    for row in rows:
        if joined and row.page > joined[-1].page and _continues(row, joined, header):
            _join(row, joined)
            notes.add(table, joined[-1].lines[0], "joined", f"goes on in line {row.lines[0]}")
        else:
            joined.append(row)
    return joined


def _continues(row: Row, above: Sequence[Row], header: Header) -> bool:
    """Whether every cell of a row goes on with the one above; a row of its own fills more."""
    if row.filled[0] <= header.first_text or len(row.filled) > header.width / 2:
        return False
    last = above[-1].cells
    return all(last[at] and goes_on(row.cells[at], last[at]) for at in row.filled)


def goes_on(text: str, above: str) -> bool:
    """Whether a text goes on with the one above: its sentence, its numbers or its bullets."""
    if len(text) > 1 and text[0].islower() and text[:2].isalpha():
        return True
    if UNFINISHED.search(above):
        return True
    number = _ENUMERATOR.match(text)
    if number:
        numbers = [int(found) for found in _NUMBERS.findall(above)]
        return bool(numbers) and int(number[1]) == numbers[-1] + 1
    return text[0] in _BULLETS and any(bullet in above for bullet in _BULLETS)


def _join(row: Row, above: list[Row]) -> None:
    target = above[-1]
    for at in row.filled:
        target.cells[at] = f"{target.cells[at]} {row.cells[at]}".strip()
    target.lines += row.lines
    target.page = row.page
    target.mark = target.mark or "joined"
