"""The package of a document: the project's own from the files of ``parts/``, and its bytes.

The bytes are the same on every machine, on any day.
"""

import io
import zipfile
from functools import cache
from importlib.resources import files
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.package import Package
from lxml import etree

_PARTS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
}
_DATE = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif")


def own_document() -> Document:
    """A new document with the project's styles and nothing in it."""
    package = Package()
    document = _part(
        package,
        "document",
        "word/document.xml",
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    )
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for part in _PARTS:
        add_part(document, part)
    core = _part(
        package,
        "core",
        "docProps/core.xml",
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
    )
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    return cast("Document", package.main_document_part.document)


def add_part(document: Part, part: str) -> None:
    """Give a document the project's own styles, numbering or settings."""
    content_type, relation = _PARTS[part]
    added = _part(document.package, part, f"word/{part}.xml", content_type, relation)
    document.relate_to(added, relation)


def _part(package: Package, file: str, place: str, content_type: str, relation: str) -> Part:
    content = _part_file(file)
    part = PartFactory(PackURI(f"/{place}"), content_type, relation, content, package)
    return cast("Part", part)


@cache
def _part_file(file: str) -> bytes:
    return files(__package__).joinpath("parts", f"{file}.xml").read_bytes()


def packed(document: Document) -> bytes:
    """The parts of a document in one archive, sorted by name, all of one date."""
    package = document.part.package
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    files = {"_rels/.rels": package.rels.xml}
    types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    etree.SubElement(types, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS)
    for part in parts:
        files[part.partname.membername] = part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = part.rels.xml
        etree.SubElement(
            types,
            f"{{{_TYPES}}}Override",
            PartName=str(part.partname),
            ContentType=part.content_type,
        )
    listed = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted({"[Content_Types].xml": listed, **files}.items()):
            archive.writestr(*_entry(name, content))
    return out.getvalue()


def _entry(name: str, content: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 0
    packed_already = name.endswith(_PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if packed_already else zipfile.ZIP_DEFLATED
    return entry, content
