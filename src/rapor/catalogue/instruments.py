"""The ministry's evaluation instruments: component trees with weights, as dated data."""

from dataclasses import dataclass, field

from rapor.catalogue.names import fold

ROOT = "index"
"""Path of the whole index, whose parts are the components without a parent."""


@dataclass(frozen=True)
class Conversion:
    """How a component's score follows from an indicator.

    Linear: value / ``maximum`` x weight. Ordinal: ``points`` per word. ``verified`` is
    per word for ordinal conversions.
    """

    indicator: str
    maximum: float | None
    points: dict[str, float]
    unverified: frozenset[str]
    reference: str


@dataclass(frozen=True)
class Component:
    """A node of the tree: path of codes, label, weight in points of the index.

    ``share_of_scale`` is an indicator whose value in shares of its scale's maximum, times
    the weight, is tried as the score: an attempt, which no source states as a conversion.
    """

    path: str
    label: str
    weight: float
    reference: str
    verified: bool
    spellings: tuple[str, ...] = ()
    conversion: Conversion | None = None
    share_of_scale: str = ""

    @property
    def parent(self) -> str:
        """Path of the parent; empty for a root."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Grade:
    """A letter and the bound of its scores, which belongs to it when ``closed``.

    ``needs_all_targets``: only where every target of the year was met.
    """

    letter: str
    bound: float
    closed: bool = False
    needs_all_targets: bool = False

    def holds(self, score: float, *, all_targets_met: bool) -> bool:
        """Whether a score reaches this letter (a better one may hold it too)."""
        if self.needs_all_targets and not all_targets_met:
            return False
        return score >= self.bound if self.closed else score > self.bound


@dataclass(frozen=True)
class Instrument:
    """One instrument: the years it is valid for, components in order, grades best first.

    ``thematic`` are the highest scores that sources give for the part on top of the
    general one, where an instrument has one.
    """

    code: str
    first_year: int
    last_year: int | None
    reference: str
    verified: bool
    components: dict[str, Component]
    grades: tuple[Grade, ...]
    grades_reference: str
    grades_verified: bool
    thematic: tuple[float, ...] = ()
    spellings: dict[tuple[str, str], str] = field(default_factory=dict)

    def children(self, path: str) -> list[Component]:
        """Direct parts of a component that count, in the regulation's order; of '' the roots.

        A part that is printed without a weight has none here and counts for nothing.
        """
        return [
            component
            for component in self.components.values()
            if component.parent == path and component.weight > 0
        ]

    def find(self, parent: str, printed: str) -> str | None:
        """Path of the component below ``parent`` that the name stands for, nearest first.

        Names repeat in the tree, so a direct part goes before a part of a part.
        """
        form = fold(printed)
        places = [
            (path.count("/") + bool(path), found)
            for (path, spelling), found in self.spellings.items()
            if spelling == form and (path == parent or path.startswith(f"{parent}/") or not parent)
        ]
        return min(places, key=lambda place: place[0])[1] if places else None

    def grade(self, score: float, *, all_targets_met: bool = False) -> str:
        """Letter of a score; an open bound is not reached by 80 exactly.

        ``all_targets_met`` matters only where an instrument keeps a letter for cities that
        met every target; without knowing it, the lower letter is given.
        """
        return next(
            (
                grade.letter
                for grade in self.grades
                if grade.holds(score, all_targets_met=all_targets_met)
            ),
            "",
        )
