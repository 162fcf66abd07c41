"""What is planned: targets of indicators, year by year, and activities with and without figures.

A table of targets often prints no agency; then the agencies are those that the same city's
action plan prints beside the same indicator, or else its supporting activities.
"""

import re
from collections.abc import Iterator

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.permitted import Permitted, of_activity
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.registers import NamedAgency, codes_in
from rapor.clean.desk import Desk, NamedRow, TidyRow, figure_columns, joined, lines, unit_of
from rapor.ground.cells import read_cell

KINDS = ("targets", "end_targets", "action_plan")
"""Kinds of tables that print planned values."""

PLANNED = ("target", "baseline", "end_target")
"""Roles of the columns that hold them; the role is the value's ``kind``."""

_NAMING_AGENCIES = ("action_plan", "activities")
"""Kinds of tables that print agencies beside an indicator, the first that names any first."""
_BULLET = re.compile(r"(?:^|\s)[•✓-]\s+")
_NO_FIGURE = {"year": None, "value": None, "text": "", "comparator": "", "unit": ""} | {
    "value_high": None
}


def targets(desk: Desk) -> list[TidyRow]:
    """Rows of the ``targets`` table of a city; see its contract.

    A blank cell is a row too, with value and text empty: it is a target that is missing.
    In an action plan a row without an indicator has figures of its activity, which are no
    targets; in any other table it is a problem.
    """
    agencies = agencies_by_indicator(desk)
    rows: list[TidyRow] = []
    for table in desk.of_kind(*KINDS):
        columns = figure_columns(table.spec, *PLANNED)
        for line in lines(desk, table):
            indicator = _planned_indicator(desk, table, line, columns)
            if indicator:
                named = _of_indicator(desk, table, line, indicator)
                responsible = _agencies(desk, table, line) or agencies.get(indicator.code, [])
                for name in columns:
                    cell = _cell(desk, table, line, indicator, name)
                    codes = codes_in(responsible, table.spec.columns[name].year)
                    rows.append(named | {"agencies": joined(codes)} | cell)
    return rows


def _planned_indicator(
    desk: Desk, table: RawTable, line: NamedRow, columns: list[str]
) -> Indicator | None:
    """The indicator that a row plans."""
    label = table.cell(line.row, "label")
    if label and columns:
        return desk.names.indicator(table.spec.table, line.where, label, table.unit(line.row))
    if table.spec.kind != "action_plan" and any(line.row.cells[name] for name in columns):
        desk.problems.add(
            line.where,
            "figures without an indicator",
            "the indicator's label in the row",
            "complete the row as printed, or mark it 'unplaced'",
        )
    return None


def _agencies(desk: Desk, table: RawTable, line: NamedRow) -> list[NamedAgency]:
    """The agencies that the row prints; a problem for a name that is not known."""
    printed = table.agencies(line.row)
    desk.names.agencies(line.where, printed)
    return desk.names.known_agencies(printed)


def _of_indicator(desk: Desk, table: RawTable, line: NamedRow, indicator: Indicator) -> TidyRow:
    """What the row, its table or the catalogue says of the indicator, nearest first."""
    spec = table.spec
    low, high = desk.scale_of(table.cell(line.row, "scale"), indicator)
    goal = desk.goal(line) or spec.goal or indicator.goal
    return {
        "indicator": indicator.code,
        "label": table.cell(line.row, "label"),
        "goal": goal,
        "area": desk.area(line) or line.group_area or spec.area or desk.usual_area(indicator, goal),
        "measure": indicator.measure,
        "scale_min": low,
        "scale_max": high,
        "polarity": indicator.polarity,
    }


def _cell(
    desk: Desk, table: RawTable, line: NamedRow, indicator: Indicator, column: str
) -> TidyRow:
    of_column = table.spec.columns[column]
    scale = table.cell(line.row, "scale")
    of = desk.permitted(indicator, of_column.year, scale)
    reading = desk.read(table, line.row, column, of)
    return {
        **desk.trace(table, line.row, column),
        "year": of_column.year,
        "kind": of_column.role,
        "value": reading.value,
        "value_high": reading.value_high,
        "text": desk.word(indicator, reading, of_column.year),
        "comparator": reading.comparator,
        "unit": unit_of(reading, indicator, table.unit(line.row)),
    }


def agencies_by_indicator(desk: Desk) -> dict[str, list[NamedAgency]]:
    """The agencies printed beside each indicator, in the order of the document.

    Only rows that print both count. The first kind of table that names any decides, so
    that a plan's agencies are not mixed with those of a list of activities.
    """
    by_indicator: dict[str, list[NamedAgency]] = {}
    for kind in _NAMING_AGENCIES:
        of_kind: dict[str, list[NamedAgency]] = {}
        for table in desk.of_kind(kind):
            for row in table.lines:
                label, printed = table.cell(row, "label"), table.agencies(row)
                indicator = desk.names.known_indicator(table.spec.table, label) if label else None
                if indicator and printed:
                    named = desk.names.known_agencies(printed)
                    of_kind.setdefault(indicator.code, []).extend(named)
        by_indicator = of_kind | by_indicator
    return by_indicator


