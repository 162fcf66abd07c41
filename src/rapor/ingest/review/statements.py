"""Questions on what the text counts and cites: which of it is held against the tables."""

import csv
from collections.abc import Iterator, Sequence

from rapor.ingest.notes import Note
from rapor.ingest.review.documents import CityDocument
from rapor.ingest.review.questions import Asking, Choice, Question
from rapor.ingest.review.tables import LINES_LEFT, LINES_TAKEN, SHEET, DraftedTable, lines_key
from rapor.ingest.stated import COLUMNS, STATED

FILE = "statements.csv"


def ask_statements(
    documents: Sequence[CityDocument], tables: Sequence[DraftedTable], asking: Asking
) -> list[dict[str, str]]:
    """Ask of each count and citation whether the rules are to look at it.

    Returns those that somebody takes, as lines of ``statements.csv``.
    """
    words = asking.language
    choices = (
        Choice(LINES_TAKEN, words.text("hold it against what was read")),
        Choice(LINES_LEFT, words.text("left out on purpose")),
    )
    names = {(table.document.key, table.read.table): table.name for table in tables}
    taken = []
    for document, key, note in _stated(documents):
        line = _line(note, document.key)
        line["table"] = names.get((document.key, line["table"]), line["table"])
        pages = {line.number: line.page for line in document.read.lines}
        where = words.text("Line {line}", line=note.line)
        page = str(pages.get(note.line) or "")
        question = Question(
            SHEET,
            key,
            (line["table"], note.said(words), document.read.name, page, where),
            LINES_LEFT,
            words.text("what is taken becomes a line of statements.csv, and a finding"),
            "check",
            choices,
        )
        if asking.ask(question) == LINES_TAKEN:
            taken.append(line)
    return taken


def _stated(documents: Sequence[CityDocument]) -> Iterator[tuple[CityDocument, str, Note]]:
    """What each document states and the tables do not bear out, with the key of its question."""
    for document in documents:
        for note in document.read.notes.notes:
            if note.code in STATED:
                subject, *_ = next(csv.reader([note.proposed]))
                yield document, f"{lines_key(document, note)} {note.code} {subject}", note


def _line(note: Note, source: str) -> dict[str, str]:
    """The line that a note proposes, of the document under its key in the city's data."""
    cells = next(csv.reader([note.proposed]))
    return dict(zip(COLUMNS, cells, strict=True)) | {"source": source}
