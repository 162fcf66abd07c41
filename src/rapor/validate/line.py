"""The figures of one printed row, in the order of time."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.validate.evidence import Evidence, Row, records

_ORDER = {"baseline": 0, "target": 1, "end_target": 2}


def series_of(cells: pd.DataFrame) -> Iterator[list[dict[str, Any]]]:
    """Cells of each printed row that can be ordered, from the baseline to the end target."""
    rows: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in records(cells):
        if not pd.isna(row["level"]) and row["year"] is not None:
            rows.setdefault((row["table"], row["row"]), []).append(row)
    for series in rows.values():
        yield sorted(series, key=time_of)


def time_of(row: Row) -> tuple[int, int]:
    """Sorts cells by year, the baseline before and the end target behind the others."""
    return row["year"], _ORDER.get(row.get("kind", ""), 1)


def own_activities(evidence: Evidence) -> pd.DataFrame:
    """Cells of action plans that are no indicator's target."""
    kept = evidence.trusted(evidence.activities)
    return kept[~kept["ref"].isin(set(evidence.planned["ref"]))]
