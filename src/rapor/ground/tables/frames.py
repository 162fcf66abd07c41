"""Frames of declared tables: brought to order, checked, written, read, and as typed records.

A breach of a declaration is a bug of ours and raises ``pandera``'s ``SchemaErrors``.
Evidence about a city's data is another thing: see ``rapor.validate``.
"""

import csv
import io
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import make_dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.files import read_text, rows_of, write_text
from rapor.ground.period import ANNUAL, HALVES, place_in_time
from rapor.ground.ref import Ref, refs_in
from rapor.ground.tables.model import ColumnFacts, Declaration, Kind, TableModel
from rapor.ground.text import guarded

Tables = dict[str, pd.DataFrame]
"""Tables of one stage by name."""

Cells = dict[str, list[Any]]
"""The cells of a table by column."""

Model = TypeVar("Model", bound=TableModel)

_TABLES = 128
"""Tables that are remembered: those of two cities, with the years of one."""

_OF_ROUNDS = frozenset(("progress", "follow_up_answers", "adopted"))
"""Tables of what offices report round by round."""


def table_of(model: type[TableModel], rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """A table from its rows; also one without rows has all its columns.

    A reference may be given as a ``Ref``, and what a row does not name is empty. Raises what
    ``conform`` does.
    """
    declared, given = model.declaration(), list(rows)
    cells = {name: [row.get(name) for row in given] for name in declared.columns}
    return _frame(declared, _conformed(declared, cells))


def empty(model: type[TableModel]) -> pd.DataFrame:
    """A table without rows."""
    return table_of(model, ())


def conform(model: type[TableModel], frame: pd.DataFrame) -> pd.DataFrame:
    """Bring ``frame`` to the declaration: order, types, sorted by key; then check it.

    Raises ``pandera.errors.SchemaErrors`` for a breach, ``KeyError`` for a missing column.
    """
    declared = model.declaration()
    return _frame(declared, _conformed(declared, _cells(declared, frame)))


def keeps(declared: Declaration, cells: Cells) -> bool:
    """Whether cells of the declared columns and types are right in their words and key.

    Says the same as the schema, which says what is wrong and takes ten times as long: half
    the time of a run went into it, on frames that were right.
    """
    told_apart = _rows(cells, (*declared.key, *declared.within))
    return len(set(told_apart)) == len(told_apart) and all(
        _are_right(cells[name], column) for name, column in declared.columns.items()
    )


def _cells(declared: Declaration, frame: pd.DataFrame) -> Cells:
    return {name: frame[name].tolist() for name in declared.columns}


def _conformed(declared: Declaration, cells: Cells) -> Cells:
    """Cells in the declared types, sorted by key, and checked.

    Lists are what frames are checked and written as: pandas takes as long for a column of five
    cells as for one of thousands, and a report is made from two hundred small tables.
    """
    typed = {name: _typed(cells[name], column) for name, column in declared.columns.items()}
    keys = _rows(typed, declared.key)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    ordered = {name: [column[place] for place in order] for name, column in typed.items()}
    if not keeps(declared, ordered):
        declared.schema.validate(_frame(declared, ordered), lazy=True)
    return ordered


def _frame(declared: Declaration, cells: Cells) -> pd.DataFrame:
    arrays = {name: _array(cells[name], column) for name, column in declared.columns.items()}
    return pd.DataFrame(arrays, copy=False)


def _array(cells: list[Any], column: ColumnFacts) -> Any:
    if column.kind == "number":
        return np.array(cells, dtype=float)
    if column.kind == "integer":
        return pd.array(cells, dtype="Int64")
    return pd.array(cells, dtype="str")


def _rows(cells: Cells, names: Collection[str]) -> list[tuple[Any, ...]]:
    """The cells of some columns, row by row, as they are sorted: what is empty comes last."""
    columns = ([_place(cell) for cell in cells[name]] for name in names)
    return list(zip(*columns, strict=True))


def _place(cell: Any) -> Any:
    return cell if isinstance(cell, str) else (cell is None, cell or 0)


def _are_right(cells: list[Any], column: ColumnFacts) -> bool:
    if column.words:
        return set(cells) <= {*column.words, *(() if column.filled else ("",))}
    if not column.filled:
        return True
    return (None if column.kind == "integer" else "") not in cells


def _typed(cells: Iterable[Any], column: ColumnFacts) -> list[Any]:
    """Cells as texts, or as numbers and None."""
    if column.kind == "number":
        return [_number(cell) for cell in cells]
    if column.kind == "integer":
        return [cell if type(cell) is int else _integer(cell) for cell in cells]
    return [cell if type(cell) is str else "" if _is_empty(cell) else str(cell) for cell in cells]


def _is_empty(cell: Any) -> bool:
    return cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))


def _number(cell: Any) -> float | None:
    return None if _is_empty(cell) or cell == "" else float(cell)


def _integer(cell: Any) -> int | None:
    number = _number(cell)
    if number is not None and not number.is_integer():
        message = f"{cell!r} is no whole number"
        raise TypeError(message)
    return None if number is None else int(number)


def write_table(model: type[TableModel], frame: pd.DataFrame, folder: Path) -> None:
    """Write a table as ``folder/<name>.csv``; raises as ``conform``."""
    write_text(folder / f"{model.declaration().name}.csv", text_of_table(model, frame))


