"""The slides writer: each chapter of a short report is one slide.

Letters are as large as what a slide says allows; what does not fit even in the smallest is
left to the report, and the slide says how much that is.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from rapor.ground.language import Language, language
from rapor.ground.text import for_file
from rapor.write.content import (
    Block,
    Chapter,
    Figure,
    ListBlock,
    Paragraph,
    Report,
    Run,
    Table,
    words,
)
from rapor.write.slides.blocks import Blocks
from rapor.write.slides.chart import add_chart, left_out
from rapor.write.slides.deck import Box, Deck, firm_deck, own_deck, packed
from rapor.write.slides.shapes import SOFT, say

SIZES = (28, 24, 20, 18, 16, 14)
"""Points, the largest first; 14 can still be read from the back of a room."""
BESIDE_CHART = 14
"""Points of what stands beside a chart, at most."""
LEAST_CHART = Inches(3.0)
GAP = Pt(10)
LOCALES = {"id": "id-ID", "en": "en-US"}


def pptx(report: Report, base: Path | None = None) -> bytes:
    """The report's chapters as slides, on the project's own deck or on the firm's ``base``.

    Raises as ``check_slides_base``.
    """
    deck = own_deck(report.brand) if base is None else firm_deck(base)
    writer = _Writer(report, deck, language(report.language))
    for number, chapter in enumerate(report.chapters, start=1):
        writer.add(chapter, number)
    _describe(deck.presentation, report)
    return packed(deck.presentation)


def _describe(presentation: Any, report: Report) -> None:
    properties = presentation.core_properties
    for name in ("author", "category", "comments", "keywords", "last_modified_by", "version"):
        setattr(properties, name, "")
    properties.title = for_file(report.front.full_title)[:255]
    properties.subject = for_file(report.running)[:255]
    properties.language = LOCALES[report.language]
    properties.revision = 1


class _Writer:
    def __init__(self, report: Report, deck: Deck, words: Language) -> None:
        self._report, self._deck, self._words = report, deck, words

    def add(self, chapter: Chapter, number: int) -> None:
        """Add the slide of a chapter."""
        slide = self._deck.presentation.slides.add_slide(self._deck.layout)
        for shape in list(slide.placeholders):
            if shape != slide.shapes.title:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 no other door
        self._title(slide, chapter.title)
        self._fill(slide, chapter.blocks, self._box(number))
        self._foot(slide, number)

    def _title(self, slide: Any, title: str) -> None:
        frame = slide.shapes.title.text_frame
        frame.text = for_file(title)
        if len(title) > 90:
            for run in frame.paragraphs[0].runs:
                run.font.size = Pt(20)

    def _box(self, number: int) -> Box:
        """What a slide leaves for its blocks; the first one has the letterhead and logo below."""
        box = self._deck.box
        if number > 1 or not (self._report.letterhead or self._report.brand.logo):
            return box
        high = max(self._letterhead_height, self._logo_size[1]) + GAP
        return replace(box, height=box.height - high)

    def _fill(self, slide: Any, blocks: tuple[Block, ...], box: Box) -> None:
        """Set the blocks below each other, as large as the box allows."""
        figures = [block for block in blocks if isinstance(block, Figure)]
        room = box.height - (LEAST_CHART + GAP) * len(figures)
        others: list[Block] = [block for block in blocks if not isinstance(block, Figure)]
        sizes = [size for size in SIZES if not figures or size <= BESIDE_CHART]
        told, size = self._fitted(others, room, sizes)
        set_ = Blocks(slide, self._report.brand, self._words, size)
        highs = {id(block): set_.height(block, box.width) for block in told}
        rest = box.height - sum(high + GAP for high in highs.values())
        each = int(rest / len(figures) - GAP) if figures else 0
        top, kept = box.top, iter(told)
        for block in blocks:
            if isinstance(block, Figure):
                self._chart(slide, block, Box(box.left, top, box.width, each), set_)
                top += each + GAP
            elif (shown := next(kept, None)) is not None:
                high = highs[id(shown)]
                set_.add(shown, Box(box.left, top, box.width, high))
                top += high + GAP
        for left in kept:
            set_.add(left, Box(box.left, top, box.width, highs[id(left)]))
            top += highs[id(left)] + GAP

    def _chart(self, slide: Any, figure: Figure, place: Box, set_: Blocks) -> None:
        """A chart in its place, and below it how many of its rows only the report shows."""
        if left_out(figure, place):
            high = set_.height(self._more(1), place.width)
            place = replace(place, height=place.height - high)
            below = replace(place, top=place.top + place.height, height=high)
            set_.add(self._more(left_out(figure, place)), below)
        add_chart(slide, figure, place, self._report.brand)

    def _more(self, count: int) -> Paragraph:
        more = self._words.plural(
            "{count} more stands in the report.", "{count} more stand in the report.", count
        )
        return Paragraph(words(more))

    def _fitted(self, blocks: list[Block], room: int, sizes: list[int]) -> tuple[list[Block], int]:
        """The blocks as they fit, and the size of their letters."""
        for size in sizes:
            if self._height(blocks, size) <= room:
                return blocks, size
        size, dropped = SIZES[-1], 0
        while self._height(blocks, size) > room:
            place = max(range(len(blocks)), key=lambda at: _items(blocks[at]), default=0)
            if not blocks or _items(blocks[place]) < 2:
                break
            blocks = [*blocks[:place], _shorter(blocks[place]), *blocks[place + 1 :]]
            if not dropped:
                blocks.append(Paragraph(()))
            dropped += 1
            blocks[-1] = self._more(dropped)
        return blocks, size

    def _height(self, blocks: list[Block], size: int) -> int:
        measure = Blocks(None, self._report.brand, self._words, size)
        return sum(measure.height(block, self._deck.box.width) + GAP for block in blocks)

    def _foot(self, slide: Any, number: int) -> None:
        """Whose it is and what it is, the state where it is a draft, and the slide's number."""
        report, box = self._report, self._deck.foot
        brand, wide = report.brand, box.width
        parts = [part for part in (brand.name, report.running) if part]
        frame = _text_box(slide, Box(box.left, box.top, int(wide * 0.85), box.height))
        say(frame.paragraphs[0], words(" · ".join(parts)), 10, brand, SOFT)
        frame = _text_box(
            slide, Box(box.left + int(wide * 0.85), box.top, int(wide * 0.15), box.height)
        )
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        say(frame.paragraphs[0], words(f"{number} / {len(report.chapters)}"), 10, brand, SOFT)
        right = self._deck.box.left + self._deck.box.width
        if brand.is_draft:
            mark = Box(right - Inches(2.0), Inches(0.08), Inches(2.0), Inches(0.32))
            frame = _text_box(slide, mark)
            frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
            draft = Run(self._words.text("DRAFT"), "strong")
            say(frame.paragraphs[0], words(draft), 14, brand, "#b34700")
        if number == 1:
            self._letterhead(slide)
        if brand.logo is not None and number == 1:
            self._logo(slide, right)

    @property
    def _letterhead_height(self) -> int:
        return Pt(13 * len(self._report.letterhead))

    @property
    def _logo_size(self) -> tuple[int, int]:
        """Width and height of the logo; none without one."""
        logo = self._report.brand.logo
        if logo is None:
            return 0, 0
        high = min(Inches(0.8), int(Inches(2.6) / logo.breadth))
        return int(high * logo.breadth), high

    def _letterhead(self, slide: Any) -> None:
        """Who writes, above the foot of the first slide."""
        lines, foot = self._report.letterhead, self._deck.foot
        if not lines:
            return
        high = self._letterhead_height
        top = foot.top - high - Inches(0.1)
        frame = _text_box(slide, Box(foot.left, top, int(foot.width * 0.7), high))
        for place, line in enumerate(lines):
            paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
            style = Run(line, "plain" if place else "strong")
            say(paragraph, words(style), 10, self._report.brand, SOFT)

    def _logo(self, slide: Any, right: int) -> None:
        import io  # noqa: PLC0415 only where there is a logo

        logo = self._report.brand.logo
        if logo is None:
            return
        wide, high = self._logo_size
        top = Emu(self._deck.foot.top - high - Inches(0.1))
        picture = slide.shapes.add_picture(
            io.BytesIO(logo.picture), Emu(right - wide), top, Emu(wide), Emu(high)
        )
        picture._element.nvPicPr.cNvPr.set("descr", self._report.brand.name)  # noqa: SLF001


def _text_box(slide: Any, box: Box) -> Any:
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _items(block: Block) -> int:
    if isinstance(block, Table):
        return len(block.rows)
    return len(block.items) if isinstance(block, ListBlock) else 0


def _shorter(block: Block) -> Block:
    """The block without its last item."""
    if isinstance(block, Table):
        return replace(block, rows=block.rows[:-1])
    return replace(block, items=block.items[:-1]) if isinstance(block, ListBlock) else block
