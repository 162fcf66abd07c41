"""Problems by area and aspect: main issue, each goal, what is done soon and later."""

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, area_of_group
from rapor.clean.names import without_numbering

ASPECTS = (
    ("isu pokok", "main_issue"),
    ("jangka pendek", "short_term"),
    ("jangka panjang", "long_term"),
)
"""Words of an aspect that is not a goal, and its code."""


def problems(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``problems`` table of a city; see its contract.

    Rows below one that could not be placed belong to the area that it begins with; to none
    where it does not tell.
    """
    found: list[dict[str, object]] = []
    for table in desk.of_kind("problems"):
        area = table.spec.area
        for row in table.rows:
            if row.mark == "group":
                area = area_of_group(desk, row) or table.spec.area
            elif row.mark == "unplaced":
                area = _beginning(desk, table.cell(row, "part")) or table.spec.area
            elif row.mark != "sentence" and row.text:
                found.append(_problem(desk, table, row, area))
    return found


def _problem(desk: Desk, table: RawTable, row: RawRow, area: str) -> dict[str, object]:
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


def _beginning(desk: Desk, printed: str) -> str:
    """Code of the area that a cell begins with, the longest name first."""
    words = fold(without_numbering(printed)).split()
    names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    return next(filter(None, map(desk.catalogue.areas.find, names)), "") or ""
