"""What hangs on a decision about a score: the index under each reading of a cell.

A corrected score reaches further than its own line: a self-assessment that is summed from
its parts carries it up to the whole index.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.evaluate.choice import number
from rapor.evaluate.index import ROOT, Tree
from rapor.ground.cells import decimal_mark, read_cell
from rapor.ground.ref import Ref

Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Disputed:
    """A cell of the scores with another reading: the row it is in, and what stands instead."""

    row: Row
    field: str
    reading: str
    ref: Ref
    printed: str
    value: float

    @property
    def used_ref(self) -> Ref:
        return Ref.of(self.row, _COLUMN[self.field])


_COLUMN = {"value": "column", "weight": "weight_column"}


def score_readings(tree: Tree | None, findings: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the readings table: a component under each reading, for each that would change.

    ``role`` is the assessor whose score it is, or ``weight``; a self-assessment that lacks a
    part has no sum to move. Only cells that were corrected
    or withheld, and scores that a second table prints otherwise, have another reading.
    """
    if tree is None:
        return []
    by_cell: dict[Ref, list[Row]] = {}
    for finding in findings.to_dict("records"):
        by_cell.setdefault(Ref.of(finding), []).append(finding)
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for disputed in _disputed(tree):
        other = _under(tree, disputed)
        for path in tree.instrument.components:
            for line in _lines(tree, other, path, disputed, by_cell):
                key = line["component"], line["used_ref"], line["reading"], line["ref"]
                lines.setdefault(key, line)
    return list(lines.values())


def _disputed(tree: Tree) -> Iterator[_Disputed]:
    for row in tree.evaluated_rows():
        if row["component"] not in tree.instrument.components:
            continue
        before, now = number(row["value_printed"]), number(row["value"])
        if before is not None and before != now:
            yield _Disputed(row, "value", "printed", Ref.of(row), row["printed"], before)
        weight = _as_printed(row["weight_printed"])
        if row["weight_column"] and weight is not None and weight != number(row["weight"]):
            ref = Ref.of(row, "weight_column")
            yield _Disputed(row, "weight", "printed", ref, row["weight_printed"], weight)
        for other in tree.further_rows(row):
            value = number(other["value"])
            if value is not None and value != now:
                yield _Disputed(row, "value", "other", Ref.of(other), other["printed"], value)


def _as_printed(cell: str) -> float | None:
    return read_cell(cell, decimal_mark([cell], [])).value


def _under(tree: Tree, disputed: _Disputed) -> Tree:
    """The tree with the other reading in the place of the evaluated one."""
    scores, row = tree.scores.copy(), disputed.row
    same = (scores["table"] == row["table"]) & (scores["row"] == row["row"])
    scores.loc[same & (scores["column"] == row["column"]), disputed.field] = disputed.value
    return replace(tree, scores=scores)


def _lines(
    tree: Tree, other: Tree, path: str, disputed: _Disputed, findings: Mapping[Ref, list[Row]]
) -> Iterator[dict[str, Any]]:
    is_its_component = path == disputed.row["component"]
    role = "weight" if disputed.field == "weight" else str(disputed.row["assessor"])
    now, then = _figure(tree, path, role), _figure(other, path, role)
    if now == then or (role == "weight" and not is_its_component):
        return
    readings = (
        ("evaluated", disputed.used_ref, "", now),
        (disputed.reading, disputed.ref, disputed.printed if is_its_component else "", then),
    )
    about = findings.get(disputed.used_ref, [])
    for reading, ref, printed, value in readings:
        score = None if value is None else float(value)
        whole = path == ROOT and role == "official" and score is not None
        yield {
            "indicator": "",
            "component": path,
            "label": tree.instrument.components[path].label,
            "role": role,
            "used_ref": disputed.used_ref,
            "reading": reading,
            "ref": ref,
            "printed": printed,
            "value": score,
            "text": tree.instrument.grade(score) if whole and score is not None else "",
            **dict.fromkeys(("comparator", "unit", "status", "verdict"), ""),
            **dict.fromkeys(("achievement_pct", "gap", "path_pct", "end_gap", "value_high")),
            "changes": "nothing" if reading == "evaluated" else "figures",
            "findings": ";".join(sorted(finding["finding"] for finding in about)),
            "decision": disputed.row["decision"],
            "decision_id": ";".join(sorted({finding["decision_id"] for finding in about} - {""})),
        }


def _figure(tree: Tree, path: str, role: str) -> Fraction | float | None:
    if role == "weight":
        return tree.weight(path)
    if role == "official":
        return tree.printed("official", path).value
    self_assessment = tree.self_assessed(path)
    return None if self_assessment.basis == "partial" else self_assessment.value
