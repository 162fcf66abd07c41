"""Shares and means: what is printed beside a score should follow from it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.ground.ref import Ref
from rapor.validate.agreement import EPSILON
from rapor.validate.evidence import Evidence, decimals, records, reference
from rapor.validate.pairs import line_of
from rapor.validate.rule import Rule, about, plain, view_of
from rapor.validate.weights import Score

ENOUGH_ALIKE = 4
"""Other scores of an assessor that have one number of decimals before a last one is held to it."""
ENOUGH_ROWS = 2
"""Rows of a table that are the mean of their levels before the others are held to it."""


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
    of which fewer than two rows are that mean follows another formula and gives no rows.
    """
    by_table: dict[str, list[dict[str, Any]]] = {}
    for city, central, unit in _levels(evidence.scores):
        if evidence.doubted.intersection(row["value_ref"] for row in (city, central, unit)):
            continue
        mean = (central["value"] + unit["value"]) / 2
        places = min(decimals(row["value_shown"]) for row in (city, central, unit))
        found = about(evidence, city, expected=plain(mean)) | {
            "compared_ref": f"{central['value_ref']};{unit['value_ref']}",
            "compared_printed": f"{central['printed']}; {unit['printed']}",
            "difference": abs(mean - city["value"]),
            "rounding": 10.0**-places + EPSILON,
        }
        by_table.setdefault(city["table"], []).append(found)
    rows: list[dict[str, Any]] = []
    for found_rows in by_table.values():
        means = [row for row in found_rows if row["difference"] <= row["rounding"]]
        if len(means) >= ENOUGH_ROWS:
            rows.extend(found_rows)
    return view_of(rows, "difference", "rounding")


def _levels(scores: pd.DataFrame) -> Iterator[tuple[Score, Score, Score]]:
    known = records(scores[scores["value"].notna()])
    levels: dict[tuple[str, str], dict[str, Score]] = {}
    for row in known:
        levels.setdefault((row["assessor"], row["component"]), {}).setdefault(row["level"], row)
    for found in levels.values():
        if {"city", "central", "unit"} <= set(found):
            yield found["city"], found["central"], found["unit"]


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
        found = about(evidence, row, expected=plain(share, max(decimals(shown), 2))) | {
            "difference": abs(share - row["scale_pct"]),
            "rounding": 0.5 * 10.0 ** -decimals(shown) + EPSILON,
        }
        rows.append(found)
    return view_of(rows, "difference", "rounding")


def printed_decimals(evidence: Evidence) -> pd.DataFrame:
    """One row a score: how many decimals it is ``off`` from what all others of its assessor have.

    Scores of an assessor whose other scores have several numbers of decimals give no rows, for
    no habit is seen in them.
    """
    rows = []
    known = [row for row in records(evidence.scores) if not pd.isna(row["value"])]
    for row in known:
        alike = [
            decimals(one["value_shown"])
            for one in known
            if one is not row and (one["source"], one["assessor"]) == _whose(row)
        ]
        if len(alike) >= ENOUGH_ALIKE and len(set(alike)) == 1:
            off = abs(decimals(row["value_shown"]) - alike[0])
            rows.append(about(evidence, row, expected=str(alike[0])) | {"off": off})
    return view_of(rows, "off")


def _whose(row: Score) -> tuple[str, str]:
    return row["source"], row["assessor"]


RATIO = Rule(
    code="ratio_disagrees",
    severity="warning",
    description="Bagian yang tercetak sama dengan nilai dibagi bobot.",
    reason=(
        "The share is printed with few decimals: half a unit of its last one, and half a unit"
        " of the score's divided by the weight. The evaluation uses the score and the weight,"
        " not the share, so that a wrong share stops nothing."
    ),
    view=ratios,
    expectation="ExpectShareToBeScoreByWeight",
    message=(
        "{place} prints the share {printed} for {label}; score divided by weight is {expected}."
    ),
    silent_when="the documents of the city print no shares of weights",
    computed=True,
)

DECIMALS = Rule(
    code="decimals_differ",
    severity="warning",
    description="Semua nilai dari satu penilai dicetak dengan banyaknya desimal yang sama.",
    reason=(
        "A sheet that prints every score with as many decimals, and one with more or fewer, has"
        " gained or lost a digit there. Which digit cannot be told from the cell, so that the"
        " score stays as printed."
    ),
    view=printed_decimals,
    expectation="ExpectUsualDecimals",
    message=(
        "{place} prints {printed} for {label}; all other scores of the assessment have {expected}"
        " decimals: a digit seems to be lost or doubled."
    ),
    silent_when="fewer than five scores of an assessor are printed, or their decimals vary",
)

LEVEL_MEAN = Rule(
    code="not_the_mean",
    severity="warning",
    description="Nilai kota adalah rata-rata nilai pusat dan unit, bila baris lain demikian.",
    reason=(
        "Score and levels are each rounded by half a unit of the last decimal, so the mean may"
        " lie one unit away. Two rows that are means to the last decimal are no chance: the"
        " table averages, and the others should. Which of the three scores is wrong cannot be"
        " told from the row, so it is shown and stops nothing."
    ),
    view=level_means,
    expectation="ExpectScoreToBeTheMeanOfItsLevels",
    message=(
        "{place} prints {printed} for {label}; the mean of its two levels ({compared_printed})"
        " is {expected}, as in the other rows."
    ),
    silent_when="no component has scores of both levels, or the table does not average",
    computed=True,
)

SCALE_SHARE = Rule(
    code="scale_pct_disagrees",
    severity="warning",
    description="Persentase skala yang tercetak sama dengan nilai dibagi nilai tertinggi skala.",
    reason=(
        "The percentage is printed rounded or cut: half a unit of its last decimal. The"
        " evaluation computes it anew from the value, so that a wrong one stops nothing."
    ),
    view=scale_shares,
    expectation="ExpectShareOfTheScale",
    message=(
        "{place} prints {printed} of the scale for {label}; value divided by the top of the scale"
        " is {expected} per cent."
    ),
    silent_when="the documents of the city print no per cent of scale",
    computed=True,
)
