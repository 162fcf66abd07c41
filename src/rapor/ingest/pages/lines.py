"""Pages as the lines of a document: paragraphs, and rows of tables with a tab between cells.

Running heads, running feet and page numbers, what every page repeats, are no text of any.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from rapor.ingest.captions import CAPTION
from rapor.ingest.document import TAB, CellPlace, DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.pages.continued import Block, Part, join_parts
from rapor.ingest.pages.grid import Cell, Grid
from rapor.ingest.pages.layout import Layout, TextLine
from rapor.ingest.pages.page import Page, around

_CLOSE = 0.95
"""Of a letter's height: the lines of one paragraph are nearer to each other."""
_APART = 0.8
_SAME_SIZE = 1.0
_MOST_CAPTION_LINES = 4
_BEGINS = re.compile(
    r"^(?:[-•▪➢*]|\(?\d{1,2}[.)]|\(?[a-z][.)]|[A-Z]\.|BAB\s|Pasal\s+\d|Menimbang|Mengingat)(?=\s|$)"
)

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


def document_lines(layouts: list[Layout], notes: Notes) -> list[DocumentLine]:
    """The lines of all pages, with the place of each cell; a page ends with a blank line.

    Takes out what runs from page to page, and notes that and whatever was not read.
    """
    heads = drop_running(layouts)
    pages = {layout.page.number: layout.page for layout in layouts}
    made = _Lines(pages, notes)
    if heads:
        shown = "; ".join(head[:60] for head in heads[:5])
        notes.add("", 0, "skipped", f"running heads and feet of the pages: {shown}")
    blocks = join_parts([layout.blocks for layout in layouts])
    right = _right_edges(layouts)
    for layout, page_blocks in zip(layouts, blocks, strict=True):
        number = layout.page.number
        made.add_page(page_blocks, right[number])
        for doubt in layout.page.doubts:
            at = f"line:{made.at}"
            notes.doubt(doubt.code, "", made.at, at, "", **doubt.details, page=number)
        if layout.unplaced:
            words = " ".join(layout.unplaced)[:80]
            notes.add("", made.at, "skipped", f"page {number}: words beside the text: {words}")
        made.add("", number)
    return made.lines


def _right_edges(layouts: list[Layout]) -> dict[int, float]:
    """Where a full line of text ends on each page: the same on pages of the same width."""
    edges: dict[tuple[float, float], tuple[float, float]] = {}
    for layout in layouts:
        size = layout.page.turn.size(layout.page.width, layout.page.height)
        for block in layout.blocks:
            left, right = edges.get(size, (block.box.left, block.box.right))
            edges[size] = (min(left, block.box.left), max(right, block.box.right))
    full = {size: max(right, size[0] - left) for size, (left, right) in edges.items()}
    sizes = {
        each.page.number: each.page.turn.size(each.page.width, each.page.height) for each in layouts
    }
    return {number: full.get(size, size[0]) for number, size in sizes.items()}


