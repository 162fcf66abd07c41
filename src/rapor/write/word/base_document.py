"""The document that a report is written on, with every style that the writer names."""

from dataclasses import dataclass
from pathlib import Path

from docx.document import Document

from rapor.ground.language import Language
from rapor.ground.text import for_xml_line
from rapor.write.content import Report
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
from rapor.write.word.package import own_document
from rapor.write.word.pages import Pages
from rapor.write.word.styles import Styles, adopt
from rapor.write.word.template import firm_document

LOCALES = {"id": "id-ID", "en": "en-US"}
"""The language of a document as Word's spelling check names it."""


@dataclass(frozen=True)
class BaseDocument:
    """A document ready to be written."""

    document: Document
    styles: Styles
    pages: Pages


def base_document(report: Report, words: Language, base: Path | None) -> BaseDocument:
    """The project's own document, or the firm's ``base`` with the styles that it lacks.

    Raises as ``check_base``.
    """
    document = own_document() if base is None else firm_document(base)
    styles = Styles(document)
    added = [] if base is None else _complete(document, styles)
    if base is None:
        styles.take_brand(report.brand)
    styles.speak(LOCALES[report.language])
    pages = Pages(document.element.body[-1])
    if base is None or styles["toc 1"] in {style.get(name("styleId")) for style in added}:
        _align_contents(styles, pages)
    _head_and_foot(document, styles, pages, report, words)
    return BaseDocument(document, styles, pages)


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
    if report.brand.is_draft:
        _mark_draft(document, styles, pages, words.text("DRAFT"))


def _mark_draft(document: Document, styles: Styles, pages: Pages, draft: str) -> None:
    """The mark of a draft in every head: of the first page, of even pages, and a firm's own."""
    part = document.part
    bold = w("rPr", w("b"), w("color", val="B34700"), w("sz", val=28))
    mark = paragraph(
        styles["header"], w("r", bold, text_node(draft)), properties=(w("jc", val="right"),)
    )
    kinds = {of for kind, of, _ in pages.references if kind == "headerReference"}
    if pages.own_first_page and "first" not in kinds:
        header, relation = part.add_header_part()  # type: ignore[no-untyped-call]
        header.element[:] = []
        pages.references.insert(0, ("headerReference", "first", relation))
    for kind, _, relation in pages.references:
        if kind == "headerReference":
            part.rels[relation].target_part.element.insert(0, elements(mark)[0])


def _page_of_pages(words: Language) -> list[Xml]:
    """'Page X of Y' with both as fields."""
    marks = {"\ue000": "PAGE", "\ue001": "NUMPAGES"}
    first, second = marks
    sentence = words.text("Page {page} of {pages}", page=first, pages=second)
    content: list[Xml] = []
    text = ""
    for letter in for_xml_line(sentence):
        if letter in marks:
            content += [w("r", text_node(text)), field(marks[letter], "1")]
            text = ""
        else:
            text += letter
    return [*content, w("r", text_node(text))] if text else content
