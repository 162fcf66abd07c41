"""Lines that stand across a table: they head the rows below and are no rows themselves."""

from collections.abc import Sequence

from rapor.ingest.header import Header, is_year
from rapor.ingest.rows import Row
from rapor.ingest.shift import is_number_cell

_LONG = 3
_NARROW = 2


def mark_groups(rows: Sequence[Row], header: Header, rows_above: int) -> None:
    """Mark the lines across a table; the first ``rows_above`` stand above its header.

    A row with another mark keeps it, save one that was joined and is such a line.
    """
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        is_line = at < rows_above or _is_group(row, below, header)
        if is_line if not row.mark else row.mark == "joined" and _is_aside(row, header):
            row.mark = "group"


def _is_group(row: Row, below: Row | None, header: Header) -> bool:
    if _is_aside(row, header) or (header.at < 0 and _heads_below(row, below)):
        return True
    filled = [at for at in row.filled if not _repeats_year(row, at, header)]
    if filled and filled[0] == 0 and header.first_text and is_number_cell(row.cells[0]):
        if header.figures and row.cells[0][0].isdigit():
            return False  # a numbered row whose figures are missing
        filled = filled[1:]
    if len(filled) != 1 or header.width <= _NARROW:
        return False
    only = filled[0]
    is_long = len(row.cells[only].split()) >= _LONG
    return only <= header.first_text or (only in header.figures and is_long)


def _repeats_year(row: Row, at: int, header: Header) -> bool:
    return is_year(row.cells[at]) and row.cells[at] == header.names[at]


def _is_aside(row: Row, header: Header) -> bool:
    """Whether a row of a plan has no figure, and no label or one that only announces."""
    label, activity = header.index("label"), header.index("activity")
    if label is None or not header.years or any(row.cells[at] for at in header.years):
        return False
    if activity is not None and row.cells[activity]:
        return False
    return not row.cells[label] or row.cells[label].endswith(":")


def _heads_below(row: Row, below: Row | None) -> bool:
    """Whether a row of a table without header fills its first cell and the next none."""
    return bool(row.cells[0] and below and not below.cells[0] and not row.cells[-1])
