"""Every block of a report as paragraphs and tables of Word."""

from collections.abc import Iterator
from itertools import zip_longest

from rapor.write.content import (
    Block,
    Callout,
    Count,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Tally,
    words,
)
from rapor.write.word.figures import figure
from rapor.write.word.lists import Lists
from rapor.write.word.markup import Xml, paragraph, w
from rapor.write.word.pages import Body
from rapor.write.word.tables import side_by_side, table
from rapor.write.word.text import Paper


class Blocks:
    """Writes the blocks of a report, one after the other."""

    def __init__(self, paper: Paper, body: Body) -> None:
        self._paper = paper
        self._body = body
        self._lists = Lists(paper.document, paper.styles)

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
                elements = [paragraph(paper.styles["Normal"], *paper.runs(block.text))]
            case Callout():
                text = words(Run(block.title, "strong"), " ", block.text)
                elements = [paragraph(paper.styles["Callout"], *paper.runs(text))]
            case ListBlock():
                elements = list(self._list(block))
            case Tally():
                elements = self._tally(block)
            case Table():
                elements = table(paper, block, self._body.size[0])
            case Figure():
                elements = figure(paper, block, self._body.size)
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
        for item in block.items:
            content = self._paper.runs(item)
            yield paragraph(self._paper.styles[style], *content, properties=properties)

    def _tally(self, block: Tally) -> list[Xml]:
        cells = [self._count(count) for count in block.counts]
        return side_by_side(self._paper, cells, self._body.size[0])

    def _count(self, count: Count) -> list[Xml]:
        symbol = Run(count.symbol, "symbol", status=count.status)
        before = (symbol, Run(" ")) if count.symbol else ()
        number = self._paper.runs((*before, Run(count.number)))
        return [
            paragraph(self._paper.styles["Count"], *number),
            paragraph(self._paper.styles["Counted"], *self._paper.plain(count.words)),
        ]


def _wide(block: Block | None) -> bool:
    return isinstance(block, Table) and block.wide
