"""The plan table: the activities of a year, each against what is printed for it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.achievement import Judgement
from rapor.evaluate.choice import NOTHING, Choice, Figure, figure_of
from rapor.evaluate.line import judged, words_of
from rapor.tables import EVALUATION, Tables, conform


def plan_table(
    city: City, year: int, choice: Choice, accepted: Tables, catalogue: Catalogue
) -> pd.DataFrame:
    """One line an activity with a target of the year.

    The activity's own printed target is judged, which may differ from the one that its
    indicator is evaluated by. A realisation is known only through an indicator; without
    one the status is ``no_data``. Columns: ``tables.EVALUATION['plan']``.
    """
    contract = EVALUATION["plan"]
    rows = accepted["action_plan"].query("year == @year").to_dict("records")
    lines = [
        {"city": city.slug, "year": year, **_line(row, target, year, choice, catalogue)}
        for row, target in ((row, figure_of(row)) for row in rows)
        if target.is_target or target.withheld
    ]
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def undated(accepted: Tables) -> pd.DataFrame:
    """Activities that are planned without a yearly target, such as supporting ones."""
    plan = accepted["action_plan"]
    return plan[plan["year"].isna()]


def _line(
    row: Mapping[Hashable, Any], target: Figure, year: int, choice: Choice, catalogue: Catalogue
) -> dict[str, Any]:
    realised, found = _realised(target, year, choice, catalogue)
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


def _realised(
    target: Figure, year: int, choice: Choice, catalogue: Catalogue
) -> tuple[Figure, Judgement]:
    if not target.indicator:
        return NOTHING, Judgement("no_data")
    indicator = catalogue.indicators[target.indicator]
    realised = choice.realisation(indicator.code, year)
    return realised, judged(target, realised, indicator, words_of(indicator, catalogue, year))
