"""Questions on what a dry check finds, and the decisions on it as ``corrections.yaml`` has them."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapor.ground.errors import Problem
from rapor.ground.language import Language, message
from rapor.ground.ref import FindingId
from rapor.ground.shape import Text
from rapor.ingest.review.questions import Asking, Choice, Doubt, Question

SHEET = "findings"

PROBLEM = "problem"
"""Begins the key of what is no finding but keeps the tables from being read."""

_ASK_WITHHOLD, _ASK_KEEP, _KEEP = "ask, withhold", "ask, keep", "keep"
_CORRECT = re.compile(r"\s*(?:koreksi|correct)\s*:\s*(?P<value>\S.*)", re.IGNORECASE)
_CORRECTION = Text(
    pattern=r"\s*(?:[Kk]oreksi|[Cc]orrect)\s*:\s*\S.*",
    form="'koreksi: ' and the cell as it should be printed",
)
_NUMBER = re.compile(r"K-\d+")
_SEVERITIES = {
    "error": message("error"),
    "warning": message("warning"),
    "note": message("note"),
}


@dataclass(frozen=True)
class CheckedFinding:
    """A finding of the dry check: its id, what it says, and what its cells print, by reference.

    ``decision`` is ``none`` where the city's corrections do not settle it already.
    """

    finding: str
    severity: str
    message: str
    expected: str
    printed: Mapping[str, str]
    decision: str = "none"


@dataclass(frozen=True)
class Checked:
    """What a dry check gives: findings, or the problems for which there are none yet."""

    findings: Sequence[CheckedFinding] = ()
    problems: Sequence[Problem] = ()


def ask_findings(checked: Checked, asking: Asking) -> list[dict[str, Any]]:
    """Ask what to do about each finding; return the decisions, without day and person.

    An error waits for a decision, for nothing is made from a city with one. Problems stand
    first, without a decision: they are settled on the sheets before.
    """
    words = asking.language
    for number, problem in enumerate(checked.problems, start=1):
        place = (words.text("cannot be read"), problem.where, problem.found, problem.expected)
        asking.ask(Question(SHEET, f"{PROBLEM}:{number}", place, "", problem.next_step, "check"))
    decided = []
    for finding in checked.findings:
        asking.ask(_question(finding, words))
        asked = asking.questions[SHEET][finding.finding]
        if not asked.decision:
            continue
        if finding.decision == "none":
            decided.append(_decision(finding, asked.decision, asked.remark, words))
        elif _action(asked.decision) != finding.decision:
            _refuse_other(finding, asking)
    return decided


def _action(decision: str) -> str:
    return "correct" if _CORRECT.fullmatch(decision) else decision.partition(", ")[0]


def _refuse_other(finding: CheckedFinding, asking: Asking) -> None:
    """A decision that stands in corrections.yaml is not taken anew in silence."""
    written = asking.decided.get((SHEET, finding.finding))
    asking.refused.add(
        written.where if written else SHEET,
        f"{finding.finding} is decided already: {finding.decision}",
        "the decision of corrections.yaml",
        "decide it anew with 'rapor decide', or restore the cell",
    )


def _question(finding: CheckedFinding, words: Language) -> Question:
    is_open = finding.severity == "error" and finding.decision == "none"
    ref = FindingId.read(finding.finding).ref
    doubt: Doubt = "open" if is_open else "sure"
    reason = (
        words.text("without a decision there is no report")
        if is_open
        else words.text("is shown in the report; a decision is not needed")
        if finding.decision == "none"
        else words.text("decided in corrections.yaml")
    )
    choices = (
        Choice(_ASK_WITHHOLD, words.text("ask the local government, and do not use it meanwhile")),
        Choice(_ASK_KEEP, words.text("ask the local government, and use it meanwhile")),
        Choice(_KEEP, words.text("keep as printed")),
    )
    place = (
        words.text(_SEVERITIES[finding.severity]),
        f"{ref.table}, {ref.row}, {ref.column}",
        finding.message,
        finding.expected,
    )
    proposal = _ASK_WITHHOLD if is_open else ""
    return Question(SHEET, finding.finding, place, proposal, reason, doubt, choices, _CORRECTION)


def _decision(finding: CheckedFinding, answer: str, remark: str, words: Language) -> dict[str, Any]:
    """A decision as ``corrections.yaml`` has it; the reason is the remark, where there is one."""
    ref = FindingId.read(finding.finding).ref
    action, _, meanwhile = answer.partition(", ")
    correction = _CORRECT.fullmatch(answer)
    entry: dict[str, Any] = {
        "findings": [finding.finding],
        "printed": dict(finding.printed),
        "action": "correct" if correction else action,
    }
    if correction:
        entry["value"] = correction["value"].strip()
    elif meanwhile:
        entry["meanwhile"] = meanwhile
    entry["reason"] = remark or words.text("Decided when the document was reviewed.")
    where = words.text(
        "Table {table}, row {row}, column {column}", table=ref.table, row=ref.row, column=ref.column
    )
    return entry | {"evidence": where}


def numbered(
    known: Iterable[dict[str, Any]], decided: Iterable[dict[str, Any]], by: str, on: str
) -> list[dict[str, Any]]:
    """New decisions with numbers behind those that are ``known``, by whom and when."""
    codes = (str(entry.get("decision", "")) for entry in known)
    last = max((int(code[2:]) for code in codes if _NUMBER.fullmatch(code)), default=0)
    day = datetime.date.fromisoformat(on)
    return [
        {"decision": f"K-{number:02d}", **entry, "decided_by": by, "decided_on": day}
        for number, entry in enumerate(decided, start=last + 1)
    ]
