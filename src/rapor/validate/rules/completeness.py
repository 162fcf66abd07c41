"""Cells that say nothing, and cells that cannot be read."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.ground.cells import read_cell
from rapor.validate.agreement import readable
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.rule import Rule, about, view_of

EVALUATED = ("targets", "realisations", "scores")


def _cells(evidence: Evidence) -> Iterator[tuple[Row, bool]]:
    """Every printed cell that should hold a figure, once, and whether it is evaluated.

    A cell of an action plan that is an indicator's target too is taken as a target.
    """
    seen: set[str] = set()
    for frame in (evidence.planned, evidence.realised):
        for row in records(frame):
            seen.add(row["ref"])
            yield row, True
    for row in _score_cells(evidence):
        yield row, True
    for row in records(evidence.activities):
        # an activity of a table without years has no figures to miss
        if row["ref"] not in seen and row["year"] is not None:
            yield row, False


def _score_cells(evidence: Evidence) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in records(evidence.scores):
        for part in ("value", "weight", "ratio"):
            header = row["column"] if part == "value" else row[f"{part}_column"]
            if not header or row[f"{part}_ref"] in seen:
                continue
            seen.add(row[f"{part}_ref"])
            printed = row["printed"] if part == "value" else row[f"{part}_printed"]
            yield {
                **row,
                "column": header,
                "printed": printed,
                "value": row[part],
                "text": "",
            }


def _state(row: Row) -> str:
    """``read``, ``missing`` or ``unreadable``; a withheld value was readable."""
    return "read" if readable(row) else read_cell(row["printed"]).state


def missing(evidence: Evidence) -> pd.DataFrame:
    """One row a printed cell; ``reading`` is empty where the cell says nothing."""
    rows = []
    for row, evaluated in _cells(evidence):
        state = _state(row)
        dash = bool(row["printed"].strip())
        severity = "" if evaluated or not dash else "note"
        reading = None if state == "missing" else row["printed"]
        rows.append(about(evidence, row, severity=severity, reading=reading))
    return view_of(rows, "reading")


def unreadable(evidence: Evidence) -> pd.DataFrame:
    """One row a printed cell that is not blank; ``state`` says whether it can be read."""
    rows = []
    for row, evaluated in _cells(evidence):
        state = _state(row)
        if state != "missing":
            severity = "" if evaluated else "warning"
            rows.append(about(evidence, row, severity=severity, state=state))
    return view_of(rows, "state")


MISSING_CELL = Rule(
    code="missing_cell",
    severity="warning",
    description="Setiap sel tahun, nilai, dan bobot berisi angka atau kata.",
    reason=(
        "A blank, a dash or 'Belum Diisi' leaves nothing to evaluate; the evaluation says so"
        " without help, so nobody has to decide first. A dash in an activity's own row of an"
        " action plan only says that the year has no target, and is a note. The blank cells of"
        " one row have one cause and are one finding."
    ),
    view=missing,
    expectation="ExpectCellToSaySomething",
    message="{place} has no value for {label} ({held}).",
    several="{places} have no value for {label} ({held}).",
    silent_when="",
    covers="row",
)

UNREADABLE_CELL = Rule(
    code="unreadable_cell",
    severity="error",
    description="Setiap sel yang terisi dapat dibaca sebagai angka atau kata.",
    reason=(
        "A cell that says something, but not with certainty, cannot be used as printed, and is"
        " neither zero nor absent: a person has to read the document. A cell of an activity's"
        " own row is not evaluated and is a warning."
    ),
    view=unreadable,
    expectation="ExpectCellToBeReadable",
    message="{place} prints {printed} for {label}, which cannot be read with certainty.",
    silent_when="no cell of the city is filled; missing cells are found by another rule",
)
