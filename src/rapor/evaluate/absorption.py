"""Money of a year's activities: what may be spent, what was, and the share, beside the output.

Absorption says how much of the budget is spent and nothing of what was reached for it, so the
two stand in columns of their own and are never one figure.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.ground.period import ANNUAL, PERIODS, place_in_time
from rapor.ground.tables import records, table_of
from rapor.ground.tables.evaluation import ActivityLine
from rapor.ground.tables.reporting import Absorption, SpentMoney
from rapor.ground.vocabularies import MONEY_KINDS

BUDGET, SPENT = MONEY_KINDS
_Activity = tuple[tuple[str, int], str]


def absorption_table(
    city: City, year: int, period: str, spending: pd.DataFrame, plan: pd.DataFrame
) -> pd.DataFrame:
    """A row an activity with money of the year, as known at the end of the period.

    A reported budget goes before the printed one, for it is the later word; quarters are not
    added up, for no source says that they are whole. Columns: ``reporting.Absorption``.
    """
    outputs: dict[_Activity, ActivityLine] = {
        (line.target_ref.line, line.activity): line for line in records(ActivityLine, plan)
    }
    by_activity: dict[_Activity, list[SpentMoney]] = {}
    for row in records(SpentMoney, spending):
        if row.planned and row.year == year and row.period in PERIODS and row.value is not None:
            by_activity.setdefault((row.planned.line, row.activity), []).append(row)
    lines = []
    for activity, rows in by_activity.items():
        budget = _latest([row for row in rows if row.kind == BUDGET], year, ANNUAL)
        spent = _latest([row for row in rows if row.kind == SPENT], year, period)
        if budget or spent:
            line = _line(rows[0], budget, spent, outputs.get(activity))
            lines.append({"city": city.slug, "year": year, **line})
    return table_of(Absorption, lines)


def _latest(rows: Iterable[SpentMoney], year: int, period: str) -> SpentMoney | None:
    """The last word on a figure by the end of a period; what is reported goes before print."""
    last = place_in_time(year, period)
    known = [row for row in rows if place_in_time(year, row.period) <= last]
    order = sorted(known, key=lambda row: (bool(row.on), place_in_time(year, row.period), row.on))
    return order[-1] if order else None


def _line(
    row: SpentMoney,
    budget: SpentMoney | None,
    spent: SpentMoney | None,
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
        "budget_ref": budget.ref if budget else None,
        "spent_ref": spent.ref if spent else None,
        "status": output.status if output else "",
        "achievement_pct": output.achievement_pct if output else None,
    }
