"""The Word writer: the report as a document to be edited, printed and handed on.

It is written as elements of WordprocessingML rather than cell by cell through python-docx,
whose tables take time with the square of their rows.
"""

from dataclasses import dataclass
from pathlib import Path

from docx.document import Document

from rapor.ground.language import Language, language
from rapor.ground.text import for_xml_line
from rapor.write.content import Report
from rapor.write.word.blocks import Blocks
from rapor.write.word.front_matter import contents, fits_a_page, front_page, title
from rapor.write.word.lists import adopt
from rapor.write.word.markup import (
    NAMES,
    Element,
    Xml,
    elements,
    field,
    name,
    paragraph,
    text_node,
    w,
)
from rapor.write.word.package import own_document, packed
from rapor.write.word.pages import Body, Pages
from rapor.write.word.styles import Styles
from rapor.write.word.template import firm_document
from rapor.write.word.text import Bookmarks, Paper

LOCALES = {"id": "id-ID", "en": "en-US"}
"""The language of a document as Word's spelling check names it."""


def docx(report: Report, base: Path | None = None) -> bytes:
    """The report as a .docx file, on the project's own document or on the firm's ``base``.

    A firm's styles, page, headers and footers win; what they lack is added.

    Raises ``MissingInput`` and ``DataRejected`` for a ``base`` that cannot be used.
    """
    words = language(report.language)
    start = opened(report, words, base)
    paper = Paper(start.document, start.styles, Bookmarks(report), words, report.numbers)
    body = Body(start.document, start.pages, start.styles)
    blocks = Blocks(paper, body)
    front_page(paper, body, blocks, report.front)
    body.add(contents(paper, report))
    for place, chapter in enumerate(report.chapters):
        body.turn(landscape=False)
        number = str(chapter.number or "")
        new_page = not number or (place == 0 and fits_a_page(report, body.size[1]))
        body.add([blocks.heading(1, chapter.anchor, chapter.title, number, new_page=new_page)])
        blocks.write(chapter.blocks)
    body.finish()
    _describe(start.document, report)
    return packed(start.document)


def _describe(document: Document, report: Report) -> None:
    """Title, subject and language; no author is made up, and no time of the machine noted."""
    properties = document.core_properties
    for old in list(properties._element):  # noqa: SLF001 also what a firm's document had
        old.getparent().remove(old)
    properties.title = for_xml_line(f"{report.front.title}: {title(report.front)}")[:255]
    properties.subject = for_xml_line(report.running)[:255]
    properties.language = LOCALES[report.language]


@dataclass(frozen=True)
class Opened:
    """A document ready to be written."""

    document: Document
    styles: Styles
    pages: Pages


def opened(report: Report, words: Language, base: Path | None) -> Opened:
    """The project's own document, or the firm's ``base`` with the styles that it lacks.

    Raises as ``check_base``.
    """
    document = own_document() if base is None else firm_document(base)
    styles = Styles(document)
    added = [] if base is None else _complete(document, styles)
    styles.speak(LOCALES[report.language])
    pages = Pages(document.element.body[-1])
    if base is None or styles["toc 1"] in {one.get(name("styleId")) for one in added}:
        _align_contents(styles, pages)
    _head_and_foot(document, styles, pages, report, words)
    return Opened(document, styles, pages)


def _complete(document: Document, styles: Styles) -> list[Element]:
    """Add the styles that a firm's document lacks, and the lists that they belong to."""
    own = own_document()
    numbering = document.part.numbering_part.element
    source = own.part.numbering_part.element
    added = styles.add_missing(Styles(own))
    for style in added:
        number = style.find("w:pPr/w:numPr/w:numId", NAMES)
        if number is not None:
            adopted = adopt(numbering, source, number.get(name("val")), style.get(name("styleId")))
            number.set(name("val"), adopted)
    return added


def _align_contents(styles: Styles, pages: Pages) -> None:
    """Page numbers of the contents stand at the right end of this document's lines."""
    width = pages.size(landscape=False)[0]
    for level in ("toc 1", "toc 2"):
        for tab in styles.element(level).findall("w:pPr/w:tabs/w:tab", NAMES):
            if tab.get(name("val")) == "right":
                tab.set(name("pos"), str(width))


def _head_and_foot(
    document: Document, styles: Styles, pages: Pages, report: Report, words: Language
) -> None:
    """A running head and numbered pages where the document has none of its own."""
    part, has = document.part, {kind for kind, _, _ in pages.references}
    pages.own_first_page = pages.own_first_page or not has
    head = paragraph(styles["header"], w("r", text_node(report.running)))
    foot = paragraph(styles["footer"], *_page_of_pages(words))
    if "headerReference" not in has:
        header, relation = part.add_header_part()  # type: ignore[no-untyped-call]
        header.element[:] = elements(head)
        pages.references.append(("headerReference", "default", relation))
    if "footerReference" not in has:
        footer, relation = part.add_footer_part()  # type: ignore[no-untyped-call]
        footer.element[:] = elements(foot)
        pages.references.append(("footerReference", "default", relation))


def _page_of_pages(words: Language) -> list[Xml]:
    """'Page X of Y' with both as fields."""
    marks = {"\ue000": "PAGE", "\ue001": "NUMPAGES"}
    first, second = marks
    said = words.text("Page {page} of {pages}", page=first, pages=second)
    made: list[Xml] = []
    text = ""
    for letter in for_xml_line(said):
        if letter in marks:
            made += [w("r", text_node(text)), field(marks[letter], "1")]
            text = ""
        else:
            text += letter
    return [*made, w("r", text_node(text))] if text else made
