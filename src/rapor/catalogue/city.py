"""What a city's printed tables are: ``tables.yaml`` and ``sources.yaml``."""

from dataclasses import dataclass, field
from typing import Any

from rapor.catalogue.entries import items, mapping, whole
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.together import finish_together

KINDS = (
    "targets end_targets action_plan activities self_assessment official_index"
    " official_parameters achievement priorities problems quick_wins review"
    " recommendations teams strategy"
).split()

POSSIBLE = range(1945, 2101)
"""Years that a road map of an Indonesian city can be about; any other is a slip."""

ROLES = (
    "number label outcome activity agencies target baseline end_target value weight ratio"
    " scale owner part goal area central unit step topic problem first text"
).split()


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
    publication (``realisations``); the first that has a value is evaluated.
    """

    slug: str
    first_year: int
    last_year: int
    baseline_year: int | None
    tables: dict[str, TableSpec]
    precedence: dict[str, tuple[str, ...]]
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)

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

    What a run that was killed had begun to write of the city's data is finished first.
    """
    folder = home.raw(slug)
    finish_together(folder)
    shown = home.relative(folder / "tables.yaml")
    content = read_yaml(folder / "tables.yaml", shown)
    sources = read_yaml(folder / "sources.yaml", home.relative(folder / "sources.yaml"))
    if not isinstance(content, dict) or not content.get("tables"):
        raise DataRejected(Problem(shown, "no tables", "what each table is", "run 'rapor ingest'"))
    problems = Problems()
    road_map = mapping(content.get("road_map"), f"{shown} road_map", problems)
    years = {
        name: whole(road_map.get(name), f"{shown} road_map.{name}", problems)
        for name in ("from", "to", "baseline")
    }
    _check_years(years, shown, problems)
    precedence = {
        name: tuple(str(name) for name in items(order, f"{shown} precedence.{name}", problems))
        for name, order in mapping(content.get("precedence"), shown, problems).items()
    }
    printed = mapping(content["tables"], f"{shown} tables", problems)
    tables = {
        str(name): _table(name, entry, content.get("document", ""), shown, problems)
        for name, entry in printed.items()
    }
    origins = mapping(sources, home.relative(folder / "sources.yaml"), problems)
    problems.raise_if_any()
    return City(
        slug=slug,
        first_year=years["from"] or 0,
        last_year=years["to"] or 0,
        baseline_year=years["baseline"],
        tables=tables,
        precedence=precedence,
        sources=origins,
    )


def _check_years(years: dict[str, int | None], shown: str, problems: Problems) -> None:
    """A road map has a first and a last year, in this order, and no baseline after them."""
    for name, year in years.items():
        needed = name != "baseline"
        if (needed and year is None) or (year is not None and year not in POSSIBLE):
            span = f"a year from {POSSIBLE[0]} to {POSSIBLE[-1]}"
            slip = "no year" if year is None else f"{year} is not a year"
            problems.add(f"{shown} road_map.{name}", slip, span, "complete road_map")
    given = [year for year in (years["baseline"], years["from"], years["to"]) if year is not None]
    if given != sorted(given):
        order = f"years {' '.join(map(str, given))}"
        problems.add(f"{shown} road_map", order, "baseline, from and to rise", "correct a year")


def _table(name: Any, given: Any, document: str, shown: str, problems: Problems) -> TableSpec:
    where = f"{shown} table {name}"
    if not isinstance(name, str):  # an unquoted 3.10 is the number 3.1
        problems.add(where, "the table's number has no quotes", f"'{name}':", "write the quotes")
    entry = mapping(given, where, problems)
    if entry.get("kind") not in KINDS:
        problems.add(where, f"kind {entry.get('kind')!r}", ", ".join(KINDS), "correct the kind")
    columns = {}
    for header, cell in mapping(entry.get("columns"), f"{where} columns", problems).items():
        if not isinstance(cell, dict) or cell.get("role") not in ROLES:
            problems.add(where, f"column {header!r}: {cell!r}", f"role: one of {', '.join(ROLES)}")
            continue
        year = whole(cell.get("year"), f"{where} column {header!r}", problems)
        columns[str(header)] = ColumnSpec(cell["role"], year)
    return TableSpec(
        table=str(name),
        title=str(entry.get("title", "")),
        kind=str(entry.get("kind")),
        source=str(entry.get("source") or document),
        columns=columns,
        area=str(entry.get("area") or ""),
        goal=str(entry.get("goal") or ""),
        year=whole(entry.get("year"), where, problems),
        component=str(entry.get("component") or ""),
        assessor=str(entry.get("assessor") or ""),
        rows=whole(entry.get("rows"), where, problems),
    )
