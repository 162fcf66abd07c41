"""Pages: size and margins, headers and footers, and the sections that turn a page."""

from copy import deepcopy

from docx.document import Document

from rapor.report.word.markup import NAMES, Element, name, paragraph, w
from rapor.report.word.styles import Styles

_KINDS = ("headerReference", "footerReference")


class Pages:
    """The pages of a document as its own section describes them."""

    def __init__(self, section: Element) -> None:
        size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
        self._sides = sorted(int(size.get(name(side))) for side in ("w", "h"))
        self._margins = {key: int(margins.get(name(key))) for key in MARGINS}
        self.references = [
            deepcopy(one) for one in section if one.tag in {name(kind) for kind in _KINDS}
        ]
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

    def section(self, *, landscape: bool) -> Element:
        """The properties that end a section; only the first names headers and footers."""
        first, self._begun = not self._begun, True
        width, height = self._sides if not landscape else self._sides[::-1]
        turned = {"orient": "landscape"} if landscape else {}
        made = w("sectPr", *(self.references if first else ()))
        made.append(w("type", val="nextPage"))
        made.append(w("pgSz", w=width, h=height, **turned))
        made.append(w("pgMar", **self._turned(landscape=landscape)))
        if first and self.own_first_page:
            made.append(w("titlePg"))
        return made

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


MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")


class Body:
    """What the document says, section by section."""

    def __init__(self, document: Document, pages: Pages, styles: Styles) -> None:
        self._body = document.element.body
        self._pages = pages
        self._styles = styles
        self._landscape = False
        self._elements: list[Element] = []

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the text of a page as it lies now."""
        return self._pages.size(landscape=self._landscape)

    def add(self, elements: list[Element]) -> None:
        """Add paragraphs and tables."""
        self._elements.extend(elements)

    def turn(self, *, landscape: bool) -> None:
        """Lay the page so; a section ends where it turns."""
        if landscape != self._landscape and self._elements:
            if self._elements[-1].tag != name("p"):
                self._elements.append(paragraph(self._styles["Table End"]))
            section = self._pages.section(landscape=self._landscape)
            self._elements[-1].find("w:pPr", NAMES).append(section)
        self._landscape = landscape

    def finish(self) -> None:
        """Put everything into the document."""
        for old in list(self._body):
            self._body.remove(old)
        self._body.extend(self._elements)
        self._body.append(self._pages.section(landscape=self._landscape))
