"""Quick wins: fast improvements, by year and goal where the document orders them so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, joined

_YEARS = re.compile(r"(?P<first>20\d\d)(?:\s*[-–—]\s*(?P<last>20\d\d))?")


@dataclass(frozen=True)
class _Heading:
    """Years and goal of the lines above a quick win."""

    goal: str
    year: int | None = None
    last_year: int | None = None


def quick_wins(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``quick_wins`` table of a city; see its contract."""
    found: list[dict[str, object]] = []
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
            found += _of_table(desk, table, column)
    return found


def _of_table(desk: Desk, table: RawTable, column: str) -> Iterator[dict[str, object]]:
    heading, users = _Heading(table.spec.goal), ""
    is_service = table.spec.column("label") is not None
    for row in table.rows:
        if row.mark == "group":
            heading = _below(desk, table, row, heading)
        if row.mark in ("group", "unplaced", "sentence") or not row.cells[column]:
            continue
        printed = table.cell(row, "text")
        users = printed or users
        agencies = table.cell(row, "agencies")
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


def _below(desk: Desk, table: RawTable, row: RawRow, above: _Heading) -> _Heading:
    """A line across the table: years end the goal above them, a goal keeps the years."""
    span = _YEARS.fullmatch(row.text.strip())
    if not span:
        goal = desk.names.goal(table.where(row), row.text)
        return _Heading(goal, above.year, above.last_year)
    first, last = int(span["first"]), int(span["last"] or span["first"])
    if first not in desk.city.years or last not in desk.city.years or last < first:
        desk.problems.add(
            table.where(row),
            f"years {row.text!r}",
            f"{desk.city.years[0]} to {desk.city.years[-1]}, the road map",
            "correct the line, or road_map",
        )
    return _Heading(table.spec.goal, first, last)
