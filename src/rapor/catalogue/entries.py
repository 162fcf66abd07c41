"""Reading a YAML file of coded entries, each with a reference."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.shape import CODE, Fields, Flag, MapOf, Shape, Text, Words


@dataclass(frozen=True)
class ReferenceEntry:
    """One coded entry of a reference file."""

    code: str
    where: str
    values: dict[str, Any]

    def text(self, name: str) -> str:
        """A field as text, empty where it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def items(self, name: str) -> list[Any]:
        """A field that is a list, empty where it is not given."""
        return items(self.values.get(name))

    @property
    def reference(self) -> str:
        """Where the entry's facts come from."""
        return self.text("reference")

    @property
    def verified(self) -> bool:
        """Whether somebody has read the facts at their source."""
        return self.values.get("verified") is True


def mapping(value: Any) -> dict[str, Any]:
    """A part of a file that has fields; empty for anything else, which its shape has refused."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """A part of a file that is a list; empty for anything else, which its shape has refused."""
    return value if isinstance(value, list) else []


def whole(value: Any) -> int | None:
    """A whole number such as a year; None for anything else, which its shape has refused."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def figure(value: Any) -> float | None:
    """A number; None for anything else, which its shape has refused."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def entries_of(
    fields: Mapping[str, Shape], needed: tuple[str, ...] = (), *, sourced: bool = True
) -> MapOf:
    """The shape of a file ``code: {field: value}``.

    Where entries are ``sourced``, every one has ``reference`` and ``verified`` too.
    """
    behind: dict[str, Shape] = {"reference": REFERENCE, "verified": VERIFIED} if sourced else {}
    every = Fields(fields={**fields, **behind}, needed=(*needed, *behind))
    key = Text(pattern=CODE, form="a code of small letters, digits and underscores")
    return MapOf(key=key, entry=every, called="code", least=1)


REFERENCE = Words(meaning="where the facts of the entry stand")
VERIFIED = Flag(meaning="whether somebody has read them there")


def read_entries(
    path: Path, shown: str, shape: MapOf, problems: Problems, apart: Collection[str] = ()
) -> Iterator[ReferenceEntry]:
    """Yield the entries of a file ``code: {field: value}``, held to its shape.

    Raises ``DataRejected`` where there are no entries; what is wrong with one is a problem. A
    field in English that is ``apart`` may be of some entries only, see ``check_languages``.
    """
    content = read_yaml(path, shown)
    if not isinstance(content, dict) or not content:
        raise DataRejected(Problem(shown, "no entries", "code: {field: value}", "restore the file"))
    shape.check(content, shown, problems)
    places = {f"{shown} {code}": values for code, values in content.items()}
    check_languages(places, problems, apart)
    for code, values in content.items():
        if isinstance(values, dict):
            yield ReferenceEntry(str(code), f"{shown} {code}", values)


def check_languages(
    places: Mapping[str, Any], problems: Problems, apart: Collection[str] = ()
) -> None:
    """Note entries that lack the English of a field of which others of their list have it.

    ``places`` are the entries by the place that errors name. Fields that are ``apart`` have an
    English name only where it differs, or where somebody has said it.
    """
    entries = {where: mapping(entry) for where, entry in places.items()}
    names = {name for entry in entries.values() for name in entry if isinstance(name, str)}
    for english in sorted(name for name in names if name.endswith("_en") and name not in apart):
        own = english.removesuffix("_en")
        for where, entry in entries.items():
            if own in entry and english not in entry:
                step = f"add {english!r} to the entry"
                problems.add(where, f"{own} without {english}", "both, as in other entries", step)
