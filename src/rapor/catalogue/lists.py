"""The lists of the catalogue, CSV files that people edit: their columns and cells, held once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.shape import Shape, Text, coded, nearest_name

_ANY = Text()
_NOTE = Text(blank=True)


@dataclass(frozen=True)
class ListFile:
    """Columns of a list, the further ones that may be there, and those that tell lines apart."""

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
            line = tuple(row[name] for name in self.key)
            if first.setdefault(line, number) != number:
                problems.add(
                    where, f"the same as line {first[line]}", "each line once", "remove one"
                )
        return rows


AGENCIES = ListFile(
    {"agency": coded(), "name": _ANY, "spelling": _ANY},
    {"meant": _NOTE, "collective": Text(words=("true",), blank=True), "reference": _NOTE},
    ("agency", "name", "spelling"),
)
"""An agencies.csv, the national one or a city's own."""
NATIONAL_LABELS = ListFile(
    {"label": _ANY, "indicator": coded()}, {"note": _NOTE}, ("label", "indicator")
)
LABELS = ListFile(
    {"table": _NOTE, "label": _ANY, "indicator": coded(blank=True)},
    {"note": _NOTE},
    ("table", "label", "indicator"),
)
"""A city's own labels.csv: a line with a table holds in that one only.

A line without an indicator says that the label is none: the output of an activity, a part.
"""
