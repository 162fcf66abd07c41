"""Arithmetic on printed decimals, and places in an order.

``7.49 + 3.52 + 4.92`` is 15.93 on paper and 15.930000000000001 in binary floats, and a
quotient of exactly 90 may come out a hair above the bound of a category. Figures are
therefore calculated as fractions of the decimals that are printed.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

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


def places(amounts: Sequence[float | None]) -> list[int | None]:
    """Place of each amount, 1 being the greatest; equal ones share it and the next is skipped.

    An amount that is not known, or not above 0, has no place.
    """
    known = [amount for amount in amounts if amount is not None and amount > 0]
    return [
        None if amount is None or amount <= 0 else 1 + sum(other > amount for other in known)
        for amount in amounts
    ]


def ranked(lines: Sequence[Mapping[str, Any]], amount: str, place: str) -> list[dict[str, Any]]:
    """The lines with ``place`` added, by the order of their ``amount``."""
    ranks = places([line[amount] for line in lines])
    return [{**line, place: rank} for line, rank in zip(lines, ranks, strict=True)]
