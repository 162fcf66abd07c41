"""The figures of one printed row in the order of time: direction, first step, end."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from rapor.ground.ref import Ref
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.rule import (
    CELLS_OF_ONE_CAUSE,
    Rule,
    about,
    above,
    at_most,
    equal,
    view_of,
    within,
)

_ORDER = {"baseline": 0, "target": 1, "end_target": 2}

_LOST_DIGITS = re.compile(r"(?:0{1,2}|10?)(?:[.,]0+)?\s*(?:%|persen)?", re.IGNORECASE)
"""What is left of ``100`` when the first or the last digits, or a decimal mark, are lost."""

ALL = 100.0
"""The whole, in per cent."""


def direction(evidence: Evidence) -> pd.DataFrame:
    """One row a step between neighbouring years; ``step`` is positive when it is progress.

    Progress of an indicator is its polarity; of an activity's own row, the direction of most
    of its steps. The end target ends a row only where the last year has no
    target; a baseline begins it only where there are no yearly targets, for the first step
    of a plan is another rule's. What was measured before a break of the indicator's series is
    no start; a plan's own years were planned together.
    """
    rows = list(_back_from_disputed(evidence))
    for cells in (evidence.trusted(evidence.planned), own_activities(evidence)):
        for series in series_of(cells):
            yearly = [row for row in series if row.get("kind", "target") == "target"]
            last = {evidence.city.last_year} & {row["year"] for row in yearly}
            ends = [] if last else [row for row in series if row.get("kind") == "end_target"]
            starts = [] if yearly else [row for row in series if row.get("kind") == "baseline"]
            steps = starts + yearly + ends
            sign = _sign(steps) if steps else 0
            for before, after in pairwise(steps):
                if before.get("kind") == "baseline" and not comparable(evidence, before, after):
                    continue
                step = sign * (after["level"] - before["level"])
                rows.append(about(evidence, after, compared=before, step=step))
    return view_of(rows, "step")


def comparable(evidence: Evidence, cell: Row, other: Row) -> bool:
    """Whether no break of the indicator's series lies between the years of two cells.

    A baseline was measured in its year; what is planned behind it is measured in another way.
    """
    of = evidence.catalogue.series
    return of.is_one(cell.get("indicator", ""), cell["year"], other["year"])


def _back_from_disputed(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """Steps between two years of which another table prints one otherwise, and not the other.

    The finding is about the other: where the plan turns back there, the difference between
    the tables does not explain it.
    """
    planned = evidence.planned
    doubted = evidence.doubted - evidence.disputed
    kept = planned[(planned["kind"] == "target") & ~planned["ref"].isin(doubted)]
    for series in series_of(kept):
        sign = _sign(series)
        for before, after in pairwise(series):
            disputed = [row["ref"] in evidence.disputed for row in (before, after)]
            step = sign * (after["level"] - before["level"])
            if sum(disputed) == 1 and step < 0:
                trusted, other = (after, before) if disputed[0] else (before, after)
                yield about(evidence, trusted, compared=other, step=step)


def slips(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row: ``level`` of a cell, and what its sister rows have in its ``place``.

    Sisters are two rows or more of one table that plan the same in every year, be they of an
    indicator or of an activity alone; a row that is as they are but for one cell, whose digits
    are theirs but for one or which repeats the year beside it, has slipped there.
    """
    rows, least = [], evidence.bound("digit_slipped", "figures")
    by_table: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {}
    for severity, cells in (
        ("", evidence.trusted(evidence.planned)),
        ("warning", own_activities(evidence)),
    ):
        for series in series_of(cells):
            if len(series) >= least:
                by_table.setdefault(series[0]["table"], []).append((severity, series))
    for table in by_table.values():
        lines = [line for _, line in table]
        planned = [tuple((row["column"], row["level"]) for row in line) for line in lines]
        sisters = {plan for plan in planned if planned.count(plan) > 1}
        for (severity, line), plan in zip(table, planned, strict=True):
            odd = _slip(line, plan, sisters, lines, planned) or (line[0], line[0])
            rows.append(_against(evidence, *odd, severity))
    return view_of(rows, "level", "other")


def _against(evidence: Evidence, mine: Row, theirs: Row, severity: str) -> dict[str, Any]:
    """One row of a view: the level of a cell, and that of the sister it is held against."""
    levels = {"level": mine["level"], "other": theirs["level"]}
    other = None if mine is theirs else theirs
    expected = theirs["printed"] if other else ""
    return about(evidence, mine, expected=expected, compared=other, severity=severity, **levels)


def _slip(
    line: list[dict[str, Any]],
    plan: tuple[tuple[str, float], ...],
    sisters: set[tuple[tuple[str, float], ...]],
    lines: list[list[dict[str, Any]]],
    planned: list[tuple[tuple[str, float], ...]],
) -> tuple[Row, Row] | None:
    """The one cell of a line that is not as its sisters', and theirs."""
    if plan in sisters:
        return None
    for sister in sisters:
        differing = [
            at
            for at, (mine, theirs) in enumerate(zip(plan, sister, strict=False))
            if mine != theirs
        ]
        if len(plan) != len(sister) or len(differing) != 1:
            continue
        at = differing[0]
        other = lines[planned.index(sister)][at]
        repeats = line[at]["level"] in {
            line[beside]["level"] for beside in (at - 1, at + 1) if 0 <= beside < len(line)
        }
        if repeats or _one_digit_apart(line[at]["shown"], other["shown"]):
            return line[at], other
    return None


