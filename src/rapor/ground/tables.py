"""The contract of every table that crosses a stage.

A contract lists columns in the order in which they are written, with their type and
meaning, the key that makes a row unique, and the closed vocabularies. ``conform``
holds a frame to it; a breach is a bug of ours and raises ``pandera``'s ``SchemaErrors``.
Evidence about a city's data is another thing: see ``rapor.validate``.

The contracts themselves are declared in ``rapor.ground.contracts``.
"""

from pathlib import Path

import pandas as pd

from rapor.ground.columns import COLUMNS
from rapor.ground.contracts import COMPARISON, CONTRACTS, DECIDED, EVALUATION, TIDY, TRACE, Contract
from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.files import read_rows, write_text
from rapor.ground.period import ANNUAL, HALVES

__all__ = [
    "COMPARISON",
    "CONTRACTS",
    "DECIDED",
    "EVALUATION",
    "TIDY",
    "TRACE",
    "Contract",
    "Tables",
    "conform",
    "empty",
    "known",
    "read_table",
    "write_table",
]

Tables = dict[str, pd.DataFrame]
"""Tables of one stage by name."""


def conform(contract: Contract, frame: pd.DataFrame) -> pd.DataFrame:
    """Bring ``frame`` to the contract: column order, types, sorted by key; then check it.

    Raises ``pandera.errors.SchemaErrors`` for a breach, ``KeyError`` for a missing column.
    """
    ordered = frame.loc[:, list(contract.columns)].copy()
    for name in contract.columns:
        kind = COLUMNS[name].kind
        if kind == "text":
            ordered[name] = (
                ordered[name].astype(object).where(ordered[name].notna(), "").astype(str)
            )
        elif kind == "integer":
            ordered[name] = pd.to_numeric(ordered[name]).astype("Int64")
        else:
            ordered[name] = pd.to_numeric(ordered[name]).astype(float)
    ordered = ordered.sort_values(list(contract.key), kind="stable", ignore_index=True)
    if len(ordered):  # columns and types were just given: without rows nothing is left to check
        contract.schema.validate(ordered, lazy=True)
    return ordered


def write_table(contract: Contract, frame: pd.DataFrame, folder: Path) -> None:
    """Write a table as ``folder/<name>.csv``: UTF-8, decimal point, fixed order, sorted."""
    text = conform(contract, frame).to_csv(index=False, lineterminator="\n", float_format=_shortest)
    write_text(folder / f"{contract.name}.csv", text)


def _shortest(value: object) -> str:
    """A float with at most ten significant digits: the same text on every machine."""
    return f"{value:.10g}"


def read_table(contract: Contract, folder: Path, shown: str, made_by: str) -> pd.DataFrame:
    """Read a table that another stage wrote; ``made_by`` is the step to run when it is missing.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when its columns are not
    the contract's.
    """
    path = folder / f"{contract.name}.csv"
    shown = f"{shown}/{path.name}"
    if not path.is_file():
        raise MissingInput(Problem(shown, "not made yet", "a table", f"run {made_by}"))
    header, rows = read_rows(path, shown)
    if tuple(header) != contract.columns:
        raise DataRejected(
            Problem(
                shown, f"columns {header}", f"columns {list(contract.columns)}", f"run {made_by}"
            )
        )
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    for name in header:
        if COLUMNS[name].kind != "text":
            frame[name] = pd.to_numeric(frame[name].replace("", None))
    return conform(contract, frame)


def empty(contract: Contract) -> pd.DataFrame:
    """A table of the contract without rows."""
    return conform(contract, pd.DataFrame(columns=list(contract.columns)))


def known(tables: Tables, year: int, period: str) -> Tables:
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
