"""A page of a PDF or a picture file as pixels, and parts of it cut out for people to see."""

import io
from functools import lru_cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from rapor.ingest.document import Box

POINTS = 72
"""Points in an inch, the unit of a page's boxes."""
_MARGIN = 3
"""Points around a part that is cut out, so that the lines of its table are seen."""
_KEPT, _QUALITY = 110, 40
"""Pixels an inch and quality of pictures that are kept: to be read, in some ten kilobytes."""
_PDF = b"%PDF"
_LONGER_SIDE = 842
"""Points of an A4 page, from top to bottom."""
_LONGEST_SIDE = 1200
"""Points of a page of A3, and a little."""


def cut_out(document: Path, page: int, box: Box, dots: int = 150) -> bytes:
    """A part of a page as a PNG; ``dots`` are pixels an inch. The same input, the same bytes.

    Raises ``ValueError`` for a page that the document does not have.
    """
    picture = _page_in_grey(document, document.stat().st_mtime_ns, page, dots)
    scale = dots / POINTS
    edges = (box.left - _MARGIN, box.top - _MARGIN, box.right + _MARGIN, box.bottom + _MARGIN)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    part = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    stream = io.BytesIO()
    picture.crop(part).save(stream, "PNG", optimize=True)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _page_in_grey(document: Path, changed: int, page: int, dots: int) -> Image.Image:
    """The page of the cell before: the cells of a page are cut out one after the other."""
    del changed  # a file that was written anew is another
    return page_picture(document, page, dots).convert("L")


def photograph(document: Path, page: int, box: Box) -> bytes:
    """A part of a page as a small JPEG, to be kept; exactly the box, so that places on it hold."""
    scale = _KEPT / POINTS
    part = page_picture(document, page, _KEPT).convert("L")
    left, top, right, bottom = (round(edge * scale) for edge in box)
    stream = io.BytesIO()
    part.crop((left, top, right, bottom)).save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue()


def page_picture(document: Path, page: int, dots: int) -> Image.Image:
    """A page as it is shown, ``page`` counted from 1."""
    with document.open("rb") as file:
        is_pdf = file.read(len(_PDF)) == _PDF
    return _rendered(document, page, dots) if is_pdf else _photographed(document, page, dots)


def _rendered(document: Path, page: int, dots: int) -> Image.Image:
    pdf = pypdfium2.PdfDocument(document)
    try:
        if not 1 <= page <= len(pdf):
            raise ValueError(f"page {page} of {len(pdf)}")
        image: Image.Image = pdf[page - 1].render(scale=dots / POINTS, grayscale=True).to_pil()
        return image
    finally:
        pdf.close()


def _photographed(document: Path, page: int, dots: int) -> Image.Image:
    """A page of a picture file, scaled as a page of its size."""
    with Image.open(document) as picture:
        count = getattr(picture, "n_frames", 1)
        if not 1 <= page <= count:
            raise ValueError(f"page {page} of {count}")
        picture.seek(page - 1)
        scale = dots / dots_of(picture)
        grey = ImageOps.exif_transpose(picture.convert("L"))
        size = (round(grey.width * scale), round(grey.height * scale))
        return grey.resize(size, Image.Resampling.LANCZOS)


def dots_of(picture: Image.Image) -> float:
    """Pixels an inch: as the file says, where that makes a page of at most A3, else as of A4."""
    stated = float(picture.info.get("dpi", (0, 0))[0])
    longer = max(picture.size)
    is_page = stated > 0 and longer / stated * POINTS <= _LONGEST_SIDE
    return stated if is_page else longer / (_LONGER_SIDE / POINTS)
