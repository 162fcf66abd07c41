"""What a city's printed tables are: ``tables.yaml`` and ``sources.yaml``."""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rapor.catalogue.documents import PAGES_FILE, Places, pictures_of, read_pages
from rapor.catalogue.entries import items, mapping, whole
from rapor.ground.digests import read_once
from rapor.ground.errors import DataRejected, Problem, Problems, UsageError
from rapor.ground.files import read_yaml
from rapor.ground.paths import RAW, Home
from rapor.ground.places import Address, Day
from rapor.ground.project_files import stored
from rapor.ground.ref import PrintedRows
from rapor.ground.shape import (
    Fields,
    ListOf,
    MapOf,
    Number,
    Text,
    as_printed,
    coded,
    nearest_name,
    some_year,
)
from rapor.ground.together import finish_together
from rapor.ground.vocabularies import ASSESSORS, PUBLICATIONS

KINDS = (
    "targets end_targets action_plan activities self_assessment official_index"
    " official_parameters achievement priorities problems quick_wins review"
    " recommendations teams strategy results unused"
).split()
"""``results`` are figures of years as printed results; ``unused`` is left out on purpose."""

GROUP = "group"
"""Mark of a line of a raw table that heads those below it."""

ROLES = (
    "number label outcome activity agencies target baseline end_target realisation quarter budget"
    " value weight ratio grade scale owner part goal area central_level unit_level unit step topic"
    " problem first text"
).split()

FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9.-]*"
"""How a table's number is written, which names its file too."""

_TABLE_NUMBER = Text(
    pattern=FILE_NAME,
    form="letters, digits, points and hyphens, as in a file's name",
)
_ROAD_MAP = Fields(
    fields={
        "from": some_year(),
        "to": some_year(),
        "baseline": some_year(blank=True),
    },
    needed=("from", "to"),
)
_PRECEDENCE = Fields(
    fields={
        "targets": ListOf(item=_TABLE_NUMBER, meaning="tables; the first with a value counts"),
        "realisations": ListOf(item=Text(words=PUBLICATIONS), meaning="kinds of publication"),
    }
)
_COLUMN = Fields(fields={"role": Text(words=tuple(ROLES)), "year": some_year()}, needed=("role",))
_TABLE = Fields(
    fields={
        "title": as_printed("as printed", blank=True),
        "kind": Text(words=tuple(KINDS), meaning="what the table holds"),
        "source": Text(meaning="a key of sources.yaml, where it is not `document`"),
        "area": coded("change area of all its rows"),
        "goal": coded("goal of all its rows"),
        "year": some_year(),
        "component": Text(meaning="part of the instrument that its scores are about"),
        "assessor": Text(words=ASSESSORS, meaning="who scored"),
        "lines": ListOf(item=Number(whole=True, low=0), unique=False, meaning="in the document"),
        "rows": Number(whole=True, low=1, meaning="how many rows are printed"),
        "columns": MapOf(
            key=Text(as_printed=True),
            entry=_COLUMN,
            each="column",
            called="header",
            quoted=True,
            least=1,
        ),
    },
    needed=("kind", "columns"),
)
TABLES = Fields(
    fields={
        "document": Text(meaning="a key of sources.yaml"),
        "road_map": _ROAD_MAP,
        "precedence": _PRECEDENCE,
        "tables": MapOf(
            key=_TABLE_NUMBER, entry=_TABLE, each="table", called="table's number", least=1
        ),
    },
    needed=("road_map", "tables"),
)
"""The shape of a city's tables.yaml."""

_SOURCE = Fields(
    fields={
        "title": as_printed(),
        "number": Text(as_printed=True, meaning="number of a regulation"),
        "date": Day(meaning="of a regulation"),
        "issuer": as_printed("of a regulation"),
        "publisher": as_printed("of a publication"),
        "kind": Text(words=PUBLICATIONS, meaning="of a publication; a regulation is official"),
        "published": Day(part=True, meaning="of a publication"),
        "address": Address(elsewhere=True, as_printed=True, meaning="of a publication"),
        "file": Text(as_printed=True, meaning="name of the file that was read"),
        "sha256": Text(pattern="[0-9a-f]{64}", form="64 small hexadecimal digits, in quotes"),
        "licence": as_printed(),
        "reference": as_printed("as a report names it"),
    }
)
_EITHER = (("date", "issuer"), ("publisher", "kind", "published", "address"))
"""Fields of a regulation, and those of a publication."""
SOURCES = MapOf(
    key=Text(pattern="[a-z0-9]+(-[a-z0-9]+)*", form="small letters, digits and single hyphens"),
    entry=_SOURCE,
    called="key",
)
"""The shape of a city's sources.yaml."""


