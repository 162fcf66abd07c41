"""One component of the index, or the index itself, as the report words it."""

from dataclasses import dataclass, field

from rapor.ground.figures import apart, figure
from rapor.ground.ref import Ref
from rapor.ground.tables.evaluation import IndexLine
from rapor.report.findings import FindingView
from rapor.report.marked import MarkedFigure
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source
from rapor.write.content import Run

INDEX = "index"
"""Component of the whole index."""
DECIMALS = 2
"""Scores and weights of the index are printed with two decimals (Perwali Binjai 44/2022, 2.13)."""


@dataclass(frozen=True)
class ComponentView:
    """What a report says of a component: official, self-assessed and recomputed scores."""

    row: IndexLine
    edition: SourcedEdition = field(repr=False, compare=False)

    @property
    def official(self) -> MarkedFigure:
        """The official score with the decimals of its printed cell; nothing where none is known."""
        row = self.row
        return self._score("official", row.official, row.official_ref)

    @property
    def self_assessed(self) -> MarkedFigure:
        """The self-assessed score with the decimals of its printed cell; nothing without one."""
        return self._score("self", self.row.self_, self.row.self_ref)

    def _score(self, role: str, value: float | None, ref: Ref | None) -> MarkedFigure:
        if value is None:
            return MarkedFigure()
        number, printed = self.edition.language.number, self.edition.printed(ref)
        shown = figure(self.edition.language, value, printed) if ref else number(value, DECIMALS)
        return MarkedFigure(shown, value, self._hangs_on(role, ref))

    def _hangs_on(self, role: str, ref: Ref | None = None) -> tuple[FindingView, ...]:
        """Findings on the cell of a score, and on the parts that it is summed from."""
        edition, component = self.edition, self.row.component
        every = [*edition.findings_at(ref), *edition.findings_under(component, role)]
        if role == "self" and self.row.self_basis == "partial":  # at least what its parts sum to
            every += [finding for part in self._parts for finding in part.self_assessed.findings]
        return tuple(dict.fromkeys(every))

    @property
    def _parts(self) -> list["ComponentView"]:
        """The components one level below it."""
        above = "" if self.row.component == INDEX else self.row.component
        return [
            ComponentView(row, self.edition)
            for row in self.edition.index_lines
            if row.component not in (INDEX, self.row.component)
            and row.component.rpartition("/")[0] == above
        ]

    @property
    def weight(self) -> MarkedFigure:
        """The highest score that it can have."""
        return self._points(self.row.weight or None, self._hangs_on("weight"))

    @property
    def lost(self) -> MarkedFigure:
        """Weight minus official score."""
        official = self._hangs_on("official", self.row.official_ref)
        return self._points(self.row.lost, (*self._hangs_on("weight"), *official))

    @property
    def self_difference(self) -> MarkedFigure:
        """Self-assessed minus official score, where both are whole."""
        hangs = (*self.self_assessed.findings, *self.official.findings)
        return self._points(self.row.self_difference if self.is_compared else None, hangs)

    def _points(self, value: float | None, hangs: tuple[FindingView, ...]) -> MarkedFigure:
        """Points of the index as we compute them."""
        if value is None:
            return MarkedFigure()
        shown = self.edition.language.number(value, DECIMALS)
        return MarkedFigure(shown, value, tuple(dict.fromkeys(hangs)))

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """Everything that its scores and its weight hang on."""
        figures = self.weight, self.official, self.self_assessed
        every = (finding for figure in figures for finding in figure.findings)
        return tuple(dict.fromkeys(every))

    @property
    def self_is_whole(self) -> bool:
        """Whether the self-assessment has all parts of the component."""
        return self.row.self_ is not None and self.row.self_basis != "partial"

    @property
    def is_compared(self) -> bool:
        """Whether it has both scores, and the self-assessed one is whole."""
        return self.row.self_difference is not None and self.row.self_basis != "partial"

    @property
    def distance(self) -> MarkedFigure:
        """The size of the distance between both scores, with the decimals of the finer one."""
        row, printed = self.row, self.edition.printed
        sides = (printed(row.self_ref), row.self_), (printed(row.official_ref), row.official)
        shown = apart(self.edition.language, row.self_difference or 0.0, *sides)
        return self.self_difference.written(shown)

    @property
    def sources(self) -> list[Run]:
        """Short sources of both scores, as links."""
        refs = (ref for ref in (self.row.official_ref, self.row.self_ref) if ref)
        return [source(self.edition, "score", ref) for ref in refs]
