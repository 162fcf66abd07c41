"""The ministry's evaluation instruments: component trees with weights, as dated data.

A file a period: ``data/reference/instruments/<first year>.yaml``; a city that was scored with
other weights has its own, ``data/raw/<city>/instrument.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import (
    REFERENCE,
    VERIFIED,
    check_languages,
    figure,
    items,
    mapping,
)
from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.shape import (
    CODE,
    Fields,
    ListOf,
    MapOf,
    Number,
    Shape,
    Text,
    Words,
    as_printed,
    coded,
    some_year,
)

ROOT = "index"
"""Path of the whole index, whose parts are the components without a parent."""

SUM_TOLERANCE = 0.005
"""Weights are printed with two decimals, so a true sum differs by less than half of one."""

_SOURCED: dict[str, Shape] = {"reference": REFERENCE, "verified": VERIFIED}
_PART = rf"({CODE}|[0-9]+)"
_CONVERSION = Fields(
    fields={
        "indicator": coded("a code of indicators.yaml"),
        "maximum": Number(low=1, meaning="score = value / maximum x weight"),
        "points": MapOf(key=Text(), entry=Number(), each="points of", called="word"),
        "unverified": ListOf(item=Text(), meaning="words whose points no source states"),
        "reference": REFERENCE,
    },
    needed=("indicator", "reference"),
)
_COMPONENT = Fields(
    fields={
        "path": Text(pattern=f"{_PART}(/{_PART})*", form="codes joined by '/'"),
        "label": as_printed("as printed"),
        "label_en": as_printed("the same in English"),
        "weight": Number(low=0, meaning="points of the index"),
        "spellings": ListOf(item=as_printed(), meaning="every other form that a document prints"),
        "conversion": _CONVERSION,
        "share_of_scale": coded("indicator whose share of its scale is tried as the score"),
        **_SOURCED,
    },
    needed=("path", "label", "weight", *_SOURCED),
)
_BOUNDS = MapOf(key=Text(), entry=Number(), each="grade", called="letter")
_GRADES = Fields(
    fields={
        "from": _BOUNDS,
        "above": _BOUNDS,
        "above_if_all_targets_met": _BOUNDS,
        **_SOURCED,
    },
    needed=tuple(_SOURCED),
)
_THEMATIC = Fields(fields={"highest": Number(low=0), **_SOURCED}, needed=("highest", *_SOURCED))
SHAPE = Fields(
    fields={
        "instrument": Words(letters=0, meaning="the regulation"),
        "first_year": some_year(),
        "last_year": some_year(blank=True),
        "thematic": ListOf(item=_THEMATIC, meaning="highest scores that sources give"),
        "share_of_scale": Fields(fields=_SOURCED, needed=tuple(_SOURCED)),
        "components": ListOf(item=_COMPONENT, least=1, named_by="path"),
        "grades": _GRADES,
        **_SOURCED,
    },
    needed=("instrument", "first_year", "components", *_SOURCED),
)
"""The shape of a file of ``data/reference/instruments``."""


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
    label_en: str = ""

    @property
    def parent(self) -> str:
        """Path of the parent; empty for a root."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class ThematicMaximum:
    """A highest score that is told of the thematic part, and who tells it."""

    highest: float
    reference: str
    verified: bool


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

    ``thematic`` are the highest scores that are told of the part on top of the
    general one, where an instrument has one. ``share_reference`` and ``share_verified`` are
    of the conversion that parts with a ``share_of_scale`` are recomputed by.
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
    thematic: tuple[ThematicMaximum, ...] = ()
    share_reference: str = ""
    share_verified: bool = True
    spellings: dict[tuple[str, str], str] = field(default_factory=dict)

    def holds_in(self, year: int) -> bool:
        """Whether it is in force for an evaluation year."""
        return self.first_year <= year <= (self.last_year or year)

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
            (path.count("/") + bool(path), component)
            for (path, spelling), component in self.spellings.items()
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
    SHAPE.check(content, shown, problems)
    parts = items(content["components"])
    places = {f"{shown} {mapping(entry).get('path', '')}": entry for entry in parts}
    check_languages(places, problems)
    components = [_component(entry, shown, problems) for entry in parts]
    _check_tree(components, shown, problems)
    share = _share(content.get("share_of_scale"), components, shown, problems)
    grades = mapping(content.get("grades"))
    read_grades = _grades(grades)
    _check_bounds(read_grades, components, f"{shown} grades", problems)
    problems.raise_if_any()
    return Instrument(
        code=str(content["instrument"]),
        first_year=content["first_year"],
        last_year=content.get("last_year"),
        reference=str(content["reference"]),
        verified=content["verified"] is True,
        components={component.path: component for component in components},
        grades=read_grades,
        grades_reference=str(grades.get("reference", "")),
        grades_verified=grades.get("verified") is True,
        thematic=tuple(_thematic(entry) for entry in items(content.get("thematic"))),
        share_reference=str(share.get("reference", "")),
        share_verified=share.get("verified", True) is True,
        spellings=_spellings(components),
    )


