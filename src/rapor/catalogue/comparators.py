"""What cities are set beside: groups of their like, by bounds that are data; published results."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.cities import CityFacts
from rapor.catalogue.entries import ListFile, entries_of, figure, read_entries
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.places import Address, Day
from rapor.ground.shape import Number, Text, Words, as_printed, coded
from rapor.ground.vocabularies import PUBLICATIONS, YES_NO

KIND, SIZE = "kind", "size"
GROUPS = entries_of(
    {
        "of": Text(words=(KIND, SIZE), meaning="what the group goes by"),
        "name": Words(meaning="as a report calls it"),
        "name_en": Words(meaning="the same in English"),
        "low": Number(low=0, meaning="lowest that belongs to it"),
        "below": Number(low=0, meaning="lowest that no longer does"),
    },
    ("of", "name", "name_en", "low", "below"),
)
_YEAR = Text(pattern=r"(19|20)[0-9]{2}", form="a year", meaning="year that was evaluated")
_NUMBER = r"[0-9]+([.][0-9]+)?"

PUBLISHED = ListFile(
    {
        "city": as_printed("full name, such as Kota Magelang"),
        "indicator": coded("code of indicators.yaml"),
        "year": _YEAR,
        "printed": Text(blank=True, meaning="the result as published; none where only a grade is"),
        "grade": as_printed("the grade as published", blank=True),
        "scale_min": Text(pattern=_NUMBER, form="a number", meaning="lowest value of the scale"),
        "scale_max": Text(pattern=_NUMBER, form="a number", meaning="highest value of the scale"),
        "assessor": as_printed("who measured"),
        "publisher": as_printed("who published it"),
        "publication": Text(words=PUBLICATIONS, meaning="kind of the publication"),
        "published": Day(part=True, blank=True, meaning="day or month of the publication"),
        "address": Address(meaning="where it stands"),
        "verified": Text(
            words=YES_NO,
            meaning="whether it was compared with what the assessor published",
        ),
    },
    {"note": as_printed("for people", blank=True)},
    ("city", "indicator", "year"),
)


@dataclass(frozen=True)
class CityGroup:
    """A group by the last two digits of the ministry's code (kind) or by population (size).

    ``names`` are by language. It holds from ``low`` on and below ``below``.
    """

    code: str
    of: str
    names: Mapping[str, str]
    low: float
    below: float
    reference: str
    verified: bool

    def holds(self, city: CityFacts) -> bool:
        """Whether a city is in the group; one of which the number is not known is in none."""
        number = city.population if self.of == SIZE else _number_in_province(city)
        return number is not None and self.low <= number < self.below


def _number_in_province(city: CityFacts) -> int | None:
    return int(city.code.rpartition(".")[2]) if city.code else None


def read_groups(path: Path, shown: str) -> tuple[CityGroup, ...]:
    """Read groups.yaml in its order; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    groups: list[CityGroup] = []
    for entry in read_entries(path, shown, GROUPS, problems):
        low, below = (figure(entry.values.get(name)) or 0.0 for name in ("low", "below"))
        group = CityGroup(
            entry.code,
            entry.text("of"),
            {"id": entry.text("name"), "en": entry.text("name_en")},
            low,
            below,
            entry.reference,
            entry.verified,
        )
        if low >= below:
            problems.add(entry.where, f"low {low:g}, below {below:g}", "low before below")
        for other in groups:
            if other.of == group.of and other.low < below and low < other.below:
                problems.add(entry.where, f"overlaps with {other.code}", "one group a city")
        groups.append(group)
    problems.raise_if_any()
    return tuple(groups)


@dataclass(frozen=True)
class PublishedResult:
    """A municipality's result of a year; ``value`` is None where only a grade is published."""

    city: str
    indicator: str
    year: int
    printed: str
    value: float | None
    grade: str
    scale: tuple[float, float]
    publisher: str
    publication: str
    address: str
    verified: bool


def read_published(path: Path, shown: str) -> tuple[PublishedResult, ...]:
    """Read published.csv in its order; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    results = []
    for number, row in enumerate(PUBLISHED.read(path, shown, problems), start=2):
        reading = read_cell(row["printed"])
        is_number = reading.value is not None and reading.comparator == "="
        if row["printed"] and not is_number:
            found = f"printed {row['printed'][:60]!r}"
            problems.add(f"{shown} line {number}", found, "a number, or nothing", "correct it")
        if outside := _outside(row, reading.value if is_number else None):
            expected = f"from {row['scale_min']} to {row['scale_max']}"
            problems.add(f"{shown} line {number}", outside, expected, "correct it, or its scale")
        if not row["printed"] and not row["grade"]:
            where = f"{shown} line {number}"
            problems.add(where, "neither printed nor grade", "one of them", "fill it in")
        if not problems:
            results.append(_result(row, reading.value if row["printed"] else None))
    problems.raise_if_any()
    return tuple(results)


def _outside(row: dict[str, str], value: float | None) -> str:
    """What lies outside the scale of a row: its result, or the scale itself; mostly empty."""
    ends = row["scale_min"], row["scale_max"]
    if not all(re.fullmatch(_NUMBER, end) for end in ends):
        return ""  # told already
    low, high = map(float, ends)
    if low >= high:
        return f"a scale from {low:g} to {high:g}"
    return "" if value is None or low <= value <= high else f"printed {row['printed'][:60]!r}"


def _result(row: dict[str, str], value: float | None) -> PublishedResult:
    return PublishedResult(
        row["city"],
        row["indicator"],
        int(row["year"]),
        row["printed"],
        value,
        row["grade"],
        (float(row["scale_min"]), float(row["scale_max"])),
        row["publisher"],
        row["publication"],
        row["address"],
        row["verified"] == "yes",
    )
