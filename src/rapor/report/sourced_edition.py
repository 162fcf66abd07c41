"""What a report draws on: printed and published figures, and what was found wrong with them."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rapor.ground.figures import figure, planned
from rapor.ground.ref import Ref, natural
from rapor.ground.tables import Finding, Tables, records
from rapor.ground.tables.comparison import ComparedValue
from rapor.ground.tables.evaluation import (
    CourseLine,
    IndexLine,
    IndicatorLine,
    ReadingLine,
    TrajectoryLine,
)
from rapor.ground.tables.reporting import FollowUpItem, item_id
from rapor.ground.tables.tidy import AcceptedTarget, PrintedScore, Realisation, Recommendation
from rapor.report.edition import Edition
from rapor.report.findings import FindingView
from rapor.report.marked import MarkedFigure
from rapor.write.content import Run

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
    def index_lines(self) -> list[IndexLine]:
        """The index and its components, as the year's table has them."""
        return records(IndexLine, self.tables["index"])

    @cached_property
    def register(self) -> dict[str, FollowUpItem]:
        """What is followed up at the end of the report's time, by id: the earliest day first."""
        items = records(FollowUpItem, self.tables["follow_up"])
        order = sorted(items, key=lambda item: (not item.due, item.due, natural(item.item)))
        return {item.item: item for item in order}

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Recommendations up to the year, in the order of the documents, as the register stands."""
        rows = records(Recommendation, self.tables["recommendations"])
        of_time = [row for row in rows if row.year is None or row.year <= self.year]
        ordered = sorted(of_time, key=lambda row: (natural(row.table), row.row, row.column))
        ids = [item_id(row.origin, row.row, row.table) for row in ordered]
        return [
            replace(row, status=self.register[code].status) if code in self.register else row  # type: ignore[type-var]
            for code, row in zip(ids, ordered, strict=True)
        ]

    @cached_property
    def course(self) -> dict[str, list[CourseLine]]:
        """The figure in use of each year, by indicator, oldest first."""
        by_indicator: dict[str, list[CourseLine]] = {}
        rows = records(CourseLine, self.tables["course"])
        for row in sorted(rows, key=lambda row: row.of_year):
            by_indicator.setdefault(row.indicator, []).append(row)
        return by_indicator

    @cached_property
    def paths(self) -> dict[str, TrajectoryLine]:
        """The way of each indicator of the road map to its end target, by indicator."""
        rows = records(TrajectoryLine, self.tables["trajectory"])
        return {row.indicator: row for row in rows}

    @cached_property
    def scores(self) -> list[PrintedScore]:
        """Scores of the index as printed, in the order of the documents."""
        scores = records(PrintedScore, self.tables["scores"])
        return sorted(scores, key=lambda score: (natural(score.table), score.row))

    @cached_property
    def _planned_at(self) -> dict[Ref, AcceptedTarget]:
        return {target.ref: target for target in self.targets}

    @cached_property
    def _published_at(self) -> dict[Ref, Realisation]:
        return {value.ref: value for value in self.realisations}

    def planned_at(self, ref: Ref | None) -> AcceptedTarget | None:
        """The planned value that stands at a reference."""
        return self._planned_at.get(ref) if ref else None

    def published_at(self, ref: Ref | None) -> Realisation | None:
        """The published value that stands at a reference."""
        return self._published_at.get(ref) if ref else None

    @cached_property
    def _printed(self) -> dict[Ref, str]:
        cells = {score.ref: score.printed for score in self.scores}
        cells |= {value.ref: value.printed for value in self.realisations}
        return cells | {target.ref: target.printed for target in self.targets}

    def printed(self, ref: Ref | None) -> str:
        """The cell that a reference names, as printed; empty for no reference."""
        return self._printed.get(ref, "") if ref else ""

    def figure_at(
        self,
        ref: Ref | None,
        value: float | None,
        text: str,
        printed: str,
        *,
        comparator: str,
        high: float | None,
    ) -> MarkedFigure:
        """A target or a realisation: figure, range, inequality or word, with the cell's marks."""
        shown = planned(self.language, value, text, printed, comparator=comparator, high=high)
        return self.marked(shown, value, ref)

    def target_of(self, row: IndicatorLine | ComparedValue) -> MarkedFigure:
        """The target of the year, as an indicator's line or a comparison has it."""
        return self.figure_at(
            row.target_ref,
            row.target,
            row.target_text,
            row.target_printed,
            comparator=row.comparator,
            high=row.target_high,
        )

    def planned_figure(self, ref: Ref | None, value: float | None, text: str) -> MarkedFigure:
        """A figure of an indicator, with range and inequality as they are printed at ``ref``.

        It may be a published one, as a baseline is where none is planned.
        """
        cell = self.planned_at(ref) or (self._published_at.get(ref) if ref else None)
        sign, high = (cell.comparator, cell.value_high) if cell else ("=", None)
        return self.figure_at(ref, value, text, self.printed(ref), comparator=sign, high=high)

    def baseline_of(self, row: IndicatorLine) -> MarkedFigure:
        """The baseline, with what was found about it and the cells in whose place it stands."""
        figure = self.planned_figure(row.baseline_ref, row.baseline, row.baseline_text)
        return replace(figure, findings=self.findings_at(*self.baseline_refs(row)))

    def baseline_refs(self, row: IndicatorLine) -> tuple[Ref | None, ...]:
        """The cell of the baseline, and those in whose place it stands."""
        path = self.paths.get(row.indicator)
        return row.baseline_ref, *(path.baseline_in_place_of if path else ())

    def course_figure(self, row: CourseLine) -> MarkedFigure:
        """The figure in use of a year."""
        sign, high = row.comparator, row.value_high
        return self.figure_at(row.ref, row.value, row.text, row.printed, comparator=sign, high=high)

    def score(self, value: float, ref: Ref | None = None) -> MarkedFigure:
        """A score of the index with the decimals of its printed cell."""
        return self.marked(figure(self.language, value, self.printed(ref)), value, ref)

    def marked(self, shown: str, value: float | None, *refs: Ref | None) -> MarkedFigure:
        """A figure that rests on some cells, with what was found about them."""
        return MarkedFigure(shown, value, self.findings_at(*refs))

    def findings_at(self, *refs: Ref | None) -> tuple[FindingView, ...]:
        """Errors and warnings that mark the figure of one of these cells, each once."""
        at = (finding for ref in refs if ref for finding in self._marking.get(ref, ()))
        return tuple(dict.fromkeys(at))

    @cached_property
    def _marking(self) -> dict[Ref, list[FindingView]]:
        marking: dict[Ref, list[FindingView]] = {}
        for finding in self.findings.values():
            for ref in dict.fromkeys(finding.cells):
                if finding.row.severity != "note" and finding.marks(ref):
                    marking.setdefault(ref, []).append(finding)
        return marking

    @cached_property
    def _in_place(self) -> dict[Ref, Ref]:
        """The cell that is used in place of one with nothing to use, by that one."""
        rows = (row for rows in self.course.values() for row in rows)
        return {empty: row.ref for row in rows for empty in row.in_place_of}

    @cached_property
    def _baselines(self) -> dict[Ref, Ref]:
        """The baseline that is used in place of a cell with nothing to use, by that cell."""
        paths = ((row.baseline_ref, row.baseline_in_place_of) for row in self.paths.values())
        return {empty: ref for ref, blank in paths if ref for empty in blank}

    def marks_named(self, names: str) -> list[Run]:
        """The marks that a frame holds by their names: ``K-01 #12``."""
        return [self._marks[name] for name in names.split() if name in self._marks]

    @cached_property
    def _marks(self) -> dict[str, Run]:
        return {finding.mark.text: finding.mark for finding in self.findings.values()}

    def findings_under(self, component: str, role: str) -> tuple[FindingView, ...]:
        """What a component's score or weight hangs on: ``role`` is as in the readings table."""
        keys = self._hanging.get((component, role), ())
        return tuple(self.findings[key] for key in keys if key in self.findings)

    @cached_property
    def _hanging(self) -> dict[tuple[str, str], dict[str, None]]:
        hanging: dict[tuple[str, str], dict[str, None]] = {}
        for row in records(ReadingLine, self.tables["readings"]):
            if row.component:
                keys = dict.fromkeys(filter(None, row.findings.split(";")))
                hanging.setdefault((row.component, row.role), {}).update(keys)
        return hanging

    @cached_property
    def findings(self) -> dict[str, FindingView]:
        """Findings by id: errors first, then warnings and notes, in document order."""
        severities = ("error", "warning", "note")
        rows = sorted(
            records(Finding, self.tables["findings"]),
            key=lambda row: (severities.index(row.severity), natural(row.table), row.row, row.rule),
        )
        return {row.finding: self._view(row, number) for number, row in enumerate(rows, start=1)}

    def _view(self, row: Finding, number: int) -> FindingView:
        own = (row.ref, *row.compared_ref)
        in_place = [self._in_place[ref] for ref in own if ref in self._in_place]
        baselines = [self._baselines[ref] for ref in own if ref in self._baselines]
        in_place += [ref for ref in baselines if self.planned_at(ref)]
        decision = self.decisions.get(row.finding, {})
        return FindingView(row, number, decision, tuple(in_place), tuple(baselines), self)

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
