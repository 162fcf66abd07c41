"""Which reader a document wants: told by what the file holds, never by its name alone.

Word and Excel files are looked at before they are opened: archives that are what they say, within
bounds.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from rapor.ground.errors import DataRejected, MissingInput, Problem, cannot
from rapor.ground.office_xml import Allowance, xml_events
from rapor.ingest.document import LONGEST_LINE, MOST_COLUMNS, TAB, DocumentLine, read_text_document
from rapor.ingest.footnote_marks import take_marks
from rapor.ingest.left_out import take_left_out
from rapor.ingest.notes import Notes
from rapor.ingest.pages.pdf_document import read_pdf
from rapor.ingest.pages.pictured import read_pictures
from rapor.ingest.sheet_document import read_sheets
from rapor.ingest.word_document import read_word

KINDS = (
    "text with a tab between cells (.txt), Word (.docx), Excel (.xlsx), PDF;"
    " with the extra 'scan' also scanned pages and pictures (.png, .jpg, .tif)"
)
"""The kinds of document that can be read, as they are told to a person."""

_ADVICE = {
    b"\xd0\xcf\x11\xe0": (
        "an Office file of an older kind, or with a password",
        "save it again as .docx or .xlsx, without a password",
    ),
    b"{\\rtf": ("a file in Rich Text Format", "save it again as .docx"),
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")

_MOST_UNPACKED = 200_000_000
"""Bytes of a packed document, unpacked; the largest regulation seen has a hundredth of it."""
_MOST_ELEMENTS = 8_000_000
"""Elements of all its parts; a regulation of 300 pages has one million."""
_MACROS = "vbaProject.bin"

Kind = Literal["word", "excel"]


def _silent(_: str) -> None:
    """Tell nobody."""


def read_document(
    path: Path, notes: Notes | None = None, tell: Callable[[str], None] = _silent
) -> list[DocumentLine]:
    """Read a document of any kind of ``KINDS`` as lines.

    ``notes`` takes what was not read or is doubtful; ``tell`` is told how far a long reading is.

    Raises ``MissingInput`` when it is not there or nothing reads its pictures, ``DataRejected``
    when it is of another kind (with what to save it as), is empty or damaged.
    """
    told = Notes() if notes is None else notes
    lines = take_left_out(_within_bounds(path, _read(path, told, tell)), told)
    return take_marks(lines, told)


def _read(path: Path, notes: Notes, tell: Callable[[str], None]) -> list[DocumentLine]:
    start = _start(path)
    for sign, (kind, advice) in _ADVICE.items():
        if start.startswith(sign):
            raise DataRejected(Problem(path.name, kind, KINDS, advice))
    if start.startswith(b"%PDF"):
        return read_pdf(path, notes, tell)
    if start.startswith(_PICTURES):
        return read_pictures(path, notes, tell)
    if start.startswith(b"PK"):
        return _packed(path, notes)
    return read_text_document(path)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise MissingInput(
            Problem(path.name, "no such file", "a document", "check the name")
        ) from None
    except OSError as error:
        raise MissingInput(cannot(error, path.name, "read")) from None


def _packed(path: Path, notes: Notes) -> list[DocumentLine]:
    if packed_kind(path, KINDS) == "word":
        return read_word(path, notes)
    return read_sheets(path, notes)


def _within_bounds(path: Path, lines: list[DocumentLine]) -> list[DocumentLine]:
    """The lines; refused where one is longer or has more cells than anyone prints."""
    for line in lines:
        place = f" page {line.page}" if line.page else ""
        where = f"{path.name}{place} line {line.number}"
        if len(line.text) > LONGEST_LINE:
            raise DataRejected(
                Problem(
                    where,
                    f"{len(line.text):,} characters in one line",
                    f"at most {LONGEST_LINE:,}",
                    "break the line, or split the cell, where the page does",
                )
            )
        columns = line.text.count(TAB) + 1
        if columns > MOST_COLUMNS:
            raise DataRejected(
                Problem(
                    where,
                    f"{columns:,} cells in one row",
                    f"at most {MOST_COLUMNS}",
                    "take the table apart, or remove columns that hold nothing",
                )
            )
    return lines


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
