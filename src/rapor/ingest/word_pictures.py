"""What a Word document shows beside its text: tables that are pictures, and embedded objects.

A picture large enough to hold a table is read as a scan is; without the extra ``scan``, and where
it cannot be read, that is said aloud. What stands in an embedded object is not read.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.pages.pictured import picture_lines
from rapor.ingest.pages.recognition import HOW, can_read_pictures

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLDER = "{urn:schemas-microsoft-com:vml}imagedata"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_EMU = 914_400
"""Word's units of length in an inch."""
_MM = 25.4
_LEAST = 5_000
"""Square millimetres from which on a picture may hold a table; an emblem has a fifth of it."""


def shown_in(parent: Any) -> Iterator[Any]:
    """The pictures and objects of a paragraph, without those of text boxes inside it."""
    for element in parent.iter(_PICTURE, _OLDER, _OBJECT):
        is_own = next(element.iterancestors(qn("w:p")), None) is parent
        is_copy = next(element.iterancestors(_FALLBACK), None) is not None
        of_object = element.tag == _OLDER and next(element.iterancestors(qn("w:object")), None)
        if is_own and not is_copy and of_object in (None, False):
            yield element


def read_shown(
    element: Any, line: int, part: Any, notes: Notes, document: Notes
) -> Sequence[DocumentLine]:
    """The lines of a picture that holds a table, counted from 1; else none.

    ``notes`` takes what is told of its lines, ``document`` of the picture itself, which stands at
    ``line``.
    """
    at = f"line:{line}"
    if element.tag == _OBJECT:
        document.doubt("object_unread", "", line, at, kind=element.get("ProgID", "?"))
        return ()
    inches = _inches(element)
    width, height = (round(side * _MM) for side in inches)
    if inches != (0.0, 0.0) and width * height < _LEAST:
        document.add("", line, "skipped", f"a small picture, {width} by {height} mm")
        return ()
    why = HOW
    if can_read_pictures():
        try:
            return picture_lines(_content(element, part), inches, notes)
        except (OSError, KeyError, ValueError, SyntaxError) as error:
            why = type(error).__name__
    size = {"width": str(width or "?"), "height": str(height or "?")}
    document.doubt("picture_in_text", "", line, at, why=why, **size)
    return ()


def _inches(element: Any) -> tuple[float, float]:
    """The size in which a picture is shown; of an older kind it is not known."""
    drawing = next(element.iterancestors(qn("w:drawing")), None)
    extent = None if drawing is None else next(drawing.iter(qn("wp:extent")), None)
    if extent is None:
        return 0.0, 0.0
    sides = (extent.get(name, "") for name in ("cx", "cy"))
    width, height = (int(side) / _EMU if side.isdigit() else 0.0 for side in sides)
    return width, height


def _content(element: Any, part: Any) -> bytes:
    """The bytes of a picture; raises ``KeyError`` where it stands outside of the document."""
    blip = next(element.iter(qn("a:blip")), None)
    return bytes(part.related_parts["" if blip is None else blip.get(qn("r:embed"), "")].blob)
