"""Values as printed: outside their scale, and words, signs and units that do not fit them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.scales import is_unread_scale
from rapor.ground.cells import read_cell
from rapor.ground.units import normal_unit
from rapor.validate.evidence import Evidence, Row, printed_rows, records, reference
from rapor.validate.rule import (
    CELLS_OF_ONE_CAUSE,
    Rule,
    about,
    equal,
    inside,
    plain,
    view_of,
    within,
    without,
)
from rapor.validate.rules.rows import place_of

SHARE = (0.0, 100.0)
"""A part of a whole, in per cent."""


def outside_scale(evidence: Evidence) -> pd.DataFrame:
    """One row a number that has a scale: ``low``, ``high``, ``scale_min``, ``scale_max``."""
    rows, seen = [], set()
    for frame, severity in (
        (evidence.planned, ""),
        (evidence.realised, ""),
        (evidence.reported, ""),
        (evidence.activities, "warning"),
    ):
        for row in records(frame):
            scale = _scale(evidence, row)
            if pd.isna(row["value"]) or scale is None or row["ref"] in seen:
                continue
            seen.add(row["ref"])
            low, high = row["value"], row.get("value_high")
            rows.append(
                about(
                    evidence,
                    row,
                    expected=f"{plain(scale[0])}–{plain(scale[1])}",
                    severity=severity,
                    low=low,
                    high=low if pd.isna(high) else high,
                    scale_min=scale[0],
                    scale_max=scale[1],
                )
            )
    return view_of(rows, "low", "high", "scale_min", "scale_max")


def unknown_words(evidence: Evidence) -> pd.DataFrame:
    """One row a word of an indicator with ranks: its ``rank`` from 0, or -1 where it has none."""
    rows = []
    for row in (*records(evidence.planned), *records(evidence.realised)):
        indicator = evidence.indicator(row)
        word = row["text"] or read_cell(row["shown"]).text
        if indicator is None or not indicator.order or not word or row.get("decision") == "ask":
            continue
        year = evidence.city.last_year if pd.isna(row["year"]) else int(row["year"])
        scale = evidence.catalogue.scale(indicator.order, year)
        if scale is not None:
            rank = evidence.rank({**row, "text": word})
            words = ", ".join(scale.ranks)
            rows.append(about(evidence, row, expected=words, rank=-1 if rank is None else rank))
    return view_of(rows, "rank")


def percents(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of an index with a scale of its own: the ``unit`` printed in the cell.

    Cells of one indicator have one ``cause``.
    """
    rows = []
    planned = records(evidence.trusted(evidence.planned))
    for row in (*planned, *records(evidence.trusted(evidence.realised))):
        indicator = evidence.indicator(row)
        if indicator is None or indicator.measure != "number" or indicator.scale is None:
            continue
        if "%" not in indicator.unit:
            unit = read_cell(row["shown"]).unit or indicator.unit
            scale = "–".join(plain(bound) for bound in indicator.scale)
            checked = about(evidence, row, expected=scale, unit=unit, cause=indicator.code)
            rows.append(checked)
    return view_of(rows, "unit", "cause")


def printed_scales(evidence: Evidence) -> pd.DataFrame:
    """One row a printed scale of an indicator: ``scale``, and the one that all others print.

    Only where enough others print it: two that differ do not tell which is right.
    """
    printed: dict[str, list[Row]] = {}
    for table in evidence.raw.values():
        column = table.spec.column("scale")
        for line in table.lines if column else ():
            label = table.cell(line, "label")
            code = evidence.catalogue.labels.find(table.spec.table, label)
            if column and code and line.cells[column].strip():
                cell = {**place_of(table, line, column, label), "indicator": code}
                printed.setdefault(code, []).append(cell)
    rows: list[dict[str, Any]] = []
    enough = evidence.bound("scale_differs", "prints")
    for places in printed.values():
        for place in places:
            others = {fold(other["printed"]): other for other in places if other is not place}
            usual, another = next(iter(others.items()), ("", place))
            agreed = len(others) == 1 and len(places) > enough
            scale = fold(place["printed"])
            odd = agreed and usual != scale
            checked = about(evidence, place, compared=another if odd else None)
            expected = another["printed"] if odd else ""
            rows.append(
                checked | {"expected": expected, "scale": scale, "most": usual if odd else scale}
            )
    return view_of(rows, "scale", "most")


