"""What the document says of a thing in two places: goals, counts, references."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.ground.ref import Ref
from rapor.validate.evidence import Evidence, Row, records, reference
from rapor.validate.rule import Rule, about, view_of
from rapor.validate.statements import Statement


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
        found: dict[str, Any] = about(evidence, places[0], goals=len(by_goal))
        found |= {
            "year": None,
            "printed": names.get(goal, goal),
            "expected": "; ".join(names.get(other, other) for other, _ in others),
            "compared_ref": ";".join(reference(cells[0]) for _, cells in others),
            "compared_printed": "; ".join(names.get(other, other) for other, _ in others),
        }
        rows.append(found)
    return view_of(rows, "goals")


def _printed_goals(evidence: Evidence) -> Iterator[tuple[Row, str]]:
    """Each printed row of an indicator that stands under a goal, by its table or its own cell."""
    seen: set[tuple[str, int]] = set()
    names = ("targets", "realisations", "goal_achievements", "action_plan")
    for name in names:
        for row in records(evidence.tables.get(name, pd.DataFrame())):
            spec = evidence.city.tables.get(row["table"])
            line = Ref.of(row).line
            if spec is None or not row["indicator"] or line in seen:
                continue
            own = row.get("goal", "") if spec.column("goal") else ""
            goal = own or spec.goal
            if goal:
                seen.add(line)
                yield row, goal


def counts(evidence: Evidence) -> pd.DataFrame:
    """One row a count that the text states: as ``stated``, and as ``counted``."""
    rows = []
    for one in evidence.statements:
        if one.kind == "years":
            counted = evidence.city.last_year - evidence.city.first_year + 1
        elif one.kind == "rows" and one.table in evidence.raw:
            table = evidence.raw[one.table]
            counted = sum(bool(table.cell(row, "label")) for row in table.lines)
        else:
            continue
        stated = int(one.printed)
        rows.append(
            about(evidence, _place(one), expected=str(counted), stated=stated, counted=counted)
        )
    return view_of(rows, "stated", "counted")


def references(evidence: Evidence) -> pd.DataFrame:
    """One row a further print of a reference: against the first one of its subject."""
    rows = []
    first: dict[str, Statement] = {}
    for one in evidence.statements:
        if one.kind != "reference":
            continue
        known = first.setdefault(one.subject, one)
        if known is not one:
            rows.append(
                about(
                    evidence,
                    _place(one),
                    expected=known.printed,
                    compared=_place(known),
                    reading=fold(one.printed),
                    other=fold(known.printed),
                )
            )
    return view_of(rows, "reading", "other")


def _place(one: Statement) -> Row:
    return {
        "source": one.source,
        "table": "statements",
        "row": one.row,
        "column": "printed",
        "printed": one.printed,
        "year": None,
        "label": one.subject,
    }


TWO_GOALS = Rule(
    code="goal_twice",
    severity="warning",
    description="Sebuah indikator ditempatkan pada satu sasaran.",
    reason=(
        "An indicator under two goals is counted for one in one chapter and for the other in"
        " the next. The evaluation takes the goal of the evaluated table, so that nobody has to"
        " decide first."
    ),
    view=goals,
    expectation="ExpectOneGoal",
    message=(
        "{place} puts {label} under the goal {printed}, but {compared_place} under {expected}."
    ),
    silent_when="no table of the city stands under a goal",
)

STATED_COUNT = Rule(
    code="stated_count_differs",
    severity="warning",
    description="Jumlah yang disebut dalam naskah sama dengan yang tercetak dalam tabel.",
    reason=(
        "A count is exact. Which of the two is meant cannot be told from the document; the"
        " evaluation uses the rows and years that are printed."
    ),
    view=counts,
    expectation="ExpectStatedCount",
    message="The text states {printed} for {label}, but {expected} are printed.",
    silent_when="no counts of the document are recorded in statements.csv",
)

REFERENCE = Rule(
    code="reference_differs",
    severity="note",
    description="Sebuah rujukan dicetak sama di seluruh naskah.",
    reason=(
        "One letter or regulation has one number; case and punctuation do not count. No figure"
        " depends on it, but a reader cannot find what is cited."
    ),
    view=references,
    expectation="ExpectOneReference",
    message="{label} is printed as {printed} and as {compared_printed}.",
    silent_when="no reference of the document is recorded twice in statements.csv",
)
