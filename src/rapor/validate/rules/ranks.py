"""Ranks and grades beside the scores that they should follow from."""

import re
from collections import Counter
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.expectations import equal
from rapor.validate.rule import Rule, about, view_of

_GRADE_IN_NOTE = re.compile(r"(?:kategori|predikat)\s+([^;,.]+)", re.IGNORECASE)


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
    Rule("grade_disagrees", grades, equal("grade", "by_score")),
    Rule("rank_disagrees", ranks, equal("rank", "should")),
)
