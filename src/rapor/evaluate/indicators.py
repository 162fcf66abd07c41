"""The indicators table: the figures that each line rests on, and what can be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.series import Series
from rapor.evaluate.achievement import (
    Judgement,
    WordOrders,
    capped,
    gap_to,
    judge,
    near_bound,
    percent_of_path,
    percent_of_scale,
)
from rapor.evaluate.choice import Choice, ChosenFigure
from rapor.evaluate.measurement import comparable, outside_scale, scale_of
from rapor.ground.period import ANNUAL
from rapor.ground.ref import Ref, refs_in
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import IndicatorLine

JUDGED = ("achieved", "not_achieved")


@dataclass(frozen=True)
class LineFigures:
    """Target and realisation of a year, baseline and end target of the road map."""

    target: ChosenFigure
    realised: ChosenFigure
    baseline: ChosenFigure
    end_target: ChosenFigure


def indicators_table(
    city: City,
    year: int,
    choice: Choice,
    findings: pd.DataFrame,
    catalogue: Catalogue,
    cap: float | None,
) -> pd.DataFrame:
    """One line an indicator of the road map, and of those realised in the year without it.

    ``cap`` is the highest percentage counted, None for no cap. Columns, units and meaning:
    ``evaluation.IndicatorLine`` and docs/data-dictionary.md.
    """
    touched = touching(findings)
    lines = [
        {
            "city": city.slug,
            "year": year,
            **_line(indicator, year, choice, catalogue, cap, touched),
        }
        for indicator in sorted({*choice.road_map, *choice.realised_in(year)})
    ]
    return table_of(IndicatorLine, lines)


def touching(findings: pd.DataFrame) -> dict[Ref, list[str]]:
    """Ids of the findings about each cell, and about the cells they compare with."""
    touched: dict[Ref, list[str]] = {}
    for row in findings.to_dict("records"):
        for ref in {Ref.of(row), *refs_in(row["compared_ref"])}:
            touched.setdefault(ref, []).append(row["finding"])
    return touched


def _line(
    code: str,
    year: int,
    choice: Choice,
    catalogue: Catalogue,
    cap: float | None,
    touched: Mapping[Ref, list[str]],
) -> dict[str, Any]:
    indicator = catalogue.indicators[code]
    figures = line_figures(choice, code, year)
    target, realised = figures.target, figures.realised
    judgement = judged(target, realised, indicator, word_orders(indicator, catalogue, year))
    used = (target, realised, figures.baseline, figures.end_target)
    blank = (ref for figure in used for ref in choice.passed_over(figure))
    refs = [figure.ref for figure in used if figure.ref]
    refs += [*blank, *choice.baselines_passed_over(code)]
    findings = {finding for ref in refs for finding in touched.get(ref, [])}
    return {
        **_names(indicator, target, figures.end_target, choice, year),
        "printed_label": choice.printed_label(figures.target, figures.end_target, code),
        **_target(target),
        **_realised(realised, indicator),
        **_start_and_end(figures, indicator, catalogue),
        "unit": target.unit or realised.unit or figures.end_target.unit or indicator.unit,
        "status": judgement.status,
        "achievement_pct": judgement.achievement_pct,
        "capped_pct": capped(judgement.achievement_pct, cap),
        "category": ""
        if judgement.achievement_pct is None or choice.period != ANNUAL
        else catalogue.achievement.categories.category(judgement.achievement_pct),
        "gap": judgement.gap,
        "findings": ";".join(sorted(findings)),
        "period": choice.period,
    }


def _names(
    indicator: Indicator, target: ChosenFigure, end: ChosenFigure, choice: Choice, year: int
) -> dict[str, Any]:
    goal = target.goal or end.goal
    return {
        "indicator": indicator.code,
        "label": indicator.short or indicator.name,
        "goal": goal or indicator.goal,
        # a planned value without an area stands under none on purpose
        "area": target.area or end.area or ("" if goal else indicator.area),
        "agencies": choice.agencies(indicator.code, year),
        "polarity": indicator.polarity,
        "measure": indicator.measure,
    }


def _target(target: ChosenFigure) -> dict[str, Any]:
    return {
        "target": target.value,
        "target_high": target.high,
        "target_text": target.text,
        "target_printed": target.printed,
        "target_ref": target.ref,
        "comparator": target.comparator if target.known else "",
    }


def _realised(realised: ChosenFigure, indicator: Indicator) -> dict[str, Any]:
    scale = scale_of(realised, indicator) or (None, None)
    measured = realised.is_exact and not outside_scale(realised, indicator)
    return {
        "realised": realised.value,
        "realised_text": realised.text,
        "realised_printed": realised.printed,
        "realised_ref": realised.ref,
        "assessor": realised.assessor,
        "scale_min": scale[0],
        "scale_max": scale[1],
        "scale_pct": percent_of_scale(realised.value, scale[1]) if measured else None,
        "realised_comparator": realised.comparator if realised.known else "",
        "realised_high": realised.high,
    }


def _start_and_end(
    figures: LineFigures, indicator: Indicator, catalogue: Catalogue
) -> dict[str, Any]:
    baseline, end = figures.baseline, figures.end_target
    return {
        **baseline.columns("baseline"),
        **end.columns("end_target"),
        "end_gap": end_gap(figures, indicator),
        "path_pct": path_pct(figures, indicator, catalogue.series),
    }


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
