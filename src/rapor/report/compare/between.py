"""Everything that the page between cities is made from, in one year and language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.ground.figures import apart, figure, planned
from rapor.ground.language import Language
from rapor.ground.tables import Tables
from rapor.report.dossier import Dossier
from rapor.report.rows import records


@dataclass(frozen=True)
class Compared:
    """One city's line of a shared indicator."""

    indicator: str
    label: str
    unit: str
    measure: str
    polarity: str
    scale_min: float | None
    scale_max: float | None
    city: str
    value: float | None
    text: str
    printed: str
    ref: str
    publication: str
    scale_pct: float | None
    target: float | None
    target_high: float | None
    target_text: str
    comparator: str
    target_printed: str
    target_ref: str
    achievement_pct: float | None
    status: str
    comparable: str
    reason: str
    rank: int | None
    distance_to_best: float | None

    @property
    def known(self) -> bool:
        """Whether the city has a realisation of the year."""
        return self.value is not None or bool(self.text)


@dataclass(frozen=True)
class CityIndex:
    """The whole index of one city."""

    city: str
    official: float | None
    grade: str
    official_ref: str
    self_: float | None
    self_ref: str
    self_basis: str
    self_difference: float | None


@dataclass(frozen=True)
class Shared:
    """One indicator that several cities have, a row each; the best first, the missing last."""

    facts: Indicator
    rows: tuple[Compared, ...]

    @property
    def known(self) -> list[Compared]:
        """Rows with a realisation."""
        return [row for row in self.rows if row.known]

    @property
    def ranked(self) -> list[Compared]:
        """Rows with a rank, the best first."""
        return [row for row in self.rows if row.rank is not None]


@dataclass(frozen=True)
class Between:
    """Some cities in one year: their dossiers, and the tables that set them side by side.

    ``absent`` are names of cities whose road map does not reach the year.
    """

    year: int
    language: Language
    catalogue: Catalogue
    dossiers: Mapping[str, Dossier]
    tables: Tables
    absent: tuple[str, ...] = ()

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the cities by slug, in the order of the slugs."""
        return {slug: self.dossiers[slug].facts.name for slug in sorted(self.dossiers)}

    def joined(self, slugs: Iterable[str]) -> str:
        """Names of some cities as in a sentence."""
        return self.language.join([self.names[slug] for slug in slugs])

    @cached_property
    def shared(self) -> list[Shared]:
        """Shared indicators by area in the order of the regulation, then by name."""
        found: dict[str, list[Compared]] = {}
        for row in records(Compared, self.tables["comparison"]):
            found.setdefault(row.indicator, []).append(row)
        areas = [*self.catalogue.areas.names, ""]

        def place(one: Shared) -> tuple[int, str]:
            return areas.index(one.facts.area if one.facts.area in areas else ""), one.facts.name

        def merit(row: Compared) -> tuple[bool, bool, int, str]:
            return not row.known, row.rank is None, row.rank or 0, row.city

        return sorted(
            (
                Shared(self.catalogue.indicators[code], tuple(sorted(rows, key=merit)))
                for code, rows in found.items()
            ),
            key=place,
        )

    @cached_property
    def compared(self) -> list[Shared]:
        """Indicators in which two or more cities have a rank."""
        return [one for one in self.shared if one.ranked]

    @cached_property
    def indices(self) -> list[CityIndex]:
        """The index of each city, in the order of the slugs."""
        return records(CityIndex, self.tables["indices"])

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many indicators of each city's road map have each status."""
        found: dict[str, dict[str, int]] = {slug: {} for slug in self.names}
        for row in self.tables["statuses"].to_dict("records"):
            found[row["city"]][row["status"]] = int(row["count"])
        return found

    def said(self, row: Compared) -> str:
        """A city's value as words, with as many decimals as its source prints."""
        return planned(self.language, row.value, row.text, row.printed)

    def target(self, row: Compared) -> str:
        """A city's own target of the year as words."""
        return planned(
            self.language,
            row.target,
            row.target_text,
            row.target_printed,
            comparator=row.comparator,
            high=row.target_high,
        )

    def behind(self, row: Compared, best: Compared) -> str:
        """The size of the distance to the best, with the decimals of the finer of both."""
        sides = ((row.printed, row.value), (best.printed, best.value))
        return apart(self.language, row.distance_to_best or 0.0, *sides)

    def score(self, slug: str, value: float, ref: str) -> str:
        """A score of the index with the decimals of its printed cell."""
        return figure(self.language, value, self.dossiers[slug].printed(ref) if ref else "")


def with_unit(row: Compared, shown: str) -> str:
    """A figure in running text, with its unit where the measure has one."""
    if row.measure == "percent":
        return f"{shown}{row.unit if row.unit.startswith('%') else '%'}"
    if row.measure == "count" and row.unit:
        return f"{shown} {row.unit}"
    return shown
