"""A logo: a picture that a firm's reports carry, looked at before any writer takes it."""

import io
import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

from rapor.ground.errors import Problems
from rapor.ground.office_xml import check_xml

MOST_BYTES = 1_000_000
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
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        problems.add(wrong, f"cannot be read: {error.strerror}", "a file beside it", "put it there")
        return None
    if size > MOST_BYTES:
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
