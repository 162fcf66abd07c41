"""A first proposal of what each table is, for a person to review: ``tables.yaml``.

Kinds and roles follow from titles, headings and headers; areas and goals from the names in
the catalogue. What does not follow stays empty, and is noted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.catalogue.registers import Register
from rapor.ground.cells import read_cell
from rapor.ingest.header import OF_YEARS, is_number_cell, years_in
from rapor.ingest.kinds import doubt_results, table_kind
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import ReadTable

_SCORES = ("self_assessment", "official_index")
_MOST_DIGITS = 2
_DATED = (*OF_YEARS, "quarter", "budget")
_LEAST_NAME = 4
NO_REGISTER = Register({}, {})

Period = tuple[int | None, int | None]
"""First and last year of a road map, where its title gives them."""


@dataclass(frozen=True)
class Context:
    """What a draft rests on beside its table: names, words, and the road map's years."""

    areas: Register
    goals: Register
    vocabulary: Vocabulary
    period: Period

    @property
    def before(self) -> int | None:
        """The year before the road map: that of its baseline."""
        return self.period[0] - 1 if self.period[0] is not None else None


def draft_table(table: ReadTable, context: Context, notes: Notes) -> dict[str, Any]:
    """The entry of a table: kind, area, goal, score facts, lines, rows, the columns' roles.

    Figures of years before the road map's first are results.
    """
    printed = table.printed
    kind = table_kind(table, context.vocabulary, context.period[0])
    if kind == "results":
        doubt_results(table, context.period[0], notes)
    if not kind:
        notes.add(table.table, printed.first_line, "incomplete", "its kind is not clear")
    entry: dict[str, Any] = {"title": printed.title, "kind": kind}
    area, goal = _named(printed.title, context.areas), _named(printed.title, context.goals)
    if goal and not _is_of_area(kind):
        entry["goal"] = goal
    elif area:
        entry["area"] = area
    official = any(context.vocabulary.says("official", heading) for heading in printed.headings)
    if kind in _SCORES:
        entry |= _score_facts(table, kind, area, context.vocabulary)
    if kind in ("review", "recommendations"):
        entry |= {"year": _year(table), "assessor": "official" if official else "self"}
    if kind in ("official_parameters", "achievement") and table.header.index("value") is not None:
        entry |= {"year": _year(table), "assessor": "official"}
    entry["lines"] = [printed.first_line, printed.last_line]
    entry["rows"] = len(table.rows)
    columns = _Columns(table, kind, context)
    entry["columns"] = {name: columns.column(at) for at, name in enumerate(table.header.names)}
    _doubt_columns(table, entry["columns"], notes)
    return entry


def _doubt_columns(table: ReadTable, columns: dict[str, dict[str, Any]], notes: Notes) -> None:
    """Note columns of figures that no word of their head explains."""
    for at, (name, column) in enumerate(columns.items()):
        cells = cells_of(table, at)
        if column["role"] == "number" and not table.header.role(at) and not are_counted(cells):
            reason = f"column {name!r} holds figures, and its head does not say of what"
            notes.add(table.table, table.printed.first_line, "doubtful", reason)


def cells_of(table: ReadTable, at: int) -> list[str]:
    """What a column prints, without the lines across the table."""
    return [row.cells[at] for row in table.rows if row.mark != "group" and row.cells[at]]


def are_counted(cells: Sequence[str]) -> bool:
    """Whether most cells number their rows: a letter, or a number of at most two digits."""
    numbers = [cell.rstrip(".)") for cell in cells]
    short = sum(len(number) <= _MOST_DIGITS and number.isalnum() for number in numbers)
    return 2 * short > len(numbers)


def are_figures(cells: Sequence[str]) -> bool:
    """Whether most cells are figures or ticks."""
    readings = [read_cell(cell) for cell in cells]
    figures = sum(reading.value is not None or reading.text == "✓" for reading in readings)
    return 2 * figures > len(cells)


def _is_of_area(kind: str) -> bool:
    return kind in (*_SCORES, "teams")


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
    facts: dict[str, Any] = {"year": _year(table), "assessor": assessor}
    return facts | ({"component": part} if kind == "self_assessment" else {})


def _year(table: ReadTable) -> int | None:
    """The year in a score column's header, in the title, or in a heading above."""
    texts = (*table.header.names, table.printed.title, *reversed(table.printed.headings))
    return next((years[-1] for text in texts if (years := years_in(text))), None)


@dataclass(frozen=True)
class _Columns:
    """The columns of one table: what each is for, and of which year."""

    table: ReadTable
    kind: str
    context: Context

    def column(self, at: int) -> dict[str, Any]:
        """Role of a column, and its year where the role has one."""
        role, year = self._role(at)
        return {"role": role} | ({"year": year} if year else {})

    def _role(self, at: int) -> tuple[str, int | None]:
        header, cells = self.table.header, cells_of(self.table, at)
        if self.table.printed.items:
            return ("topic" if at else "number"), None
        role = header.role(at)
        if at in header.years or role in _DATED:
            return self._dated(at, role)
        if role == "activity" and self._has_later(at, "activity"):
            role = "part"
        elif not role and header.spanned[at]:
            role = "value"
        elif role in ("", "outcome", "part") and _are_names(cells, self.context.goals):
            role = "goal"
        elif self.kind == "results" and at == header.first_text and header.index("label") is None:
            role = "label"
        return role or self._by_cells(at, cells), None

    def _dated(self, at: int, role: str) -> tuple[str, int | None]:
        """Role and year of a column of figures that are for one year."""
        header, context = self.table.header, self.context
        year = header.year(at)
        if at in header.years and role not in (*_DATED, "ratio"):
            role = "realisation" if self.kind == "results" else "target"
        if role in ("quarter", "budget", "realisation", "ratio"):
            return role, year or self._title_year
        if role == "baseline":
            return role, year or context.before
        if role == "end_target":
            return role, year or context.period[1]
        if at in header.years:
            is_past = self.kind == "results" and context.before and year and year <= context.before
            if is_past:
                return "text", None
            return ("baseline" if year and year == context.before else "target"), year
        return self._only_target(year or self._title_year)

    def _only_target(self, year: int | None) -> tuple[str, int | None]:
        """The one column of targets of a table: of the end, unless it names a year before."""
        last = self.context.period[1]
        if year is not None and last is not None and year < last:
            return "target", year
        return "end_target", year or last

    @property
    def _title_year(self) -> int | None:
        years = years_in(self.table.printed.title)
        return years[0] if len(years) == 1 else None

    def _has_later(self, at: int, role: str) -> bool:
        """Whether a column is parted further by one of the same role to its right."""
        return role in self.table.header.roles[at + 1 :]

    def _by_cells(self, at: int, cells: Sequence[str]) -> str:
        """Role of a column without a telling header, from its kind of table and its cells."""
        header = self.table.header
        if self.kind == "teams" and at == 0:
            return "step"
        if 2 * sum(map(is_number_cell, cells)) > len(cells):
            return "number"
        if self.kind in _SCORES and at == header.first_text:
            return "label"
        if self.kind == "review" and at:
            return "topic"
        return "text" if at or header.at >= 0 else "part"


def _are_names(cells: Sequence[str], register: Register) -> bool:
    return bool(cells) and all(register.find(cell) for cell in cells)
