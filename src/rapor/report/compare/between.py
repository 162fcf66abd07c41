"""Everything that the page between cities is made from, in one year and language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TypeVar

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import printed_name, without_letter
from rapor.ground.figures import apart
from rapor.ground.language import Language
from rapor.ground.tables import Tables, records
from rapor.ground.tables.comparison import CityIndex, ComparedValue
from rapor.report.dossier import Dossier
from rapor.report.marked import MarkedFigure

MOST_EACH = 8
"""Up to so many cities, the page says something of each; of more it shows how they are spread."""


QUANTILES = (0, 25, 50, 75, 100)
"""Of many cities, shares from the best to the last at which a value is shown."""
FIRST = 3
"""Of many cities, as many of the best are named."""
Ordered = TypeVar("Ordered")


def at_quantiles(ordered: Sequence[Ordered]) -> list[Ordered]:
    """What stands at each of ``QUANTILES`` of something in order, by nearest rank."""
    return [ordered[max(0, ceil(share * len(ordered) / 100) - 1)] for share in QUANTILES]


@dataclass(frozen=True)
class CityValue:
    """What the page says of one city's line of a shared indicator."""

    row: ComparedValue
    city: Dossier = field(repr=False, compare=False)

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.city.language

    @property
    def city_name(self) -> str:
        """The name of the city."""
        return self.city.facts.name

    @property
    def printed_name(self) -> str:
        """What the city's road map calls the indicator; empty where it is the catalogue's name."""
        line = self.city.planned_line(self.row.indicator)
        official = self.city.indicator_name(self.row.indicator, self.row.label)
        label = without_letter(line.row.printed_label) if line else ""
        return label if label and printed_name(label, official) != label else ""

    @property
    def value(self) -> MarkedFigure:
        """The realisation, with as many decimals as its source prints."""
        row = self.row
        return self.city.figure_at(
            row.ref,
            row.value,
            row.text,
            row.printed,
            comparator=row.realised_comparator,
            high=row.realised_high,
        ).unlinked

    @property
    def value_with_unit(self) -> MarkedFigure:
        """The realisation in running text."""
        return self.value.written(self.with_unit(self.value.shown))

    @property
    def target(self) -> MarkedFigure:
        """The city's own target of the year."""
        return self.city.target_of(self.row).unlinked

    @property
    def improvement(self) -> float | None:
        """By how much the value is better than the year before; None where it is not."""
        return abs(self.row.change) if self.row.change and self.row.move == "better" else None

    @property
    def moved(self) -> str:
        """The size of the move since the year before, with the decimals of the finer year."""
        row = self.row
        sides = (row.printed, row.value), (self.city.printed(row.before_ref), row.before)
        return apart(self.language, row.change or 0.0, *sides)

    def behind(self, best: "CityValue") -> str:
        """The size of the distance to the best, with the decimals of the finer of both."""
        sides = ((value.row.printed, value.row.value) for value in (self, best))
        return apart(self.language, self.row.distance_to_best or 0.0, *sides)

    def with_unit(self, shown: str) -> str:
        """A figure in running text, with its unit where the measure has one."""
        unit = self.city.unit(self.row.unit)
        if self.row.measure == "percent":
            return f"{shown}{unit if unit.startswith('%') else '%'}"
        return f"{shown} {unit}" if self.row.measure == "count" and unit else shown


@dataclass(frozen=True)
class CityIndexView:
    """What the page says of one city's index."""

    row: CityIndex
    city: Dossier = field(repr=False, compare=False)

    @property
    def city_name(self) -> str:
        """The name of the city."""
        return self.city.facts.name

    @property
    def official(self) -> MarkedFigure:
        """The official score; nothing where none is known."""
        row = self.row
        if row.official is None:
            return MarkedFigure()
        return self.city.score(row.official, row.official_ref).unlinked

    @property
    def self_total(self) -> float | None:
        """The self-assessed total; a sum with parts missing is none."""
        return None if self.row.self_basis == "partial" else self.row.self_

    @property
    def self_assessed(self) -> MarkedFigure:
        """The self-assessed total; nothing where there is none."""
        total = self.self_total
        if total is None:
            return MarkedFigure()
        return self.city.score(total, self.row.self_ref).unlinked

    @property
    def distance(self) -> str:
        """The size of the distance between both scores; empty where they cannot be compared."""
        row, printed = self.row, self.city.printed
        if self.self_total is None or row.self_difference is None:
            return ""
        sides = (printed(row.official_ref), row.official), (printed(row.self_ref), row.self_)
        return apart(self.city.language, row.self_difference, *sides)


