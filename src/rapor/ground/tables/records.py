"""Rows of a table as typed records, made from its declaration."""

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from functools import cache
from typing import Any, TypeVar, cast

import pandas as pd

from rapor.ground.ref import Ref, refs_in
from rapor.ground.tables.model import Kind, TableModel

Model = TypeVar("Model", bound=TableModel)


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
