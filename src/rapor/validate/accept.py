"""Putting the decisions into effect: tidy tables become accepted tables.

A correction of a score is refused where it rests on nothing but the row that it corrects. A sheet
makes its shares from its scores: a share beside a score follows from it, right or wrong, and proves
nothing about it. What a score should be can only be seen elsewhere: in its parts or its whole, in
another table, in a letter of the city.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue
from rapor.catalogue.permitted import SCORE, Permitted, of_activity, permitted, read_value
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.ref import Line, PrintedRows, Ref, refs_in
from rapor.ground.tables import ACCEPTED, Tables, table_of
from rapor.validate.decisions import Decision
from rapor.validate.evidence import line_of, records, reference
from rapor.validate.rules.sums import is_quotient

_PLACE = re.compile(
    r"(?:tabel|table)\s+(?P<table>[A-Za-z0-9][\w.-]*)"
    r"(?:\s+(?:baris|rows?)\s+(?P<rows>[0-9]+(?:\s*(?:[-–,]|dan|and|sampai|to)\s*[0-9]+)*))?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"([0-9]+)\s*(?:[-–]|sampai|to)\s*([0-9]+)")
_OTHER_SOURCE = re.compile(r"\.csv\b|\bdaftar\s+\w+\b.*?\bbaris\s+\d|https?://", re.IGNORECASE)


@dataclass(frozen=True)
class AfterDecisions:
    """Accepted tables, and what stands in each corrected cell."""

    tables: Tables
    decided: dict[str, str]


def settle(findings: pd.DataFrame, decisions: list[Decision], problems: Problems) -> pd.DataFrame:
    """The findings with their decisions filled in.

    A correction of a finding about several cells, of a cell that its finding is not about,
    or of a cell that another decision corrects otherwise is added to ``problems`` and settles
    nothing.
    """
    frame = findings.copy()
    corrected: dict[str, Decision] = {}
    for decision in decisions:
        chosen = frame["finding"].isin(decision.findings)
        if decision.action == "correct" and _refused(
            decision, records(frame[chosen]), corrected, problems
        ):
            continue
        frame.loc[chosen, "decision"] = decision.action
        frame.loc[chosen, "decision_id"] = decision.code
        frame.loc[chosen, "decided_value"] = decision.value
        frame.loc[chosen, "reason"] = decision.reason
    return frame


def _refused(
    decision: Decision,
    findings: list[dict[str, Any]],
    corrected: dict[str, Decision],
    problems: Problems,
) -> bool:
    """Whether a correction cannot be made, which is told; else its cells are ``corrected``."""
    before = len(list(problems))
    _check_cells(decision, findings, problems)
    for ref in {decision.cell or row["cells"][0] for row in findings}:
        if corrected.setdefault(ref, decision).value != decision.value:
            problems.add(
                f"corrections.yaml {decision.code}",
                f"{ref} is {decision.value!r}, but {corrected[ref].value!r} in"
                f" {corrected[ref].code}",
                "one value a cell",
                "correct one of the two decisions",
            )
    return len(list(problems)) > before


def _check_cells(decision: Decision, findings: list[dict[str, Any]], problems: Problems) -> None:
    for finding in findings:
        known = [*finding["cells"], *map(str, refs_in(finding["compared_ref"]))]
        if decision.cell and decision.cell not in known:
            problems.add(
                f"corrections.yaml {decision.code}",
                f"{finding['finding']} is not about cell {decision.cell}",
                f"one of {', '.join(known)}",
                "correct the cell, or leave it out for the finding's own",
            )
        if not decision.cell and len(finding["cells"]) > 1:
            problems.add(
                f"corrections.yaml {decision.code}",
                f"{finding['finding']} is about {len(finding['cells'])} cells",
                "one cell, for one value cannot correct several",
                "name the cell with 'cell:', or keep, or ask",
            )


def accept(
    tidy: Tables, findings: pd.DataFrame, decisions: list[Decision], catalogue: Catalogue
) -> AfterDecisions:
    """Tidy tables with the decisions in force.

    Each row gets ``decision`` and ``value_printed``, the value before it. A corrected cell
    takes the decided value; a withheld one loses its value until the city has answered; a
    kept one stays. A share that was made from a withheld score is withheld with it. The raw
    tables are never changed.
    """
    by_code = {decision.code: decision for decision in decisions}
    cells: dict[str, Decision] = {}
    for row in records(findings[findings["decision_id"] != ""]):
        decision = by_code[row["decision_id"]]
        for ref in [decision.cell] if decision.cell else row["cells"]:
            # of two findings on one cell, a correction goes before keeping or asking
            if ref not in cells or decision.action == "correct":
                cells[ref] = decision
    tables = {}
    for name, frame in tidy.items():
        rows = [_decided(name, row, cells, catalogue) for row in records(frame)]
        tables[name] = table_of(ACCEPTED[name], rows)
    corrected = {
        ref: decision.value for ref, decision in cells.items() if decision.action == "correct"
    }
    return AfterDecisions(tables, corrected)


def _decided(
    name: str, row: dict[str, Any], cells: Mapping[str, Decision], catalogue: Catalogue
) -> dict[str, Any]:
    """One row with the decisions on its cells; a score has up to three cells."""
    made = {**row, "decision": "none", "value_printed": row.get("value")}
    if name == "scores":
        for part in ("weight", "ratio"):
            decision = cells.get(reference(row, f"{part}_column"))
            if decision and row[f"{part}_column"]:
                made["decision"] = decision.action
                made[part] = _number(decision, row[part], row[f"{part}_printed"])
    decision = cells.get(reference(row))
    if decision is None:
        return made
    made["decision"] = decision.action
    if decision.action == "correct":
        made |= _corrected(decision, row, _permitted(name, decision, row, catalogue))
    elif decision.meanwhile == "withhold":
        made |= {field: None for field in ("value", "value_high") if field in row}
        made |= {"text": ""} if "text" in row else {}
        if name == "scores" and is_quotient(row):
            made["ratio"] = None
    return made


def _permitted(
    name: str, decision: Decision, row: Mapping[str, Any], catalogue: Catalogue
) -> Permitted:
    """What the decided value may be: a decision puts nothing in a cell that cannot stand there."""
    indicator = catalogue.indicators.get(row.get("indicator", ""))
    if indicator is None or name == "action_plan":
        plain = read_cell(decision.value)
        return SCORE if "text" not in row else of_activity(plain.unit, counts=not plain.text)
    year = row["year"] or catalogue.scales[0].first_year
    of = permitted(indicator, catalogue, year)
    low, high = row.get("scale_min"), row.get("scale_max")
    return of if pd.isna(low) or pd.isna(high) else replace(of, scale=(low, high))


def _corrected(decision: Decision, row: Mapping[str, Any], of: Permitted) -> dict[str, Any]:
    reading = read_value(decision.value, of, [decision.value], [row["printed"]])
    fields = {
        "value": reading.value,
        "value_high": reading.value_high,
        "text": reading.text,
        "comparator": reading.comparator,
    }
    if reading.unit:
        fields["unit"] = reading.unit
    # a cell of a priority is either its score or its rank
    fields |= {name: reading.value for name in ("score", "rank") if pd.notna(row.get(name))}
    return {field: value for field, value in fields.items() if field in row}


def _number(decision: Decision, value: float, printed: str) -> float | None:
    if decision.action == "correct":
        return read_value(decision.value, SCORE, [decision.value], [printed]).value
    return None if decision.meanwhile == "withhold" else value


def tell_circular(
    decisions: Iterable[Decision],
    settled: pd.DataFrame,
    scores: pd.DataFrame,
    counted: PrintedRows,
    shown: str,
    problems: Problems,
) -> None:
    """Add a problem for each corrected score whose evidence is only its own row, or nowhere."""
    lines = {line_of(row) for row in records(scores)}
    by_finding = {row["finding"]: row for row in records(settled)}
    for decision in decisions:
        if decision.action != "correct":
            continue
        chosen = (by_finding[name] for name in decision.findings if name in by_finding)
        cells = {Ref.read(decision.cell or row["cells"][0]) for row in chosen}
        for cell in sorted(cell for cell in cells if cell.line in lines):
            if not rests_elsewhere(decision.evidence, (cell.table, counted.number(cell))):
                problems.add(
                    f"{shown} {decision.code}",
                    f"the evidence for {cell} is its own row, whose share follows from the score",
                    "a cell of another row, table or source that shows the value",
                    "name it in 'evidence', or ask the city (action: ask)",
                )


def rests_elsewhere(evidence: str, line: Line) -> bool:
    """Whether the words of an evidence name a place that is not the row ``line``.

    Rows are counted as on the page, in both.
    """
    if _OTHER_SOURCE.search(evidence):
        return True
    return any(place != line for place in _places(evidence))


def _places(evidence: str) -> Iterator[Line]:
    """Table and row of each place that is named; row 0 where a table is named as a whole."""
    for place in _PLACE.finditer(evidence):
        table, rows = place["table"].rstrip(".-"), place["rows"] or "0"
        numbers = {int(number) for number in re.findall("[0-9]+", rows)}
        for first, last in _SPAN.findall(rows):
            numbers |= set(range(int(first), int(last) + 1))
        yield from ((table, number) for number in sorted(numbers))
