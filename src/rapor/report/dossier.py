"""Everything that the report of one city, year and language is made from.

The dossier answers the questions that several chapters ask, each in one place, so that
the same figure stands wherever it is said.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.dates import format_date

from rapor.catalogue import Catalogue, City
from rapor.catalogue.registers import CityFacts
from rapor.ground.language import Language
from rapor.ground.period import ANNUAL, half_name
from rapor.ground.ref import natural
from rapor.ground.tables import Tables
from rapor.report.rows import Finding, IndexLine, Line, Realisation, Score, Target, records
from rapor.report.status import STATUSES

Decisions = dict[str, dict[str, Any]]
"""The entries of corrections.yaml by the id of the finding that they decide."""


@dataclass(frozen=True)
class Dossier:
    """One city and year in one language: tables, catalogue, and what follows from them."""

    city: City
    facts: CityFacts
    year: int
    language: Language
    tables: Tables
    catalogue: Catalogue
    decisions: Decisions
    manifest: dict[str, Any]
    period: str = ANNUAL

    @property
    def is_annual(self) -> bool:
        """Whether this is the report of a whole year."""
        return self.period == ANNUAL

    @property
    def when(self) -> str:
        """What the realisations are of: ``2022``, or ``2022 (semester I)``."""
        return str(self.year) if self.is_annual else f"{self.year} ({half_name(self.period)})"

    @cached_property
    def lines(self) -> list[Line]:
        """The evaluation, by area and then in the order of the regulation."""
        areas = [*self.catalogue.areas.names, ""]

        def place(line: Line) -> tuple[int, bool, tuple[tuple[int, str], ...], str]:
            printed = line.target_ref or line.end_target_ref or line.baseline_ref
            area = line.area if line.area in areas else ""
            return areas.index(area), not printed, natural(printed), line.label

        return sorted(records(Line, self.tables["indicators"]), key=place)

    @cached_property
    def planned(self) -> list[Line]:
        """Lines of the road map: those whose indicator has a printed target of any year."""
        known = {target.indicator for target in self.targets}
        return [line for line in self.lines if line.indicator in known]

    @cached_property
    def unplanned(self) -> list[Line]:
        """Lines of indicators that are published although the road map has none."""
        known = {target.indicator for target in self.targets}
        return [line for line in self.lines if line.indicator not in known]

    @cached_property
    def realised(self) -> list[Line]:
        """Lines of the road map with a realisation in the year."""
        return [line for line in self.planned if line.has_data]

    @cached_property
    def official(self) -> list[Line]:
        """Lines of the road map whose realisation comes from an official source."""
        official = {one.ref for one in self.realisations if one.publication == "official"}
        return [line for line in self.realised if line.realised_ref in official]

    def with_status(self, status: str) -> list[Line]:
        """Lines of the road map with a status."""
        return [line for line in self.planned if line.status == status]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines of the road map have each status."""
        return {status: len(self.with_status(status)) for status in STATUSES}

    @cached_property
    def targets(self) -> list[Target]:
        """Planned values of indicators, in the order of the documents."""
        found = [one for one in records(Target, self.tables["targets"]) if one.indicator]
        return sorted(found, key=lambda one: (natural(one.table), one.row))

    @cached_property
    def realisations(self) -> list[Realisation]:
        """Published values up to the year; what came later is not this report's."""
        found = [
            one
            for one in records(Realisation, self.tables["realisations"])
            if one.year is None or one.year <= self.year
        ]
        return sorted(found, key=lambda one: (natural(one.table), one.row))

    @cached_property
    def scores(self) -> list[Score]:
        """Scores of the index as printed, in the order of the documents."""
        found = records(Score, self.tables["scores"])
        return sorted(found, key=lambda one: (natural(one.table), one.row))

    @cached_property
    def index(self) -> list[IndexLine]:
        """The index and its components in the order of the instrument."""
        instrument = self.catalogue.instrument(self.year)
        order = ["index", *(instrument.components if instrument else ())]
        found = records(IndexLine, self.tables["index"])
        return sorted(
            found,
            key=lambda one: (
                order.index(one.component) if one.component in order else len(order),
                one.component,
            ),
        )

    @cached_property
    def total(self) -> IndexLine | None:
        """The index itself, where the year has any."""
        return next((one for one in self.index if one.component == "index"), None)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Findings by id: errors first, then warnings and notes, in document order."""
        severities = ("error", "warning", "note")
        found = sorted(
            records(Finding, self.tables["findings"]),
            key=lambda one: (severities.index(one.severity), natural(one.table), one.row, one.rule),
        )
        return {one.finding: one for one in found}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of each finding in this report."""
        return {key: number for number, key in enumerate(self.findings, start=1)}

    def of_severity(self, severity: str) -> list[Finding]:
        """Findings of one severity."""
        return [one for one in self.findings.values() if one.severity == severity]

    def decided(self, *actions: str) -> list[Finding]:
        """Findings that were decided in one of these ways."""
        return [one for one in self.findings.values() if one.decision in actions]

    @cached_property
    def questions(self) -> list[Finding]:
        """Findings that only the city can settle."""
        return self.decided("ask")

    @property
    def is_final(self) -> bool:
        """Whether nothing is still asked of the city, neither an answer nor a figure."""
        open_errors = [one for one in self.of_severity("error") if one.decision == "none"]
        return not (open_errors or self.questions or self.counts["no_data"])

    @cached_property
    def used(self) -> list[str]:
        """Keys of sources.yaml that this report draws on."""
        shown = {one.source for one in self.targets}
        shown |= {one.source for one in self.realisations}
        shown |= set(self.tables["activity_realisations"]["source"])
        return sorted(shown | {one.source for one in self.scores})

    @cached_property
    def data_date(self) -> str:
        """Latest date among the sources used: ``2024-04-23`` or ``2025-05``; empty if none."""
        entries = [self.city.sources.get(key, {}) for key in self.used]
        dates = [str(one.get("date") or one.get("published") or "") for one in entries]
        return max(dates, default="")

    @cached_property
    def cap(self) -> float | None:
        """The cap in force: what the evaluation shows, or else the catalogue's default."""
        capped = [
            line.capped_pct
            for line in self.lines
            if line.capped_pct is not None and line.capped_pct != line.achievement_pct
        ]
        return max(capped) if capped else self.catalogue.achievement.default_cap

    def document(self, key: str) -> str:
        """How a source is cited: its full reference, or else its publisher."""
        entry = self.city.sources.get(key, {})
        named = (entry.get(name) for name in ("reference", "number", "title", "publisher"))
        return next((str(one) for one in named if one), key)

    def name(self, line: Line) -> str:
        """The official name of a line's indicator."""
        known = self.catalogue.indicators.get(line.indicator)
        return known.name if known else line.label

    @cached_property
    def _planned_at(self) -> dict[str, Target]:
        return {one.ref: one for one in self.targets}

    def planned_at(self, ref: str) -> Target | None:
        """The planned value that stands at a reference."""
        return self._planned_at.get(ref)

    @cached_property
    def _printed(self) -> dict[str, str]:
        cells = {one.ref: one.printed for one in self.scores}
        cells |= {one.ref: one.printed for one in self.realisations}
        return cells | {one.ref: one.printed for one in self.targets}

    def printed(self, ref: str) -> str:
        """The cell that a reference names, as printed; empty for no reference."""
        return self._printed.get(ref, "")

    def area(self, code: str) -> str:
        """Name of a change area; empty for none."""
        return self.catalogue.areas.names.get(code, "")

    def agencies(self, line: Line) -> list[str]:
        """Names of the agencies that carry a line, in the document's order."""
        register = self.catalogue.agencies.get(self.city.slug)
        names = register.names if register else {}
        return [names.get(code, code) for code in line.agencies.split(";") if code]

    def touching(self, line: Line) -> list[Finding]:
        """Errors and warnings that touch a line."""
        named = [self.findings[key] for key in line.findings.split(";") if key in self.findings]
        return [one for one in named if one.severity != "note"]

    def day(self, iso: str) -> str:
        """A date of a source as words; a source may give no more than a month or a year."""
        parts = [int(part) for part in iso.split("-") if part.isdigit()]
        if len(parts) == 3:
            return self.language.date(datetime.date(parts[0], parts[1], parts[2]))
        if len(parts) == 2:
            month = datetime.date(parts[0], parts[1], 1)
            return str(format_date(month, "MMMM y", locale=self.language.code))
        return iso
