"""A first proposal of what each table is, for a person to review: ``tables.yaml``.

Kinds and roles follow from titles, headings and headers; areas and goals from the names in
the catalogue. What does not follow stays empty, and is noted.
"""

import re
from collections.abc import Sequence
from typing import Any

from rapor.catalogue.names import fold
from rapor.catalogue.registers import Register
from rapor.ingest.header import Header, known_role, year_of
from rapor.ingest.kinds import doubt_results, table_kind
from rapor.ingest.notes import Notes
from rapor.ingest.shift import is_number_cell
from rapor.ingest.table_reader import ReadTable
from rapor.ingest.vocabulary import (
    OFFICIAL,
    PARTS,
    first_match,
)

_SCORES = ("self_assessment", "official_index")
_MOST_DIGITS = 2
_DATED = ("baseline", "end_target", "quarter", "budget")
_YEAR_IN = re.compile(r"\b(20\d\d)\b")
NO_REGISTER = Register({}, {})

Period = tuple[int | None, int | None]
"""First and last year of a road map, where its title gives them."""


def draft_table(
    table: ReadTable,
    areas: Register,
    goals: Register,
    period: Period,
    notes: Notes,
) -> dict[str, Any]:
    """The entry of a table: kind, area, goal, score facts, lines, rows, the columns' roles.

    ``period`` is the road map's first and last year: figures of years before it are results.
    """
    printed, kind = table.printed, table_kind(table, period[0])
    if kind == "results":
        doubt_results(table, period[0], notes)
    if not kind:
        notes.add(table.table, printed.first_line, "incomplete", "its kind is not clear")
    entry: dict[str, Any] = {"title": printed.title, "kind": kind}
    area, goal = _named(printed.title, areas), _named(printed.title, goals)
    if goal and not _is_of_area(kind):
        entry["goal"] = goal
    elif area:
        entry["area"] = area
    if kind in _SCORES:
        entry |= _score_facts(table, kind, area)
    if kind in ("review", "recommendations"):
        official = any(OFFICIAL.search(fold(heading)) for heading in printed.headings)
        entry |= {"year": _year(table), "assessor": "official" if official else "self"}
    if kind in ("official_parameters", "achievement") and table.header.index("value") is not None:
        entry |= {"year": _year(table), "assessor": "official"}
    entry["lines"] = [printed.first_line, printed.last_line]
    entry["rows"] = len(table.rows)
    entry["columns"] = {
        name: _column(table, at, kind, goals, period) for at, name in enumerate(table.header.names)
    }
    _doubt_columns(table, entry["columns"], notes)
    return entry


def _doubt_columns(table: ReadTable, columns: dict[str, dict[str, Any]], notes: Notes) -> None:
    """Note columns of figures that no word of their head explains."""
    for at, (name, column) in enumerate(columns.items()):
        cells = _cells(table, at)
        if column["role"] == "number" and not known_role(name) and not _are_counted(cells):
            reason = f"column {name!r} holds figures, and its head does not say of what"
            notes.add(table.table, table.printed.first_line, "doubtful", reason)


def _cells(table: ReadTable, at: int) -> list[str]:
    """What a column prints, without the lines across the table."""
    return [row.cells[at] for row in table.rows if row.mark != "group" and row.cells[at]]


def _are_counted(cells: Sequence[str]) -> bool:
    """Whether most cells number their rows: a letter, or a number of at most two digits."""
    numbers = [cell.rstrip(".)") for cell in cells]
    short = sum(len(number) <= _MOST_DIGITS and number.isalnum() for number in numbers)
    return 2 * short > len(numbers)


def _is_of_area(kind: str) -> bool:
    return kind in (*_SCORES, "teams")


def _named(text: str, register: Register) -> str:
    """Code of the longest name of a register that a title holds; empty where two differ."""
    folded = f" {fold(text)} "
    named = [
        (len(spelling), code)
        for spelling, code in register.spellings.items()
        if len(spelling) > 4 and f" {spelling} " in folded
    ]
    return max(named)[1] if named else ""


def _score_facts(table: ReadTable, kind: str, area: str) -> dict[str, Any]:
    title, *above = (
        fold(text) for text in (table.printed.title, *reversed(table.printed.headings))
    )
    parts = (first_match(PARTS, text) for text in (*above[:1], title))
    part = next(filter(None, parts), "")
    if part == "enabler/fulfilment" and area:
        part = f"{part}/{area}"
    assessor = "self" if kind == "self_assessment" else "official"
    facts: dict[str, Any] = {"year": _year(table), "assessor": assessor}
    return facts | ({"component": part} if kind == "self_assessment" else {})


def _year(table: ReadTable) -> int | None:
    """The year in a score column's header, in the title, or in a heading above."""
    texts = (*table.header.names, table.printed.title, *reversed(table.printed.headings))
    years_in = [_YEAR_IN.findall(text) for text in texts]
    return next((int(years[-1]) for years in years_in if years), None)


def _column(
    table: ReadTable, at: int, kind: str, goals: Register, period: Period
) -> dict[str, Any]:
    """Role of a column, and its year where the role has one."""
    role, year = _role(table, at, kind, goals, period)
    return {"role": role} | ({"year": year} if year or at in table.header.years else {})


def _role(
    table: ReadTable, at: int, kind: str, goals: Register, period: Period
) -> tuple[str, int | None]:
    header, name = table.header, table.header.names[at]
    if table.printed.items:
        return ("topic" if at else "number"), None
    role = known_role(name)
    if at in header.years or role in _DATED:
        return _dated(table, at, kind, role, period)
    cells = _cells(table, at)
    if role == "activity" and _later_activity(table, at):
        role = "part"
    elif header.spanned[at]:
        role = "value"
    elif role in ("", "outcome", "part") and _are_names(cells, goals):
        role = "goal"
    elif kind == "results" and at == header.first_text:
        role = "label"
    return role or _role_by_cells(table, header, at, kind, cells), None


def _dated(
    table: ReadTable, at: int, kind: str, role: str, period: Period
) -> tuple[str, int | None]:
    """Role and year of a column of figures that are for one year."""
    header, name = table.header, table.header.names[at]
    before = period[0] - 1 if period[0] is not None else None
    if at in header.years:
        year = year_of(name)
        if kind == "results":
            return "realisation", year
        return ("baseline" if before == year else "target"), year
    if role in ("quarter", "budget"):
        return role, header.years_above[at] or _title_year(table)
    named = _YEAR_IN.search(name)
    return role, int(named[1]) if named else before if role == "baseline" else period[1]


def _title_year(table: ReadTable) -> int | None:
    years = _YEAR_IN.findall(table.printed.title)
    return int(years[0]) if len(years) == 1 else None


def _later_activity(table: ReadTable, at: int) -> bool:
    """Whether a column of activities is parted further by one to its right."""
    return any(known_role(name) == "activity" for name in table.header.names[at + 1 :])


def _are_names(cells: Sequence[str], register: Register) -> bool:
    return bool(cells) and all(register.find(cell) for cell in cells)


def _role_by_cells(
    table: ReadTable, header: Header, at: int, kind: str, cells: Sequence[str]
) -> str:
    """Role of a column without a telling header, from its kind of table and its cells."""
    if kind == "teams" and at == 0:
        return "step"
    if 2 * sum(is_number_cell(cell) for cell in cells) > len(cells):
        return "number"
    if kind in _SCORES and at == header.first_text:
        return "label"
    if kind == "review" and at:
        return "topic"
    return "text" if at or table.header.at >= 0 else "part"
