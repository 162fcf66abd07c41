"""The direction of a row of yearly targets, and its first step."""

from itertools import pairwise
from typing import Any

import pandas as pd

from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.line import own_activities, series_of
from rapor.validate.rule import Rule, about, view_of


def direction(evidence: Evidence) -> pd.DataFrame:
    """One row a step between neighbouring years; ``step`` is positive when it is progress.

    Progress of an indicator is its polarity; of an activity's own row, the direction of most
    of its steps. The end target ends a row only where the last year has no
    target; a baseline begins it only where there are no yearly targets, for the first step
    of a plan is another rule's.
    """
    rows = []
    for cells in (evidence.trusted(evidence.planned), own_activities(evidence)):
        for series in series_of(cells):
            yearly = [row for row in series if row.get("kind", "target") == "target"]
            last = {evidence.city.last_year} & {row["year"] for row in yearly}
            ends = [] if last else [row for row in series if row.get("kind") == "end_target"]
            starts = [] if yearly else [row for row in series if row.get("kind") == "baseline"]
            steps = starts + yearly + ends
            sign = _sign(steps) if steps else 0
            for before, after in pairwise(steps):
                step = sign * (after["level"] - before["level"])
                rows.append(about(evidence, after, compared=before, step=step))
    return view_of(rows, "step")


def _sign(series: list[dict[str, Any]]) -> int:
    """1 where higher is better, -1 where lower is.

    By polarity, or else the direction of most steps of the row; where as many go up as
    down, from the first to the last figure.
    """
    polarity = series[0].get("polarity")
    if polarity:
        return 1 if polarity == "higher" else -1
    steps = [after["level"] - before["level"] for before, after in pairwise(series)]
    balance = sum(step > 0 for step in steps) - sum(step < 0 for step in steps)
    return -1 if (balance or series[-1]["level"] - series[0]["level"]) < 0 else 1


def progress(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator with a baseline that can be bettered and a first year's target.

    ``step`` is what the first target adds to the baseline, positive when it is progress.
    """
    rows = []
    planned = evidence.trusted(evidence.planned)
    for _, cells in planned[planned["level"].notna()].groupby("indicator", sort=True):
        known = records(cells)
        targets = [
            row
            for row in known
            if row["kind"] == "target" and row["year"] == evidence.city.first_year
        ]
        starts = [row for row in known if row["kind"] == "baseline"]
        if not targets or not starts or _at_best(evidence, starts[0]):
            continue
        target, baseline = targets[0], starts[0]
        sign = _sign([target])
        found = about(
            evidence,
            target,
            expected=f"{'>' if sign > 0 else '<'} {baseline['printed']}",
            compared=baseline,
            step=sign * (target["level"] - baseline["level"]),
        )
        rows.append(found)
    return view_of(rows, "step")


def _at_best(evidence: Evidence, row: Row) -> bool:
    """Whether a baseline is the best that there is, so that it can only be kept."""
    if pd.isna(row["value"]):
        indicator = evidence.indicator(row)
        order = indicator.order if indicator else ""
        scale = evidence.catalogue.scale(order, evidence.city.last_year)
        return scale is not None and bool(row["level"] == len(scale.ranks) - 1)
    best = row["scale_max"] if row["polarity"] == "higher" else row["scale_min"]
    return not pd.isna(best) and bool(row["level"] == best)


AGAINST_POLARITY = Rule(
    code="against_polarity",
    severity="warning",
    description="Target dari tahun ke tahun tidak bergerak berlawanan dengan arah perbaikan.",
    reason=(
        "A road map plans improvement; a step backwards, of whatever size, is a misprint or"
        " needs an explanation. The printed target can be used, so nobody has to decide first."
    ),
    view=direction,
    expectation="ExpectTargetsNotToFallBack",
    message=(
        "{place} prints {printed} for {label}, a step back from {compared_printed} in column"
        " {compared_column}."
    ),
    silent_when="no row has figures for two years",
)

NO_PROGRESS = Rule(
    code="no_progress",
    severity="warning",
    description="Target tahun pertama lebih baik daripada baseline.",
    reason=(
        "A first target equal to the baseline plans nothing for its year and is reached by"
        " standing still; strictly better is expected unless the baseline is already the best"
        " of its scale. The printed target can be used."
    ),
    view=progress,
    expectation="ExpectFirstTargetToBeatTheBaseline",
    message=(
        "{place} prints {printed} for {label}, no better than the baseline {compared_printed}"
        " ({compared_place})."
    ),
    silent_when="the city prints no baselines, or none that can be bettered",
)
