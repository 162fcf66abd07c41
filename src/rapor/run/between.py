"""The stage between cities: evaluations of all cities of a year in, one page out."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapor.catalogue import Catalogue, load_catalogue
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.paths import Home
from rapor.run.params import reached, read_params
from rapor.run.stages import everything
from rapor.tables import Tables


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
