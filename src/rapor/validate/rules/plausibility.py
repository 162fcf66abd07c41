"""What a parameter, a score made of it, and the plan that goes on from it say of each other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from rapor.catalogue.instruments import Component
from rapor.validate.evidence import EPSILON, Evidence, Row, decimals, records, reference
from rapor.validate.rule import Rule, about, at_most, plain, view_of, within
from rapor.validate.rules.series import comparable, own_activities, series_of


def shares(evidence: Evidence) -> pd.DataFrame:
    """One row a score of a parameter: how far its share is ``apart`` from the parameter's.

    The finding is about the parameter; it names the score, and every other cell that prints
    the same value of the parameter or leaps from it, so that whatever carries it has a mark.
    """
    rows, far = [], evidence.bound("parameter_implausible", "apart")
    for score, component in _scores(evidence):
        if not component.share_of_scale or not score["weight"]:
            continue
        parameter = _parameter(evidence, component.share_of_scale, score["year"])
        indicator = evidence.catalogue.indicators.get(component.share_of_scale)
        if parameter is None or indicator is None or indicator.scale is None:
            continue
        _, top = _scale(parameter, indicator.scale)
        share = score["value"] / score["weight"]
        row = about(evidence, parameter, expected=plain(share * top, 2))
        apart = abs(share - parameter["value"] / top)
        carrying = _carrying(evidence, parameter) if apart > far else []
        rows.append(
            row
            | {
                "compared_ref": ";".join([score["value_ref"], *(cell["ref"] for cell in carrying)]),
                "compared_printed": "; ".join(
                    [score["printed"], *(cell["printed"] for cell in carrying)]
                ),
                "apart": apart,
                "far": far,
            }
        )
    return view_of(rows, "apart", "far")


def conversions(evidence: Evidence) -> pd.DataFrame:
    """One row a score that is converted from a parameter: ``beyond``, what rounding leaves."""
    rows = []
    for score, component in _scores(evidence):
        conversion = component.conversion
        if conversion is None or not conversion.maximum or pd.isna(score["weight"]):
            continue
        parameter = _parameter(evidence, conversion.indicator, score["year"])
        if parameter is None:
            continue
        converted = parameter["value"] / conversion.maximum * score["weight"]
        rounding = 0.5 * 10.0 ** -decimals(score["printed"]) + EPSILON
        beyond = max(abs(score["value"] - converted) - rounding, 0.0)
        row = about(evidence, score, expected=plain(converted, 2), compared=parameter)
        rows.append(row | {"beyond": beyond})
    return view_of(rows, "beyond")


def leaps(evidence: Evidence) -> pd.DataFrame:
    """One row a target behind a value on its scale: ``times`` the value before it.

    ``leap`` is how many times it may be. A step that crosses less of the scale counts as none
    (``times`` 1): small figures multiply soon. Rows without a scale are held to their own height.
    """
    rows = list(_leaps_without_scale(evidence))
    leap, share = (evidence.bound("leap", name) for name in ("times", "share"))
    planned = evidence.trusted(evidence.planned)
    planned = planned[planned["kind"].isin(["baseline", "target"]) & planned["value"].notna()]
    for code, cells in planned.groupby("indicator", sort=True):
        indicator = evidence.catalogue.indicators.get(str(code))
        if indicator is None or indicator.scale is None or indicator.polarity != "higher":
            continue
        by_year: dict[int, dict[str, Any]] = {}
        for cell in records(cells):
            if cell["year"] is not None:
                by_year.setdefault(int(cell["year"]), cell)
        years = sorted(by_year)
        for first, then in pairwise(years):
            before, after = by_year[first], by_year[then]
            if before["kind"] == "baseline" and not comparable(evidence, before, after):
                continue
            low, high = _scale(after, indicator.scale)
            wide = after["value"] - before["value"] > share * (high - low)
            times = after["value"] / before["value"] if wide and before["value"] > 0 else 1.0
            row = about(evidence, after, compared=before, expected=before["printed"])
            rows.append(row | {"times": times, "leap": leap})
    return view_of(rows, "times", "leap")


def _leaps_without_scale(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """The steps of counts, and of activities' own rows: a digit that is lost makes one tenfold."""
    leap, share = (evidence.bound("leap", name) for name in ("times_without_scale", "share"))
    planned = evidence.trusted(evidence.planned)
    counts = planned[(planned["kind"] == "target") & planned["scale_max"].isna()]
    for cells in (counts, own_activities(evidence)):
        for series in series_of(cells):
            numbers = [row for row in series if not pd.isna(row["value"])]
            top = max((row["value"] for row in numbers), default=0.0)
            for before, after in pairwise(numbers):
                wide = after["value"] - before["value"] > share * top
                times = after["value"] / before["value"] if wide and before["value"] > 0 else 1.0
                row = about(evidence, after, compared=before, expected=before["printed"])
                yield row | {"times": times, "leap": leap}


def _scale(row: Row, known: tuple[float, float]) -> tuple[float, float]:
    """The scale that is printed beside a value, else the catalogue's."""
    low, high = row["scale_min"], row["scale_max"]
    return known if pd.isna(low) or pd.isna(high) else (float(low), float(high))


def _scores(evidence: Evidence) -> list[tuple[dict[str, Any], Component]]:
    """Scores of the city that are trusted, with their component of the instrument."""
    trusted = []
    for row in records(evidence.scores):
        instrument = evidence.catalogue.instrument(row["year"]) if row["year"] else None
        component = instrument.components.get(row["component"]) if instrument else None
        known = not pd.isna(row["value"]) and row["value_ref"] not in evidence.doubted
        if component and known and row["level"] == "city":
            trusted.append((row, component))
    return trusted


def _parameter(evidence: Evidence, indicator: str, year: int) -> dict[str, Any] | None:
    """The realised value of an indicator in a year, the first in the order of precedence."""
    realised = evidence.trusted(evidence.realised)
    rows = realised[(realised["indicator"] == indicator) & (realised["year"] == year)]
    return next((row for row in records(rows) if not pd.isna(row["value"])), None)


def _carrying(evidence: Evidence, parameter: Row) -> list[dict[str, Any]]:
    """Planned cells that print the parameter's value, and the target that leaps from one.

    That is its baseline, and a target that repeats it.
    """
    planned = evidence.trusted(evidence.planned)
    same = planned[
        (planned["indicator"] == parameter["indicator"]) & (planned["value"] == parameter["value"])
    ]
    steps = leaps(evidence)
    from_it = steps["compared_ref"].isin(set(same["ref"])) & (steps["times"] > steps["leap"])
    leaping = {reference(step) for step in records(steps[from_it])}
    return records(planned[planned["ref"].isin(leaping | set(same["ref"]))])


RULES = (
    Rule(
        "parameter_implausible",
        shares,
        at_most("apart", "far"),
        settles=True,
        settles_compared=True,
        bounds=("apart",),
    ),
    Rule("leap", leaps, at_most("times", "leap"), bounds=("times", "times_without_scale", "share")),
    Rule("conversion_disagrees", conversions, within("beyond", high=0.0)),
)