def _share(
    entry: Any, components: list[Component], shown: str, problems: Problems
) -> dict[str, Any]:
    """Where the conversion of parts by shares of their scales comes from, if any has one."""
    if entry is None and any(part.share_of_scale for part in components):
        where = f"{shown} share_of_scale"
        problems.add(where, "no reference of the conversion", "reference and verified")
    return mapping(entry)


def _spellings(components: list[Component]) -> dict[tuple[str, str], str]:
    return {
        (component.parent, fold(spelling)): component.path
        for component in components
        for spelling in (component.label, *component.spellings)
    }


def _component(entry: Any, shown: str, problems: Problems) -> Component:
    entry = mapping(entry)
    path = str(entry.get("path", ""))
    where = f"{shown} {path}".rstrip()
    if entry.get("conversion") and entry.get("share_of_scale"):
        problems.add(where, "conversion and share_of_scale", "one of them", "remove one")
    return Component(
        path=path,
        label=str(entry.get("label", "")),
        label_en=str(entry.get("label_en", "")),
        weight=figure(entry.get("weight")) or 0.0,
        reference=str(entry.get("reference", "")),
        verified=entry.get("verified") is True,
        spellings=tuple(str(name) for name in items(entry.get("spellings"))),
        conversion=_conversion(entry.get("conversion"), f"{where} conversion", problems),
        share_of_scale=str(entry.get("share_of_scale") or ""),
    )


def _conversion(entry: Any, where: str, problems: Problems) -> Conversion | None:
    if entry is None:
        return None
    entry = mapping(entry)
    maximum, points = entry.get("maximum"), mapping(entry.get("points"))
    if (maximum is None) == (not points):
        problems.add(where, "neither or both of maximum and points", "one of them", "remove one")
    return Conversion(
        indicator=str(entry.get("indicator", "")),
        maximum=figure(maximum),
        points={str(word): figure(score) or 0.0 for word, score in points.items()},
        unverified=frozenset(str(word) for word in items(entry.get("unverified"))),
        reference=str(entry.get("reference", "")),
    )


def _thematic(entry: Any) -> ThematicMaximum:
    entry = mapping(entry)
    return ThematicMaximum(
        figure(entry.get("highest")) or 0.0,
        str(entry.get("reference", "")),
        entry.get("verified") is True,
    )


def _grades(entry: Mapping[str, Any]) -> tuple[Grade, ...]:
    """Grades best first; of two at one bound, the one with the condition."""
    grades = [
        Grade(
            letter=str(letter),
            bound=figure(bound) or 0.0,
            closed=name == "from",
            needs_all_targets=name == "above_if_all_targets_met",
        )
        for name in ("from", "above", "above_if_all_targets_met")
        for letter, bound in mapping(entry.get(name)).items()
    ]
    return tuple(sorted(grades, key=lambda grade: (-grade.bound, not grade.needs_all_targets)))


def _check_bounds(
    grades: tuple[Grade, ...], components: list[Component], where: str, problems: Problems
) -> None:
    """No grade begins where no score can be: below 0, or above the weight of the whole."""
    whole_index = next((part.weight for part in components if part.path == ROOT), 0.0)
    highest = whole_index or sum(part.weight for part in components if not part.parent)
    for grade in grades:
        if not 0 <= grade.bound <= highest:
            problems.add(
                f"{where} {grade.letter}",
                f"bound {grade.bound:g}",
                f"0 to {highest:g}, the scores that can be given",
                "correct the bound",
            )


def _check_tree(components: list[Component], shown: str, problems: Problems) -> None:
    """Each path once, its parent before it, and parts that sum to their whole."""
    paths = [component.path for component in components]
    names: dict[tuple[str, str], str] = {}
    for part in components:
        for form in map(fold, (part.label, *part.spellings)):
            if names.setdefault((part.parent, form), part.path) != part.path:
                problems.add(f"{shown} {part.path}", f"{form!r} is also another's", "one name each")
    for path in sorted({path for path in paths if paths.count(path) > 1}):
        problems.add(f"{shown} {path}", "this path twice", "each path once", "remove one")
    for component in components:
        where = f"{shown} {component.path}"
        if component.parent and component.parent not in paths:
            problems.add(where, "no such parent", "a parent in the file", "add it, or correct path")
        within = "" if component.path == ROOT else component.path
        parts = [part.weight for part in components if part.parent == within and part.path != ROOT]
        if component.path and parts and abs(sum(parts) - component.weight) > SUM_TOLERANCE:
            problems.add(
                where,
                f"parts weigh {sum(parts):g}",
                f"{component.weight:g}, the weight of the whole",
                "correct a weight",
            )
