"""One line of the evaluation, an indicator in the year, as the report words it.

``row`` holds the line's figures as the evaluation has them; everything else here is what is
said of them: names, figures with the decimals of their printed cells, sources and marks.
"""

from dataclasses import dataclass, field
from functools import cached_property

from rapor.catalogue.names import without_letter
from rapor.ground.figures import apart
from rapor.ground.language import DOCUMENTS, Language
from rapor.ground.ref import Ref
from rapor.ground.tables.evaluation import CourseLine, IndicatorLine
from rapor.report.findings import FindingView
from rapor.report.marked import MarkedFigure
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
    def official_name(self) -> str:
        """The indicator by the catalogue's name."""
        return self.edition.indicator_name(self.row.indicator, self.row.label)

    @property
    def name(self) -> str:
        """The indicator as the road map prints it, with the catalogue's name where that differs.

        In another language than the document's it is the other way round.
        """
        return self.edition.name_beside(self.row.printed_label, self.official_name)

    @property
    def printed_name(self) -> str:
        """The indicator as the road map prints it, where its language is the reader's."""
        if self.language.code != DOCUMENTS:
            return self.official_name
        return without_letter(self.row.printed_label) or self.official_name

    @property
    def agencies(self) -> list[str]:
        """Names of the agencies that carry the line, in the document's order."""
        return self.edition.agencies(self.row.agencies)

    @property
    def is_planned(self) -> bool:
        """Whether the road map has the indicator."""
        return self.row.indicator in self.edition.planned_indicators

    @property
    def target(self) -> MarkedFigure:
        """The year's target."""
        return self.edition.target_of(self.row)

    @property
    def realised(self) -> MarkedFigure:
        """The year's realisation."""
        row = self.row
        return self.edition.figure_at(
            row.realised_ref,
            row.realised,
            row.realised_text,
            row.realised_printed,
            comparator=row.realised_comparator,
            high=row.realised_high,
        )

    @property
    def is_from_press(self) -> bool:
        """Whether only the press gives the year's realisation."""
        value = self.edition.published_at(self.row.realised_ref)
        return value is not None and value.publication == "press"

    @property
    def group(self) -> str:
        """Code of the area, goal or theme that the line stands under."""
        return self.edition.group(self.row.indicator, self.row.area, self.row.goal)

    @property
    def is_bounded(self) -> bool:
        """Whether the realisation is a range or a bound and no single number."""
        row = self.row
        above = row.realised is not None and row.realised_comparator not in ("", "=")
        return above or row.realised_high is not None

    @property
    def baseline(self) -> MarkedFigure:
        """The baseline, as printed."""
        return self.edition.baseline_of(self.row)

    @property
    def end_target(self) -> MarkedFigure:
        """The end target, as printed."""
        row = self.row
        return self.edition.planned_figure(row.end_target_ref, row.end_target, row.end_target_text)

    @property
    def gap(self) -> MarkedFigure:
        """The size of the distance to the year's target, with the decimals of the finer side."""
        row = self.row
        sides = (row.target_printed, row.target), (row.realised_printed, row.realised)
        return MarkedFigure(apart(self.language, row.gap or 0.0, *sides), row.gap)

    @property
    def end_gap(self) -> MarkedFigure:
        """The size of the distance to the end target, with the decimals of the finer side."""
        row = self.row
        end = self.edition.printed(row.end_target_ref), row.end_target
        realised = row.realised_printed, row.realised
        return MarkedFigure(apart(self.language, row.end_gap or 0.0, end, realised), row.end_gap)

    @property
    def missing_share(self) -> float | None:
        """Which share of the scale lies before the end target; negative beyond it."""
        row = self.row
        if row.end_gap is None or row.scale_max is None:
            return None
        missing = row.end_gap if row.polarity == "lower" else -row.end_gap
        return missing / (row.scale_max - (row.scale_min or 0.0))

    def with_unit(self, figure: MarkedFigure) -> MarkedFigure:
        """A figure in running text, with its unit where the measure has one."""
        unit, shown = self.row.unit, figure.shown
        if self.row.measure not in ("percent", "count") or not unit or not shown:
            return figure
        return figure.written(f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}")

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

    @property
    def shown_findings(self) -> tuple[FindingView, ...]:
        """Findings that mark the figures of the line."""
        row = self.row
        refs = row.target_ref, row.realised_ref, row.end_target_ref
        return self.edition.findings_at(*refs, *self.edition.baseline_refs(row))

    def source(self, register: Register, ref: Ref) -> Run:
        """The short source of one of its cells, as a link."""
        return source(self.edition, register, ref)

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
    def targets(self) -> dict[int, CourseLine]:
        """The target in use of each year; that of the last one is the end target."""
        return self._course("target")

    @cached_property
    def realisations(self) -> dict[int, CourseLine]:
        """The realisation in use of each year up to the report's."""
        return self._course("realised")

    def _course(self, series: str) -> dict[int, CourseLine]:
        rows = self.edition.course.get(self.row.indicator, ())
        return {row.of_year: row for row in rows if row.series == series}
