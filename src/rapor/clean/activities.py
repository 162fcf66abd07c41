"""What agencies report of activities: the lines of ``activity-realisation.csv``."""

from rapor.catalogue.raw import ACTIVITY_RESULTS
from rapor.clean.desk import Desk
from rapor.clean.published import checked, told
from rapor.ground.cells import decimal_mark, read_cell
from rapor.ground.paths import Home

Rows = list[dict[str, object]]


def activity_realisations(desk: Desk, home: Home, plan: Rows) -> Rows:
    """Rows of ``activity_realisations`` for the lines that are sound; others become problems.

    A city may have no such file. ``plan`` is the city's action plan: a line has to name an
    activity and the cell that prints its target.
    """
    path = home.raw(desk.city.slug) / ACTIVITY_RESULTS.file
    shown = home.relative(path)
    lines: list[dict[str, str]] = []
    if path.exists():
        with desk.problems.gathering():
            lines = ACTIVITY_RESULTS.lines(path, shown)
    planned = {(f"{row['table']}:{row['row']}:{row['column']}", row["activity"]) for row in plan}
    rows: Rows = []
    for number, line in enumerate(lines, start=1):
        checks = checked(desk, line)
        if (line["planned"], line["activity"]) not in planned:
            named = f"activity {line['activity'][:60]!r} at {line['planned'][:40]!r}"
            checks.append((named, "an activity of the action plan and the cell of its target"))
        if not told(desk, checks, f"{shown} row {number}"):
            rows.append(_row(desk, line, number))
    return rows


def _row(desk: Desk, line: dict[str, str], number: int) -> dict[str, object]:
    reading = read_cell(line["printed"], decimal_mark([line["printed"]]))
    return {
        **{name: line[name] for name in ("activity", "planned", "period", "publisher", "address")},
        **{name: line[name] for name in ("publication", "note", "source", "printed")},
        "city": desk.city.slug,
        "table": ACTIVITY_RESULTS.table,
        "row": number,
        "column": "printed",
        "year": int(line["year"]),
        "value": reading.value,
        "text": reading.text,
        "unit": reading.unit,
    }
