"""The Word writer: the report as a document to be edited, printed and handed on.

It is written as elements of WordprocessingML rather than cell by cell through python-docx,
whose tables take time with the square of their rows.

Each table of contents is a field that already holds its entries. They carry no page numbers
until Word counts them, because a number that is not known yet would be a wrong one; Word
asks the reader nothing on opening. Updating the tables (or printing) fills the numbers in.
"""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from docx.document import Document

from rapor.ground.language import language
from rapor.ground.text import for_xml_line
from rapor.write import fonts
from rapor.write.content import (
    Block,
    Callout,
    Chapter,
    Count,
    Facsimile,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Report,
    Run,
    Table,
    Tally,
    words,
)
from rapor.write.word.base_document import LOCALES, base_document
from rapor.write.word.first_page import NAMES, SETTINGS, FrontHeights, FrontSetting
from rapor.write.word.markup import (
    Xml,
    field_end,
    field_start,
    paragraph,
    text_node,
    w,
)
from rapor.write.word.package import packed
from rapor.write.word.pages import Body
from rapor.write.word.styles import Lists
from rapor.write.word.tables import (
    count_size,
    count_widths,
    side_by_side,
    smaller,
    table,
    unruled,
)
from rapor.write.word.text import LOGO_HIGH, WHOLE, Bookmarks, Paper, figure, logo

_BESIDE_LOGO = 340
"""Room between a logo and the words beside it, in twentieths of a point."""
_PART = 60
"""Room above what a part of the first page says, in twentieths of a point."""
_PART_RULE = "CFD6D9"
_FIELD = r'TOC \o "1-1" \h \z'
_PARTS_FIELD = rf'TOC \o "2-2" \b {WHOLE} \h \z'
"""Fields of the chapters' titles, and of the headings within a bookmark."""
_PARTS_START = w("bookmarkStart", id=0, name=WHOLE)
_PARTS_END = w("bookmarkEnd", id=0)


class Blocks:
    """Writes the blocks of a report, one after the other."""

    def __init__(self, paper: Paper, body: Body) -> None:
        self._paper = paper
        self._body = body
        self._lists = Lists(paper.document, paper.styles)
        self._beside = 0
        self._front = SETTINGS[0]

    @property
    def _room(self) -> tuple[int, int]:
        """Width and height that a block may fill, in twips."""
        width, height = self._body.size
        return width - self._beside, height

    def within(self, blocks: tuple[Block, ...], beside: int, setting: FrontSetting) -> list[Xml]:
        """Blocks for a cell of the first page that leaves a width of ``beside`` to others."""
        self._beside, self._front = beside, setting
        elements = [element for block in blocks for element in self._elements(block)]
        self._beside = 0
        return elements

    def write(self, blocks: tuple[Block, ...]) -> None:
        """Add blocks to the body; a wide table gets a landscape page with its heading."""
        for block, follower in zip_longest(blocks, blocks[1:]):
            landscape = _wide(block) or (isinstance(block, Heading) and _wide(follower))
            self._body.turn(landscape=landscape)
            self._body.add(self._elements(block))

    def _elements(self, block: Block) -> list[Xml]:
        paper = self._paper
        match block:
            case Heading():
                elements = [self.heading(2, block.anchor, block.title)]
            case Paragraph():
                style = "Fact Value" if self._beside else "Normal"
                elements = [self._sized(paragraph(paper.styles[style], *paper.runs(block.text)))]
            case Callout():
                text = words(Run(block.title, "strong"), " ", block.text)
                elements = [paragraph(paper.styles["Callout"], *paper.runs(text))]
            case ListBlock():
                elements = list(self._list(block))
            case Tally():
                elements = self._tally(block)
            case Table():
                elements = table(paper, block, self._room[0])
            case Facsimile():
                elements = []
            case Figure():
                width, height = self._room
                share = self._front.chart if self._beside else 1.0
                elements = figure(paper, block, (round(width * share), height))
        return elements

    def heading(
        self, level: int, anchor: str, title: str, number: str = "", *, new_page: bool = False
    ) -> Xml:
        """A heading with its bookmark; a chapter's number stands before a tab."""
        style = f"heading {level}"
        before = [*self._paper.plain(number), w("r", w("tab"))] if number else []
        content = self._paper.bookmarks.around(anchor, *before, *self._paper.plain(title))
        properties = [w("pageBreakBefore")] if new_page else []
        if self._paper.styles.numbering(style):
            properties.append(w("numPr", w("ilvl", val=0), w("numId", val=0)))
        if level == 1 and not number:
            properties.append(w("ind", left=0, firstLine=0))
        return paragraph(self._paper.styles[style], *content, properties=tuple(properties))

    def _list(self, block: ListBlock) -> Iterator[Xml]:
        style = "List Number" if block.ordered else "List Bullet"
        properties = self._lists.of(style, restart=block.ordered)
        if self._beside:
            properties = (*properties, w("spacing", before=0, after=30, line=240, lineRule="auto"))
        for item in block.items:
            content = self._paper.runs(item)
            yield self._sized(paragraph(self._paper.styles[style], *content, properties=properties))

    def _sized(self, written: Xml) -> Xml:
        """Running text in the size of the first page, while that is written."""
        return _in_size(written, self._front) if self._beside else written

    def _tally(self, block: Tally) -> list[Xml]:
        first = block.counts[0] if block.is_large else None
        widths = count_widths(block, self._room[0])
        size = count_size(block, widths)
        rows = [
            [self._count(count, 0 if count is first else size) for count in row]
            for row in block.rows
        ]
        return side_by_side(self._paper, rows, widths)

    def _count(self, count: Count, size: int) -> list[Xml]:
        """A count and its words; without a ``size`` it is a large one."""
        symbol = Run(count.symbol, "symbol", status=count.status)
        before = (symbol, Run(" ")) if count.symbol else ()
        number = self._paper.runs((*before, Run(count.number)))
        shown = paragraph(self._paper.styles["Count" if size else "Large Count"], *number)
        return [
            smaller(shown, size) if size else shown,
            paragraph(self._paper.styles["Counted"], *self._paper.plain(count.words)),
        ]


