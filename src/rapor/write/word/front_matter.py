"""What stands before the chapters: the first page and the table of contents.

The table of contents is a field that already holds its entries. They carry no page numbers
until Word counts them, because a number that is not known yet would be a wrong one; Word
asks the reader nothing on opening. Updating the table (or printing) fills the numbers in.
"""

from collections.abc import Iterator

from rapor.write.content import FrontPage, Heading, Report
from rapor.write.word.blocks import Blocks
from rapor.write.word.markup import Xml, field_end, field_start, paragraph, text_node, w
from rapor.write.word.pages import Body
from rapor.write.word.tables import unruled
from rapor.write.word.text import Paper

_NAMES = 2155
"""Width of the names of the facts (38 mm)."""


def title(front: FrontPage) -> str:
    """City, year and half year: what the report is of."""
    return " ".join(part for part in (front.city, str(front.year), front.half) if part)


def front_page(paper: Paper, body: Body, blocks: Blocks, front: FrontPage) -> None:
    """Add the first page to the body."""
    named = paper.bookmarks.around("front", *paper.plain(title(front)))
    body.add(
        [
            paragraph(paper.styles["Subtitle"], *paper.plain(front.title)),
            paragraph(paper.styles["Title"], *named),
        ]
    )
    styles = [paper.styles[style] for style in ("Fact Name", "Fact Value")]
    rows = [
        [[paragraph(style, *paper.plain(said))] for style, said in zip(styles, fact, strict=True)]
        for fact in front.facts
    ]
    body.add(unruled(paper, rows, [_NAMES, body.size[0] - _NAMES]))
    for section in front.sections:
        heading = paragraph(paper.styles["Front Heading"], *paper.plain(section.title))
        body.add([heading])
        blocks.write(section.blocks)


_TITLE, _CHAPTER, _HEADING = 720, 340, 212
"""Heights of the title and of the entries, in twentieths of a point."""
_FIELD = r'TOC \o "1-2" \h \z \u'


def contents(paper: Paper, report: Report) -> list[Xml]:
    """The table of contents on a page of its own; nothing for a report without chapters."""
    entries = list(_entries(paper, report))
    if not entries:
        return []
    levels = [style for style, _ in entries]
    contents_of = [[link] for _, link in entries]
    contents_of[0][:0] = field_start(_FIELD)
    contents_of[-1].append(field_end())
    lines = [paragraph(style, *content) for style, content in zip(levels, contents_of, strict=True)]
    title = paragraph(
        paper.styles["TOC Heading"],
        *paper.plain(paper.words.text("Contents")),
        properties=(w("pageBreakBefore"),),
    )
    kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", kind), w("sdtContent", title, *lines))]


def fits_a_page(report: Report, height: int) -> bool:
    """Whether the contents leave the rest of one page empty rather than most of a second.

    ``height`` is that of a page's text, in twentieths of a point.
    """
    headings = [
        block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]
    return _TITLE + len(report.chapters) * _CHAPTER + len(headings) * _HEADING < height


def _entries(paper: Paper, report: Report) -> Iterator[tuple[str, Xml]]:
    for chapter in report.chapters:
        number = [w("r", text_node(str(chapter.number))), w("r", w("tab"))]
        before = number if chapter.number else []
        yield _entry(paper, 1, chapter.anchor, [*before, *paper.plain(chapter.title)])
        for block in chapter.blocks:
            if isinstance(block, Heading):
                yield _entry(paper, 2, block.anchor, paper.plain(block.title))


def _entry(paper: Paper, level: int, anchor: str, words: list[Xml]) -> tuple[str, Xml]:
    bookmark = paper.bookmarks.name(anchor)
    page = [*field_start(rf"PAGEREF {bookmark} \h"), field_end()]
    link = w("hyperlink", *words, w("r", w("tab")), *page, anchor=bookmark, history=1)
    return paper.styles[f"toc {level}"], link
