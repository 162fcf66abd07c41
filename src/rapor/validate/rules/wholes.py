"""What the document says of a thing in two places: goals, plans, problems, counts, references."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawTable
from rapor.ground.cells import decimal_mark, read_cell
from rapor.ground.ref import Line
from rapor.validate.evidence import Evidence, Row, Statement, line_of, records, reference
from rapor.validate.rule import Rule, about, equal, view_of, within

_NAMING = {"indicator", "agencies", "agency"}
"""Columns whose cells name indicators or agencies by their codes."""


def goals(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator that is printed under a goal: under how many ``goals``.

    In front is the first place of a goal that fewer places print.
    """
    printed: dict[str, dict[str, list[Row]]] = {}
    for row, goal in _printed_goals(evidence):
        printed.setdefault(row["indicator"], {}).setdefault(goal, []).append(row)
    rows = []
    names = evidence.catalogue.goals.names
    for by_goal in printed.values():
        (goal, places), *others = sorted(by_goal.items(), key=lambda item: len(item[1]))
        checked = about(evidence, places[0], goals=len(by_goal)) | {
            "year": None,
            "printed": names.get(goal, goal),
            "expected": "; ".join(names.get(other, other) for other, _ in others),
            "compared_ref": ";".join(reference(cells[0]) for _, cells in others),
            "compared_printed": "; ".join(names.get(other, other) for other, _ in others),
        }
        rows.append(checked)
    return view_of(rows, "goals")


def _printed_goals(evidence: Evidence) -> Iterator[tuple[Row, str]]:
    """Each printed row of an indicator that stands under a goal, by its table or its own cell."""
    seen: set[Line] = set()
    names = ("targets", "realisations", "goal_achievements", "action_plan")
    for name in names:
        for row in records(evidence.tables.get(name, pd.DataFrame())):
            spec = evidence.city.tables.get(row["table"])
            line = line_of(row)
            if spec is None or not row["indicator"] or line in seen:
                continue
            in_cell = row.get("goal", "") if spec.column("goal") else ""
            goal = in_cell or spec.goal
            if goal:
                seen.add(line)
                yield row, goal


