"""Running the rules over a city's evidence: what breaks them is a finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue
from rapor.catalogue.city import City
from rapor.catalogue.rules import SEVERITIES, EvidenceRule
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.language import language
from rapor.ground.ref import FindingId, Ref, joined, refs_in
from rapor.ground.tables import Finding
from rapor.validate.checked import Checked, Expected
from rapor.validate.evidence import Evidence, readable, records
from rapor.validate.rule import CELL, CELLS_OF_ONE_CAUSE, Rule
from rapor.validate.rules.suite import suite
from rapor.validate.wording import wording

_GX = {"error": "critical", "warning": "warning", "note": "info"}
"""Severities in the words of Great Expectations."""


@dataclass(frozen=True)
class Examined:
    """What the rules found, and how much each of them looked at.

    ``findings``: those of ``findings``, undecided, sorted by id; ``cells`` has the
    references of the cells that a decision on the finding is about. ``rules``: what each rule
    looked at, in the order of the run.
    """

    findings: pd.DataFrame
    rules: tuple[Checked, ...]

    @property
    def checked(self) -> pd.DataFrame:
        """A row a ``rule``: how many rows it ``looked_at`` and how many ``failed``."""
        rows = [(rule.code, rule.looked_at, rule.failed) for rule in self.rules]
        return pd.DataFrame(rows, columns=["rule", "looked_at", "failed"])


def warm_up(catalogue: Catalogue) -> None:
    """Have ready how the rules of a catalogue are computed, for a process that forks."""
    # takes seconds to import, and commands that check nothing should not pay for it
    from rapor.validate.checking import prepare  # noqa: PLC0415

    entries = catalogue.rules
    prepare(_expected(rule, entries[rule.code]).made for rule in suite(entries))


def examine(evidence: Evidence) -> Examined:
    """Check the evidence with every rule of the catalogue, in order.

    Raises ``DataRejected`` for an empty suite and as ``suite``, for targets without rows, for
    targets of which none can be read, and for an empty view where the rule does not expect
    one. A city without scores, realisations or action plan is legitimate.
    """
    entries = evidence.catalogue.rules
    rules = suite(entries)
    _refuse_nothing(evidence)
    findings: list[dict[str, Any]] = []
    checked: list[Checked] = []
    for rule in rules:
        view, entry = rule.view(evidence), entries[rule.code]
        expected = _expected(rule, entry)
        broken = _broken(rule, entry, expected, view, evidence.city.slug)
        checked.append(Checked(rule.code, len(view), len(broken), expected.told))
        rows = [
            _finding(entry, rule, cells, evidence.city)
            for cells in _grouped(rule, entry, view, broken)
        ]
        findings.extend(rows)
        if rule.settles:
            compared = [str(ref) for row in rows for ref in refs_in(row["compared_ref"])]
            settled = [ref for row in rows for ref in row["cells"]]
            settled += compared if rule.settles_compared else []
            evidence = evidence.doubting(settled, disputed=rule.settles_compared)
    columns = [*Finding.declaration().names, "cells"]
    frame = pd.DataFrame(findings, columns=columns)
    return Examined(frame.sort_values("finding", kind="stable", ignore_index=True), tuple(checked))


def _refuse_nothing(evidence: Evidence) -> None:
    targets = evidence.tables["targets"]
    where = f"targets of {evidence.city.slug}"
    if targets.empty:
        raise DataRejected(
            Problem(
                where,
                "no rows",
                "a row a printed target",
                "give the tables of targets their kind and roles in tables.yaml",
            )
        )
    # what is withheld until a city has answered was readable
    if not any(readable(row) or row.get("decision") == "ask" for row in records(targets)):
        raise DataRejected(
            Problem(
                where,
                "no cell holds a number or a word",
                "figures in the columns of the years",
                "check the roles of the columns in tables.yaml",
            )
        )


def _expected(rule: Rule, entry: EvidenceRule) -> Expected:
    """The rule's expectation in the words of its entry."""
    return _made(rule, entry.expects["id"], entry.reason, _GX[entry.severity])


@lru_cache(maxsize=256)
def _made(rule: Rule, description: str, notes: str, severity: str) -> Expected:
    words = {"description": description, "notes": notes, "severity": severity}
    return Expected.of(rule.expectation(**words, meta={"rule": rule.code}))


def _broken(
    rule: Rule, entry: EvidenceRule, expected: Expected, view: pd.DataFrame, city: str
) -> pd.DataFrame:
    """The rows of a view that are not as the rule expects."""
    # takes seconds to import, and commands that check nothing should not pay for it
    from rapor.validate.checking import failing  # noqa: PLC0415

    _refuse_blind(entry, view, city)
    if view.empty:
        return view
    return view.loc[failing(rule.code, expected, view.drop(columns=CELL))]


