"""What moved since the year before: both realisations of an indicator, and which way it went.

Values of two series (``data/reference/series.yaml``), of two units or scales, and a bound or a
range say nothing about a move; words move by their order.
"""

from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.arithmetic import exact
from rapor.evaluate.choice import Choice, ChosenFigure
from rapor.evaluate.indicators import judged, word_orders
from rapor.evaluate.measurement import comparable
from rapor.ground.period import ANNUAL
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import ChangeLine

Move = tuple[str, str, float | None]
"""Which way a value went, on what basis that is said, and by how much."""


def changes_table(city: City, year: int, choice: Choice, catalogue: Catalogue) -> pd.DataFrame:
    """One line an indicator with a realisation of the year or of the one before.

    Columns: ``evaluation.ChangeLine``. Of a half year the table is empty.
    """
    if choice.period != ANNUAL:
        return table_of(ChangeLine, [])
    known = {*choice.road_map, *choice.realised_in(year), *choice.realised_in(year - 1)}
    lines = [
        {
            "city": city.slug,
            "year": year,
            **_line(catalogue.indicators[code], year, choice, catalogue),
        }
        for code in sorted(known)
        if any(choice.realisation(code, of_year).known for of_year in (year - 1, year))
    ]
    return table_of(ChangeLine, lines)


def _line(indicator: Indicator, year: int, choice: Choice, catalogue: Catalogue) -> dict[str, Any]:
    code = indicator.code
    before, now = (choice.realisation(code, of_year) for of_year in (year - 1, year))
    statuses = [
        judged(
            choice.target(code, of_year),
            realised,
            indicator,
            word_orders(indicator, catalogue, of_year),
        ).status
        for of_year, realised in ((year - 1, before), (year, now))
    ]
    move, basis, change = _move(indicator, before, now, year, catalogue)
    return {
        "indicator": code,
        "label": indicator.short or indicator.name,
        **before.columns("before"),
        "before_status": statuses[0],
        **now.columns("now"),
        "status": statuses[1],
        "change": change,
        "move": move,
        "move_basis": basis,
    }


def _move(
    indicator: Indicator, before: ChosenFigure, now: ChosenFigure, year: int, catalogue: Catalogue
) -> Move:
    if basis := _not_compared(indicator, before, now, year, catalogue):
        return "", basis, None
    if before.value is not None and now.value is not None:
        moved = exact(now.value) - exact(before.value)
        return _way(moved, indicator.polarity), "compared", float(moved)
    orders = word_orders(indicator, catalogue, year)
    first, second = orders.rank(before), orders.rank(now)
    if first is None or second is None:
        return "", "not_comparable", None
    return _way(second - first, "higher"), "compared", None


def _not_compared(
    indicator: Indicator, before: ChosenFigure, now: ChosenFigure, year: int, catalogue: Catalogue
) -> str:
    """Why two realisations are not set against each other; empty where they are."""
    if not before.known:
        return "first_known"
    if not now.known:
        return "not_known_now"
    if not catalogue.series.is_one(indicator.code, year - 1, year):
        return "series_break"
    if before.is_bounded or now.is_bounded:
        return "only_bounds"
    is_one_measure = before.period == now.period and comparable(before, now, indicator)
    return "" if is_one_measure else "not_comparable"


def _way(moved: Fraction | int, polarity: str) -> str:
    if not moved:
        return "same"
    return "better" if (moved > 0) is (polarity != "lower") else "worse"
