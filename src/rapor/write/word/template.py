"""A firm's own document as the template of a report: checked, then emptied of what it says.

Its styles, page, headers and footers stay. Everything that the old text has left behind
goes, seen or unseen: notes, comments, properties, pictures of the body, links to a
template, and the traces of who edited it.
"""

import io
from copy import deepcopy
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError

from rapor.ground.errors import DataRejected
from rapor.write.firm_file import FirmKind, read_firm_file
from rapor.write.word.markup import NAMES, Element, elements, name, w
from rapor.write.word.package import add_part
from rapor.write.word.pages import Pages

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
    _complete(chosen)
    return chosen


def _head_or_foot(reference: Element) -> tuple[str, str] | None:
    if reference.tag not in map(name, _HEAD_AND_FOOT):
        return None
    return reference.tag, reference.get(name("type"))


def _landscape(section: Element) -> bool:
    size = section.find("w:pgSz", NAMES)
    return size is not None and size.get(name("orient")) == "landscape"


def _complete(section: Element) -> None:
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
