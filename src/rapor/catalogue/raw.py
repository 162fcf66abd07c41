"""A city's printed tables as ``data/raw`` holds them, read strictly.

Raw tables are cells as printed: ``row,line,mark`` and then the printed headers. What a
column means stands in ``tables.yaml``; a file and its entry there must agree to the
letter, for a column that was renamed or lost would otherwise go missing in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapor.catalogue.city import City, TableSpec
from rapor.catalogue.names import nearest
from rapor.ground.errors import MissingInput, Problem, Problems
from rapor.ground.files import read_rows
from rapor.ground.paths import Home
from rapor.ground.project_files import stored
from rapor.ground.ref import SEPARATOR
from rapor.ground.text import misleads
from rapor.ground.units import unit_in_title

PLACE = ("row", "line", "mark")
"""Columns in front of the printed ones: row number, line of the document, ingest's mark."""

MARKS = ("", "group", "joined", "split", "shifted", "unplaced", "sentence")
"""What ingest did with a row; see ``RawRow``."""

CARRIES_NO_FIGURE = ("group", "unplaced", "sentence")
"""Marks of rows whose cells are not figures of their columns."""

FIGURE_ROLES = frozenset(
    "number target baseline end_target realisation quarter budget value weight ratio scale"
    " central_level unit_level".split()
)
"""Roles of columns whose cells are figures."""

RESTORE = "compare with the printed table and restore what is missing"
"""What to do about a row that is not there."""


_LINE = re.compile(r"([0-9]+(\+[0-9]+)*)?")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


@dataclass(frozen=True)
class RawRow:
    """One printed row.

    ``mark``: ``group`` heads the rows below it, ``joined`` was continued over a page break,
    ``split`` is one of several items of a printed line, ``shifted`` was moved right with
    certainty, ``unplaced`` could not be placed with certainty and is as printed,
    ``sentence`` is prose that is not carried.
    """

    number: int
    line: str
    mark: str
    cells: dict[str, str]

    @property
    def text(self) -> str:
        """All that the row prints, for rows that are not cells of their columns."""
        return " ".join(cell for cell in self.cells.values() if cell)


@dataclass(frozen=True)
class RawTable:
    """One printed table: what it is, how errors name its file, its rows in order."""

    spec: TableSpec
    shown: str
    rows: tuple[RawRow, ...]

    def where(self, row: RawRow) -> str:
        """How errors name a row."""
        return f"{self.shown} row {row.number}"

    def cell(self, row: RawRow, role: str) -> str:
        """The cell of the first column with a role; empty where the table has none."""
        name = self.spec.column(role)
        return row.cells[name] if name else ""

    def agencies(self, row: RawRow) -> str:
        """Who a row names, in all columns of agencies (*Pengampu*, then *Pendukung*)."""
        columns = self.spec.columns.items()
        cells = [row.cells[name] for name, column in columns if column.role == "agencies"]
        return "; ".join(filter(None, cells))

    def unit(self, row: RawRow) -> str:
        """The unit that a row or the title prints for an indicator.

        Beside an activity it is that of its output, and none of the indicator's.
        """
        if self.spec.column("activity"):
            return ""
        return self.cell(row, "unit") or unit_in_title(self.spec.title)

    @property
    def lines(self) -> Iterator[RawRow]:
        """Rows whose cells are cells of their columns."""
        return (row for row in self.rows if row.mark not in CARRIES_NO_FIGURE)

    @property
    def unplaced(self) -> list[RawRow]:
        """Rows that could not be placed with certainty; no figure is taken from them."""
        return [row for row in self.rows if row.mark == "unplaced"]


def read_raw(home: Home, city: City, problems: Problems) -> dict[str, RawTable]:
    """Read every table of a city, in the order of ``tables.yaml``.

    What is wrong with a file is added to ``problems`` and the table left out. Raises
    ``MissingInput`` naming every file that has an entry but is not there.
    """
    folder = home.raw(city.slug) / "tables"
    shown = home.relative(folder)
    entries = home.relative(folder.parent / "tables.yaml")
    _refuse_missing(home, city)
    known = {f"{name}.csv" for name in city.tables}
    for path in stored(folder):
        if path.name not in known:
            problems.add(
                f"{shown}/{path.name}",
                f"no entry {path.stem!r} in {entries}",
                "an entry for each file",
                "add what the table is to tables.yaml, or remove the file",
            )
    tables = {}
    for name, spec in city.tables.items():
        with problems.gathering():
            tables[name] = _read(home, spec, f"{shown}/{name}.csv", problems)
    return tables


