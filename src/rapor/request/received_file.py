"""Opening a received file: nothing is parsed before it is known to be a plain workbook.

A received file comes from anywhere. Its container is examined first (kind, encryption,
size, macros, links to other files), then every XML part is read once by a parser that
refuses entities, and only then is it handed to openpyxl.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]
from openpyxl.utils import column_index_from_string

from rapor.ground.errors import DataRejected, MissingInput, Problem

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_RATIO = 150
MOST_MEMBERS = 600
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 200, 400_000
"""A form of sixty agencies has about a hundred members, a megabyte unpacked, and a ratio of
ten; what lies far beyond was not made from a form."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files, encrypted workbooks and macros begin with."""

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ParseError,
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
"""What zipfile, the XML parser and openpyxl raise on a file that is not what it says."""

_RESAVE = "open it in a spreadsheet program and save it as .xlsx"


class ReceivedWorkbook:
    """A workbook that is safe to read: formulas, their last results, and merged cells."""

    def __init__(self, content: bytes, merged: dict[str, list[str]]) -> None:
        self._content = content
        self._merged = merged

    def books(self) -> tuple[Any, Any]:
        """The workbook with its formulas, and again with the results saved with them."""
        formulas, results = (
            openpyxl.load_workbook(
                io.BytesIO(self._content), read_only=True, data_only=data_only, keep_links=False
            )
            for data_only in (False, True)
        )
        return formulas, results

    def merged(self, page: Any) -> list[str]:
        """Ranges of merged cells of a sheet."""
        return self._merged.get(str(page._worksheet_path).lstrip("/"), [])  # noqa: SLF001


def open_received(path: Path) -> ReceivedWorkbook:
    """Read a file that should be a form.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` for anything but a plain
    .xlsx workbook, with every reason.
    """
    shown = path.name
    if not path.is_file():
        raise MissingInput(Problem(shown, "no such file", "a filled form", "check the name"))
    if path.stat().st_size > MOST_BYTES:
        raise _refused(shown, f"more than {MOST_BYTES >> 20} MB", "a form", "remove pictures")
    content = path.read_bytes()
    _check_kind(shown, path.suffix.lower(), content)
    with refusing_broken(shown), zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_container(shown, archive)
        _check_members(shown, archive)
        return ReceivedWorkbook(content, dict(_parts(shown, archive)))


@contextmanager
def refusing_broken(shown: str) -> Iterator[None]:
    """Answer to a file that only looks like a workbook, whatever the libraries say of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep is not needed here
            yield
    except DefusedXmlException:
        raise _refused(shown, "declares XML entities", "a plain workbook", _RESAVE) from None
    except _BROKEN as error:
        fault = f"cannot be read as a workbook ({type(error).__name__})"
        raise _refused(shown, fault, "a .xlsx file", _RESAVE) from None


def _refused(shown: str, found: str, expected: str, next_step: str) -> DataRejected:
    return DataRejected(Problem(shown, found, expected, next_step))


def _check_kind(shown: str, suffix: str, content: bytes) -> None:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused(
                shown, "protected with a password", "a file without a password", "remove it"
            )
        raise _refused(shown, "an old Office file (.xls)", "a .xlsx file", _RESAVE)
    if not content.startswith(b"PK") or not zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(shown, "not a workbook", "a .xlsx file", "send the form itself")
    if suffix != ".xlsx":
        raise _refused(shown, f"a file {suffix or 'without an ending'}", "a .xlsx file", _RESAVE)


def _check_container(shown: str, archive: zipfile.ZipFile) -> None:
    """Sizes as the directory declares them; zipfile reads no more than that of a member."""
    members = archive.infolist()
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MOST_MEMBERS or len(set(names)) < len(names):
        raise _refused(shown, f"{len(members)} parts, or one twice", "the parts of a form", _RESAVE)
    if unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise _refused(
            shown,
            f"unpacks to {unpacked / 1048576:.0f} MB from {packed / 1048576:.1f} MB",
            f"at most {MOST_UNPACKED >> 20} MB, and {MOST_RATIO} times the packed size",
            "remove pictures and empty formatted rows, or fill the form anew",
        )
    if any(member.flag_bits & 1 for member in members):
        raise _refused(shown, "an encrypted archive", "a file without a password", _RESAVE)
    if "mimetype" in names:
        raise _refused(shown, "an OpenDocument file (.ods)", "a .xlsx file", _RESAVE)
    if "xl/workbook.bin" in names:
        raise _refused(shown, "a binary workbook (.xlsb)", "a .xlsx file", _RESAVE)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise _refused(shown, "an archive that is no workbook", "a .xlsx file", "send the form")


def _check_members(shown: str, archive: zipfile.ZipFile) -> None:
    """Macros, embedded objects and links to other files, by content and not by name."""
    problems = []
    types = archive.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        problems.append(Problem(shown, "holds macros", "a .xlsx file without", _RESAVE))
    for name in archive.namelist():
        with archive.open(name) as member:
            start = member.read(8)
        if start == _OLE or "vbaproject" in name.lower():
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


def _parts(shown: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, list[str]]]:
    """Read every XML part once; yield the merged ranges of each sheet.

    A part that declares entities, a cell far outside any form, and a relation to another
    file end the reading.
    """
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        merged: list[str] = []
        cells = 0
        with archive.open(name) as member:
            for _, element in iterparse(member, forbid_dtd=True):
                kind = element.tag.rpartition("}")[2]
                if kind == "mergeCell":
                    merged.append(element.get("ref", ""))
                elif kind == "c" and "worksheets/" in name:
                    cells += 1
                    place = element.get("r", "") if len(element) else ""
                    _check_place(shown, place, cells)
                elif kind == "Relationship":
                    _check_relation(shown, element)
                if kind in ("row", "si", "xf"):
                    element.clear()
        yield name, merged


def _check_place(shown: str, place: str, cells: int) -> None:
    """An empty cell may stand anywhere: programs leave formatted ones behind."""
    letters = place.rstrip("0123456789")
    row = int(place[len(letters) :] or 0)
    column = column_index_from_string(letters) if letters else 0
    if row > MOST_ROWS or column > MOST_COLUMNS or cells > MOST_CELLS:
        raise _refused(
            shown, f"holds cells as far as {place}", "the cells of a form", "delete them"
        )


def _check_relation(shown: str, element: Any) -> None:
    kind = element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode") == "External" and kind != "hyperlink":
        raise _refused(shown, f"refers to another file ({kind})", "values", "break the link")
    if kind.lower() == "vbaproject":
        raise _refused(shown, "holds macros", "a .xlsx file without", _RESAVE)
