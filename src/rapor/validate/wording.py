"""The sentence of a finding, in the language of its reader.

A sentence is made from the columns of the ``findings`` table alone, so that a report in
another language can be worded from the same row.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from rapor.catalogue.rules import EvidenceRule
from rapor.ground.figures import PUBLISHED, REPORTED
from rapor.ground.language import Language, language, message
from rapor.ground.ref import AS_IN_FILE, FindingId, PrintedRows, Ref, refs_in
from rapor.validate.evidence import records

DOCUMENT_DATA = {
    PUBLISHED: message("realisation.csv, row {row}"),
    REPORTED: message("activity-realisation.csv, row {row}"),
    "statements": message("statements.csv, row {row}"),
    "progress": message("progress.csv, row {row}"),
    "follow-up": message("follow-up.csv, row {row}"),
    "adopted": message("adopted.csv, row {row}"),
}
"""Tables that are files of ours and not printed in a document, with the words for their rows.

A city reads the name of the list, since it never sees the file.
"""

SETTINGS = {
    "sources": "sources.yaml",
    "indicators": "indicators.yaml",
    "agencies": "agencies.csv",
    "goals": "goals.yaml",
    "areas": "areas.yaml",
    "themes": "themes.yaml",
}
"""Settings whose entries a finding may be about: at row 0, in the column of their key."""

_PARTING = (",", ";", ":")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


def reworded(
    findings: pd.DataFrame, code: str, rules: Mapping[str, EvidenceRule], counted: PrintedRows
) -> pd.DataFrame:
    """The findings with their messages in the language ``code`` (``id`` or ``en``)."""
    tongue = language(code)
    frame = findings.copy()
    frame["message"] = pd.Series(
        [wording(row, tongue, rules, counted) for row in records(findings)],
        index=findings.index,
        dtype=object,
    )
    return frame


def wording(
    finding: Mapping[str, Any],
    tongue: Language,
    rules: Mapping[str, EvidenceRule],
    counted: PrintedRows = AS_IN_FILE,
) -> str:
    """One finding as one sentence: its rule's, the places filled in.

    Rows are ``counted`` as on the page, where headings are none. Cells stay as printed in every
    language; figures that we computed get the language's
    decimal mark.
    """
    rule = rules[finding["rule"]]
    compared = len(refs_in(finding["compared_ref"]))
    bounds = {name: tongue.number(value) for name, value in rule.bounds.items()}
    pattern = rule.pattern(tongue.code, compared)
    return pattern.format(**bounds, **_places_of(finding, rule, tongue, counted))


def _places_of(
    finding: Mapping[str, Any], rule: EvidenceRule, tongue: Language, counted: PrintedRows
) -> dict[str, str | int]:
    """What stands in each place of a sentence (``PLACES``) for one finding."""
    first = FindingId.read(finding["finding"]).ref
    refs = refs_in(finding["compared_ref"])
    printed = dict(zip(refs, finding["compared_printed"].split("; "), strict=False))
    mine = [first, *(ref for ref in refs if ref.line == first.line)]
    others = [ref for ref in refs if ref.line != first.line]
    every = [finding["printed"], *printed.values()]
    here = [finding["printed"], *(printed.get(ref, "") for ref in mine[1:])]
    there = [printed.get(ref, "") for ref in others or mine[1:]]
    compared = _compared(there, rule) if refs else finding["compared_printed"]
    return {
        "place": _places([first], tongue, counted),
        "places": _places(mine, tongue, counted),
        "printed": _within(here[0], tongue),
        "all_printed": _within("; ".join(here), tongue),
        "everywhere": _places(mine + others, tongue, counted),
        "everything": _within("; ".join(dict.fromkeys(every)), tongue),
        "held": _held(here, tongue),
        "label": _within(finding["label"], tongue),
        "year": "" if pd.isna(finding["year"]) else int(finding["year"]),
        "expected": _within(_figure(finding["expected"], rule, tongue), tongue),
        "compared_printed": _within(compared, tongue),
        "compared_place": _places(others or mine[1:], tongue, counted),
        "compared_column": tongue.cited((others or mine)[-1].column),
    }


def _within(words: str, tongue: Language) -> str:
    """Words of a document within our sentence, whose own signs must not be taken for theirs.

    A stop behind them would end the sentence; another sign is kept, in the marks of a quotation.
    """
    bare = words.rstrip(" .") or words
    return f"“{bare}”" if bare.endswith(_PARTING) else tongue.cited(bare)


def _compared(cells: list[str], rule: EvidenceRule) -> str:
    """Cells that print the same are said once, unless a figure was computed from them."""
    once = not rule.computed and len(set(cells)) == 1
    return cells[0] if once else "; ".join(cells)


def _held(cells: list[str], tongue: Language) -> str:
    """What cells without a value hold: nothing, or a dash or words."""
    filled = list(dict.fromkeys(cell for cell in cells if cell.strip()))
    if not filled:
        return tongue.text("blank")
    blank = any(not cell.strip() for cell in cells)
    pattern = message("blank, or printed {cells}") if blank else message("printed {cells}")
    return tongue.text(pattern, cells=tongue.cited(", ".join(filled)))


def _figure(expected: str, rule: EvidenceRule, tongue: Language) -> str:
    if not rule.computed or tongue.code == "en":
        return expected
    return _POINT.sub(",", expected)


def _places(refs: list[Ref], tongue: Language, counted: PrintedRows) -> str:
    """Where cells stand: table, rows and columns, or the line of our own file."""
    lines = []
    for (table, row), cells in groupby(refs, key=lambda ref: ref.line):
        first, *more = cells
        columns = (first.column, *(ref.column for ref in more))
        number = counted.number(first) if row else 0
        lines.append((table, number, columns, counted.is_heading(first)))
    parts = []
    for (table, columns, heads), same in groupby(lines, key=itemgetter(0, 2, 3)):
        rows = [number for _, number, _, _ in same]
        if table in DOCUMENT_DATA:
            parts += [tongue.text(DOCUMENT_DATA[table], row=row) for row in rows]
        elif table in SETTINGS and rows == [0]:
            parts.append(f"{SETTINGS[table]}, {', '.join(columns)}")
        elif rows == [0]:
            parts.append(tongue.text("Table {table}", table=table))
        else:
            parts.append(_cells_of(table, rows, list(columns), tongue, heads=heads))
    return tongue.join(parts)


def _cells_of(
    table: str, rows: list[int], columns: list[str], tongue: Language, *, heads: bool
) -> str:
    patterns = {
        (False, False): message("Table {table}, row {row}, column {columns}"),
        (False, True): message("Table {table}, row {row}, columns {columns}"),
        (True, False): message("Table {table}, rows {row}, column {columns}"),
        (True, True): message("Table {table}, rows {row}, columns {columns}"),
    }
    if heads:
        patterns = {
            (False, False): message("Table {table}, heading {row}, column {columns}"),
            (False, True): message("Table {table}, heading {row}, columns {columns}"),
            (True, False): message("Table {table}, headings {row}, column {columns}"),
            (True, True): message("Table {table}, headings {row}, columns {columns}"),
        }
    pattern = patterns[len(rows) > 1, len(columns) > 1]
    numbers = tongue.join([str(row) for row in rows])
    named = tongue.join([tongue.cited(column) for column in columns])
    return tongue.text(pattern, table=table, row=numbers, columns=named)