def text_of_table(model: type[TableModel], frame: pd.DataFrame) -> str:
    """A table as CSV: decimal point, fixed order, sorted; raises as ``conform``.

    Texts are guarded against being taken for formulas; ``read_table`` gives them to the letter.
    """
    declared = model.declaration()
    cells = _conformed(declared, _cells(declared, frame))
    written = (_written(cells[name], column) for name, column in declared.columns.items())
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(declared.names)
    lines.writerows(zip(*written, strict=True))
    return text.getvalue()


def _written(cells: list[Any], column: ColumnFacts) -> list[Any]:
    """Cells as a file holds them: a number with at most ten digits, the same on every machine."""
    if column.kind == "number":
        return ["" if cell is None else f"{cell:.10g}" for cell in cells]
    return cells if column.words or column.kind == "integer" else [guarded(cell) for cell in cells]


def read_table(model: type[TableModel], folder: Path, shown: str, made_by: str) -> pd.DataFrame:
    """Read a table that another stage wrote; ``made_by`` is the step to run when it is missing.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when its columns are not
    those that are declared, or a number is none.
    """
    path = folder / f"{model.declaration().name}.csv"
    shown = f"{shown}/{path.name}"
    if not path.is_file():
        raise MissingInput(Problem(shown, "not made yet", "a table", f"run {made_by}"))
    # shallow: pandas copies what is shared before either side changes it
    return _of_text(model, read_text(path, shown), shown, made_by).copy(deep=False)


@lru_cache(maxsize=_TABLES)
def _of_text(model: type[TableModel], text: str, shown: str, made_by: str) -> pd.DataFrame:
    """The table that a file's text holds, made once a process: a city's years share most."""
    names = model.declaration().names
    header, rows = rows_of(text, shown)
    if header != names:
        raise DataRejected(
            Problem(shown, f"columns {header}", f"columns {names}", f"run {made_by}")
        )
    try:
        return table_of(model, rows)
    except (ValueError, TypeError) as wrong:
        raise DataRejected(Problem(shown, str(wrong), "numbers", f"run {made_by}")) from None


def records(model: type[Model], frame: pd.DataFrame) -> list[Model]:
    """The rows of a table in their order, frozen, with the properties of its model.

    An empty number is None, never NaN, so that a missing value cannot pass for a figure. A
    reference is a ``Ref``, a list of them a tuple.
    """
    declared = model.declaration().columns.values()
    columns = [_recorded(frame[column.name].tolist(), column.kind) for column in declared]
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


def _recorded(cells: list[Any], kind: Kind) -> list[Any]:
    cells = [None if _is_empty(cell) else cell for cell in cells]
    return [_READ[kind](cell) for cell in cells] if kind in _READ else cells


def known(tables: Tables, year: int, period: str) -> Tables:
    """The accepted tables with those realisations and ``scores`` that a report may know.

    The annual report: annual values. The report of a half year: values of that half or an
    earlier one of the year, and annual values of the years before. A score is the result of
    a whole year, so that of the year itself is not known in it. Values of later years stay
    out of a half-year report.

    Of what offices report in a round, all rounds up to that of the report.
    """
    allowed = {**tables}
    for name in ("realisations", "activity_realisations"):
        allowed[name] = _known(tables[name], year, period)
    for name in _OF_ROUNDS & tables.keys():
        allowed[name] = _so_far(tables[name], year, period)
    if period != ANNUAL:
        scores = tables["scores"]
        allowed["scores"] = scores[_before(scores, year)]
    return allowed


def undated(plan: pd.DataFrame) -> pd.DataFrame:
    """The activities of an accepted action plan that no year has a figure for, a row each.

    Such are supporting activities, and those whose years are all blank or a dash: a dash is no
    target. One that has a figure in any year is dated, also where a decision withholds it.
    """
    has_figure = plan["value"].notna() | (plan["text"] != "") | plan["value_printed"].notna()
    each = pd.MultiIndex.from_frame(plan[["table", "row", "activity"]])
    dated = each[has_figure & plan["year"].notna()]
    return plan[~each.isin(dated)].drop_duplicates(["table", "row", "activity"])


def _known(frame: pd.DataFrame, year: int, period: str) -> pd.DataFrame:
    """The rows of values that are known in the report of a period."""
    annual = frame["period"] == ANNUAL
    if period == ANNUAL:
        return frame[annual]
    halves = HALVES[: HALVES.index(period) + 1]
    of_the_year = (frame["year"] == year).fillna(False)
    so_far = of_the_year & frame["period"].isin(halves)
    return frame[so_far | (annual & _before(frame, year))]


def _so_far(frame: pd.DataFrame, year: int, period: str) -> pd.DataFrame:
    """The rows of rounds up to one."""
    last = place_in_time(year, period)
    rounds = zip(frame["year"], frame["period"], strict=True)
    return frame.loc[[place_in_time(int(of_year), part) <= last for of_year, part in rounds]]


def _before(frame: pd.DataFrame, year: int) -> "pd.Series[bool]":
    """Whether each row is of an earlier year; one without a year is not of this one."""
    return ~(frame["year"] >= year).fillna(False)
