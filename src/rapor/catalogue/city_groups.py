"""Groups of like cities: regencies and cities, and sizes, by bounds that are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.cities import CityFacts
from rapor.catalogue.entries import entries_of, figure, read_entries
from rapor.ground.errors import Problems
from rapor.ground.shape import Number, Text, Words

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
