"""The plan of a year: its activities, what of it hangs on each agency, and its money.

Absorption says how much of the budget is spent and nothing of what was reached for it, so the two
stand in columns of their own and are never one figure.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.achievement import Judgement, WordOrders, judge
from rapor.evaluate.arithmetic import ranked
from rapor.evaluate.choice import NOTHING, Choice, ChosenFigure, figure_of, number
from rapor.evaluate.indicators import JUDGED, judged, word_orders
from rapor.evaluate.measurement import same_unit
from rapor.ground.period import ANNUAL, HALVES, PERIODS, newest_first, place_in_time
from rapor.ground.ref import Line, Ref, joined
from rapor.ground.tables import Tables, records, table_of
from rapor.ground.tables.evaluation import ActivityLine, AgencyLoad
from rapor.ground.tables.reporting import Absorption, SpentMoney
from rapor.ground.vocabularies import MONEY_KINDS, SPENT_PERIODS, STATUSES

NO_AGENCY = ""
"""Stands for what no agency is named for, so that it is not overlooked."""
BUDGET, SPENT = MONEY_KINDS
_QUARTERS = tuple(period for period in SPENT_PERIODS if period not in PERIODS)
_QUARTERS_OF = {HALVES[0]: _QUARTERS[:2], HALVES[1]: _QUARTERS, ANNUAL: _QUARTERS}
"""The quarters that a part of the year from its beginning is made of."""
_Activity = tuple[Line, str]


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


def agencies_table(
    city: City,
    year: int,
    indicators: pd.DataFrame,
    plan: pd.DataFrame,
    undated: pd.DataFrame,
    catalogue: Catalogue,
) -> pd.DataFrame:
    """One line an agency that an indicator or an activity hangs on.

    ``indicators`` are lines of the road map, ``plan`` activities of the year, ``undated``
    those without a yearly target. What several agencies share counts in full for each, so
    the lines do not add up to the road map. A group such as all agencies is a line of its
    own and is not spread. Columns: ``evaluation.AgencyLoad``.
    """
    lines = _by_agency(indicators)
    activities, others = (
        Counter(code for cell in frame["agencies"] for code in _codes(cell))
        for frame in (plan, undated)
    )
    names = catalogue.agencies.names
    counted = [
        {
            "city": city.slug,
            "year": year,
            "agency": code,
            "label": names.get(code, code),
            **_counts(lines.get(code, [])),
            "activity_count": activities[code],
            "undated_count": others[code],
        }
        for code in sorted({*lines, *activities, *others})
    ]
    rows = ranked(counted, "not_achieved_count", "miss_rank")
    return table_of(AgencyLoad, rows)


def _codes(agencies: str) -> list[str]:
    return list(dict.fromkeys(agencies.split(";"))) if agencies else [NO_AGENCY]


def _by_agency(indicators: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    by_agency: dict[str, list[dict[Any, Any]]] = {}
    for line in indicators.to_dict("records"):
        for code in _codes(line["agencies"]):
            by_agency.setdefault(code, []).append(line)
    return by_agency


def _counts(lines: Sequence[dict[Any, Any]]) -> dict[str, Any]:
    statuses = Counter(line["status"] for line in lines)
    missed = sorted(line["indicator"] for line in lines if line["status"] == "not_achieved")
    return {
        "indicator_count": len(lines),
        "shared_count": sum(len(_codes(line["agencies"])) > 1 for line in lines),
        **{f"{status}_count": statuses[status] for status in STATUSES},
        "missed": ";".join(missed),
    }


@dataclass(frozen=True)
class _MoneyFigure:
    """Money from the beginning of the year to the end of a period, and the cells that say it."""

    value: float
    period: str
    on: str
    refs: tuple[Ref, ...]


def absorption_table(
    city: City, year: int, period: str, spending: pd.DataFrame, plan: pd.DataFrame
) -> pd.DataFrame:
    """A row an activity with money of the year, as known at the end of the period.

    A reported budget goes before the printed one, for it is the later word. Quarters are added up
    where all of the time are there; others are named, and make no figure. Columns:
    ``reporting.Absorption``.
    """
    outputs: dict[_Activity, ActivityLine] = {
        (line.target_ref.line, line.activity): line for line in records(ActivityLine, plan)
    }
    by_activity: dict[_Activity, list[SpentMoney]] = {}
    for row in records(SpentMoney, spending):
        if row.planned and row.year == year and row.value is not None:
            by_activity.setdefault((row.planned.line, row.activity), []).append(row)
    lines = []
    for activity, rows in by_activity.items():
        budgets, spendings = ([row for row in rows if row.kind == kind] for kind in MONEY_KINDS)
        budget, spent = _latest(budgets, year, ANNUAL), _latest(spendings, year, period)
        lacking = "" if spent else _quarters(spendings, period)
        if budget or spent or lacking:
            line = _absorption_line(rows[0], budget, spent, outputs.get(activity))
            lines.append({"city": city.slug, "year": year, "quarters": lacking, **line})
    return table_of(Absorption, lines)


def _latest(rows: list[SpentMoney], year: int, period: str) -> _MoneyFigure | None:
    """The last word on a figure by the end of a period; what is reported goes before print."""
    last = place_in_time(year, period)
    figures = [
        figure for figure in _money_figures(rows) if place_in_time(year, figure.period) <= last
    ]
    order = sorted(figures, key=lambda it: (bool(it.on), place_in_time(year, it.period), it.on))
    return order[-1] if order else None


def _money_figures(rows: Iterable[SpentMoney]) -> Iterator[_MoneyFigure]:
    """Figures of the year and its halves, and the sums of quarters that are whole."""
    by_quarter: dict[str, SpentMoney] = {}
    for row in sorted(rows, key=lambda row: row.on):
        if row.period in PERIODS:
            yield _MoneyFigure(row.value or 0.0, row.period, row.on, (row.ref,))
        else:
            by_quarter[row.period] = row
    for period, quarters in _QUARTERS_OF.items():
        parts = [by_quarter[quarter] for quarter in quarters if quarter in by_quarter]
        if len(parts) == len(quarters):
            days, refs = [part.on for part in parts], tuple(part.ref for part in parts)
            total = sum(part.value or 0.0 for part in parts)
            yield _MoneyFigure(total, period, max(days) if all(days) else "", refs)


def _quarters(rows: Iterable[SpentMoney], period: str) -> str:
    """The quarters of a time that are known where they make no sum."""
    asked = _QUARTERS_OF[period]
    known = {row.period for row in rows}
    return ";".join(quarter for quarter in asked if quarter in known)


def _absorption_line(
    row: SpentMoney,
    budget: _MoneyFigure | None,
    spent: _MoneyFigure | None,
    output: ActivityLine | None,
) -> dict[str, Any]:
    allowed = budget.value if budget else None
    used = spent.value if spent else None
    return {
        "area": row.area,
        "activity": row.activity,
        "agencies": row.agencies,
        "planned": row.planned,
        "budget": allowed,
        "spent": used,
        "absorption_pct": used / allowed * 100 if used is not None and allowed else None,
        "period": spent.period if spent else "",
        "budget_ref": joined(budget.refs) if budget else "",
        "spent_ref": joined(spent.refs) if spent else "",
        "status": output.status if output else "",
        "achievement_pct": output.achievement_pct if output else None,
    }
