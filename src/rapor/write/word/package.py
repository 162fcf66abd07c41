"""The document as bytes: the same on every machine, on any day."""

import io
import zipfile

from docx.document import Document
from lxml import etree

_DATE = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif")


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
