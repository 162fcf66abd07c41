"""Styles by their names, in whatever document they stand, and the numbering of lists.

Word gives a style an id of its own choice, often in the language of the program; what two
documents share are the names. A style that the document lacks is taken from the project's
own, together with what it is based on. A list has its style's own numbering, begun anew for every
numbered list.
"""

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document

from rapor.write.brand import HOUSE, Brand
from rapor.write.word.markup import NAMES, Element, Xml, elements, name, w
from rapor.write.word.package import own_document

OWN_FONT = "Calibri"
"""What our own styles set a document in."""
_REFERENCES = ("basedOn", "next", "link")


class Styles:
    """The styles of a document, by name."""

    def __init__(self, document: Document) -> None:
        self._root = document.styles.element
        styles = self._root.findall("w:style", NAMES)
        self._by_name = {_name(style): style for style in styles if _name(style)}

    def __getitem__(self, wanted: str) -> str:
        """The id of a style by its name; raises ``KeyError`` for one that is not there."""
        return str(self._by_name[wanted.lower()].get(name("styleId")))

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        yield from self._by_name.items()

    def element(self, wanted: str) -> Element:
        """A style itself; raises as ``[]``."""
        return self._by_name[wanted.lower()]

    def numbering(self, wanted: str) -> str:
        """The list that a style belongs to, also by what it is based on; empty for none."""
        style, seen = self._by_name[wanted.lower()], set()
        ids = {other.get(name("styleId")): other for other in self._by_name.values()}
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            numbering = style.find("w:pPr/w:numPr/w:numId", NAMES)
            if numbering is not None:
                number = str(numbering.get(name("val")))
                return number if number != "0" else ""
            parent = style.find("w:basedOn", NAMES)
            style = ids.get(parent.get(name("val"))) if parent is not None else None
        return ""

    def add_missing(self, own: "Styles") -> list[Element]:
        """Take over the styles that only ``own`` has; return them as they stand now."""
        missing = [style for key, style in own if key not in self._by_name]
        taken = {style.get(name("styleId")) for style in self._by_name.values()}
        added = []
        for style in missing:
            copied = deepcopy(style)
            wanted = copied.get(name("styleId"))
            while wanted in taken:
                wanted = f"{wanted}Rapor"
            taken.add(wanted)
            copied.set(name("styleId"), wanted)
            copied.attrib.pop(name("default"), None)
            self._root.append(copied)
            self._by_name[_name(copied)] = copied
            added.append(copied)
        names = {style.get(name("styleId")): key for key, style in own}
        for copied in added:
            for tag in _REFERENCES:
                for reference in copied.findall(f"w:{tag}", NAMES):
                    reference.set(name("val"), self[names[reference.get(name("val"))]])
        return added

    def take_brand(self, brand: Brand) -> None:
        """Give our own styles the accent and the family of type of a brand."""
        ours, theirs = HOUSE.accent[1:].upper(), brand.accent[1:].upper()
        for element in self._root.iter():
            for key in (name("val"), name("color")):
                if element.get(key) == ours:
                    element.set(key, theirs)
            if brand.font and element.get(name("ascii")) == OWN_FONT:
                for key in ("ascii", "hAnsi", "eastAsia", "cs"):
                    element.set(name(key), brand.font)

    def speak(self, language: str) -> None:
        """Set the language of all text whose style says none."""
        element = self._root
        for tag in ("docDefaults", "rPrDefault", "rPr", "lang"):
            child = element.find(f"w:{tag}", NAMES)
            if child is None:
                child = element.makeelement(name(tag), {})
                first = tag in ("docDefaults", "rPrDefault")
                element.insert(0 if first else len(element), child)
            element = child
        element.set(name("val"), language)


def _name(style: Element) -> str:
    named = style.find("w:name", NAMES)
    return str(named.get(name("val"))).lower() if named is not None else ""


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
