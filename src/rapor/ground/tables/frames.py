"""Frames of declared tables: brought to order, checked, written, read, and as typed records.

A breach of a declaration is a bug of ours and raises ``pandera``'s ``SchemaErrors``.
Evidence about a city's data is another thing: see ``rapor.validate``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import make_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.files import read_rows, write_text
from rapor.ground.period import ANNUAL, HALVES
from rapor.ground.ref import Ref, refs_in
from rapor.ground.tables.model import ColumnFacts, Declaration, Kind, TableModel
from rapor.ground.text import guarded

Tables = dict[str, pd.DataFrame]
"""Tables of one stage by name."""
Model = TypeVar("Model", bound=TableModel)


def table_of(model: type[TableModel], rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """A table from its rows; also one without rows has all its columns.

    A reference may be given as a ``Ref``. Raises what ``conform`` does.
    """
    return conform(model, pd.DataFrame(list(rows), columns=model.declaration().names))


def empty(model: type[TableModel]) -> pd.DataFrame:
    """A table without rows."""
    return table_of(model, ())


def conform(model: type[TableModel], frame: pd.DataFrame) -> pd.DataFrame:
    """Bring ``frame`` to the declaration: order, types, sorted by key; then check it.

    Raises ``pandera.errors.SchemaErrors`` for a breach, ``KeyError`` for a missing column.
    """
    declared = model.declaration()
    columns = {name: _typed(frame[name], column) for name, column in declared.columns.items()}
    ordered = pd.DataFrame(columns).sort_values(
        list(declared.key), kind="stable", ignore_index=True
    )
    if not keeps(declared, ordered):
        declared.schema.validate(ordered, lazy=True)
    return ordered


def keeps(declared: Declaration, frame: pd.DataFrame) -> bool:
    """Whether a frame with the declared columns and types is right in its words and key.

    Says the same as the schema, which says what is wrong and takes ten times as long: half
    the time of a run went into it, on frames that were right.
    """
    twice = frame.duplicated([*declared.key, *declared.within]).any()
    return not twice and all(
        _is_right(frame[name], column) for name, column in declared.columns.items()
    )


def _is_right(cells: "pd.Series[Any]", column: ColumnFacts) -> bool:
    if column.words:
        return bool(cells.isin(column.words if column.filled else (*column.words, "")).all())
    if not column.filled:
        return True
    return bool(cells.notna().all() if column.kind == "integer" else (cells != "").all())


def _typed(cells: "pd.Series[Any]", column: ColumnFacts) -> "pd.Series[Any]":
    if column.kind == "number":
        return pd.to_numeric(cells).astype(float)
    if column.kind == "integer":
        return pd.to_numeric(cells).astype("Int64")
    return cells.astype(object).where(cells.notna(), "").astype(str)


def write_table(model: type[TableModel], frame: pd.DataFrame, folder: Path) -> None:
    """Write a table as ``folder/<name>.csv``: UTF-8, decimal point, fixed order, sorted.

    Texts are guarded against being taken for formulas; ``read_table`` gives them to the letter.
    """
    table = conform(model, frame)
    for name, column in model.declaration().columns.items():
        if column.kind not in ("number", "integer") and not column.words:
            table[name] = table[name].map(guarded)
    text = table.to_csv(index=False, lineterminator="\n", float_format=_shortest)
    write_text(folder / f"{model.declaration().name}.csv", text)


def _shortest(value: object) -> str:
    """A float with at most ten significant digits: the same text on every machine."""
    return f"{value:.10g}"


def read_table(model: type[TableModel], folder: Path, shown: str, made_by: str) -> pd.DataFrame:
    """Read a table that another stage wrote; ``made_by`` is the step to run when it is missing.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when its columns are not
    those that are declared.
    """
    declared = model.declaration()
    path = folder / f"{declared.name}.csv"
    shown = f"{shown}/{path.name}"
    if not path.is_file():
        raise MissingInput(Problem(shown, "not made yet", "a table", f"run {made_by}"))
    header, rows = read_rows(path, shown)
    if header != declared.names:
        raise DataRejected(
            Problem(shown, f"columns {header}", f"columns {declared.names}", f"run {made_by}")
        )
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    for name, column in declared.columns.items():
        if column.kind in ("number", "integer"):
            frame[name] = pd.to_numeric(frame[name].replace("", None))
    return conform(model, frame)


def records(model: type[Model], frame: pd.DataFrame) -> list[Model]:
    """The rows of a table in their order, frozen, with the properties of its model.

    An empty number is None, never NaN, so that a missing value cannot pass for a figure. A
    reference is a ``Ref``, a list of them a tuple.
    """
    declared = model.declaration().columns.values()
    columns = [_cells(frame[column.name], column.kind) for column in declared]
    record = _record_class(model)
    return [cast(Model, record(*cells)) for cells in zip(*columns, strict=True)]


@cache
def _record_class(model: type[TableModel]) -> Callable[..., Any]:
    attributes = [column.attribute for column in model.declaration().columns.values()]
    return make_dataclass(
        model.__name__,
        attributes,
        namespace={**model.behaviour(), "_table": model, "__doc__": model.__doc__},
        frozen=True,
        slots=True,
    )


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    "reference": lambda cell: Ref.read(cell) if cell else None,
    "references": refs_in,
}


def _cells(column: "pd.Series[Any]", kind: Kind) -> list[Any]:
    cells = column.astype(object).where(column.notna(), None).tolist()
    return [_READ[kind](cell) for cell in cells] if kind in _READ else cells


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
