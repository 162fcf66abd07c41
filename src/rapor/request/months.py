"""Names of months as they are written in Indonesia, and in English.

Babel knows the names and abbreviations of today; letters of offices keep older spellings and
shorten months in their own ways.
"""

from functools import cache

from babel.dates import get_month_names

from rapor.catalogue.names import fold
from rapor.ground.language import LANGUAGES

_FURTHER = (
    "djanuari djan",
    "pebruari peb pebr febr",
    "mrt",
    "",
    "",
    "djuni",
    "djuli",
    "agust agt ags",
    "sept",
    "",
    "nopember nop nopem",
    "",
)
"""Older spellings and other abbreviations, January first."""


@cache
def _months() -> dict[str, int]:
    names = {
        fold(name): number
        for code in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=code).items()
    }
    for number, further in enumerate(_FURTHER, start=1):
        names |= dict.fromkeys(map(fold, further.split()), number)
    return names


def month(name: str) -> int | None:
    """The number of a month, 1 to 12, by its name or an abbreviation; None for other words."""
    return _months().get(fold(name))
