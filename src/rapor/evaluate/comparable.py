"""Whether a target and a realisation can be held against each other at all."""

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold
from rapor.evaluate.choice import Figure

PERCENT = "%"
HUNDRED = 100.0

Bounds = tuple[float, float]


def scale_of(figure: Figure, indicator: Indicator) -> Bounds | None:
    """The scale that a figure was measured on: its own where printed, else the indicator's."""
    if figure.scale_min is not None and figure.scale_max is not None:
        return figure.scale_min, figure.scale_max
    return indicator.scale


def outside_scale(figure: Figure, indicator: Indicator) -> bool:
    """Whether a number lies outside the indicator's scale (the catalogue's, else as printed)."""
    scale = indicator.scale or scale_of(figure, indicator)
    if scale is None or figure.value is None:
        return False
    ends = [one for one in (figure.value, figure.high) if one is not None]
    return any(not scale[0] <= end <= scale[1] for end in ends)


def comparable(target: Figure, realised: Figure, indicator: Indicator) -> bool:
    """Whether two figures can be compared: inside the scale, of one unit, on one scale.

    Words are left to their order. Scales are one when they end at the same maximum: the
    same index is printed as 0-5 and as 1-5.
    """
    if target.value is None or realised.value is None:
        return True
    if outside_scale(target, indicator) or outside_scale(realised, indicator):
        return False
    scales = scale_of(target, indicator), scale_of(realised, indicator)
    if scales[0] and scales[1] and scales[0][1] != scales[1][1]:
        return False
    return same_unit(target.unit, realised.unit, scales[1] or scales[0])


def same_unit(target: str, realised: str, scale: Bounds | None) -> bool:
    """Units agree, or one is not given, or an index of 0 to 100 was printed as per cent."""
    units = {fold(target), fold(realised)} - {""}
    if len(units) < 2:
        return True
    return PERCENT in units and scale is not None and scale[1] == HUNDRED
