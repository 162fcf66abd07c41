"""Which printed scores are the parts of which whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.validate.evidence import Evidence, records

Score = dict[str, Any]

ROOT = "index"
"""Path of the whole index; its parts are the paths without a parent."""


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
    """Path of the whole that a component is part of; empty for the index."""
    return "" if component == ROOT else component.rpartition("/")[0] or ROOT


def wholes_of_weights(evidence: Evidence) -> Iterator[Whole]:
    """Each group of parts with the row that prints the weight of their whole.

    Weights belong to the document and not to an assessor: the parts of a self-assessment
    may have their whole in the official table. The whole of the same table goes first. A
    part that the instrument gives no weight, and the document neither, counts for nothing.
    """
    rows = records(evidence.scores)
    for group in _groups(rows):
        parts = [part for part in group if _counts(evidence, part) or not pd.isna(part["weight"])]
        above = [row for row in rows if row["component"] == parent(group[0]["component"])]
        above = [row for row in above if not pd.isna(row["weight"])]
        above.sort(key=lambda row: row["table"] != group[0]["table"])
        if above and parts:
            whole = Whole(above[0], parts)
            if whole.same_table or _mostly_printed(evidence, whole):
                yield whole


def wholes_of_values(evidence: Evidence) -> Iterator[Whole]:
    """Each group of parts with the printed score of their whole, of the same assessor and level."""
    rows = records(evidence.scores)
    for parts in _groups(rows):
        above = [
            row
            for row in rows
            if row["component"] == parent(parts[0]["component"])
            and all(row[name] == parts[0][name] for name in ("assessor", "level"))
        ]
        if above:
            whole = Whole(above[0], parts)
            if whole.same_table or _mostly_printed(evidence, whole):
                yield whole


def _groups(rows: list[Score]) -> Iterator[list[Score]]:
    groups: dict[tuple[str, ...], list[Score]] = {}
    for row in rows:
        above = parent(row["component"])
        if above:
            groups.setdefault((row["assessor"], row["level"], above), []).append(row)
    yield from groups.values()


def _counts(evidence: Evidence, part: Score) -> bool:
    instrument = evidence.catalogue.instrument(part["year"])
    component = instrument.components.get(part["component"]) if instrument else None
    return component is None or component.weight > 0


def _mostly_printed(evidence: Evidence, whole: Whole) -> bool:
    """Whether more than half of the parts are printed, so that the whole should be theirs.

    A document may print one area of eight and the whole of all; a table of eight that has
    lost a row still has most of them.
    """
    instrument = evidence.catalogue.instrument(whole.row["year"])
    if instrument is None:
        return False
    path = "" if whole.row["component"] == ROOT else whole.row["component"]
    expected = {component.path for component in instrument.children(path)} - {ROOT}
    printed = {part["component"] for part in whole.parts} & expected
    return bool(expected) and len(printed) * 2 > len(expected)


def weight_sum(parts: list[Score]) -> float | None:
    """Sum of the parts' weights; None where one is not printed."""
    weights = [part["weight"] for part in parts]
    return None if any(pd.isna(weight) for weight in weights) else float(sum(weights))


def ceilings(evidence: Evidence) -> dict[str, float]:
    """Highest possible score of each cell of scores: its weight, or what its parts allow.

    A cell whose weight is in doubt and has no parts beside it is left out.
    """
    most = {
        row["value_ref"]: float(row["weight"])
        for row in records(evidence.scores)
        if not pd.isna(row["weight"]) and row["weight_ref"] not in evidence.doubted
    }
    for whole in wholes_of_weights(evidence):
        total = weight_sum(whole.parts)
        if whole.same_table and total is not None:
            most[whole.row["value_ref"]] = max(total, float(whole.row["weight"]))
    return most
