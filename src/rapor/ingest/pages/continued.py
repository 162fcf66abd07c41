"""Tables that a page end cuts: parts found, brought to the same columns, repeated heads dropped."""

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from rapor.catalogue.names import fold
from rapor.ingest.captions import CAPTION
from rapor.ingest.pages.grid import Cell, Grid
from rapor.ingest.pages.layout import TextLine

_NEAR = 5.0
"""Points by which a column may stand elsewhere on the next page."""
_SAME = 0.6
"""Share of the filled cells of a head that have to be the same when it is repeated."""
_ALIKE = 80
"""Likeness, from 0 to 100, of a head of a scan to itself on the next page."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_HEADS = 6
_SMALL = 0.93
"""Of the size of most text: what is smaller at a page's foot is a footnote."""
_NOTE = re.compile(r"^(?:[*†‡¹²³⁴⁵]|\d\)|sumber|keterangan|catatan)", re.IGNORECASE)
_LANJUTAN = re.compile(r"^\W*(?:lanjutan|sambungan)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]{0,2}$")
_FIGURE = re.compile(r"^(?:[-–—√✓✔v]|[<>≥≤=]?\s*(?:rp\.?\s*)?[\d.,]+\s*%?)$", re.IGNORECASE)


@dataclass
class Part:
    """A table's part on one page: its rows from ``first`` on, the rows above being heads again.

    ``goes_on`` tells whether the first of them goes on with the last row of the part before.
    """

    grid: Grid
    first: int = 0
    goes_on: bool = False


Block = TextLine | list[Part]
"""A line of prose, or a table as its parts."""


def join_parts(pages: list[list[TextLine | Grid]]) -> list[list[Block]]:
    """The blocks of each page; a table that goes on over page ends stands where it begins.

    Footnotes between two parts of a table stand after it.
    """
    body = _body_size(pages)
    made = [[_as_block(block) for block in blocks] for blocks in pages]
    parts: list[Part] | None = None
    for blocks in made:
        first = _first_table(blocks)
        below = None if first is None else blocks[first]
        if parts and isinstance(below, list) and _is_continued(parts[-1].grid, below[0].grid):
            _take(parts, below[0])
            del blocks[: (first or 0) + 1]
            if all(_is_note(block, body) for block in blocks):
                continue
        parts = _last_table(blocks, body)
    return made


def _as_block(block: TextLine | Grid) -> Block:
    return block if isinstance(block, TextLine) else [Part(block)]


def _first_table(blocks: list[Block]) -> int | None:
    """Place of the table that a page begins with, above it nothing but a word that it goes on."""
    for at, block in enumerate(blocks):
        if isinstance(block, list):
            return at
        if not _LANJUTAN.match(block.text):
            return None
    return None


def _last_table(blocks: list[Block], body: float) -> list[Part] | None:
    """The table that a page ends with, below it nothing but footnotes."""
    for block in reversed(blocks):
        if isinstance(block, list):
            return block
        if not _is_note(block, body):
            return None
    return None


def _is_note(block: Block, body: float) -> bool:
    if isinstance(block, list) or CAPTION.match(block.text):
        return False
    return block.size < _SMALL * body or bool(_NOTE.match(block.text))


def _body_size(pages: list[list[TextLine | Grid]]) -> float:
    """The size in which most prose is set."""
    signs: dict[float, int] = {}
    for block in (block for blocks in pages for block in blocks):
        if isinstance(block, TextLine):
            size = round(block.size, 1)
            signs[size] = signs.get(size, 0) + len(block.text)
    return max(signs, key=lambda size: (signs[size], size), default=0.0)


def _is_continued(above: Grid, below: Grid) -> bool:
    """Whether the columns of one part are those of the other, or some of them."""
    if below.page != above.page + 1 or above.is_told_by_space != below.is_told_by_space:
        return False
    if abs(_wide(above) - _wide(below)) > 2 * _NEAR:
        return False
    few, many = sorted((_offsets(above), _offsets(below)), key=len)
    return all(any(abs(start - other) <= _NEAR for other in many) for start in few)


