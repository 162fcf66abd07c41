"""Where a figure is printed: links to the appendix, marks of findings.

A cell is named ``table:row:column`` everywhere. Its short source links to the row of the
appendix that shows the cell as printed.
"""

import re
from collections.abc import Iterable
from typing import Literal

from rapor.ground.figures import full_source, short_source
from rapor.ground.language import Language
from rapor.ground.ref import Ref
from rapor.report.dossier import Dossier
from rapor.report.rows import Finding, Line
from rapor.write.content import Run, Text, words

CONTEXT = ("against_polarity", "no_progress", "truncated_percent")
"""Rules whose compared cells only show what is wrong with another: these carry no mark."""

Register = Literal["target", "realised", "score", "reported"]
"""The tables that show cells as printed: those of the appendix, and the reported activities."""


def anchor(register: Register, table: str, row: object) -> str:
    """Anchor of a printed row in the appendix."""
    return f"{register}-{_plain(table)}-{row}"


def finding_anchor(finding: str) -> str:
    """Anchor of a finding in its chapter."""
    return f"finding-{_plain(finding)}"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]", lambda found: f"_{ord(found.group()):x}_", name)


def source(language: Language, register: Register, ref: str) -> Run:
    """The short source as a link to the appendix."""
    place = Ref.read(ref)
    return Run(
        short_source(language, ref),
        "source",
        link=f"#{anchor(register, place.table, place.row)}",
        hint=full_source(language, ref),
    )


def listed(runs: Iterable[Run]) -> Text:
    """Short sources one after the other, each row of the appendix once."""
    once = {run.link: run for run in runs}
    return words(*[part for run in once.values() for part in (run, "; ")][:-1])


def mark(dossier: Dossier, finding: Finding) -> Run:
    """The mark of a corrected or disputed figure: it leads to its finding."""
    return Run(
        finding.decision_id or f"#{dossier.numbers[finding.finding]}",
        "mark",
        link=f"#{finding_anchor(finding.finding)}",
        hint=finding.message,
    )


def marks(dossier: Dossier, line: Line, *refs: str) -> list[Run]:
    """Marks of the findings of a line that are about one of these cells."""
    found = [
        finding
        for finding in dossier.touching(line)
        if finding.ref in refs
        or (finding.rule not in CONTEXT and any(ref in refs for ref in finding.compared))
    ]
    runs = {run.text: run for run in (mark(dossier, finding) for finding in found)}
    return [runs[text] for text in sorted(runs)]
