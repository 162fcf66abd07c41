"""Two tables over the years: the course of each indicator, and whether it is on its way to its end.

The course has which planned and realised figure is in use in each year. Charts, tables and
sentences that look beyond the year of the report take their figures from it, so that a year has
one figure wherever it is shown. In the trajectory, the step needed and the largest step seen are
changes per year between printed and published figures; nothing is interpolated and no yearly
target is made up. The rule and its bounds: ``data/reference/trajectory.yaml``.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.series import Series, TrajectoryRules
from rapor.evaluate.achievement import WordOrders, near_bound
from rapor.evaluate.arithmetic import exact
from rapor.evaluate.choice import NOTHING, Choice, ChosenFigure
from rapor.evaluate.indicators import LineFigures, judged, path_pct, word_orders
from rapor.evaluate.measurement import comparable
from rapor.ground.ref import joined
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import CourseLine, TrajectoryLine


def course_table(city: City, year: int, choice: Choice, catalogue: Catalogue) -> pd.DataFrame:
    """One line a figure in use: targets of all years, realisations up to the report's.

    Of the year of the end target, the target is the end target too. Columns:
    ``evaluation.CourseLine``.
    """
    lines = [
        {
            "city": city.slug,
            "year": year,
            "indicator": code,
            "label": catalogue.indicators[code].short or catalogue.indicators[code].name,
            "series": series,
            "of_year": of_year,
            "ends": "yes" if figure.ref == choice.end_target(code).ref else "no",
            "value": figure.value,
            "value_high": figure.high,
            "text": figure.text,
            "comparator": figure.comparator,
            "printed": figure.printed,
            "ref": figure.ref,
            "in_place_of": joined(choice.passed_over(figure)),
        }
        for code in sorted({*choice.road_map, *choice.realised_in(year)})
        for series, of_year, figure in _course(code, year, choice)
    ]
    return table_of(CourseLine, lines)


def _course(code: str, year: int, choice: Choice) -> Iterator[tuple[str, int, ChosenFigure]]:
    for planned in choice.city.years:
        target = choice.target(code, planned)
        if target.is_target:
            yield "target", planned, target
    for past in choice.years_realised(code):
        realised = choice.realisation(code, past)
        if past <= year and realised.known:
            yield "realised", past, realised


@dataclass(frozen=True)
class Step:
    """A change per year between the realisations of two years, in the indicator's unit."""

    size: Fraction
    first: int
    last: int


@dataclass(frozen=True)
class Verdict:
    """What can be said of the trajectory to the end target, and by which part of the rule.

    ``needed`` is the change per year still needed, 0 where the end target is reached;
    ``seen`` the change per year that went furthest in the right direction.
    """

    verdict: str
    basis: str
    needed: Fraction | None = None
    seen: Step | None = None


