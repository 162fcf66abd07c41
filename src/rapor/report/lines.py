"""One line of the evaluation, an indicator in the year, as the report words it.

``row`` holds the line's figures as the evaluation has them; everything else here is what is
said of them: names, figures with the decimals of their printed cells, sources and marks.
"""

from dataclasses import dataclass, field
from functools import cached_property

from rapor.ground.figures import apart, planned
from rapor.ground.language import Language
from rapor.ground.period import newest_first
from rapor.ground.ref import Ref
from rapor.ground.tables.evaluation import IndicatorLine
from rapor.ground.tables.tidy import AcceptedTarget, Realisation
from rapor.report.findings import FindingView
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import Register, source
from rapor.write.content import Cell, Run


@dataclass(frozen=True)
class LineView:
    """What a report says of one line of the evaluation."""

    row: IndicatorLine
    edition: SourcedEdition = field(repr=False, compare=False)

    @property
    def language(self) -> Language:
        """The language of the report."""
        return self.edition.language

    @property
    def name(self) -> str:
        """The official name of the indicator."""
        return self.edition.indicator_name(self.row.indicator, self.row.label)

    @property
    def agencies(self) -> list[str]:
        """Names of the agencies that carry the line, in the document's order."""
        return self.edition.agencies(self.row.agencies)

    @property
    def is_planned(self) -> bool:
        """Whether the road map has the indicator."""
        return self.row.indicator in self.edition.planned_indicators

    @property
    def target(self) -> str:
        """The year's target."""
        return planned(
            self.language,
            self.row.target,
            self.row.target_text,
            self.row.target_printed,
            comparator=self.row.comparator,
            high=self.row.target_high,
        )

    @property
    def realised(self) -> str:
        """The year's realisation."""
        row = self.row
        return planned(self.language, row.realised, row.realised_text, row.realised_printed)

    @property
    def baseline(self) -> str:
        """The baseline, as printed."""
        row = self.row
        return self.edition.planned_words(row.baseline_ref, row.baseline, row.baseline_text)

    @property
    def end_target(self) -> str:
        """The end target, as printed."""
        row = self.row
        return self.edition.planned_words(row.end_target_ref, row.end_target, row.end_target_text)

    @property
    def gap(self) -> str:
        """The size of the distance to the year's target, with the decimals of the finer side."""
        row = self.row
        sides = (row.target_printed, row.target), (row.realised_printed, row.realised)
        return apart(self.language, row.gap or 0.0, *sides)

    @property
    def end_gap(self) -> str:
        """The size of the distance to the end target, with the decimals of the finer side."""
        row = self.row
        end = self.edition.printed(row.end_target_ref), row.end_target
        return apart(self.language, row.end_gap or 0.0, end, (row.realised_printed, row.realised))

    @property
    def missing_share(self) -> float | None:
        """Which share of the scale lies before the end target; negative beyond it."""
        row = self.row
        if row.end_gap is None or row.scale_max is None:
            return None
        missing = row.end_gap if row.polarity == "lower" else -row.end_gap
        return missing / (row.scale_max - (row.scale_min or 0.0))

    def with_unit(self, shown: str) -> str:
        """A figure in running text, with its unit where the measure has one."""
        unit = self.row.unit
        if self.row.measure not in ("percent", "count") or not unit:
            return shown
        return f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}"

    @property
    def status_word(self) -> str:
        """The word of its status."""
        return self.edition.status_word(self.row.status)

    @property
    def status_cell(self) -> Cell:
        """Symbol and word of its status."""
        return self.edition.status_cell(self.row.status)

    @cached_property
    def findings(self) -> list[FindingView]:
        """Errors and warnings that touch the line."""
        known = self.edition.findings
        touching = [known[key] for key in self.row.findings.split(";") if key in known]
        return [finding for finding in touching if finding.row.severity != "note"]

    def marks(self, *refs: Ref | None) -> list[Run]:
        """Marks of its findings that are about one of these cells, each once."""
        marks = {
            finding.mark.text: finding.mark
            for finding in self.findings
            if any(finding.marks(ref) for ref in refs if ref)
        }
        return [marks[name] for name in sorted(marks)]

    def source(self, register: Register, ref: Ref) -> Run:
        """The short source of one of its cells, as a link."""
        return source(self.language, register, ref)

    @property
    def sources(self) -> list[Run]:
        """Short sources of its figures; without a target of its own, of the first one planned."""
        refs = [ref for ref in (self.row.target_ref, self.row.end_target_ref) if ref]
        if not refs:
            code = self.row.indicator
            refs = [row.ref for row in self.edition.targets if row.indicator == code][:1]
        sources = [self.source("target", ref) for ref in refs]
        if self.row.realised_ref and self.row.has_data:
            sources.append(self.source("realised", self.row.realised_ref))
        return sources

    @cached_property
    def targets(self) -> dict[int, AcceptedTarget]:
        """The target of each year, from the first table in the city's precedence that has one."""
        order = self.edition.city.precedence.get("targets", ())
        by_year: dict[int, AcceptedTarget] = {}
        for row in sorted(self.edition.targets, key=lambda row: _rank(order, row.table)):
            known = row.value is not None or row.text
            if row.indicator == self.row.indicator and row.kind == "target" and row.year and known:
                by_year.setdefault(row.year, row)
        return dict(sorted(by_year.items()))

    @cached_property
    def realisations(self) -> dict[int, Realisation]:
        """The realisation of each year up to the report's, from the first kind of publication."""
        order = self.edition.city.precedence.get("realisations", ())

        def precedence(row: Realisation) -> tuple[int, int]:
            return newest_first(row.period), _rank(order, row.publication)

        by_year: dict[int, Realisation] = {}
        for row in sorted(self.edition.realisations, key=precedence):
            known = row.value is not None or row.text
            if row.indicator == self.row.indicator and row.year and known:
                by_year.setdefault(row.year, row)
        return dict(sorted(by_year.items()))


def _rank(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)
