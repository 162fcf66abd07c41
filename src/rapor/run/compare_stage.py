"""The stage between cities: evaluations of all cities of a year in, one page out."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapor.catalogue import Catalogue, load_catalogue
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.ground.paths import Home
from rapor.ground.tables import Tables
from rapor.run.params import check_language, reached, read_params
from rapor.run.stages import everything


@dataclass(frozen=True)
class Year:
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
        """The tables of ``contracts.COMPARISON``."""
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
    return Year(home, year).comparison()


def compare(home: Home, year: int, language: str = "id") -> Path:
    """The page between cities in one language, written to ``reports/compare/<year>/``.

    Raises as ``comparison``, and ``UsageError`` for a language that does not exist.
    """
    check_language(language)
    return Year(home, year).write(language)
