"""Whether values of several cities were measured alike: one unit, one scale, one order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
from rapor.evaluate.choice import number
from rapor.evaluate.comparable import Bounds, same_unit

SCORE = "number"
"""Measure of scores and indices: without their scale, two of them cannot be compared."""

Yardstick = tuple[str, float | None]
"""Unit and upper end of the scale."""


@dataclass(frozen=True)
class Measured:
    """One city's value: its place among the others' (``mark``), and how it was measured.

    ``mark`` is the number, or the place of a word in its order; None where there is no
    value, or a word outside the order.
    """

    known: bool
    mark: float | None
    ordinal: bool
    unit: str
    scale: Bounds | None
    inside: bool

    @classmethod
    def of(cls, row: Mapping[str, Any], order: Scale | None) -> "Measured":
        """What a row of the comparison holds; ``order`` ranks the words of an ordinal measure."""
        value, low, high = row["value"], number(row["scale_min"]), number(row["scale_max"])
        scale = None if low is None or high is None else (low, high)
        mark = order.rank(row["text"]) if order else value
        return cls(
            known=value is not None or bool(row["text"]),
            mark=None if mark is None else float(mark),
            ordinal=order is not None,
            unit=row["unit"],
            scale=scale,
            inside=scale is None or value is None or scale[0] <= value <= scale[1],
        )

    @property
    def yardstick(self) -> Yardstick:
        """How it was measured; the same index is printed as 0-5 and as 1-5."""
        return fold(self.unit), self.scale[1] if self.scale else None


def yardstick(measured: Iterable[Measured], indicator: Indicator) -> Yardstick:
    """How most of the values were measured; where no way is commonest, the catalogue's own."""
    counts = Counter(one.yardstick for one in measured if one.mark is not None and one.inside)
    most = max(counts.values(), default=0)
    common = [one for one, count in counts.items() if count == most]
    if len(common) == 1:
        return common[0]
    return fold(indicator.unit), indicator.scale[1] if indicator.scale else None


def excluded(one: Measured, indicator: Indicator, common: Yardstick) -> str:
    """Why a value has no rank: a word of ``columns``' comparison.reason; empty if it has one."""
    unit, maximum = common
    counted = not one.ordinal
    without_scale = indicator.measure == SCORE and one.scale is None
    reasons = {
        "not_shared": bool(indicator.not_shared),
        "no_data": not one.known,
        "no_order": one.mark is None,
        "outside_scale": counted and not one.inside,
        "no_scale": counted and without_scale,
        "other_scale": counted and one.yardstick[1] != maximum,
        "other_unit": counted and not same_unit(one.unit, unit, one.scale),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
