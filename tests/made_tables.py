"""Tables of made-up rows as they are declared, for tests that say only what a row has."""

import pandas as pd

from rapor.ground import tables
from rapor.ground.tables.model import TableModel

_MADE: dict[tuple[type[TableModel], str], pd.DataFrame] = {}


def table_of(model: type[TableModel], rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as a table; what a row does not say is empty.

    The same rows are held to their declaration once, which takes longer than most tests.
    """
    rows = list(rows)
    key = model, repr(rows)
    if key not in _MADE:
        _MADE[key] = tables.table_of(model, rows)
    return _MADE[key].copy()