def _one_digit_apart(printed: str, other: str) -> bool:
    """Whether one digit was lost or doubled between two cells, or a decimal mark moved."""
    short, long = sorted((re.sub(r"[^0-9]", "", printed), re.sub(r"[^0-9]", "", other)), key=len)
    if short == long:
        return True
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def progress(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator with a baseline that can be bettered and a first year's target.

    ``step`` is what the first target adds to the baseline, positive when it is progress. First
    targets that only repeat their baseline have one ``cause``. A baseline of another series of
    values says nothing about progress, see ``repeats``.
    """
    rows = []
    for target, baseline in _first_steps(evidence):
        if not comparable(evidence, target, baseline) or _at_best(evidence, baseline):
            continue
        sign = _sign([target])
        row = about(
            evidence,
            target,
            expected=f"{'>' if sign > 0 else '<'} {baseline['printed']}",
            compared=baseline,
            step=sign * (target["level"] - baseline["level"]),
            cause="repeated" if target["level"] == baseline["level"] else "",
        )
        rows.append(row)
    return view_of(sorted(rows, key=Ref.of), "step", "cause")


def repeats(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator whose series breaks between its baseline and the first target.

    ``repeated`` is 1 where both are the same figure, which was copied then.
    """
    rows = []
    for target, baseline in _first_steps(evidence):
        if not comparable(evidence, target, baseline):
            repeated = int(target["level"] == baseline["level"])
            rows.append(about(evidence, target, compared=baseline, repeated=repeated))
    return view_of(sorted(rows, key=Ref.of), "repeated")


def _first_steps(evidence: Evidence) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The first year's target of each indicator, and its baseline."""
    planned = evidence.trusted(evidence.planned)
    for _, cells in planned[planned["level"].notna()].groupby("indicator", sort=True):
        known = records(cells)
        year = evidence.city.first_year
        targets = [row for row in known if row["kind"] == "target" and row["year"] == year]
        starts = [row for row in known if row["kind"] == "baseline"]
        if targets and starts:
            yield targets[0], starts[0]


def truncated(evidence: Evidence) -> pd.DataFrame:
    """One row a per cent cell printed 0, 00, 1 or 10 behind a rising series.

    ``value`` is expected to be no less than ``before``, the last figure before such cells.
    """
    rows, enough = [], evidence.bound("truncated_percent", "wholes")
    for severity, cells in (
        ("", evidence.trusted(evidence.planned)),
        ("warning", own_activities(evidence)),
    ):
        for series in series_of(cells):
            whole = [row for row in series if not _LOST_DIGITS.fullmatch(row["shown"].strip())]
            if not _rising([row["level"] for row in whole]):
                continue
            last = whole[-1]
            for row in series:
                behind = row not in whole and (
                    _time_of(row) > _time_of(last)
                    or row["year"] == last["year"]
                    or (len(whole) >= enough and _stands_at_all(whole, row))
                )
                if behind and "%" in row["shown"] + row["unit"]:
                    checked = about(
                        evidence,
                        row,
                        expected=f"≥ {last['printed']}",
                        compared=last,
                        severity=severity,
                        value=row["level"],
                        before=last["level"],
                    )
                    rows.append(checked)
    return view_of(rows, "value", "before")


def series_of(cells: pd.DataFrame) -> Iterator[list[dict[str, Any]]]:
    """Cells of each printed row that can be ordered, from the baseline to the end target."""
    rows: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in records(cells):
        if not pd.isna(row["level"]) and row["year"] is not None:
            rows.setdefault((row["table"], row["row"]), []).append(row)
    for series in rows.values():
        yield sorted(series, key=_time_of)


def _time_of(row: Row) -> tuple[int, int]:
    """Sorts cells by year, the baseline before and the end target behind the others."""
    return row["year"], _ORDER.get(row.get("kind", ""), 1)


def own_activities(evidence: Evidence) -> pd.DataFrame:
    """Cells of action plans that are no indicator's target."""
    kept = evidence.trusted(evidence.activities)
    return kept[~kept["ref"].isin(set(evidence.planned["ref"]))]


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


def _at_best(evidence: Evidence, row: Row) -> bool:
    """Whether a baseline is the best that there is, so that it can only be kept."""
    if pd.isna(row["value"]):
        indicator = evidence.indicator(row)
        order = indicator.order if indicator else ""
        scale = evidence.catalogue.scale(order, evidence.city.last_year)
        return scale is not None and bool(row["level"] == len(scale.ranks) - 1)
    best = row["scale_max"] if row["polarity"] == "higher" else row["scale_min"]
    return not pd.isna(best) and bool(row["level"] == best)


def _stands_at_all(whole: list[dict[str, Any]], row: Row) -> bool:
    """Whether all others are 100 per cent, and a cell before them is no start from nothing."""
    return row["level"] > 0 and {cell["level"] for cell in whole} == {ALL}


def _rising(levels: list[float]) -> bool:
    """Whether a series rises, or stands at all of 100 per cent."""
    steady = len(levels) > 1 and sorted(levels) == levels
    return steady and (levels[0] < levels[-1] or levels[-1] == ALL)


RULES = (
    Rule(
        "truncated_percent", truncated, at_most("before", "value"), settles=True, bounds=("wholes",)
    ),
    Rule("digit_slipped", slips, equal("level", "other"), settles=True, bounds=("figures",)),
    Rule("against_polarity", direction, within("step", low=0.0)),
    Rule("no_progress", progress, above("step", 0.0), covers="cause", bounds=(CELLS_OF_ONE_CAUSE,)),
    Rule("repeats_old_series", repeats, within("repeated", high=0)),
)
