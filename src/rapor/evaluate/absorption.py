"""Money of a year's activities: what may be spent, what was, and the share, beside the output.

Absorption says how much of the budget is spent and nothing of what was reached for it, so the
two stand in columns of their own and are never one figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.ground.period import ANNUAL, HALVES, PERIODS, place_in_time
from rapor.ground.ref import Line, Ref, joined
from rapor.ground.tables import records, table_of
from rapor.ground.tables.evaluation import ActivityLine
from rapor.ground.tables.reporting import Absorption, SpentMoney
from rapor.ground.vocabularies import MONEY_KINDS, SPENT_PERIODS

BUDGET, SPENT = MONEY_KINDS
_QUARTERS = tuple(period for period in SPENT_PERIODS if period not in PERIODS)
_WHOLE = {HALVES[0]: _QUARTERS[:2], HALVES[1]: _QUARTERS, ANNUAL: _QUARTERS}
"""The quarters that a part of the year from its beginning is made of."""
_Activity = tuple[Line, str]


@dataclass(frozen=True)
class _Figure:
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
            line = _line(rows[0], budget, spent, outputs.get(activity))
            lines.append({"city": city.slug, "year": year, "quarters": lacking, **line})
    return table_of(Absorption, lines)


def _latest(rows: list[SpentMoney], year: int, period: str) -> _Figure | None:
    """The last word on a figure by the end of a period; what is reported goes before print."""
    last = place_in_time(year, period)
    figures = [figure for figure in _figures(rows) if place_in_time(year, figure.period) <= last]
    order = sorted(figures, key=lambda it: (bool(it.on), place_in_time(year, it.period), it.on))
    return order[-1] if order else None


def _figures(rows: Iterable[SpentMoney]) -> Iterator[_Figure]:
    """Figures of the year and its halves, and the sums of quarters that are whole."""
    by_quarter: dict[str, SpentMoney] = {}
    for row in sorted(rows, key=lambda row: row.on):
        if row.period in PERIODS:
            yield _Figure(row.value or 0.0, row.period, row.on, (row.ref,))
        else:
            by_quarter[row.period] = row
    for period, quarters in _WHOLE.items():
        parts = [by_quarter[quarter] for quarter in quarters if quarter in by_quarter]
        if len(parts) == len(quarters):
            days, refs = [part.on for part in parts], tuple(part.ref for part in parts)
            total = sum(part.value or 0.0 for part in parts)
            yield _Figure(total, period, max(days) if all(days) else "", refs)


def _quarters(rows: Iterable[SpentMoney], period: str) -> str:
    """The quarters of a time that are known where they make no sum."""
    asked = _WHOLE[period]
    known = {row.period for row in rows}
    return ";".join(quarter for quarter in asked if quarter in known)


def _line(
    row: SpentMoney,
    budget: _Figure | None,
    spent: _Figure | None,
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
