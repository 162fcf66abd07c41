"""Which of several printed figures is evaluated.

A road map may print an indicator's target in two tables, and two publishers may give two
realisations. The city's ``precedence`` decides: the first that has a value is evaluated.
The others stay in the tables and in the findings about them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.evaluate.achievement import Quantity
from rapor.ground.period import ANNUAL, newest_first
from rapor.ground.ref import Line, Ref
from rapor.ground.tables import Tables


@dataclass(frozen=True)
class ChosenFigure(Quantity):
    """A figure and the cell it comes from.

    ``withheld`` is a number that a decision keeps out of use until the city has answered.
    """

    indicator: str = ""
    label: str = ""
    kind: str = ""
    year: int | None = None
    printed: str = ""
    ref: Ref | None = None
    unit: str = ""
    scale_min: float | None = None
    scale_max: float | None = None
    goal: str = ""
    area: str = ""
    agencies: str = ""
    assessor: str = ""
    withheld: bool = False
    period: str = ANNUAL

    @property
    def line(self) -> Line | None:
        """Table and row of the cell."""
        return self.ref.line if self.ref else None

    def columns(self, name: str) -> dict[str, Any]:
        """Value, word and cell, as a table has them under ``name``."""
        return {name: self.value, f"{name}_text": self.text, f"{name}_ref": self.ref}


NOTHING = ChosenFigure()
"""Where there is no figure."""


def number(cell: Any) -> float | None:
    """A cell of a number column, None where it is empty."""
    return None if pd.isna(cell) else float(cell)


def figure_of(row: Mapping[Hashable, Any]) -> ChosenFigure:
    """The figure of an accepted row: a target, a realisation, or a cell of the action plan."""
    value = number(row["value"])
    return ChosenFigure(
        value=value,
        high=number(row.get("value_high")),
        text=row["text"],
        comparator=row.get("comparator") or "=",
        indicator=row["indicator"],
        label=row.get("label", ""),
        kind=row.get("kind", ""),
        year=None if pd.isna(row["year"]) else int(row["year"]),
        printed=row["printed"],
        ref=Ref.of(row),
        unit=row["unit"],
        scale_min=number(row.get("scale_min")),
        scale_max=number(row.get("scale_max")),
        goal=row.get("goal", ""),
        area=row.get("area", ""),
        agencies=row.get("agencies", ""),
        assessor=row.get("assessor", ""),
        period=row.get("period", ANNUAL),
        withheld=row["decision"] == "ask"
        and value is None
        and not row["text"]
        and number(row["value_printed"]) is not None,
    )


class Choice:
    """The figures of a city in the order of its precedence, and which of them is evaluated.

    Targets: tables as ``precedence.targets`` lists them, then as tables.yaml does.
    Realisations: the later half of a year first, then kinds of publication as
    ``precedence.realisations`` lists them, then tables and rows in order. ``accepted``
    holds what is known in ``period`` (``rapor.ground.period.known``).
    """

    def __init__(self, city: City, accepted: Tables, period: str = ANNUAL) -> None:
        self.city = city
        self.period = period
        places = {table: place for place, table in enumerate(city.tables)}
        tables = _ranks(city.precedence.get("targets", ()))
        kinds = _ranks(city.precedence.get("realisations", ()))

        def target_order(row: Mapping[Hashable, Any]) -> tuple[Any, ...]:
            place, ends = places.get(row["table"], len(places)), row["kind"] == "end_target"
            rank = tables.get(row["table"], len(tables))
            return rank, place, ends, row["row"], row["column"]

        def realisation_order(row: Mapping[Hashable, Any]) -> tuple[Any, ...]:
            place, kind = places.get(row["table"], len(places)), row["publication"]
            rank = kinds.get(kind, len(kinds))
            return newest_first(row["period"]), rank, place, row["table"], row["row"]

        self._targets = _grouped(accepted["targets"], target_order)
        self._realisations = _grouped(accepted["realisations"], realisation_order)

    @property
    def road_map(self) -> list[str]:
        """Indicators that the road map prints a baseline or a target for."""
        return sorted(self._targets)

    def realised_in(self, year: int) -> list[str]:
        """Indicators with a realisation of the year."""
        return sorted(
            indicator
            for indicator in self._realisations
            if self.realisation(indicator, year) is not NOTHING
        )

    def known(self, indicator: str, year: int) -> list[ChosenFigure]:
        """The annual realisation of each year up to ``year`` that has one, oldest first.

        Half a year is no step between years, so its value is not among them.
        """
        until = (past for past in self.years_realised(indicator) if past <= year)
        figures = (self.realisation(indicator, past) for past in until)
        return [figure for figure in figures if figure.known and figure.period == ANNUAL]

    def target(self, indicator: str, year: int) -> ChosenFigure:
        """Target of a year; of the year of the end target, it is the end target too.

        A table may print both, or two tables one each: they aim at one time, so one of them
        is in use, that of the first table of the precedence that has one. Of one table the
        column of the year goes before that of the end.
        """
        planned = self._targets.get(indicator, [])
        return _first_target(figure for figure in planned if self._aims_at(figure) == year)

    def end_target(self, indicator: str) -> ChosenFigure:
        """End target; where none is printed, the target of the road map's last year."""
        printed = _first_target(self._planned(indicator, "end_target"))
        return self.target(indicator, self._aims_at(printed) or self.city.last_year)

    def _aims_at(self, figure: ChosenFigure) -> int | None:
        """The year of a target; an end target that names none is for the last one."""
        if figure.kind == "end_target":
            return figure.year or self.city.last_year
        return figure.year if figure.kind == "target" else None

    def baseline(self, indicator: str) -> ChosenFigure:
        """Printed baseline; where none is printed, the last annual realisation before the plan.

        An indicator that the road map does not plan has none: nothing starts there.
        """
        if indicator not in self._targets:
            return NOTHING
        printed = _first(self._planned(indicator, "baseline"))
        if printed is not NOTHING:
            return printed
        before = (
            self.realisation(indicator, year)
            for year in reversed(self.years_realised(indicator))
            if year < self.city.first_year
        )
        return _first(figure for figure in before if figure.period == ANNUAL)

    def realisation(self, indicator: str, year: int) -> ChosenFigure:
        """Evaluated realisation of a year."""
        known = self._realisations.get(indicator, [])
        return _first(figure for figure in known if figure.year == year)

    def passed_over(self, figure: ChosenFigure) -> tuple[Ref, ...]:
        """Cells before a chosen one, for the same thing and time, that have nothing to use."""
        planned = self._targets.get(figure.indicator, [])
        if figure.kind == "baseline":
            rivals = [other for other in planned if other.kind == figure.kind]
        elif figure.kind:
            aim = self._aims_at(figure)
            rivals = [other for other in planned if self._aims_at(other) == aim]
        else:
            published = self._realisations.get(figure.indicator, [])
            rivals = [other for other in published if other.year == figure.year]
        before = takewhile(lambda other: other.ref != figure.ref, rivals)
        return tuple(other.ref for other in before if other.ref)

    def baselines_passed_over(self, indicator: str) -> tuple[Ref, ...]:
        """Cells before the baseline in use that have nothing to use.

        Where it is a realisation, every baseline that the road map prints is among them.
        """
        used = self.baseline(indicator)
        printed = self._planned(indicator, "baseline") if used.known and not used.kind else ()
        return (*(cell.ref for cell in printed if cell.ref), *self.passed_over(used))

    def agencies(self, indicator: str, year: int) -> str:
        """Responsible agencies, from the first table of the precedence that names some.

        A document may name others for other years: those of ``year`` where the row has a cell
        of it, else those of its first one.
        """
        naming = [figure for figure in self._targets.get(indicator, []) if figure.agencies]
        first_row = [figure for figure in naming if figure.line == naming[0].line]
        of_year = [figure for figure in first_row if figure.year == year]
        return next((figure.agencies for figure in [*of_year, *first_row]), "")

    def printed_label(self, target: ChosenFigure, end_target: ChosenFigure, indicator: str) -> str:
        """The indicator's name in the row that is evaluated; empty where no road map has it."""
        planned = self._targets.get(indicator, [])
        return next((row.label for row in (target, end_target, *planned) if row.label), "")

    def _planned(
        self, indicator: str, kind: str, year: int | None = None
    ) -> Iterable[ChosenFigure]:
        for figure in self._targets.get(indicator, []):
            if figure.kind == kind and year in (None, figure.year):
                yield figure

    def years_realised(self, indicator: str) -> list[int]:
        """Years that any realisation is for, oldest first."""
        return sorted(
            {figure.year for figure in self._realisations.get(indicator, []) if figure.year}
        )


def _ranks(order: Iterable[str]) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(order)}


def _grouped(
    frame: pd.DataFrame, order: Callable[[Mapping[Hashable, Any]], tuple[Any, ...]]
) -> dict[str, list[ChosenFigure]]:
    grouped: dict[str, list[ChosenFigure]] = {}
    for row in sorted(frame.to_dict("records"), key=order):
        figure = figure_of(row)
        grouped.setdefault(figure.indicator, []).append(figure)
    return grouped


def _first(figures: Iterable[ChosenFigure]) -> ChosenFigure:
    """The first figure with a value; one that is withheld stands in the way of those after it."""
    return next((figure for figure in figures if figure.known or figure.withheld), NOTHING)


def _first_target(figures: Iterable[ChosenFigure]) -> ChosenFigure:
    """The first figure that can be a target; else what is printed instead of one, such as 0."""
    candidates = list(figures)
    targets = (figure for figure in candidates if figure.is_target or figure.withheld)
    return next(targets, _first(candidates))
