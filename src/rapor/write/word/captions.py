"""Captions that Word counts, and the line that says where the figures are from."""

import re

from rapor.write.content import Text
from rapor.write.word import fields
from rapor.write.word.markup import Xml, paragraph, w
from rapor.write.word.text import Paper

_PLACE = "\ufffc"


def caption(paper: Paper, message: str, number: int, anchor: str, title: list[Xml]) -> Xml:
    """A caption: ``message`` with its number as a field, then the title.

    The field counts by the word before the number, as Word's own captions do, so that a
    list of tables or figures can be inserted.
    """
    before, _, after = paper.words.text(message, number=_PLACE).partition(_PLACE)
    series = re.sub(r"\W+", "_", before.strip()) or "Rapor"
    style = w("rPr", w("rStyle", val=paper.styles["Caption Label"]))
    counted = fields.simple(rf"SEQ {series} \* ARABIC", str(number), style)
    label = [*paper.plain(before, "Caption Label"), counted, *paper.plain(after, "Caption Label")]
    content = paper.anchors.around(anchor, *label)
    return paragraph(paper.styles["Caption"], *content, *paper.plain("  "), *title)


def source_line(paper: Paper, source: Text) -> Xml:
    """Where the figures are from."""
    words = paper.plain(paper.words.text("Source: "))
    return paragraph(paper.styles["Source Line"], *words, *paper.runs(source))
