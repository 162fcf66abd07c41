"""Running text: runs in character styles, links to bookmarks and to addresses."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from rapor.ground.language import Language
from rapor.write.content import Report, Run, Text
from rapor.write.fonts import SIGNS
from rapor.write.links import destination
from rapor.write.word.markup import Xml, text_node, w
from rapor.write.word.styles import Styles

LONGEST_BOOKMARK = 40
"""Letters that Word allows in a bookmark's name."""


class Bookmarks:
    """Names of the bookmarks of a report.

    A name starts with ``_``, which keeps it out of Word's list of bookmarks, and holds
    letters, digits and ``_`` only; two anchors never share one, whatever their letters.
    """

    def __init__(self, report: Report) -> None:
        self._names: dict[str, str] = {}
        self._placed: set[str] = set()
        taken: set[str] = set()
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
_NO_BREAK = w("noBreakHyphen")


@dataclass(frozen=True)
class Paper:
    """What is written on: the document, its styles, its anchors and its language."""

    document: Document
    styles: Styles
    bookmarks: Bookmarks
    words: Language
    numbers: dict[str, int]

    def runs(self, text: Text) -> list[Xml]:
        """A text; a source such as 'T 3.7, b 2' stays in one line."""
        return [piece for run in text for piece in self._run(run)]

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
