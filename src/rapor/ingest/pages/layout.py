"""What stands on a page, in the order in which people read it: lines of prose and tables.

Where a page is set in two columns, the left one is read before the right one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapor.ingest.captions import CAPTION
from rapor.ingest.document import Box
from rapor.ingest.pages.cell_text import said
from rapor.ingest.pages.grid import Grid, drawn_grids, whole_words
from rapor.ingest.pages.page import SURE_ENOUGH, Page, PageDoubt, Turn, Word, around, lines_of
from rapor.ingest.pages.spaced import spaced_grids

_GUTTER = 1.2
"""Of a letter's height: the white space between two columns of prose is wider."""
_MIDDLE = (0.25, 0.75)
_FEWEST_LINES = 4
_BOTH_SIDES = 0.7
"""Share of the lines with words on both sides, down to the end of the shorter column."""
_FEWEST_WORDS = 2.5

_TICK = "√"
_LIKE_TICKS = frozenset(("√", "V", "v", "J", "/", "✓", "Y", "y", "<"))
_UNSURE = 0.5


@dataclass(frozen=True)
class TextLine:
    """One printed line of prose; ``column`` is 0 across the page, else 1 or 2."""

    page: int
    text: str
    box: Box
    size: float
    first_word: float
    confidence: float | None = None
    column: int = 0


def prose_lines(page: Page, words: list[Word]) -> list[TextLine]:
    """The lines of these words of a page, level ones only, in reading order."""
    level = [word for word in words if not word.turn]
    lines = lines_of(level)
    ordered: list[TextLine] = []
    at = 0
    while at < len(lines):
        count, gutter = _columns(lines[at:])
        if not count:
            ordered.append(_text_line(page, lines[at], 0))
            at += 1
            continue
        sides = [_sides(line, gutter) for line in lines[at : at + count]]
        ordered += [_text_line(page, left, 1) for left, _ in sides if left]
        ordered += [_text_line(page, right, 2) for _, right in sides if right]
        at += count
    return ordered


def _text_line(page: Page, line: list[Word], column: int) -> TextLine:
    sure = [word.confidence for word in line if word.confidence is not None]
    return TextLine(
        page.number,
        said(line),
        around([word.box for word in line]),
        max(word.size for word in line),
        line[0].box.right - line[0].box.left,
        min(sure, default=None),
        column,
    )


def _columns(lines: list[list[Word]]) -> tuple[int, float]:
    """How many lines from the first on stand in two columns, and where the gutter is; 0: none."""
    left = min(line[0].box.left for line in lines)
    right = max(line[-1].box.right for line in lines)
    within = [left + (right - left) * share for share in _MIDDLE]
    count, gutter = 0, 0.0
    free = (within[0], within[1])
    for line in lines:
        gaps = _overlaps(_gaps(line, left, right), free, line[0].size * _GUTTER)
        if not gaps:
            break
        free = max(gaps, key=lambda gap: gap[1] - gap[0])
        count, gutter = count + 1, sum(free) / 2
    sides = [_sides(line, gutter) for line in lines[:count]]
    beside = [at for at, (left, right) in enumerate(sides) if left and right]
    words = sum(len(sides[at][0]) + len(sides[at][1]) for at in beside)
    if not beside or len(beside) < max(_FEWEST_LINES, _BOTH_SIDES * (beside[-1] + 1)):
        return 0, 0.0
    is_prose = words >= 2 * _FEWEST_WORDS * len(beside)
    return (_end(lines[:count], beside[-1] + 1), gutter) if is_prose else (0, 0.0)


def _end(lines: list[list[Word]], at: int) -> int:
    """Where the longer of two columns ends: at a caption, or where a wider space follows."""
    while at < len(lines):
        gap = lines[at][0].box.top - max(word.box.bottom for word in lines[at - 1])
        if gap > lines[at][0].size or CAPTION.match(said(lines[at])):
            break
        at += 1
    return at


def _gaps(line: list[Word], left: float, right: float) -> list[tuple[float, float]]:
    """The white spaces of a line between the edges of the text."""
    inner = [(before.box.right, word.box.left) for before, word in pairwise(line)]
    return [(left, line[0].box.left), *inner, (line[-1].box.right, right)]


def _overlaps(
    gaps: list[tuple[float, float]], free: tuple[float, float], width: float
) -> list[tuple[float, float]]:
    """The parts of gaps within a free stretch that are at least so wide."""
    parts = [(max(start, free[0]), min(end, free[1])) for start, end in gaps]
    return [(start, end) for start, end in parts if end - start >= width]


def _sides(line: list[Word], gutter: float) -> tuple[list[Word], list[Word]]:
    left = [word for word in line if word.middle[0] < gutter]
    return left, [word for word in line if word.middle[0] >= gutter]


@dataclass
class Layout:
    """One page understood: its blocks in reading order; ``page`` without its words and lines."""

    page: Page
    blocks: list[TextLine | Grid]
    unplaced: list[str] = field(default_factory=list)
    """Words that run up or down the page outside of its tables."""


