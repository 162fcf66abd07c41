"""Running text: runs in character styles, links to bookmarks and to addresses."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from rapor.ground.language import Language
from rapor.write.content import Figure, Heading, Report, Run, Table, Text
from rapor.write.fonts import SIGNS
from rapor.write.html import link
from rapor.write.word.markup import Xml, clean, text_node, w
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
        for anchor in _anchors(report):
            found = "_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
            if len(found) > LONGEST_BOOKMARK or found.lower() in taken:
                mark = hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:10]
                found = f"{found[: LONGEST_BOOKMARK - len(mark) - 1]}_{mark}"
            taken.add(found.lower())
            self._names[anchor] = found

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


def _anchors(report: Report) -> list[str]:
    found = ["front"]
    found += [chapter.anchor for chapter in report.chapters]
    for block in report.blocks():
        if isinstance(block, Heading | Table | Figure):
            found.append(block.anchor)
        if isinstance(block, Table):
            found += [row.anchor for row in block.rows]
    return list(dict.fromkeys(anchor for anchor in found if anchor))


_SIGNS = re.compile(f"([{SIGNS}]+)")
_STYLES = {"strong": "Strong", "mark": "Mark", "source": "Source Reference"}
_NO_BREAK = w("noBreakHyphen")
_LONGEST_ADDRESS = 2000
"""Word refuses to follow an address much longer than this."""
_SAFE = "/?:@!$&'()*+,;=-._~%#"


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
        return [made for run in text for made in self._run(run)]

    def plain(self, text: str, style: str = "") -> list[Xml]:
        """Words in one character style, or none; signs in a font that has them."""
        return list(self._pieces(text, style))

    def _run(self, run: Run) -> list[Xml]:
        words = run.text.replace(" ", "\u00a0") if run.style == "source" else run.text
        if run.style == "symbol":
            return [self._piece(words, f"Status {run.status}" if run.status else "Sign")]
        address = link(run)
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
        web = web_address(address)
        if not web:
            return {}
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return {"r:id": self.document.part.relate_to(web, kind, is_external=True)}

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


def web_address(address: str) -> str:
    """An address that Word can open a document with, its odd letters escaped; else nothing.

    A relation to an address that is not well formed makes Word refuse the whole document.
    """
    try:
        parts = urlsplit(address)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    host = parts.netloc
    if parts.scheme not in ("http", "https") or not sound or not re.fullmatch(r"[\w.:@-]+", host):
        return ""
    escaped = quote(clean(address), safe=_SAFE)
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)
    return escaped if len(escaped) <= _LONGEST_ADDRESS else ""
