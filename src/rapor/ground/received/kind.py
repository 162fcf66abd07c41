"""What a file is that was sent back in place of a workbook, by its content and not its name."""

import io
import re
import zipfile
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files, encrypted workbooks and macros begin with."""

RESAVE = "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'"
_SEND_FORM = "send the {called} itself, filled, as .xlsx"
_COPY = "what the {called} says of itself is lost: copy the answers into it as it was sent"


@dataclass(frozen=True)
class OtherKind:
    """A kind of file that is no .xlsx workbook; ``{called}`` in the step is what was asked for."""

    found: str
    next_step: str


_BEGINNINGS = (
    (b"%PDF", OtherKind("not a workbook but a PDF file", _SEND_FORM)),
    (b"{\\rtf", OtherKind("not a workbook but a text document (.rtf)", _SEND_FORM)),
    (b"\x89PNG", OtherKind("not a workbook but a picture", _SEND_FORM)),
    (b"\xff\xd8\xff", OtherKind("not a workbook but a picture", _SEND_FORM)),
    (b"GIF8", OtherKind("not a workbook but a picture", _SEND_FORM)),
    (b"Rar!", OtherKind("not a workbook but an archive (.rar)", "unpack it first")),
    (b"7z\xbc\xaf", OtherKind("not a workbook but an archive (.7z)", "unpack it first")),
    (b"\x1f\x8b", OtherKind("not a workbook but an archive (.gz)", "unpack it first")),
)
_MARKUP = (
    (re.compile(rb"(?i)^\s*<(!doctype html|html|table|meta)"), "a web page (.html)"),
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), "an XML spreadsheet of 2003"),
    (re.compile(rb"urn:oasis:names:tc:opendocument"), "a flat OpenDocument file (.fods)"),
)
_PARTS = (
    ("xl/workbook.bin", OtherKind("a binary workbook (.xlsb)", RESAVE)),
    ("word/document.xml", OtherKind("not a workbook but a Word document (.docx)", _SEND_FORM)),
    ("ppt/presentation.xml", OtherKind("not a workbook but slides (.pptx)", _SEND_FORM)),
    (
        "Index/Document.iwa",
        OtherKind("a Numbers file", "export it as Excel (.xlsx) in Numbers"),
    ),
    ("Index.zip", OtherKind("a Numbers file", "export it as Excel (.xlsx) in Numbers")),
)
_SEEN = 4096
"""Bytes of the beginning that tell a text's kind."""


def kind_of(content: bytes) -> OtherKind | None:
    """What a file is when it is no .xlsx workbook; None for an archive that may be one."""
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return OtherKind("protected with a password", "remove the password and save it again")
        return OtherKind("an old Office file (.xls)", RESAVE)
    if content.startswith(b"PK"):
        return _of_archive(content)
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    return _of_text(content[:_SEEN])


def _of_archive(content: bytes) -> OtherKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return OtherKind("not a workbook, or one that was cut short", "send the {called} again")
    if "mimetype" in names:
        return OtherKind("an OpenDocument file (.ods)", RESAVE)
    for part, kind in _PARTS:
        if part in names:
            return kind
    inside = [name for name in names if name.lower().endswith((".xlsx", ".xls", ".ods"))]
    if "[Content_Types].xml" not in names:
        if inside:
            return OtherKind(
                f"an archive (.zip) that holds {len(inside)} workbooks", "unpack it first"
            )
        return OtherKind("an archive that is no workbook", _SEND_FORM)
    return None


def _of_text(start: bytes) -> OtherKind:
    if not start:
        return OtherKind("not a workbook but an empty file", "send the {called} again")
    for pattern, name in _MARKUP:
        if pattern.search(start):
            return OtherKind(f"not a workbook but {name}", RESAVE)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or not (b"\0" in start or _is_binary(start)):
        return OtherKind("not a workbook but a text file, such as .csv", _COPY)
    return OtherKind("not a workbook", _SEND_FORM)


def _is_binary(start: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in start)
