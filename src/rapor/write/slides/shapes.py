"""Words of a slide: how high they stand in a box, and text that PowerPoint can hold."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.util import Pt

from rapor.ground.text import for_file
from rapor.write import fonts
from rapor.write.brand import Brand
from rapor.write.colours import INK, channels
from rapor.write.content import Run, Text

LINE = 1.2
"""The height of a line, in sizes of its letters."""
_ROOM = 1.12
"""Programs set a deck in other typefaces than the one that is measured here, and wider ones."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SOFT = "#566067"
STATUS = {
    "achieved": "#00755a",
    "not_achieved": "#b34700",
    "no_data": "#5b656b",
    "no_target": "#005b8e",
    "not_comparable": "#5b656b",
}


def rgb(colour: str) -> RGBColor:
    """A colour as python-pptx takes it."""
    return RGBColor(*channels(colour))  # type: ignore[no-untyped-call]


def coloured(colour: str) -> Any:
    """A filling of one colour, as an element."""
    fill = etree.Element(f"{{{DRAWING}}}solidFill")
    etree.SubElement(fill, f"{{{DRAWING}}}srgbClr", val=colour[1:].upper())
    return fill


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes on one line, with room for other typefaces."""
    return fonts.width(text, bold=bold) * size * _ROOM


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes where ``room`` points are."""
    count, at = 1, 0.0
    for word in text.split():
        wide = width(word, size)
        if at and at + width(" ", size) + wide > room:
            count, at = count + 1, 0.0
        at += wide + (width(" ", size) if at else 0.0)
        if at > room:
            count, at = count + ceil(at / room) - 1, at % room
    return count


def say(paragraph: Any, text: Iterable[Run], size: float, brand: Brand, colour: str = INK) -> None:
    """Put runs into a paragraph; a mark stands in brackets, for nothing can be followed there."""
    for run in text:
        written = paragraph.add_run()
        written.text = for_file(_shown(run))
        font = written.font
        font.size, font.bold = Pt(size), run.style == "strong"
        font.color.rgb = rgb(STATUS.get(run.status, colour) if run.style == "symbol" else colour)
        if brand.font:
            font.name = brand.font


def length(text: Text) -> str:
    """A text as ``say`` writes it, to be measured."""
    return "".join(map(_shown, text))


def _shown(run: Run) -> str:
    return f" ({run.text.strip('[]')})" if run.style == "mark" else run.text