@dataclass(frozen=True)
class ColumnSpec:
    """What a column of a printed table holds: its role, and the year it is for."""

    role: str
    year: int | None = None


@dataclass(frozen=True)
class TableSpec:
    """A printed table: what it is, where it stands, what its columns hold.

    ``component`` is the part of the instrument that a table of scores is about,
    ``assessor`` who scored, ``rows`` how many rows are printed: a lost one shows by it.
    """

    table: str
    title: str
    kind: str
    source: str
    columns: dict[str, ColumnSpec]
    area: str = ""
    goal: str = ""
    year: int | None = None
    component: str = ""
    assessor: str = ""
    rows: int | None = None

    def column(self, role: str) -> str | None:
        """Header of the first column with a role."""
        return next((name for name, cell in self.columns.items() if cell.role == role), None)


@dataclass(frozen=True)
class City:
    """A city's settings.

    ``first_year`` and ``last_year`` bound the road map, ``baseline_year`` is its start
    where one is printed. ``precedence`` orders tables (``targets``) and kinds of
    publication (``realisations``); the first that has a value is evaluated. ``folder`` is
    where its data lie. ``places`` says on which pages rows stand, ``pictures`` are of tables by
    their number and page.
    """

    slug: str
    first_year: int
    last_year: int
    baseline_year: int | None
    tables: dict[str, TableSpec]
    precedence: dict[str, tuple[str, ...]]
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: Path | None = field(default=None, repr=False, compare=False)
    places: Places = field(default_factory=dict)
    pictures: dict[tuple[str, int], Path] = field(default_factory=dict)

    @cached_property
    def rows(self) -> PrintedRows:
        """How a reader counts the rows of the city's tables; read from them when first asked."""
        folder = self.folder
        return PrintedRows({name: headings(folder, name) for name in self.tables} if folder else {})

    @property
    def years(self) -> range:
        """Years that can be evaluated: from the baseline, or the first year, to the last."""
        return range(self.baseline_year or self.first_year, self.last_year + 1)

    def check_year(self, year: int, catalogue_name: str) -> None:
        """Raise ``DataRejected`` for a year that the road map does not reach."""
        if year not in self.years:
            raise DataRejected(
                Problem(
                    f"year {year}",
                    f"not in the road map of {catalogue_name}",
                    f"{self.years[0]} to {self.years[-1]}",
                    "choose another year, or correct road_map in tables.yaml",
                )
            )


def load_city(home: Home, slug: str) -> City:
    """Read a city's settings; raises ``MissingInput``, or ``DataRejected`` with all problems.

    A city of which there is no folder raises ``UsageError``, with the nearest that there is.
    What a run that was killed had begun to write of the city's data is finished first.
    """
    folder = home.raw(slug)
    if not folder.is_dir():
        known = (path.parent.name for path in stored(folder.parent, "*/city.yaml"))
        raise no_such_city(slug, known)
    finish_together(folder)
    return _read_city(home, slug)


def no_such_city(name: str, known: Iterable[str]) -> UsageError:
    """The error about a city that a project does not have, with the nearest that it has."""
    cities = sorted(known)
    likely = nearest_name(name, cities)
    meant = f"did you mean {likely!r}? Else " if likely else ""
    return UsageError(
        Problem(
            "city",
            f"{name!r} has no {RAW.format(city=name)}/city.yaml",
            f"one of {', '.join(cities)}",
            f"{meant}run 'rapor list'; a new city needs this file first",
        )
    )