def _refuse_blind(entry: EvidenceRule, view: pd.DataFrame, city: str) -> None:
    """Great Expectations passes an empty frame and an all-null column; we do not."""
    if view.empty and not entry.silent_when:
        raise DataRejected(
            Problem(f"rule {entry.code} of {city}", "nothing to check", "at least one printed cell")
        )
    for name in view.columns.difference(CELL) if len(view) else ():
        if view[name].isna().all():
            raise DataRejected(
                Problem(
                    f"rule {entry.code} of {city}",
                    f"no row has {name}",
                    "cells that can be checked",
                    "check the tables in data/raw",
                )
            )


def _grouped(
    rule: Rule, entry: EvidenceRule, view: pd.DataFrame, broken: pd.DataFrame
) -> Iterable[pd.DataFrame]:
    """Failing rows of one finding each: by cell, or by row or cause where the rule says so."""
    if broken.empty:
        return
    enough = entry.bounds.get(CELLS_OF_ONE_CAUSE, 1)
    if rule.covers == "cause":
        for _, cells in broken[broken["cause"] != ""].groupby("cause", sort=False):
            if len(cells) >= enough:
                broken = broken.drop(cells.index)
                yield cells
    if rule.covers == "rows compared":
        yield from _by_rows_compared(broken)
        return
    for (table, row), cells in broken.groupby(["table", "row"], sort=False):
        checked = ((view["table"] == table) & (view["row"] == row)).sum()
        most = len(cells) >= enough and len(cells) * 2 > checked
        if rule.covers == "row" or (rule.covers == "most of the row" and most):
            yield cells
            continue
        for _, of_cell in cells.groupby("column", sort=False):
            yield of_cell


def _by_rows_compared(broken: pd.DataFrame) -> Iterable[pd.DataFrame]:
    """Cells by the row that they were compared with; rows that one cell begins are one finding."""
    by_first: dict[Ref, list[pd.DataFrame]] = {}
    for _, cells in broken.groupby(_rows_compared(broken), sort=False):
        by_first.setdefault(Ref.of(records(cells)[0]), []).append(cells)
    return (pd.concat(groups) for groups in by_first.values())


def _rows_compared(broken: pd.DataFrame) -> pd.Series:
    """Of each failing cell: its printed row, and that of the cell it was compared with."""
    lines = [(Ref.of(row).line, refs_in(row["compared_ref"])[0].line) for row in records(broken)]
    return pd.Series(map(str, lines), index=broken.index, dtype=object)


def _finding(entry: EvidenceRule, rule: Rule, cells: pd.DataFrame, city: City) -> dict[str, Any]:
    rows = records(cells)
    first = rows[0]
    own = Ref.of(first)
    compared = {Ref.of(row): row["printed"] for row in rows[1:]}
    # of cells that fail for one cause, each with a cell of its own to compare, only they are shown
    for row in rows if rule.covers != "cause" or len(rows) == 1 else ():
        refs = refs_in(row["compared_ref"])
        compared |= dict(zip(refs, row["compared_printed"].split("; "), strict=False))
    compared.pop(own, None)
    # a grade stands in the cell itself or in its note, so it has no place of its own
    beside = "" if compared else first["compared_printed"]
    covered = _covered(rule, rows, compared)
    years = {None if pd.isna(row["year"]) else row["year"] for row in rows}
    finding = {
        **{name: first[name] for name in CELL},
        "city": city.slug,
        "finding": str(FindingId(rule.code, own)),
        "rule": rule.code,
        "severity": _gravest(row["severity"] or entry.severity for row in rows),
        "year": years.pop() if len(years) == 1 else None,
        "expected": "; ".join(dict.fromkeys(row["expected"] for row in rows)),
        "compared_ref": joined(compared),
        "compared_printed": "; ".join(compared.values()) or beside,
        "decision": "none",
        "decision_id": "",
        "decided_value": "",
        "reason": "",
        "cells": [str(ref) for ref in (own, *covered)],
    }
    return finding | {"message": wording(finding, language("id"), {rule.code: entry}, city.rows)}


def _covered(rule: Rule, rows: list[dict[str, Any]], compared: Iterable[Ref]) -> list[Ref]:
    """The cells beside the first that a decision on the finding is about."""
    if rule.covers == "cause":
        return [Ref.of(row) for row in rows[1:]]
    own = Ref.of(rows[0])
    return [ref for ref in compared if ref.line == own.line] if rule.covers != "cell" else []


def _gravest(severities: Iterable[str]) -> str:
    return min(severities, key=SEVERITIES.index)
