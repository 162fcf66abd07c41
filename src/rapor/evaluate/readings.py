"""The readings table: what hangs on a decision.

For every corrected cell and every disagreement between tables or publishers that touches
a line of the year, the line under each reading, and what would change.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.achievement import Judgement
from rapor.evaluate.choice import Choice, ChosenFigure, figure_of, number
from rapor.evaluate.index import Tree
from rapor.evaluate.indicators import (
    LineFigures,
    end_gap,
    judged,
    line_figures,
    path_pct,
    word_orders,
)
from rapor.evaluate.score_readings import score_readings
from rapor.evaluate.trajectory import trajectory_of
from rapor.ground.cells import read_cell
from rapor.ground.ref import Ref, refs_in
from rapor.ground.tables import Tables, table_of
from rapor.ground.tables.evaluation import ReadingLine

Row = Mapping[Hashable, Any]

ROLES = ("target", "realised", "baseline", "end_target")
"""What a figure can be in a line; the fields of ``LineFigures``."""


@dataclass(frozen=True)
class CellReading:
    """One way to read a cell: ``evaluated``, ``printed`` before the decision, or ``other``."""

    name: str
    figure: ChosenFigure


class Cells:
    """Targets and realisations by reference, and the findings about them."""

    def __init__(self, city: City, accepted: Tables, findings: pd.DataFrame) -> None:
        self._last_year = city.last_year
        self._rows: dict[Ref, Row] = {
            Ref.of(row): row
            for name in ("targets", "realisations")
            for row in accepted[name].to_dict("records")
        }
        self._findings: dict[Ref, list[Row]] = {}
        for finding in findings.to_dict("records"):
            for ref in self._named(finding):
                self._findings.setdefault(ref, []).append(finding)

    def findings(self, used: ChosenFigure, readings: Sequence[CellReading]) -> list[Row]:
        """Findings that the readings of a cell rest on: about itself, or naming another of them."""
        others = {reading.figure.ref for reading in readings} - {used.ref}
        about = self._about(used)
        close = [
            finding
            for finding in about
            if Ref.of(finding) == used.ref or others & set(self._named(finding))
        ]
        return close or about

    def decision(self, used: ChosenFigure) -> str:
        """What was decided about the cell."""
        row = self._row(used)
        return str(row["decision"]) if row else ""

    def readings(self, used: ChosenFigure, roles: Sequence[str], year: int) -> list[CellReading]:
        """The evaluated reading, the printed one where it was corrected, and the disagreeing."""
        readings = [CellReading("evaluated", used)]
        row = self._row(used)
        if row and (row["decision"] == "correct" or used.withheld):
            readings.append(CellReading("printed", _before(row, used)))
        seen = {_content(reading.figure) for reading in readings}
        for other in self._others(used, roles, year):
            if _content(other) not in seen:
                seen.add(_content(other))
                readings.append(CellReading("other", other))
        return readings

    def _others(
        self, used: ChosenFigure, roles: Sequence[str], year: int
    ) -> Iterator[ChosenFigure]:
        """Cells that a finding sets beside this one and that are for the same thing and time."""
        for finding in self._about(used):
            for ref in self._named(finding):
                row = self._rows.get(ref)
                if row is None or ref == used.ref or row["indicator"] != used.indicator:
                    continue
                other = figure_of(row)
                if any(self._stands_for(other, role, used, year) for role in roles):
                    yield other

    def _stands_for(self, other: ChosenFigure, role: str, used: ChosenFigure, year: int) -> bool:
        last = other.year == self._last_year
        if role == "target":
            if other.kind == "end_target":
                return last and year == self._last_year
            return other.kind == "target" and other.year == year
        if role == "end_target":
            return other.kind == "end_target" or (other.kind == "target" and last)
        if role == "realised":
            return not other.kind and other.year == year
        return other.kind == "baseline" or (not other.kind and other.year == used.year)

    def _row(self, used: ChosenFigure) -> Row | None:
        return self._rows.get(used.ref) if used.ref else None

    def _about(self, used: ChosenFigure) -> list[Row]:
        return self._findings.get(used.ref, []) if used.ref else []

    @staticmethod
    def _named(finding: Row) -> list[Ref]:
        return list(dict.fromkeys([Ref.of(finding), *refs_in(finding["compared_ref"])]))


def _before(row: Row, used: ChosenFigure) -> ChosenFigure:
    """The cell as printed: its number with its bounds, or the word that stands in its place."""
    value, reading = number(row["value_printed"]), read_cell(str(row["printed"]))
    if value is None:
        return replace(used, value=None, high=None, text=str(row["printed"]), withheld=False)
    high, comparator = reading.value_high, reading.comparator or "="
    return replace(used, value=value, high=high, comparator=comparator, text="", withheld=False)


def _content(figure: ChosenFigure) -> tuple[Any, ...]:
    return figure.value, figure.high, figure.text, figure.comparator


@dataclass(frozen=True)
class EvaluatedLine:
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
    indicators. Columns: ``evaluation.ReadingLine``.
    """
    cells = Cells(city, accepted, findings)
    lines = [
        {"city": city.slug, "year": year, **line}
        for code in choice.road_map
        for line in _of_indicator(catalogue.indicators[code], year, choice, cells, catalogue)
    ]
    lines += [{"city": city.slug, "year": year, **line} for line in score_readings(tree, findings)]
    return table_of(ReadingLine, lines)


