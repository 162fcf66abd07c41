"""Decisions of people on findings, read from a city's ``corrections.yaml``."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rapor.ground.cells import read_cell
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.places import Day
from rapor.ground.ref import FindingId
from rapor.ground.shape import Fields, ListOf, MapOf, Text, Words

ACTIONS = ("correct", "keep", "ask")
MEANWHILE = ("keep", "withhold")
_ALWAYS = ("decision", "findings", "action", "reason", "evidence", "decided_by", "decided_on")
_NEXT = "see docs/annual-update.md, or copy the form of another decision"


_WORDS = {
    "reason": Words(),
    "evidence": Words(meaning="table, row and column that show it"),
    "decided_by": Words(meaning="a role"),
}
SHAPE = ListOf(
    item=Fields(
        fields={
            "decision": Text(meaning="number of the decision, such as K-01"),
            "findings": ListOf(item=Text(), least=1, meaning="ids: rule:table:row:column"),
            "printed": MapOf(
                key=Text(meaning="table:row:column"),
                entry=Text(blank=True),
                each="printed",
                quoted=True,
                called="cell",
                meaning="what the cells of the findings printed when it was decided",
            ),
            "action": Text(words=ACTIONS),
            "value": Text(meaning="with `correct`: the cell as it should be printed"),
            "cell": Text(meaning="with `correct`: another cell than the finding's"),
            "meanwhile": Text(words=MEANWHILE, meaning="with `ask`: until there is an answer"),
            **_WORDS,
            "decided_on": Day(),
        },
        needed=_ALWAYS,
    ),
    named_by="decision",
)
"""The shape of a city's corrections.yaml."""


