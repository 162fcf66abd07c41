"""Tables of words: quick wins, what was reached by goal, strategies, teams, problems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapor.catalogue.names import fold, without_numbering
from rapor.catalogue.permitted import SCORE
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, TidyRow, area_of_group, joined, lines
from rapor.ground.cells import MISSING

_YEARS = re.compile(r"(?P<first>20\d\d)(?:\s*[-–—]\s*(?P<last>20\d\d))?")

STRATEGY_KINDS = ("strategy", "action_plan")
"""Kinds of tables that print them; an action plan does where it has columns for both."""

STEPS = {"p": "plan", "d": "do", "c": "check", "a": "act"}
"""Letters of the cycle as printed, and its steps; a step's word is known too."""

ASPECTS = (
    ("isu pokok", "main_issue"),
    ("jangka pendek", "short_term"),
    ("jangka panjang", "long_term"),
)
"""Words of an aspect that is not a goal, and its code."""


@dataclass(frozen=True)
class _QuickWinHeading:
    """Years and goal of the lines above a quick win."""

    goal: str
    year: int | None = None
    last_year: int | None = None


def quick_wins(desk: Desk) -> list[TidyRow]:
    """Rows of the ``quick_wins`` table of a city; see its contract."""
    rows: list[TidyRow] = []
    for table in desk.of_kind("quick_wins"):
        column = table.spec.column("label") or table.spec.column("activity")
        if column is None:
            desk.problems.add(
                f"tables.yaml table {table.spec.table}",
                "no column for the quick wins",
                "a column with role label or activity",
                "complete the entry",
            )
        else:
            rows += _quick_wins_of(desk, table, column)
    return rows


def _quick_wins_of(desk: Desk, table: RawTable, column: str) -> Iterator[TidyRow]:
    heading, users = _QuickWinHeading(table.spec.goal), ""
    is_service = table.spec.column("label") is not None
    for row in table.rows:
        if row.mark == "group":
            heading = _heading_below(desk, table, row, heading)
        if row.mark in ("group", "unplaced", "sentence") or not row.cells[column]:
            continue
        printed = table.cell(row, "text")
        users = printed or users
        agencies = table.agencies(row)
        yield {
            **desk.trace(table, row, column),
            "goal": heading.goal,
            "area": table.spec.area,
            "year": heading.year,
            "last_year": heading.last_year,
            "title": row.cells[column],
            "agencies": joined(desk.names.agencies(table.where(row), agencies)),
            "condition": "" if is_service else printed,
            "impact": table.cell(row, "outcome"),
            # a merged cell says for whom the services below it are too
            "users": users if is_service else "",
        }


def _heading_below(
    desk: Desk, table: RawTable, row: RawRow, above: _QuickWinHeading
) -> _QuickWinHeading:
    """A line across the table: years end the goal above them, a goal keeps the years."""
    span = _YEARS.fullmatch(row.text.strip())
    if not span:
        goal = desk.names.goal(table.where(row), row.text)
        return _QuickWinHeading(goal, above.year, above.last_year)
    first, last = int(span["first"]), int(span["last"] or span["first"])
    if first not in desk.city.years or last not in desk.city.years or last < first:
        desk.problems.add(
            table.where(row),
            f"years {row.text!r}",
            f"{desk.city.years[0]} to {desk.city.years[-1]}, the road map",
            "correct the line, or road_map",
        )
    return _QuickWinHeading(table.spec.goal, first, last)


def goal_achievements(desk: Desk) -> list[TidyRow]:
    """Rows of the ``goal_achievements`` table of a city; see its contract.

    A row per cell of words or of per cent; tables that print values alone have none.
    """
    achievements: list[TidyRow] = []
    for table in desk.of_kind("achievement"):
        for role in ("text", "ratio"):
            column = table.spec.column(role)
            if column:
                rows = (_achievement(desk, table, row, column) for row in table.lines)
                achievements += [row for row in rows if row]
    return achievements


def _achievement(desk: Desk, table: RawTable, row: RawRow, column: str) -> TidyRow | None:
    label = table.cell(row, "label")
    indicator = desk.names.known_indicator(table.spec.table, label) if label else None
    if indicator is None:  # an unknown label is noted once, where values are read
        return None
    is_ratio = table.spec.columns[column].role == "ratio"
    value = table.spec.column("value")
    of = desk.permitted(indicator, table.spec.year, table.cell(row, "scale"))
    reading = desk.read(table, row, value, of) if value else MISSING
    low, high = desk.scale_of(table.cell(row, "scale"), indicator)
    return {
        **desk.trace(table, row, column),
        "goal": table.spec.goal or indicator.goal,
        "indicator": indicator.code,
        "label": label,
        "year": table.spec.year,
        "achieved": "" if is_ratio else row.cells[column],
        "value": reading.value,
        "text": desk.word(indicator, reading, table.spec.year),
        "scale_min": low,
        "scale_max": high,
        "scale_pct": desk.read(table, row, column, SCORE).value if is_ratio else None,
    }


