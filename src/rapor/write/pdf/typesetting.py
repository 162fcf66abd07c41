"""The sheet, its sizes of type, and text as it can be set on it.

What turns the direction of writing, controls a terminal or has no width is left out, since
on paper it can only do harm. A sign that neither of our families draws is set as U+FFFD:
a page that asked the machine for another font would look different on each.
"""

import re
from functools import cache, lru_cache
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from rapor.write.content import Run, Text
from rapor.write.fonts import path
from rapor.write.html import LONGEST
from rapor.write.pdf.links import Links

MILLIMETRE = 72 / 25.4
MARGIN = 25 * MILLIMETRE
"""Of an A4 sheet, alike at its four sides; all lengths are in points."""
PORTRAIT = (210 - 50) * MILLIMETRE
"""The width of the text on an upright page."""
LANDSCAPE = (297 - 50) * MILLIMETRE
"""The width of the text on a turned page."""
BODY_SIZE = 10.0
TABLE_SIZE = BODY_SIZE / 1.2
"""Sizes of type stand a fifth apart."""
HIGHEST_CHART = 560.0
"""A chart leaves room on its page for its title, caption and source."""

BREAK = "\u200b"
"""Where a long word may be broken; the template sets an empty space there, and no sign."""
MISSING = "\ufffd"

_SPACE = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LONG_WORD = re.compile(rf"\S{{{LONGEST + 1},}}")
_PIECE = re.compile(r"[^/_&?=.-]{1,24}[/_&?=.-]*|[/_&?=.-]{1,24}")

_REGULAR, _BOLD = "FiraSans-Regular.ttf", "FiraSans-Bold.ttf"
_SIGNS = "DejaVuSans.ttf"
_TABULAR = ".tf"
"""The ending of the forms that share one width, so that figures stand below each other."""


def clean(text: str) -> str:
    """The text with single spaces and only signs that can be set."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    seen = _UNSEEN.sub("", _SPACE.sub(" ", text))
    known = _advances(bold=False)
    return "".join(one if ord(one) in known else MISSING for one in seen)


@lru_cache(maxsize=50_000)
def breakable(text: str) -> str:
    """A clean text whose words too long for a line, such as addresses, may be broken."""
    cleaned = clean(text)
    if len(cleaned) <= LONGEST:
        return cleaned
    return _LONG_WORD.sub(lambda word: BREAK.join(_PIECE.findall(word.group())), cleaned)


@lru_cache(maxsize=50_000)
def width(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in units of its size."""
    advances = _advances(bold=bold)
    return sum(advances.get(ord(one), 0.0) for one in text)


@lru_cache(maxsize=50_000)
def longest_piece(text: str, *, bold: bool = False) -> float:
    """The width of the widest part of a text that stands on one line."""
    pieces = text.replace(BREAK, " ").split(" ")
    return max((width(piece, bold=bold) for piece in pieces), default=0.0)


@cache
def _advances(*, bold: bool) -> dict[int, float]:
    """The width of every sign that can be set, by its code, in units of the size."""
    found: dict[int, float] = {}
    for name in (_SIGNS, _BOLD if bold else _REGULAR):
        font = TTFont(path(name), lazy=True)
        units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        found |= {
            code: widths.get(f"{glyph}{_TABULAR}", widths[glyph])[0] / units
            for code, glyph in font.getBestCmap().items()
        }
    return found


def runs(text: Text, links: Links) -> list[Any]:
    """A text as data for the template.

    Plain words are strings; what has a style is ``[words, style, address, status]``.
    """
    return [_run(run, links) for run in text if run.text]


def _run(run: Run, links: Links) -> Any:
    words, address = breakable(run.text), links.address(run)
    if run.style == "plain" and not address:
        return words
    return [words, run.style, address, run.status]
