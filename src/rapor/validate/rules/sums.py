"""Wholes and their parts: weights and scores that should sum, and scores within their weight."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.validate.evidence import EPSILON, Evidence, Row, decimals, records
from rapor.validate.rule import Rule, about, at_most, plain, view_of

ScoreRow = dict[str, Any]
"""One row of the scores, with the references of its cells."""

ROOT = "index"
"""Path of the whole index; its parts are the paths without a parent."""


@dataclass(frozen=True)
class Whole:
    """A component's row and the rows of its parts, of one assessor and level."""

    row: ScoreRow
    parts: list[ScoreRow]

    @property
    def same_table(self) -> bool:
        """Whether all stand in one printed table."""
        return all(part["table"] == self.row["table"] for part in self.parts)


def weight_sums(evidence: Evidence) -> pd.DataFrame:
    """One row a whole whose parts' weights are all printed: ``difference`` and ``rounding``.

    Wholes that stand above their parts in one table go first; a whole of another table is
    not held against a part that its own parts refute.
    """
    rows = []
    wholes = sorted(_wholes_of_weights(evidence), key=lambda whole: not whole.same_table)
    refuted: set[str] = set()
    for whole in wholes:
        total = _weight_sum(whole.parts)
        if total is None or refuted.intersection(part["weight_ref"] for part in whole.parts):
            continue
        rounding = _rounding([row["weight_shown"] for row in (*whole.parts, whole.row)])
        if abs(total - whole.row["weight"]) > rounding:
            refuted.add(whole.row["weight_ref"])
        odd = None if whole.same_table else _odd_part(evidence, whole)
        if odd is None:
            row = _weight_cell(evidence, whole.row, plain(total, 2), whole.parts)
        else:
            row = _weight_cell(evidence, odd[0], odd[1]["weight_printed"], [odd[1]])
        difference = abs(total - whole.row["weight"])
        rows.append(row | {"difference": difference, "rounding": rounding})
    return view_of(rows, "difference", "rounding")


def value_sums(evidence: Evidence) -> pd.DataFrame:
    """One row a whole whose parts' scores are all printed: ``difference`` and ``rounding``."""
    rows = []
    for whole in _wholes_of_values(evidence):
        values = [part["value"] for part in whole.parts]
        cells = [whole.row["value_ref"], *(part["value_ref"] for part in whole.parts)]
        if any(pd.isna(value) for value in [whole.row["value"], *values]):
            continue
        if evidence.doubted.intersection(cells):
            continue
        total = float(sum(values))
        row = about(evidence, whole.row, expected=plain(total, 2)) | {
            "compared_ref": ";".join(part["value_ref"] for part in whole.parts),
            "compared_printed": "; ".join(part["printed"] for part in whole.parts),
            "difference": abs(total - whole.row["value"]),
            "rounding": _rounding([row["value_shown"] for row in (*whole.parts, whole.row)]),
        }
        rows.append(row)
    return view_of(rows, "difference", "rounding")


def above_weight(evidence: Evidence) -> pd.DataFrame:
    """One row a score with a weight, and one a printed share that is not made from its score.

    ``score`` is at most ``most``: the weight, or the sum of its parts' weights where they
    refute the printed one; a share is at most 1. A share that is its score's quotient has the
    score's cause, and is only named beside it.
    """
    rows = []
    allowed = _ceilings(evidence)
    for row in records(evidence.scores):
        most = allowed.get(row["value_ref"])
        share = {**row, "column": row["ratio_column"], "printed": row["ratio_printed"]}
        follows = is_quotient(row)
        if not pd.isna(row["value"]) and most is not None:
            beside = share if follows and row["value"] > most else None
            checked = about(evidence, row, expected=plain(most, 2), compared=beside)
            rows.append(checked | {"score": row["value"], "most": most})
        if not pd.isna(row["ratio"]) and not follows:
            rows.append(about(evidence, share, expected="1", score=row["ratio"], most=1.0))
    return view_of(rows, "score", "most")


def is_quotient(row: Row) -> bool:
    """Whether a printed share is the printed score divided by the weight, up to rounding.

    The score is the one that the share was made from, also where a decision has changed it.
    """
    score, weight, share = row.get("value_printed", row["value"]), row["weight"], row["ratio"]
    if pd.isna(score) or pd.isna(share) or pd.isna(weight) or not weight:
        return False
    rounding = share_rounding(weight, row["printed"], row["ratio_printed"])
    return bool(abs(score / weight - share) <= rounding)


def share_rounding(weight: float, score: str, share: str) -> float:
    """How far a share may lie from score / weight: half a last decimal of either as it shows."""
    return 0.5 * (10.0 ** -decimals(share) + 10.0 ** -decimals(score) / weight) + EPSILON