def _of_indicator(
    indicator: Indicator, year: int, choice: Choice, cells: Cells, catalogue: Catalogue
) -> Iterator[dict[str, Any]]:
    evaluated = line_figures(choice, indicator.code, year)
    for figure, roles in _by_cell(evaluated):
        readings = cells.readings(figure, roles, year)
        if len(readings) == 1:
            continue
        as_it_is = line_of(indicator, evaluated, year, choice, catalogue)
        for reading in readings:
            figures = replace(evaluated, **dict.fromkeys(roles, reading.figure))
            line = line_of(indicator, figures, year, choice, catalogue)
            yield {
                "indicator": indicator.code,
                "component": "",
                "label": indicator.short or indicator.name,
                "role": ";".join(roles),
                "used_ref": figure.ref,
                **_reading(reading),
                **_outcome(line),
                "changes": _changes(as_it_is, line),
                **_findings(cells, figure, readings),
            }


def _by_cell(figures: LineFigures) -> list[tuple[ChosenFigure, list[str]]]:
    """The cells of a line, each once, with everything that it is in the line."""
    by_cell: dict[Ref, tuple[ChosenFigure, list[str]]] = {}
    for role in ROLES:
        figure: ChosenFigure = getattr(figures, role)
        if figure.ref:
            by_cell.setdefault(figure.ref, (figure, []))[1].append(role)
    return list(by_cell.values())


def line_of(
    indicator: Indicator, figures: LineFigures, year: int, choice: Choice, catalogue: Catalogue
) -> EvaluatedLine:
    """What the four figures say, and the verdict on the trajectory to their end target."""
    words = word_orders(indicator, catalogue, year)
    trajectory = trajectory_of(indicator.code, figures.end_target, year, choice, catalogue)
    if trajectory.known and figures.realised.known and trajectory.last.year == year:
        trajectory = replace(trajectory, known=[*trajectory.known[:-1], figures.realised])
    return EvaluatedLine(
        judged(figures.target, figures.realised, indicator, words),
        path_pct(figures, indicator, catalogue.series),
        end_gap(figures, indicator),
        trajectory.verdict().verdict,
    )


def _reading(reading: CellReading) -> dict[str, Any]:
    figure = reading.figure
    return {
        "reading": reading.name,
        "ref": figure.ref,
        "printed": figure.printed,
        "value": figure.value,
        "text": figure.text,
        "comparator": figure.comparator if figure.known else "",
        "unit": figure.unit,
        "value_high": figure.high,
    }


def _outcome(line: EvaluatedLine) -> dict[str, Any]:
    return {
        "status": line.judgement.status,
        "achievement_pct": line.judgement.achievement_pct,
        "gap": line.judgement.gap,
        "path_pct": line.path_pct,
        "end_gap": line.end_gap,
        "verdict": line.verdict,
    }


def _changes(evaluated: EvaluatedLine, other: EvaluatedLine) -> str:
    """The weightiest thing that differs: status, then verdict, then figures."""
    if evaluated.judgement.status != other.judgement.status:
        return "status"
    if evaluated.verdict != other.verdict:
        return "verdict"
    return "nothing" if evaluated == other else "figures"


def _findings(cells: Cells, used: ChosenFigure, readings: Sequence[CellReading]) -> dict[str, Any]:
    findings = cells.findings(used, readings)
    return {
        "findings": ";".join(sorted({finding["finding"] for finding in findings})),
        "decision": cells.decision(used),
        "decision_id": ";".join(sorted({finding["decision_id"] for finding in findings} - {""})),
    }
