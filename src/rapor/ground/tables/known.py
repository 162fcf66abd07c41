"""Which values the report of a year, or of half a year, may know."""

import pandas as pd

from rapor.ground.period import ANNUAL, HALVES
from rapor.ground.tables.frames import Tables


def known(tables: Tables, year: int, period: str) -> Tables:
    """The accepted tables with those realisations and ``scores`` that a report may know.

    The annual report: annual values. The report of a half year: values of that half or an
    earlier one of the year, and annual values of the years before. A score is the result of
    a whole year, so that of the year itself is not known in it. Values of later years stay
    out of a half-year report.
    """
    allowed = {**tables}
    for name in ("realisations", "activity_realisations"):
        allowed[name] = _known(tables[name], year, period)
    if period != ANNUAL:
        scores = tables["scores"]
        allowed["scores"] = scores[_before(scores, year)]
    return allowed


def _known(frame: pd.DataFrame, year: int, period: str) -> pd.DataFrame:
    """The rows of values that are known in the report of a period."""
    annual = frame["period"] == ANNUAL
    if period == ANNUAL:
        return frame[annual]
    halves = HALVES[: HALVES.index(period) + 1]
    of_the_year = (frame["year"] == year).fillna(False)
    so_far = of_the_year & frame["period"].isin(halves)
    return frame[so_far | (annual & _before(frame, year))]


def _before(frame: pd.DataFrame, year: int) -> "pd.Series[bool]":
    """Whether each row is of an earlier year; one without a year is not of this one."""
    return ~(frame["year"] >= year).fillna(False)
