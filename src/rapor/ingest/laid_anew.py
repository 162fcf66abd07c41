"""Tables that are laid out anew, so that each row has its figures and names its agencies.

Where ``Target`` and ``Realisasi`` stand in a column beside the indicator, and the years in the
head, both come below each year, and every row says which of them it is. Where agencies head columns
of ticks below ``Perangkat Daerah``, such columns become one that names those that are ticked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapor.catalogue.headers import Vocabulary
from rapor.ground.cells import read_cell
from rapor.ingest.document import TAB, DocumentLine
from rapor.ingest.header import PLANNED_OR_DONE, Header, read_header
from rapor.ingest.notes import Notes
from rapor.ingest.table_finder import PrintedTable
from rapor.ingest.years_down import LaidCell, body_of, cell_at, laid_line

_ROLES = (*PLANNED_OR_DONE, "ratio")
_MOST_WORDS = 3
_BETWEEN = "; "

Group = list[DocumentLine]
"""The lines of one indicator; or a line across the table alone."""


def lay_roles_beside(printed: PrintedTable, vocabulary: Vocabulary, notes: Notes) -> None:
    """Lay out anew a table whose rows say whether they are planned or reached."""
    if not printed.blocks:
        return
    lines = [line for block in printed.blocks for line in block]
    header = read_header([line.cells for line in printed.blocks[0]], vocabulary, captioned=True)
    if header.at != 0 or not header.years:
        return
    head, body = lines[: len(header.lines)], body_of(lines[len(header.lines) :], header)
    at = _role_column(header, body, vocabulary)
    if at is None:
        return
    roles = list(dict.fromkeys(cell for line in body if (cell := cell_at(line, at).text)))
    groups = list(_groups(body, at, roles[0]))
    if not all(_is_one(group, header, at) for group in groups):
        return
    printed.blocks = [[*_head(head, header, at, roles), *_rows(groups, header, at, roles)]]
    told = "; ".join(roles)
    notes.doubt("roles_in_rows", printed.table, head[0].number, "kind", roles=told)


def _role_column(
    header: Header, body: Sequence[DocumentLine], vocabulary: Vocabulary
) -> int | None:
    """The one column in which each row says what its figures are, targets and results among them.

    A line across the table says nothing there.
    """
    for at in range(header.width):
        cells = [cell_at(line, at).text for line in body if _is_row(line)]
        named = {vocabulary.column(cell).name for cell in cells if len(cell.split()) <= _MOST_WORDS}
        is_told = cells and all(cells) and named <= set(_ROLES) and set(PLANNED_OR_DONE) <= named
        if at not in header.years and is_told and len(set(cells)) == len(named):
            return at
    return None


def _is_row(line: DocumentLine) -> bool:
    return sum(map(bool, line.cells)) > 1


def _groups(body: Sequence[DocumentLine], at: int, first: str) -> Iterator[Group]:
    """The lines of each indicator: they begin anew with the first role."""
    waiting: Group = []
    for line in body:
        if waiting and (not _is_row(line) or cell_at(line, at).text == first):
            yield waiting
            waiting = []
        if _is_row(line):
            waiting.append(line)
        else:
            yield [line]
    if waiting:
        yield waiting


def _is_one(group: Group, header: Header, at: int) -> bool:
    """Whether lines are of one indicator: each role once, and nothing else that differs."""
    roles = [cell_at(line, at).text for line in group]
    others = [other for other in range(header.width) if other not in (*header.years, at)]
    printed = [{cell_at(line, other).text for line in group} - {""} for other in others]
    return len(set(roles)) == len(roles) and all(len(texts) <= 1 for texts in printed)


def _head(
    head: Sequence[DocumentLine], header: Header, at: int, roles: Sequence[str]
) -> Iterator[DocumentLine]:
    upper: list[LaidCell] = []
    lower: list[LaidCell] = []
    for column, name in enumerate(header.names):
        if column == at:
            continue
        width = len(roles) if column in header.years else 1
        text = str(header.year(column)) if column in header.years else name
        upper += [LaidCell(text), *[LaidCell("")] * (width - 1)]
        lower += [LaidCell(role) for role in roles] if width > 1 else [LaidCell("")]
    yield laid_line(head[0], head[0].number, upper)
    yield laid_line(head[-1], head[-1].number, lower)


def _rows(
    groups: Sequence[Group], header: Header, at: int, roles: Sequence[str]
) -> Iterator[DocumentLine]:
    for group in groups:
        by_role = {cell_at(line, at).text: line for line in group}
        row: list[LaidCell] = []
        for column in range(header.width):
            if column in header.years:
                lines = [by_role.get(role) for role in roles]
                row += [cell_at(line, column) if line else LaidCell("") for line in lines]
            elif column != at:
                cells = [cell_at(line, column) for line in group]
                row.append(next((cell for cell in cells if cell.text), cells[0]))
        yield laid_line(group[0], group[0].number, row)


def name_ticked(printed: PrintedTable, vocabulary: Vocabulary, notes: Notes) -> None:
    """Lay columns of ticks below one head of agencies together, and tell."""
    lines = [line for block in printed.blocks for line in block]
    if not lines:
        return
    header = read_header([line.cells for line in printed.blocks[0]], vocabulary, captioned=True)
    part = _below_agencies(header, vocabulary) if len(header.lines) > 1 else range(0)
    heads = {tuple(_cells(line, header.width)) for line in lines} & set(header.lines)
    body = [cells for line in lines if tuple(cells := _cells(line, header.width)) not in heads]
    if not part or not _are_ticks([cells[at] for cells in body for at in part]):
        return
    names = [header.names[at] for at in part]
    laid = ([_laid(line, header, part, names) for line in block] for block in printed.blocks)
    printed.blocks = [[line for line in block if any(line.cells)] for block in laid]
    told = _BETWEEN.join(names)
    notes.doubt("agencies_across", printed.table, lines[0].number, "kind", agencies=told)


def _cells(line: DocumentLine, width: int) -> list[str]:
    return [*line.cells, *[""] * (width - len(line.cells))]


def _below_agencies(header: Header, vocabulary: Vocabulary) -> range:
    """The columns that each have a name below one head of agencies; none, or the first such."""
    first, lowest = header.lines[0], header.lines[-1]
    starts = [at for at, cell in enumerate(first) if cell]
    for start, end in pairwise([*starts, header.width]):
        names = lowest[start:end]
        if end - start > 1 and vocabulary.role(first[start]) == "agencies" and all(names):
            return range(start, end)
    return range(0)


def _are_ticks(cells: Sequence[str]) -> bool:
    """Whether ticks stand in some cells, and in the others nothing or a dash."""
    readings = [read_cell(cell) for cell in cells]
    ticked = [reading.text == "✓" for reading in readings]
    return any(ticked) and all(
        is_ticked or reading.state == "missing"
        for is_ticked, reading in zip(ticked, readings, strict=True)
    )


def _laid(line: DocumentLine, header: Header, part: range, names: Sequence[str]) -> DocumentLine:
    """A line with one cell in place of the columns: the head of all, or the agencies ticked."""
    cells = _cells(line, header.width)
    if tuple(cells) in header.lines:
        cell = cells[part.start] if tuple(cells) == header.lines[0] else ""
    else:
        pairs = zip(part, names, strict=True)
        cell = _BETWEEN.join(name for at, name in pairs if read_cell(cells[at]).text == "✓")
    texts = [*cells[: part.start], cell, *cells[part.stop :]]
    return replace(
        line,
        text=TAB.join(texts),
        places=(*line.places[: part.start + 1], *line.places[part.stop :]),
        spans=(*line.spans[: part.start], 1, *line.spans[part.stop :]) if line.spans else (),
    )
