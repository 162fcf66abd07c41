"""The document that a report is written on, with every style that the writer names.

It is the project's own, or a firm's as a template: checked, then emptied of what it says. The
firm's styles, page, headers and footers stay. Everything that the old text has left behind goes,
seen or unseen: notes, comments, properties, pictures of the body, links to a template, and the
traces of who edited it.
"""

import io
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError

from rapor.ground.errors import DataRejected
from rapor.ground.language import Language
from rapor.ground.text import for_xml_line
from rapor.write.content import Report
from rapor.write.firm_file import FirmKind, read_firm_file
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
from rapor.write.word.package import add_part, own_document
from rapor.write.word.pages import Pages
from rapor.write.word.styles import Styles, adopt

LOCALES = {"id": "id-ID", "en": "en-US"}
"""The language of a document as Word's spelling check names it."""
NARROWEST = 4_500
"""A page has to leave this much for text, in twentieths of a point (79 mm)."""

WORD = FirmKind("Word document", ".docx", "Word", (OpcError,))

_CONTENT_TYPES = ("+xml", "image/", ".obfuscatedFont", "application/x-font")
_KEPT_RELATIONS = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
)
_HEAD_AND_FOOT = ("headerReference", "footerReference")
_KEPT_OF_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_DROPPED_SETTINGS = (
    "attachedTemplate",
    "docVars",
    "documentProtection",
    "endnotePr",
    "footnotePr",
    "mailMerge",
    "revisionView",
    "rsids",
    "trackRevisions",
    "updateFields",
    "writeProtection",
)


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


def check_base(path: Path) -> None:
    """Refuse a document that a report cannot be written on.

    Raises ``MissingInput`` when there is none, ``DataRejected`` when it is not a Word
    document, holds macros or foreign objects, or leaves no room for text.
    """
    firm_document(path)


def firm_document(path: Path) -> Document:
    """The firm's document, emptied; raises as ``check_base``."""
    shown, content = str(path), read_firm_file(path, WORD)
    with WORD.opening(shown):
        document = emptied(docx.Document(io.BytesIO(content)))
        _check_rest(document, shown)
    return document


def _check_rest(document: Document, shown: str) -> None:
    """Look at what would come into every report."""
    problems = []
    for part in document.part.package.iter_parts():
        if not any(kind in part.content_type for kind in _CONTENT_TYPES):
            problems.append(f"{part.partname} is of a kind that is not taken: {part.content_type}")
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                problems.append(f"{part.partname} needs a file from elsewhere")
    pages = Pages(document.element.body[-1])
    room = min(*pages.size(landscape=False), *pages.size(landscape=True))
    if room < NARROWEST:
        problems.append(f"its page leaves {room / 56.7:.0f} mm for text")
    if problems:
        raise DataRejected([WORD.problem(shown, problem) for problem in problems])


def emptied(document: Document) -> Document:
    """The firm's document without its text: its page is that of its last upright section."""
    part, body = document.part, document.element.body
    section = _section(body)
    for old in list(body):
        body.remove(old)
    body.append(section)
    kept = {child.get(name("r:id")) for child in section if _head_or_foot(child)}
    for key, relation in list(part.rels.items()):
        if relation.reltype not in _KEPT_RELATIONS and key not in kept:
            del part.rels[key]
    package = part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in _KEPT_OF_PACKAGE:
            del package.rels[key]
    _settle(document)
    return document


def _settle(document: Document) -> None:
    """Leave the settings that shape the page; numbering is there for the lists to come."""
    settings = document.settings.element
    for setting in _DROPPED_SETTINGS:
        for element in settings.findall(f"w:{setting}", NAMES):
            settings.remove(element)
    rels = document.part._settings_part.rels  # noqa: SLF001 it has no other door
    for key in list(rels):
        del rels[key]
    present = {relation.reltype for relation in document.part.rels.values()}
    if RELATIONSHIP_TYPE.NUMBERING not in present:
        add_part(document.part, "numbering")


def _section(body: Element) -> Element:
    """The last section whose page stands upright, with the headers and footers it inherits."""
    sections = body.findall(".//w:sectPr", NAMES) or elements(w("sectPr"))
    upright = [place for place, section in enumerate(sections) if not _landscape(section)]
    last = upright[-1] if upright else len(sections) - 1
    chosen = deepcopy(sections[last])
    have = {_head_or_foot(child) for child in chosen}
    for earlier in reversed(sections[:last]):
        for reference in earlier:
            kind = _head_or_foot(reference)
            if kind and kind not in have:
                have.add(kind)
                chosen.insert(0, deepcopy(reference))
    _complete_section(chosen)
    return chosen


def _head_or_foot(reference: Element) -> tuple[str, str] | None:
    if reference.tag not in map(name, _HEAD_AND_FOOT):
        return None
    return reference.tag, reference.get(name("type"))


def _landscape(section: Element) -> bool:
    size = section.find("w:pgSz", NAMES)
    return size is not None and size.get(name("orient")) == "landscape"


def _complete_section(section: Element) -> None:
    """Page and margins that the section does not state are those of the project's own."""
    own = {
        "pgSz": {"w": 11906, "h": 16838},
        "pgMar": dict.fromkeys(("top", "right", "bottom", "left"), 1418)
        | {"header": 709, "footer": 709, "gutter": 0},
    }
    for tag, values in own.items():
        element = section.find(f"w:{tag}", NAMES)
        if element is None:
            (element,) = elements(w(tag))
            section.append(element)
        for key, value in values.items():
            if element.get(name(key)) is None:
                element.set(name(key), str(value))
