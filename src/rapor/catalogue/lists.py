"""The lists of the catalogue, CSV files that people edit: their columns and cells, held once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.shape import Json, Shape, Text, as_printed, coded, nearest_name

_LABEL = as_printed("as printed")
_NOTE = as_printed("for people", blank=True)


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
