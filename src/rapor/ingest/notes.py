"""What ingest did to a document beside copying it, for a person to look through.

A doubt is a note that proposes something: what was taken, where it stands in ``tables.yaml`` or in
a table, and how much hangs on it. A grave one stops ``rapor check`` until somebody has decided it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from rapor.ground.language import Language, language, message

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
Weight = Literal["grave", "slight"]
"""``grave``: a figure may mean something else than what was taken. ``slight``: worth a look."""


@dataclass(frozen=True)
class DoubtForm:
    """How one kind of doubt is worded, and how much hangs on it."""

    weight: Weight
    sentence: str


DOUBTS: Mapping[str, DoubtForm] = {
    "results_or_targets": DoubtForm(
        "grave",
        message("{years} can be targets or results; neither head nor title tells for certain"),
    ),
    "figures_without_role": DoubtForm(
        "grave", message("column {column!r} holds figures, and its head does not say of what")
    ),
    "figures_unread": DoubtForm(
        "grave",
        message("column {column!r} holds figures that a table of kind {kind} does not give"),
    ),
    "figures_as_text": DoubtForm(
        "slight", message("column {column!r} holds figures, and is kept as words")
    ),
    "words_as_figures": DoubtForm(
        "grave", message("column {column!r} is taken for figures, and holds words: {cells}")
    ),
    "numbers_not_first": DoubtForm(
        "grave", message("column {column!r} is taken to number the rows, and is not the first")
    ),
    "year_outside": DoubtForm(
        "grave",
        message("column {column!r} is for {year}, outside the road map of {period}"),
    ),
    "without_year": DoubtForm(
        "grave", message("column {column!r} names no year; taken for {year}")
    ),
    "year_by_place": DoubtForm(
        "slight",
        message("column {column!r} names no year; by title or neighbours taken for {year}"),
    ),
    "same_twice": DoubtForm("grave", message("columns {columns} are taken for the same: {role}")),
    "achieved_or_realised": DoubtForm(
        "grave",
        message("column {column!r} can be what was reached, or its share of the target"),
    ),
    "several_labels": DoubtForm(
        "grave", message("columns {columns} all name indicators; rows go by the first")
    ),
    "label_by_place": DoubtForm(
        "grave", message("no head names indicators; column {column!r} is taken for them")
    ),
    "nothing_tidy": DoubtForm("grave", message("no row gives a figure: {reason}")),
    "head_in_body": DoubtForm("grave", message("a row that reads like a head: {cells}")),
    "row_of_sums": DoubtForm(
        "grave", message("a row of sums or means, taken for one like the others: {cells}")
    ),
    "block_unread": DoubtForm("grave", message("cells that belong to no table: {cells}")),
    "caption_of_two": DoubtForm(
        "grave", message("a caption between two tables; it is taken for the one below it")
    ),
    "caption_missing": DoubtForm(
        "slight", message("a table without a caption, named by its place")
    ),
    "cell_uncertain": DoubtForm(
        "grave", message("{cell!r} was read with {share} % certainty, in column {column!r}")
    ),
    "other_mark": DoubtForm(
        "grave", message("{cell!r} has another decimal mark than column {column!r} around it")
    ),
    "letters_in_figure": DoubtForm(
        "slight", message("{cell!r} has letters where column {column!r} holds figures")
    ),
    "cell_over_columns": DoubtForm(
        "grave",
        message("{cell!r} is one merged cell over {columns}; it is taken for the first alone"),
    ),
    "crosses_and_ticks": DoubtForm(
        "grave", message("crosses stand beside ticks; both are taken to say that it is planned")
    ),
    "period_of_two": DoubtForm(
        "grave", message("the title names several periods ({periods}); the last is taken")
    ),
    "count_stated": DoubtForm(
        "slight",
        message("the text counts {count} {subject}, and table {named} prints {rows}"),
    ),
    "years_stated": DoubtForm(
        "slight", message("the text counts {count} years, and the road map is of {years}")
    ),
    "cited_two_ways": DoubtForm(
        "slight", message("{regulation} is cited with {period}, and elsewhere with {other}")
    ),
    "table_not_there": DoubtForm(
        "slight", message("the text refers to table {named}, which was not read")
    ),
    "told_by_space": DoubtForm(
        "grave",
        message(
            "no lines part the columns of a table on page {page}; its rows and columns were told by"
            " the space between the words"
        ),
    ),
    "pages_unread": DoubtForm("grave", message("pages that are pictures were not read: {pages}")),
    "picture_unread": DoubtForm(
        "slight", message("a picture on {share} % of page {page} was not read; it may hold a table")
    ),
    "picture_in_text": DoubtForm(
        "grave",
        message("a picture of {width} by {height} mm was not read ({why}); it may hold a table"),
    ),
    "object_unread": DoubtForm(
        "grave", message("an embedded object ({kind}) was not read; it may hold a table")
    ),
    "attachment_unread": DoubtForm(
        "slight", message("{count} files attached to the PDF were not read: {names}")
    ),
    "hidden_unread": DoubtForm(
        "slight",
        message("{count} cells in hidden rows or columns of sheet {sheet!r} were not read"),
    ),
    "drawing": DoubtForm(
        "grave",
        message("{count} lines on page {page} were taken for a drawing; no table was looked for"),
    ),
    "letters_unknown": DoubtForm(
        "grave",
        message("{count} signs on page {page} are of a font that does not say which letters"),
    ),
    "signs_unread": DoubtForm(
        "slight", message("{count} signs beside the tables of page {page} could not be read")
    ),
    "caption_uncertain": DoubtForm(
        "slight", message("the caption {caption!r} was read with {share} % certainty")
    ),
    "number_mended": DoubtForm("slight", message("{printed!r} was taken for {taken!r}")),
}
"""Every kind of doubt."""


@dataclass(frozen=True)
class Note:
    """One thing done: in which table, from which line of the document, what and why.

    Of a doubt ``code`` is its kind, ``at`` what it is about (``kind``, ``column:<head>``,
    ``cell:<row>:<head>``, ``row:<number>``, ``line:<number>``), ``proposed`` what was taken.
    """

    table: str
    line: int
    what: What
    reason: str
    code: str = ""
    at: str = ""
    proposed: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def weight(self) -> str:
        """How much hangs on a doubt; empty for a note that is none."""
        return DOUBTS[self.code].weight if self.code else ""

    def said(self, words: Language) -> str:
        """The reason in a language; that of a note which is no doubt stays as it is."""
        if not self.code:
            return self.reason
        return words.text(DOUBTS[self.code].sentence, **dict(self.details))


@dataclass
class Notes:
    """Notes in the order in which they were made."""

    notes: list[Note] = field(default_factory=list)

    def add(self, table: str, line: int, what: What, reason: str) -> None:
        """Note one thing."""
        self.notes.append(Note(table, line, what, reason))

    def doubt(
        self, code: str, table: str, line: int, at: str, proposed: str = "", **details: object
    ) -> None:
        """Note a doubt; ``details`` fill the places of its sentence."""
        held = tuple((name, str(value)) for name, value in details.items())
        what: What = "skipped" if code.startswith("block") else "doubtful"
        note = Note(table, line, what, "", code, at, proposed, held)
        reason = note.said(language("en"))
        self.notes.append(Note(table, line, what, reason, code, at, proposed, held))

    def take(self, others: "Notes", lines_above: int) -> None:
        """Take over the notes on a part of a document, whose lines were counted from 1."""
        for note in others.notes:
            line = note.line + lines_above
            at = f"line:{line}" if note.at == f"line:{note.line}" else note.at
            self.notes.append(replace(note, line=line, at=at))

    def in_document_order(self) -> list[Note]:
        """The notes by line of the document."""
        return sorted(
            self.notes,
            key=lambda note: (note.line, note.table, note.what, note.reason, note.at),
        )
