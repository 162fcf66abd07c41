"""The plan table: the activities of a year, each against what is printed for it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.achievement import Judgement, WordOrders, judge
from rapor.evaluate.choice import NOTHING, Choice, ChosenFigure, figure_of, number
from rapor.evaluate.line import JUDGED, judged, word_orders
from rapor.evaluate.measurement import same_unit
from rapor.ground.period import newest_first
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables, table_of
from rapor.ground.tables.evaluation import ActivityLine


def plan_table(
    city: City, year: int, choice: Choice, accepted: Tables, catalogue: Catalogue
) -> pd.DataFrame:
    """One line an activity with a target of the year.

    The activity's own printed target is judged, which may differ from the one that its
    indicator is evaluated by. A realisation is known through the indicator; without one,
    from what an agency reports of the activity; else the status is ``no_data``. Columns:
    ``evaluation.ActivityLine``.
    """
    reports = ActivityReports(city, year, accepted["activity_realisations"])
    lines = []
    for row in accepted["action_plan"].query("year == @year").to_dict("records"):
        target = figure_of(row)
        if not (target.is_target or target.withheld):
            continue
        if target.indicator:
            realised, judgement = _through_indicator(target, year, choice, catalogue)
        else:
            realised, judgement = reports.of(target, row["activity"], catalogue)
        line = _line(row, target, realised, judgement)
        lines.append({"city": city.slug, "year": year, **line})
    return table_of(ActivityLine, lines)


def _line(
    row: Mapping[Hashable, Any], target: ChosenFigure, realised: ChosenFigure, judgement: Judgement
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
        "achievement_pct": judgement.achievement_pct,
        "gap": judgement.gap,
        "status": judgement.status,
        "target_high": target.high,
        "realised_comparator": realised.comparator if realised.known else "",
        "realised_high": realised.high,
    }


def _through_indicator(
    target: ChosenFigure, year: int, choice: Choice, catalogue: Catalogue
) -> tuple[ChosenFigure, Judgement]:
    indicator = catalogue.indicators[target.indicator]
    realised = choice.realisation(indicator.code, year)
    return realised, judged(target, realised, indicator, word_orders(indicator, catalogue, year))


class ActivityReports:
    """What agencies report of the activities that no indicator measures, in one year.

    Of several reports the first in the city's precedence counts.
    """

    def __init__(self, city: City, year: int, accepted: pd.DataFrame) -> None:
        order = city.precedence.get("realisations", ())
        ranks = {kind: rank for rank, kind in enumerate(order)}
        self._year = year
        rows = accepted[(accepted["year"] == year).fillna(False)].to_dict("records")
        rows.sort(
            key=lambda row: (
                newest_first(row["period"]),
                ranks.get(row["publication"], len(ranks)),
                row["row"],
            )
        )
        self._known: dict[tuple[Ref | None, str], ChosenFigure] = {}
        for row in rows:
            self._known.setdefault((Ref.read(row["planned"]), row["activity"]), _figure(row))

    def of(
        self, target: ChosenFigure, activity: str, catalogue: Catalogue
    ) -> tuple[ChosenFigure, Judgement]:
        """What is reported of an activity, and what that says of its printed target.

        Of an activity more is better, unless its target says at most; a word is judged as
        that of a milestone. Figures of two units cannot be compared.
        """
        realised = self._known.get((target.ref, activity), NOTHING)
        words = WordOrders(done=catalogue.scale("milestone", self._year))
        measure = "number" if target.value is not None else "milestone"
        judgement = judge(target, realised, measure, "higher", words)
        if judgement.status in JUDGED and not same_unit(target.unit, realised.unit, None):
            return realised, Judgement("not_comparable")
        return realised, judgement


def _figure(row: dict[Any, Any]) -> ChosenFigure:
    return ChosenFigure(
        value=number(row["value"]),
        high=number(row["value_high"]),
        text=row["text"],
        comparator=row["comparator"] or "=",
        year=int(row["year"]),
        printed=row["printed"],
        ref=Ref.of(row),
        unit=row["unit"],
        assessor=row["publisher"],
        period=row["period"],
    )
