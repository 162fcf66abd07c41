"""What a document says of itself in its sentences, recorded as facts.

``statements.csv`` of a city has a line for each: a count that the text states of the rows
of a table, of the years of the road map, or of the figures of a column that meet a condition
(*hanya dua parameter di atas 0,70*), and a reference that the text prints. The sentences
themselves are not carried.
"""

import re
from dataclasses import dataclass

from rapor.catalogue import City
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.paths import Home

KINDS = ("rows", "years", "values", "reference")
_COUNTS = ("rows", "years", "values")
_OF_A_TABLE = ("rows", "values")
_COLUMNS = ("subject", "kind", "printed", "table", "line", "source")
_CONDITION = ("column", "condition")
"""Columns that only a count of ``values`` needs: which column, and what its figures meet."""

_BOUND = re.compile(r"(>=|<=|>|<)\s*([0-9]+(?:\.[0-9]+)?)")
_NEXT = "correct the line, or remove it"


@dataclass(frozen=True)
class Statement:
    """One stated fact: of what, what kind, as printed, about which table, in which line.

    ``row`` is its line among the statements, ``line`` the line of the document.
    """

    row: int
    subject: str
    kind: str
    printed: str
    table: str
    line: str
    source: str
    column: str = ""
    condition: str = ""

    def met_by(self, value: float) -> bool:
        """Whether a figure meets the condition of a count of ``values``."""
        bound = _BOUND.fullmatch(self.condition)
        if bound is None:
            return False
        sign, limit = bound[1], float(bound[2])
        beyond = value > limit if ">" in sign else value < limit
        return beyond or ("=" in sign and value == limit)


def read_statements(home: Home, city: City) -> list[Statement]:
    """Read a city's statements; a city without the file has none.

    Raises ``DataRejected`` with every unknown kind, table and source, and for a count that
    is not a number.
    """
    path = home.raw(city.slug) / "statements.csv"
    shown = home.relative(path)
    if not path.exists():
        return []
    header, rows = read_rows(path, shown)
    problems = Problems()
    if tuple(header) not in (_COLUMNS, _COLUMNS + _CONDITION):
        expected = f"{', '.join(_COLUMNS)}, and where values are counted {', '.join(_CONDITION)}"
        problems.add(shown, f"columns {header}", expected, "restore the header")
        problems.raise_if_any()
    for number, row in enumerate(rows, start=1):
        _check(row, f"{shown} row {number}", city, problems)
    problems.raise_if_any()
    return [Statement(row=number, **row) for number, row in enumerate(rows, start=1)]


def _check(row: dict[str, str], where: str, city: City, problems: Problems) -> None:
    if row["kind"] not in KINDS:
        problems.add(where, f"kind {row['kind']!r}", f"one of {', '.join(KINDS)}", _NEXT)
    if row["kind"] in _OF_A_TABLE and row["table"] not in city.tables:
        problems.add(where, f"table {row['table']!r}", "a table of tables.yaml", _NEXT)
    elif row["kind"] == "values":
        _check_condition(row, where, city, problems)
    if row["kind"] in _COUNTS and not row["printed"].isdecimal():
        problems.add(where, f"count {row['printed']!r}", "a whole number", _NEXT)
    if row["source"] not in city.sources:
        problems.add(where, f"source {row['source']!r}", "a key of sources.yaml", _NEXT)
    for name in ("subject", "printed"):
        if not row[name].strip():
            problems.add(where, f"no {name}", "a text", _NEXT)


def _check_condition(row: dict[str, str], where: str, city: City, problems: Problems) -> None:
    columns = city.tables[row["table"]].columns
    column, condition = row.get("column", ""), row.get("condition", "")
    if column not in columns:
        problems.add(where, f"column {column!r}", f"one of {', '.join(columns)}", _NEXT)
    if not _BOUND.fullmatch(condition):
        problems.add(where, f"condition {condition!r}", "a bound such as '>0.70'", _NEXT)
