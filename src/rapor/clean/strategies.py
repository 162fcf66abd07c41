"""Strategies and the policies that serve them."""

from collections.abc import Iterator

from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk

KINDS = ("strategy", "action_plan")
"""Kinds of tables that print them; an action plan does where it has columns for both."""


def strategies(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``strategies`` table of a city; see its contract.

    The first column of text holds the strategy, the second its policy.
    """
    found: list[dict[str, object]] = []
    for table in desk.of_kind(*KINDS):
        columns = [name for name, cell in table.spec.columns.items() if cell.role == "text"]
        if len(columns) > 1:
            found += _of_table(desk, table, columns[0], columns[1])
    return found


def _of_table(
    desk: Desk, table: RawTable, strategy: str, policy: str
) -> Iterator[dict[str, object]]:
    outcome = ""
    for row in table.rows:
        outcome = table.cell(row, "outcome") or outcome if row.mark != "group" else outcome
        if row.cells[strategy] and _is_one(table, row, policy):
            yield {
                **desk.trace(table, row, strategy),
                "goal": table.spec.goal,
                "outcome": outcome,
                "strategy": row.cells[strategy],
                "policy": row.cells[policy],
            }


def _is_one(table: RawTable, row: RawRow, policy: str) -> bool:
    """Whether a row prints a strategy; a line across the table does if it heads activities."""
    if row.mark == "group":
        return bool(row.cells[policy] and table.cell(row, "label"))
    return row.mark not in ("unplaced", "sentence")
