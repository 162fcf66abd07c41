"""Which printed scores are the parts of which whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.validate.evidence import records

Score = dict[str, Any]


@dataclass(frozen=True)
class Whole:
    """A component's row and the rows of its parts, of one assessor and level."""

    row: Score
    parts: list[Score]

    @property
    def same_table(self) -> bool:
        """Whether all stand in one printed table."""
        return all(part["table"] == self.row["table"] for part in self.parts)


def parent(component: str) -> str:
    """Path of the whole; the two halves of the index belong to ``index``."""
    if component == "index":
        return ""
    return component.rpartition("/")[0] or "index"


def wholes_of_weights(scores: pd.DataFrame) -> Iterator[Whole]:
    """Each group of parts with the row that prints the weight of their whole.

    Weights belong to the document and not to an assessor: the parts of a self-assessment
    may have their whole in the official table. The whole of the same table goes first.
    """
    rows = records(scores)
    for parts in _groups(rows):
        above = [row for row in rows if row["component"] == parent(parts[0]["component"])]
        above = [row for row in above if not pd.isna(row["weight"])]
        above.sort(key=lambda row: row["table"] != parts[0]["table"])
        if above:
            yield Whole(above[0], parts)


def wholes_of_values(scores: pd.DataFrame) -> Iterator[Whole]:
    """Each group of parts with the printed score of their whole, of the same assessor and level."""
    rows = records(scores)
    for parts in _groups(rows):
        above = [
            row
            for row in rows
            if row["component"] == parent(parts[0]["component"])
            and all(row[name] == parts[0][name] for name in ("assessor", "level"))
        ]
        if above:
            yield Whole(above[0], parts)


def _groups(rows: list[Score]) -> Iterator[list[Score]]:
    groups: dict[tuple[str, ...], list[Score]] = {}
    for row in rows:
        above = parent(row["component"])
        if above:
            groups.setdefault((row["assessor"], row["level"], above), []).append(row)
    yield from groups.values()


def weight_sum(parts: list[Score]) -> float | None:
    """Sum of the parts' weights; None where one is not printed."""
    weights = [part["weight"] for part in parts]
    return None if any(pd.isna(weight) for weight in weights) else float(sum(weights))


def ceilings(scores: pd.DataFrame) -> dict[str, float]:
    """Highest possible score of each cell of scores: its weight, or what its parts allow."""
    most = dict(zip(scores["value_ref"], scores["weight"], strict=True))
    for whole in wholes_of_weights(scores):
        total = weight_sum(whole.parts)
        if whole.same_table and total is not None:
            most[whole.row["value_ref"]] = max(total, whole.row["weight"])
    return most