def _parent(component: str) -> str:
    """Path of the whole that a component is part of; empty for the index."""
    return "" if component == ROOT else component.rpartition("/")[0] or ROOT


def _wholes_of_weights(evidence: Evidence) -> Iterator[Whole]:
    """Each group of parts with the row that prints the weight of their whole.

    Weights belong to the document and not to an assessor: the parts of a self-assessment
    may have their whole in the official table. The whole of the same table goes first. A
    part that the instrument gives no weight, and the document neither, counts for nothing.
    """
    rows = records(evidence.scores)
    for group in _groups(rows):
        parts = [part for part in group if _counts(evidence, part) or not pd.isna(part["weight"])]
        above = [row for row in rows if row["component"] == _parent(group[0]["component"])]
        above = [row for row in above if not pd.isna(row["weight"])]
        above.sort(key=lambda row: row["table"] != group[0]["table"])
        if above and parts:
            whole = Whole(above[0], parts)
            if whole.same_table or _mostly_printed(evidence, whole):
                yield whole


def _wholes_of_values(evidence: Evidence) -> Iterator[Whole]:
    """Each group of parts with the printed score of their whole, of the same assessor and level."""
    rows = records(evidence.scores)
    for parts in _groups(rows):
        above = [
            row
            for row in rows
            if row["component"] == _parent(parts[0]["component"])
            and all(row[name] == parts[0][name] for name in ("assessor", "level"))
        ]
        if above:
            whole = Whole(above[0], parts)
            if whole.same_table or _mostly_printed(evidence, whole):
                yield whole


def _groups(rows: list[ScoreRow]) -> Iterator[list[ScoreRow]]:
    groups: dict[tuple[str, ...], list[ScoreRow]] = {}
    for row in rows:
        above = _parent(row["component"])
        if above:
            groups.setdefault((row["assessor"], row["level"], above), []).append(row)
    yield from groups.values()


def _counts(evidence: Evidence, part: ScoreRow) -> bool:
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


def _weight_sum(parts: list[ScoreRow]) -> float | None:
    """Sum of the parts' weights; None where one is not printed."""
    weights = [part["weight"] for part in parts]
    return None if any(pd.isna(weight) for weight in weights) else float(sum(weights))


def _ceilings(evidence: Evidence) -> dict[str, float]:
    """Highest possible score of each cell of scores: its weight, or what its parts allow.

    A cell whose weight is in doubt and has no parts beside it is left out.
    """
    most = {
        row["value_ref"]: float(row["weight"])
        for row in records(evidence.scores)
        if not pd.isna(row["weight"]) and row["weight_ref"] not in evidence.doubted
    }
    for whole in _wholes_of_weights(evidence):
        total = _weight_sum(whole.parts)
        if whole.same_table and total is not None:
            most[whole.row["value_ref"]] = max(total, float(whole.row["weight"]))
    return most


def _weight_cell(
    evidence: Evidence, row: ScoreRow, expected: str, compared: list[ScoreRow]
) -> dict[str, Any]:
    cell = {**row, "column": row["weight_column"], "printed": row["weight_printed"]}
    return about(evidence, cell, expected=expected) | {
        "compared_ref": ";".join(dict.fromkeys(part["weight_ref"] for part in compared)),
        "compared_printed": "; ".join(part["weight_printed"] for part in compared),
    }


def _odd_part(evidence: Evidence, whole: Whole) -> tuple[ScoreRow, ScoreRow] | None:
    """The one part whose weight another table prints differently, and that other row.

    The whole stands in another table, so that a part that has changed shows itself there;
    None when no part differs, or more than one.
    """
    others = records(evidence.scores)
    changed = []
    for part in whole.parts:
        for other in others:
            if (
                other["component"] == part["component"]
                and other["table"] != part["table"]
                and not pd.isna(other["weight"])
                and abs(other["weight"] - part["weight"]) > EPSILON
            ):
                changed.append((part, other))
                break
    return changed[0] if len(changed) == 1 else None


def _rounding(printed: list[str]) -> float:
    """How far the sum of rounded parts may lie from their rounded whole.

    Half a unit of the last decimal that the cells show, for each part and for the whole;
    whole numbers are exact.
    """
    places = max(decimals(cell) for cell in printed)
    return (len(printed) * 0.5 * 10.0**-places if places else 0.0) + EPSILON


RULES = (
    Rule(
        "parts_do_not_sum",
        weight_sums,
        at_most("difference", "rounding"),
        settles=True,
        settles_compared=True,
    ),
    Rule("above_weight", above_weight, at_most("score", "most"), settles=True),
    Rule("values_do_not_sum", value_sums, at_most("difference", "rounding"), settles=True),
)
