"""Running heads, running feet and page numbers: what every page repeats is no text of any."""

import re
from collections import defaultdict

from rapor.ingest.captions import CAPTION
from rapor.ingest.pages.grid import Grid
from rapor.ingest.pages.layout import Layout
from rapor.ingest.pages.prose import TextLine

_EDGE = 0.13
"""Share of a page's height at its top and bottom where running heads stand."""
_FEWEST_PAGES = 3
_SHORT = 5
"""Pages of a document in which two that say the same are enough."""
_NEAR = 6
_MOST_ROWS = 4
_PAGE_NUMBER = re.compile(
    r"^(?:(?:hal(?:aman|\.)?|page|-|–|—|\|)\s*)*(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:dari|of|/|-|–|—|\|)\s*\d{0,4})?$",
    re.IGNORECASE,
)

Key = tuple[str, int, bool]


def drop_running(layouts: list[Layout]) -> list[str]:
    """Take running heads and page numbers out of the pages; what was taken, each text once."""
    pages: dict[Key, set[int]] = defaultdict(set)
    for layout in layouts:
        for block in layout.blocks:
            if key := _key(block, layout):
                pages[key].add(layout.page.number)
    fewest = 2 if len(layouts) <= _SHORT else _FEWEST_PAGES
    repeated = {key for key, numbers in pages.items() if len(numbers) >= fewest}
    taken: dict[str, None] = {}
    for layout in layouts:
        kept: list[TextLine | Grid] = []
        for block in layout.blocks:
            if _key(block, layout) in repeated:
                taken[_text(block)] = None
            elif not _is_page_number(block, layout):
                kept.append(block)
        layout.blocks = kept
    heads: dict[str, str] = {}
    for text in taken:
        heads.setdefault(_pattern(text), text)
    return list(heads.values())


def _text(block: TextLine | Grid) -> str:
    if isinstance(block, TextLine):
        return block.text
    return " ".join(text for at in range(block.height) for text in block.texts(at) if text)


def _key(block: TextLine | Grid, layout: Layout) -> Key | None:
    """What a running head has in common from page to page; None for what cannot be one."""
    text, height = _text(block), _size(layout)[1]
    is_low = block.box.bottom > (1 - _EDGE) * height
    if not (block.box.top < _EDGE * height or is_low):
        return None
    if CAPTION.match(text) or (isinstance(block, Grid) and block.height > _MOST_ROWS):
        return None
    at = height - block.box.bottom if is_low else block.box.top
    return _pattern(text), round(at / _NEAR), is_low


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _is_page_number(block: TextLine | Grid, layout: Layout) -> bool:
    """Whether a block is the number of its page: alone at the very top or bottom."""
    if isinstance(block, Grid) or not _PAGE_NUMBER.match(block.text):
        return False
    height = _size(layout)[1]
    lines = [other for other in layout.blocks if other is not block]
    is_first = all(other.box.top >= block.box.top for other in lines)
    is_last = all(other.box.bottom <= block.box.bottom for other in lines)
    at_edge = block.box.top < _EDGE * height or block.box.bottom > (1 - _EDGE) * height
    return at_edge and (is_first or is_last)


def _size(layout: Layout) -> tuple[float, float]:
    return layout.page.turn.size(layout.page.width, layout.page.height)
