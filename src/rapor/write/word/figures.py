"""Charts as pictures with words for those who do not see them; captions, and the source line.

The numbers of a chart are left to the report's tables and to its workbook, as on paper: a
second table behind every chart would bury the text.
"""

import io
import re

from docx.oxml.shape import CT_Inline
from docx.shared import Emu
from lxml import etree

from rapor.ground.text import for_xml_line
from rapor.write.content import Figure, Text
from rapor.write.word.markup import Xml, field, paragraph, w
from rapor.write.word.text import Paper

EMU_PER_TWIP = 635
_EMU_PER_POINT = 12_700
_SCALE = 0.85
"""Charts are drawn for a page a little wider than paper's."""
_TALLEST = 0.78
"""Part of a page's height that a chart may take, so that caption and source fit with it."""

_NUMBER = "\ufffc"
"""Where the number of a caption stands in its message."""


def figure(paper: Paper, block: Figure, size: tuple[int, int]) -> list[Xml]:
    """A chart with caption, remark and source; ``size`` is that of the page's text, in twips."""
    number = paper.numbers[block.anchor]
    title = paper.plain(block.title, "Strong")
    return [
        caption(paper, "Figure {number}", number, block.anchor, title),
        paragraph(paper.styles["Figure"], w("r", w("drawing", _inline(paper, block, size)))),
        paragraph(paper.styles["Table Note"], *paper.plain(block.caption)),
        source_line(paper, block.source),
    ]


def _inline(paper: Paper, block: Figure, size: tuple[int, int]) -> Xml:
    relation, _ = paper.document.part.get_or_add_image(io.BytesIO(block.drawing.png))
    wide, high = (side * _EMU_PER_POINT * _SCALE for side in block.drawing.size)
    room = (size[0] * EMU_PER_TWIP / wide, size[1] * EMU_PER_TWIP * _TALLEST / high)
    scale = min(1.0, *room)
    number = paper.numbers[block.anchor]
    inline = CT_Inline.new_pic_inline(
        number,
        relation,
        f"{number}.png",
        Emu(round(wide * scale)),
        Emu(round(high * scale)),
    )
    inline.docPr.set("name", for_xml_line(block.anchor))
    inline.docPr.set("descr", for_xml_line(block.alternative))
    inline.docPr.set("title", for_xml_line(block.title))
    return Xml(etree.tostring(inline, encoding="unicode"))


def caption(paper: Paper, message: str, number: int, anchor: str, title: list[Xml]) -> Xml:
    """A caption: ``message`` with its number as a field, then the title.

    The field counts by the word before the number, as Word's own captions do, so that a
    list of tables or figures can be inserted.
    """
    before, _, after = paper.words.text(message, number=_NUMBER).partition(_NUMBER)
    series = re.sub(r"\W+", "_", before.strip()) or "Rapor"
    style = w("rPr", w("rStyle", val=paper.styles["Caption Label"]))
    counted = field(rf"SEQ {series} \* ARABIC", str(number), style)
    label = [*paper.plain(before, "Caption Label"), counted, *paper.plain(after, "Caption Label")]
    content = paper.bookmarks.around(anchor, *label)
    return paragraph(paper.styles["Caption"], *content, *paper.plain("  "), *title)


def source_line(paper: Paper, source: Text) -> Xml:
    """Where the figures are from."""
    words = paper.plain(paper.words.text("Source: "))
    return paragraph(paper.styles["Source Line"], *words, *paper.runs(source))
