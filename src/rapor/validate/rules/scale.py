"""Values outside their scale, and words and units that do not fit it."""

import pandas as pd

from rapor.ground.cells import read_cell
from rapor.ground.units import normal_unit
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.rule import (
    CELLS_OF_ONE_CAUSE,
    Rule,
    about,
    inside,
    plain,
    view_of,
    within,
    without,
)

SHARE = (0.0, 100.0)
"""A part of a whole, in per cent."""


def outside_scale(evidence: Evidence) -> pd.DataFrame:
    """One row a number that has a scale: ``low``, ``high``, ``scale_min``, ``scale_max``."""
    rows, seen = [], set()
    for frame, severity in (
        (evidence.planned, ""),
        (evidence.realised, ""),
        (evidence.reported, ""),
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


def unknown_words(evidence: Evidence) -> pd.DataFrame:
    """One row a word of an indicator with ranks: its ``rank`` from 0, or -1 where it has none."""
    rows = []
    for row in (*records(evidence.planned), *records(evidence.realised)):
        indicator = evidence.indicator(row)
        word = row["text"] or read_cell(row["shown"]).text
        if indicator is None or not indicator.order or not word or row.get("decision") == "ask":
            continue
        year = evidence.city.last_year if pd.isna(row["year"]) else int(row["year"])
        scale = evidence.catalogue.scale(indicator.order, year)
        if scale is not None:
            rank = evidence.rank({**row, "text": word})
            words = ", ".join(scale.ranks)
            rows.append(about(evidence, row, expected=words, rank=-1 if rank is None else rank))
    return view_of(rows, "rank")


def percents(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of an index with a scale of its own: the ``unit`` printed in the cell."""
    rows = []
    planned = records(evidence.trusted(evidence.planned))
    for row in (*planned, *records(evidence.trusted(evidence.realised))):
        indicator = evidence.indicator(row)
        if indicator is None or indicator.measure != "number" or indicator.scale is None:
            continue
        if "%" not in indicator.unit:
            unit = read_cell(row["shown"]).unit or indicator.unit
            scale = "–".join(plain(bound) for bound in indicator.scale)
            rows.append(about(evidence, row, expected=scale, unit=unit))
    return view_of(rows, "unit")


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


RULES = (
    Rule(
        "outside_scale",
        outside_scale,
        inside("low", "high", "scale_min", "scale_max"),
        covers="most of the row",
        settles=True,
        bounds=(CELLS_OF_ONE_CAUSE,),
    ),
    Rule("outside_ranks", unknown_words, within("rank", low=0), settles=True),
    Rule("index_as_percent", percents, without("unit", "%"), covers="row"),
)
