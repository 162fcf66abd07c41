"""Figures and their sources in words, as every room writes them.

A figure has as many decimals as its source prints and this language's separators. The
short source of a printed cell is ``T 3.11, r 2`` (table, row), with the page where it is known,
or ``R 7`` (row of the city's list of published realisations).
"""

import re

from rapor.ground.language import MOST_DECIMALS, Language, message
from rapor.ground.ref import PrintedRows, Ref
from rapor.ground.rounding import rounded

PERCENT_DECIMALS = 1
"""Percentages that we compute are shown with one decimal, as the regulations print theirs."""

PUBLISHED = "realisation"
"""Table name of the city's list of published realisations."""

REPORTED = "activity-realisation"
"""Table name of the city's list of reported activities."""

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_DECIMALS = re.compile(r"[.,](\d+)$")


def decimals(printed: str, value: float) -> int:
    """How many decimals of ``value`` the printed cell shows.

    ``84,20`` shows two. A cell that does not hold the value, because a decision replaced
    it, says nothing: then as many as the value needs.
    """
    for figure in _FIGURE.findall(printed):
        fraction = _DECIMALS.search(figure)
        shown = len(fraction.group(1)) if fraction else 0
        digits = re.sub(r"\D", "", figure).lstrip("0")
        if digits == re.sub(r"\D", "", f"{rounded(abs(value), shown):f}").lstrip("0"):
            return shown
    return needed(value)


def needed(value: float) -> int:
    """How many decimals the value has, at most four."""
    return len(f"{rounded(value, MOST_DECIMALS):f}".rstrip("0").rpartition(".")[2])


def figure(language: Language, value: float, printed: str = "") -> str:
    """A value with the decimals of its printed cell."""
    return language.number(value, decimals(printed, value))


def percent(language: Language, value: float) -> str:
    """A percentage of ours, without its sign."""
    return language.number(value, PERCENT_DECIMALS)


def apart(language: Language, value: float, *sides: tuple[str, float | None]) -> str:
    """The size of a difference, with the decimals of the finer of its printed sides."""
    finest = [decimals(printed, side) for printed, side in sides if side is not None]
    return language.number(abs(value), max(finest, default=needed(value)))


def planned(
    language: Language,
    value: float | None,
    words: str,
    printed: str = "",
    *,
    comparator: str = "=",
    high: float | None = None,
) -> str:
    """A target or a realisation: a figure, a range, an inequality or a word."""
    if value is None:
        return words
    shown = figure(language, value, printed)
    if high is not None:
        return f"{shown}–{figure(language, high, printed)}"
    sign = {"=": "", "": "", ">=": "≥ ", "<=": "≤ "}.get(comparator, f"{comparator} ")
    return f"{sign}{shown}"


def short_source(language: Language, ref: Ref, rows: PrintedRows, page: str = "") -> str:
    """The short source of a cell, its row counted as the page does.

    ``page`` is where its document prints it, if it has pages.
    """
    table, row = ref.line
    if table == PUBLISHED:
        return language.text("R {row}", row=row)
    if table == REPORTED:
        return language.text("A {row}", row=row)
    pattern = message("T {table}, r {row}")
    if rows.is_heading(ref):
        pattern = message("T {table}, heading {row}")
    place = language.text(pattern, table=table, row=rows.number(ref))
    return language.text("{place}, p. {page}", place=place, page=page) if page else place


def full_source(language: Language, ref: Ref, rows: PrintedRows) -> str:
    """The source of a cell in words, its row counted as the page does."""
    if ref.table == PUBLISHED:
        return language.text("List of published realisations, row {row}", row=ref.row)
    if ref.table == REPORTED:
        return language.text("List of reported activities, row {row}", row=ref.row)
    pattern = message("Table {table}, row {row}, column {column}")
    if rows.is_heading(ref):
        pattern = message("Table {table}, heading {row}, column {column}")
    row = rows.number(ref)
    column = language.cited(ref.column)
    return language.text(pattern, table=ref.table, row=row, column=column)
