"""One component of the index, or the index itself, as the report words it."""

from dataclasses import dataclass, field

from rapor.ground.figures import apart
from rapor.ground.tables.evaluation import IndexLine
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source
from rapor.write.content import Run

INDEX = "index"
"""Component of the whole index."""


@dataclass(frozen=True)
class ComponentView:
    """What a report says of a component: official, self-assessed and recomputed scores."""

    row: IndexLine
    edition: SourcedEdition = field(repr=False, compare=False)

    @property
    def official(self) -> str:
        """The official score with the decimals of its printed cell; empty where none is known."""
        row = self.row
        return "" if row.official is None else self.edition.score(row.official, row.official_ref)

    @property
    def self_assessed(self) -> str:
        """The self-assessed score with the decimals of its printed cell; empty where none is."""
        row = self.row
        return "" if row.self_ is None else self.edition.score(row.self_, row.self_ref)

    @property
    def self_is_whole(self) -> bool:
        """Whether the self-assessment has all parts of the component."""
        return self.row.self_ is not None and self.row.self_basis != "partial"

    @property
    def is_compared(self) -> bool:
        """Whether it has both scores, and the self-assessed one is whole."""
        return self.row.self_difference is not None and self.row.self_basis != "partial"

    @property
    def distance(self) -> str:
        """The size of the distance between both scores, with the decimals of the finer one."""
        row, printed = self.row, self.edition.printed
        sides = (printed(row.self_ref), row.self_), (printed(row.official_ref), row.official)
        return apart(self.edition.language, row.self_difference or 0.0, *sides)

    @property
    def sources(self) -> list[Run]:
        """Short sources of both scores, as links."""
        refs = (ref for ref in (self.row.official_ref, self.row.self_ref) if ref)
        return [source(self.edition.language, "score", ref) for ref in refs]
