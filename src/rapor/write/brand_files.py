"""Files of a brand, looked at before any writer takes them: its logo, and its own family of type.

Whether a firm may use its fonts is between it and their foundry; a file whose own mark forbids to
put it into documents is refused (OpenType, table OS/2, fsType).
"""

import io
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import printable

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from lxml import etree
from PIL import Image, UnidentifiedImageError

from rapor.ground.errors import Problems
from rapor.ground.office_xml import check_xml
from rapor.write.fonts import LETTERS, Typeface

_LARGEST_PICTURE = 1_000_000
LEAST_PIXELS, MOST_PIXELS = 120, 4_000
"""Of the longer side: fewer are coarse in print, more only make every file larger."""
BROADEST = 8.0
"""Width to height, and height to width: beyond it a letterhead has no room for the name."""
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "SVG": "image/svg+xml"}
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(px|pt|mm|cm|in)?")
_ACTS = frozenset({"script", "foreignObject", "iframe", "image", "a", "animate", "set"})
_FETCHES = re.compile(r"(?i)url\(\s*['\"]?(?!#)|@import|expression\(")
_SHARPNESS = 300
_LARGEST_FONT = 4_000_000
_RESTRICTED = 0x0002
"""Bit of fsType: must not be modified, embedded or exchanged without leave."""
_FAMILY, _TYPOGRAPHIC = 1, 16
"""Numbers of the family's names in a font; programs differ in which one they go by."""
_NEEDED = frozenset(printable[:94])
"""Without these no report can be set in it."""
_USED = "".join(sign for sign in LETTERS if ord(sign) > 0x17F)  # dashes, quotes, signs of measure
_TABLES = ("cmap", "head", "hmtx", "name", "OS/2")


