"""Reading a YAML file of coded entries, each with a reference."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml


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

    def items(self, name: str, problems: Problems) -> list[Any]:
        """A field that is a list, empty where it is not given; anything else is a problem."""
        return items(self.values.get(name), f"{self.where} {name}", problems)

    @property
    def reference(self) -> str:
        """Where the entry's facts come from."""
        return self.text("reference")

    @property
    def verified(self) -> bool:
        """Whether somebody has read the facts at their source."""
        return self.values.get("verified") is True


def mapping(value: Any, where: str, problems: Problems) -> dict[str, Any]:
    """A part of a file that has fields, empty where it is not given; else a problem."""
    if value is None or isinstance(value, dict):
        return value or {}
    problems.add(where, f"{value!r}", "field: value", "correct the entry")
    return {}


def items(value: Any, where: str, problems: Problems) -> list[Any]:
    """A part of a file that is a list, empty where it is not given; else a problem."""
    if value is None or isinstance(value, list):
        return value or []
    problems.add(where, f"{value!r}", "a list", "write one item a line, with '-'")
    return []


def whole(value: Any, where: str, problems: Problems) -> int | None:
    """A whole number such as a year, None where it is not given; else a problem."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    problems.add(where, f"{value!r}", "a whole number without quotes", "correct the entry")
    return None


def figure(value: Any, where: str, problems: Problems) -> float | None:
    """A number, None where it is not given; anything else is a problem."""
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    problems.add(where, f"{value!r}", "a number without quotes", "correct the entry")
    return None


def read_entries(
    path: Path, shown: str, fields: Collection[str], problems: Problems, *, sourced: bool = True
) -> Iterator[ReferenceEntry]:
    """Yield the entries of a file ``code: {field: value}``.

    An unknown field is a problem, so that a misspelt one cannot be overlooked. Where entries
    are ``sourced``, every one needs ``reference`` and ``verified`` too.
    """
    content = read_yaml(path, shown)
    if not isinstance(content, dict) or not content:
        raise DataRejected(Problem(shown, "no entries", "code: {field: value}", "restore the file"))
    for code, values in content.items():
        where = f"{shown} {code}"
        if not isinstance(values, dict):
            problems.add(where, "no fields", "field: value", "correct the entry")
            continue
        entry = ReferenceEntry(str(code), where, values)
        known = {*fields, "reference", "verified"} if sourced else set(fields)
        for name in sorted(set(map(str, values)) - known):
            problems.add(where, f"unknown field {name!r}", ", ".join(fields), "correct the name")
        if sourced and (not entry.reference or not isinstance(values.get("verified"), bool)):
            problems.add(
                where,
                "no reference, or verified is not true or false",
                "reference: where it stands, verified: true or false",
                "say where the facts come from",
            )
        yield entry
