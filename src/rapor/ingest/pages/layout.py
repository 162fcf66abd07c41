"""What stands on a page, in reading order: lines of prose and tables."""

from dataclasses import dataclass, field, replace

from rapor.ingest.captions import CAPTION
from rapor.ingest.pages.grid import Grid, drawn_grids, whole_words
from rapor.ingest.pages.page import Page, PageDoubt, Turn, Word
from rapor.ingest.pages.prose import TextLine, prose_lines
from rapor.ingest.pages.spaced import spaced_grids

_TICK = "√"
_LIKE_TICKS = frozenset(("√", "V", "v", "J", "/", "✓", "Y", "y"))
_UNSURE = 0.5
_SURE = 0.9


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
    blocks: list[TextLine | Grid] = []
    for at in range(len(grids) + 1):
        band = [word for word in words if _band(word, grids) == at]
        blocks += prose_lines(page, band)
        blocks += grids[at : at + 1]
    if unread:
        page.doubts.append(PageDoubt("signs_unread", {"count": unread}))
    for grid in grids:
        settle_ticks(grid)
    page.doubts.extend(
        PageDoubt("caption_uncertain", {"caption": line.text, "share": _share(line.confidence)})
        for line in blocks
        if isinstance(line, TextLine)
        and line.confidence is not None
        and line.confidence < _SURE
        and CAPTION.match(line.text)
    )
    aside = [word.text for word in words if word.turn is not Turn.NONE]
    return Layout(replace(page, words=[], rules=[]), blocks, aside)


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
