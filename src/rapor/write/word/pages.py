"""Pages: size and margins, headers and footers, and the sections that turn a page."""

from docx.document import Document

from rapor.write.word.markup import NAMES, Element, Xml, elements, name, paragraph, w
from rapor.write.word.styles import Styles

REFERENCES = ("headerReference", "footerReference")
MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")


class Pages:
    """The pages of a document as its own section describes them."""

    def __init__(self, section: Element) -> None:
        size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
        self._sides = sorted(int(size.get(name(side))) for side in ("w", "h"))
        self._margins = {key: int(margins.get(name(key))) for key in MARGINS}
        self.references = [
            (kind, reference.get(name("type")), reference.get(name("r:id")))
            for kind in REFERENCES
            for reference in section.findall(f"w:{kind}", NAMES)
        ]
        """Headers and footers: kind, which pages, relation."""
        first = section.find("w:titlePg", NAMES)
        self.own_first_page = first is not None and first.get(name("val")) not in ("0", "false")
        self._begun = False

    def size(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height that a page leaves for text, in twentieths of a point."""
        width, height = self._sides if not landscape else self._sides[::-1]
        margins = self._turned(landscape=landscape)
        gutter = margins["gutter"]
        return (
            width - margins["left"] - margins["right"] - gutter,
            height - margins["top"] - margins["bottom"],
        )

    def section(self, *, landscape: bool) -> Xml:
        """The properties that end a section; only the first names headers and footers."""
        first, self._begun = not self._begun, True
        width, height = self._sides if not landscape else self._sides[::-1]
        turned = {"orient": "landscape"} if landscape else {}
        named = [w(kind, **{"type": of, "r:id": to}) for kind, of, to in self.references]
        return w(
            "sectPr",
            *(named if first else ()),
            w("type", val="nextPage"),
            w("pgSz", w=width, h=height, **turned),
            w("pgMar", **self._turned(landscape=landscape)),
            *([w("titlePg")] if first and self.own_first_page else ()),
        )

    def _turned(self, *, landscape: bool) -> dict[str, int]:
        """The margins; those of a page on its side turn with it."""
        if not landscape:
            return self._margins
        old = self._margins
        sides = {"top": old["left"], "right": old["top"], "bottom": old["right"]}
        room = {
            "header": min(old["header"], old["left"]),
            "footer": min(old["footer"], old["right"]),
        }
        return {**old, **sides, "left": old["bottom"], **room}


class Body:
    """What the document says, section by section."""

    def __init__(self, document: Document, pages: Pages, styles: Styles) -> None:
        self._body = document.element.body
        self._pages = pages
        self._styles = styles
        self._landscape = False
        self._written: list[Xml] = []

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the text of a page as it lies now."""
        return self._pages.size(landscape=self._landscape)

    def add(self, written: list[Xml]) -> None:
        """Add paragraphs and tables."""
        self._written.extend(written)

    def turn(self, *, landscape: bool) -> None:
        """Lay the page so; a section ends where it turns."""
        if landscape != self._landscape and self._written:
            if not self._written[-1].startswith("<w:p>"):
                self._written.append(paragraph(self._styles["Table End"]))
            last = self._written[-1]
            section = self._pages.section(landscape=self._landscape)
            self._written[-1] = Xml(last.replace("</w:pPr>", f"{section}</w:pPr>", 1))
        self._landscape = landscape

    def finish(self) -> None:
        """Put everything into the document."""
        for old in list(self._body):
            self._body.remove(old)
        self._written.append(self._pages.section(landscape=self._landscape))
        self._body.extend(elements(*self._written))
