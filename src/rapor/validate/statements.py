"""What a document says of itself in its sentences, recorded as facts.

``statements.csv`` of a city has a line for each: a count that the text states of the rows
of a table or of the years of the road map, and a reference that the text prints. The
sentences themselves are not carried.
"""

from dataclasses import dataclass

from rapor.catalogue import City
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.paths import Home

KINDS = ("rows", "years", "reference")
_COLUMNS = ("subject", "kind", "printed", "table", "line", "source")
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


def read_statements(home: Home, city: City) -> list[Statement]:
    """Read a city's statements; a city without the file has none.

    Raises ``DataRejected`` with every unknown kind, table and source, and for a count that
    is not a number.
    """
    path = home.raw(city.slug) / "statements.csv"
    shown = home.relative(path)
    if not path.is_file():
        return []
    header, rows = read_rows(path, shown)
    problems = Problems()
    if tuple(header) != _COLUMNS:
        problems.add(shown, f"columns {header}", ", ".join(_COLUMNS), "restore the header")
        problems.raise_if_any()
    for number, row in enumerate(rows, start=1):
        where = f"{shown} row {number}"
        if row["kind"] not in KINDS:
            problems.add(where, f"kind {row['kind']!r}", f"one of {', '.join(KINDS)}", _NEXT)
        if row["kind"] == "rows" and row["table"] not in city.tables:
            problems.add(where, f"table {row['table']!r}", "a table of tables.yaml", _NEXT)
        if row["kind"] in ("rows", "years") and not row["printed"].isdecimal():
            problems.add(where, f"count {row['printed']!r}", "a whole number", _NEXT)
        if row["source"] not in city.sources:
            problems.add(where, f"source {row['source']!r}", "a key of sources.yaml", _NEXT)
        for name in ("subject", "printed"):
            if not row[name].strip():
                problems.add(where, f"no {name}", "a text", _NEXT)
    problems.raise_if_any()
    return [Statement(row=number, **row) for number, row in enumerate(rows, start=1)]
