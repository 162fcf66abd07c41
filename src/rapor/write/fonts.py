"""The report's typeface, inside the report: one family for text and charts.

A page that asked for a font of the reader's machine would look different on each, and one
that fetched it would need a network. The letters come from a pinned package, the signs that
they lack from the font that matplotlib carries. A page takes only what reports use, so that
a face costs about twenty kilobytes; other letters fall back to the reader's own fonts.
"""

import base64
import io
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_fira_sans
import matplotlib as mpl
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = fontpkg_fira_sans.FAMILY
SIGN_FAMILY = "DejaVu Sans"
"""Where a sign that the family lacks is taken from."""

FOLDERS = (
    fontpkg_fira_sans.ROOT / "files",
    Path(mpl.get_data_path()) / "fonts" / "ttf",
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


def path(name: str) -> Path:
    """Where a font file lies; raises ``StopIteration`` for one that no family has."""
    return next(folder / name for folder in FOLDERS if (folder / name).is_file())


@cache
def face(key: str) -> str:
    """A face of ``FACES`` as a data address, the same bytes on every machine."""
    name, letters = FACES[key]
    options = subset.Options(layout_features=["kern", "tnum", "mark"], hinting=False)
    options.name_IDs = [1, 2]
    options.drop_tables += ["FFTM"]
    font = TTFont(path(name), recalcTimestamp=False, lazy=True)  # reads what is kept, no more
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return f"data:font/woff;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


@lru_cache(maxsize=50_000)
def width(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in units of its size; figures share one width."""
    advances = _advances(bold=bold)
    return sum(advances.get(ord(letter), _UNKNOWN) for letter in text)


@lru_cache(maxsize=50_000)
def widest(text: str, *, bold: bool = False) -> float:
    """The width of a text in the widest of ``WIDE``, for a format that is read in any family."""
    return max(
        sum(advances.get(ord(letter), _UNKNOWN) for letter in text)
        for advances in _wide_advances(bold=bold)
    )


def letters() -> Mapping[int, float]:
    """The codes of the signs that either family draws."""
    return _advances(bold=False)


@cache
def _advances(*, bold: bool) -> Mapping[int, float]:
    """The width of every sign that can be set, by its code, in units of the size."""
    files = (FACES[key][0] for key in ("signs", "700" if bold else "400"))
    return dict(pair for file in files for pair in _advances_of(file).items())


@cache
def _wide_advances(*, bold: bool) -> tuple[Mapping[int, float], ...]:
    return tuple(_advances_of(file) for file in WIDE[bold])


def _advances_of(file: str) -> Mapping[int, float]:
    font = TTFont(path(file), lazy=True)
    units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    return {
        code: widths.get(f"{glyph}{_TABULAR}", widths[glyph])[0] / units
        for code, glyph in font.getBestCmap().items()
    }
