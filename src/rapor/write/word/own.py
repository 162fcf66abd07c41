"""The project's own document: its styles, lists and page, from the files of ``parts/``."""

from functools import cache
from importlib.resources import files
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.package import Package

_PARTS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
}


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
    made = _part(document.package, part, f"word/{part}.xml", content_type, relation)
    document.relate_to(made, relation)


def _part(package: Package, file: str, place: str, content_type: str, relation: str) -> Part:
    made = PartFactory(PackURI(f"/{place}"), content_type, relation, _content(file), package)
    return cast("Part", made)


@cache
def _content(file: str) -> bytes:
    return files(__package__).joinpath("parts", f"{file}.xml").read_bytes()
