"""The files of the catalogue that people edit: coded entries of YAML, and lists of CSV.

An entry has a reference; the columns and cells of a list are held once.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_rows, read_yaml
from rapor.ground.shape import (
    CODE,
    Fields,
    Flag,
    Json,
    MapOf,
    Shape,
    Text,
    Words,
    as_printed,
    coded,
    nearest_name,
)

_LABEL = as_printed("as printed")
_NOTE = as_printed("for people", blank=True)
_WORD = re.compile(r"[^\W\d_]{3,}")
_TELLING = 2
"""Words, each in as many other entries, that tell a language: one may be a loan word."""


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
    """Note entries that lack the English of a field of which others have it, or exchange the two.

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
        _check_exchanged(entries, own, english, problems)


def _check_exchanged(
    entries: Mapping[str, Mapping[str, Any]], own: str, english: str, problems: Problems
) -> None:
    """Note entries whose words the other entries have in the other language, and none in theirs.

    Names of one's own and loan words stand in both languages and tell nothing.
    """
    words = {
        where: [set(_WORD.findall(str(entry[name]).casefold())) for name in (own, english)]
        for where, entry in entries.items()
        if own in entry and english in entry
    }
    seen = [Counter(word for pair in words.values() for word in pair[side]) for side in (0, 1)]
    for where, pair in words.items():
        right = wrong = 0
        for side, other in ((0, 1), (1, 0)):
            for word in pair[side] - pair[other]:
                here, there = seen[side][word] - 1, seen[other][word]
                right += here > 0 and not there
                wrong += there >= _TELLING and not here
        if wrong >= _TELLING and not right:
            found = f"{own} is in English and {english} is not"
            problems.add(where, found, "each in its language", "exchange the two")


@dataclass(frozen=True)
class ListFile:
    """Columns of a list, the further ones that may be there, and those that tell lines apart.

    Without a ``key`` the reader of the list tells of lines that stand twice.
    """

    columns: Mapping[str, Shape]
    further: Mapping[str, Shape]
    key: tuple[str, ...]

    def read(self, path: Path, shown: str, problems: Problems) -> list[dict[str, str]]:
        """The rows as text; what is wrong with a column, cell or line is a problem.

        Raises as ``read_rows``, also for a column that is needed and not there.
        """
        header, rows = read_rows(path, shown, tuple(self.columns))
        rows = [{name: cell.strip() for name, cell in row.items()} for row in rows]
        known = {**self.columns, **self.further}
        for name in header:
            if name not in known:
                likely = nearest_name(name, set(known) - set(header))
                step = f"rename it to {likely!r}" if likely else "correct or remove it"
                problems.add(shown, f"unknown column {name!r}", ", ".join(known), step)
        first: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, start=2):
            where = f"{shown} line {number}"
            for name, shape in known.items():
                if name in row:
                    shape.check(row[name], where, problems, name)
            line = tuple(row[name] for name in self.key) or (str(number),)
            if first.setdefault(line, number) != number:
                problems.add(
                    where, f"the same as line {first[line]}", "each line once", "remove one"
                )
        return rows

    def schema(self) -> Json:
        """The list as a Frictionless table schema; cells are texts, but for days."""
        known = {**self.columns, **self.further}
        fields = [_field(name, shape) for name, shape in known.items()]
        keyed = self.key and not any(known[name].blank for name in self.key)
        return {
            "fields": fields,
            "missingValues": [""],
            # further columns may be left out, and columns stand in any order
            "fieldsMatch": "subset" if self.further else "equal",
        } | ({"primaryKey": list(self.key)} if keyed else {})


def _field(name: str, shape: Shape) -> Json:
    held = replace(shape, blank=False).schema()
    constraints: Json = {} if shape.blank else {"required": True}
    constraints |= {word: held[word] for word in ("enum", "pattern") if word in held}
    field: Json = {"name": name, "type": "date" if held.get("format") == "date" else "string"}
    field |= {"description": shape.meaning} if shape.meaning else {}
    return field | ({"constraints": constraints} if constraints else {})


AGENCIES = ListFile(
    {
        "agency": coded("code of the agency"),
        "name": as_printed("its full name"),
        "spelling": as_printed("a form that a document prints"),
    },
    {
        "meant": as_printed("the spelling that a wrongly printed one stands for", blank=True),
        "collective": Text(
            words=("true",), blank=True, meaning="whether it stands for many agencies at once"
        ),
        "name_en": as_printed("its name in English, of one that is no proper name", blank=True),
        "reference": as_printed("where the spelling is printed", blank=True),
    },
    ("agency", "name", "spelling"),
)
"""An agencies.csv, the national one or a city's own."""
NATIONAL_LABELS = ListFile(
    {"label": _LABEL, "indicator": coded("code of indicators.yaml")},
    {"note": _NOTE},
    ("label", "indicator"),
)
LABELS = ListFile(
    {
        "table": Text(blank=True, meaning="the one table in which the line holds; none for all"),
        "label": _LABEL,
        "indicator": coded("code of indicators.yaml; none where it is no indicator", blank=True),
    },
    {"note": _NOTE},
    ("table", "label", "indicator"),
)
"""A city's own labels.csv: a line with a table holds in that one only.

A line without an indicator says that the label is none: the output of an activity, a part.
"""


def check_stated(
    entry: ReferenceEntry, field: str, figures: Mapping[str, str], problems: Problems
) -> None:
    """Note each sentence of an entry that does not say the figure which a field of it holds.

    ``figures`` are its words by the name of the sentence.
    """
    for name, words in figures.items():
        if not re.search(rf"(?<![0-9,.]){re.escape(words)}(?![0-9]|[,.][0-9])", entry.text(name)):
            step = "correct the sentence or the field"
            problems.add(entry.where, f"{name} without {words}", f"what {field} says", step)
