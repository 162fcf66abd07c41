"""The four figures that a line of the evaluation rests on, and what follows from them."""

from dataclasses import dataclass

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.series import Series
from rapor.evaluate.achievement import (
    Judgement,
    WordOrders,
    gap_to,
    judge,
    near_bound,
    percent_of_path,
)
from rapor.evaluate.choice import Choice, ChosenFigure
from rapor.evaluate.measurement import comparable

JUDGED = ("achieved", "not_achieved")


@dataclass(frozen=True)
class LineFigures:
    """Target and realisation of a year, baseline and end target of the road map."""

    target: ChosenFigure
    realised: ChosenFigure
    baseline: ChosenFigure
    end_target: ChosenFigure


def line_figures(choice: Choice, indicator: str, year: int) -> LineFigures:
    """The figures that are evaluated for an indicator in a year."""
    return LineFigures(
        choice.target(indicator, year),
        choice.realisation(indicator, year),
        choice.baseline(indicator),
        choice.end_target(indicator),
    )


def word_orders(indicator: Indicator, catalogue: Catalogue, year: int) -> WordOrders:
    """The orders of words that hold for an indicator in a year."""
    return WordOrders(
        order=catalogue.scale(indicator.order, year) if indicator.order else None,
        bands=catalogue.scale(indicator.bands, year) if indicator.bands else None,
        done=catalogue.scale("milestone", year),
    )


def judged(
    target: ChosenFigure, realised: ChosenFigure, indicator: Indicator, words: WordOrders
) -> Judgement:
    """Judge a realisation against a target; ``not_comparable`` where units or scales differ."""
    judgement = judge(target, realised, indicator.measure, indicator.polarity, words)
    if judgement.status in JUDGED and not comparable(target, realised, indicator):
        return Judgement("not_comparable")
    return judgement


def end_gap(figures: LineFigures, indicator: Indicator) -> float | None:
    """Realisation minus end target; None where they cannot be compared."""
    if not _has_end(figures, indicator):
        return None
    return gap_to(figures.realised.value, figures.end_target)


def path_pct(figures: LineFigures, indicator: Indicator, series: Series) -> float | None:
    """Per cent of the path that a realisation has gone; None where there is no measured path.

    A path leads through one series of values: across a break its two ends are no distance.
    """
    end, baseline, realised = figures.end_target, figures.baseline, figures.realised
    years = (figure.year for figure in (baseline, realised) if figure.year)
    if not series.is_one(indicator.code, *years):
        return None
    bound = near_bound(end, indicator.polarity)
    if bound is None or baseline.value is None or realised.value is None:
        return None
    if baseline.is_bounded or realised.is_bounded:
        return None
    if indicator.measure == "ordinal" or not _has_end(figures, indicator):
        return None
    if not comparable(end, baseline, indicator):
        return None
    return percent_of_path(realised.value, baseline.value, bound, indicator.polarity)


def _has_end(figures: LineFigures, indicator: Indicator) -> bool:
    end = figures.end_target
    if figures.realised.is_bounded:
        return False
    return end.is_target and comparable(end, figures.realised, indicator)
