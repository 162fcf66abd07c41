"""Cells that should say the same: targets between tables, baselines, publications."""

import pandas as pd

from rapor.validate.agreement import against_the_evaluated, compared, readable
from rapor.validate.evidence import Evidence, Row, records
from rapor.validate.pairs import apart, by_line, line_of
from rapor.validate.rule import Rule, view_of


def tables(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator, year and further print of its target, against the evaluated one.

    Two rows that print an indicator on different scales are left out: see ``unit_differs``.
    """
    scales_apart = apart(evidence)
    rows = [
        compared(evidence, odd, other, _severity(evidence, odd, other))
        for cells in by_line(evidence)
        for odd, other in against_the_evaluated(evidence, cells)
        if frozenset((odd["indicator"], line_of(odd), line_of(other))) not in scales_apart
    ]
    return view_of(rows, "reading", "other")


def baselines(evidence: Evidence) -> pd.DataFrame:
    """One row a further print of a baseline: in another table, or as official value of its year."""
    kept = evidence.trusted(evidence.planned)
    kept = kept[(kept["kind"] == "baseline") & kept["year"].notna()]
    official = evidence.trusted(evidence.realised)
    official = official[official["publication"] == "official"]
    rows = []
    for (indicator, year), cells in kept.groupby(["indicator", "year"], sort=True):
        known = [row for row in records(cells) if readable(row)]
        same = official[(official["indicator"] == indicator) & (official["year"] == year)]
        witnesses = [row for row in records(same) if readable(row)]
        printed = known + witnesses[:1] if known else []
        rows += [
            compared(evidence, odd, other, _severity(evidence, odd, other))
            for odd, other in against_the_evaluated(evidence, printed, witnesses[1:])
        ]
    return view_of(rows, "reading", "other")


def publishers(evidence: Evidence) -> pd.DataFrame:
    """One row a further publication of a realised value: against the evaluated one."""
    rows = []
    kept = evidence.trusted(evidence.realised)
    for _, cells in kept.groupby(["indicator", "year", "period"], sort=True):
        known = [row for row in records(cells) if readable(row)]
        rows += [
            compared(evidence, odd, other)
            | {"expected": f"{other['printed']} ({other['publisher']})"}
            for odd, other in against_the_evaluated(evidence, known)
        ]
    return view_of(rows, "reading", "other")


def _severity(evidence: Evidence, one: Row, other: Row) -> str:
    return "" if evidence.ordered(one["table"], other["table"]) else "error"


TABLES_DISAGREE = Rule(
    code="tables_disagree",
    severity="warning",
    description="Target sebuah indikator untuk sebuah tahun tercetak sama di mana pun dicetak.",
    reason=(
        "Equal up to the decimals that both print. The city's precedence says which table is"
        " evaluated, so the other is shown and nobody has to decide; without an order for the"
        " two tables the evaluated figure depends on the reading, and it is an error."
    ),
    view=tables,
    expectation="ExpectTablesToAgree",
    message=(
        "{place} prints {printed} for {label}, but {compared_printed} stands in {compared_place}."
    ),
    silent_when="no two rows print the same indicator for the same year",
    settles=True,
    settles_compared=True,
)

BASELINE_DISAGREES = Rule(
    code="baseline_disagrees",
    severity="warning",
    description="Nilai awal (baseline) sama di setiap tempat yang mencetaknya.",
    reason=(
        "A baseline is a measured value: equal up to the decimals that both print. Precedence"
        " decides which is evaluated; without it the path gone depends on the reading, and it"
        " is an error."
    ),
    view=baselines,
    expectation="ExpectBaselinesToAgree",
    message=(
        "{place} prints the baseline {printed} for {label}, but {compared_printed} stands in"
        " {compared_place}."
    ),
    silent_when="no indicator has a baseline and a second print of it",
    settles=True,
)

PUBLISHERS_DISAGREE = Rule(
    code="publishers_disagree",
    severity="warning",
    description="Nilai realisasi yang sama diumumkan sama oleh setiap penerbit.",
    reason=(
        "Equal up to the decimals that both publish. Kinds of publication are ordered by the"
        " city's precedence, official ones first, so that one value is evaluated and the other"
        " is shown."
    ),
    view=publishers,
    expectation="ExpectPublishersToAgree",
    message=(
        "{place} gives {printed} for {label} in {year}, but {compared_place} gives {expected}."
    ),
    silent_when="no realised value has two publications",
    settles=True,
)
