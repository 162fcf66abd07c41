"""Everything that the report of one city, year and language is made from.

The dossier answers the questions that several chapters ask, each in one place, so that
the same figure stands wherever it is said. What is said of one line, component or finding
is asked of its view.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from rapor.catalogue import Catalogue, load_city
from rapor.catalogue.english import in_english, tables_in_english
from rapor.catalogue.kept_surveys import AcceptedSurveys, accepted_surveys
from rapor.ground.language import language as language_of
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables, records
from rapor.ground.tables.evaluation import IndexLine, IndicatorLine
from rapor.report.components import INDEX, ComponentView
from rapor.report.lines import LineView
from rapor.report.sourced_edition import Decisions, SourcedEdition
from rapor.report.status import STATUSES
from rapor.write.brand import FINAL, HOUSE, Brand, read_brand

NOWHERE = Ref("", 0, "")
"""Stands in the order of the documents for what no document prints."""


@dataclass(frozen=True, kw_only=True)
class Dossier(SourcedEdition):
    """One city and year in one language: tables, catalogue, and what follows from them.

    ``manifest`` is what the report is made from, as ``made_from`` gives it; ``brand`` is whose it
    is, ``surveys`` are those of respondents that somebody has accepted.
    """

    manifest: dict[str, Any]
    brand: Brand = HOUSE
    surveys: AcceptedSurveys | None = None

    @classmethod
    def of(
        cls,
        home: Home,
        slug: str,
        year: int,
        language: str,
        tables: Tables,
        catalogue: Catalogue,
        *,
        period: str = ANNUAL,
        decisions: Decisions | None = None,
        manifest: dict[str, Any] | None = None,
    ) -> Self:
        """The dossier of a city of the catalogue.

        Raises ``UsageError`` for a city that the catalogue does not have, ``MissingInput``
        and ``DataRejected`` for the city's settings and brand, ``ValueError`` for an unknown
        language.
        """
        if language == "en":
            tables = tables_in_english(tables, catalogue, year)
            catalogue = in_english(catalogue)
        return cls(
            city=load_city(home, slug),
            facts=catalogue.city(slug),
            year=year,
            language=language_of(language),
            catalogue=catalogue,
            period=period,
            tables=tables,
            decisions=decisions or {},
            manifest=manifest or {},
            surveys=accepted_surveys(home, slug),
            brand=read_brand(home, slug, folder_of(year, period)),
        )

    @cached_property
    def lines(self) -> list[LineView]:
        """The evaluation, by area, goal or theme and then in the order of the regulation."""
        groups = list(self.groups)

        def place(row: IndicatorLine) -> tuple[int, bool, Ref, str]:
            printed = row.target_ref or row.end_target_ref or row.baseline_ref
            group = self.group(row.indicator, row.area, row.goal)
            return groups.index(group), not printed, printed or NOWHERE, row.label

        rows = sorted(records(IndicatorLine, self.tables["indicators"]), key=place)
        return [LineView(row, self) for row in rows]

    @cached_property
    def is_by_area(self) -> bool:
        """Whether every line of the road map stands under a change area, or under nothing."""
        return all(line.group in ("", *self.catalogue.areas.names) for line in self.planned)

    @cached_property
    def planned(self) -> list[LineView]:
        """Lines of the road map: those whose indicator has a printed target of any year."""
        return [line for line in self.lines if line.is_planned]

    @cached_property
    def unplanned(self) -> list[LineView]:
        """Lines of indicators that are published although the road map has none."""
        return [line for line in self.lines if not line.is_planned]

    @cached_property
    def realised(self) -> list[LineView]:
        """Lines of the road map with a realisation in the year."""
        return [line for line in self.planned if line.row.has_data]

    def published_by(self, kind: str) -> list[LineView]:
        """Lines of the road map whose realisation is of one kind of publication."""
        refs = {value.ref for value in self.realisations if value.publication == kind}
        return [line for line in self.realised if line.row.realised_ref in refs]

    @cached_property
    def official(self) -> list[LineView]:
        """Lines of the road map whose realisation comes from an official source."""
        return self.published_by("official")

    @cached_property
    def by_agencies(self) -> list[LineView]:
        """Lines of the road map whose realisation is the agency's own."""
        return self.published_by("agency")

    def planned_line(self, indicator: str) -> LineView | None:
        """The line of an indicator of the road map."""
        return next((line for line in self.planned if line.row.indicator == indicator), None)

    def with_status(self, status: str) -> list[LineView]:
        """Lines of the road map with a status."""
        return [line for line in self.planned if line.row.status == status]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines of the road map have each status."""
        return {status: len(self.with_status(status)) for status in STATUSES}

    @cached_property
    def index(self) -> list[ComponentView]:
        """The index and its components in the order of the instrument."""
        instrument = self.catalogue.instrument(self.year)
        order = [INDEX, *(instrument.components if instrument else ())]

        def place(row: IndexLine) -> tuple[int, str]:
            known = row.component in order
            return order.index(row.component) if known else len(order), row.component

        rows = sorted(self.index_lines, key=place)
        return [ComponentView(row, self) for row in rows]

    @cached_property
    def total(self) -> ComponentView | None:
        """The index itself, where the year has any."""
        return next((part for part in self.index if part.row.component == INDEX), None)

    @property
    def is_final(self) -> bool:
        """Whether it is final: as the brand says, or else when it is complete."""
        return self.brand.state == FINAL if self.brand.state else self.is_complete

    @property
    def is_complete(self) -> bool:
        """Whether nothing is still asked of the city, neither an answer nor a figure."""
        return not (self.undecided_count or self.questions or self.counts["no_data"])

    @cached_property
    def cap(self) -> float | None:
        """The cap in force: what the evaluation shows, or else the catalogue's default."""
        rows = [line.row for line in self.lines]
        capped = [
            row.capped_pct
            for row in rows
            if row.capped_pct is not None and row.capped_pct != row.achievement_pct
        ]
        return max(capped) if capped else self.catalogue.achievement.default_cap