@dataclass(frozen=True)
class SharedIndicator:
    """An indicator that several cities have, a value each; the best first, the missing last."""

    facts: Indicator
    lines: tuple[CityValue, ...]

    @property
    def known(self) -> list[CityValue]:
        """Values of cities with a realisation."""
        return [value for value in self.lines if value.row.known]

    @property
    def ranked(self) -> list[CityValue]:
        """Values with a rank, the best first."""
        return [value for value in self.lines if value.row.rank is not None]

    @property
    def improved(self) -> list[CityValue]:
        """Those with a rank whose value is most better than the year before: one, or equals."""
        sizes = {value: value.improvement for value in self.ranked}
        most = max((size for size in sizes.values() if size is not None), default=None)
        return [value for value, size in sizes.items() if size is not None and size == most]


@dataclass(frozen=True)
class Between:
    """Some cities in one year: their dossiers, and the tables that set them side by side.

    ``absent`` are names of cities whose road map does not reach the year, ``reference`` the
    SHA-256 of each file of the catalogue.
    """

    year: int
    language: Language
    catalogue: Catalogue
    dossiers: Mapping[str, Dossier]
    tables: Tables
    absent: tuple[str, ...] = ()
    reference: Mapping[str, str] = field(default_factory=dict)

    def text(self, message: str, /, **values: object) -> str:
        """A message in the language of the page, its ``{names}`` filled with ``values``."""
        return self.language.text(message, **values)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the cities by slug, in the order of the slugs."""
        return {slug: self.dossiers[slug].facts.name for slug in sorted(self.dossiers)}

    @property
    def many(self) -> bool:
        """Whether there are too many cities to say something of each."""
        return len(self.names) > MOST_EACH

    def joined(self, slugs: Iterable[str]) -> str:
        """Names of some cities as in a sentence."""
        return self.language.join([self.names[slug] for slug in slugs])

    @cached_property
    def shared(self) -> list[SharedIndicator]:
        """Shared indicators by area in the order of the regulation, then by name."""
        by_indicator: dict[str, list[CityValue]] = {}
        for row in records(ComparedValue, self.tables["comparison"]):
            value = CityValue(row, self.dossiers[row.city])
            by_indicator.setdefault(row.indicator, []).append(value)
        areas = [*self.catalogue.areas.names, ""]

        def place(shared: SharedIndicator) -> tuple[int, str]:
            area = shared.facts.area
            return areas.index(area if area in areas else ""), shared.facts.name

        def merit(value: CityValue) -> tuple[bool, bool, int, str]:
            row = value.row
            return not row.known, row.rank is None, row.rank or 0, row.city

        return sorted(
            (
                SharedIndicator(self.catalogue.indicators[code], tuple(sorted(values, key=merit)))
                for code, values in by_indicator.items()
            ),
            key=place,
        )

    @cached_property
    def compared(self) -> list[SharedIndicator]:
        """Indicators in which two or more cities have a rank."""
        return [shared for shared in self.shared if shared.ranked]

    def cited_of(self, shared: SharedIndicator) -> list[CityValue]:
        """The values of an indicator whose sources the page lists: of many, those it shows."""
        if not self.many:
            return shared.known
        best = [value for value in shared.ranked if value.row.rank == 1]
        return [*best, *at_quantiles(shared.ranked)] if best else shared.known[:1]

    @cached_property
    def indices(self) -> list[CityIndexView]:
        """The index of each city, in the order of the slugs."""
        rows = records(CityIndex, self.tables["indices"])
        return [CityIndexView(row, self.dossiers[row.city]) for row in rows]

    @cached_property
    def official(self) -> list[CityIndexView]:
        """The official indices that are known, the best first."""
        known = [index for index in self.indices if index.row.official is not None]
        return sorted(known, key=lambda index: (-(index.row.official or 0.0), index.row.city))

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many indicators of each city's road map have each status."""
        counts: dict[str, dict[str, int]] = {slug: {} for slug in self.names}
        for row in self.tables["statuses"].to_dict("records"):
            counts[row["city"]][row["status"]] = int(row["count"])
        return counts