def _refuse_missing(home: Home, city: City) -> None:
    folder = home.raw(city.slug) / "tables"
    missing = []
    for name in city.tables:
        shown = f"{home.relative(folder)}/{name}.csv"
        if not _FILE_NAME.fullmatch(name):
            missing.append(
                Problem(
                    home.relative(folder.parent / "tables.yaml"),
                    f"table {name[:40]!r} cannot be a file's name",
                    "letters, digits, points and hyphens",
                    "correct the table's number",
                )
            )
        elif not (folder / f"{name}.csv").is_file():
            missing.append(
                Problem(
                    shown,
                    "no such file",
                    "a file for each table of tables.yaml",
                    "restore it, run 'rapor ingest', or remove the entry",
                )
            )
    if missing:
        raise MissingInput(missing)


def _read(home: Home, spec: TableSpec, shown: str, problems: Problems) -> RawTable:
    folder = home.root / shown.rpartition("/")[0]
    header, rows = read_rows(folder / f"{spec.table}.csv", shown)
    _check_header(header, spec, shown, problems)
    if not rows:
        problems.add(
            shown, "no rows", "a row for each printed row", "restore it, or run 'rapor ingest'"
        )
    raw_rows, last = [], 0
    for line, row in enumerate(rows, start=2):
        where, number, mark = f"{shown} line {line}", row.get("row", ""), row.get("mark", "")
        if not number.isascii() or not number.isdigit() or int(number) <= last:
            problems.add(where, f"row {number!r}", "a number above the row before", "correct it")
            continue
        if int(number) != last + 1:
            problems.add(where, f"row {number}", f"row {last + 1} before it", RESTORE)
        if not _LINE.fullmatch(row.get("line", "")):
            step = "compare with ingest.csv, or leave it empty"
            problems.add(where, f"line {row['line']!r}", "lines such as 12 or 12+15", step)
        if mark not in MARKS:
            problems.add(where, f"mark {mark!r}", f"one of {', '.join(MARKS[1:])}, or none")
        last = int(number)
        cells = {name: row.get(name, "").strip() for name in spec.columns}
        for name, cell in spec.columns.items():
            if cell.role in FIGURE_ROLES and misleads(cells[name]):
                sign = "a figure without control signs and signs that turn the direction of writing"
                problems.add(f"{where} column {name!r}", f"{cells[name]!r}", sign, "type it anew")
        raw_rows.append(RawRow(last, row.get("line", ""), mark, cells))
    if rows and spec.rows is not None and len(rows) != spec.rows:
        expected = f"{spec.rows}, as tables.yaml says of table {spec.table}"
        problems.add(shown, f"{len(rows)} rows", expected, f"{RESTORE}, or correct 'rows'")
    return RawTable(spec, shown, tuple(raw_rows))


def _check_header(header: list[str], spec: TableSpec, shown: str, problems: Problems) -> None:
    """A missing and an extra column are told together: often one is the other, renamed."""
    expected = [*PLACE, *spec.columns]
    missing = [name for name in expected if name not in header]
    extra = [name for name in header if name not in expected]
    for name in (column for column in spec.columns if SEPARATOR in column):
        problems.add(
            shown,
            f"column {name!r} holds {SEPARATOR!r}, which separates cells in lists of them",
            f"a header without {SEPARATOR!r}",
            "write a comma there, in the file and in tables.yaml",
        )
    for name in missing:
        like = nearest(name, extra, 1)
        problems.add(
            shown,
            f"column {name!r} is missing",
            "the columns of its entry in tables.yaml",
            f"rename {like[0]!r} to {name!r}" if like else "restore the column",
        )
    for name in extra:
        problems.add(
            shown,
            f"column {name!r} is not in tables.yaml",
            f"one of {', '.join(expected)}",
            "say there what it holds, or correct its name",
        )
