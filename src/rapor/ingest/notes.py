"""What ingest did to a document beside copying it, for a person to look through.

A doubt is a note that proposes something: what was taken, where it stands in ``tables.yaml`` or in
a table, and how much hangs on it. A grave one stops ``rapor check`` until somebody has decided it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from rapor.catalogue.doubts import GRAVE
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

DOUBTS: Mapping[str, str] = {
    "results_or_targets": message(
        "{years} can be targets or results; neither head nor title tells for certain"
    ),
    "assessor_unsaid": message(
        "no word says whose assessment these scores are; taken for the local government's own"
    ),
    "figures_without_role": message(
        "column {column!r} holds figures, and its head does not say of what"
    ),
    "figures_unread": message(
        "column {column!r} holds figures that a table of kind {kind} does not give"
    ),
    "figures_as_text": message("column {column!r} holds figures, and is kept as words"),
    "words_as_figures": message("column {column!r} is taken for figures, and holds words: {cells}"),
    "numbers_not_first": message(
        "column {column!r} is taken to number the rows, and is not the first"
    ),
    "year_outside": message("column {column!r} is for {year}, outside the road map of {period}"),
    "without_year": message("column {column!r} names no year; taken for {year}"),
    "years_relative": message("heads count years from N, which the document says to be {year}"),
    "year_by_place": message(
        "column {column!r} names no year; by title or neighbours taken for {year}"
    ),
    "same_twice": message("columns {columns} are taken for the same: {role}"),
    "achieved_or_realised": message(
        "column {column!r} can be what was reached, or its share of the target"
    ),
    "several_labels": message("columns {columns} all name indicators; rows go by the first"),
    "label_by_place": message("no head names indicators; column {column!r} is taken for them"),
    "nothing_tidy": message("no row gives a figure: no column names what a row is about"),
    "figures_missing": message("no row gives a figure: no column has figures of a year"),
    "head_in_body": message("a row that reads like a head: {cells}"),
    "row_of_sums": message("a row of sums or means, taken for one like the others: {cells}"),
    "block_unread": message("cells that belong to no table: {cells}"),
    "caption_of_two": message("a caption between two tables; it is taken for the one below it"),
    "caption_missing": message("a table without a caption, named by its place"),
    "cell_uncertain": message("{cell!r} was read with {share} % certainty, in column {column!r}"),
    "word_uncertain": message("{cell!r} was read with {share} % certainty, in column {column!r}"),
    "figures_run_together": message(
        "{cell!r} holds more than one figure, in column {column!r}; a line between two cells may be"
        " faint, or somebody wrote beside what is printed"
    ),
    "rows_together": message(
        "a row with the numbers {numbers}: the line between the rows is faint, and they were read"
        " as one"
    ),
    "rows_lost": message("no row has the number {numbers}, which this one follows"),
    "number_misread": message(
        "{cell!r} stands in column {column!r} where the number {expected} follows"
    ),
    "page_unclear": message(
        "{share} % of the words on page {page} could hardly be read; scan it again, with 300 pixels"
        " an inch and lying flat"
    ),
    "sign_by_shape": message(
        "{cell!r} in column {column!r} is a sign that was told by its shape alone"
    ),
    "sign_lost": message(
        "{cell!r} in column {column!r} shows no {sign!r}, which the others of its row have"
    ),
    "mark_lost": message(
        "{cell!r} in column {column!r} is far from its row, and would fit it as {figure}"
    ),
    "other_mark": message("{cell!r} has another decimal mark than column {column!r} around it"),
    "letters_in_figure": message("{cell!r} has letters where column {column!r} holds figures"),
    "years_in_rows": message(
        "years head the rows of this table; it was turned, and its {columns} columns are rows"
    ),
    "roles_in_rows": message(
        "rows say what their figures are ({roles}); they were laid beside each other"
    ),
    "agencies_across": message(
        "columns of ticks below one head of agencies were laid together: {agencies}"
    ),
    "figures_together": message(
        "cells of column {column!r} hold several figures ({cells}); each has its own column"
    ),
    "figures_of_two": message(
        "cells of column {column!r} hold two figures ({cells}), and its head does not say which;"
        " taken for where the road map begins and what it aims at"
    ),
    "label_from_title": message("no head names the indicator; {label!r} is taken from the title"),
    "mark_in_figure": message(
        "{cell!r} may be {figure} with the mark of a footnote, in column {column!r}"
    ),
    "text_struck": message("{taken!r} is crossed out, and {cell!r} was taken for what is left"),
    "text_unseen": message(
        "{taken!r} cannot be seen on the page (hidden, or white on white), and {cell!r} was taken"
        " for what is left"
    ),
    "formula_without_result": message("{cell!r} stands where a formula has no result"),
    "formula_outdated": message(
        "{cell!r} was saved as the result of a formula whose cells give {value}"
    ),
    "shown_otherwise": message("a cell that holds {value} is shown as {cell!r}"),
    "cell_over_columns": message(
        "{cell!r} is one merged cell over {columns}; it is taken for the first alone"
    ),
    "crosses_and_ticks": message(
        "crosses stand beside ticks; both are taken to say that it is planned"
    ),
    "period_of_two": message("the title names several periods ({periods}); the last is taken"),
    "period_uncertain": message(
        "the years of the title ({printed}) may be misprinted or misread; taken for {period}"
    ),
    "count_stated": message("the text counts {count} {subject}, and table {named} prints {rows}"),
    "years_stated": message("the text counts {count} years, and the road map is of {years}"),
    "cited_two_ways": message("{regulation} is cited with {period}, and elsewhere with {other}"),
    "table_not_there": message("the text refers to table {named}, which was not read"),
    "told_by_space": message(
        "no lines part the columns of a table on page {page}; its rows and columns were told by"
        " the space between the words"
    ),
    "pages_unread": message("pages that are pictures were not read: {pages}"),
    "picture_unread": message(
        "a picture on {share} % of page {page} was not read; it may hold a table"
    ),
    "picture_in_text": message(
        "a picture of {width} by {height} mm was not read ({why}); it may hold a table"
    ),
    "object_unread": message("an embedded object ({kind}) was not read; it may hold a table"),
    "attachment_unread": message("{count} files attached to the PDF were not read: {names}"),
    "hidden_unread": message(
        "{count} cells in hidden rows or columns of sheet {sheet!r} were not read"
    ),
    "comments_unread": message("{count} comments beside the text were not read: {first!r}"),
    "drawing": message(
        "{count} lines on page {page} were taken for a drawing; no table was looked for"
    ),
    "letters_unknown": message(
        "{count} signs on page {page} are of a font that does not say which letters"
    ),
    "letters_beside": message("{count} letters beside the edges of page {page} were not read"),
    "signs_unread": message("{count} signs beside the tables of page {page} could not be read"),
    "caption_uncertain": message("the caption {caption!r} was read with {share} % certainty"),
    "number_mended": message("{printed!r} was taken for {taken!r}"),
}
"""Every kind of doubt and its sentence; how much hangs on it is data, ``doubt_weights.yaml``."""


@dataclass(frozen=True)
class Note:
    """One thing done: in which table, from which line of the document, what and why.

    Of a doubt ``code`` is its kind, ``at`` what it is about (``kind``, ``column:<head>``,
    ``cell:<row>:<head>``, ``row:<number>``, ``line:<number>``), ``proposed`` what was taken, and
    ``weight`` how much hangs on it; that of a note which is none is empty.
    """

    table: str
    line: int
    what: What
    reason: str
    code: str = ""
    at: str = ""
    proposed: str = ""
    details: tuple[tuple[str, str], ...] = ()
    weight: str = ""

    def said(self, words: Language) -> str:
        """The reason in a language; that of a note which is no doubt stays as it is."""
        if not self.code:
            return self.reason
        return words.text(DOUBTS[self.code], **dict(self.details))


@dataclass
class Notes:
    """Notes in the order in which they were made; ``weights`` says how much hangs on a doubt."""

    notes: list[Note] = field(default_factory=list)
    weights: Mapping[str, str] = field(default_factory=dict)

    def add(self, table: str, line: int, what: What, reason: str) -> None:
        """Note one thing."""
        self.notes.append(Note(table, line, what, reason))

    def doubt(
        self, code: str, table: str, line: int, at: str, proposed: str = "", **details: object
    ) -> None:
        """Note a doubt; ``details`` fill the places of its sentence."""
        held = tuple((name, str(value)) for name, value in details.items())
        what: What = "skipped" if code.startswith("block") else "doubtful"
        weight = self.weights.get(code, GRAVE)
        note = Note(table, line, what, "", code, at, proposed, held, weight)
        self.notes.append(replace(note, reason=note.said(language("en"))))

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
