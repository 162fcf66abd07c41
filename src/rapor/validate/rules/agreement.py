"""Cells that should say the same, and which of two that do not stands alone.

The same figure printed twice or published otherwise, and the same indicator in two rows of a
road map's tables: its targets, its unit and scale.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.ground.ref import Line
from rapor.ground.rounding import rounded
from rapor.validate.evidence import (
    EPSILON,
    Evidence,
    Row,
    decimals,
    line_of,
    readable,
    records,
)
from rapor.validate.rule import Rule, about, equal, under, view_of

Pairs = list[tuple[Row, Row]]


def baselines(evidence: Evidence) -> pd.DataFrame:
    """One row a further print of a baseline: in another table, or as official value of its year."""
    kept = evidence.trusted(evidence.planned)
    kept = kept[(kept["kind"] == "baseline") & kept["year"].notna()]
    official = evidence.trusted(evidence.realised)
    official = official[official["publication"] == "official"]
    rows = []
    for (indicator, year), cells in kept.groupby(["indicator", "year"], sort=True):
        known = [row for row in records(cells) if readable(row)]
        same = official[(official["indicator"] == indicator) & (official["year"] == year)]
        witnesses = [row for row in records(same) if readable(row)]
        printed = known + witnesses[:1] if known else []
        rows += [
            compared(evidence, odd, other, unordered(evidence, odd, other))
            for odd, other in against_the_evaluated(evidence, printed, witnesses[1:])
        ]
    return view_of(rows, "reading", "other")


def shortened(evidence: Evidence) -> pd.DataFrame:
    """One row a measured value that a document prints several times: its ``decimals``.

    ``most`` is what enough other prints show of the same figure; where they show more, and this
    one agrees with them only rounded, it has lost its last digit. Where they show fewer, and are
    more than print it so, it has gained one.
    """
    enough = evidence.bound("decimals_lost", "prints")
    printed: dict[tuple[str, int], list[Row]] = {}
    baselines_only = evidence.planned[evidence.planned["kind"] == "baseline"]
    for frame in (baselines_only, evidence.realised):
        for cell in records(evidence.trusted(frame)):
            if cell["table"] in evidence.city.tables and not pd.isna(cell["value"]):
                printed.setdefault((cell["indicator"], cell["year"]), []).append(cell)
    rows = []
    for cells in printed.values():
        for row in cells:
            others: list[Row] = [other for other in cells if other is not row]
            rounded: list[Row] = [
                other
                for other in others
                if min(decimals(other["shown"]), decimals(row["shown"])) > 0
                and other["value"] != row["value"]
                and agree(evidence, row, other)
            ]
            cut = len(rounded) >= enough and len({other["value"] for other in rounded}) == 1
            if cut and decimals(rounded[0]["shown"]) < decimals(row["shown"]):
                alike = sum(other["value"] == row["value"] for other in cells)
                cut = len(rounded) > alike
            first = rounded[0] if cut else None
            expected = first["printed"] if first else ""
            checked = about(evidence, row, expected=expected, compared=first)
            shown = decimals(row["shown"])
            most = decimals(rounded[0]["shown"]) if cut else shown
            rows.append(checked | {"decimals": shown, "most": most})
    return view_of(rows, "decimals", "most")


def publishers(evidence: Evidence) -> pd.DataFrame:
    """One row a further publication of a realised value: against the evaluated one."""
    rows = []
    kept = evidence.trusted(evidence.realised)
    for _, cells in kept.groupby(["indicator", "year", "period"], sort=True):
        known = [row for row in records(cells) if readable(row)]
        rows += [
            compared(evidence, odd, other)
            | {"expected": f"{other['printed']} ({other['publisher']})"}
            for odd, other in against_the_evaluated(evidence, known)
        ]
    return view_of(rows, "reading", "other")


def last_year(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row that has both a target of the last year and an end target.

    In front stands the one that no other table prints, else the last year's.
    """
    rows = []
    year = evidence.city.last_year
    planned = evidence.trusted(evidence.planned)
    final = [row for row in records(planned) if row["year"] == year and readable(row)]
    by_row: dict[tuple[str, int], dict[str, Row]] = {}
    for row in final:
        by_row.setdefault((row["table"], row["row"]), {})[row["kind"]] = row
    for by_kind in by_row.values():
        if not {"target", "end_target"} <= set(by_kind):
            continue
        target, end = by_kind["target"], by_kind["end_target"]
        elsewhere = [
            row
            for row in final
            if row["table"] != target["table"] and row["indicator"] == target["indicator"]
        ]
        confirmed = [any(agree(evidence, cell, row) for row in elsewhere) for cell in (target, end)]
        odd, other = (end, target) if confirmed == [True, False] else (target, end)
        rows.append(compared(evidence, odd, other))
    return view_of(rows, "reading", "other")


