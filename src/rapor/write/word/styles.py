"""Styles by their names, in whatever document they stand.

Word gives a style an id of its own choice, often in the language of the program; what two
documents share are the names. A style that the document lacks is taken from the project's
own, together with what it is based on.
"""

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document

from rapor.write.word.markup import NAMES, Element, name

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
