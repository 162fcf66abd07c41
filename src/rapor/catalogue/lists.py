"""The lists of the catalogue, CSV files that people edit: their columns and cells, held once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.shape import Shape, Text, coded, nearest_name

_CITY = Text(pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*", form="slug of a city, such as 'binjai'")
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


CITIES = ListFile(
    {
        "city": _ANY,
        "name": _ANY,
        "province": _ANY,
        "code": Text(pattern=r"[0-9]{2}\.[0-9]{2}", form="a code of the ministry, such as 12.75"),
        "reference": _ANY,
        "verified": Text(words=("true", "false")),
    },
    {},
    ("city", "name", "code"),
)
AGENCIES = ListFile(
    {"city": _CITY, "agency": coded(), "name": _ANY, "spelling": _ANY},
    {"meant": _NOTE, "collective": _NOTE, "reference": _NOTE},
    ("city", "agency", "name", "spelling"),
)
LABELS = ListFile(
    {
        "city": Text(pattern=_CITY.pattern, form=_CITY.form, blank=True),
        "table": _NOTE,
        "label": _ANY,
        "indicator": coded(),
    },
    {"note": _NOTE},
    ("city", "table", "label", "indicator"),
)
