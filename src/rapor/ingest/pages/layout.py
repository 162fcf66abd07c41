"""What stands on a page, in reading order: lines of prose and tables."""

from dataclasses import dataclass, field

from rapor.ingest.pages.grid import Grid, drawn_grids
from rapor.ingest.pages.page import Page, Turn, Word
from rapor.ingest.pages.prose import TextLine, prose_lines
from rapor.ingest.pages.spaced import spaced_grids


@dataclass
class Layout:
    """One page understood: its blocks in reading order; ``page`` without its words and lines."""

    page: Page
    blocks: list[TextLine | Grid]
    unplaced: list[str] = field(default_factory=list)
    """Words that run up or down the page outside of its tables."""


def layout_of(page: Page) -> Layout:
    """Find the tables of a page, and the lines of prose between them."""
    drawn, words, rules = drawn_grids(page)
    spaced, words = spaced_grids(page, words, rules)
    grids = sorted([*drawn, *spaced], key=lambda grid: (grid.box.top, grid.box.left))
    blocks: list[TextLine | Grid] = []
    for at in range(len(grids) + 1):
        band = [word for word in words if _band(word, grids) == at]
        blocks += prose_lines(page, band)
        blocks += grids[at : at + 1]
    aside = [word.text for word in words if word.turn is not Turn.NONE]
    bare = Page(page.number, page.width, page.height, [], [], page.turn, page.doubts)
    return Layout(bare, blocks, aside)


def _band(word: Word, grids: list[Grid]) -> int:
    """How many tables begin above a word."""
    return sum(grid.box.top < word.middle[1] for grid in grids)
