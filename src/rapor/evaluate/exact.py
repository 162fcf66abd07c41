"""Arithmetic on printed decimals.

``7.49 + 3.52 + 4.92`` is 15.93 on paper and 15.930000000000001 in binary floats, and a
quotient of exactly 90 may come out a hair above the bound of a category. Figures are
therefore calculated as fractions of the decimals that are printed.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SCORE_PLACES = Decimal("0.01")
"""The ministry prints scores of the index with two decimals (Perwali Binjai 44/2022, 2.13)."""


def exact(value: float) -> Fraction:
    """The decimal number that ``value`` was read from, as a fraction."""
    return Fraction(str(float(value)))


def difference(minuend: float | None, subtrahend: float | None) -> float | None:
    """``minuend - subtrahend`` on the decimals; None without either."""
    if minuend is None or subtrahend is None:
        return None
    return float(exact(minuend) - exact(subtrahend))


def as_score(value: Fraction) -> float:
    """A calculated score as the ministry prints it: two decimals, halves upwards."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return float(decimal.quantize(SCORE_PLACES, ROUND_HALF_UP))
