"""What the sheets of a review are: titles, columns, names of codes, what a book says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapor.catalogue.city import KINDS, ROLES
from rapor.ground.language import Language, message
from rapor.ground.received.book import Bounds
from rapor.ingest.review.questions import Choice

VERSION = "1"
"""Version of the workbook. One of another version is refused: its columns may mean other things."""

BOUNDS = Bounds(
    "review workbook",
    rows=60_000,
    columns=60,
    cells=600_000,
    letters=40_000_000,
    elements=12_000_000,
    packed=128 * 1024 * 1024,
    unpacked=256 * 1024 * 1024,
    members=20_000,
)
"""How large a review may be: a regulation of 300 pages has some ten thousand cells of figures, and
a scanned one a picture of each that is doubted."""

IDENTITY_SHEET = "rapor"
"""A sheet that no menu shows: what the review is of, its rows, and the words to choose from."""

_MARK = "rapor-review"

KEY, CHECK, GIVEN = "key", "check", "given"
"""Codes of the hidden columns: the question's key, a digest of its locked cells, and the decision
that it was written with."""
DECISION, REMARK = "decision", "remark"
"""Codes of the columns that are filled."""
HIDDEN = (KEY, CHECK, GIVEN)

HEAD_ROW = 3
"""The row of the heads, counted from 0; above it stand what the sheet is, title and counts."""

LONGEST = 1000
"""Letters that a decision or a remark may have."""

KIND_NAMES = {
    "targets": message("targets by year"),
    "end_targets": message("baseline and end target"),
    "action_plan": message("action plan with yearly targets"),
    "activities": message("activities without figures"),
    "self_assessment": message("self-assessment scores"),
    "official_index": message("official index and scores"),
    "official_parameters": message("official measured values"),
    "achievement": message("achievement in words or figures"),
    "priorities": message("priorities"),
    "problems": message("problems by area"),
    "quick_wins": message("quick wins"),
    "review": message("findings of the internal review"),
    "recommendations": message("recommendations"),
    "teams": message("teams and their tasks"),
    "strategy": message("vision, mission, strategy"),
    "results": message("results of past years"),
    "unused": message("left out on purpose"),
}
"""What each kind of table is called."""

ROLE_NAMES = {
    "number": message("number of the row"),
    "label": message("name of the indicator"),
    "outcome": message("outcome"),
    "activity": message("activity"),
    "agencies": message("responsible agency"),
    "target": message("target"),
    "baseline": message("baseline"),
    "end_target": message("end target"),
    "realisation": message("realisation"),
    "quarter": message("quarter"),
    "budget": message("budget"),
    "value": message("value"),
    "weight": message("weight"),
    "ratio": message("ratio"),
    "scale": message("scale"),
    "owner": message("source of the data"),
    "part": message("part"),
    "goal": message("goal"),
    "area": message("change area"),
    "unit": message("unit"),
    "grade": message("grade"),
    "central_level": message("score of the central level"),
    "unit_level": message("score of the units"),
    "step": message("step"),
    "topic": message("topic"),
    "problem": message("problem"),
    "first": message("first priority"),
    "text": message("text, carries no figure"),
}
"""What each role of a column is called."""

OF_A_YEAR = ("target", "baseline", "end_target", "realisation", "quarter", "budget")
"""Roles whose columns are for one year."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: code, head in the language of the review, width in characters."""

    code: str
    head: str
    width: float


@dataclass(frozen=True)
class ReviewIdentity:
    """What a sheet says of itself, in a hidden cell: version, city, language, review, sheet.

    ``review`` names the workbook as it was written, by its content.
    """

    version: str
    city: str
    language: str
    review: str
    sheet: str = ""

    def __str__(self) -> str:
        parts = (self.version, self.city, self.language, self.review, self.sheet)
        return ";".join([_MARK, *parts])


def review_identity(text: object) -> ReviewIdentity | None:
    """The identity that a cell holds, or None."""
    if not isinstance(text, str) or not text.startswith(f"{_MARK};"):
        return None
    parts = text.split(";")[1:6]
    return ReviewIdentity(*parts) if len(parts) == 5 else None


def sheet_title(sheet: str, language: Language) -> str:
    """The name of a sheet."""
    titles = {
        "documents": language.text("Local government and documents"),
        "tables": language.text("Tables"),
        "columns": language.text("Columns"),
        "cells": language.text("Rows and cells"),
        "labels": language.text("Labels"),
        "indicators": language.text("New indicators"),
        "agencies": language.text("Agencies"),
        "findings": language.text("Findings of a try"),
    }
    return titles[sheet]


def _places(sheet: str, language: Language) -> list[tuple[str, float]]:
    """Heads and widths of the columns that say what a row is about."""
    table = (language.text("Table"), 10.0)
    page = (language.text("Page"), 8.0)
    where = (language.text("Table and row"), 18.0)
    question = (language.text("What is asked"), 24.0)
    return {
        "documents": [(language.text("About"), 26.0), question],
        "tables": [
            table,
            (language.text("Title"), 36.0),
            (language.text("Document"), 18.0),
            page,
            question,
        ],
        "columns": [
            table,
            (language.text("Head of the column"), 26.0),
            (language.text("First cells"), 36.0),
        ],
        "cells": [
            table,
            (language.text("Row"), 5.0),
            (language.text("What the row is about"), 36.0),
            (language.text("Column"), 18.0),
            page,
            (language.text("As read"), 14.0),
        ],
        "labels": [(language.text("Label as printed"), 44.0), where, (language.text("Unit"), 9.0)],
        "indicators": [(language.text("Label as printed"), 40.0), question],
        "agencies": [(language.text("Name as printed"), 36.0), where],
        "findings": [
            (language.text("Weight"), 11.0),
            (language.text("Table, row, column"), 22.0),
            (language.text("What was found"), 48.0),
            (language.text("Expected"), 24.0),
        ],
    }[sheet]


PICTURE = "picture"
_ORDER = "number"


def columns_of(sheet: str, language: Language, *, pictures: bool = False) -> list[Column]:
    """The columns of a sheet in their order; ``pictures`` adds that of cut-outs."""
    places = [
        Column(f"place{number}", head, width)
        for number, (head, width) in enumerate(_places(sheet, language))
    ]
    picture = [Column(PICTURE, language.text("On the page"), 30)] if pictures else []
    return [
        *(Column(code, code, 8) for code in HIDDEN),
        Column(_ORDER, language.text("No."), 5),
        *places,
        *picture,
        Column("proposal", language.text("Proposal"), 26),
        Column("reason", language.text("Reason"), 34),
        Column("doubt", language.text("Certainty"), 13),
        Column(DECISION, language.text("Decision"), 28),
        Column(REMARK, language.text("Remark"), 24),
    ]


def doubt_words(language: Language) -> dict[str, str]:
    """What each doubt is called; never told by a colour alone."""
    return {
        "open": language.text("decide"),
        "check": language.text("look at it"),
        "sure": language.text("clear"),
    }


def kind_choices(language: Language) -> tuple[Choice, ...]:
    """Every kind of table."""
    return tuple(Choice(code, language.text(KIND_NAMES.get(code, code))) for code in KINDS)


def role_choices(language: Language, years: Iterable[int]) -> tuple[Choice, ...]:
    """Every role, those of a year with each of the years: ``target 2024``."""
    every = sorted(set(years))
    choices = []
    for code in ROLES:
        name = language.text(ROLE_NAMES.get(code, code))
        if code in OF_A_YEAR and every:
            choices += [Choice(f"{code} {year}", f"{name} {year}") for year in every]
        else:
            choices.append(Choice(code, name))
    return tuple(choices)
