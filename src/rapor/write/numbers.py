"""The number behind a shown text: whether the text says it, and how it writes it.

A spreadsheet and a column that is sorted take the number, a reader takes the text: both
have to be the same figure. A text that says something else, such as a range, a word or a
misprint beside the value in use, has no number behind it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from rapor.ground.rounding import as_written, rounded

_TEXT = re.compile(
    r"(?P<before>[≥≤><]? ?)(?P<sign>[-−]?)(?P<figure>\d(?:[\d.,]*\d)?)"
    r"(?P<after>(?:[^\d(/][^\d(]*)?(?:\([^()]*\))?)"
)
_WHOLE = r"(?P<whole>0|[1-9]\d*|[1-9]\d{{0,2}}(?:{group}\d{{3}})+)"
_FIGURES = [
    re.compile(f"{_WHOLE.format(group=group)}(?:{decimal}(?P<rest>\\d+))?")
    for group, decimal in ((r"\.", ","), (",", r"\."))
]
"""Figures with a decimal comma, and with a decimal point."""


@dataclass(frozen=True)
class WrittenNumber:
    """A number as a text writes it.

    ``value`` is the number itself; where rounding it half up would show another last digit
    than the text has, the number of the text. ``before`` and ``after`` are the signs and
    words around the figure.
    """

    value: float
    decimals: int
    grouped: bool
    before: str
    after: str


def written(shown: str, value: float) -> WrittenNumber | None:
    """How ``shown`` writes ``value``; nothing where it does not say that number."""
    text = _TEXT.fullmatch(shown.strip())
    if text is None:
        return None
    for pattern in _FIGURES:
        figure = pattern.fullmatch(text["figure"])
        if figure is None:
            continue
        whole, rest = re.sub(r"\D", "", figure["whole"]), figure["rest"] or ""
        stated = Decimal(f"{'-' if text['sign'] else ''}{whole}.{rest or '0'}")
        unit, exact = Decimal(1).scaleb(-len(rest)), as_written(value)
        if abs(stated - exact) <= unit / 2 and stated * exact >= 0:
            same = rounded(value, len(rest)) == stated
            grouped = whole != figure["whole"]
            number = float(value) if same else float(stated)
            return WrittenNumber(number, len(rest), grouped, text["before"], text["after"])
    return None


def behind(shown: str, value: float | None) -> float | None:
    """The value if the text says it: a printed cell has no other number behind it."""
    return value if value is not None and written(shown, value) else None