@dataclass(frozen=True)
class Decision:
    """What a person decided about one or more findings.

    ``correct`` puts ``value`` (as it should have been printed) in the place of the finding's
    cell, or of ``cell`` where the cell that it was compared with is the wrong one; ``keep``
    uses it as printed, ``ask`` puts the question to the city and meanwhile keeps the value
    in use, or withholds it until answered. ``decided_by`` is a role. ``printed`` is what the
    cells of its findings printed when it was taken, by reference: a decision holds for these
    cells only.
    """

    code: str
    findings: tuple[str, ...]
    action: str
    reason: str
    evidence: str
    decided_by: str
    decided_on: datetime.date
    value: str = ""
    cell: str = ""
    meanwhile: str = ""
    printed: Mapping[str, str] = field(default_factory=dict)

    def changed(self, cells: Mapping[str, str]) -> list[str]:
        """What has changed since the decision, cell by cell; ``cells`` are those of today."""
        return [
            f"{ref} printed {then!r} when it was decided and now {_now(cells.get(ref))}"
            for ref, then in self.printed.items()
            if cells.get(ref) != then
        ]

    def unkept(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Cells that it decides without saying what they printed, with what they print today."""
        refs = [str(FindingId.read(finding).ref) for finding in self.findings]
        decided = dict.fromkeys([*refs, self.cell])
        return {ref: cells[ref] for ref in decided if ref in cells and ref not in self.printed}


def _now(printed: str | None) -> str:
    return "is gone" if printed is None else f"prints {printed!r}"


def read_decisions(home: Home, slug: str) -> list[Decision]:
    """Read a city's decisions; a city without the file has none.

    Raises ``DataRejected`` with every unknown or missing field, unknown word, number twice
    and finding decided twice.
    """
    path = home.raw(slug) / "corrections.yaml"
    shown = home.relative(path)
    if not path.exists():
        return []
    content = read_yaml(path, shown)
    if content is None:
        return []
    if not isinstance(content, list):
        raise DataRejected(Problem(shown, "not a list", "a list of decisions", _NEXT))
    problems = Problems()
    decisions = [
        _decision(entry, f"{shown} entry {number}", problems)
        for number, entry in enumerate(content, start=1)
    ]
    kept = [decision for decision in decisions if decision is not None]
    _once(kept, shown, problems)
    problems.raise_if_any()
    return kept


def _decision(entry: Any, where: str, problems: Problems) -> Decision | None:
    if not isinstance(entry, dict):
        problems.add(where, "no fields", "field: value", _NEXT)
        return None
    where = f"{where} ({entry.get('decision', 'without number')})"
    before = len(list(problems))
    _check_fields(entry, where, problems)
    _check_words(entry, where, problems)
    if len(list(problems)) > before:
        return None
    return Decision(
        code=entry["decision"],
        findings=tuple(entry["findings"]),
        action=entry["action"],
        reason=" ".join(entry["reason"].split()),
        evidence=" ".join(entry["evidence"].split()),
        decided_by=entry["decided_by"],
        decided_on=entry["decided_on"],
        value=entry.get("value", ""),
        cell=entry.get("cell", ""),
        meanwhile=entry.get("meanwhile", ""),
        printed=entry.get("printed", {}),
    )


def _check_fields(entry: dict[str, Any], where: str, problems: Problems) -> None:
    needed = {"correct": ("value",), "ask": ("meanwhile",)}.get(str(entry.get("action")), ())
    given = tuple(name for name in ("cell",) if name in entry and "value" in needed)
    known = tuple(name for name in ("printed",) if name in entry)
    allowed = (*_ALWAYS, *needed, *given, *known)
    for name in sorted(str(name) for name in set(entry) - set(allowed)):
        problems.add(where, f"field {name!r} has no place here", ", ".join(allowed), _NEXT)
    for name in allowed:
        value = entry.get(name)
        if name == "findings":
            whole = isinstance(value, list) and bool(value)
            if not whole or not all(isinstance(finding, str) for finding in value or []):
                problems.add(where, "findings is not a list of texts", "ids of findings", _NEXT)
            else:
                _check_ids(value or [], where, problems)
        elif name == "printed":
            if not _is_printed(value):
                expected = "a text for each cell, table:row:column"
                problems.add(where, "printed is not a list of cells", expected, _NEXT)
        elif name == "decided_on":
            if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
                problems.add(where, f"decided_on {value!r}", "a date such as 2026-11-23", _NEXT)
        elif not isinstance(value, str) or not value.strip():
            problems.add(where, f"{name} is missing or not a text", "a text, in quotes", _NEXT)


def _check_ids(ids: list[str], where: str, problems: Problems) -> None:
    for finding in ids:
        try:
            FindingId.read(finding)
        except ValueError:
            expected = "rule:table:row:column, as 'rapor check' shows it"
            problems.add(where, f"finding {finding!r}", expected, "copy the finding's id")


def _is_printed(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    )


def _check_words(entry: dict[str, Any], where: str, problems: Problems) -> None:
    action, meanwhile = entry.get("action"), entry.get("meanwhile")
    for name, shape in _WORDS.items():
        if isinstance(entry.get(name), str) and entry[name].strip():  # else it is told already
            shape.check(entry[name], where, problems, name)
    if action not in ACTIONS:
        problems.add(where, f"action {action!r}", f"one of {', '.join(ACTIONS)}", _NEXT)
    if action == "ask" and meanwhile not in MEANWHILE:
        problems.add(where, f"meanwhile {meanwhile!r}", f"one of {', '.join(MEANWHILE)}", _NEXT)
    value = entry.get("value")
    if action == "correct" and isinstance(value, str) and not read_cell(value).readable:
        problems.add(where, f"value {value!r} cannot be read", "a cell as printed", _NEXT)


def _once(decisions: list[Decision], shown: str, problems: Problems) -> None:
    codes: set[str] = set()
    decided: dict[str, str] = {}
    for decision in decisions:
        if decision.code in codes:
            problems.add(shown, f"{decision.code} twice", "each number once", "renumber one")
        codes.add(decision.code)
        for finding in decision.findings:
            if finding in decided:
                problems.add(
                    f"{shown} {decision.code}",
                    f"{finding} is decided in {decided[finding]} too",
                    "one decision a finding",
                    "remove it from one of them",
                )
            decided[finding] = decision.code