@dataclass(frozen=True)
class Logo:
    """A picture by its kind (PNG, JPEG, SVG) with the width that it has for a height of one."""

    kind: str
    content: bytes = field(repr=False)
    breadth: float

    @property
    def address(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{_MEDIA[self.kind]};base64,{b64encode(self.content).decode('ascii')}"

    @property
    def picture(self) -> bytes:
        """The picture as PNG or JPEG, for programs that draw no SVG."""
        return _drawn(self.content) if self.kind == "SVG" else self.content


def read_logo(path: Path, where: str, problems: Problems) -> Logo | None:
    """The logo of a file; what is wrong with it is noted with ``where`` it is named."""
    wrong = f"{where} logo {path.name}"
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST_PICTURE else b""
    except OSError as error:
        problems.add(wrong, f"cannot be read: {error.strerror}", "a file beside it", "put it there")
        return None
    if size > _LARGEST_PICTURE:
        problems.add(wrong, f"{size / 1e6:.1f} MB", "at most 1 MB", "save it smaller")
        return None
    kind = _KINDS.get(path.suffix.lower(), "SVG")
    try:
        sides = _svg_sides(content) if kind == "SVG" else _sides(content, kind)
    except ValueError as error:
        expected = f"a {kind} picture that needs nothing else"
        problems.add(wrong, str(error)[:200], expected, "save it again, or export it plainly")
        return None
    return _of_size(kind, content, sides, wrong, problems)


def _of_size(
    kind: str, content: bytes, sides: tuple[float, float], wrong: str, problems: Problems
) -> Logo | None:
    longer = max(sides)
    breadth = sides[0] / sides[1]
    if kind != "SVG" and not LEAST_PIXELS <= longer <= MOST_PIXELS:
        problems.add(
            wrong,
            f"{sides[0]:.0f} x {sides[1]:.0f} pixels",
            f"a longer side of {LEAST_PIXELS} to {MOST_PIXELS} pixels",
            "save it in another size",
        )
        return None
    if not 1 / BROADEST <= breadth <= BROADEST:
        problems.add(
            wrong,
            f"its sides stand {sides[0]:.0f} to {sides[1]:.0f}",
            f"no side longer than {BROADEST:g} times the other",
            "use the form of the logo that is more compact",
        )
        return None
    return Logo(kind, content, breadth)


def _sides(content: bytes, kind: str) -> tuple[float, float]:
    """Width and height of a PNG or JPEG; ``ValueError`` for what is none."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            width, height = picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError(f"is no {kind} picture") from None
    return float(width), float(height)


def _svg_sides(content: bytes) -> tuple[float, float]:
    """Width and height of an SVG; ``ValueError`` for one that acts, fetches, or has no size."""
    check_xml(io.BytesIO(content))
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is no SVG ({error})") from None
    if etree.QName(root).localname != "svg":
        raise ValueError("is no SVG")
    for element in root.iter(etree.Element):
        _refuse_live(element)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    texts = box[2:4] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    sides = [_LENGTH.fullmatch(text.strip()) for text in texts]
    lengths = [float(side[1]) for side in sides if side]
    if len(lengths) < 2 or min(lengths) <= 0:
        raise ValueError("has no size: neither a viewBox nor a width and a height")
    return lengths[0], lengths[1]


def _refuse_live(element: etree._Element) -> None:
    name = etree.QName(element).localname
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        if local.startswith("on"):
            raise ValueError(f"runs a script ({name} {local})")
        if (local in ("href", "src") and not value.startswith("#")) or _FETCHES.search(value):
            raise ValueError(f"needs something from elsewhere ({name} {local}: {value[:60]})")
    if name in ("text", "tspan"):
        raise ValueError("holds letters, which each machine would set in another typeface")
    if name in _ACTS:
        raise ValueError(f"holds <{name}>, which a logo does not need")
    if name == "style" and _FETCHES.search(element.text or ""):
        raise ValueError("needs something from elsewhere (style)")


@cache
def _drawn(svg: bytes) -> bytes:
    """An SVG as a picture fit for print, an inch high."""
    import typst  # noqa: PLC0415 a process that has set type cannot be forked

    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f'#image(bytes({_quoted(svg)}), format: "svg", height: 72pt)'
    )
    made = typst.compile(source.encode(), format="png", ppi=_SHARPNESS, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}, expected one picture")
    return made


def _quoted(svg: bytes) -> str:
    text = svg.decode("utf-8", errors="replace").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def read_typeface(
    folder: Path, files: Mapping[str, str], where: str, problems: Problems
) -> Typeface | None:
    """The family of the files ``regular`` and ``bold``; what is wrong is noted with ``where``."""
    fonts = {
        weight: _opened(folder / name, f"{where} font_files {weight} {name}", problems)
        for weight, name in files.items()
    }
    regular, bold = fonts.get("regular"), fonts.get("bold")
    if regular is None or bold is None:
        return None
    names = {_name(font, _FAMILY) for font in (regular, bold)}
    if len(names) > 1:
        problems.add(
            f"{where} font_files",
            f"two families, {' and '.join(sorted(names))}",
            "the regular and the bold face of one family",
            "name the files of one family",
        )
        return None
    digest = sha256()
    for name in files.values():
        digest.update((folder / name).read_bytes())
    return Typeface(
        names.pop(),
        folder / files["regular"],
        folder / files["bold"],
        digest.hexdigest(),
        "".join(
            sign
            for sign in _USED
            if any(ord(sign) not in font.getBestCmap() for font in (regular, bold))
        ),
    )


def _opened(path: Path, wrong: str, problems: Problems) -> TTFont | None:
    """A font that a report can be set in; what keeps it from that is noted."""
    expected, remedy = "a font file beside it", "put it there"
    try:
        size = path.stat().st_size
        if size > _LARGEST_FONT:
            problems.add(
                wrong, f"{size / 1e6:.1f} MB", "at most 4 MB", "give one face without others"
            )
            return None
        font = TTFont(path, lazy=True)
        missing = [table for table in _TABLES if table not in font]
        found = f"a font without {', '.join(missing)}" if missing else _unfit(font)
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
    except (TTLibError, ValueError, KeyError, AssertionError, ImportError) as error:
        found = f"no font: {error}"[:200]
    else:
        expected, remedy = "a font of one weight with all letters of ASCII", "give another file"
    if found:
        problems.add(wrong, found, expected, remedy)
        return None
    return font


def _unfit(font: TTFont) -> str:
    """Why a report cannot be set in a font; empty where it can."""
    if "fvar" in font:
        return "a variable font: its weights are no files of their own"
    if font["OS/2"].fsType & _RESTRICTED:
        return "its licence mark (fsType) forbids to put it into documents"
    other = _name(font, _TYPOGRAPHIC)
    if other and other != _name(font, _FAMILY):
        return f"{_name(font, _FAMILY)!r} is no regular or bold face of {other!r}"
    lacks = sorted(sign for sign in _NEEDED if ord(sign) not in font.getBestCmap())
    return f"it has no {' '.join(lacks)}" if lacks else ""


def _name(font: TTFont, number: int) -> str:
    return str(font["name"].getDebugName(number) or "")
