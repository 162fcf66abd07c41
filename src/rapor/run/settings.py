"""What a project runs: the cities, years and languages of ``params.yaml``."""

from dataclasses import dataclass
from typing import Any

from rapor.catalogue import load_city
from rapor.ground.errors import DataRejected, Problem, Problems, UsageError
from rapor.ground.files import read_yaml
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import MARKER, Home, slug


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
    lists: dict[str, list[Any]] = {}
    for name, kind in (("cities", str), ("years", int), ("languages", str)):
        values = content.get(name) if isinstance(content, dict) else None
        if not isinstance(values, list) or not values:
            problems.add(f"{MARKER} {name}", "no list", f"at least one of {name}", "complete it")
            values = []
        for value in values:
            if type(value) is not kind:
                problems.add(f"{MARKER} {name}", f"{value!r}", f"a {kind.__name__}", "correct it")
        lists[name] = values
    for code in lists["languages"]:
        if code not in LANGUAGES:
            problems.add(f"{MARKER} languages", f"{code!r}", f"one of {', '.join(LANGUAGES)}")
    problems.raise_if_any()
    return Params(
        cities=tuple(slug(city) for city in lists["cities"]),
        years=tuple(lists["years"]),
        languages=tuple(lists["languages"]),
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
