"""How figures were measured, and so whether they can be held against each other at all.

A target and a realisation of one city, and the values of several cities: one unit, one
scale, one order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale, on_one_scale
from rapor.evaluate.choice import ChosenFigure, number

PERCENT = "%"
HUNDRED = 100.0

PLAIN = ("", "=")
"""Comparators of a number that is no bound."""

Bounds = tuple[float, float]

SCORE = "number"
"""Measure of scores and indices: without their scale, two of them cannot be compared."""

Measurement = tuple[str, float | None]
"""Unit and upper end of the scale."""


def scale_of(figure: ChosenFigure, indicator: Indicator) -> Bounds | None:
    """The scale that a figure was measured on: its own where printed, else the indicator's."""
    if figure.scale_min is not None and figure.scale_max is not None:
        return figure.scale_min, figure.scale_max
    return indicator.scale


def outside_scale(figure: ChosenFigure, indicator: Indicator) -> bool:
    """Whether a number lies outside the indicator's scale (the catalogue's, else as printed)."""
    scale = indicator.scale or scale_of(figure, indicator)
    if scale is None or figure.value is None:
        return False
    ends = [end for end in (figure.value, figure.high) if end is not None]
    return any(not scale[0] <= end <= scale[1] for end in ends)


def comparable(target: ChosenFigure, realised: ChosenFigure, indicator: Indicator) -> bool:
    """Whether two figures can be compared: inside the scale, of one unit, on one scale.

    Words are left to their order. Scales are one when they end at the same maximum: the
    same index is printed as 0-5 and as 1-5.
    """
    if target.value is None or realised.value is None:
        return True
    if outside_scale(target, indicator) or outside_scale(realised, indicator):
        return False
    scales = scale_of(target, indicator), scale_of(realised, indicator)
    if not on_one_scale(*scales):
        return False
    return same_unit(target.unit, realised.unit, scales[1] or scales[0])


def same_unit(target: str, realised: str, scale: Bounds | None) -> bool:
    """Units agree, or one is not given, or an index of 0 to 100 was printed as per cent."""
    units = {fold(target), fold(realised)} - {""}
    if len(units) < 2:
        return True
    return PERCENT in units and scale is not None and scale[1] == HUNDRED


@dataclass(frozen=True)
class MeasuredValue:
    """One city's value: its place among the others' (``mark``), and how it was measured.

    ``mark`` is the number, or the place of a word in its order; None where there is no
    value, or a word outside the order, or only a range or a bound (``bounded``).
    """

    known: bool
    mark: float | None
    ordinal: bool
    unit: str
    scale: Bounds | None
    inside: bool
    bounded: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any], order: Scale | None) -> "MeasuredValue":
        """What a row of the comparison holds; ``order`` ranks the words of an ordinal measure."""
        value, low, high = row["value"], number(row["scale_min"]), number(row["scale_max"])
        scale = None if low is None or high is None else (low, high)
        high = number(row["realised_high"])
        bounded = value is not None and (
            high is not None or row["realised_comparator"] not in PLAIN
        )
        mark = order.rank(row["text"]) if order else None if bounded else value
        return cls(
            known=value is not None or bool(row["text"]),
            mark=None if mark is None else float(mark),
            ordinal=order is not None,
            unit=row["unit"],
            scale=scale,
            inside=scale is None or value is None or scale[0] <= value <= scale[1],
            bounded=bounded,
        )

    @property
    def measurement(self) -> Measurement:
        """How it was measured; the same index is printed as 0-5 and as 1-5."""
        return fold(self.unit), self.scale[1] if self.scale else None


def common_measurement(measured: Iterable[MeasuredValue], indicator: Indicator) -> Measurement:
    """How most of the values were measured; where none is commonest, the catalogue's own."""
    counts = Counter(
        value.measurement for value in measured if value.mark is not None and value.inside
    )
    most = max(counts.values(), default=0)
    common = [measurement for measurement, count in counts.items() if count == most]
    if len(common) == 1:
        return common[0]
    return fold(indicator.unit), indicator.scale[1] if indicator.scale else None


def reason_without_rank(value: MeasuredValue, indicator: Indicator, common: Measurement) -> str:
    """Why a value has no rank: a word of ``columns``' comparison.reason; empty if it has one."""
    unit, maximum = common
    counted = not value.ordinal
    without_scale = indicator.measure == SCORE and value.scale is None
    reasons = {
        "not_shared": bool(indicator.not_shared),
        "no_data": not value.known,
        "only_bounds": value.bounded,
        "no_order": value.mark is None,
        "outside_scale": counted and not value.inside,
        "no_scale": counted and without_scale,
        "other_scale": counted and value.measurement[1] != maximum,
        "other_unit": counted and not same_unit(value.unit, unit, value.scale),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