class _Lines:
    """Gathers the lines; ``at`` is the number of the last one."""

    def __init__(self, pages: dict[int, Page], notes: Notes) -> None:
        self.lines: list[DocumentLine] = []
        self._pages = pages
        self._notes = notes

    @property
    def at(self) -> int:
        """Number of the last line."""
        return len(self.lines)

    def add(
        self, text: str, page: int, places: tuple[CellPlace | None, ...] = (), *, on: bool = False
    ) -> None:
        """One more line."""
        spans = tuple(place.columns if place else 0 for place in places)
        self.lines.append(DocumentLine(self.at + 1, text, page, places, on, spans))

    def add_page(self, blocks: list[Block], right: float) -> None:
        """The blocks of a page: paragraphs put together, and tables."""
        above: Block | None = None
        for block in _paragraphs(blocks, right):
            if isinstance(block, list):
                self._table(block)
            else:
                if isinstance(above, list) and _is_apart(above[-1], block[0]):
                    self.add("", block[0].page)
                self._text(block)
            above = block if isinstance(block, list) else None

    def _text(self, lines: tuple[TextLine, ...]) -> None:
        page = self._pages[lines[0].page]
        sure = [line.confidence for line in lines if line.confidence is not None]
        box = page.shown(around([line.box for line in lines]))
        text = lines[0].text
        for line in lines[1:]:
            text += line.text if text.endswith("-") else f" {line.text}"
        self.add(text, page.number, (CellPlace(box, confidence=min(sure, default=None)),))

    def _table(self, parts: list[Part]) -> None:
        if self.lines and self.lines[-1].is_cells:
            self.add("", parts[0].grid.page)
        for part in parts:
            if part is not parts[0]:
                self.add("", part.grid.page)
            if part.grid.is_told_by_space:
                first, page = self.at + 1, part.grid.page
                self._notes.doubt("told_by_space", "", first, f"line:{first}", page=page)
            for row in range(part.first, part.grid.height):
                cells = part.grid.row(row)
                text = TAB.join(cell.text if cell else "" for cell in cells)
                places = tuple(self._place(part.grid.page, cell) for cell in cells)
                self.add(text, part.grid.page, places, on=part.goes_on and row == part.first)

    def _place(self, page: int, cell: Cell | None) -> CellPlace | None:
        if cell is None:
            return None
        box = self._pages[page].shown(cell.box)
        return CellPlace(box, cell.columns, cell.rows, cell.confidence)


def _is_apart(above: Part, line: TextLine) -> bool:
    """Whether a line stands further below a table than a caption would."""
    gap = line.box.top - above.grid.box.bottom
    return (
        above.grid.page != line.page
        or gap > _APART * 2 * line.size
        or not (CAPTION.match(line.text))
    )


Paragraph = tuple[TextLine, ...]


def _paragraphs(blocks: list[Block], right: float) -> Iterator[Paragraph | list[Part]]:
    """Lines of prose that belong together as one, and the tables between them."""
    waiting: list[TextLine] = []
    for at, block in enumerate(blocks):
        if isinstance(block, list):
            if waiting:
                yield tuple(waiting)
            waiting = []
            yield block
            continue
        is_caption = bool(waiting) and CAPTION.match(waiting[0].text) is not None
        title = is_caption and _is_title(waiting, blocks[at : at + _MOST_CAPTION_LINES])
        if waiting and (title or _goes_on(waiting[-1], block, right)):
            waiting.append(block)
        else:
            if waiting:
                yield tuple(waiting)
            waiting = [block]
    if waiting:
        yield tuple(waiting)


def _is_close(above: TextLine, line: TextLine) -> bool:
    gap = line.box.top - above.box.bottom
    is_same = above.column == line.column and abs(above.size - line.size) < _SAME_SIZE
    return is_same and -above.size < gap < _CLOSE * line.size


def _goes_on(above: TextLine, line: TextLine, right: float) -> bool:
    """Whether a line goes on with the one above: its first word found no room there."""
    if not _is_close(above, line) or _BEGINS.match(line.text) or CAPTION.match(line.text):
        return False
    if above.column:
        return not above.text.rstrip().endswith((".", ":", ";"))
    room = right - above.box.right
    middle = (above.box.left + above.box.right) / 2
    is_centred = abs(middle - (line.box.left + line.box.right) / 2) < line.size and (
        abs(above.box.left - line.box.left) > line.size
    )
    return line.first_word + above.size / 4 > (2 * room if is_centred else room)


def _is_title(caption: list[TextLine], blocks: list[Block]) -> bool:
    """Whether all lines from here to the table below belong to the caption above them."""
    above = caption[-1]
    for block in blocks:
        if isinstance(block, list):
            return True
        if not _is_close(above, block) or CAPTION.match(block.text):
            return False
        above = block
    return False


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
