"""What a project runs: the cities, years and languages of ``params.yaml``."""

from dataclasses import dataclass

from rapor.catalogue import load_city
from rapor.ground.errors import DataRejected, Problem, Problems, UsageError
from rapor.ground.files import read_yaml
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import MARKER, Home, slug
from rapor.ground.shape import Fields, ListOf, Text, some_year

PARAMS = Fields(
    fields={
        "cities": ListOf(item=Text(meaning="slug of a city"), least=1),
        "years": ListOf(item=some_year(), least=1),
        "languages": ListOf(item=Text(words=LANGUAGES), least=1),
    },
    needed=("cities", "years", "languages"),
)
"""The shape of params.yaml."""


@dataclass(frozen=True)
class Params:
    """The settings of a project, in the order in which they are written."""

    cities: tuple[str, ...]
    years: tuple[int, ...]
    languages: tuple[str, ...]


def read_params(home: Home) -> Params:
    """Read ``params.yaml``; raises ``DataRejected`` with all its problems.

    Raises ``UsageError`` for a city that cannot be a folder name.
    """
    content = read_yaml(home.params, MARKER)
    problems = Problems()
    PARAMS.check(content or {}, MARKER, problems)
    problems.raise_if_any()
    return Params(
        cities=tuple(slug(city) for city in content["cities"]),
        years=tuple(content["years"]),
        languages=tuple(content["languages"]),
    )


def reached(home: Home, year: int) -> list[str]:
    """Cities of ``params.yaml`` whose road map reaches the year, in alphabetical order.

    Raises ``DataRejected`` when there is none.
    """
    cities = sorted(read_params(home).cities)
    within_reach = [city for city in cities if year in load_city(home, city).years]
    if not within_reach:
        raise DataRejected(
            Problem(
                f"year {year}",
                f"in the road map of no city of {MARKER}",
                "a year of at least one of them",
                "choose another year, or add a city",
            )
        )
    return within_reach


def check_language(language: str) -> None:
    """Raise ``UsageError`` for a language that reports are not written in."""
    if language not in LANGUAGES:
        raise UsageError(
            Problem(
                "language",
                f"{language!r} does not exist",
                f"one of {', '.join(LANGUAGES)}",
                "choose one of them",
            )
        )
