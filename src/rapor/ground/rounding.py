"""The one rounding of every shown figure: halves away from zero, on the printed decimals.

A figure is rounded as it is written, not as binary stores it: ``89.05`` is 89.04999… in a
float, and still shows as 89,1 with one decimal, as a reader with a pencil would write it.
"""

import sys
from decimal import ROUND_HALF_UP, Decimal, localcontext

_DIGITS = sys.float_info.dig
"""Digits that a float keeps of every decimal; what comes after them is the binary's own."""


def as_written(value: float) -> Decimal:
    """The decimal number that a float stands for."""
    return Decimal(f"{value:.{_DIGITS}g}")


def rounded(value: float, decimals: int) -> Decimal:
    """``value`` with so many decimals; nought has no sign."""
    with localcontext() as context:
        context.prec = 400
        # adding nought turns -0 into 0
        return as_written(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + Decimal(0)
