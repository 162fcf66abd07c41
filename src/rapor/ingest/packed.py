"""Word and Excel files before they are opened: archives that are what they say, within bounds."""

import zipfile
from pathlib import Path
from typing import Literal

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.office_xml import Allowance, xml_events

_MOST_UNPACKED = 200_000_000
"""Bytes of a packed document, unpacked; the largest regulation seen has a hundredth of it."""
_MOST_ELEMENTS = 8_000_000
"""Elements of all its parts; a regulation of 300 pages has one million."""
_MACROS = "vbaProject.bin"

Kind = Literal["word", "excel"]


def packed_kind(path: Path, kinds: str) -> Kind:
    """Whether an archive is a Word or an Excel file, told by its parts, which are looked through.

    ``kinds`` are those that can be read. Raises ``DataRejected`` for any other archive, a damaged
    one, one with macros, and one whose parts are larger or deeper than a program writes them.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > _MOST_UNPACKED:
                raise DataRejected(_refused(path, f"{unpacked:,} bytes when unpacked", kinds))
            kind = _kind(names)
            if kind is None:
                found = "an archive that is neither a Word nor an Excel file"
                raise DataRejected(_refused(path, found, kinds))
            if any(name.rpartition("/")[2] == _MACROS for name in names):
                raise DataRejected(_with_macros(path, kind))
            _look_through(archive)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
        raise DataRejected(_refused(path, "a damaged archive", kinds)) from None
    except ValueError as error:
        found = f"parts that no program writes: {error}"
        raise DataRejected(_refused(path, found, kinds)) from None
    return kind


def _kind(names: set[str]) -> Kind | None:
    if "word/document.xml" in names:
        return "word"
    return "excel" if "xl/workbook.xml" in names else None


def _look_through(archive: zipfile.ZipFile) -> None:
    """Read every part of XML once; raises ``ValueError`` for an excess or an entity."""
    allowance = Allowance(_MOST_ELEMENTS)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                for _ in xml_events(part, allowance):
                    pass


def _refused(path: Path, found: str, kinds: str) -> Problem:
    return Problem(path.name, found, kinds, "save the document again")


def _with_macros(path: Path, kind: Kind) -> Problem:
    name = ".docx" if kind == "word" else ".xlsx"
    return Problem(
        path.name, "a document with macros", f"{name} without", f"save it again as {name}"
    )
