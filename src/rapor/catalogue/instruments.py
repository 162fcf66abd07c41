"""The ministry's evaluation instruments: component trees with weights, as dated data."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapor.catalogue.names import fold
from rapor.errors import DataRejected, Problem, Problems
from rapor.files import read_yaml

ROOT = "index"
"""Path of the whole index, whose parts are the components without a parent."""

SUM_TOLERANCE = 0.005
"""Weights are printed with two decimals, so a true sum differs by less than half of one."""


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
    """A node of the tree: path of codes, label, weight in points of the index."""

    path: str
    label: str
    weight: float
    reference: str
    verified: bool
    spellings: tuple[str, ...] = ()
    conversion: Conversion | None = None

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


def read_instrument(path: Path, shown: str) -> Instrument:
    """Read an instrument; raises ``DataRejected`` with all its problems.

    A component without weight or parent, and parts whose weights do not sum to the
    whole, are problems of the file. The component ``index`` is the whole of the others
    that have no parent.
    """
    content = read_yaml(path, shown)
    if not isinstance(content, dict) or not content.get("components"):
        raise DataRejected(Problem(shown, "no components", "a component tree", "restore the file"))
    problems = Problems()
    components: dict[str, Component] = {}
    for entry in content["components"]:
        component = _component(entry, shown, problems)
        components[component.path] = component
    for component in components.values():
        if component.parent and component.parent not in components:
            problems.add(f"{shown} {component.path}", "no such parent", "a parent listed before")
    _check_sums(components, shown, problems)
    problems.raise_if_any()
    grades = content.get("grades") or {}
    return Instrument(
        code=str(content["instrument"]),
        first_year=int(content["first_year"]),
        last_year=content.get("last_year"),
        reference=str(content["reference"]),
        components=components,
        verified=content.get("verified") is True,
        grades=_grades(grades),
        grades_reference=str(grades.get("reference", "")),
        grades_verified=grades.get("verified") is True,
        thematic=tuple(float(highest) for highest in content.get("thematic") or ()),
        spellings={
            (component.parent, fold(spelling)): component.path
            for component in components.values()
            for spelling in (component.label, *component.spellings)
        },
    )


def _grades(entry: dict[str, Any]) -> tuple[Grade, ...]:
    """Grades best first; of two at one bound, the one with the condition."""
    grades = [
        Grade(str(letter), float(bound), name == "from", name == "above_if_all_targets_met")
        for name in ("from", "above", "above_if_all_targets_met")
        for letter, bound in (entry.get(name) or {}).items()
    ]
    return tuple(sorted(grades, key=lambda grade: (-grade.bound, not grade.needs_all_targets)))


def _component(entry: dict[str, Any], shown: str, problems: Problems) -> Component:
    path = str(entry.get("path", ""))
    where = f"{shown} {path}"
    for name in ("path", "label", "weight", "reference", "verified"):
        if entry.get(name) is None:
            problems.add(where, f"no {name}", f"a component with {name}", "complete the entry")
    return Component(
        path=path,
        label=str(entry.get("label", "")),
        weight=float(entry.get("weight") or 0),
        reference=str(entry.get("reference", "")),
        verified=entry.get("verified") is True,
        spellings=tuple(str(name) for name in entry.get("spellings") or ()),
        conversion=_conversion(entry.get("conversion")),
    )


def _conversion(entry: dict[str, Any] | None) -> Conversion | None:
    if not entry:
        return None
    return Conversion(
        indicator=str(entry["indicator"]),
        maximum=entry.get("maximum"),
        points={str(word): float(points) for word, points in (entry.get("points") or {}).items()},
        unverified=frozenset(str(word) for word in entry.get("unverified") or ()),
        reference=str(entry.get("reference", "")),
    )


def _check_sums(components: dict[str, Component], shown: str, problems: Problems) -> None:
    for path, component in components.items():
        within = "" if path == ROOT else path
        parts = [
            part.weight
            for part in components.values()
            if part.parent == within and part.path != ROOT
        ]
        if parts and abs(sum(parts) - component.weight) > SUM_TOLERANCE:
            problems.add(
                f"{shown} {path}",
                f"parts weigh {sum(parts):g}",
                f"{component.weight:g}, the weight of the whole",
                "correct a weight",
            )
