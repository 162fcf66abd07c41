"""The sheet, its sizes of type, and text as it can be set on it.

What turns the direction of writing, controls a terminal or has no width is left out, since
on paper it can only do harm. A sign that neither of our families draws is set as U+FFFD:
a page that asked the machine for another font would look different on each.
"""

from functools import lru_cache
from typing import Any

from rapor.ground.text import for_type
from rapor.write import fonts
from rapor.write.columns import with_breaks
from rapor.write.content import Run, Text
from rapor.write.links import Links

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


def clean(text: str) -> str:
    """The text with single spaces and only signs that can be set."""
    return for_type(text, fonts.letters(), MISSING)


@lru_cache(maxsize=50_000)
def breakable(text: str) -> str:
    """A clean text whose words too long for a line, such as addresses, may be broken."""
    return with_breaks(clean(text), BREAK)


def width(text: str, *, bold: bool = False) -> float:
    """The width of a text as it is set on one line, in units of its size."""
    return fonts.width(clean(text), bold=bold)


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
