"""The same indicator in two rows of a road map's tables: its targets, its unit and scale."""

from itertools import combinations

import pandas as pd

from rapor.validate.evidence import Evidence, Line, Row, line_of, readable, records
from rapor.validate.expectations import equal, under
from rapor.validate.rule import Rule, about, view_of
from rapor.validate.rules.agreement import against_the_evaluated, compared, unordered

Pairs = list[tuple[Row, Row]]


def targets(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator, year and further print of its target, against the evaluated one.

    Two rows that print an indicator on different scales are left out: see ``unit_differs``.
    """
    scales_apart = _apart(evidence)
    rows = [
        compared(evidence, odd, other, unordered(evidence, odd, other))
        for cells in _by_line(evidence)
        for odd, other in against_the_evaluated(evidence, cells)
        if frozenset((odd["indicator"], line_of(odd), line_of(other))) not in scales_apart
    ]
    return view_of(rows, "reading", "other")


def units(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator and pair of tables that share two years or more, with ``factor``.

    From ``tenfold`` on, the two are not on one scale.
    """
    rows, tenfold = [], evidence.bound("unit_differs", "factor_of_scales")
    for pairs in _shared_years(evidence):
        mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        cells = mine[1:] + theirs
        row = about(evidence, mine[0], severity=unordered(evidence, mine[0], theirs[0])) | {
            "year": None,
            "expected": "; ".join(cell["printed"] for cell in theirs),
            "compared_ref": ";".join(cell["ref"] for cell in cells),
            "compared_printed": "; ".join(cell["printed"] for cell in cells),
            "factor": _factor(pairs),
            "tenfold": tenfold,
        }
        rows.append(row)
    return view_of(rows, "factor", "tenfold")


def _by_line(evidence: Evidence) -> list[list[Row]]:
    """For each indicator and year of the plan, one readable cell a printed row, evaluated first.

    Of a row that prints both the last year and the end target, the last year's cell counts;
    the end target stands in where that one is doubted or says nothing.
    """
    kept = evidence.trusted(evidence.planned)
    kept = kept[kept["year"].notna() & (kept["kind"] != "baseline")]
    by_year: dict[tuple[str, int], dict[Line, Row]] = {}
    for row in records(kept):
        if readable(row):
            cells = by_year.setdefault((row["indicator"], row["year"]), {})
            standing = cells.setdefault(line_of(row), row)
            if standing["kind"] == "end_target" and row["kind"] == "target":
                cells[line_of(row)] = row
    return [list(cells.values()) for cells in by_year.values()]


def _shared_years(evidence: Evidence) -> list[Pairs]:
    """For each indicator and pair of printed rows, the numbers of the years that both print."""
    shared: dict[tuple[str, Line, Line], Pairs] = {}
    for cells in _by_line(evidence):
        numbers = [cell for cell in cells if not pd.isna(cell["value"])]
        for mine, theirs in combinations(numbers, 2):
            key = (mine["indicator"], line_of(mine), line_of(theirs))
            shared.setdefault(key, []).append((mine, theirs))
    years = evidence.bound("unit_differs", "years")
    enough = [pairs for pairs in shared.values() if len(pairs) >= years]
    return [sorted(pairs, key=lambda pair: int(pair[0]["year"])) for pairs in enough]


def _apart(evidence: Evidence) -> set[frozenset[str | Line]]:
    """Indicator and both rows, for each pair of printed rows on different scales."""
    tenfold = evidence.bound("unit_differs", "factor_of_scales")
    return {
        frozenset((mine["indicator"], line_of(mine), line_of(theirs)))
        for pairs in _shared_years(evidence)
        for mine, theirs in pairs[:1]
        if _factor(pairs) >= tenfold
    }


def _factor(pairs: Pairs) -> float:
    """How many times the larger figure holds the smaller, in the year where they are nearest."""
    return min(_times(float(mine["value"]), float(theirs["value"])) for mine, theirs in pairs)


def _times(value: float, other: float) -> float:
    small, large = sorted((abs(value), abs(other)))
    if large == 0:
        return 1.0
    return large / small if small else float("inf")


RULES = (
    Rule(
        "unit_differs",
        units,
        under("factor", "tenfold"),
        covers="row",
        bounds=("factor_of_scales", "years"),
    ),
    Rule(
        "tables_disagree",
        targets,
        equal("reading", "other"),
        settles=True,
        settles_compared=True,
    ),
)
