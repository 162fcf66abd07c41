"""Rows that a table or the road map should have, and does not."""

import re
from typing import Any

import pandas as pd

from rapor.catalogue.raw import RawRow, RawTable
from rapor.validate.agreement import readable
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.rule import Rule, about, view_of

_NUMBER = re.compile(r"([0-9]{1,3})\s*[.)]?")


def numbering(evidence: Evidence) -> pd.DataFrame:
    """One row a raw row: its number, and the ``next`` one after the row before it.

    ``number`` is the printed number in a table that numbers all its rows, where it may also
    repeat and begin again at 1; else the row's own number in the file.
    """
    rows: list[dict[str, Any]] = []
    for table in evidence.raw.values():
        column = table.spec.column("number") or ""
        if not all(_printed(row, column) for row in table.lines):
            column = ""
        last = printed_last = 0
        for row in table.rows:
            number, expected, printed = row.number, last + 1, _printed(row, column)
            if number == expected and printed:
                follows = (1, printed_last, printed_last + 1)
                expected = printed if printed in follows or not printed_last else printed_last + 1
                number = printed
            place = _place(table, row, column if printed else "row")
            found = about(evidence, place, expected=str(expected), number=number, next=expected)
            rows.append(found)
            last, printed_last = row.number, printed or printed_last
    return view_of(rows, "number", "next")


def _printed(row: RawRow, column: str) -> int:
    """The number that a row prints in a column; 0 for none."""
    found = _NUMBER.fullmatch(row.cells.get(column, ""))
    return int(found[1]) if found else 0


def _place(table: RawTable, row: RawRow, column: str) -> Row:
    return {
        "source": table.spec.source,
        "table": table.spec.table,
        "row": row.number,
        "column": column,
        "printed": row.cells.get(column, str(row.number)),
        "year": None,
        "label": table.spec.title,
    }


def yearly_targets(evidence: Evidence) -> pd.DataFrame:
    """One row an end target: how many yearly targets (``years``) its indicator has.

    Only where most end targets of the city have some: a road map may plan its end alone.
    """
    planned = evidence.planned
    yearly = planned[planned["kind"] == "target"]
    rows = []
    for row in records(planned[planned["kind"] == "end_target"]):
        if readable(row):
            years = yearly.loc[yearly["indicator"] == row["indicator"], "year"].nunique()
            rows.append(about(evidence, row, years=years))
    planned_yearly = [row for row in rows if row["years"]]
    return view_of(rows if len(planned_yearly) * 2 > len(rows) else [], "years")


ROW_MISSING = Rule(
    code="row_missing",
    severity="warning",
    description="Baris sebuah tabel bernomor urut.",
    reason=(
        "Rows of a raw table are numbered one by one, and so are printed tables that number every"
        " row; numbers may begin again at 1 for a new group and repeat over a page break. A number"
        " that is skipped means a row that was lost, in print or on the way here; what it said is"
        " not known, so there is nothing to decide about a figure."
    ),
    view=numbering,
    expectation="ExpectNumbersInSequence",
    message=(
        "{place} is number {printed} of the table {label} where {expected} should follow: a row"
        " seems to be missing."
    ),
    silent_when="only tidy tables are looked at",
)

NO_YEARLY_TARGET = Rule(
    code="no_yearly_target",
    severity="warning",
    description="Indikator yang mempunyai target akhir juga mempunyai target tahunan.",
    reason=(
        "Where most indicators with an end target have yearly ones, an indicator without them"
        " has been left out of the yearly tables. It is evaluated against baseline and end"
        " target, so that nobody has to decide first."
    ),
    view=yearly_targets,
    expectation="ExpectYearlyTargets",
    message="{place} prints the end target {printed} for {label}, which has no yearly targets.",
    silent_when="the city prints no end targets, or plans mostly without yearly targets",
)
