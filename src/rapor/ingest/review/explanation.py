"""The first sheet of a review: what to do in ten lines, and how much waits on which sheet."""

from collections.abc import Sequence
from typing import Any

from rapor.ground.language import Language, message
from rapor.ground.text import for_file
from rapor.ingest.review.drafting import Draft
from rapor.ingest.review.questions import Question
from rapor.ingest.review.sheets import (
    DECISION,
    HEAD_ROW,
    Column,
    columns_of,
    doubt_words,
    sheet_title,
)
from rapor.write.form import Formats, print_on_paper, row_height

_LONGEST_KEY = 200
_WIDE = 90


_EXPLAINED = (
    (
        message("What this is"),
        message(
            "What was read of the documents, as proposals. Nothing of it has been written to"
            " the local government's data yet."
        ),
    ),
    (
        message("1. Where to begin"),
        message(
            "Take the sheets from left to right. Rows marked 'decide' stand first and"
            " need a decision; 'look at it' should be compared with the page; 'clear' may stay."
        ),
    ),
    (
        message("2. How to decide"),
        message(
            "Choose in the yellow column 'Decision'. An empty cell takes the proposal, except"
            " in rows marked 'decide'."
        ),
    ),
    (
        message("3. Many at once"),
        message("The first row of a sheet accepts all its open proposals. Read them before."),
    ),
    (
        message("4. Misprints"),
        message(
            "On the sheet of rows and cells write what the page prints, also where it is"
            " wrong. What is printed wrongly is decided on the last sheet."
        ),
    ),
    (
        message("5. Names"),
        message(
            "A label may be a known indicator or a new one; of a new one its unit, scale and"
            " direction are asked on a sheet of their own, when the review is made again."
        ),
    ),
    (
        message("6. Take over"),
        message(
            "rapor new-city --apply FILE --by NAME writes the local government's data, or says"
            " what is still undecided and writes nothing."
        ),
    ),
    (
        message("7. Again"),
        message(
            "rapor new-city with the same documents makes the review anew; every decision in"
            " it and in the local government's data is kept."
        ),
    ),
    (
        message("Protection"),
        message(
            "Everything but decisions and remarks is locked, without a password, against"
            " slips. Rows may be filtered; none may be removed."
        ),
    ),
)
"""What the first sheet says, label and text a row."""


def explanation_title(language: Language) -> str:
    """The name of the first sheet."""
    return language.text("How to review")


def write_explanation(
    page: Any, draft: Draft, asked: Sequence[str], lost: Sequence[Question], formats: Formats
) -> None:
    """The first sheet: what to do in ten lines, and how much waits on which sheet."""
    words = draft.language
    page.set_column(0, 0, 30)
    page.set_column(1, 1, _WIDE)
    page.set_column(2, 5, 13)
    page.set_row(0, 24)
    page.write_string(0, 0, words.text("Review of {city}", city=draft.slug), formats.title)
    row = 2
    for label, text in ((words.text(head), words.text(told)) for head, told in _EXPLAINED):
        page.set_row(row, row_height([(_WIDE, text)]))
        page.write_string(row, 0, label, formats.label)
        page.write_string(row, 1, text, formats.text)
        row += 1
    row = _counts(page, row + 1, draft, asked, formats)
    if lost:
        page.write_string(
            row + 1, 0, words.text("Decisions that fit nothing any more"), formats.label
        )
        for at, question in enumerate(lost, start=row + 2):
            page.write_string(
                at,
                0,
                f"{sheet_title(question.sheet, words)}: {question.key}"[:_LONGEST_KEY],
                formats.text,
            )
            page.write_string(at, 1, for_file(question.decision), formats.text)
    page.protect("", {"format_columns": True, "format_rows": True})
    print_on_paper(page)


def _counts(page: Any, row: int, draft: Draft, asked: Sequence[str], formats: Formats) -> int:
    """A line a sheet, with a link to it; how many wait is counted anew as the sheet is filled."""
    words = draft.language
    heads = (
        words.text("Sheet"),
        words.text("What stands there"),
        words.text("Rows"),
        words.text("Look at it"),
        words.text("Decide"),
        words.text("Still waiting"),
    )
    for at, head in enumerate(heads):
        page.write_string(row, at, head, formats.head if at < 2 else formats.head_right)
    told = _told(words)
    for sheet in asked:
        row += 1
        questions = list(draft.asking.questions[sheet].values())
        title = sheet_title(sheet, words)
        page.write_url(row, 0, f"internal:'{title}'!A1", formats.link, string=title)
        page.write_string(row, 1, told[sheet], formats.text)
        for at, count in enumerate(
            (
                len(questions),
                sum(held.doubt == "check" for held in questions),
                sum(held.doubt == "open" for held in questions),
            ),
            start=2,
        ):
            page.write_number(row, at, count, formats.count)
        waiting = sum(held.waits for held in questions)
        page.write_formula(row, 5, _still(sheet, draft, words), formats.count, waiting)
    return row + 1


def _still(sheet: str, draft: Draft, words: Language) -> str:
    """Counts the rows of a sheet that wait while it is filled."""
    questions = draft.asking.questions[sheet]
    pictures = any(held.picture for held in questions.values())
    columns = columns_of(sheet, words, pictures=pictures)
    last = HEAD_ROW + 1 + len(questions)
    doubt, decision = (_letter(columns, code) for code in ("doubt", DECISION))
    title, word = sheet_title(sheet, words), doubt_words(words)["open"]
    rows = f"{HEAD_ROW + 2}:${{0}}${last}"
    first, second = (f"'{title}'!${at}${rows.format(at)}" for at in (doubt, decision))
    return f'=COUNTIFS({first},"{word}",{second},"")'


def _letter(columns: Sequence[Column], code: str) -> str:
    at = next(at for at, column in enumerate(columns) if column.code == code)
    return chr(ord("A") + at)


def _told(words: Language) -> dict[str, str]:
    return {
        "documents": words.text(
            "Who the local government is, what each document is and says of itself"
        ),
        "tables": words.text("What each printed table is"),
        "columns": words.text("What each column holds, and for which year"),
        "cells": words.text("Rows that were not simply copied, and every cell with a figure"),
        "labels": words.text("Which indicator each printed label stands for"),
        "indicators": words.text("What has to be known of indicators that no register has"),
        "agencies": words.text("Which agency each printed name stands for"),
        "findings": words.text("What is wrong with the tables, by a try with all the proposals"),
    }
