"""Which reader a document wants: told by what the file holds, never by its name alone."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from rapor.ground.errors import DataRejected, MissingInput, Problem, cannot
from rapor.ingest.document import DocumentLine, read_text_document
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

_MOST_UNPACKED = 200_000_000
"""Bytes of a packed document, unpacked; the largest regulation seen has a hundredth of it."""
_ADVICE = {
    b"\xd0\xcf\x11\xe0": ("an older Office file", "save it again as .docx or .xlsx"),
    b"{\\rtf": ("a file in Rich Text Format", "save it again as .docx"),
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")


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
    start = _start(path)
    told = Notes() if notes is None else notes
    for sign, (kind, advice) in _ADVICE.items():
        if start.startswith(sign):
            raise DataRejected(Problem(path.name, kind, KINDS, advice))
    if start.startswith(b"%PDF"):
        return read_pdf(path, told, tell)
    if start.startswith(_PICTURES):
        return read_pictures(path, told, tell)
    if start.startswith(b"PK"):
        return _packed(path)
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


def _packed(path: Path) -> list[DocumentLine]:
    """Word and Excel files are archives; which one, their contents tell."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        found, names, size = "a damaged archive", set(), 0
    else:
        found = "an archive that is neither a Word nor an Excel file"
    if size > _MOST_UNPACKED:
        found, names = f"{size:,} bytes when unpacked", set()
    if "word/document.xml" in names:
        return read_word(path)
    if "xl/workbook.xml" in names:
        return read_sheets(path)
    raise DataRejected(Problem(path.name, found, KINDS, "save the document again"))
