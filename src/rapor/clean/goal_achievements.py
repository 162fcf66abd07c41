"""What was reached by goal: in words, or as a printed per cent of the indicator's scale.

The values themselves are ``realisations``; here is what the document says of them.
"""

from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk
from rapor.ground.cells import read_cell


def goal_achievements(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``goal_achievements`` table of a city; see its contract.

    A row per cell of words or of per cent; tables that print values alone have none.
    """
    found: list[dict[str, object]] = []
    for table in desk.of_kind("achievement"):
        for role in ("text", "ratio"):
            column = table.spec.column(role)
            if column:
                rows = (_achievement(desk, table, row, column) for row in table.lines)
                found += [row for row in rows if row]
    return found


def _achievement(desk: Desk, table: RawTable, row: RawRow, column: str) -> dict[str, object] | None:
    label = table.cell(row, "label")
    indicator = desk.names.known_indicator(table.spec.table, label) if label else None
    if indicator is None:  # an unknown label is noted once, where values are read
        return None
    is_ratio = table.spec.columns[column].role == "ratio"
    value = table.spec.column("value")
    reading = desk.read(table, row, value) if value else read_cell("")
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
        "scale_pct": desk.read(table, row, column).value if is_ratio else None,
    }
