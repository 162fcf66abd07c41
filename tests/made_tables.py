"""Tables of made-up rows that keep their contract, for tests that say only what a row has."""

import pandas as pd

from rapor.ground.tables import Contract, conform

_MADE: dict[tuple[Contract, str], pd.DataFrame] = {}


def table_of(contract: Contract, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as a table; what a row does not say is empty.

    The same rows are held to their contract once, which takes longer than most tests.
    """
    rows = list(rows)
    key = contract, repr(rows)
    if key not in _MADE:
        _MADE[key] = conform(contract, pd.DataFrame(rows, columns=list(contract.columns)))
    return _MADE[key].copy()
