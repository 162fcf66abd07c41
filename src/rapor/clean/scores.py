"""Scores of the index and its components, as printed by whoever scored."""

from rapor.catalogue.component_walk import ComponentWalk
from rapor.catalogue.instruments import Instrument
from rapor.catalogue.names import nearest, without_numbering
from rapor.catalogue.permitted import SCORE
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, TidyRow, figure_columns

KINDS = ("self_assessment", "official_index")
"""Kinds of tables that print scores."""

LEVELS = {"value": "city", "central_level": "central", "unit_level": "unit"}
"""Role of a score's column, and whose score it is."""


def scores(desk: Desk) -> list[TidyRow]:
    """Rows of the ``scores`` table of a city; see its contract."""
    rows: list[TidyRow] = []
    for table in desk.of_kind(*KINDS):
        instrument = _instrument(desk, table)
        if instrument:
            rows += _of_table(desk, table, instrument)
    return rows


def _instrument(desk: Desk, table: RawTable) -> Instrument | None:
    year = table.spec.year
    instrument = desk.catalogue.instrument(year) if year else None
    if instrument is None or table.spec.assessor not in ("self", "official"):
        desk.problems.add(
            f"tables.yaml table {table.spec.table}",
            f"year {year}, assessor {table.spec.assessor!r}",
            "a year that an instrument is in force in, and assessor self or official",
            "complete the entry",
        )
        return None
    return instrument


def _of_table(desk: Desk, table: RawTable, instrument: Instrument) -> list[TidyRow]:
    rows: list[TidyRow] = []
    walk = ComponentWalk(instrument, table.spec.component)
    for row in table.rows:
        if row.mark == "group":
            walk.enter((row.text, *row.cells.values()))
        if row.mark in ("group", "unplaced", "sentence") or not _label(table, row):
            continue
        component = walk.component(_label(table, row))
        if component:
            rows += _levels(desk, table, row, component)
        else:
            _unknown(desk, table, row, instrument)
    return rows


def _label(table: RawTable, row: RawRow) -> str:
    """A row's name; the head of a table spans the columns of number and name, and stands left."""
    number = table.cell(row, "number")
    return table.cell(row, "label") or (number if any(map(str.isalpha, number)) else "")


def _levels(desk: Desk, table: RawTable, row: RawRow, component: str) -> list[TidyRow]:
    weight, ratio = table.spec.column("weight"), table.spec.column("ratio")
    rows = []
    for name in figure_columns(table.spec, *LEVELS):
        rows.append(
            {
                **desk.trace(table, row, name),
                "year": table.spec.year,
                "assessor": table.spec.assessor,
                "level": LEVELS[table.spec.columns[name].role],
                "component": component,
                "label": _label(table, row),
                "value": desk.read(table, row, name, SCORE).value,
                "weight": desk.read(table, row, weight, SCORE).value if weight else None,
                "ratio": desk.read(table, row, ratio, SCORE).value if ratio else None,
                "weight_printed": table.cell(row, "weight"),
                "ratio_printed": table.cell(row, "ratio"),
                "weight_column": weight or "",
                "ratio_column": ratio or "",
            }
        )
    return rows


def _unknown(desk: Desk, table: RawTable, row: RawRow, instrument: Instrument) -> None:
    label, whole = _label(table, row), table.spec.component
    parts = [part for path, part in instrument.components.items() if path.startswith(whole)]
    like = nearest(without_numbering(label), (part.label for part in parts))
    candidates = f", nearest: {', '.join(map(repr, like))}" if like else ""
    desk.problems.add(
        table.where(row),
        f"{label!r} is no component of {instrument.code} below {whole or 'the index'}",
        f"a component's name{candidates}",
        "correct the cell, add a spelling to the instrument, or make the table 'unused'",
    )