def unread_scales(evidence: Evidence) -> pd.DataFrame:
    """One row a printed scale that agrees with the others: ``unread``, 1 where it is no range."""
    view = printed_scales(evidence)
    alike = view[view["scale"] == view["most"]]
    return alike.assign(unread=[int(is_unread_scale(cell)) for cell in alike["printed"]])


def _scale(evidence: Evidence, row: Row) -> tuple[float, float] | None:
    """Scale of a row: as tidied, else the catalogue's; a share for an activity's per cent."""
    low, high = row.get("scale_min"), row.get("scale_max")
    if not (pd.isna(low) or pd.isna(high)):
        return float(low), float(high)
    indicator = evidence.indicator(row)
    if indicator is not None:
        return indicator.scale
    unit = normal_unit(row["unit"]) or ""
    return SHARE if unit.startswith("%") else None


def signs(evidence: Evidence) -> pd.DataFrame:
    """One row a number of a printed row: its ``sign``, and the sign of ``most`` of the others.

    ``most`` is the sign's own where too few other cells hold numbers, or where these do not
    agree.
    """
    rows, enough = [], evidence.bound("sign_differs", "others")
    for line in _lines(evidence):
        printed = [str(row.get("comparator") or "=") for row in line]
        for place, row in enumerate(line):
            alike = _alike(printed, place, enough)
            shown = "; ".join(_others(line, place)) if alike != printed[place] else ""
            rows.append(about(evidence, row, expected=shown, sign=printed[place], most=alike))
    return view_of(rows, "sign", "most")


def lost_units(evidence: Evidence) -> pd.DataFrame:
    """One row a number of a printed row: its ``unit``, and the unit of ``most`` of the others.

    The others are those of its row; where it has none, those of its column. ``most`` is the
    unit's own where too few of them print one, or where these do not agree.
    """
    rows, enough = [], evidence.bound("unit_lost", "others")
    # what another table prints otherwise has its unit all the same
    wrong = evidence.doubted - evidence.disputed
    for line in _lines(evidence):
        printed = [read_cell(row["shown"]).unit for row in line]
        for place, row in enumerate(line):
            if row["ref"] in wrong:
                continue
            most = _alike(printed, place, enough)
            expected = most or "–"
            rows.append(
                about(
                    evidence,
                    row,
                    expected=expected if most != printed[place] else "",
                    unit=printed[place],
                    most=most,
                )
            )
    return view_of([*rows, *_column_habits(evidence)], "unit", "most")


