"""The plan table: the activities of a year, each against what is printed for it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.achievement import Judgement
from rapor.evaluate.choice import Choice, Figure, figure_of
from rapor.evaluate.line import judged, words_of
from rapor.evaluate.reports import Reports
from rapor.ground.tables import EVALUATION, Tables, conform


def plan_table(
    city: City, year: int, choice: Choice, accepted: Tables, catalogue: Catalogue
) -> pd.DataFrame:
    """One line an activity with a target of the year.

    The activity's own printed target is judged, which may differ from the one that its
    indicator is evaluated by. A realisation is known through the indicator; without one,
    from what an agency reports of the activity; else the status is ``no_data``. Columns:
    ``tables.EVALUATION['plan']``.
    """
    contract = EVALUATION["plan"]
    reports = Reports(city, year, accepted["activity_realisations"])
    rows = accepted["action_plan"].query("year == @year").to_dict("records")
    lines = []
    for row in rows:
        target = figure_of(row)
        if target.is_target or target.withheld:
            if target.indicator:
                found = _through_indicator(target, year, choice, catalogue)
            else:
                found = reports.of(target, row["activity"], catalogue)
            lines.append({"city": city.slug, "year": year, **_line(row, target, *found)})
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def undated(accepted: Tables) -> pd.DataFrame:
    """Activities that are planned without a yearly target, such as supporting ones."""
    plan = accepted["action_plan"]
    return plan[plan["year"].isna()]


def _line(
    row: Mapping[Hashable, Any], target: Figure, realised: Figure, found: Judgement
) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("area", "activity", "outcome", "indicator", "label")},
        "agencies": row["agencies"],
        "target": target.value,
        "target_text": target.text,
        "target_printed": target.printed,
        "target_ref": target.ref,
        "comparator": target.comparator if target.known else "",
        "unit": target.unit,
        "realised": realised.value,
        "realised_text": realised.text,
        "realised_printed": realised.printed,
        "realised_ref": realised.ref,
        "achievement_pct": found.achievement_pct,
        "gap": found.gap,
        "status": found.status,
    }


def _through_indicator(
    target: Figure, year: int, choice: Choice, catalogue: Catalogue
) -> tuple[Figure, Judgement]:
    indicator = catalogue.indicators[target.indicator]
    realised = choice.realisation(indicator.code, year)
    return realised, judged(target, realised, indicator, words_of(indicator, catalogue, year))
