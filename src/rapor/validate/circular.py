"""Corrections of scores that rest on nothing but the row that they correct.

A sheet makes its shares from its scores: a share beside a score follows from it, right or wrong,
and proves nothing about it. What a score should be can only be seen elsewhere: in its parts or
its whole, in another table, in a letter of the city.
"""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from rapor.ground.errors import Problems
from rapor.ground.ref import PrintedRows, Ref
from rapor.validate.decisions import Decision
from rapor.validate.evidence import Line, line_of, records

_PLACE = re.compile(
    r"(?:tabel|table)\s+(?P<table>[A-Za-z0-9][\w.-]*)"
    r"(?:\s+(?:baris|rows?)\s+(?P<rows>[0-9]+(?:\s*(?:[-–,]|dan|and|sampai|to)\s*[0-9]+)*))?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"([0-9]+)\s*(?:[-–]|sampai|to)\s*([0-9]+)")
_OTHER_SOURCE = re.compile(r"\.csv\b|https?://", re.IGNORECASE)


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


def _places(evidence: str) -> Iterator[tuple[str, int]]:
    """Table and row of each place that is named; row 0 where a table is named as a whole."""
    for place in _PLACE.finditer(evidence):
        table, rows = place["table"].rstrip(".-"), place["rows"] or "0"
        numbers = {int(number) for number in re.findall("[0-9]+", rows)}
        for first, last in _SPAN.findall(rows):
            numbers |= set(range(int(first), int(last) + 1))
        yield from ((table, number) for number in sorted(numbers))
