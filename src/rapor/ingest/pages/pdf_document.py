"""A PDF as lines: page by page, so that memory does not grow with the number of pages."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException
from pypdfium2 import raw

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.pages.grid import Grid
from rapor.ingest.pages.layout import Layout, layout_of
from rapor.ingest.pages.lines import document_lines
from rapor.ingest.pages.pictured import is_picture, scanned_layout, with_pictures
from rapor.ingest.pages.recognition import HOW, can_read_pictures, needs_scan
from rapor.ingest.pages.text_layer import read_text_layer

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of what every other PDF does

Tell = Callable[[str], None]
"""Says to who waits how far the reading is."""


def read_pdf(path: Path, notes: Notes, tell: Tell) -> list[DocumentLine]:
    """The lines of a PDF, each with its page and the place of its cells.

    Pages that are pictures are read where the extra ``scan`` is installed, and noted where not.

    Raises ``DataRejected`` for a file with a password and for a damaged one, ``MissingInput``
    where all that could hold a table are pictures and nothing reads them.
    """
    layouts: list[Layout] = []
    unread: list[int] = []
    known: set[str] = set()
    pinned: list[str] = []
    with _opened(path) as pdf:
        count = len(pdf.pages)
        for number, page in enumerate(pdf.pages, start=1):
            with _telling(path):
                len(page.objects)  # a page is parsed when it is first asked for what it holds
                pinned += _pinned(page)
            is_scan = is_picture(page, path)
            if is_scan or number == 1 or number % 10 == 0 or number == count:
                tell(f"{path.name}: page {number} of {count}{' (a picture)' if is_scan else ''}")
            if not is_scan:
                layouts.append(_layout(page, path, number, known))
            elif can_read_pictures():
                layouts.append(scanned_layout(path, number))
            else:
                unread.append(number)
            page.close()
    if unread:
        _doubt_unread(path, unread, layouts, notes)
    _tell_beside(path, pinned, notes)
    return document_lines(layouts, notes)


def _pinned(page: Any) -> list[str]:
    """Names of the files that are pinned to a page, as a note is."""
    names = []
    for note in map(resolve1, resolve1(page.page_obj.annots) or ()):
        if isinstance(note, dict) and literal_name(note.get("Subtype")) == "FileAttachment":
            file = resolve1(note.get("FS"))
            name = resolve1(file.get("UF") or file.get("F")) if isinstance(file, dict) else file
            names.append(decode_text(name) if isinstance(name, bytes) else "?")
    return names


def _tell_beside(path: Path, pinned: list[str], notes: Notes) -> None:
    """Tell of what a PDF carries beside what its pages print: files and scripts, which never run.

    ``pinned`` are the names of the files that stand on pages, not in the list of attachments.
    """
    pdf = pypdfium2.PdfDocument(path)
    try:
        names = [pdf.get_attachment(at).get_name() for at in range(pdf.count_attachments())]
        names += [name for name in pinned if name not in names]
        scripts = raw.FPDFDoc_GetJavaScriptActionCount(pdf)
    finally:
        pdf.close()
    if names:
        shown = "; ".join(name[:60] for name in names[:5])
        notes.doubt("attachment_unread", "", 0, "line:0", count=len(names), names=shown)
    if scripts > 0:
        notes.add("", 0, "skipped", f"{scripts} scripts of the PDF, which were not run")


def _layout(page: Any, path: Path, number: int, known: set[str]) -> Layout:
    return layout_of(with_pictures(read_text_layer(page, number), page, path), known)


def _doubt_unread(path: Path, unread: list[int], layouts: list[Layout], notes: Notes) -> None:
    """Tell which pages are pictures; an error where no other page has a table."""
    numbers = ", ".join(map(str, unread[:20])) + (" …" if len(unread) > 20 else "")
    found = f"{'page' if len(unread) == 1 else 'pages'} {numbers}: pictures, not text"
    if not any(isinstance(block, Grid) for layout in layouts for block in layout.blocks):
        raise needs_scan(path.name, found)
    notes.doubt("pages_unread", "", 0, "line:0", HOW, pages=numbers)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A PDF that pdfplumber has opened; what its reader cannot do is told."""
    with ExitStack() as stack:
        with _telling(path):
            pdf = stack.enter_context(pdfplumber.open(path))
            len(pdf.pages)
        yield pdf


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the library cannot read is told as a damaged file, or as one with a password."""
    try:
        yield
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise DataRejected(_locked(path)) from None
        raise DataRejected(_damaged(path, cause)) from None
    except (PDFException, ValueError, KeyError, TypeError, AssertionError, OSError) as error:
        raise DataRejected(_damaged(path, error)) from None


def _locked(path: Path) -> Problem:
    return Problem(
        path.name,
        "a PDF that asks for a password",
        "a PDF that everyone can open",
        "open it with its password and print it to a PDF without one",
    )


def _damaged(path: Path, error: object) -> Problem:
    return Problem(
        path.name,
        f"cannot be read as a PDF ({type(error).__name__})",
        "a PDF that opens in a viewer",
        "open it in a viewer and print it to a PDF, or ask for the file again",
    )
