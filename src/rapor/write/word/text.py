"""Running text, with its links and bookmarks; charts as pictures with words, captions and sources.

The numbers of a chart are left to the report's tables and to its workbook, as on paper: a
second table behind every chart would bury the text.
"""

import dataclasses
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shape import CT_Inline
from docx.shared import Emu
from lxml import etree

from rapor.ground.language import Language
from rapor.ground.text import for_xml_line
from rapor.write.content import Figure, Report, Run, Text
from rapor.write.fonts import SIGNS
from rapor.write.links import destination
from rapor.write.word.markup import Xml, field, paragraph, text_node, w
from rapor.write.word.styles import Styles

LONGEST_BOOKMARK = 40
"""Letters that Word allows in a bookmark's name."""
EMU_PER_TWIP = 635
WHOLE = "_Rapor_Appendix"
"""The bookmark around the whole appendix, which no anchor has."""
_EMU_PER_POINT = 12_700
_SCALE = 0.85
"""Charts are drawn for a page a little wider than paper's."""
_TALLEST = 0.78
"""Part of a page's height that a chart may take, so that caption and source fit with it."""

_NUMBER = "\ufffc"
"""Where the number of a caption stands in its message."""


class Bookmarks:
    """Names of the bookmarks of a report.

    A name starts with ``_``, which keeps it out of Word's list of bookmarks, and holds
    letters, digits and ``_`` only; two anchors never share one, whatever their letters.
    """

    def __init__(self, report: Report) -> None:
        self._names: dict[str, str] = {}
        self._placed: set[str] = set()
        taken = {WHOLE.lower()}
        for anchor in ("front", *report.anchors):
            bookmark = "_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
            if len(bookmark) > LONGEST_BOOKMARK or bookmark.lower() in taken:
                mark = hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:10]
                bookmark = f"{bookmark[: LONGEST_BOOKMARK - len(mark) - 1]}_{mark}"
            taken.add(bookmark.lower())
            self._names[anchor] = bookmark

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor; empty for one that the report does not have."""
        return self._names.get(anchor, "")

    def around(self, anchor: str, *content: Xml) -> list[Xml]:
        """The content inside the anchor's bookmark; an anchor's second place has none."""
        name = self.name(anchor)
        if not name or anchor in self._placed:
            return list(content)
        self._placed.add(anchor)
        number = len(self._placed)
        return [
            w("bookmarkStart", id=number, name=name),
            *content,
            w("bookmarkEnd", id=number),
        ]


_SIGNS = re.compile(f"([{SIGNS}]+)")
_STYLES = {"strong": "Strong", "mark": "Mark", "source": "Source Reference"}
LOGO_HIGH = 40
"""Points: two lines of a letterhead."""
_NO_BREAK = w("noBreakHyphen")


@dataclass(frozen=True)
class Paper:
    """What is written on: the document, its styles, its anchors and its language."""

    document: Document
    styles: Styles
    bookmarks: Bookmarks
    words: Language
    numbers: dict[str, int]
    _written: dict[Text, tuple[Xml, ...]] = dataclasses.field(default_factory=dict, repr=False)

    def runs(self, text: Text) -> tuple[Xml, ...]:
        """A text; a source such as 'T 3.7, b 2' stays in one line."""
        if text not in self._written:  # most cells of a report are alike
            self._written[text] = tuple(piece for run in text for piece in self._run(run))
        return self._written[text]

    def plain(self, text: str, style: str = "") -> list[Xml]:
        """Words in one character style, or none; signs in a font that has them."""
        return list(self._pieces(text, style))

    def _run(self, run: Run) -> list[Xml]:
        words = run.text.replace(" ", "\u00a0") if run.style == "source" else run.text
        if run.style == "symbol":
            return [self._piece(words, f"Status {run.status}" if run.status else "Sign")]
        address = destination(run)
        style = _STYLES.get(run.style, "Hyperlink" if address.startswith("http") else "")
        content = self.plain(words, style if style or not address else "Source Reference")
        target = self._target(address)
        if not target:
            return content if style != "Hyperlink" else self.plain(words)
        hint = {"tooltip": run.hint} if run.hint else {}
        return [w("hyperlink", *content, **target, **hint)]

    def _target(self, address: str) -> dict[str, str]:
        """Where a hyperlink leads: a bookmark or a relation; nothing when nowhere."""
        if address.startswith("#"):
            bookmark = self.bookmarks.name(address[1:])
            return {"anchor": bookmark} if bookmark else {}
        if not address:
            return {}
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return {"r:id": self.document.part.relate_to(address, kind, is_external=True)}

    def _pieces(self, text: str, style: str) -> Iterator[Xml]:
        for piece in _SIGNS.split(text):
            if piece:
                sign = not style and _SIGNS.fullmatch(piece)
                yield self._piece(piece, "Sign" if sign else style)

    def _piece(self, text: str, style: str) -> Xml:
        whole = style in ("Mark", "Source Reference")
        parts = text.split("-") if whole else [text]
        content = Xml(_NO_BREAK.join(map(text_node, parts)))
        if not style:
            return w("r", content)
        return w("r", w("rPr", w("rStyle", val=self.styles[style])), content)


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


def logo(paper: Paper, picture: bytes, breadth: float, words: str) -> Xml:
    """A logo, ``LOGO_HIGH`` points high."""
    relation, _ = paper.document.part.get_or_add_image(io.BytesIO(picture))
    high = LOGO_HIGH * _EMU_PER_POINT
    inline = CT_Inline.new_pic_inline(0, relation, "logo", Emu(round(high * breadth)), Emu(high))
    inline.docPr.set("name", "logo")
    inline.docPr.set("descr", for_xml_line(words))
    drawn = Xml(etree.tostring(inline, encoding="unicode"))
    return paragraph(paper.styles["Letterhead"], w("r", w("drawing", drawn)))


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
    # a firm's own style may let a page end between a caption and what it is of
    kept = (w("keepNext"), w("keepLines"))
    return paragraph(paper.styles["Caption"], *content, *paper.plain("  "), *title, properties=kept)


def source_line(paper: Paper, source: Text) -> Xml:
    """Where the figures are from."""
    words = paper.plain(paper.words.text("Source: "))
    return paragraph(paper.styles["Source Line"], *words, *paper.runs(source))
