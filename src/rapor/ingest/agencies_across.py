"""Tables that print agencies as columns, with a tick where one takes part.

``Perangkat Daerah`` stands over ``Inspektorat | BKPSDM | Bappeda``, and ticks below them say which
of them do what a row names. Such columns are laid together into one that names the agencies.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapor.catalogue.headers import Vocabulary
from rapor.ground.cells import read_cell
from rapor.ingest.document import TAB, DocumentLine
from rapor.ingest.header import Header, read_header
from rapor.ingest.notes import Notes
from rapor.ingest.table_finder import PrintedTable

_BETWEEN = "; "


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
