"""Writing a review as a workbook: the same bytes for the same review, no formula from data.

The first row of a sheet is hidden and says what the sheet is and what each column holds; the
first columns are hidden and name each row, so that sorted rows and moved columns are still known.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from PIL import Image

from rapor.ground.digests import combined
from rapor.ground.text import for_file, from_cell
from rapor.ingest.review.drafting import Draft
from rapor.ingest.review.explanation import explanation_title, write_explanation
from rapor.ingest.review.questions import DOUBTS, SHEETS, Question
from rapor.ingest.review.sheets import (
    CHECK,
    DECISION,
    GIVEN,
    HEAD_ROW,
    HIDDEN,
    IDENTITY_SHEET,
    KEY,
    LONGEST,
    PICTURE,
    REMARK,
    VERSION,
    ReviewIdentity,
    columns_of,
    doubt_words,
    sheet_title,
)
from rapor.write.form import Formats, FormBook, Words, print_on_paper, row_height, write_lists

_FIRST_LIST = 4
_LONGEST_CELL = 2000
_MOST_WORDS = 250
_TALLEST_PICTURE = 480
"""Pixels: less than the tallest row of a spreadsheet; many cut-outs stand on one sheet."""
_PICTURE_DOTS = 96 / 150
"""A cut-out has 150 dots an inch, and a spreadsheet shows 96."""
_POINTS = 0.75
_FROZEN = len(HIDDEN) + 2


@dataclass(frozen=True)
class DocumentPlace:
    """A document as the workbook knows it: name, SHA-256, and its path from the workbook."""

    name: str
    sha256: str
    path: str


def check_of(question: Question) -> str:
    """A digest of what is locked in a question's row, as its cells show it."""
    proposal = question.word(question.proposal) if question.proposal else ""
    return digest_of(map(cell_text, question.place), cell_text(proposal))


def cell_text(text: str) -> str:
    """A text as a locked cell shows it; a very long one is cut."""
    return for_file(text)[:_LONGEST_CELL]


def digest_of(places: Iterable[str], proposal: str) -> str:
    """A digest of what a row's cells say, whatever a spreadsheet does to their white space."""
    text = "\n".join(map(from_cell, places)).rstrip("\n")
    return sha256(f"{text}\n\n{from_cell(proposal)}".encode()).hexdigest()[:16]


def review_of(draft: Draft) -> str:
    """The name of a review by its content: the questions, and what it was written with."""
    parts = (
        f"{held.sheet}\n{held.key}\n{check_of(held)}\n{held.decision}"
        for held in draft.asking.all()
    )
    return combined([*(document.sha256 for document in draft.documents), *parts])[:16]


def workbook(draft: Draft, places: Sequence[DocumentPlace], lost: Sequence[Question]) -> bytes:
    """The review as an .xlsx file; ``lost`` are decisions that fit nothing any more."""
    words = draft.language
    book = FormBook(words.text("Review of {city}", city=draft.slug))
    identity = ReviewIdentity(VERSION, draft.slug, words.code, review_of(draft))
    first = book.sheet(explanation_title(words))
    asked = [sheet for sheet in SHEETS if draft.asking.questions[sheet]]
    pages = {sheet: book.sheet(sheet_title(sheet, words)) for sheet in asked}
    ranges = _identity(book, draft, identity, places)
    for sheet, page in pages.items():
        _SheetWriter(page, sheet, draft, identity, book.formats, ranges).write()
    write_explanation(first, draft, asked, lost, book.formats)
    first.activate()
    return book.content()


def _identity(
    book: FormBook, draft: Draft, identity: ReviewIdentity, places: Sequence[DocumentPlace]
) -> dict[Words, str]:
    """Write the hidden sheet; return where each list of words stands, as a range."""
    page = book.sheet(IDENTITY_SHEET)
    page.very_hidden()
    page.protect()
    page.write_string(0, 0, str(identity))
    for row, place in enumerate(places, start=1):
        for column, text in enumerate((place.name, place.sha256, place.path), start=1):
            page.write_string(row, column, text)
    for row, sheet in enumerate(SHEETS, start=1 + len(places)):
        page.write_string(row, 0, f"{sheet}={len(draft.asking.questions[sheet])}")
    lists = {_words(question) for question in draft.asking.all()} - {()}
    return write_lists(page, lists, _FIRST_LIST)


def _words(question: Question) -> Words:
    return tuple(for_file(choice.word)[:_MOST_WORDS] for choice in question.choices)


def in_order(questions: Mapping[str, Question]) -> list[Question]:
    """The questions of a sheet as they are shown: what waits first, else as they were asked.

    What is about the same thing stays together where the sheet is short on doubt.
    """
    return sorted(questions.values(), key=lambda held: (held.key != "*", DOUBTS.index(held.doubt)))


