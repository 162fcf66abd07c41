"""The same indicator in two rows of a road map's tables."""

from itertools import combinations

import pandas as pd

from rapor.ground.ref import Ref
from rapor.validate.agreement import readable
from rapor.validate.evidence import Evidence, Row, records

TENFOLD = 10.0
"""From this factor on, two figures of a year are not on one scale: a plan's two tables may
print 20 and 15 per cent for the same thing, never 20 and 0,035."""

ENOUGH_YEARS = 2
"""Years that two tables must share before their scales are compared: a misprint moves one."""

Pairs = list[tuple[Row, Row]]

Line = tuple[str, int]
"""A printed row: table and row."""


def line_of(row: Row) -> Line:
    """The printed row that a cell stands in: table and row."""
    return Ref.of(row).line


def by_line(evidence: Evidence) -> list[list[Row]]:
    """For each indicator and year of the plan, one readable cell a printed row, evaluated first.

    Of a row that prints both the last year and the end target, the last year's cell counts;
    the end target stands in where that one is doubted or says nothing.
    """
    kept = evidence.trusted(evidence.planned)
    kept = kept[kept["year"].notna() & (kept["kind"] != "baseline")]
    found: dict[tuple[str, int], dict[Line, Row]] = {}
    for row in records(kept):
        if readable(row):
            cells = found.setdefault((row["indicator"], row["year"]), {})
            standing = cells.setdefault(line_of(row), row)
            if standing["kind"] == "end_target" and row["kind"] == "target":
                cells[line_of(row)] = row
    return [list(cells.values()) for cells in found.values()]


def shared_years(evidence: Evidence) -> list[Pairs]:
    """For each indicator and pair of printed rows, the numbers of the years that both print."""
    shared: dict[tuple[str, Line, Line], Pairs] = {}
    for cells in by_line(evidence):
        numbers = [cell for cell in cells if not pd.isna(cell["value"])]
        for one, other in combinations(numbers, 2):
            key = (one["indicator"], line_of(one), line_of(other))
            shared.setdefault(key, []).append((one, other))
    enough = [pairs for pairs in shared.values() if len(pairs) >= ENOUGH_YEARS]
    return [sorted(pairs, key=lambda pair: int(pair[0]["year"])) for pairs in enough]


def factor(pairs: Pairs) -> float:
    """How many times the larger figure holds the smaller, in the year where they are nearest."""
    return min(_factor(float(one["value"]), float(other["value"])) for one, other in pairs)


def apart(evidence: Evidence) -> set[frozenset[str | Line]]:
    """Indicator and both rows, for each pair of printed rows on different scales."""
    return {
        frozenset((one["indicator"], line_of(one), line_of(other)))
        for pairs in shared_years(evidence)
        for one, other in pairs[:1]
        if factor(pairs) >= TENFOLD
    }


def _factor(one: float, other: float) -> float:
    small, large = sorted((abs(one), abs(other)))
    if large == 0:
        return 1.0
    return large / small if small else float("inf")
