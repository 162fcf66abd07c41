"""A first proposal of what each table is, for a person to review: ``tables.yaml``.

Kinds and roles follow from titles, headings and headers; areas and goals from the names in
the catalogue. What does not follow stays empty, and is noted.
"""

from typing import Any

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.catalogue.registers import Register
from rapor.ingest.columns import SCORES, Columns, Context, year_of_scores
from rapor.ingest.doubts import doubt_table
from rapor.ingest.kinds import table_kind
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import ReadTable

_LEAST_NAME = 4
NO_REGISTER = Register({}, {})


def draft_table(
    table: ReadTable, context: Context, notes: Notes, decided: str = ""
) -> dict[str, Any]:
    """The entry of a table: kind, area, goal, score facts, lines, rows, the columns' roles.

    Figures of years before the road map's first are results. ``decided`` is the kind where a
    person has said it.
    """
    printed = table.printed
    kind = decided or table_kind(table, context.vocabulary, context.period[0])
    if not kind:
        notes.add(table.table, printed.first_line, "incomplete", "its kind is not clear")
    entry: dict[str, Any] = {"title": printed.title, "kind": kind}
    area, goal = _named(printed.title, context.areas), _named(printed.title, context.goals)
    if goal and not _is_of_area(kind):
        entry["goal"] = goal
    elif area:
        entry["area"] = area
    official = any(context.vocabulary.says("official", heading) for heading in printed.headings)
    if kind in SCORES:
        entry |= _score_facts(table, kind, area, context.vocabulary)
    if kind in ("review", "recommendations"):
        entry |= {"year": year_of_scores(table), "assessor": "official" if official else "self"}
    if kind in ("official_parameters", "achievement") and table.header.index("value") is not None:
        entry |= {"year": year_of_scores(table), "assessor": "official"}
    entry["lines"] = [printed.first_line, printed.last_line]
    entry["rows"] = len(table.rows)
    columns = Columns(table, kind, context)
    entry["columns"] = {
        name: _column(*columns.role(at)) for at, name in enumerate(table.header.names)
    }
    doubt_table(table, entry, context, notes)
    return entry


def _column(role: str, year: int | None) -> dict[str, Any]:
    return {"role": role} | ({"year": year} if year else {})


def _is_of_area(kind: str) -> bool:
    return kind in (*SCORES, "teams")


def _named(text: str, register: Register) -> str:
    """Code of the longest name of a register that a title holds; empty where two differ."""
    folded = f" {fold(text)} "
    named = [
        (len(spelling), code)
        for spelling, code in register.spellings.items()
        if len(spelling) > _LEAST_NAME and f" {spelling} " in folded
    ]
    return max(named)[1] if named else ""


def _score_facts(table: ReadTable, kind: str, area: str, vocabulary: Vocabulary) -> dict[str, Any]:
    title, *above = (table.printed.title, *reversed(table.printed.headings))
    parts = (vocabulary.part(text) for text in (*above[:1], title))
    part = next(filter(None, parts), "")
    if part == "enabler/fulfilment" and area:
        part = f"{part}/{area}"
    assessor = "self" if kind == "self_assessment" else "official"
    facts: dict[str, Any] = {"year": year_of_scores(table), "assessor": assessor}
    return facts | ({"component": part} if kind == "self_assessment" else {})