def _wide(block: Block | None) -> bool:
    return isinstance(block, Table) and block.wide


def docx(report: Report, base: Path | None = None) -> bytes:
    """The report as a .docx file, on the project's own document or on the firm's ``base``.

    A firm's styles, page, headers and footers win; what they lack is added.

    Raises ``MissingInput`` and ``DataRejected`` for a ``base`` that cannot be used.
    """
    words = language(report.language)
    start = base_document(report, words, base)
    paper = Paper(start.document, start.styles, Bookmarks(report), words, report.numbers)
    body = Body(start.document, start.pages, start.styles)
    blocks = Blocks(paper, body)
    body.add(_letterhead(paper, report, body.size[0]))
    own_type = base is None and not report.brand.font
    _front_page(paper, body, blocks, report, own_type=own_type)
    if not report.is_short:
        body.add(_contents(paper, report))
    for place, chapter in enumerate(report.chapters):
        body.turn(landscape=False)
        number = str(chapter.number or "")
        is_appendix = not number and not report.is_short
        new_page = is_appendix or (report.is_short and place == 0)
        body.add([blocks.heading(1, chapter.anchor, chapter.title, number, new_page=new_page)])
        if is_appendix:
            body.add(_parts(paper, chapter))
        blocks.write(chapter.blocks)
        if is_appendix:
            body.add([_PARTS_END])
    body.finish()
    _describe(start.document, report)
    return packed(start.document)


def _describe(document: Document, report: Report) -> None:
    """Title, subject and language; no author is made up, and no time of the machine noted."""
    properties = document.core_properties
    for old in list(properties._element):  # noqa: SLF001 also what a firm's document had
        old.getparent().remove(old)
    properties.title = for_xml_line(report.front.full_title)[:255]
    properties.subject = for_xml_line(report.running)[:255]
    properties.language = LOCALES[report.language]


