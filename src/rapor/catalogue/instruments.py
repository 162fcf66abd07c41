"""The ministry's evaluation instruments: component trees with weights, as dated data."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapor.catalogue.names import fold
from rapor.errors import DataRejected, Problem, Problems
from rapor.files import read_yaml

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
    """A letter and the score above which it is given."""

    letter: str
    above: float


@dataclass(frozen=True)
class Instrument:
    """One instrument: the years it is valid for, components in order, grades best first."""

    code: str
    first_year: int
    last_year: int | None
    reference: str
    components: dict[str, Component]
    grades: tuple[Grade, ...]
    grades_reference: str
    spellings: dict[tuple[str, str], str] = field(default_factory=dict)

    def children(self, path: str) -> list[Component]:
        """Direct children of a component, in the order of the regulation; of '' the roots."""
        return [component for component in self.components.values() if component.parent == path]

    def find(self, parent: str, printed: str) -> str | None:
        """Path of the component below ``parent`` (at any depth) that the name stands for."""
        form = fold(printed)
        for (path, spelling), found in self.spellings.items():
            if spelling == form and (path == parent or path.startswith(f"{parent}/") or not parent):
                return found
        return None

    def grade(self, score: float) -> str:
        """Letter of a score; bounds are open below, so 80 exactly is not above 80."""
        return next((grade.letter for grade in self.grades if score > grade.above), "")


def read_instrument(path: Path, shown: str) -> Instrument:
    """Read an instrument; raises ``DataRejected`` with all its problems.

    A component without weight or parent, and parts whose weights do not sum to the
    whole, are problems of the file.
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
        grades=tuple(
            Grade(str(letter), float(above))
            for letter, above in (grades.get("above") or {}).items()
        ),
        grades_reference=str(grades.get("reference", "")),
        spellings={
            (component.parent, fold(spelling)): component.path
            for component in components.values()
            for spelling in (component.label, *component.spellings)
        },
    )


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
        parts = [part.weight for part in components.values() if part.parent == path]
        if parts and abs(sum(parts) - component.weight) > SUM_TOLERANCE:
            problems.add(
                f"{shown} {path}",
                f"parts weigh {sum(parts):g}",
                f"{component.weight:g}, the weight of the whole",
                "correct a weight",
            )
