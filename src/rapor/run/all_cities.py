"""The stages over all cities of a project: a page between them, the page of all reports, metrics.

Metrics are the figures of every city and year in two small files that git keeps: ``dvc metrics
diff`` tells from them what an edit has moved since a commit, ``dvc plots diff`` draws it. Both need
the figures of that commit, so the files are tracked, unlike all else that is made.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapor.catalogue import Catalogue, load_catalogue, load_city, with_city
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.ground.errors import MissingInput, UsageError
from rapor.ground.files import csv_text, write_text
from rapor.ground.paths import BY_YEAR, METRICS, Home
from rapor.ground.tables import Tables
from rapor.run.settings import Params, check_language, reached, read_params
from rapor.run.stages import everything

if TYPE_CHECKING:
    from rapor.report import ListedReport


@dataclass(frozen=True)
class YearOfCities:
    """One year of all cities of a project; earlier stages are made where they are missing."""

    home: Home
    year: int

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, which has every city of ``params.yaml``."""
        catalogue = load_catalogue(self.home)
        for city in read_params(self.home).cities:
            catalogue.city(city)
        return catalogue

    @cached_property
    def cities(self) -> dict[str, Tables]:
        """Accepted tables, findings and evaluation of each city that the year reaches."""
        return {city: everything(self.home, city, self.year) for city in self._reached}

    @cached_property
    def _reached(self) -> list[str]:
        return reached(self.home, self.year) if self.catalogue else []

    def comparison(self) -> Tables:
        """The tables of ``tables.COMPARISON``."""
        return {
            "comparison": compare_year(self.year, self.cities, self.catalogue),
            "indices": compare_indices(self.year, self.cities),
            "statuses": count_statuses(self.year, self.cities),
        }

    def write(self, language: str) -> Path:
        """The page in a language, its tables and its manifest; returns the page."""
        from rapor.report import write_comparison

        absent = [
            self.catalogue.city(city).name
            for city in sorted(read_params(self.home).cities)
            if city not in self._reached
        ]
        return write_comparison(
            self.home,
            self.year,
            language,
            self.comparison(),
            self.cities,
            self.catalogue,
            absent,
        )


def comparison(home: Home, year: int) -> Tables:
    """The cities of ``params.yaml`` side by side in one year: the tables of ``COMPARISON``.

    Cities whose road map does not reach the year are left out. Raises as ``stages.evaluate``,
    and ``DataRejected`` when no city is left.
    """
    return YearOfCities(home, year).comparison()


def compare(home: Home, year: int, language: str = "id") -> Path:
    """The page between cities in one language, written to ``reports/compare/<year>/``.

    Raises as ``comparison``, and ``UsageError`` for a language that does not exist.
    """
    check_language(language)
    return YearOfCities(home, year).write(language)


def site(home: Home) -> list[Path]:
    """Write ``reports/index.html``, the list of reports made on request, and the metrics.

    Returns the files that were written.

    The page holds the reports of ``params.yaml``: what an evaluation lacks is made first.
    Raises as ``stages.evaluate``, and ``DataRejected`` for a year that no city reaches.
    """
    from rapor.report import listed_report, write_site

    params, national = read_params(home), load_catalogue(home)
    catalogues = {city: with_city(national, home, city) for city in params.cities}
    compared = [year for year in params.years if reached(home, year)]
    reports: dict[str, list[ListedReport]] = {code: [] for code in params.languages}
    by_report: dict[tuple[str, int], Figures] = {}
    for city, year in _reports(home, params):
        tables = everything(home, city, year)
        for code, in_language in reports.items():
            in_language.append(listed_report(home, city, year, code, tables, catalogues[city]))
        by_report[city, year] = figures(reports[params.languages[0]][-1], tables)
    written = [*write_site(home, reports, compared), list_on_request(home)]
    return [*written, *write_metrics(home, by_report)]


def list_on_request(home: Home) -> Path:
    """Renew the list of reports that ``params.yaml`` does not ask for; returns it.

    A city of ``params.yaml`` that has no data yet has no report either, and stops no other's.
    Raises as ``read_params`` and ``load_catalogue``.
    """
    from rapor.report import write_on_request
    from rapor.report.near import COMPARISON_STEMS, STEMS
    from rapor.write.formats import WRITERS

    params = read_params(home)
    params = replace(params, cities=tuple(filter(partial(_has_data, home), params.cities)))
    made = {
        home.report(city, year) / f"{STEMS[code]}.{ending}"
        for (city, year), code, ending in product(_reports(home, params), params.languages, WRITERS)
    }
    made |= {
        home.comparison(year) / f"{COMPARISON_STEMS[code]}.{ending}"
        for year, code, ending in product(params.years, params.languages, WRITERS)
    }
    return write_on_request(home, load_catalogue(home), made)


def _has_data(home: Home, city: str) -> bool:
    try:
        load_city(home, city)
    except (MissingInput, UsageError):
        return False
    return True


def _reports(home: Home, params: Params) -> Iterator[tuple[str, int]]:
    """City and year of every report of the pipeline, in alphabetical order."""
    for city in sorted(params.cities):
        years = load_city(home, city).years
        yield from ((city, year) for year in sorted(params.years) if year in years)


if TYPE_CHECKING:
    from rapor.report import ListedReport

Figures = Mapping[str, int | float | None]
"""Of one city and year, by name."""


def figures(listed: "ListedReport", tables: Tables) -> Figures:
    """Counts of a report's first page, and the index; empty where none is known.

    ``findings`` are those of the whole document, ``open_errors`` and ``open_questions`` what
    nobody has decided or answered.
    """
    index = tables["index"].set_index("component")["official"].get("index")
    return {
        "indicators": listed.indicators,
        "realised": listed.realised,
        **listed.status,
        "findings": len(tables["findings"]),
        "open_errors": listed.undecided,
        "open_questions": listed.asked,
        "index": None if index is None or index != index else float(index),  # noqa: PLR0124 NaN
    }


def write_metrics(home: Home, by_report: Mapping[tuple[str, int], Figures]) -> list[Path]:
    """Write both files, and return them: figures by city and year, and rows to be drawn."""
    nested: dict[str, dict[str, Any]] = {}
    for (city, year), of_report in by_report.items():
        known = {name: value for name, value in of_report.items() if value is not None}
        nested.setdefault(city, {})[str(year)] = known
    write_text(home.root / METRICS, json.dumps(nested, indent=1) + "\n")
    rows = [
        {"city": city, "year": str(year)}
        | {name: "" if value is None else f"{value:.10g}" for name, value in of_report.items()}
        for (city, year), of_report in by_report.items()
    ]
    write_text(home.root / BY_YEAR, csv_text([*rows[0]], rows))
    return [home.root / METRICS, home.root / BY_YEAR]
