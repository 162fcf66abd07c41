"""Decisions on what could be read two ways, as ``doubts.csv`` has them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapor.catalogue.doubts import COLUMNS, GRAVE
from rapor.ground.files import csv_text
from rapor.ground.text import guarded
from rapor.ingest.notes import Note
from rapor.ingest.review.alike import groups_by_cell
from rapor.ingest.review.documents import CityDocument
from rapor.ingest.review.questions import Question
from rapor.ingest.review.tables import DraftedTable, lines_key

ACCEPTED, CORRECTED, LEFT = "accepted", "corrected", "left"

Who = Callable[[str, str], tuple[str, str]]
"""Who decided a question, and when, by its sheet and key."""


@dataclass(frozen=True)
class AskedDoubt:
    """A grave doubt and the question that decides it; no question: its table is left out.

    ``together`` is the key of the question on all cells that are doubted for the same cause.
    """

    note: Note
    sheet: str
    key: str
    together: str = ""

    def told_by(self, questions: Mapping[str, Mapping[str, Question]]) -> Question | None:
        """The question that a person answered: the doubt's own, else that on all like it."""
        own = questions[self.sheet].get(self.key)
        is_own = own is None or bool(own.decision or own.remark)
        return own if is_own else questions[self.sheet].get(self.together, own)

    def decision(self, questions: Mapping[str, Mapping[str, Question]]) -> str:
        """What is decided on it; a proposal that nobody has changed is accepted."""
        question = questions[self.sheet].get(self.key)
        if question is None:
            return LEFT
        if question.answer in (ACCEPTED, LEFT):
            return question.answer
        return ACCEPTED if question.answer == question.proposal else CORRECTED


def asked_doubts(
    documents: Sequence[CityDocument], tables: Sequence[DraftedTable]
) -> Iterator[AskedDoubt]:
    """Every grave doubt of the documents, with the question that it became."""
    for document in documents:
        for note in document.read.notes.notes:
            if note.weight == GRAVE and not note.table:
                yield AskedDoubt(note, "tables", lines_key(document, note))
    for table in tables:
        together = {at: group.key for at, group in groups_by_cell(table).items()}
        for note in table.notes:
            if note.weight == GRAVE:
                sheet, key = _question_of(table.name, note.at)
                yield AskedDoubt(note, sheet, key, together.get(note.at, ""))


def _question_of(table: str, at: str) -> tuple[str, str]:
    about, _, place = at.partition(":")
    if about == "column":
        return "columns", f"{table}:{place}"
    if about == "cell":
        return "cells", f"{table}:{place}"
    if about == "row":
        return "cells", f"{table}:{place}:row"
    return "tables", f"{table}:kind"


def doubts_text(
    doubts: Sequence[AskedDoubt],
    questions: Mapping[str, Mapping[str, Question]],
    who: Who,
    reason: str,
) -> str:
    """``doubts.csv``; ``reason`` stands where nobody wrote a remark."""
    rows = {}
    for doubt in doubts:
        question = doubt.told_by(questions)
        by, on = who(doubt.sheet, question.key if question else doubt.key)
        note = doubt.note
        row = {
            "doubt": note.code,
            "table": note.table,
            "at": note.at,
            "proposed": note.proposed,
            "decision": doubt.decision(questions),
            "reason": (question.remark if question else "") or reason,
            "decided_by": by,
            "decided_on": on,
        }
        rows[note.code, note.table, note.at] = {name: guarded(row[name]) for name in COLUMNS}
    return csv_text(list(COLUMNS), list(rows.values()))