def unordered(evidence: Evidence, cell: Row, other: Row) -> str:
    """The severity of two cells that differ: an error where nothing says which is evaluated."""
    return "" if evidence.ordered(cell["table"], other["table"]) else "error"


def compared(evidence: Evidence, odd: Row, other: Row, severity: str = "") -> dict[str, Any]:
    """A row of a view on agreement: ``reading`` and ``other`` are equal when the cells agree."""
    reading, also = _reading(odd), _reading(other)
    return about(
        evidence,
        odd,
        expected=other["printed"],
        compared=other,
        severity=severity,
        reading=reading,
        other=reading if agree(evidence, odd, other) else also,
    )


def against_the_evaluated(
    evidence: Evidence, cells: Sequence[Row], witnesses: Sequence[Row] = ()
) -> Iterator[tuple[Row, Row]]:
    """Each further cell with the first, which is evaluated; in front the one that stands alone.

    The one that fewer of the cells and ``witnesses`` agree with stands alone; where as many
    agree with each, the evaluated one is in front, for it is the one that matters.
    """

    def support(row: Row) -> int:
        return sum(agree(evidence, row, other) for other in [*cells, *witnesses])

    for other in cells[1:]:
        evaluated = cells[0]
        alone = support(evaluated) <= support(other)
        yield (evaluated, other) if alone else (other, evaluated)


def agree(evidence: Evidence, cell: Row, other: Row) -> bool:
    """Whether two cells say the same, up to the printed precision.

    ``3`` and ``3,00`` agree, and so do ``87,5`` and ``87,48``: the shorter is the other
    rounded. A whole number is a level or a count and not a rounded decimal, so that ``3``
    and ``3,2`` differ. Words agree when they are one word or of one rank; a grade agrees
    with a number that lies in its band. An inequality agrees with its bound, but not with
    one that looks the other way.
    """
    if {_side(cell), _side(other)} == {">", "<"}:
        return False
    numbers = [not pd.isna(row["value"]) for row in (cell, other)]
    if all(numbers):
        return _near(cell, other, "value") and _near(cell, other, "value_high")
    if not any(numbers):
        ranks = evidence.rank(cell), evidence.rank(other)
        same_rank = ranks[0] is not None and ranks[0] == ranks[1]
        return same_rank or fold(cell["text"]) == fold(other["text"])
    number, word = (cell, other) if numbers[0] else (other, cell)
    return _in_band(evidence, number, word["text"])


def _side(row: Row) -> str:
    return str(row.get("comparator") or "=")[0]


def _reading(row: Row) -> str:
    if pd.isna(row["value"]):
        return str(row["text"])
    high = row.get("value_high")
    ending = "" if pd.isna(high) else f"-{high:.10g}"
    return f"{_side(row).strip('=')}{row['value']:.10g}{ending}"


def _near(cell: Row, other: Row, name: str) -> bool:
    left, right = cell.get(name), other.get(name)
    if pd.isna(left) or pd.isna(right):
        return bool(pd.isna(left) and pd.isna(right))
    places = min(decimals(row["shown"]) for row in (cell, other))
    if not places:
        return bool(abs(left - right) <= EPSILON)
    return rounded(left, places) == rounded(right, places)


def _in_band(evidence: Evidence, number: Row, word: str) -> bool:
    indicator = evidence.indicator(number)
    if indicator is None or not indicator.bands or number["year"] is None:
        return False
    scale = evidence.catalogue.scale(indicator.bands, number["year"])
    return scale is not None and fold(scale.category(float(number["value"]))) == fold(word)


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
            first = cells.setdefault(line_of(row), row)
            if first["kind"] == "end_target" and row["kind"] == "target":
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
    Rule("last_year_not_end_target", last_year, equal("reading", "other"), settles=True),
    Rule("publishers_disagree", publishers, equal("reading", "other"), settles=True),
    Rule("baseline_disagrees", baselines, equal("reading", "other"), settles=True),
    Rule("decimals_lost", shortened, equal("decimals", "most"), bounds=("prints",)),
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
        covers="rows compared",
        settles=True,
        settles_compared=True,
    ),
)
