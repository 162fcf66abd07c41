"""Values outside their scale, and scores above their weight."""

import pandas as pd

from rapor.ground.units import normal_unit
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.rule import Rule, about, plain, view_of
from rapor.validate.weights import ceilings

SHARE = (0.0, 100.0)
"""A part of a whole, in per cent."""


def outside_scale(evidence: Evidence) -> pd.DataFrame:
    """One row a number that has a scale: ``low``, ``high``, ``scale_min``, ``scale_max``."""
    rows, seen = [], set()
    for frame, severity in (
        (evidence.planned, ""),
        (evidence.realised, ""),
        (evidence.activities, "warning"),
    ):
        for row in records(frame):
            scale = _scale(evidence, row)
            if pd.isna(row["value"]) or scale is None or row["ref"] in seen:
                continue
            seen.add(row["ref"])
            low, high = row["value"], row.get("value_high")
            rows.append(
                about(
                    evidence,
                    row,
                    expected=f"{plain(scale[0])}–{plain(scale[1])}",
                    severity=severity,
                    low=low,
                    high=low if pd.isna(high) else high,
                    scale_min=scale[0],
                    scale_max=scale[1],
                )
            )
    return view_of(rows, "low", "high", "scale_min", "scale_max")


def _scale(evidence: Evidence, row: Row) -> tuple[float, float] | None:
    """Scale of a row: as tidied, else the catalogue's; a share for an activity's per cent."""
    low, high = row.get("scale_min"), row.get("scale_max")
    if not (pd.isna(low) or pd.isna(high)):
        return float(low), float(high)
    indicator = evidence.indicator(row)
    if indicator is not None:
        return indicator.scale
    unit = normal_unit(row["unit"]) or ""
    return SHARE if unit.startswith("%") else None


def unknown_words(evidence: Evidence) -> pd.DataFrame:
    """One row a word of an indicator with ranks: its ``rank`` from 0, or -1 where it has none."""
    rows = []
    for row in (*records(evidence.planned), *records(evidence.realised)):
        indicator = evidence.indicator(row)
        if indicator is None or not indicator.order or not row["text"]:
            continue
        year = evidence.city.last_year if pd.isna(row["year"]) else int(row["year"])
        scale = evidence.catalogue.scale(indicator.order, year)
        if scale is not None:
            rank = evidence.rank(row)
            words = ", ".join(scale.ranks)
            rows.append(about(evidence, row, expected=words, rank=-1 if rank is None else rank))
    return view_of(rows, "rank")


def above_weight(evidence: Evidence) -> pd.DataFrame:
    """One row a score with a weight, and one a printed share of a weight.

    ``score`` is at most ``most``: the weight, or the sum of its parts' weights where they
    refute the printed one; a share is at most 1.
    """
    rows = []
    allowed = ceilings(evidence)
    for row in records(evidence.scores):
        most = allowed.get(row["value_ref"])
        if not pd.isna(row["value"]) and most is not None:
            rows.append(
                about(evidence, row, expected=plain(most, 2), score=row["value"], most=most)
            )
        if not pd.isna(row["ratio"]):
            cell = {**row, "column": row["ratio_column"], "printed": row["ratio_printed"]}
            rows.append(about(evidence, cell, expected="1", score=row["ratio"], most=1.0))
    return view_of(rows, "score", "most")


OUTSIDE_SCALE = Rule(
    code="outside_scale",
    severity="error",
    description="Nilai indikator berada di dalam skala yang ditetapkan untuk indikator itu.",
    reason=(
        "The bounds are the scale that the document prints beside the indicator, or else the"
        " catalogue's; both ends belong to it. A share of activities cannot exceed 100 per"
        " cent, but is not evaluated and is a warning. Where three or more cells, and most of"
        " their row, lie outside, the row is meant on another scale: one cause, one finding."
    ),
    view=outside_scale,
    expectation="ExpectValueInsideItsScale",
    message="{place} prints {printed} for {label}, outside its scale of {expected}.",
    several="{places} print {all_printed} for {label}, outside its scale of {expected}.",
    silent_when="no indicator of the city has a scale",
    covers="most of the row",
    settles=True,
    computed=True,
)

OUTSIDE_RANKS = Rule(
    code="outside_ranks",
    severity="error",
    description="Opini, predikat, atau tingkat adalah salah satu yang dikenal skalanya.",
    reason=(
        "A word that the order of the indicator does not have can be neither reached nor missed;"
        " the words are those of the catalogue's scale for the year."
    ),
    view=unknown_words,
    expectation="ExpectWordOfItsScale",
    message="{place} prints {printed} for {label}, which is none of {expected}.",
    silent_when="no indicator of the city is measured in ranks",
    settles=True,
)

ABOVE_WEIGHT = Rule(
    code="above_weight",
    severity="error",
    description="Nilai komponen tidak melebihi bobotnya, dan bagian dari bobot tidak melebihi 1.",
    reason=(
        "The weight is the highest score that can be given. Where weights do not sum, the score"
        " of the whole is held against the higher of weight and sum, and those of the parts are"
        " left until the weights are settled."
    ),
    view=above_weight,
    expectation="ExpectScoreAtMostItsWeight",
    message="{place} prints {printed} for {label}, above the highest possible {expected}.",
    silent_when="the documents of the city print no scores",
    settles=True,
    computed=True,
)
