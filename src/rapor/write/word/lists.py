"""Lists: the style's own numbering, begun anew for every numbered list."""

from copy import deepcopy

from docx.document import Document

from rapor.write.word.markup import NAMES, Element, Xml, elements, name, w
from rapor.write.word.package import own_document
from rapor.write.word.styles import Styles


class Lists:
    """The lists of a document."""

    def __init__(self, document: Document, styles: Styles) -> None:
        self._root = document.part.numbering_part.element
        self._styles = styles
        self._own: dict[str, str] = {}

    def of(self, style: str, *, restart: bool) -> tuple[Xml, ...]:
        """Properties for the paragraphs of one list: none where the style says it all."""
        number = self._styles.numbering(style)
        if number and _list(self._root, number) is not None:
            if not restart:
                return ()
        else:
            number = self._from_own(style)
        if restart:
            number = _begun_anew(self._root, number)
        return (w("numPr", w("ilvl", val=0), w("numId", val=number)),)

    def _from_own(self, style: str) -> str:
        """The project's own list, for a firm's style that belongs to none."""
        if style not in self._own:
            own = own_document()
            number = Styles(own).numbering(style)
            self._own[style] = adopt(self._root, own.part.numbering_part.element, number)
        return self._own[style]


def adopt(root: Element, own: Element, number: str, style: str = "") -> str:
    """Take over a list from the project's ``own`` numbering; return its number here.

    ``style`` is the id of the style that the list belongs to.
    """
    source = _kind(own, number)
    known = root.findall("w:abstractNum", NAMES)
    copied = deepcopy(source)
    copied.set(name("abstractNumId"), str(_next(known, "abstractNumId")))
    for link in copied.findall("w:lvl/w:pStyle", NAMES):
        if style:
            link.set(name("val"), style)
        else:
            link.getparent().remove(link)
    if known:
        known[-1].addnext(copied)
    else:
        root.insert(len(root.findall("w:numPicBullet", NAMES)), copied)
    return _add(root, copied.get(name("abstractNumId")))


def _begun_anew(root: Element, number: str) -> str:
    """A list of the same kind that starts at one."""
    added = _add(root, _kind(root, number).get(name("abstractNumId")))
    _list(root, added).extend(elements(w("lvlOverride", w("startOverride", val=1), ilvl=0)))
    return added


def _list(root: Element, number: str) -> Element:
    lists = root.findall("w:num", NAMES)
    return next((item for item in lists if item.get(name("numId")) == number), None)


def _kind(root: Element, number: str) -> Element:
    """What describes a list's levels."""
    wanted = _list(root, number).find("w:abstractNumId", NAMES).get(name("val"))
    kinds = root.findall("w:abstractNum", NAMES)
    return next(kind for kind in kinds if kind.get(name("abstractNumId")) == wanted)


def _add(root: Element, kind: str) -> str:
    lists = root.findall("w:num", NAMES)
    number = str(_next(lists, "numId"))
    after = lists[-1] if lists else root.findall("w:abstractNum", NAMES)[-1]
    (added,) = elements(w("num", w("abstractNumId", val=kind), numId=number))
    after.addnext(added)
    return number


def _next(elements: list[Element], key: str) -> int:
    return 1 + max((int(element.get(name(key))) for element in elements), default=0)
