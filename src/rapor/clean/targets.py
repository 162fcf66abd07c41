"""Planned values: a row per printed yearly cell of a row that prints an indicator.

A table of targets often prints no agency; then the agencies are those that the same city's
action plan prints beside the same indicator, or else its supporting activities.
"""

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.raw import RawTable
from rapor.catalogue.registers import NamedAgency, codes_in
from rapor.clean.desk import Desk, NamedRow, TidyRow, figure_columns, joined, lines, unit_of

KINDS = ("targets", "end_targets", "action_plan")
"""Kinds of tables that print planned values."""

PLANNED = ("target", "baseline", "end_target")
"""Roles of the columns that hold them; the role is the value's ``kind``."""

_NAMING_AGENCIES = ("action_plan", "activities")
"""Kinds of tables that print agencies beside an indicator, the first that names any first."""


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
            indicator = _indicator(desk, table, line, columns)
            if indicator:
                named = _named(desk, table, line, indicator)
                responsible = _agencies(desk, table, line) or agencies.get(indicator.code, [])
                for name in columns:
                    cell = _cell(desk, table, line, indicator, name)
                    codes = codes_in(responsible, table.spec.columns[name].year)
                    rows.append(named | {"agencies": joined(codes)} | cell)
    return rows


def _indicator(desk: Desk, table: RawTable, line: NamedRow, columns: list[str]) -> Indicator | None:
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


def _named(desk: Desk, table: RawTable, line: NamedRow, indicator: Indicator) -> TidyRow:
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
