"""What a report draws on: printed and published figures, and what was found wrong with them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapor.ground.figures import figure, planned
from rapor.ground.ref import Ref, natural
from rapor.ground.tables import Finding, Tables, records
from rapor.ground.tables.tidy import AcceptedTarget, PrintedScore, Realisation
from rapor.report.edition import Edition
from rapor.report.findings import FindingView

Decisions = dict[str, dict[str, Any]]
"""The entries of corrections.yaml by the id of the finding that they decide."""


@dataclass(frozen=True, kw_only=True)
class SourcedEdition(Edition):
    """An edition with its tables and the decisions on their findings."""

    tables: Tables
    decisions: Decisions

    @cached_property
    def targets(self) -> list[AcceptedTarget]:
        """Planned values of indicators, in the order of the documents."""
        targets = [row for row in records(AcceptedTarget, self.tables["targets"]) if row.indicator]
        return sorted(targets, key=lambda target: (natural(target.table), target.row))

    @cached_property
    def planned_indicators(self) -> frozenset[str]:
        """Indicators of the road map: those with a printed target of any year."""
        return frozenset(target.indicator for target in self.targets)

    @cached_property
    def realisations(self) -> list[Realisation]:
        """Published values up to the year; what came later is not this report's."""
        published = [
            row
            for row in records(Realisation, self.tables["realisations"])
            if row.year is None or row.year <= self.year
        ]
        return sorted(published, key=lambda value: (natural(value.table), value.row))

    @cached_property
    def scores(self) -> list[PrintedScore]:
        """Scores of the index as printed, in the order of the documents."""
        scores = records(PrintedScore, self.tables["scores"])
        return sorted(scores, key=lambda score: (natural(score.table), score.row))

    @cached_property
    def _planned_at(self) -> dict[Ref, AcceptedTarget]:
        return {target.ref: target for target in self.targets}

    def planned_at(self, ref: Ref | None) -> AcceptedTarget | None:
        """The planned value that stands at a reference."""
        return self._planned_at.get(ref) if ref else None

    @cached_property
    def _printed(self) -> dict[Ref, str]:
        cells = {score.ref: score.printed for score in self.scores}
        cells |= {value.ref: value.printed for value in self.realisations}
        return cells | {target.ref: target.printed for target in self.targets}

    def printed(self, ref: Ref | None) -> str:
        """The cell that a reference names, as printed; empty for no reference."""
        return self._printed.get(ref, "") if ref else ""

    def planned_words(self, ref: Ref | None, value: float | None, text: str) -> str:
        """A planned value as words, with range and inequality as they are printed at ``ref``."""
        cell = self.planned_at(ref)
        return planned(
            self.language,
            value,
            text,
            self.printed(ref),
            comparator=cell.comparator if cell else "=",
            high=cell.value_high if cell else None,
        )

    def score(self, value: float, ref: Ref | None = None) -> str:
        """A score of the index with the decimals of its printed cell."""
        return figure(self.language, value, self.printed(ref))

    @cached_property
    def findings(self) -> dict[str, FindingView]:
        """Findings by id: errors first, then warnings and notes, in document order."""
        severities = ("error", "warning", "note")
        rows = sorted(
            records(Finding, self.tables["findings"]),
            key=lambda row: (severities.index(row.severity), natural(row.table), row.row, row.rule),
        )
        return {
            row.finding: FindingView(row, number, self.decisions.get(row.finding, {}), self)
            for number, row in enumerate(rows, start=1)
        }

    def of_severity(self, severity: str) -> list[FindingView]:
        """Findings of one severity."""
        return [finding for finding in self.findings.values() if finding.row.severity == severity]

    def decided(self, *actions: str) -> list[FindingView]:
        """Findings that were decided in one of these ways."""
        return [finding for finding in self.findings.values() if finding.row.decision in actions]

    @cached_property
    def questions(self) -> list[FindingView]:
        """Findings that only the city can settle."""
        return self.decided("ask")

    @property
    def question_count(self) -> int:
        """How many questions wait for the city's answer; one may concern several findings."""
        return len({finding.row.decision_id for finding in self.questions})

    @property
    def undecided_count(self) -> int:
        """How many errors of the documents nobody has decided yet."""
        return sum(finding.row.decision == "none" for finding in self.of_severity("error"))

    @cached_property
    def used_sources(self) -> list[str]:
        """Keys of sources.yaml that this report draws on."""
        reported = set(self.tables["activity_realisations"]["source"])
        planned = {target.source for target in self.targets}
        published = {value.source for value in self.realisations}
        return sorted(reported | planned | published | {score.source for score in self.scores})

    @cached_property
    def data_date(self) -> str:
        """Latest date among the sources used: ``2024-04-23`` or ``2025-05``; empty if none."""
        sources = [self.city.sources.get(key, {}) for key in self.used_sources]
        dates = [str(source.get("date") or source.get("published") or "") for source in sources]
        return max(dates, default="")
