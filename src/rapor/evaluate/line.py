"""The four figures that a line of the evaluation rests on, and what follows from them."""

from dataclasses import dataclass

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.trajectory import TrajectoryRules
from rapor.evaluate.achievement import (
    Judgement,
    Words,
    gap_to,
    judge,
    near_bound,
    percent_of_path,
)
from rapor.evaluate.choice import Choice, Figure
from rapor.evaluate.comparable import comparable

JUDGED = ("achieved", "not_achieved")


@dataclass(frozen=True)
class Used:
    """Target and realisation of a year, baseline and end target of the road map."""

    target: Figure
    realised: Figure
    baseline: Figure
    end_target: Figure


def used_in(choice: Choice, indicator: str, year: int) -> Used:
    """The figures that are evaluated for an indicator in a year."""
    return Used(
        choice.target(indicator, year),
        choice.realisation(indicator, year),
        choice.baseline(indicator),
        choice.end_target(indicator),
    )


def words_of(indicator: Indicator, catalogue: Catalogue, year: int) -> Words:
    """The orders of words that hold for an indicator in a year."""
    return Words(
        order=catalogue.scale(indicator.order, year) if indicator.order else None,
        bands=catalogue.scale(indicator.bands, year) if indicator.bands else None,
        done=catalogue.scale("milestone", year),
    )


def judged(target: Figure, realised: Figure, indicator: Indicator, words: Words) -> Judgement:
    """Judge a realisation against a target; ``not_comparable`` where units or scales differ."""
    found = judge(target, realised, indicator.measure, indicator.polarity, words)
    if found.status in JUDGED and not comparable(target, realised, indicator):
        return Judgement("not_comparable")
    return found


def end_gap(used: Used, indicator: Indicator) -> float | None:
    """Realisation minus end target; None where they cannot be compared."""
    return gap_to(used.realised.value, used.end_target) if _has_end(used, indicator) else None


def path_pct(used: Used, indicator: Indicator, rules: TrajectoryRules) -> float | None:
    """Per cent of the path that a realisation has gone; None where there is no measured path.

    A path leads through one series of values: across a break its two ends are no distance.
    """
    end, baseline, realised = used.end_target, used.baseline, used.realised
    years = (one.year for one in (baseline, realised) if one.year)
    if len({rules.series(indicator.code, year) for year in years}) > 1:
        return None
    bound = near_bound(end, indicator.polarity)
    if bound is None or baseline.value is None or realised.value is None:
        return None
    if indicator.measure == "ordinal" or not _has_end(used, indicator):
        return None
    if not comparable(end, baseline, indicator):
        return None
    return percent_of_path(realised.value, baseline.value, bound, indicator.polarity)


def _has_end(used: Used, indicator: Indicator) -> bool:
    return used.end_target.is_target and comparable(used.end_target, used.realised, indicator)