def layout_of(page: Page, known: set[str] | None = None) -> Layout:
    """Find the tables of a page, and the lines of prose between them.

    ``known`` are whole words of the pages before; those of this one are added.
    """
    known = set() if known is None else known
    drawn, words, rules = drawn_grids(page, known)
    known |= whole_words([words])
    words, unread = _without_unread(words)
    spaced, words = spaced_grids(page, words, rules)
    grids = sorted([*drawn, *spaced], key=lambda grid: (grid.box.top, grid.box.left))
    blocks = _in_order(page, grids, words)
    if unread:
        page.doubts.append(PageDoubt("signs_unread", {"count": unread}))
    for grid in grids:
        settle_ticks(grid)
    page.doubts.extend(
        PageDoubt("caption_uncertain", {"caption": line.text, "share": _share(line.confidence)})
        for line in blocks
        if isinstance(line, TextLine)
        and line.confidence is not None
        and line.confidence < SURE_ENOUGH
        and CAPTION.match(line.text)
    )
    aside = [word.text for word in words if word.turn is not Turn.NONE]
    return Layout(replace(page, words=[], rules=[]), blocks, aside)


def _in_order(page: Page, grids: list[Grid], words: list[Word]) -> list[TextLine | Grid]:
    """Tables and prose from top to bottom; of tables side by side each with its own caption."""
    blocks: list[TextLine | Grid] = []
    groups = list(_side_by_side(grids))
    below = 0
    for group in [*groups, []]:
        tops = range(below, below + max(len(group), 1))
        band = [word for word in words if _band(word, grids) in tops]
        below += len(group)
        captions: list[list[Word]] = [[] for _ in group]
        if len(group) > 1:
            band, captions = _captions_beside(band, group)
        blocks += prose_lines(page, band)
        for grid, caption in zip(group, captions, strict=True):
            blocks += [*prose_lines(page, caption), grid]
    return blocks


def _side_by_side(grids: list[Grid]) -> Iterator[list[Grid]]:
    """Tables in groups of those that stand beside each other, each from left to right."""
    waiting: list[Grid] = []
    for grid in grids:
        if waiting and not all(_is_beside(grid.box, other.box) for other in waiting):
            yield sorted(waiting, key=lambda grid: grid.box.left)
            waiting = []
        waiting.append(grid)
    if waiting:
        yield sorted(waiting, key=lambda grid: grid.box.left)


def _is_beside(box: Box, other: Box) -> bool:
    is_level = min(box.bottom, other.bottom) - max(box.top, other.top) > 0
    return is_level and (box.left >= other.right or other.left >= box.right)


def _captions_beside(words: list[Word], grids: list[Grid]) -> tuple[list[Word], list[list[Word]]]:
    """The words above tables that stand side by side, and those of each table's own caption.

    Captions begin at the line in which one stands above a table that is not the first.
    """
    lines = lines_of([word for word in words if not word.turn])
    edges = [(left.box.right + right.box.left) / 2 for left, right in pairwise(grids)]

    def parts(line: list[Word]) -> list[list[Word]]:
        columns: list[list[Word]] = [[] for _ in grids]
        for word in line:
            columns[bisect_right(edges, word.middle[0])].append(word)
        return columns

    begins = (
        at
        for at, line in enumerate(lines)
        if any(CAPTION.match(said(part)) for part in parts(line)[1:] if part)
    )
    first = next(begins, len(lines))
    captions = [
        [word for line in lines[first:] for word in parts(line)[at]] for at in range(len(grids))
    ]
    held = {id(word) for part in captions for word in part}
    return [word for word in words if id(word) not in held], captions


def _share(confidence: float) -> int:
    """A share in whole per cent."""
    return int(100 * confidence)


def _without_unread(words: list[Word]) -> tuple[list[Word], int]:
    """The words without signs of which the reader knows nothing, and how many those are."""
    read = [word for word in words if word.confidence != 0]
    return read, len(words) - len(read)


def settle_ticks(grid: Grid) -> None:
    """In a column of ticks, take a letter that looks like one for a tick, and be unsure of it.

    So is a column in which a scan shows nothing else, and at least once a tick.
    """
    for column in range(grid.width):
        cells = [cell for cell in grid.cells if cell.column == column and cell.text]
        alike = [cell for cell in cells if cell.text in _LIKE_TICKS]
        is_ticks = any(cell.text == _TICK for cell in alike) and 2 * len(alike) > len(cells)
        for cell in alike if is_ticks else []:
            if cell.confidence is not None and cell.text != _TICK:
                cell.text, cell.confidence = _TICK, min(cell.confidence, _UNSURE)


def _band(word: Word, grids: list[Grid]) -> int:
    """How many tables begin above a word."""
    return sum(grid.box.top < word.middle[1] for grid in grids)
