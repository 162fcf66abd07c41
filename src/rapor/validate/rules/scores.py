"""Shares and means: what is printed beside a score should follow from it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.ground.ref import Ref
from rapor.validate.evidence import (
    EPSILON,
    Evidence,
    Row,
    decimals,
    line_of,
    records,
    reference,
)
from rapor.validate.expectations import at_most, within
from rapor.validate.rule import Rule, about, plain, view_of


def ratios(evidence: Evidence) -> pd.DataFrame:
    """One row a printed share of a weight: how far from value / weight, and the rounding."""
    rows = []
    for row in records(evidence.scores):
        cells = (row["value_ref"], row["weight_ref"], row["ratio_ref"])
        if any(pd.isna(row[name]) for name in ("value", "weight", "ratio")) or not row["weight"]:
            continue
        if evidence.doubted.intersection(cells):
            continue
        cell = {**row, "column": row["ratio_column"], "printed": row["ratio_printed"]}
        places = decimals(row["ratio_shown"])
        share = row["value"] / row["weight"]
        half = 0.5 * 10.0**-places
        of_value = 0.5 * 10.0 ** -decimals(row["value_shown"]) / row["weight"]
        rows.append(
            about(evidence, cell, expected=plain(share, max(places, 2)), compared=row)
            | {"difference": abs(share - row["ratio"]), "rounding": half + of_value + EPSILON}
        )
    return view_of(rows, "difference", "rounding")


def level_means(evidence: Evidence) -> pd.DataFrame:
    """One row a city score with both levels printed, where the table averages its levels.

    ``difference`` is the distance to the mean of the central and the units' score. A table
    of which too few rows are that mean follows another formula and gives no rows.
    """
    by_table: dict[str, list[dict[str, Any]]] = {}
    for city, central, unit in _levels(evidence.scores):
        if evidence.doubted.intersection(row["value_ref"] for row in (city, central, unit)):
            continue
        mean = (central["value"] + unit["value"]) / 2
        places = min(decimals(row["value_shown"]) for row in (city, central, unit))
        row = about(evidence, city, expected=plain(mean)) | {
            "compared_ref": f"{central['value_ref']};{unit['value_ref']}",
            "compared_printed": f"{central['printed']}; {unit['printed']}",
            "difference": abs(mean - city["value"]),
            "rounding": 10.0**-places + EPSILON,
        }
        by_table.setdefault(city["table"], []).append(row)
    rows: list[dict[str, Any]] = []
    enough = evidence.bound("not_the_mean", "rows_that_are")
    for of_table in by_table.values():
        means = [row for row in of_table if row["difference"] <= row["rounding"]]
        if len(means) >= enough:
            rows.extend(of_table)
    return view_of(rows, "difference", "rounding")


def _levels(scores: pd.DataFrame) -> Iterator[tuple[Row, Row, Row]]:
    known = records(scores[scores["value"].notna()])
    levels: dict[tuple[str, str], dict[str, Row]] = {}
    for row in known:
        levels.setdefault((row["assessor"], row["component"]), {}).setdefault(row["level"], row)
    for by_level in levels.values():
        if {"city", "central", "unit"} <= set(by_level):
            yield by_level["city"], by_level["central"], by_level["unit"]


def scale_shares(evidence: Evidence) -> pd.DataFrame:
    """One row a printed per cent of scale: how far from value / scale maximum, and the rounding.

    A row of which another figure is in doubt already is left out.
    """
    rows = []
    achieved = evidence.tables.get("goal_achievements", pd.DataFrame())
    doubted = {Ref.read(ref).line for ref in evidence.doubted}
    for row in records(achieved):
        if line_of(row) in doubted or any(
            pd.isna(row[name]) for name in ("value", "scale_max", "scale_pct")
        ):
            continue
        share = row["value"] / row["scale_max"] * 100
        shown = evidence.decided.get(reference(row), row["printed"])
        checked = about(evidence, row, expected=plain(share, max(decimals(shown), 2))) | {
            "difference": abs(share - row["scale_pct"]),
            "rounding": 0.5 * 10.0 ** -decimals(shown) + EPSILON,
        }
        rows.append(checked)
    return view_of(rows, "difference", "rounding")


def printed_decimals(evidence: Evidence) -> pd.DataFrame:
    """One row a score: how many decimals it is ``off`` from what all others of its assessor have.

    Scores of an assessor whose other scores have several numbers of decimals give no rows, for
    no habit is seen in them.
    """
    rows, enough = [], evidence.bound("decimals_differ", "scores")
    known = [row for row in records(evidence.scores) if not pd.isna(row["value"])]
    for row in known:
        alike = [
            decimals(other["value_shown"])
            for other in known
            if other is not row and _whose(other) == _whose(row)
        ]
        if len(alike) >= enough and len(set(alike)) == 1:
            off = abs(decimals(row["value_shown"]) - alike[0])
            rows.append(about(evidence, row, expected=str(alike[0])) | {"off": off})
    return view_of(rows, "off")


def _whose(row: Row) -> tuple[str, str]:
    return row["source"], row["assessor"]


RULES = (
    Rule("decimals_differ", printed_decimals, within("off", high=0), bounds=("scores",)),
    Rule("ratio_disagrees", ratios, at_most("difference", "rounding")),
    Rule("not_the_mean", level_means, at_most("difference", "rounding"), bounds=("rows_that_are",)),
    Rule("scale_pct_disagrees", scale_shares, at_most("difference", "rounding")),
)
