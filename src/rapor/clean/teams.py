"""The teams' tasks, by step of the cycle of improvement."""

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawTable
from rapor.clean.desk import Desk, lines

STEPS = {"p": "plan", "d": "do", "c": "check", "a": "act"}
"""Letters of the cycle as printed, and its steps; a step's word is known too."""


def teams(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``teams`` table of a city; see its contract. A row per printed task."""
    found: list[dict[str, object]] = []
    for table in desk.of_kind("teams"):
        found += _tasks(desk, table)
    return found


def _tasks(desk: Desk, table: RawTable) -> list[dict[str, object]]:
    spec, found, step = table.spec, [], ""
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
        found.append(
            {
                **desk.trace(table, line.row, column),
                "team": spec.title,
                "area": spec.area,
                "step": step,
                "task": line.names["activity"],
                "output": table.cell(line.row, "outcome"),
            }
        )
    return found
