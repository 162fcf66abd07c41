"""The report's typeface, inside the report: one family for text and charts.

A page that asked for a font of the reader's machine would look different on each, and one
that fetched it would need a network. The letters come from a pinned package, the signs that
they lack from the font that matplotlib carries. A page takes only what reports use, so that
a face costs about twenty kilobytes; other letters fall back to the reader's own fonts.

A brand may bring its own family as files; ours then sets what it lacks.
"""

import base64
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import fontpkg_fira_sans
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = fontpkg_fira_sans.FAMILY
SIGN_FAMILY = "DejaVu Sans"
"""Where a sign that the family lacks is taken from."""

FOLDERS = (
    fontpkg_fira_sans.ROOT / "files",
    Path(str(getattr(find_spec("matplotlib"), "origin", ""))).with_name("mpl-data") / "fonts/ttf",
)
"""Where both families lie, for who sets type or draws."""

LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…·•≥≤≠±×−→"
"""Basic and extended Latin, and the marks that the family has."""
SIGNS = "●▲○◇◆✓□■▼"
"""The signs of statuses and charts."""

FACES = {
    "400": ("FiraSans-Regular.ttf", LETTERS),
    "700": ("FiraSans-Bold.ttf", LETTERS),
    "signs": ("DejaVuSans.ttf", SIGNS),
}
"""File and letters of each face of a page."""

WIDE = {
    False: ("DejaVuSans.ttf", "DejaVuSerif.ttf"),
    True: ("DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf"),
}
"""Files of families as wide as any that stands in for another, in plain and in bold letters."""
_UNKNOWN = 1.0
"""The width of a sign that neither family draws: most are of scripts as wide as high."""
_TABULAR = ".tf"
"""The ending of the forms that share one width, so that figures stand below each other."""


@dataclass(frozen=True)
class Typeface:
    """A family that a brand brings as files; ``lacks`` are signs of reports that ours sets.

    ``digest`` is of both files, so that what was measured of others is not taken for these.
    """

    family: str
    regular: Path
    bold: Path
    digest: str
    lacks: str = ""

    @property
    def faces(self) -> Mapping[str, str]:
        """Both faces by weight, as data addresses for a page."""
        return {
            weight: _embedded(str(file), LETTERS, self.digest)
            for weight, file in (("400", self.regular), ("700", self.bold))
        }


_TYPEFACE: ContextVar[Typeface | None] = ContextVar("typeface", default=None)


@contextmanager
def set_in(typeface: Typeface | None) -> Iterator[None]:
    """Measure and draw in a brand's family; without one, in ours."""
    token = _TYPEFACE.set(typeface)
    try:
        yield
    finally:
        _TYPEFACE.reset(token)


def typeface() -> Typeface | None:
    """The brand's family that is set in, if any."""
    return _TYPEFACE.get()


def families() -> tuple[str, ...]:
    """The families that type is set in; each sign in the first that has it."""
    of_brand = typeface()
    return (*([of_brand.family] if of_brand else []), FAMILY, SIGN_FAMILY)


def path(name: str) -> Path:
    """Where a font file lies; raises ``StopIteration`` for one that no family has."""
    return next(folder / name for folder in FOLDERS if (folder / name).is_file())


@cache
def face(key: str) -> str:
    """A face of ``FACES`` as a data address, the same bytes on every machine."""
    name, letters = FACES[key]
    return _embedded(str(path(name)), letters)


@cache
def _embedded(file: str, letters: str, _digest: str = "") -> str:
    """The ``letters`` of a font file as a data address."""
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415 - loads for long

    options = subset.Options(layout_features=["kern", "tnum", "mark"], hinting=False)
    options.name_IDs = [1, 2]
    options.drop_tables += ["FFTM"]
    font = TTFont(file, recalcTimestamp=False, lazy=True)  # reads what is kept, no more
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return f"data:font/woff;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def width(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in units of its size; figures share one width."""
    return _width(text, typeface(), bold=bold)


@lru_cache(maxsize=50_000)
def _width(text: str, own: Typeface | None, *, bold: bool) -> float:
    advances = _advances(own, bold=bold)
    return sum(advances.get(ord(letter), _UNKNOWN) for letter in text)


@lru_cache(maxsize=50_000)
def widest(text: str, *, bold: bool = False) -> float:
    """The width of a text in the widest of ``WIDE``, for a format that is read in any family."""
    return max(
        sum(advances.get(ord(letter), _UNKNOWN) for letter in text)
        for advances in _wide_advances(bold=bold)
    )


def letters() -> Mapping[int, float]:
    """The codes of the signs that either family of ours draws."""
    return _advances(None, bold=False)


@cache
def _advances(own: Typeface | None, *, bold: bool) -> Mapping[int, float]:
    """The width of every sign that can be set, by its code, in units of the size."""
    files = [path(FACES[key][0]) for key in ("signs", "700" if bold else "400")]
    if own:
        files.append(own.bold if bold else own.regular)
    return dict(pair for file in files for pair in _advances_of(file).items())


@cache
def _wide_advances(*, bold: bool) -> tuple[Mapping[int, float], ...]:
    return tuple(_advances_of(path(file)) for file in WIDE[bold])


def _advances_of(file: Path) -> Mapping[int, float]:
    font = TTFont(file, lazy=True)
    units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    return {
        code: widths.get(f"{glyph}{_TABULAR}", widths[glyph])[0] / units
        for code, glyph in font.getBestCmap().items()
    }
