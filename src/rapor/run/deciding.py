"""``rapor decide``: a decision on a finding, written into a city's ``corrections.yaml``.

A finding that nobody has decided gets a decision of its own; a question that the city has answered
is decided anew under its number. What the cells print on that day is kept with the decision.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from rapor.catalogue.names import nearest
from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import read_text
from rapor.ground.paths import Home
from rapor.ground.plaintext import plain_yaml
from rapor.ground.together import changing, write_together
from rapor.run.trial import checked, try_change
from rapor.run.writer import Writer
from rapor.validate import Validated

CORRECTIONS = "corrections.yaml"
_NUMBER = re.compile(r"K-(\d+)")
_WIDTH = 96


@dataclass(frozen=True)
class Verdict:
    """What was decided: ``action``, and what goes with it, as ``corrections.yaml`` names it."""

    action: str
    value: str
    cell: str
    meanwhile: str
    reason: str
    evidence: str

    @property
    def fields(self) -> dict[str, str]:
        """Those that are filled, in the order of the file."""
        names = ("action", "value", "cell", "meanwhile", "reason", "evidence")
        return {name: text for name in names if (text := getattr(self, name))}


def decide(
    home: Home, city: str, about: Sequence[str], verdict: Verdict, writer: Writer
) -> tuple[str, list[str]]:
    """Try a decision, and keep it where ``writer`` says so; what it does, and the files written.

    ``about`` is the number of a decision that stands, or ids of findings. Raises ``UsageError``
    for what is neither, ``DataRejected`` with all that a check would refuse.
    """
    folder = home.raw(city)
    shown = f"{home.relative(folder)}/{CORRECTIONS}"
    with changing(folder):
        path = folder / CORRECTIONS
        text = read_text(path, shown) if path.exists() else ""
        entries = plain_yaml(text, shown) or []
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise DataRejected(Problem(shown, "not a list", "a list of decisions", "restore it"))
        now = checked(home, city)
        if now.validated is None:
            raise DataRejected(now.problems)
        validated = now.validated
        at, code, findings = _meant(about, entries, validated)
        entry = {
            "decision": code,
            "findings": findings,
            "printed": validated.printed_by(findings),
            **verdict.fields,
            "decided_by": writer.name,
            "decided_on": datetime.date.fromisoformat(writer.on),
        }
        after = _with_entry(text, at, entry)
        trial = try_change(home, city, {CORRECTIONS: after})
        trial.require()
        if writer.writes:
            write_together(folder, {CORRECTIONS: after})
        return str(trial), [CORRECTIONS] if writer.writes else []


def _meant(
    about: Sequence[str], entries: Sequence[dict[str, Any]], validated: Validated
) -> tuple[int | None, str, list[str]]:
    """Place of the decision that is taken anew (None: a new one), its number and findings."""
    codes = [str(entry.get("decision")) for entry in entries]
    if len(about) == 1 and about[0] in codes:
        at = codes.index(about[0])
        return at, about[0], list(entries[at]["findings"])
    known = list(validated.findings["finding"])
    decided = {finding: code for code, entry in zip(codes, entries, strict=True)
               for finding in entry.get("findings", ())}  # fmt: skip
    problems = []
    for finding in about:
        if finding not in known:
            likely = nearest(finding, [*known, *codes])
            expected = "the number of a decision, or the id of a finding"
            problems.append(
                Problem("ID", repr(finding[:80]), expected, f"nearest: {', '.join(likely)}")
            )
        elif finding in decided:
            problems.append(
                Problem("ID", f"{finding} is decided by {decided[finding]}", "its number",
                        f"decide {decided[finding]} anew")
            )  # fmt: skip
    if problems:
        raise UsageError(problems)
    numbers = [int(number[1]) for code in codes if (number := _NUMBER.fullmatch(code))]
    return None, f"K-{max(numbers, default=0) + 1:02d}", list(about)


def _with_entry(text: str, at: int | None, entry: dict[str, Any]) -> str:
    """The file with an entry at its end, or in the place of one; the rest is not touched."""
    block = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=_WIDTH)
    if at is None:
        return f"{text.rstrip()}\n\n{block}" if text.strip() else block
    nodes: list[yaml.Node] = getattr(yaml.compose(text, Loader=yaml.SafeLoader), "value", [])
    lines = text.splitlines()
    first = nodes[at].start_mark.line
    end = nodes[at + 1].start_mark.line if at + 1 < len(nodes) else len(lines)
    behind = end  # comments and blank lines before the next entry stay with it
    while behind > first + 1 and (not lines[behind - 1].strip() or _is_comment(lines[behind - 1])):
        behind -= 1
    return "\n".join([*lines[:first], *block.splitlines(), *lines[behind:]]) + "\n"


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
