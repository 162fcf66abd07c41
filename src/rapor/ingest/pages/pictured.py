"""Pages that are pictures: which pages of a PDF are, and picture files as documents."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, UnidentifiedImageError
from pypdfium2 import raw

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import Box, DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.pages.grid import Grid
from rapor.ingest.pages.kept import read_or_kept
from rapor.ingest.pages.layout import Layout, layout_of
from rapor.ingest.pages.lines import document_lines
from rapor.ingest.pages.page import Page, PageDoubt, Rule, Turn
from rapor.ingest.pages.picture import POINTS, page_picture
from rapor.ingest.pages.recognition import DOTS, can_read_pictures, needs_scan
from rapor.ingest.pages.text_layer import is_unreadable

_LARGE = 0.5
"""Share of a page that a picture covers when it is the page."""
_ASIDE = 0.04
"""Share of a page from which on a picture may hold a table: two rows as wide as a page's text."""
_ASKEW = 1.0
"""Degrees by which a picture beside text may lie askew, so that its places on the page hold."""
_MOST_INCHES = 34.0
"""Of a side of a page; A0 is larger, and no regulation is printed on it."""
_ASKED = 30


def is_picture(page: Any, path: Path) -> bool:
    """Whether a page of pdfplumber has to be read as a picture.

    So does one whose text is there only to be searched, invisible upon a scan, for nobody knows
    what read it; and one whose fonts do not say which letters they show.
    """
    if is_unreadable(page.chars):
        return True
    if covered(page) < _LARGE:
        return False
    has_text = any(char["text"].strip() for char in page.chars)
    return not has_text or _is_invisible(path, page.page_number)


def covered(page: Any) -> float:
    """Share of a page that its largest picture covers."""
    areas = [
        max(min(image["x1"], page.width) - max(image["x0"], 0), 0)
        * max(min(image["bottom"], page.height) - max(image["top"], 0), 0)
        for image in page.images
    ]
    return float(max(areas, default=0) / max(page.width * page.height, 1))


def with_pictures(page: Page, printed: Any, path: Path) -> Page:
    """A page with the tables that its pictures show beside the text, where those can be read.

    ``printed`` is pdfplumber's page. Without the extra ``scan``, or where a picture lies askew, a
    person is told of it, for it may hold a table.
    """
    share = covered(printed)
    if share < _ASIDE:
        return page
    words, rules, unread = list(page.words), list(page.rules), not can_read_pictures()
    for box in _beside_text(page, printed) if not unread else ():
        scan = _read_part(path, page.number, box)
        if page.turn is not Turn.NONE or scan.turn is not Turn.NONE or abs(scan.skew) > _ASKEW:
            unread = True
        elif any(isinstance(block, Grid) for block in layout_of(scan).blocks):
            words += [word._replace(box=_moved(word.box, box)) for word in scan.words]
            rules += [_moved_rule(rule, box) for rule in scan.rules]
    doubts = list(page.doubts)
    if unread:
        doubts.append(PageDoubt("picture_unread", {"share": round(100 * share)}))
    return replace(page, words=words, rules=rules, doubts=doubts)


def _beside_text(page: Page, printed: Any) -> Iterator[Box]:
    """Where the pictures stand that may hold a table, and in which no text of the page does."""
    left, top = printed.cropbox[:2]
    for image in printed.images:
        box = Box(image["x0"] - left, image["top"] - top, image["x1"] - left, image["bottom"] - top)
        area = (box.right - box.left) * (box.bottom - box.top)
        middles = (word.middle for word in page.words)
        has_text = any(
            box.left < across < box.right and box.top < down < box.bottom
            for across, down in middles
        )
        if area >= _ASIDE * page.width * page.height and not has_text:
            yield box


def _read_part(path: Path, number: int, box: Box) -> Page:
    """A part of a page, read as a scan is, its places measured from the part's corner."""
    scale = DOTS / POINTS
    picture = page_picture(path, number, DOTS).convert("L")
    left, top, right, bottom = (round(edge * scale) for edge in box)
    part = picture.crop((left, top, right, bottom))
    return read_or_kept(np.asarray(part), number, part.width / scale, part.height / scale)


def _moved(box: Box, by: Box) -> Box:
    return Box(box.left + by.left, box.top + by.top, box.right + by.left, box.bottom + by.top)


def _moved_rule(rule: Rule, by: Box) -> Rule:
    along, beside = (by.left, by.top) if rule.is_across else (by.top, by.left)
    return Rule(rule.is_across, rule.at + beside, rule.start + along, rule.end + along)


def _is_invisible(path: Path, number: int) -> bool:
    """Whether most of a page's text is written without being drawn."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        texts = [
            raw.FPDFTextObj_GetTextRenderMode(part)
            for part in pdf[number - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        ][:_ASKED]
    finally:
        pdf.close()
    hidden = sum(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in texts)
    return bool(2 * hidden > len(texts))


def scanned_layout(path: Path, number: int) -> Layout:
    """A page that is a picture, read; raises ``DataRejected`` for one of the size of a poster."""
    picture = page_picture(path, number, DOTS).convert("L")
    if max(picture.size) > _MOST_INCHES * DOTS:
        size = " by ".join(f"{side / DOTS:.0f}" for side in picture.size)
        raise DataRejected(
            Problem(
                f"{path.name} page {number}",
                f"{size} inches",
                f"a page of at most {_MOST_INCHES:.0f} inches",
                "print or scan it to A4 or A3",
            )
        )
    scale = POINTS / DOTS
    width, height = picture.width * scale, picture.height * scale
    return layout_of(read_or_kept(np.asarray(picture), number, width, height))


def picture_lines(content: bytes, inches: tuple[float, float], notes: Notes) -> list[DocumentLine]:
    """The lines of a picture that a document shows in a size; none where it holds no table.

    Its cells are known by how sure the reader is of them, but stand on no page. Raises ``OSError``
    for a picture that cannot be read, and ``ValueError`` for one of the size of a poster.
    """
    if max(inches) > _MOST_INCHES:
        raise ValueError("larger than any page")
    size = (round(inches[0] * DOTS), round(inches[1] * DOTS))
    with Image.open(BytesIO(content)) as picture:
        shown = picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    width, height = (side * POINTS / DOTS for side in size)
    scan = read_or_kept(np.asarray(paper.convert("L")), 1, width, height)
    lines = document_lines([layout_of(scan)], notes)
    return [replace(line, page=0) for line in lines] if any(line.is_cells for line in lines) else []


def read_pictures(path: Path, notes: Notes, tell: Callable[[str], None]) -> list[DocumentLine]:
    """The lines of a picture file, a page for each of its pictures.

    Raises ``MissingInput`` without the extra ``scan``, ``DataRejected`` for a damaged file.
    """
    if not can_read_pictures():
        raise needs_scan(path.name, "a picture")
    try:
        with Image.open(path) as picture:
            count = getattr(picture, "n_frames", 1)
        layouts = []
        for number in range(1, count + 1):
            tell(f"{path.name}: page {number} of {count}")
            layouts.append(scanned_layout(path, number))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise DataRejected(
            Problem(
                path.name,
                f"cannot be read as a picture ({type(error).__name__})",
                "a .png, .jpg or .tif that opens in a viewer",
                "open it in a viewer and save it again, or scan the page again",
            )
        ) from None
    return document_lines(layouts, notes)
