"""The words and symbols of the statuses; a symbol never stands without its word."""

from dataclasses import dataclass

from rapor.language import Language
from rapor.report.content import Cell, Run, words
from rapor.report.message import message


@dataclass(frozen=True)
class Status:
    """How a status is shown: symbol, and the message of its word."""

    symbol: str
    word: str


STATUSES = {
    "achieved": Status("●", message("achieved")),
    "not_achieved": Status("▲", message("not achieved")),
    "no_data": Status("○", message("no data yet")),
    "no_target": Status("◇", message("no target for the year")),
    "not_comparable": Status("–", message("not comparable")),
}
"""In the order in which they are counted and listed."""


def word(language: Language, status: str) -> str:
    """The word of a status."""
    return language.text(STATUSES[status].word)


def status_cell(language: Language, status: str) -> Cell:
    """Symbol and word of a status."""
    symbol = Run(STATUSES[status].symbol, "symbol", status=status)
    return Cell(words(symbol, f" {word(language, status)}"))