class _SheetWriter:
    """Writes one sheet."""

    def __init__(
        self,
        page: Any,
        sheet: str,
        draft: Draft,
        identity: ReviewIdentity,
        formats: Formats,
        ranges: Mapping[Words, str],
    ) -> None:
        self._page, self._sheet, self._formats, self._ranges = page, sheet, formats, ranges
        self._words = draft.language
        self._questions = in_order(draft.asking.questions[sheet])
        self._identity = str(ReviewIdentity(*_parts(identity), sheet))
        has_pictures = any(question.picture for question in self._questions)
        self._columns = columns_of(sheet, self._words, pictures=has_pictures)

    def write(self) -> None:
        self._head()
        for number, question in enumerate(self._questions, start=1):
            self._question(HEAD_ROW + number, number, question)
        self._set_up()

    def _head(self) -> None:
        page, words = self._page, self._words
        waiting = sum(question.waits for question in self._questions)
        for at, column in enumerate(self._columns):
            page.write_string(0, at, self._identity if column.code == KEY else column.code)
            look = (
                self._formats.head_fill if column.code in (DECISION, REMARK) else self._formats.head
            )
            page.write_string(HEAD_ROW, at, column.head, look)
            page.set_column(at, at, column.width, None, {"hidden": column.code in HIDDEN})
        page.set_row(0, None, None, {"hidden": True})
        page.write_string(1, len(HIDDEN), sheet_title(self._sheet, words), self._formats.title)
        counted = words.plural(
            "{count} row waits for a decision when this was written.",
            "{count} rows wait for a decision when this was written.",
            waiting,
        )
        page.write_string(2, len(HIDDEN), counted, self._formats.subtitle)
        page.set_row(HEAD_ROW, 30)

    def _question(self, row: int, number: int, question: Question) -> None:
        texts = self._texts(number, question)
        look = self._formats.of_doubt[question.doubt]
        for at, column in enumerate(self._columns):
            text = cell_text(texts.get(column.code, ""))
            if column.code in (DECISION, REMARK):
                shape = self._formats.fill_text
            else:
                shape = look if column.code == "doubt" else self._formats.fixed
            if text:
                self._page.write_string(row, at, text, shape)
            else:
                self._page.write_blank(row, at, None, shape)
            if column.code == DECISION:
                self._page.data_validation(row, at, row, at, self._rule(question))
        heights = [
            row_height(
                (c.width, texts.get(c.code, "")) for c in self._columns if c.code not in HIDDEN
            )
        ]
        if question.picture:
            heights.append(self._picture(row, question.picture))
        self._page.set_row(row, max(heights))

    def _texts(self, number: int, question: Question) -> dict[str, str]:
        places = {f"place{at}": text for at, text in enumerate(question.place)}
        return places | {
            KEY: question.key,
            CHECK: check_of(question),
            GIVEN: question.word(question.decision) if question.decision else "",
            "number": str(number),
            "proposal": question.word(question.proposal) if question.proposal else "",
            "reason": question.reason,
            "doubt": doubt_words(self._words)[question.doubt],
            DECISION: question.word(question.decision) if question.decision else "",
            REMARK: question.remark,
        }

    def _picture(self, row: int, picture: bytes) -> float:
        at = next(at for at, column in enumerate(self._columns) if column.code == PICTURE)
        with Image.open(io.BytesIO(picture)) as image:
            width, height = image.size
        wide = self._columns[at].width * 7 - 8
        scale = min(_PICTURE_DOTS, wide / width, _TALLEST_PICTURE / height)
        self._page.insert_image(
            row,
            at,
            f"{row}.png",
            {
                "image_data": io.BytesIO(picture),
                "x_scale": scale,
                "y_scale": scale,
                "x_offset": 3,
                "y_offset": 3,
                "object_position": 1,
                "description": self._words.text("The cell on its page"),
            },
        )
        return float(height * scale * _POINTS + 6)

    def _rule(self, question: Question) -> dict[str, Any]:
        """The drop-down of a decision; where a text is taken too, another entry only warns."""
        words = self._words
        hint = words.text("Leave it empty to take the proposal.")
        if question.doubt == "open":
            hint = words.text("This row waits for a decision; the proposal counts only if chosen.")
        shared = {"input_title": words.text("Decision"), "input_message": hint}
        if not question.choices:
            return {"validate": "length", "criteria": "<=", "value": LONGEST, **shared}
        listed = self._ranges[_words(question)]
        kind = "warning" if question.shape else "stop"
        error = words.text("Please choose from the list.")
        return {
            "validate": "list",
            "source": listed,
            "error_type": kind,
            "error_message": error,
            **shared,
        }

    def _set_up(self) -> None:
        page, last = self._page, HEAD_ROW + len(self._questions)
        page.autofilter(HEAD_ROW, len(HIDDEN), last, len(self._columns) - 1)
        allowed = ("format_columns", "format_rows", "autofilter", "sort")
        page.protect("", dict.fromkeys(allowed, True))
        page.freeze_panes(HEAD_ROW + 1, _FROZEN)
        print_on_paper(page)
        page.repeat_rows(HEAD_ROW)
        page.set_footer("&R&8&P/&N")
        decision = next(at for at, c in enumerate(self._columns) if c.code == DECISION)
        page.set_selection(HEAD_ROW + 1, decision, HEAD_ROW + 1, decision)


def _parts(identity: ReviewIdentity) -> tuple[str, str, str, str]:
    return identity.version, identity.city, identity.language, identity.review