@dataclass(frozen=True)
class Trajectory:
    """One indicator's known realisations, oldest first, on their way to its end target.

    The realisations are of one series; ``end_year`` may lie in the next.
    """

    indicator: Indicator
    words: WordOrders
    known: Sequence[ChosenFigure]
    end: ChosenFigure
    end_year: int
    rules: TrajectoryRules
    series: Series

    @property
    def last(self) -> ChosenFigure:
        """The last known realisation."""
        return self.known[-1] if self.known else NOTHING

    def verdict(self) -> Verdict:
        """Apply the rule; every outcome names the part of it that decided."""
        steps = self._steps()
        sign = -1 if self.indicator.polarity == "lower" else 1
        seen = max(steps, key=lambda step: sign * step.size, default=None)
        plain = self._unweighed()
        return replace(plain, seen=seen) if plain else self._weighed(seen, len(steps), sign)

    def _unweighed(self) -> Verdict | None:
        """What can be said without weighing steps; None where they have to be weighed."""
        if not self.end.is_target or not self.last.known:
            basis = "no_realisation" if self.end.is_target else "no_end_target"
            return Verdict("cannot_be_said", basis)
        status = judged(self.end, self.last, self.indicator, self.words).status
        if status == "not_comparable":
            basis = "only_bounds" if self.last.is_bounded else "not_comparable"
            return Verdict("cannot_be_said", basis)
        if status == "achieved":
            measured = self._bound is not None and self.last.is_exact
            return Verdict("on_track", "end_reached", Fraction() if measured else None)
        if self._years <= 0:
            return Verdict("out_of_reach", "no_year_left")
        basis = self._unmeasured()
        return Verdict("cannot_be_said", basis) if basis else None

    def _unmeasured(self) -> str:
        """Why no step to the end target can be measured; empty where it can."""
        if self.last.is_bounded:
            return "only_bounds"
        if self.indicator.measure == "ordinal" or self._bound is None or self.last.value is None:
            return "not_a_number"
        one_series = self.series.is_one(self.indicator.code, self.last.year or 0, self.end_year)
        return "" if one_series else "series_break"

    def _weighed(self, seen: Step | None, count: int, sign: int) -> Verdict:
        """The part of the rule that weighs the step needed against the largest step seen."""
        needed = (exact(self._bound or 0) - exact(self.last.value or 0)) / self._years
        if seen is None or len(self.known) < self.rules.least_values:
            few = len(self.known) < self.rules.least_values
            return Verdict("cannot_be_said", "few_values" if few else "no_step", needed, seen)
        ahead, gone = sign * needed, max(sign * seen.size, Fraction())
        if ahead <= exact(self.rules.on_track) * gone:
            return Verdict("on_track", "within_largest_step", needed, seen)
        if ahead <= exact(self.rules.at_risk) * gone:
            return Verdict("at_risk", "above_largest_step", needed, seen)
        if count < self.rules.least_steps:
            return Verdict("at_risk", "few_steps", needed, seen)
        return Verdict("out_of_reach", "far_above_largest_step", needed, seen)

    @property
    def _years(self) -> int:
        """Years from the last known realisation to the end target."""
        return self.end_year - (self.last.year or 0)

    @property
    def _bound(self) -> float | None:
        return near_bound(self.end, self.indicator.polarity)

    def _steps(self) -> list[Step]:
        """Changes per year between neighbouring realisations of one unit and scale."""
        steps = []
        for earlier, later in itertools.pairwise(self.known):
            first, last = earlier.year or 0, later.year or 0
            if earlier.value is None or later.value is None:
                continue
            if earlier.is_bounded or later.is_bounded:
                continue
            if comparable(earlier, later, self.indicator):
                change = exact(later.value) - exact(earlier.value)
                steps.append(Step(change / (last - first), first, last))
        return steps

    def path_pct(self, baseline: ChosenFigure) -> float | None:
        """Per cent of the path gone by the last known realisation, within one series."""
        return path_pct(
            LineFigures(NOTHING, self.last, baseline, self.end), self.indicator, self.series
        )


def trajectory_of(
    code: str, end: ChosenFigure, year: int, choice: Choice, catalogue: Catalogue
) -> Trajectory:
    """An indicator's trajectory to an end target, as it is known in a year.

    Values of an earlier series are left out: nothing of the last one follows from them.
    """
    indicator, series = catalogue.indicators[code], catalogue.series
    known = choice.known(code, year)
    kept = [
        figure for figure in known if series.is_one(code, figure.year or 0, known[-1].year or 0)
    ]
    return Trajectory(
        indicator,
        word_orders(indicator, catalogue, year),
        kept,
        end,
        end.year or choice.city.last_year,
        catalogue.trajectory,
        series,
    )


def trajectory_table(city: City, year: int, choice: Choice, catalogue: Catalogue) -> pd.DataFrame:
    """One line an indicator of the road map: what is still needed, and what was ever reached.

    Steps in the indicator's unit per year, with their sign: a falling indicator has
    negative ones. Columns: ``evaluation.TrajectoryLine``.
    """
    lines = [
        {"city": city.slug, "year": year, **_line(code, year, choice, catalogue)}
        for code in choice.road_map
    ]
    return table_of(TrajectoryLine, lines)


def _line(code: str, year: int, choice: Choice, catalogue: Catalogue) -> dict[str, Any]:
    trajectory = trajectory_of(code, choice.end_target(code), year, choice, catalogue)
    indicator, last, end = trajectory.indicator, trajectory.last, trajectory.end
    verdict = trajectory.verdict()
    seen = verdict.seen
    baseline = choice.baseline(code)
    return {
        "indicator": code,
        "label": indicator.short or indicator.name,
        "area": end.area or ("" if end.goal else indicator.area),
        "agencies": choice.agencies(code, year),
        "measure": indicator.measure,
        "polarity": indicator.polarity,
        "unit": end.unit or last.unit or indicator.unit,
        "known": last.value,
        "known_text": last.text,
        "known_year": last.year,
        "known_ref": last.ref,
        "known_count": len(trajectory.known),
        **baseline.columns("baseline"),
        **end.columns("end_target"),
        "end_year": trajectory.end_year if end.is_target else None,
        "step_needed": None if verdict.needed is None else float(verdict.needed),
        "step_seen": None if seen is None else float(seen.size),
        "step_from_year": seen.first if seen else None,
        "step_to_year": seen.last if seen else None,
        "path_pct": trajectory.path_pct(baseline),
        "verdict": verdict.verdict,
        "verdict_basis": verdict.basis,
        "known_comparator": last.comparator if last.known else "",
        "known_high": last.high,
        "baseline_in_place_of": joined(choice.baselines_passed_over(code)),
    }
