"""The indicators table: what can be said of each indicator in a year."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.achievement import (
    Judgement,
    Words,
    capped,
    gap_to,
    judge,
    near_bound,
    percent_of_path,
    percent_of_scale,
)
from rapor.evaluate.choice import Choice, Figure, reference
from rapor.evaluate.comparable import comparable, outside_scale, scale_of
from rapor.tables import EVALUATION, conform

JUDGED = ("achieved", "not_achieved")


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
    ``tables.EVALUATION['indicators']`` and docs/data-dictionary.md.
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
    contract = EVALUATION["indicators"]
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def touching(findings: pd.DataFrame) -> dict[str, list[str]]:
    """Ids of the findings about each cell, and about the cells they compare with."""
    touched: dict[str, list[str]] = {}
    for row in findings.to_dict("records"):
        for ref in {reference(row), *row["compared_ref"].split(";")} - {""}:
            touched.setdefault(ref, []).append(row["finding"])
    return touched


def words_of(indicator: Indicator, catalogue: Catalogue, year: int) -> Words:
    """The orders of words that hold for an indicator in a year."""
    return Words(
        order=catalogue.scale(indicator.order, year) if indicator.order else None,
        bands=catalogue.scale(indicator.bands, year) if indicator.bands else None,
        done=catalogue.scale("milestone", year),
    )


def _line(
    code: str,
    year: int,
    choice: Choice,
    catalogue: Catalogue,
    cap: float | None,
    touched: Mapping[str, list[str]],
) -> dict[str, Any]:
    indicator = catalogue.indicators[code]
    target, realised = choice.target(code, year), choice.realisation(code, year)
    baseline, end = choice.baseline(code), choice.end_target(code)
    words = words_of(indicator, catalogue, year)
    judged = judge(target, realised, indicator.measure, indicator.polarity, words)
    if judged.status in JUDGED and not comparable(target, realised, indicator):
        judged = Judgement("not_comparable")
    used = (target, realised, baseline, end)
    return {
        **_names(indicator, target, end, choice),
        **_target(target),
        **_realised(realised, indicator),
        **_start_and_end(baseline, end, realised, indicator),
        "unit": target.unit or realised.unit or end.unit or indicator.unit,
        "status": judged.status,
        "achievement_pct": judged.achievement_pct,
        "capped_pct": capped(judged.achievement_pct, cap),
        "category": ""
        if judged.achievement_pct is None
        else catalogue.achievement.categories.category(judged.achievement_pct),
        "gap": judged.gap,
        "findings": ";".join(sorted({one for cell in used for one in touched.get(cell.ref, [])})),
    }


def _names(indicator: Indicator, target: Figure, end: Figure, choice: Choice) -> dict[str, Any]:
    return {
        "indicator": indicator.code,
        "label": indicator.short or indicator.name,
        "goal": target.goal or end.goal or indicator.goal,
        "area": target.area or end.area or indicator.area,
        "agencies": choice.agencies(indicator.code),
        "polarity": indicator.polarity,
        "measure": indicator.measure,
    }


def _target(target: Figure) -> dict[str, Any]:
    return {
        "target": target.value,
        "target_high": target.high,
        "target_text": target.text,
        "target_printed": target.printed,
        "target_ref": target.ref,
        "comparator": target.comparator if target.known else "",
    }


def _realised(realised: Figure, indicator: Indicator) -> dict[str, Any]:
    scale = scale_of(realised, indicator) or (None, None)
    inside = not outside_scale(realised, indicator)
    return {
        "realised": realised.value,
        "realised_text": realised.text,
        "realised_printed": realised.printed,
        "realised_ref": realised.ref,
        "assessor": realised.assessor,
        "scale_min": scale[0],
        "scale_max": scale[1],
        "scale_pct": percent_of_scale(realised.value, scale[1]) if inside else None,
    }


def _start_and_end(
    baseline: Figure, end: Figure, realised: Figure, indicator: Indicator
) -> dict[str, Any]:
    usable = end.is_target and comparable(end, realised, indicator)
    return {
        "baseline": baseline.value,
        "baseline_text": baseline.text,
        "baseline_ref": baseline.ref,
        "end_target": end.value,
        "end_target_text": end.text,
        "end_target_ref": end.ref,
        "end_gap": gap_to(realised.value, end) if usable else None,
        "path_pct": path_gone(baseline, end, realised, indicator) if usable else None,
    }


def path_gone(
    baseline: Figure, end: Figure, realised: Figure, indicator: Indicator
) -> float | None:
    """Per cent of the path that a realisation has gone; None where there is no measured path."""
    bound = near_bound(end, indicator.polarity)
    if bound is None or baseline.value is None or realised.value is None:
        return None
    if indicator.measure == "ordinal" or not comparable(end, baseline, indicator):
        return None
    return percent_of_path(realised.value, baseline.value, bound, indicator.polarity)
