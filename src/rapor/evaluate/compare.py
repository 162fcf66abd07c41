"""Cities side by side in one year: what they share, and where a rank can be given.

A rank is given only among values that mean the same: of one unit, on one scale, of an
indicator that every city defines alike. A missing value stays missing and has no rank, and
a value that stands alone is not the best of anything. Distances are in the indicator's
unit; percentages of scale are only shown beside them.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.arithmetic import difference
from rapor.evaluate.choice import number
from rapor.evaluate.measurement import MeasuredValue, common_measurement, reason_without_rank
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables, table_of
from rapor.ground.tables.comparison import CityIndex, ComparedValue, StatusCount

WHOLE = "index"
"""Component of the whole index."""

_OF_THE_LINE = (
    "label measure polarity scale_min scale_max scale_pct target target_high target_text"
    " comparator target_printed target_ref achievement_pct status"
).split()


def compare_year(
    year: int, evaluations: Mapping[str, Tables], catalogue: Catalogue
) -> pd.DataFrame:
    """Indicators that two or more cities share in a year: a row per indicator and city.

    ``evaluations`` holds for each city the accepted ``realisations`` and the year's
    ``indicators`` and ``changes``. Columns and their meaning: ``comparison.ComparedValue``.
    """
    lines: dict[str, dict[str, dict[str, Any]]] = {}
    for city in sorted(evaluations):
        published = _published(evaluations[city]["realisations"])
        changes = evaluations[city]["changes"].set_index("indicator").to_dict("index")
        for line in evaluations[city]["indicators"].to_dict("records"):
            row = _row(year, city, line, published.get(line["realised_ref"], {}))
            row |= _moved(changes.get(line["indicator"], {}))
            lines.setdefault(line["indicator"], {})[city] = row
    rows = [
        row
        for code, by_city in sorted(lines.items())
        if len(by_city) > 1 and code in catalogue.indicators
        for row in _ranked(by_city, catalogue.indicators[code], catalogue, year)
    ]
    return table_of(ComparedValue, rows)


def compare_indices(year: int, evaluations: Mapping[str, Tables]) -> pd.DataFrame:
    """The official and the self-assessed index of each city, points of 100; a row per city.

    ``evaluations`` holds the year's ``index`` of each city; a city without a score of the
    year has a row without figures.
    """
    rows: list[dict[str, Any]] = []
    for city, tables in evaluations.items():
        frame = tables["index"]
        whole: list[dict[Any, Any]] = frame[frame["component"] == WHOLE].to_dict("records")
        rows.append({**(whole[0] if whole else {}), "year": year, "city": city})
    return table_of(CityIndex, rows)


def count_statuses(year: int, evaluations: Mapping[str, Tables]) -> pd.DataFrame:
    """How many indicators of each city's road map have each status, in the city's own report.

    ``evaluations`` holds for each city the accepted ``targets`` and the year's
    ``indicators``; indicators without any printed target are not the road map's.
    """
    rows = []
    for city, tables in evaluations.items():
        planned = tables["indicators"]["indicator"].isin(tables["targets"]["indicator"])
        counts = tables["indicators"].loc[planned, "status"].value_counts()
        rows += [
            {"year": year, "city": city, "status": status, "count": count}
            for status, count in counts.items()
        ]
    return table_of(StatusCount, rows)


def _published(realisations: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    return {str(Ref.of(row)): row for row in realisations.to_dict("records")}


def _row(
    year: int, city: str, line: Mapping[Any, Any], publication: Mapping[Any, Any]
) -> dict[str, Any]:
    """A line of a city's evaluation as a row of the comparison, without a rank."""
    return {
        **{name: line[name] for name in _OF_THE_LINE},
        "year": year,
        "city": city,
        "indicator": line["indicator"],
        "unit": publication.get("unit") or line["unit"],
        "value": number(line["realised"]),
        "text": line["realised_text"],
        "printed": line["realised_printed"],
        "ref": line["realised_ref"],
        "publication": publication.get("publication", ""),
        "realised_comparator": line["realised_comparator"],
        "realised_high": number(line["realised_high"]),
    }


def _moved(change: Mapping[Any, Any]) -> dict[str, Any]:
    """What the city's own evaluation says of the move since the year before."""
    return {
        "before": number(change.get("before")),
        "before_ref": change.get("before_ref", ""),
        "change": number(change.get("change")),
        "move": change.get("move", ""),
    }


def _ranked(
    by_city: dict[str, dict[str, Any]], indicator: Indicator, catalogue: Catalogue, year: int
) -> list[dict[str, Any]]:
    """The rows of one indicator with rank and distance, or the reason why there is none."""
    order = catalogue.scale(indicator.order, year) if indicator.order else None
    measured = {city: MeasuredValue.of(row, order) for city, row in by_city.items()}
    common = common_measurement(measured.values(), indicator)
    reasons = {
        city: reason_without_rank(value, indicator, common) for city, value in measured.items()
    }
    ranked = {city: measured[city] for city, reason in reasons.items() if not reason}
    if len(ranked) == 1:
        reasons |= dict.fromkeys(ranked, "only_one")
        ranked = {}
    sign = 1 if indicator.polarity == "lower" else -1
    marks = {city: sign * value.mark for city, value in ranked.items() if value.mark is not None}
    best = min(marks, key=lambda city: marks[city]) if marks else ""
    return [
        {
            **row,
            "comparable": "no" if reasons[city] else "yes",
            "reason": reasons[city],
            "rank": 1 + sum(other < marks[city] for other in marks.values())
            if city in marks
            else None,
            "distance_to_best": _behind(row["value"], by_city[best]["value"])
            if city in marks
            else None,
        }
        for city, row in by_city.items()
    ]


def _behind(value: float | None, best: float | None) -> float | None:
    """How far a value lies behind the best; None for words, between which no distance lies."""
    away = difference(value, best)
    return None if away is None else abs(away)
