"""Opening a received file: nothing is parsed before it is known to be a plain workbook.

A received file comes from anywhere. Its container is examined first (kind, encryption,
size, macros, links to other files), then every part is read once, within bounds and by a
parser that refuses entities.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.office_xml import (
    Allowance,
    DeclaresEntities,
    TooMuch,
    check_xml,
    xml_events,
)
from rapor.ground.received.book import BookSheet, Bounds, main_part, sheets_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files, encrypted workbooks and macros begin with."""

RESAVE = "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'"
_SEND_FORM = "send the {called} itself, filled, as .xlsx"
_COPY = "what the {called} says of itself is lost: copy the answers into it as it was sent"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile and the reading of parts raise on a file that is not what it says."""


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


def open_received(path: Path, bounds: Bounds) -> list[BookSheet]:
    """Read the sheets of a file that should be a workbook of the kind of ``bounds``.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` for anything but a plain
    .xlsx workbook, with every reason.
    """
    shown = path.name
    if not path.is_file():
        raise MissingInput(
            Problem(shown, "no such file", f"a filled {bounds.called}", "check the name")
        )
    if path.stat().st_size > bounds.packed:
        raise _refused(
            shown, f"more than {bounds.packed >> 20} MB", f"a {bounds.called}", "remove pictures"
        )
    content = path.read_bytes()
    _check_kind(shown, path.suffix.lower(), content, bounds)
    with refusing_broken(shown, bounds), zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_container(shown, archive, bounds)
        _check_members(shown, archive, bounds)
        _check_parts(shown, archive, bounds)
        return sheets_of(archive, bounds)


@contextmanager
def refusing_broken(shown: str, bounds: Bounds) -> Iterator[None]:
    """Answer to a file that only looks like a workbook, whatever the libraries say of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DeclaresEntities:
        raise _refused(shown, "declares XML entities", "a plain workbook", RESAVE) from None
    except TooMuch as excess:
        expected = f"the cells of a {bounds.called}"
        raise _refused(shown, f"holds {excess}", expected, "delete them") from None
    except _BROKEN as error:
        fault = f"cannot be read as a workbook ({type(error).__name__})"
        raise _refused(shown, fault, "a .xlsx file", RESAVE) from None


def _refused(shown: str, found: str, expected: str, next_step: str) -> DataRejected:
    return DataRejected(Problem(shown, found, expected, next_step))


def _check_kind(shown: str, suffix: str, content: bytes, bounds: Bounds) -> None:
    """A file of another kind is named for what it is, whatever its ending says."""
    kind = kind_of(content)
    if kind is not None:
        step = kind.next_step.format(called=bounds.called)
        raise _refused(shown, kind.found, "a .xlsx file", step)
    if suffix != ".xlsx":
        raise _refused(
            shown,
            f"a workbook whose name ends in {suffix or 'nothing'}",
            "a .xlsx file",
            "let its name end in .xlsx; if it does not open then, save it again as .xlsx",
        )


def _check_container(shown: str, archive: zipfile.ZipFile, bounds: Bounds) -> None:
    """Sizes as the directory declares them; zipfile reads no more than that of a member."""
    members = archive.infolist()
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > bounds.members or len(set(names)) < len(names):
        expected = f"the parts of a {bounds.called}"
        raise _refused(shown, f"{len(members)} parts, or one twice", expected, RESAVE)
    if unpacked > bounds.unpacked or unpacked / packed > bounds.ratio:
        raise _refused(
            shown,
            f"unpacks to {unpacked / 1048576:.0f} MB from {packed / 1048576:.1f} MB",
            f"at most {bounds.unpacked >> 20} MB, and {bounds.ratio} times the packed size",
            f"remove pictures and empty formatted rows, or fill the {bounds.called} anew",
        )
    if any(member.flag_bits & 1 for member in members):
        raise _refused(shown, "an encrypted archive", "a file without a password", RESAVE)


def _check_members(shown: str, archive: zipfile.ZipFile, bounds: Bounds) -> None:
    """Macros, embedded objects and links to other files, by content and not by name."""
    problems = []
    types = archive.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        problems.append(Problem(shown, "holds macros", "a .xlsx file without", RESAVE))
    for name in archive.namelist():
        with archive.open(name) as member:
            start = member.read(8)
        if start == OLE or "vbaproject" in name.lower():
            problems.append(
                Problem(
                    shown,
                    f"holds macros or an embedded object ({name[:60]!r})",
                    "cells only; evidence is named by title or address",
                    "remove it",
                )
            )
        if name.lower().startswith("xl/externallinks/"):
            problems.append(
                Problem(
                    shown, "refers to another workbook", "values", "paste as values (break links)"
                )
            )
    if problems:
        raise DataRejected(list(dict.fromkeys(problems)))
    if main_part(archive, bounds) not in archive.namelist():
        step = f"send the {bounds.called}"
        raise _refused(shown, "an archive that is no workbook", "a .xlsx file", step)


def _check_parts(shown: str, archive: zipfile.ZipFile, bounds: Bounds) -> None:
    """No part declares entities, and no relation leads to another file."""
    allowance = Allowance(bounds.elements)
    for name in archive.namelist():
        with archive.open(name) as part:
            if name.endswith(".rels"):
                _check_relations(shown, part, allowance)
            elif name.endswith((".xml", ".vml")):
                check_xml(part)


def _check_relations(shown: str, part: IO[bytes], allowance: Allowance) -> None:
    for event in xml_events(part, allowance):
        if event.kind != "start" or event.name != "Relationship":
            continue
        kind = event.attributes.get("Type", "").rpartition("/")[2]
        if event.attributes.get("TargetMode") == "External" and kind != "hyperlink":
            raise _refused(shown, f"refers to another file ({kind})", "values", "break the link")
        if kind.lower() == "vbaproject":
            raise _refused(shown, "holds macros", "a .xlsx file without", RESAVE)
