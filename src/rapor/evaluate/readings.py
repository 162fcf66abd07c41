"""The readings table: what hangs on a decision.

For every corrected cell and every disagreement between tables or publishers that touches
a line of the year, the line under each reading, and what would change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.achievement import Judgement
from rapor.evaluate.cells import ROLES, Cells, Reading
from rapor.evaluate.choice import Choice, Figure
from rapor.evaluate.index import Tree
from rapor.evaluate.line import Used, end_gap, judged, path_pct, used_in, words_of
from rapor.evaluate.score_readings import score_readings
from rapor.evaluate.way import way_of
from rapor.ground.tables import EVALUATION, Tables, conform


@dataclass(frozen=True)
class Line:
    """What a line says under one reading."""

    judgement: Judgement
    path_pct: float | None
    end_gap: float | None
    verdict: str


def readings_table(
    city: City,
    year: int,
    choice: Choice,
    accepted: Tables,
    findings: pd.DataFrame,
    catalogue: Catalogue,
    tree: Tree | None = None,
) -> pd.DataFrame:
    """One line a reading of each cell that can be read in two ways or more.

    A figure is put in the place of the evaluated one, in every role that the cell has in
    the line; everything else stays. Cells of the index (``tree``) follow those of the
    indicators. Columns: ``tables.EVALUATION['readings']``.
    """
    contract = EVALUATION["readings"]
    cells = Cells(city, accepted, findings)
    lines = [
        {"city": city.slug, "year": year, **line}
        for code in choice.road_map
        for line in _of_indicator(catalogue.indicators[code], year, choice, cells, catalogue)
    ]
    lines += [{"city": city.slug, "year": year, **line} for line in score_readings(tree, findings)]
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def _of_indicator(
    indicator: Indicator, year: int, choice: Choice, cells: Cells, catalogue: Catalogue
) -> Iterator[dict[str, Any]]:
    used = used_in(choice, indicator.code, year)
    for figure, roles in _by_cell(used):
        readings = cells.readings(figure, roles, year)
        if len(readings) == 1:
            continue
        as_it_is = line_of(indicator, used, year, choice, catalogue)
        for reading in readings:
            under = replace(used, **dict.fromkeys(roles, reading.figure))
            line = line_of(indicator, under, year, choice, catalogue)
            yield {
                "indicator": indicator.code,
                "component": "",
                "label": indicator.short or indicator.name,
                "role": ";".join(roles),
                "used_ref": figure.ref,
                **_reading(reading),
                **_says(line),
                "changes": _changes(as_it_is, line),
                **_findings(cells, figure, readings),
            }


def _by_cell(used: Used) -> list[tuple[Figure, list[str]]]:
    """The cells of a line, each once, with everything that it is in the line."""
    found: dict[str, tuple[Figure, list[str]]] = {}
    for role in ROLES:
        figure: Figure = getattr(used, role)
        if figure.ref:
            found.setdefault(figure.ref, (figure, []))[1].append(role)
    return list(found.values())


def line_of(
    indicator: Indicator, used: Used, year: int, choice: Choice, catalogue: Catalogue
) -> Line:
    """What the four figures say, and the verdict on the way to their end target."""
    words = words_of(indicator, catalogue, year)
    way = way_of(indicator.code, used.end_target, year, choice, catalogue)
    if way.known and used.realised.known and way.last.year == year:
        way = replace(way, known=[*way.known[:-1], used.realised])
    return Line(
        judged(used.target, used.realised, indicator, words),
        path_pct(used, indicator, catalogue.trajectory),
        end_gap(used, indicator),
        way.verdict().verdict,
    )


def _reading(reading: Reading) -> dict[str, Any]:
    figure = reading.figure
    return {
        "reading": reading.name,
        "ref": figure.ref,
        "printed": figure.printed,
        "value": figure.value,
        "text": figure.text,
        "comparator": figure.comparator if figure.known else "",
        "unit": figure.unit,
    }


def _says(line: Line) -> dict[str, Any]:
    return {
        "status": line.judgement.status,
        "achievement_pct": line.judgement.achievement_pct,
        "gap": line.judgement.gap,
        "path_pct": line.path_pct,
        "end_gap": line.end_gap,
        "verdict": line.verdict,
    }


def _changes(evaluated: Line, other: Line) -> str:
    """The weightiest thing that differs: status, then verdict, then figures."""
    if evaluated.judgement.status != other.judgement.status:
        return "status"
    if evaluated.verdict != other.verdict:
        return "verdict"
    return "nothing" if evaluated == other else "figures"


def _findings(cells: Cells, used: Figure, readings: Sequence[Reading]) -> dict[str, Any]:
    found = cells.findings(used, readings)
    return {
        "findings": ";".join(sorted({one["finding"] for one in found})),
        "decision": cells.decision(used),
        "decision_id": ";".join(sorted({one["decision_id"] for one in found} - {""})),
    }
