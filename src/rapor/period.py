"""The part of a year that a report speaks of: the whole year, or one half of it.

A half-year report holds the year's targets against what is known so far. What is known is
decided here once, for the evaluation and for the report: ``achievement.yaml``, ``period``.
"""

from typing import TYPE_CHECKING

from rapor.errors import Problem, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from rapor.tables import Tables

ANNUAL = "annual"
HALVES = ("semester_1", "semester_2")
"""The halves of a year, in order."""
PERIODS = (ANNUAL, *HALVES)


def check_period(period: str) -> None:
    """Raise ``UsageError`` for a period that does not exist."""
    if period not in PERIODS:
        raise UsageError(
            Problem(
                "period",
                f"{period[:60]!r} does not exist",
                f"one of {', '.join(PERIODS)}",
                "choose one of them",
            )
        )


def half_name(period: str) -> str:
    """A half year as it is called in every language: ``semester I``; empty for a year."""
    return f"semester {'I' * (HALVES.index(period) + 1)}" if period in HALVES else ""


def folder_of(year: int, period: str) -> str:
    """Name of a period's folder and files: ``2022``, or ``2022-semester-1``.

    Raises ``UsageError`` for an unknown period, so that no path gets further.
    """
    check_period(period)
    return str(year) if period == ANNUAL else f"{year}-{period.replace('_', '-')}"


def newest_first(period: str) -> int:
    """Sorts values of one year: the second half goes before the first."""
    return -PERIODS.index(period) if period in PERIODS else 0


def known(tables: "Tables", year: int, period: str) -> "Tables":
    """The accepted tables with those realisations and ``scores`` that a report may know.

    The annual report: annual values. The report of a half year: values of that half or an
    earlier one of the year, and annual values of the years before. A score is the result of
    a whole year, so that of the year itself is not known in it. Values of later years stay
    out of a half-year report.
    """
    found = {**tables}
    for name in ("realisations", "activity_realisations"):
        found[name] = _known(tables[name], year, period)
    if period != ANNUAL:
        scores = tables["scores"]
        found["scores"] = scores[_before(scores, year)]
    return found


def _known(frame: "pd.DataFrame", year: int, period: str) -> "pd.DataFrame":
    """The rows of values that are known in the report of a period."""
    annual = frame["period"] == ANNUAL
    if period == ANNUAL:
        return frame[annual]
    halves = HALVES[: HALVES.index(period) + 1]
    of_the_year = (frame["year"] == year).fillna(False)
    so_far = of_the_year & frame["period"].isin(halves)
    return frame[so_far | (annual & _before(frame, year))]


def _before(frame: "pd.DataFrame", year: int) -> "pd.Series[bool]":
    """Whether each row is of an earlier year; one without a year is not of this one."""
    return ~(frame["year"] >= year).fillna(False)