def units_between(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator and two printed rows that agree in a figure: the ``unit`` of each.

    Only rows that print one unit, or none, in all their cells: what one cell has lost is
    another finding.
    """
    by_indicator: dict[str, list[tuple[list[dict[str, Any]], str]]] = {}
    planned = evidence.trusted(evidence.planned)
    planned = planned[planned["value"].notna()]
    for line in printed_rows(planned):
        units = {read_cell(row["shown"]).unit for row in line}
        if len(units) == 1:
            by_indicator.setdefault(line[0]["indicator"], []).append((line, units.pop()))
    rows = []
    for lines in by_indicator.values():
        for (mine, unit), (theirs, other) in combinations(lines, 2):
            if mine[0]["table"] != theirs[0]["table"] and _share_a_figure(mine, theirs):
                without, having = (mine, theirs) if other and not unit else (theirs, mine)
                rows.append(_between(evidence, without, having, unit or other, unit == other))
    return view_of(rows, "unit", "other")


def row_units(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row with a unit in a column of its own: whether it is ``another``.

    It is where the indicator is not measured so in the catalogue.
    """
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    wording = evidence.catalogue.wordings.labels
    for cell in (*records(evidence.planned), *records(evidence.realised)):
        table, indicator = evidence.raw.get(cell["table"]), evidence.indicator(cell)
        line = (cell["table"], cell["row"])
        if table is None or indicator is None or line in rows:
            continue
        row = next((row for row in table.lines if row.number == cell["row"]), None)
        unit = table.unit(row) if row else ""
        if unit:
            place = {**cell, "column": table.spec.column("unit"), "printed": unit, "year": None}
            another = int(not wording.is_unit_of(unit, indicator))
            rows[line] = about(evidence, place, expected=indicator.unit, another=another)
    return view_of(rows.values(), "another")


def _between(
    evidence: Evidence, without: Sequence[Row], having: Sequence[Row], unit: str, same: bool
) -> dict[str, Any]:
    cells = [*without[1:], *having]
    return about(evidence, without[0], expected=unit, unit="" if not same else unit, other=unit) | {
        "year": None,
        "compared_ref": ";".join(reference(cell) for cell in cells),
        "compared_printed": "; ".join(cell["printed"] for cell in cells),
    }


def _share_a_figure(mine: Sequence[Row], theirs: Sequence[Row]) -> bool:
    figures = {(row["year"], row["value"]) for row in mine}
    return any((row["year"], row["value"]) in figures for row in theirs)


def _lines(evidence: Evidence) -> Iterator[list[dict[str, Any]]]:
    """The numbers of each printed row, in the order of years."""
    for frame in (evidence.planned, evidence.activities):
        kept = frame[frame["value"].notna()]
        if frame is evidence.activities:
            kept = kept[~kept["ref"].isin(set(evidence.planned["ref"]))]
        yield from printed_rows(kept)


def _alike(printed: Sequence[str], place: int, enough: float) -> str:
    """What all other cells print, where enough do; else the cell's own."""
    others = [other for at, other in enumerate(printed) if at != place]
    filled = [other for other in others if other]
    # cells that print nothing say that a unit is too much only where they all do
    chosen = filled if len(filled) >= enough else others if not filled else []
    return chosen[0] if len(chosen) >= enough and len(set(chosen)) == 1 else printed[place]


def _others(line: Sequence[Row], place: int) -> list[str]:
    return [str(row["printed"]) for at, row in enumerate(line) if at != place]


def _column_habits(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """Cells that stand alone in their row: scores and shares, against those of their column."""
    enough, many = (evidence.bound("unit_lost", name) for name in ("others", "cells_of_a_column"))
    for cells in _columns(evidence):
        units = [read_cell(cell["printed"]).unit for cell in cells]
        (most, times), *_ = Counter(units).most_common(1)
        habit = times >= many or (times >= enough and times == len(units) - 1)
        for cell, unit in zip(cells, units, strict=True):
            usual = most if habit else unit
            expected = (most or "–") if unit != usual else ""
            yield about(evidence, cell, expected=expected, unit=unit, most=usual)


def _columns(evidence: Evidence) -> Iterator[list[dict[str, Any]]]:
    """The numbers of each column or row of one unit: scores, weights, ranks, per cent of scale.

    Values of indicators are measured each in its own unit.
    """
    columns: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(evidence.scores):
        for part, header in (("", row["column"]), ("weight_", row["weight_column"])):
            printed = row[f"{part}printed"]
            cell = {**row, "column": header, "printed": printed}
            if header and read_cell(printed).value is not None:
                columns.setdefault((row["table"], header), []).append(cell)
    shares = evidence.tables.get("goal_achievements", pd.DataFrame())
    for row in records(shares):
        if not pd.isna(row["scale_pct"]):
            columns.setdefault((row["table"], row["column"]), []).append(row)
    # of priorities, a row holds scores or ranks
    for row in records(evidence.tables.get("priorities", pd.DataFrame())):
        if not (pd.isna(row["score"]) and pd.isna(row["rank"])):
            columns.setdefault((row["table"], str(row["row"])), []).append(row)
    yield from columns.values()


RULES = (
    Rule(
        "outside_scale",
        outside_scale,
        inside("low", "high", "scale_min", "scale_max"),
        covers="most of the row",
        settles=True,
        bounds=(CELLS_OF_ONE_CAUSE,),
    ),
    Rule("scale_differs", printed_scales, equal("scale", "most"), bounds=("prints",)),
    Rule("scale_unread", unread_scales, within("unread", high=0)),
    Rule("outside_ranks", unknown_words, within("rank", low=0), settles=True),
    Rule("index_as_percent", percents, without("unit", "%"), covers="cause"),
    Rule("sign_differs", signs, equal("sign", "most"), settles=True, bounds=("others",)),
    Rule(
        "unit_lost",
        lost_units,
        equal("unit", "most"),
        covers="row",
        bounds=("others", "cells_of_a_column"),
    ),
    Rule("unit_in_one_table", units_between, equal("unit", "other")),
    Rule("unit_not_usual", row_units, within("another", high=0)),
)
