"""The end of a row of yearly targets."""

import re

import pandas as pd

from rapor.validate.agreement import agree, compared, readable
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.line import own_activities, series_of, time_of
from rapor.validate.rule import Rule, about, view_of

_LOST_DIGITS = re.compile(r"(?:0{1,2}|10?)(?:[.,]0+)?\s*(?:%|persen)?", re.IGNORECASE)
"""What is left of ``100`` when the first or the last digits, or a decimal mark, are lost."""

ALL = 100.0
"""The whole, in per cent."""


def truncated(evidence: Evidence) -> pd.DataFrame:
    """One row a per cent cell printed 0, 00, 1 or 10 behind a rising series.

    ``value`` is expected to be no less than ``before``, the last figure before such cells.
    """
    rows = []
    for severity, cells in (
        ("", evidence.trusted(evidence.planned)),
        ("warning", own_activities(evidence)),
    ):
        for series in series_of(cells):
            whole = [row for row in series if not _LOST_DIGITS.fullmatch(row["shown"].strip())]
            if not _rising([row["level"] for row in whole]):
                continue
            last = whole[-1]
            for row in series:
                behind = row not in whole and (
                    time_of(row) > time_of(last) or row["year"] == last["year"]
                )
                if behind and "%" in row["shown"] + row["unit"]:
                    found = about(
                        evidence,
                        row,
                        expected=f"≥ {last['printed']}",
                        compared=last,
                        severity=severity,
                        value=row["level"],
                        before=last["level"],
                    )
                    rows.append(found)
    return view_of(rows, "value", "before")


def _rising(levels: list[float]) -> bool:
    """Whether a series rises, or stands at all of 100 per cent."""
    steady = len(levels) > 1 and sorted(levels) == levels
    return steady and (levels[0] < levels[-1] or levels[-1] == ALL)


def last_year(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row that has both a target of the last year and an end target.

    In front stands the one that no other table prints, else the last year's.
    """
    rows = []
    year = evidence.city.last_year
    planned = evidence.trusted(evidence.planned)
    final = [row for row in records(planned) if row["year"] == year and readable(row)]
    by_row: dict[tuple[str, int], dict[str, Row]] = {}
    for row in final:
        by_row.setdefault((row["table"], row["row"]), {})[row["kind"]] = row
    for found in by_row.values():
        if not {"target", "end_target"} <= set(found):
            continue
        target, end = found["target"], found["end_target"]
        elsewhere = [
            row
            for row in final
            if row["table"] != target["table"] and row["indicator"] == target["indicator"]
        ]
        confirmed = [any(agree(evidence, cell, row) for row in elsewhere) for cell in (target, end)]
        odd, other = (end, target) if confirmed == [True, False] else (target, end)
        rows.append(compared(evidence, odd, other))
    return view_of(rows, "reading", "other")


TRUNCATED = Rule(
    code="truncated_percent",
    severity="error",
    description="Persentase pada akhir deret yang menaik tidak kehilangan angka.",
    reason=(
        "A cell of 0, 00, 1 or 10 per cent behind figures that rise, or stand at 100, is what"
        " remains of 100 when digits are lost in printing or scanning; a road map does not plan"
        " to fall back to it. As printed it would turn every result into a success. An activity's"
        " own row is not evaluated and is a warning."
    ),
    view=truncated,
    expectation="ExpectPercentToKeepItsDigits",
    message=(
        "{place} prints {printed} for {label}, after {compared_printed} before it; digits seem to"
        " be lost."
    ),
    silent_when="no rising series ends in 0, 00, 1 or 10 per cent",
    settles=True,
)

LAST_YEAR = Rule(
    code="last_year_not_end_target",
    severity="error",
    description="Target tahun terakhir sama dengan target akhir pada baris yang sama.",
    reason=(
        "Both are the road map's value for its last year, in one row; equal up to the printed"
        " decimals. Which of the two is evaluated decides the achievement of that year."
    ),
    view=last_year,
    expectation="ExpectLastYearToBeTheEndTarget",
    message=(
        "{place} prints {printed} for {label}; the same row prints {compared_printed} in column"
        " {compared_column}."
    ),
    silent_when="no table prints the last year and an end target in one row",
    settles=True,
)