def _letterhead(paper: Paper, report: Report, width: int) -> list[Xml]:
    """Logo, and beside it who writes the report; nothing without a brand."""
    mark = report.brand.logo
    lines = [
        paragraph(paper.styles["Letterhead"], *paper.plain(line, "" if place else "Strong"))
        for place, line in enumerate(report.letterhead)
    ]
    if mark is None:
        return lines
    drawn = logo(paper, mark.picture, mark.breadth, report.brand.name)
    if not lines:
        return [drawn]
    wide = min(round(LOGO_HIGH * mark.breadth) * 20 + _BESIDE_LOGO, width // 2)
    return unruled(paper, [[[drawn], lines]], [wide, width - wide])


def _facts(paper: Paper, report: Report, width: int, setting: FrontSetting) -> list[Xml]:
    """The facts side by side; the last one, the road map, is the longest and has two columns."""
    facts = [
        [
            paragraph(paper.styles["Fact Name"], *paper.plain(name)),
            _in_size(paragraph(paper.styles["Fact Value"], *paper.plain(value)), setting),
        ]
        for name, value in report.front.facts
    ]
    each = width // max(len(facts) + 1, 1)
    shares = [each] * (len(facts) - 1) + [width - each * (len(facts) - 1)]
    return unruled(paper, [facts], shares if facts else [])


def _in_size(written: Xml, setting: FrontSetting) -> Xml:
    """Running text of the first page; in the largest setting it is that of the report."""
    return smaller(written, setting.size) if setting != SETTINGS[0] else written


def _front_page(
    paper: Paper, body: Body, blocks: Blocks, report: Report, *, own_type: bool
) -> None:
    """Add the first page to the body."""
    front, letterhead = report.front, len(report.letterhead) or bool(report.brand.logo)
    named = paper.bookmarks.around("front", *paper.plain(f"{front.city} {front.period}"))
    body.add(
        [
            paragraph(paper.styles["Subtitle"], *paper.plain(front.title)),
            paragraph(paper.styles["Title"], *named),
        ]
    )
    width, height = body.size
    measure = fonts.width if own_type else fonts.widest
    setting = FrontHeights(width, measure).setting(front, letterhead, height)
    body.add(_facts(paper, report, width, setting))
    widths = [NAMES, width - NAMES]
    no_rule = (w("pBdr", w("top", val="nil")), w("spacing", before=_PART, after=0))
    parts = [
        [
            [
                paragraph(
                    paper.styles["Front Heading"], *paper.plain(part.title), properties=no_rule
                )
            ],
            blocks.within(part.blocks, NAMES, setting),
        ]
        for part in front.sections
    ]
    body.add(unruled(paper, parts, widths, above=_PART_RULE))


def _contents(paper: Paper, report: Report) -> list[Xml]:
    """The table of contents, which begins a page; nothing for a report without chapters.

    It names the chapters only, so that the first one fits below it; the appendix, which a reader
    looks things up in, has its own.
    """
    entries = [
        _entry(paper, 1, chapter.anchor, [*_number(chapter), *paper.plain(chapter.title)])
        for chapter in report.chapters
    ]
    title = paragraph(
        paper.styles["TOC Heading"],
        *paper.plain(paper.words.text("Contents")),
        properties=(w("pageBreakBefore"),),
    )
    return _table_of_contents(entries, _FIELD, title)


def _number(chapter: Chapter) -> list[Xml]:
    """The number of a chapter before its title, where it has one."""
    return [w("r", text_node(str(chapter.number))), w("r", w("tab"))] if chapter.number else []


def _parts(paper: Paper, chapter: Chapter) -> list[Xml]:
    """The contents of the appendix, and the beginning of what they are of."""
    headings = [block for block in chapter.blocks if isinstance(block, Heading)]
    entries = [_entry(paper, 2, part.anchor, paper.plain(part.title)) for part in headings]
    return [*_table_of_contents(entries, _PARTS_FIELD), _PARTS_START]


def _table_of_contents(entries: list[tuple[str, Xml]], instruction: str, *title: Xml) -> list[Xml]:
    """Entries, each with its style, as the field that Word makes them anew from."""
    if not entries:
        return []
    contents_of = [[link] for _, link in entries]
    contents_of[0][:0] = field_start(instruction)
    contents_of[-1].append(field_end())
    lines = [
        paragraph(style, *content) for (style, _), content in zip(entries, contents_of, strict=True)
    ]
    kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", kind), w("sdtContent", *title, *lines))]


def _entry(paper: Paper, level: int, anchor: str, words: list[Xml]) -> tuple[str, Xml]:
    bookmark = paper.bookmarks.name(anchor)
    page = [*field_start(rf"PAGEREF {bookmark} \h"), field_end()]
    link = w("hyperlink", *words, w("r", w("tab")), *page, anchor=bookmark, history=1)
    return paper.styles[f"toc {level}"], link