def _wide(grid: Grid) -> float:
    return grid.box.right - grid.box.left


def _offsets(grid: Grid) -> list[float]:
    return [start - grid.starts[0] for start in grid.starts]


def _take(parts: list[Part], part: Part) -> None:
    """Add a part to a table: in the same columns, without its repeated heads."""
    _align([*(each.grid for each in parts), part.grid])
    part.first = _repeated_heads(parts[0].grid, part.grid)
    part.goes_on = part.first < part.grid.height and _row_goes_on(parts[-1].grid, part)
    parts.append(part)


def _align(grids: list[Grid]) -> None:
    """Give grids the same columns: where any of them begins one, all do."""
    offsets = sorted(offset for grid in grids for offset in _offsets(grid))
    starts = offsets[:1] + [after for before, after in pairwise(offsets) if after - before > _NEAR]
    for grid in grids:
        left = grid.starts[0]
        offsets = _offsets(grid)
        ends = [*offsets[1:], float("inf")]
        place = [_nearest(starts, offset) for offset in offsets]
        after = [_nearest(starts, end) if end != float("inf") else len(starts) for end in ends]
        for cell in grid.cells:
            begins, ends_at = cell.column, min(cell.column + cell.columns, len(offsets)) - 1
            cell.column = place[begins]
            cell.columns = max(after[ends_at] - place[begins], 1)
        grid.starts = [left + start for start in starts]


def _nearest(starts: list[float], offset: float) -> int:
    return min(range(len(starts)), key=lambda at: abs(starts[at] - offset))


def _repeated_heads(first: Grid, part: Grid) -> int:
    """How many rows of a part print the head of the table again."""
    count = 0
    while count < min(first.height - 1, part.height, _MOST_HEADS):
        if _is_numbered_row(first.texts(count)) or not _is_same(
            first.texts(count), part.texts(count)
        ):
            break
        count += 1
    return count


def _is_numbered_row(cells: list[str]) -> bool:
    """Whether a row has a number in front, and does not number the columns."""
    counted = [str(at) for at in range(1, len(cells) + 1)]
    return bool(_NUMBER.match(cells[0])) and [cell.strip("()") for cell in cells] != counted


def _is_same(head: list[str], again: list[str]) -> bool:
    """Whether a row is the head again, be it with a word less that found no room."""
    both = [(fold(text), fold(other)) for text, other in zip(head, again, strict=True)]
    filled = [pair for pair in both if any(pair)]
    same = [_is_alike(text, other) for text, other in filled]
    return bool(filled) and same[0] and sum(same) >= _SAME * len(filled)


def _is_alike(text: str, other: str) -> bool:
    """Whether two heads are the same but for a letter that was misread; years are none."""
    if text == other:
        return True
    is_near = fuzz.ratio(text, other) >= _ALIKE
    return is_near and _YEAR.findall(text) == _YEAR.findall(other)


def _row_goes_on(above: Grid, part: Part) -> bool:
    """Whether a part begins with the rest of the row that the page end cut.

    Such a rest has no number and no figure, though the row above has, and words only where
    that row has words; in the first column they go on in small letters. A line across the table
    is a row of its own.
    """
    cells = [cell for cell in part.grid.row(part.first) if cell and cell.text]
    last = {cell.column: cell for cell in _covering(above, above.height - 1)}
    if not cells or not last.get(0) or any(cell.columns > 1 for cell in cells):
        return False
    if cells[0].column == 0 and not (cells[0].text[0].islower() and len(last[0].text) > 1):
        return False
    if any(_FIGURE.match(cell.text) or not last.get(cell.column) for cell in cells):
        return False
    if any(not last[cell.column].text for cell in cells):
        return False
    has_figures = any(_FIGURE.match(cell.text) for cell in last.values() if cell.column)
    is_rest = any(cell.text[0].islower() for cell in cells)
    return (has_figures or is_rest) and not all(cell.text.isupper() for cell in cells)


def _covering(grid: Grid, row: int) -> list[Cell]:
    """The cells that stand in a row, also those that began above it."""
    return [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rows]
