"""Units and scales that change between tables or along a row."""

import pandas as pd

from rapor.ground.cells import read_cell
from rapor.validate.evidence import Evidence, records
from rapor.validate.pairs import factor, shared_years
from rapor.validate.rule import Rule, about, plain, view_of


def units(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator and pair of tables that share two years or more, with ``factor``."""
    rows = []
    for pairs in shared_years(evidence):
        mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        ordered = evidence.ordered(mine[0]["table"], theirs[0]["table"])
        cells = mine[1:] + theirs
        found = about(evidence, mine[0], severity="" if ordered else "error") | {
            "year": None,
            "expected": "; ".join(cell["printed"] for cell in theirs),
            "compared_ref": ";".join(cell["ref"] for cell in cells),
            "compared_printed": "; ".join(cell["printed"] for cell in cells),
            "factor": factor(pairs),
        }
        rows.append(found)
    return view_of(rows, "factor")


def percents(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of an index with a scale of its own: the ``unit`` printed in the cell."""
    rows = []
    for row in records(evidence.trusted(evidence.planned)):
        indicator = evidence.indicator(row)
        if indicator is None or indicator.measure != "number" or indicator.scale is None:
            continue
        if "%" not in indicator.unit:
            unit = read_cell(row["shown"]).unit or indicator.unit
            scale = "–".join(plain(bound) for bound in indicator.scale)
            rows.append(about(evidence, row, expected=scale, unit=unit))
    return view_of(rows, "unit")


def lost_units(evidence: Evidence) -> pd.DataFrame:
    """One row a number of a printed row: its ``unit``, and the unit of ``most`` of the others.

    ``most`` is the unit's own where fewer than two other cells print one, or where these do
    not agree.
    """
    rows = []
    for frame in (evidence.planned, evidence.activities):
        kept = frame[frame["value"].notna()]
        if frame is evidence.activities:
            kept = kept[~kept["ref"].isin(set(evidence.planned["ref"]))]
        for _, cells in kept.groupby(["table", "row"], sort=False):
            line = records(cells.sort_values(["year", "place"], kind="stable"))
            printed = [read_cell(row["shown"]).unit for row in line]
            for place, row in enumerate(line):
                others = [unit for at, unit in enumerate(printed) if at != place and unit]
                lost = not printed[place] and len(others) > 1 and len(set(others)) == 1
                rows.append(
                    about(
                        evidence,
                        row,
                        expected=others[0] if lost else "",
                        unit=printed[place],
                        most=others[0] if lost else printed[place],
                    )
                )
    return view_of(rows, "unit", "most")


UNIT_DIFFERS = Rule(
    code="unit_differs",
    severity="warning",
    description="Tabel-tabel mencetak indikator yang sama dalam satuan dan skala yang sama.",
    reason=(
        "Two tables whose figures differ tenfold or more in every year they share (at least"
        " two) do not plan the same quantity: a misprint moves one cell, not a row. One cause"
        " gives one finding instead of one a year. Precedence says which is evaluated; without"
        " it, it is an error."
    ),
    view=units,
    expectation="ExpectTablesToUseOneUnit",
    message=(
        "{places} print {all_printed} for {label}, but {compared_place} print"
        " {compared_printed}: the units or scales differ."
    ),
    silent_when="no two tables print figures of the same indicator for two years",
    covers="row",
)

INDEX_AS_PERCENT = Rule(
    code="index_as_percent",
    severity="warning",
    description="Indeks dicetak pada skalanya sendiri, bukan sebagai persen.",
    reason=(
        "An index has a scale and no unit; a per cent sign makes it a share of something. The"
        " number can be used where it lies on the scale. The cells of one row are one finding."
    ),
    view=percents,
    expectation="ExpectIndexWithoutPercent",
    message=(
        "{place} prints {printed} for {label}, which is no percentage but an index on the scale"
        " {expected}."
    ),
    several=(
        "{places} print {all_printed} for {label}, which is no percentage but an index on the"
        " scale {expected}."
    ),
    silent_when="the city has no targets for an index with a scale",
    covers="row",
    computed=True,
)

UNIT_LOST = Rule(
    code="unit_lost",
    severity="note",
    description="Satuan dicetak pada setiap sel sebuah baris, atau tidak pada satu pun.",
    reason=(
        "A cell without a unit between at least two others that print the same one has most"
        " likely lost it. The number is read in the indicator's unit all the same, so it is"
        " only noted."
    ),
    view=lost_units,
    expectation="ExpectUnitOfTheRow",
    message=(
        "{place} prints {printed} for {label} without a unit; the other cells of the row print"
        " the unit {expected}."
    ),
    several=(
        "{places} print {all_printed} for {label} without a unit; the other cells of the row"
        " print the unit {expected}."
    ),
    silent_when="no row of the city has figures",
    covers="row",
)
