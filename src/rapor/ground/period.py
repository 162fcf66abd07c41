"""The part of a year that a report speaks of: the whole year, or one half of it.

A half-year report holds the year's targets against what is known so far. What is known is
decided here once, for the evaluation and for the report: ``achievement.yaml``, ``period``.
"""

import datetime

from rapor.ground.errors import Problem, UsageError

ANNUAL = "annual"
HALVES = ("semester_1", "semester_2")
"""The halves of a year, in order."""
PERIODS = (ANNUAL, *HALVES)
YEARS = range(1945, 2101)
"""Years that a document of an Indonesian city can be about; any other is a slip."""


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


def first_day(year: int, period: str) -> datetime.date:
    """The first day of a year, or of its half."""
    return datetime.date(year, 7 if period == HALVES[1] else 1, 1)


def last_day(year: int, period: str) -> datetime.date:
    """The last day of a year, or of its half."""
    return datetime.date(year, 6, 30) if period == HALVES[0] else datetime.date(year, 12, 31)


def place_in_time(year: int, period: str) -> tuple[int, int]:
    """Sorts rounds as they are held: both halves of a year go before the year as a whole."""
    return year, (*HALVES, ANNUAL).index(period)
