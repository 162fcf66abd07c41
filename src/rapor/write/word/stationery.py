"""What of a firm's document stays: styles, page, headers and footers; never what it says.

Everything that the old text has left behind goes as well, seen or unseen: notes, comments,
properties, pictures of the body, links to a template, and the traces of who edited it.
"""

from copy import deepcopy

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from rapor.write.word.markup import NAMES, Element, elements, name, w
from rapor.write.word.own import add_part

_RELATIONS = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
)
_MARGINS = ("headerReference", "footerReference")
_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_SETTINGS = (
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


def emptied(document: Document) -> Document:
    """The firm's document without its text: its page is that of its last upright section."""
    part, body = document.part, document.element.body
    section = _section(body)
    for old in list(body):
        body.remove(old)
    body.append(section)
    kept = {one.get(name("r:id")) for one in section if one.tag in map(name, _MARGINS)}
    for key, relation in list(part.rels.items()):
        if relation.reltype not in _RELATIONS and key not in kept:
            del part.rels[key]
    package = part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in _PACKAGE:
            del package.rels[key]
    _settle(document)
    return document


def _settle(document: Document) -> None:
    """Leave the settings that shape the page; numbering is there for the lists to come."""
    settings = document.settings.element
    for setting in _SETTINGS:
        for found in settings.findall(f"w:{setting}", NAMES):
            settings.remove(found)
    rels = document.part._settings_part.rels  # noqa: SLF001 it has no other door
    for key in list(rels):
        del rels[key]
    present = {relation.reltype for relation in document.part.rels.values()}
    if RELATIONSHIP_TYPE.NUMBERING not in present:
        add_part(document.part, "numbering")


def _section(body: Element) -> Element:
    """The last section whose page stands upright, with the headers and footers it inherits."""
    sections = body.findall(".//w:sectPr", NAMES) or elements(w("sectPr"))
    upright = [place for place, one in enumerate(sections) if not _lies(one)]
    last = upright[-1] if upright else len(sections) - 1
    chosen = deepcopy(sections[last])
    have = {_kind(one) for one in chosen}
    for earlier in reversed(sections[:last]):
        for reference in earlier:
            kind = _kind(reference)
            if kind and kind not in have:
                have.add(kind)
                chosen.insert(0, deepcopy(reference))
    _complete(chosen)
    return chosen


def _kind(reference: Element) -> tuple[str, str] | None:
    if reference.tag not in map(name, _MARGINS):
        return None
    return reference.tag, reference.get(name("type"))


def _lies(section: Element) -> bool:
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
        found = section.find(f"w:{tag}", NAMES)
        if found is None:
            (found,) = elements(w(tag))
            section.append(found)
        for key, value in values.items():
            if found.get(name(key)) is None:
                found.set(name(key), str(value))
