"""Reading a YAML file of coded entries, each with a reference."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.errors import DataRejected, Problem, Problems
from rapor.files import read_yaml


@dataclass(frozen=True)
class Entry:
    """One coded entry of a reference file."""

    code: str
    where: str
    values: dict[str, Any]

    def text(self, name: str) -> str:
        """A field as text, empty where it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    @property
    def reference(self) -> str:
        """Where the entry's facts come from."""
        return self.text("reference")

    @property
    def verified(self) -> bool:
        """Whether somebody has read the facts at their source."""
        return self.values.get("verified") is True


def read_entries(
    path: Path, shown: str, fields: Collection[str], problems: Problems
) -> Iterator[Entry]:
    """Yield the entries of a file ``code: {field: value}``.

    Every entry needs ``reference`` and ``verified``; an unknown field is a problem, so that
    a misspelt one cannot be overlooked.
    """
    content = read_yaml(path, shown)
    if not isinstance(content, dict) or not content:
        raise DataRejected(Problem(shown, "no entries", "code: {field: value}", "restore the file"))
    for code, values in content.items():
        where = f"{shown} {code}"
        if not isinstance(values, dict):
            problems.add(where, "no fields", "field: value", "correct the entry")
            continue
        entry = Entry(str(code), where, values)
        for name in sorted(set(values) - {*fields, "reference", "verified"}):
            problems.add(where, f"unknown field {name!r}", ", ".join(fields), "correct the name")
        if not entry.reference or not isinstance(values.get("verified"), bool):
            problems.add(
                where,
                "no reference, or verified is not true or false",
                "reference: where it stands, verified: true or false",
                "say where the facts come from",
            )
        yield entry
