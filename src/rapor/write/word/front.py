"""The first page: title, facts, and the sections that the city's secretary reads."""

from rapor.write.content import FrontPage
from rapor.write.word.blocks import Blocks
from rapor.write.word.layout import grid
from rapor.write.word.markup import paragraph
from rapor.write.word.pages import Body
from rapor.write.word.text import Paper

_NAMES = 2155
"""Width of the names of the facts (38 mm)."""


def title(front: FrontPage) -> str:
    """City, year and half year: what the report is of."""
    return " ".join(part for part in (front.city, str(front.year), front.half) if part)


def front_page(paper: Paper, body: Body, blocks: Blocks, front: FrontPage) -> None:
    """Add the first page to the body."""
    named = paper.anchors.around("front", *paper.plain(title(front)))
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
    body.add(grid(paper, rows, [_NAMES, body.size[0] - _NAMES]))
    for section in front.sections:
        heading = paragraph(paper.styles["Front Heading"], *paper.plain(section.title))
        body.add([heading])
        blocks.write(section.blocks)
