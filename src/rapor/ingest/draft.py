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
from rapor.ingest.notes import Notes
from rapor.ingest.shift import is_number_cell
from rapor.ingest.table_reader import ReadTable, sentences_kind
from rapor.ingest.vocabulary import (
    KIND_WORDS,
    OFFICIAL,
    PARTS,
    SELF_ASSESSMENT,
    first_match,
)

_SCORES = ("self_assessment", "official_index")
_YEAR_IN = re.compile(r"\b(20\d\d)\b")
NO_REGISTER = Register({}, {})


def draft_table(
    table: ReadTable, areas: Register, goals: Register, baseline: int | None, notes: Notes
) -> dict[str, Any]:
    """The entry of a table: kind, area, goal, score facts, lines, rows, the columns' roles."""
    printed, kind = table.printed, table_kind(table)
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
        name: _column(table, at, kind, goals, baseline)
        for at, name in enumerate(table.header.names)
    }
    return entry


def _is_of_area(kind: str) -> bool:
    return kind in (*_SCORES, "teams")


def table_kind(table: ReadTable) -> str:
    """Kind of a table; empty where neither words nor columns tell."""
    header, printed = table.header, table.printed
    roles = {known_role(name) for name in header.names}
    if sentences := sentences_kind(printed):
        return sentences
    if printed.items:  # a list of sentences below a heading on priorities, or else of the ministry
        return first_match(KIND_WORDS, fold(printed.title)) or "recommendations"
    if len(header.years) > 1:
        return "action_plan" if "agencies" in roles else "targets"
    if "end_target" in roles:
        return "end_targets"
    if "value" in roles or {"central", "unit"} <= roles:
        return _kind_of_values(table, roles)
    words = [printed.title, " ".join(" ".join(row.cells) for row in table.rows[:2])]
    names = [printed.title.split("-")[0], *words, *reversed(printed.headings)]
    kinds = (first_match(KIND_WORDS, fold(name)) for name in names)
    return next(filter(None, kinds), "") or ("achievement" if "label" in roles else "")


def _kind_of_values(table: ReadTable, roles: set[str]) -> str:
    title = fold(table.printed.title)
    if "scale" in roles:
        return "achievement" if title.startswith("capaian") else "official_parameters"
    above = [fold(heading) for heading in reversed(table.printed.headings)]
    for heading in above:
        if SELF_ASSESSMENT.search(heading):
            return "self_assessment"
        if OFFICIAL.search(heading):
            return "official_index"
    return "self_assessment"


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
    table: ReadTable, at: int, kind: str, goals: Register, baseline: int | None
) -> dict[str, Any]:
    header, name = table.header, table.header.names[at]
    if table.printed.items:
        return {"role": "topic" if at else "number"}
    cells = [row.cells[at] for row in table.rows if row.mark != "group" and row.cells[at]]
    if at in header.years:
        year = year_of(name)
        return {"role": "baseline" if baseline == year else "target", "year": year}
    role = known_role(name)
    if role in ("baseline", "end_target"):
        year_match = _YEAR_IN.search(name)
        return {"role": role} | ({"year": int(year_match[1])} if year_match else {})
    if header.spanned[at]:
        return {"role": "value"}
    if role in ("", "outcome", "part") and _are_names(cells, goals):
        return {"role": "goal"}
    return {"role": role or _role_by_cells(table, header, at, kind, cells)}


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
