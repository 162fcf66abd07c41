"""When two printed cells say the same, and which of several stands alone."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.validate.evidence import Evidence, Row, decimals
from rapor.validate.rule import about

EPSILON = 1e-9
"""Floats of the same printed decimals differ by far less, printed figures by far more."""


def readable(row: Row) -> bool:
    """Whether a row holds a number or a word."""
    return not pd.isna(row["value"]) or bool(row["text"])


def agree(evidence: Evidence, one: Row, other: Row) -> bool:
    """Whether two cells say the same, up to the printed precision.

    ``3`` and ``3,00`` agree, and so do ``87,5`` and ``87,48``: the shorter is the other
    rounded. A whole number is a level or a count and not a rounded decimal, so that ``3``
    and ``3,2`` differ. Words agree when they are one word or of one rank; a grade agrees
    with a number that lies in its band. An inequality agrees with its bound, but not with
    one that looks the other way.
    """
    if {_side(one), _side(other)} == {">", "<"}:
        return False
    numbers = [not pd.isna(row["value"]) for row in (one, other)]
    if all(numbers):
        return _near(one, other, "value") and _near(one, other, "value_high")
    if not any(numbers):
        ranks = evidence.rank(one), evidence.rank(other)
        same_rank = ranks[0] is not None and ranks[0] == ranks[1]
        return same_rank or fold(one["text"]) == fold(other["text"])
    number, word = (one, other) if numbers[0] else (other, one)
    return _in_band(evidence, number, word["text"])


def compared(evidence: Evidence, odd: Row, other: Row, severity: str = "") -> dict[str, Any]:
    """A row of a view on agreement: ``reading`` and ``other`` are equal when the cells agree."""
    reading, also = _reading(odd), _reading(other)
    return about(
        evidence,
        odd,
        expected=other["printed"],
        compared=other,
        severity=severity,
        reading=reading,
        other=reading if agree(evidence, odd, other) else also,
    )


def against_the_evaluated(
    evidence: Evidence, cells: Sequence[Row], witnesses: Sequence[Row] = ()
) -> Iterator[tuple[Row, Row]]:
    """Each further cell with the first, which is evaluated; in front the one that stands alone.

    The one that fewer of the cells and ``witnesses`` agree with stands alone; where as many
    agree with each, the evaluated one is in front, for it is the one that matters.
    """

    def support(row: Row) -> int:
        return sum(agree(evidence, row, other) for other in [*cells, *witnesses])

    for other in cells[1:]:
        evaluated = cells[0]
        alone = support(evaluated) <= support(other)
        yield (evaluated, other) if alone else (other, evaluated)


def _side(row: Row) -> str:
    return str(row.get("comparator") or "=")[0]


def _reading(row: Row) -> str:
    if pd.isna(row["value"]):
        return str(row["text"])
    high = row.get("value_high")
    ending = "" if pd.isna(high) else f"-{high:.10g}"
    return f"{_side(row).strip('=')}{row['value']:.10g}{ending}"


def _near(one: Row, other: Row, name: str) -> bool:
    left, right = one.get(name), other.get(name)
    if pd.isna(left) or pd.isna(right):
        return bool(pd.isna(left) and pd.isna(right))
    places = min(decimals(row["shown"]) for row in (one, other))
    if not places:
        return bool(abs(left - right) <= EPSILON)
    return _rounded(left, places) == _rounded(right, places)


def _rounded(value: float, places: int) -> Decimal:
    """A figure at fewer decimals, a five rounded up, as printed figures are."""
    return Decimal(f"{value:.10g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _in_band(evidence: Evidence, number: Row, word: str) -> bool:
    indicator = evidence.indicator(number)
    if indicator is None or not indicator.bands or number["year"] is None:
        return False
    scale = evidence.catalogue.scale(indicator.bands, number["year"])
    return scale is not None and fold(scale.category(float(number["value"]))) == fold(word)
