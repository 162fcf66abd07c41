"""What ingest did to a document beside copying it, for a person to look through."""

from dataclasses import dataclass, field
from typing import Literal

What = Literal[
    "skipped",
    "joined",
    "split",
    "shifted",
    "unplaced",
    "placed_above",
    "renamed",
    "differs",
    "incomplete",
    "doubtful",
]


@dataclass(frozen=True)
class Note:
    """One thing done: in which table, from which line of the document, what and why."""

    table: str
    line: int
    what: What
    reason: str


@dataclass
class Notes:
    """Notes in the order in which they were made."""

    notes: list[Note] = field(default_factory=list)

    def add(self, table: str, line: int, what: What, reason: str) -> None:
        """Note one thing."""
        self.notes.append(Note(table, line, what, reason))

    def in_document_order(self) -> list[Note]:
        """The notes by line of the document."""
        return sorted(self.notes, key=lambda note: (note.line, note.table, note.what, note.reason))
