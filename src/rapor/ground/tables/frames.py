"""Frames of declared tables: brought to order, checked, written and read.

A breach of a declaration is a bug of ours and raises ``pandera``'s ``SchemaErrors``.
Evidence about a city's data is another thing: see ``rapor.validate``.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.files import read_rows, write_text
from rapor.ground.formulas import guarded
from rapor.ground.tables.model import ColumnFacts, Declaration, TableModel

Tables = dict[str, pd.DataFrame]
"""Tables of one stage by name."""


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
