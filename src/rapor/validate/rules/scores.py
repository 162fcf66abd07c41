"""What is printed beside a score should follow from it: shares, means, ranks and grades."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
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
from rapor.validate.rule import Rule, about, at_most, equal, plain, view_of, within
from rapor.validate.rules.sums import is_quotient, share_rounding

_GRADE_IN_NOTE = re.compile(r"(?:kategori|predikat)\s+([^;,.]+)", re.IGNORECASE)


def ratios(evidence: Evidence) -> pd.DataFrame:
    """One row a printed share of a weight: how far from value / weight, and the rounding.

    A share that was made from a score which a decision has corrected since has no error of its own.
    """
    rows = []
    for row in records(evidence.scores):
        cells = (row["value_ref"], row["weight_ref"], row["ratio_ref"])
        if any(pd.isna(row[name]) for name in ("value", "weight", "ratio")) or not row["weight"]:
            continue
        made_before = row["value_ref"] in evidence.decided and is_quotient(row)
        if made_before or evidence.doubted.intersection(cells):
            continue
        cell = {**row, "column": row["ratio_column"], "printed": row["ratio_printed"]}
        places = decimals(row["ratio_shown"])
        share = row["value"] / row["weight"]
        rounding = share_rounding(row["weight"], row["value_shown"], row["ratio_shown"])
        rows.append(
            about(evidence, cell, expected=plain(share, max(places, 2)), compared=row)
            | {"difference": abs(share - row["ratio"]), "rounding": rounding}
        )
    return view_of(rows, "difference", "rounding")


def instrument_weights(evidence: Evidence) -> pd.DataFrame:
    """One row a printed weight of a component: the ``weight``, and the ``usual`` one.

    The usual one is the instrument's. Only where most weights are these: sheets of other
    evaluations divide the points in another way, and their weights belong to them.
    """
    rows: dict[str, dict[str, Any]] = {}
    for row in records(evidence.scores):
        instrument = evidence.catalogue.instrument(row["year"]) if row["year"] else None
        component = instrument.components.get(row["component"]) if instrument else None
        if component is None or pd.isna(row["weight"]) or row["weight_ref"] in evidence.doubted:
            continue
        cell = {**row, "column": row["weight_column"], "printed": row["weight_printed"]}
        usual = {"weight": float(row["weight"]), "usual": component.weight}
        checked = about(evidence, cell, expected=plain(component.weight, 2))
        rows.setdefault(row["weight_ref"], checked | usual)
    same = sum(row["weight"] == row["usual"] for row in rows.values())
    least = evidence.bound("weight_not_usual", "weights")
    share = evidence.bound("weight_not_usual", "share")
    enough = same >= max(least, len(rows) * share)
    return view_of(rows.values() if enough else [], "weight", "usual")


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


def grades(evidence: Evidence) -> pd.DataFrame:
    """One row a figure with a grade beside it: ``grade`` as printed, ``by_score`` as it follows."""
    rows = []
    for frame in (evidence.planned, evidence.realised):
        for row in records(frame):
            scale = _bands(evidence, row)
            if scale is None or pd.isna(row["value"]) or row["ref"] in evidence.doubted:
                continue
            grade = _grade(row, scale)
            if grade:
                by_score = scale.category(float(row["value"]))
                rows.append(
                    about(
                        evidence,
                        row,
                        expected=by_score,
                        grade=fold(grade),
                        by_score=fold(by_score),
                    )
                    | {"compared_printed": grade}
                )
    return view_of(rows, "grade", "by_score")


def _bands(evidence: Evidence, row: Row) -> Scale | None:
    indicator = evidence.indicator(row)
    if indicator is None or not indicator.bands or row["year"] is None:
        return None
    return evidence.catalogue.scale(indicator.bands, row["year"])


def _grade(row: Row, scale: Scale) -> str:
    """The category printed in the cell or in its source's note; empty where none is."""
    known = {fold(band.name) for band in scale.bands}
    noted = _GRADE_IN_NOTE.search(row.get("note") or "")
    for word in (row["text"], noted[1].strip() if noted else ""):
        if word and fold(word) in known:
            return str(word)
    return ""


def ranks(evidence: Evidence) -> pd.DataFrame:
    """One row a printed rank of a priority: ``rank``, and the one that it ``should`` be.

    By the scores that the same table prints for the same goal and area; without scores, by
    the other ranks of the row, which count from 1 without gap or repeat.
    """
    table = evidence.tables.get("priorities", pd.DataFrame())
    if table.empty:
        return view_of([], "rank", "should")
    scores = {_key(row): row for row in records(table[table["score"].notna()])}
    rows: list[dict[str, Any]] = []
    for _, ranked in table[table["rank"].notna()].groupby(["table", "row"], sort=False):
        cells = records(ranked)
        scored = [scores.get(_key(cell)) for cell in cells]
        given = [int(cell["rank"]) for cell in cells]
        known = [float(row["score"]) for row in scored if row is not None]
        whole = len(known) == len(cells)
        should = _by_scores(given, known) if whole else _by_others(given)
        for cell, rank, right, score in zip(cells, given, should, scored, strict=True):
            name = evidence.catalogue.areas.names.get(cell["area"], cell["label"])
            row = about(
                evidence,
                {**cell, "label": name},
                expected=str(right),
                compared=score,
                rank=rank,
                should=right,
            )
            rows.append(row)
    return view_of(rows, "rank", "should")


def _key(row: Row) -> tuple[str, str, str]:
    return row["table"], row["goal"], row["area"]


def _by_scores(given: list[int], scores: list[float]) -> list[int]:
    """The rank that each score should have, the highest first; equal scores share theirs.

    One score or rank that is wrong moves all between its places: where the others are in
    order among themselves without one of them, only that one is out of place.
    """
    right = [_place(rank, score, scores) for rank, score in zip(given, scores, strict=True)]
    for odd in range(len(given)):
        others = [place for place in range(len(given)) if place != odd]
        by_rank = [scores[place] for place in sorted(others, key=lambda place: given[place])]
        if right[odd] != given[odd] and by_rank == sorted(by_rank, reverse=True):
            return [right[odd] if place == odd else rank for place, rank in enumerate(given)]
    return right


def _place(rank: int, score: float, scores: list[float]) -> int:
    better = sum(other > score for other in scores)
    return rank if better < rank <= better + scores.count(score) else better + 1


def _by_others(given: list[int]) -> list[int]:
    """The ranks, and in the place of one out of 1 to n or given before, one that is missing."""
    count = Counter(given)
    free = [rank for rank in range(1, len(given) + 1) if not count[rank]]
    right = []
    for place, rank in enumerate(given):
        wrong = rank > len(given) or rank in given[:place]
        right.append(free.pop(0) if wrong and free else rank)
    return right


RULES = (
    Rule("decimals_differ", printed_decimals, within("off", high=0), bounds=("scores",)),
    Rule(
        "weight_not_usual",
        instrument_weights,
        equal("weight", "usual"),
        bounds=("weights", "share"),
    ),
    Rule("ratio_disagrees", ratios, at_most("difference", "rounding")),
    Rule("not_the_mean", level_means, at_most("difference", "rounding"), bounds=("rows_that_are",)),
    Rule("scale_pct_disagrees", scale_shares, at_most("difference", "rounding")),
    Rule("grade_disagrees", grades, equal("grade", "by_score")),
    Rule("rank_disagrees", ranks, equal("rank", "should")),
)