def in_plan_only(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator that the action plan has yearly targets for: whether it is ``listed``.

    That is, whether a table of targets prints it too. Only where these list most of them: a
    road map may leave all yearly targets to its action plan.
    """
    kinds = {name: spec.kind for name, spec in evidence.city.tables.items()}
    planned = evidence.tables["targets"]
    listed = {row["indicator"] for row in records(planned) if kinds.get(row["table"]) == "targets"}
    rows: dict[str, dict[str, Any]] = {}
    for row in records(evidence.tables["action_plan"]):
        code = row["indicator"]
        if code and code not in rows and row["year"] is not None:
            spec = evidence.city.tables.get(row["table"])
            column = (spec.column("label") if spec else None) or row["column"]
            place = {**row, "column": column, "printed": row["label"], "year": None}
            rows[code] = about(evidence, place, listed=int(code in listed))
    both = sum(row["listed"] for row in rows.values())
    enough = both >= len(rows) * evidence.bound("indicator_in_plan_only", "share")
    return view_of(rows.values() if enough else [], "listed")


def problems_twice(evidence: Evidence) -> pd.DataFrame:
    """One row a problem that a table prints: under how many other areas (``again``) before."""
    problems = records(evidence.tables.get("priorities", pd.DataFrame()))
    return _under_areas(evidence, "problem_twice", "problem", problems)


def activities_twice(evidence: Evidence) -> pd.DataFrame:
    """One row an activity of an area: under how many other areas (``again``) before.

    One that says all that another one says, and more, is the same.
    """
    plan = {(row["table"], row["row"]): row for row in records(evidence.tables["action_plan"])}
    activities = [row for row in plan.values() if row["area"]]
    return _under_areas(evidence, "activity_twice", "activity", activities)


def _under_areas(evidence: Evidence, rule: str, role: str, listed: Iterable[Row]) -> pd.DataFrame:
    """One row a text of a column's role: under how many other areas (``again``) before.

    Problems are compared within a table, which holds those of all areas; activities between
    tables, of which each is of one area.
    """
    rows: list[dict[str, Any]] = []
    least, likeness = (evidence.bound(rule, name) for name in ("words_of_a_sentence", "likeness"))
    before: list[tuple[Row, set[str]]] = []
    names = evidence.catalogue.areas.names
    for row in listed:
        words = set(fold(row[role]).split())
        if len(words) < least:
            continue
        spec = evidence.city.tables.get(row["table"])
        column = (spec.column(role) if spec else None) or row["column"]
        place = {**row, "column": column, "printed": row[role], "year": None}
        place["label"] = names.get(row["area"], row["area"])
        rivals = [pair for pair in before if pair[0]["area"] != row["area"]]
        if role == "problem":
            rivals = [pair for pair in rivals if pair[0]["table"] == row["table"]]
        alike = (known for known, theirs in rivals if _alike(words, theirs) >= likeness)
        other = next(alike, None)
        rows.append(about(evidence, place, compared=other, again=int(other is not None)))
        rows[-1]["expected"] = other["label"] if other else ""
        before.append((place, words))
    return view_of(rows, "again")


def _alike(words: set[str], others: set[str]) -> float:
    """Words that both have, as a share of all, from 0 to 1; 1 where one has all of the other's."""
    if words <= others or others <= words:
        return 1.0
    return 2 * len(words & others) / (len(words) + len(others))


def counts(evidence: Evidence) -> pd.DataFrame:
    """One row a count that the text states: as ``stated``, and as ``counted``."""
    rows = []
    for statement in evidence.statements:
        if statement.kind == "years":
            counted = evidence.city.last_year - evidence.city.first_year + 1
        elif statement.kind == "rows" and statement.table in evidence.raw:
            table = evidence.raw[statement.table]
            counted = sum(bool(table.cell(row, "label")) for row in table.lines)
        elif statement.kind == "values" and statement.table in evidence.raw:
            counted = _meeting(statement, evidence.raw[statement.table])
        else:
            continue
        stated = int(statement.printed)
        rows.append(
            about(
                evidence, _place(statement), expected=str(counted), stated=stated, counted=counted
            )
        )
    return view_of(rows, "stated", "counted")


def _meeting(statement: Statement, table: RawTable) -> int:
    """How many figures of a column meet the condition of a statement."""
    cells = [row.cells[statement.column] for row in table.lines]
    mark = decimal_mark(cells)
    values = [read_cell(cell, mark).value for cell in cells]
    return sum(value is not None and statement.met_by(value) for value in values)


def references(evidence: Evidence) -> pd.DataFrame:
    """One row a further print of a reference: against the first one of its subject."""
    rows = []
    first: dict[str, Statement] = {}
    for statement in evidence.statements:
        if statement.kind != "reference":
            continue
        known = first.setdefault(statement.subject, statement)
        if known is not statement:
            rows.append(
                about(
                    evidence,
                    _place(statement),
                    expected=known.printed,
                    compared=_place(known),
                    reading=fold(statement.printed),
                    other=fold(known.printed),
                )
            )
    return view_of(rows, "reading", "other")


def own_entries(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator or agency of the city's own lists: how many rows ``use`` it."""
    uses: Counter[str] = Counter()
    for frame in evidence.tables.values():
        for name in _NAMING.intersection(frame.columns):
            for cell in frame[name]:
                uses.update(filter(None, str(cell).split(";")))
    own = [
        (table, code, names.get(code, code))
        for table, codes, names in (
            ("indicators", evidence.catalogue.own, _names_of(evidence)),
            ("agencies", evidence.catalogue.agencies.own, evidence.catalogue.agencies.names),
        )
        for code in sorted(codes)
    ]
    source = next(iter(evidence.city.sources), "")
    rows = []
    for table, code, name in own:
        place = {"source": source, "table": table, "row": 0, "column": code, "printed": code}
        rows.append(about(evidence, {**place, "year": None, "label": name}, uses=uses[code]))
    return view_of(rows, "uses")


def _names_of(evidence: Evidence) -> dict[str, str]:
    return {code: indicator.name for code, indicator in evidence.catalogue.indicators.items()}


def _place(statement: Statement) -> Row:
    return {
        "source": statement.source,
        "table": "statements",
        "row": statement.row,
        "column": "printed",
        "printed": statement.printed,
        "year": None,
        "label": statement.subject,
    }


RULES = (
    Rule("goal_twice", goals, within("goals", high=1)),
    Rule("indicator_in_plan_only", in_plan_only, within("listed", low=1), bounds=("share",)),
    Rule(
        "problem_twice",
        problems_twice,
        within("again", high=0),
        bounds=("likeness", "words_of_a_sentence"),
    ),
    Rule(
        "activity_twice",
        activities_twice,
        within("again", high=0),
        bounds=("likeness", "words_of_a_sentence"),
    ),
    Rule("own_entry_unused", own_entries, within("uses", low=1)),
    Rule("stated_count_differs", counts, equal("stated", "counted")),
    Rule("reference_differs", references, equal("reading", "other")),
)
