"""A page of a PDF or a picture file as pixels, and parts of it cut out for people to see."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from rapor.ingest.document import Box

POINTS = 72
"""Points in an inch, the unit of a page's boxes."""
_MARGIN = 3
"""Points around a part that is cut out, so that the lines of its table are seen."""
_PDF = b"%PDF"


def cut_out(document: Path, page: int, box: Box, dots: int = 150) -> bytes:
    """A part of a page as a PNG; ``dots`` are pixels an inch. The same input, the same bytes.

    Raises ``ValueError`` for a page that the document does not have.
    """
    picture = page_picture(document, page, dots).convert("L")
    scale = dots / POINTS
    edges = (box.left - _MARGIN, box.top - _MARGIN, box.right + _MARGIN, box.bottom + _MARGIN)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    part = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    stream = io.BytesIO()
    picture.crop(part).save(stream, "PNG", optimize=True)
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
    """A picture file, scaled as a page of its size."""
    if page != 1:
        raise ValueError(f"page {page} of a picture")
    with Image.open(document) as picture:
        scale = dots / dots_of(picture)
        size = (round(picture.width * scale), round(picture.height * scale))
        return picture.convert("L").resize(size)


def dots_of(picture: Image.Image) -> float:
    """Pixels an inch: as the file says, or so that its longer side is that of an A4 page."""
    said = float(picture.info.get("dpi", (0, 0))[0])
    return said if said >= POINTS + 1 else max(picture.size) / (842 / POINTS)