@read_once(
    lambda home, slug: [
        home.raw(slug) / name for name in ("tables.yaml", "sources.yaml", PAGES_FILE)
    ]
)
def _read_city(home: Home, slug: str) -> City:
    folder = home.raw(slug)
    shown = home.relative(folder / "tables.yaml")
    content = read_yaml(folder / "tables.yaml", shown)
    sources = read_yaml(folder / "sources.yaml", home.relative(folder / "sources.yaml"))
    if not isinstance(content, dict) or not content.get("tables"):
        raise DataRejected(Problem(shown, "no tables", "what each table is", "run 'rapor ingest'"))
    problems = Problems()
    TABLES.check(content, shown, problems)
    if sources is not None:
        _check_sources(sources, home.relative(folder / "sources.yaml"), problems)
    road_map = mapping(content.get("road_map"))
    years = {name: whole(road_map.get(name)) for name in ("from", "to", "baseline")}
    _check_years(years, shown, problems)
    _check_lines(mapping(content.get("tables")), shown, problems)
    places = read_pages(home, slug, problems)
    problems.raise_if_any()
    precedence = {name: tuple(order) for name, order in mapping(content.get("precedence")).items()}
    document = content.get("document", "")
    tables = {name: _table(name, entry, document) for name, entry in content["tables"].items()}
    origins = {key: _with_dates_as_text(entry) for key, entry in mapping(sources).items()}
    return City(
        slug=slug,
        first_year=years["from"] or 0,
        last_year=years["to"] or 0,
        baseline_year=years["baseline"],
        tables=tables,
        precedence=precedence,
        sources=origins,
        folder=folder,
        places=places,
        pictures=pictures_of(home, slug, places),
    )


def _check_sources(sources: Any, shown: str, problems: Problems) -> None:
    """Hold sources.yaml to its shape; no entry is of a regulation and of a publication."""
    SOURCES.check(sources, shown, problems)
    for key, entry in mapping(sources).items():
        of_both = [[name for name in names if name in mapping(entry)] for names in _EITHER]
        if all(of_both):
            told = " and ".join(names[0] for names in of_both)
            expected = f"a regulation has {', '.join(_EITHER[0])}, a publication the others"
            problems.add(f"{shown} {key}", told, expected, "move what is another entry's")


def headings(folder: Path, table: str) -> tuple[int, ...]:
    """The lines of a raw table that head others.

    What is wrong with a file is told where it is read as a table.
    """
    path = folder / "tables" / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
    except (OSError, UnicodeError, csv.Error):
        return ()
    heading = (str(line.get("row")) for line in lines if line.get("mark") == GROUP)
    return tuple(int(row) for row in heading if row.isdecimal())


def _with_dates_as_text(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry in which a date is the same with quotes and without."""
    dates = (datetime.date, int)
    return {name: str(held) if isinstance(held, dates) else held for name, held in entry.items()}


def _check_years(years: dict[str, int | None], shown: str, problems: Problems) -> None:
    """A road map has a first and a last year, in this order, and no baseline after them."""
    given = [year for year in (years["baseline"], years["from"], years["to"]) if year is not None]
    if given != sorted(given):
        order = f"years {' '.join(map(str, given))}"
        problems.add(f"{shown} road_map", order, "baseline, from and to rise", "correct a year")


def _check_lines(tables: dict[str, Any], shown: str, problems: Problems) -> None:
    """Lines of the document are a first and a last one, in this order."""
    for name, entry in tables.items():
        lines = [whole(line) or 0 for line in items(mapping(entry).get("lines"))]
        if lines and (len(lines) != 2 or lines[0] > lines[1]):
            where, expected = f"{shown} table {name}", "the first and the last line"
            problems.add(where, f"lines {lines}", expected, "correct them")


def _table(name: str, entry: dict[str, Any], document: str) -> TableSpec:
    """A table whose entry has been held to its shape."""
    return TableSpec(
        table=name,
        title=entry.get("title", ""),
        kind=entry["kind"],
        source=entry.get("source") or document,
        columns={
            header: ColumnSpec(cell["role"], cell.get("year"))
            for header, cell in entry["columns"].items()
        },
        area=entry.get("area", ""),
        goal=entry.get("goal", ""),
        year=entry.get("year"),
        component=entry.get("component", ""),
        assessor=entry.get("assessor", ""),
        rows=entry.get("rows"),
    )