def strategies(desk: Desk) -> list[TidyRow]:
    """Rows of the ``strategies`` table of a city; see its contract.

    The first column of text holds the strategy, the second its policy.
    """
    rows: list[TidyRow] = []
    for table in desk.of_kind(*STRATEGY_KINDS):
        columns = [name for name, cell in table.spec.columns.items() if cell.role == "text"]
        if len(columns) > 1:
            rows += _strategies_of(desk, table, columns[0], columns[1])
    return rows


def _strategies_of(desk: Desk, table: RawTable, strategy: str, policy: str) -> Iterator[TidyRow]:
    outcome = ""
    for row in table.rows:
        outcome = table.cell(row, "outcome") or outcome if row.mark != "group" else outcome
        if row.cells[strategy] and _is_strategy(table, row, policy):
            yield {
                **desk.trace(table, row, strategy),
                "goal": table.spec.goal,
                "outcome": outcome,
                "strategy": row.cells[strategy],
                "policy": row.cells[policy],
            }


def _is_strategy(table: RawTable, row: RawRow, policy: str) -> bool:
    """Whether a row prints a strategy; a line across the table does if it heads activities."""
    if row.mark == "group":
        return bool(row.cells[policy] and table.cell(row, "label"))
    return row.mark not in ("unplaced", "sentence")


def teams(desk: Desk) -> list[TidyRow]:
    """Rows of the ``teams`` table of a city; see its contract. A row per printed task."""
    rows: list[TidyRow] = []
    for table in desk.of_kind("teams"):
        rows += _tasks(desk, table)
    return rows


def _tasks(desk: Desk, table: RawTable) -> list[TidyRow]:
    spec, tasks, step = table.spec, [], ""
    column = spec.column("activity") or ""
    for line in lines(desk, table):
        printed = table.cell(line.row, "step")
        step = STEPS.get(fold(printed)[:1], "") if printed else step
        if not step or (len(fold(printed)) > 1 and fold(printed) not in STEPS.values()):
            desk.problems.add(
                line.where,
                f"step {printed!r}",
                "P, D, C or A, also in the rows above",
                "correct the cell, or mark the row 'unplaced'",
            )
            continue
        if not column or not line.row.text:
            continue
        tasks.append(
            {
                **desk.trace(table, line.row, column),
                "team": spec.title,
                "area": spec.area,
                "step": step,
                "task": line.names["activity"],
                "output": table.cell(line.row, "outcome"),
            }
        )
    return tasks


def problems(desk: Desk) -> list[TidyRow]:
    """Rows of the ``problems`` table of a city; see its contract.

    Rows below one that could not be placed belong to the area that it begins with; to none
    where it does not tell.
    """
    rows: list[TidyRow] = []
    for table in desk.of_kind("problems"):
        area = table.spec.area
        for row in table.rows:
            if row.mark == "group":
                area = area_of_group(desk, row) or table.spec.area
            elif row.mark == "unplaced":
                area = _area_at_beginning(desk, table.cell(row, "part")) or table.spec.area
            elif row.mark != "sentence" and row.text:
                rows.append(_problem(desk, table, row, area))
    return rows


def _problem(desk: Desk, table: RawTable, row: RawRow, area: str) -> TidyRow:
    column = table.spec.column("text") or list(table.spec.columns)[-1]
    printed = table.cell(row, "part")
    aspect, goal = _aspect(desk, printed)
    if not aspect:
        desk.problems.add(
            table.where(row),
            f"aspect {printed!r}",
            f"a goal's name, or one with {', '.join(repr(words) for words, _ in ASPECTS)}",
            "correct the cell, or mark the row 'unplaced'",
        )
    return {
        **desk.trace(table, row, column),
        "area": area,
        "aspect": aspect,
        "goal": goal,
        "problem": row.cells[column],
    }


def _aspect(desk: Desk, printed: str) -> tuple[str, str]:
    """Code of the aspect, and of the goal where it is one."""
    name = without_numbering(printed)
    goal = desk.catalogue.goals.find(name)
    if goal:
        return "goal", goal
    return next((code for words, code in ASPECTS if words in fold(name)), ""), ""


def _area_at_beginning(desk: Desk, printed: str) -> str:
    """Code of the area that a cell begins with, the longest name first."""
    words = fold(without_numbering(printed)).split()
    names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    return next(filter(None, map(desk.catalogue.areas.find, names)), "") or ""
