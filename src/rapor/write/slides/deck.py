"""The deck that slides are written on: the project's own or a firm's, and its bytes.

A firm's masters, layouts and themes stay; its slides, notes and comments go.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.util import Emu, Inches, Pt

from rapor.write.brand import Brand
from rapor.write.firm_file import FirmKind, read_firm_file
from rapor.write.slides.shapes import DRAWING, coloured

POWERPOINT = FirmKind("PowerPoint presentation", ".pptx", "PowerPoint", (PythonPptxError,))
WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE, FOOT = Inches(0.6), Inches(0.45)
LEAST_WIDE, LEAST_HIGH = Inches(6.0), Inches(3.2)
"""What a firm's layout has to leave for a table or a chart."""
TITLE_SIZE = 26
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
_PRINT_SETTINGS = "printerSettings"
Layout = Any
"""A layout of python-pptx, which carries no types."""


@dataclass(frozen=True)
class Box:
    """A rectangle of a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True)
class Deck:
    """A presentation ready to be written: one layout, and the box that it leaves."""

    presentation: Any
    layout: Layout
    box: Box
    foot: Box


def check_slides_base(path: Path) -> None:
    """Refuse a presentation that slides cannot be written on.

    Raises ``MissingInput`` when there is none, ``DataRejected`` when it is no presentation, holds
    what acts by itself, or has no layout with a title and room below it.
    """
    firm_deck(path)


def own_deck(brand: Brand) -> Deck:
    """A new deck of one layout: a title in the brand's colour above an empty slide."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDE, HIGH
    layout = next(
        candidate for candidate in presentation.slide_layouts if candidate.name == "Title Only"
    )
    for other in list(presentation.slide_layouts):
        if other != layout:
            presentation.slide_layouts.remove(other)
    for place in (layout, presentation.slide_master):
        for shape in list(place.placeholders):
            if shape.placeholder_format.type not in _TITLES:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 no other door
    title = layout.placeholders[0]
    title.left, title.top = EDGE, Inches(0.35)
    title.width, title.height = Emu(WIDE - 2 * EDGE), Inches(0.95)
    _style_titles(presentation.slide_master, brand)
    top = Inches(1.45)
    box = Box(EDGE, top, WIDE - 2 * EDGE, HIGH - top - FOOT - Inches(0.2))
    return Deck(presentation, layout, box, Box(EDGE, HIGH - FOOT, box.width, Inches(0.3)))


def _style_titles(master: Any, brand: Brand) -> None:
    title = master.placeholders[0]
    title.left, title.top = EDGE, Inches(0.35)
    title.width, title.height = Emu(WIDE - 2 * EDGE), Inches(0.95)
    title.text_frame.margin_left = 0
    (level,) = master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")  # noqa: SLF001
    level.set("algn", "l")
    run = level.find(f"{{{DRAWING}}}defRPr")
    run.set("sz", str(TITLE_SIZE * 100))
    run.set("b", "1")
    for fill in run.findall(f"{{{DRAWING}}}solidFill"):
        run.replace(fill, coloured(brand.accent))
    if brand.font:
        for latin in run.findall(f"{{{DRAWING}}}latin"):
            latin.set("typeface", brand.font)


def firm_deck(path: Path) -> Deck:
    """The firm's deck without its slides; raises as ``check_slides_base``."""
    shown, content = str(path), read_firm_file(path, POWERPOINT)
    with POWERPOINT.opening(shown):
        presentation = Presentation(io.BytesIO(content))
        _empty(presentation)
        for part in presentation.part.package.iter_parts():
            for relation in part.rels.values():
                if relation.is_external and not relation.reltype.endswith("/hyperlink"):
                    raise POWERPOINT.rejected(shown, f"{part.partname} needs a file from elsewhere")
        layout = _layout(presentation)
        if layout is None:
            raise POWERPOINT.rejected(shown, "no layout has a title")
        deck = _measured(presentation, layout)
    if deck.box.width < LEAST_WIDE or deck.box.height < LEAST_HIGH:
        wide, high = (round(side / Inches(1) * 25.4) for side in (deck.box.width, deck.box.height))
        found = f"its layout {layout.name!r} leaves {wide} x {high} mm below the title"
        raise POWERPOINT.rejected(shown, found)
    return deck


def _empty(presentation: Any) -> None:
    """Take the firm's slides out, and with them everything that only they hold."""
    listed = presentation.slides._sldIdLst  # noqa: SLF001 it has no other door
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)
    for section in presentation.part._element.xpath("p:extLst"):  # noqa: SLF001 lists of slides
        section.getparent().remove(section)
    kept = ("/slideMaster", "/theme", "/presProps", "/tableStyles", "/viewProps", "/font")
    rels = presentation.part.rels
    for key, relation in list(rels.items()):
        if not relation.reltype.endswith(kept):
            for named in presentation.part._element.xpath(f"//*[@r:id='{key}']"):  # noqa: SLF001
                if named.getparent() is not None:
                    named.getparent().remove(named)
            rels.pop(key)
    package = presentation.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001
        if not relation.reltype.endswith(("/officeDocument", "/core-properties")):
            package._rels.pop(key)  # noqa: SLF001


def _layout(presentation: Any) -> Layout | None:
    """The layout with a title and the fewest places beside it."""
    titled = [
        layout
        for layout in presentation.slide_layouts
        if any(shape.placeholder_format.type in _TITLES for shape in layout.placeholders)
    ]
    return min(titled, key=_others, default=None)


def _others(layout: Layout) -> tuple[int, bool]:
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]
    others = sum(kind not in (*_TITLES, *_FURNITURE) for kind in kinds)
    return others, PP_PLACEHOLDER.CENTER_TITLE in kinds


def _measured(presentation: Any, layout: Layout) -> Deck:
    """Below the title, above the foot, as wide as the title."""
    wide, high = presentation.slide_width, presentation.slide_height
    title = next(shape for shape in layout.placeholders if shape.placeholder_format.type in _TITLES)
    top = title.top + title.height + Pt(8)
    feet = [
        shape.top
        for place in (layout, layout.slide_master)
        for shape in place.placeholders
        if shape.placeholder_format.type in _FURNITURE and shape.top is not None
        if shape.top > high * 0.75
    ]
    end = min([*feet, high - FOOT]) - Inches(0.32)
    box = Box(title.left, top, min(title.width, wide - title.left), max(end - top, 0))
    return Deck(presentation, layout, box, Box(title.left, end + Pt(2), box.width, Inches(0.28)))


def packed(presentation: Any) -> bytes:
    """The bytes of a presentation, the same on every machine and day."""
    out = io.BytesIO()
    presentation.save(out)
    return settled(out.getvalue())


def settled(content: bytes) -> bytes:
    """An Office archive with its parts sorted, of one date, also where they are archives."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            if _PRINT_SETTINGS in name:
                continue
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = settled(part)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(_FIXED, part)
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return out.getvalue()