def action_plan(desk: Desk) -> list[TidyRow]:
    """Rows of the ``action_plan`` table of a city; see its contract.

    A row per yearly cell of an action plan, also of activities without an indicator; a row
    per activity of a list that stands across the plan, of a plan by quarters, and of the
    tables that print activities only. The latter are traced to the cell that they stand in,
    with year, value and text empty: whether quarters add up to a year is not printed.
    """
    rows: list[TidyRow] = []
    for table in desk.of_kind("action_plan"):
        by_year = figure_columns(table.spec, "target")
        for line in lines(desk, table):
            rows += (_planned if by_year else _supporting)(desk, table, line)
        for row in table.rows:
            rows += _listed(desk, table, row)
    for table in desk.of_kind("activities"):
        for line in lines(desk, table):
            rows += _supporting(desk, table, line)
    return rows


def _planned(desk: Desk, table: RawTable, line: NamedRow) -> Iterator[TidyRow]:
    columns = figure_columns(table.spec, "target")
    label = table.cell(line.row, "label")
    name_of_row = label or table.cell(line.row, "activity")
    if not name_of_row and not any(line.row.cells[name] for name in columns):
        return
    activity = line.names["activity"] or label
    if not activity:
        _tell_nameless(desk, line)
        return
    # an unknown label is noted once, where the targets are read
    indicator = desk.names.known_indicator(table.spec.table, label) if label else None
    named = _of_activity(desk, table, line, indicator) | {"activity": activity}
    agencies = table.agencies(line.row)
    unit = table.unit(line.row) if indicator else table.cell(line.row, "unit")
    for name in columns:
        year = table.spec.columns[name].year
        of = desk.permitted(indicator, year) if indicator else _permitted(line.row, name, columns)
        reading = desk.read(table, line.row, name, of)
        yield named | {
            **desk.trace(table, line.row, name),
            "agencies": joined(desk.names.agencies(line.where, agencies, year)),
            "year": year,
            "value": reading.value,
            "text": desk.word(indicator, reading, year) if indicator else reading.text,
            "comparator": reading.comparator,
            "unit": unit_of(reading, indicator, unit),
            "value_high": reading.value_high,
        }


def _permitted(row: RawRow, name: str, columns: list[str]) -> Permitted:
    """What a cell of an activity's own may hold: a number where most of its row are numbers."""
    printed = read_cell(row.cells[name])
    others = [read_cell(row.cells[other]) for other in columns if other != name]
    readable = [reading for reading in others if reading.readable]
    numbers = [reading for reading in readable if reading.value is not None]
    counts = printed.value is not None or len(numbers) * 2 > len(readable)
    units = (reading.unit for reading in (printed, *numbers) if reading.unit)
    return of_activity(next(units, ""), counts=counts)


def bullets(cell: str) -> list[str]:
    """The items of a list with bullets; none where fewer than two stand in the cell."""
    items = [item.strip(" ;") for item in _BULLET.split(cell)]
    items = list(dict.fromkeys(filter(None, items)))
    return items if len(items) > 1 else []


def _listed(desk: Desk, table: RawTable, row: RawRow) -> Iterator[TidyRow]:
    """Activities listed in a line across the plan (``RENCANA AKSI``); one printed twice is one."""
    if row.mark != "group":
        return
    for name, cell in row.cells.items():
        for activity in bullets(cell):
            yield {
                **desk.trace(table, row, name),
                "printed": activity,
                "area": table.spec.area,
                "activity": activity,
                **dict.fromkeys(("outcome", "indicator", "label", "agencies"), ""),
                **_NO_FIGURE,
            }


def _supporting(desk: Desk, table: RawTable, line: NamedRow) -> Iterator[TidyRow]:
    column = _activity_column(table, line.row)
    if column is None:
        return
    label = table.cell(line.row, "label")
    is_own = table.spec.columns[column].role == "activity"
    activity = line.row.cells[column] if is_own else line.names["activity"] or label
    if not activity:
        _tell_nameless(desk, line)
        return
    yield _of_activity(desk, table, line, _served(desk, table, line, label)) | {
        **desk.trace(table, line.row, column),
        "activity": activity,
        **_NO_FIGURE,
    }


def _served(desk: Desk, table: RawTable, line: NamedRow, label: str) -> Indicator | None:
    """The indicator that an activity serves; a plan by quarters may name one that is its own."""
    if not label or figure_columns(table.spec, "quarter"):
        return desk.names.known_indicator(table.spec.table, label) if label else None
    return desk.names.indicator(table.spec.table, line.where, label)


def _activity_column(table: RawTable, row: RawRow) -> str | None:
    """Column of the cell that an activity without figures of a year is traced to; None: no row.

    A row of quarters below a merged activity is another output of it, and a plan may name its
    indicators alone: then that is what the row prints first.
    """
    named = [table.spec.column(role) for role in ("activity", "label", "outcome")]
    quarters = figure_columns(table.spec, "quarter")
    if not any(row.cells[name] for name in quarters):
        named, quarters = named[:1], []
    return next((name for name in (*named, *quarters) if name and row.cells[name]), None)


def _tell_nameless(desk: Desk, line: NamedRow) -> None:
    desk.problems.add(
        line.where,
        "figures without an activity",
        "the activity's title in the row or above it",
        "complete the row as printed, or mark it 'unplaced'",
    )


def _of_activity(
    desk: Desk, table: RawTable, line: NamedRow, indicator: Indicator | None
) -> TidyRow:
    printed = table.agencies(line.row)
    of_indicator = desk.usual_area(indicator, table.spec.goal) if indicator else ""
    return {
        "area": desk.area(line) or line.group_area or table.spec.area or of_indicator,
        "outcome": line.names["outcome"],
        "indicator": indicator.code if indicator else "",
        "label": table.cell(line.row, "label"),
        "agencies": joined(desk.names.agencies(line.where, printed)),
    }
