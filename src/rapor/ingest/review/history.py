"""What was decided on a city's documents, kept as data: ``review.csv``, a line a decision."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.ground.files import csv_text, read_rows
from rapor.ground.text import guarded
from rapor.ingest.review.questions import Decision, Question

FILE = "review.csv"
COLUMNS = "on by review sheet key about proposal decision remark before".split()
"""When and by whom something was decided, in which review, on what; what was proposed, what was
decided, why, and what was decided before. The last line of a key holds."""

FILES = "files"
"""In the place of a sheet: the SHA-256 of a file as the review wrote it."""
_ABOUT = " | "
_LONGEST = 200
_OF_WHAT_IS_PRINTED = ("cells",)
"""Sheets whose decisions hold only while the same is printed."""


@dataclass(frozen=True)
class Kept:
    """A decision as it is kept; see ``COLUMNS``."""

    on: str
    by: str
    review: str
    proposal: str
    decision: str
    remark: str


@dataclass
class History:
    """The lines of a city's review.csv, and the last of each sheet and key."""

    lines: list[dict[str, str]]

    @property
    def last(self) -> dict[tuple[str, str], Kept]:
        """What holds, by sheet and key."""
        names = ("on", "by", "review", "proposal", "decision", "remark")
        return {
            (line["sheet"], line["key"]): Kept(*(line[name] for name in names))
            for line in self.lines
        }

    def decisions(self) -> dict[tuple[str, str], Decision]:
        """The decisions that hold, to begin a review with."""
        return {
            place: Decision(kept.decision, kept.remark, f"{FILE} {' '.join(place)}")
            for place, kept in self.last.items()
            if place[0] != FILES and kept.decision
        }

    def files(self) -> dict[str, str]:
        """SHA-256 of each file as the last review wrote it."""
        return {key: kept.decision for (sheet, key), kept in self.last.items() if sheet == FILES}

    def with_decisions(
        self, questions: Iterable[Question], review: str, by: str, on: str
    ) -> "History":
        """The history with what a review decides that did not hold before."""
        last = self.last
        return self._with(
            [
                {
                    "sheet": held.sheet,
                    "key": held.key,
                    "about": _ABOUT.join(held.place)[:_LONGEST],
                    "proposal": held.proposal,
                    "decision": held.decision,
                    "remark": held.remark,
                }
                for held in questions
                if held.decision or held.remark or (held.sheet, held.key) in last
            ],
            {"on": on, "by": by, "review": review},
        )

    def with_files(self, digests: Mapping[str, str], review: str, by: str, on: str) -> "History":
        """The history with the SHA-256 of the files that a review writes."""
        nothing = {"about": "", "proposal": "", "remark": ""}
        return self._with(
            [
                {"sheet": FILES, "key": name, "decision": digest, **nothing}
                for name, digest in digests.items()
            ],
            {"on": on, "by": by, "review": review},
        )

    def _with(self, entries: Iterable[dict[str, str]], of_now: dict[str, str]) -> "History":
        last, lines = self.last, [*self.lines]
        for entry in entries:
            before = last.get((entry["sheet"], entry["key"]))
            if before and (before.decision, before.remark) == (entry["decision"], entry["remark"]):
                continue
            lines.append({**of_now, **entry, "before": before.decision if before else ""})
        return History(lines)

    def who(self, by: str, on: str) -> Callable[[str, str], tuple[str, str]]:
        """Who decided a question and when; of one that has no line it is who keeps the review."""
        last = self.last

        def decided(sheet: str, key: str) -> tuple[str, str]:
            kept = last.get((sheet, key))
            return (kept.by, kept.on) if kept and kept.decision else (by, on)

        return decided

    def text(self) -> str:
        """The file's text; nothing that somebody typed can be a formula in it."""
        return csv_text(
            COLUMNS, [{name: guarded(line[name]) for name in COLUMNS} for line in self.lines]
        )


def read_history(folder: Path, shown: str) -> History:
    """What was decided on a city's documents; nothing where there is no file."""
    path = folder / FILE
    if not path.is_file():
        return History([])
    _, rows = read_rows(path, f"{shown}/{FILE}", COLUMNS)
    return History([{name: row[name] for name in COLUMNS} for row in rows])


def still_about(question: Question, proposal: str) -> bool:
    """Whether a decision that was taken on a proposal holds for what is read now."""
    return question.sheet not in _OF_WHAT_IS_PRINTED or question.proposal == proposal
