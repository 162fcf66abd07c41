"""Measured values: those that the city's own document prints, and those published."""

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, figure_columns, unit_of
from rapor.clean.published import published

KINDS = ("official_parameters", "achievement")
"""Kinds of tables that print measured values, a label each row."""

INDEX_KIND = "official_index"
"""The kind whose rows are scores; one of them, the index itself, is an indicator too."""


def realisations(
    desk: Desk, published_lines: list[dict[str, str]], shown: str
) -> list[dict[str, object]]:
    """Rows of the ``realisations`` table of a city; see its contract.

    ``published_lines`` are those of realisation.csv, ``shown`` how errors name that file. A value
    that is both printed and published stands twice: each is a publication of its own.
    """
    rows = published(desk, published_lines, shown)
    for table in desk.of_kind(*KINDS, INDEX_KIND):
        for row in table.lines:
            rows += _printed(desk, table, row)
    return rows


def _printed(desk: Desk, table: RawTable, row: RawRow) -> list[dict[str, object]]:
    label = table.cell(row, "label")
    columns = figure_columns(table.spec, "value")
    if not label or not columns:
        return []
    if table.spec.kind == INDEX_KIND:
        indicator = desk.names.known_indicator(table.spec.table, label)
    else:
        indicator = desk.names.indicator(table.spec.table, table.where(row), label)
    return [_value(desk, table, row, indicator, name) for name in columns] if indicator else []


def _value(
    desk: Desk, table: RawTable, row: RawRow, indicator: Indicator, column: str
) -> dict[str, object]:
    spec = table.spec
    year = spec.columns[column].year or spec.year
    if year is None:
        desk.problems.add(
            f"tables.yaml table {spec.table}",
            "no year for its values",
            "year: of the table or of its column",
            "complete the entry",
        )
    reading = desk.read(table, row, column)
    low, high = desk.scale_of(table.cell(row, "scale"), indicator)
    document = desk.city.sources.get(spec.source) or {}
    return {
        **desk.trace(table, row, column),
        "indicator": indicator.code,
        "label": table.cell(row, "label"),
        "year": year,
        "period": "annual",
        "value": reading.value,
        "text": desk.word(indicator, reading, year),
        "unit": unit_of(reading, indicator),
        "assessor": table.cell(row, "owner") or indicator.owner,
        "publisher": str(document.get("reference") or document.get("title") or spec.source),
        "address": f"Tabel {spec.table}, baris {row.number}",
        "publication": "official",
        "scale_min": low,
        "scale_max": high,
        "note": "",
    }
