"""Wholes and their parts: weights and scores that should sum."""

from typing import Any

import pandas as pd

from rapor.validate.agreement import EPSILON
from rapor.validate.evidence import Evidence, decimals, records
from rapor.validate.rule import Rule, about, plain, view_of
from rapor.validate.weights import (
    Score,
    Whole,
    weight_sum,
    wholes_of_values,
    wholes_of_weights,
)


def weight_sums(evidence: Evidence) -> pd.DataFrame:
    """One row a whole whose parts' weights are all printed: ``difference`` and ``rounding``.

    Wholes that stand above their parts in one table go first; a whole of another table is
    not held against a part that its own parts refute.
    """
    rows = []
    wholes = sorted(wholes_of_weights(evidence), key=lambda one: not one.same_table)
    refuted: set[str] = set()
    for whole in wholes:
        total = weight_sum(whole.parts)
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


def _weight_cell(
    evidence: Evidence, row: Score, expected: str, compared: list[Score]
) -> dict[str, Any]:
    cell = {**row, "column": row["weight_column"], "printed": row["weight_printed"]}
    return about(evidence, cell, expected=expected) | {
        "compared_ref": ";".join(dict.fromkeys(part["weight_ref"] for part in compared)),
        "compared_printed": "; ".join(part["weight_printed"] for part in compared),
    }


def _odd_part(evidence: Evidence, whole: Whole) -> tuple[Score, Score] | None:
    """The one part whose weight another table prints differently, and that other row.

    The whole stands in another table, so that a part that has changed shows itself there;
    None when no part differs, or more than one.
    """
    others = records(evidence.scores)
    found = []
    for part in whole.parts:
        for other in others:
            if (
                other["component"] == part["component"]
                and other["table"] != part["table"]
                and not pd.isna(other["weight"])
                and abs(other["weight"] - part["weight"]) > EPSILON
            ):
                found.append((part, other))
                break
    return found[0] if len(found) == 1 else None


def value_sums(evidence: Evidence) -> pd.DataFrame:
    """One row a whole whose parts' scores are all printed: ``difference`` and ``rounding``."""
    rows = []
    for whole in wholes_of_values(evidence):
        values = [part["value"] for part in whole.parts]
        cells = [whole.row["value_ref"], *(part["value_ref"] for part in whole.parts)]
        if any(pd.isna(value) for value in [whole.row["value"], *values]):
            continue
        if evidence.doubted.intersection(cells):
            continue
        total = float(sum(values))
        found = about(evidence, whole.row, expected=plain(total, 2)) | {
            "compared_ref": ";".join(part["value_ref"] for part in whole.parts),
            "compared_printed": "; ".join(part["printed"] for part in whole.parts),
            "difference": abs(total - whole.row["value"]),
            "rounding": _rounding([row["value_shown"] for row in (*whole.parts, whole.row)]),
        }
        rows.append(found)
    return view_of(rows, "difference", "rounding")


def _rounding(printed: list[str]) -> float:
    """How far the sum of rounded parts may lie from their rounded whole.

    Half a unit of the last decimal that the cells show, for each part and for the whole;
    whole numbers are exact.
    """
    places = max(decimals(cell) for cell in printed)
    return (len(printed) * 0.5 * 10.0**-places if places else 0.0) + EPSILON


WEIGHTS_SUM = Rule(
    code="parts_do_not_sum",
    severity="error",
    description="Bobot bagian-bagian berjumlah sama dengan bobot keseluruhannya.",
    reason=(
        "Weights are set and not measured, so that parts sum to the whole; n parts and the"
        " whole may each be rounded by half a unit of the last printed decimal. A wrong weight"
        " changes every share and every comparison of the component, so it needs a decision. A"
        " whole of another table is compared where that table's parts are mostly printed."
        " Where the parts stand in another table than the whole and one of them is printed"
        " differently elsewhere, that one is the finding."
    ),
    view=weight_sums,
    expectation="ExpectPartsToSumToTheWhole",
    message=(
        "{place} prints the weight {printed} for {label}, but {expected} follows from the other"
        " printed weights ({compared_printed})."
    ),
    silent_when="no whole is printed with the weights of all its parts",
    settles=True,
    settles_compared=True,
    computed=True,
)

VALUES_SUM = Rule(
    code="values_do_not_sum",
    severity="error",
    description="Nilai bagian-bagian berjumlah sama dengan nilai keseluruhannya.",
    reason=(
        "n parts, each rounded by up to half a unit of the last printed decimal, and a rounded"
        " whole may differ by (n + 1) half units; more than that cannot be rounding, and one of"
        " the printed scores is wrong."
    ),
    view=value_sums,
    expectation="ExpectPartsToSumToTheWhole",
    message=(
        "{place} prints the score {printed} for {label}, but its parts sum to {expected}"
        " ({compared_printed})."
    ),
    silent_when="no whole is printed with the scores of all its parts",
    settles=True,
    computed=True,
)
