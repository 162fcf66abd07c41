"""The course table: which planned and realised figure is in use in each year.

Charts, tables and sentences that look beyond the year of the report take their figures from
here, so that a year has one figure wherever it is shown.
"""

from collections.abc import Iterator

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.choice import Choice, ChosenFigure
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import CourseLine


def course_table(city: City, year: int, choice: Choice, catalogue: Catalogue) -> pd.DataFrame:
    """One line a figure in use: targets of all years, realisations up to the report's.

    Of the year of the end target, the target is the end target too. Columns:
    ``evaluation.CourseLine``.
    """
    lines = [
        {
            "city": city.slug,
            "year": year,
            "indicator": code,
            "label": catalogue.indicators[code].short or catalogue.indicators[code].name,
            "series": series,
            "of_year": of_year,
            "ends": "yes" if figure.ref == choice.end_target(code).ref else "no",
            "value": figure.value,
            "value_high": figure.high,
            "text": figure.text,
            "comparator": figure.comparator,
            "printed": figure.printed,
            "ref": figure.ref,
        }
        for code in sorted({*choice.road_map, *choice.realised_in(year)})
        for series, of_year, figure in _course(code, year, choice)
    ]
    return table_of(CourseLine, lines)


def _course(code: str, year: int, choice: Choice) -> Iterator[tuple[str, int, ChosenFigure]]:
    for planned in choice.city.years:
        target = choice.target(code, planned)
        if target.is_target:
            yield "target", planned, target
    for past in choice.years_realised(code):
        realised = choice.realisation(code, past)
        if past <= year and realised.known:
            yield "realised", past, realised
