"""The words and symbols of the statuses; a symbol never stands without its word."""

from dataclasses import dataclass

from rapor.ground.language import Language, message
from rapor.ground.period import ANNUAL
from rapor.write.content import Cell, Run, words


@dataclass(frozen=True)
class Status:
    """How a status is shown: symbol, and the message of its word.

    ``so_far`` is the word in a half year, where a target of the year is not lost yet.
    """

    symbol: str
    word: str
    so_far: str = ""


STATUSES = {
    "achieved": Status("●", message("achieved"), message("target of the year met so far")),
    "not_achieved": Status("▲", message("not achieved"), message("target of the year not met yet")),
    "no_data": Status("○", message("no data yet")),
    "no_target": Status("◇", message("no target for the year")),
    "not_comparable": Status("–", message("not comparable")),
}
"""In the order in which they are counted and listed."""


def word(language: Language, status: str, period: str = ANNUAL) -> str:
    """The word of a status in the report of a year, or of a half of it."""
    shown = STATUSES[status]
    return language.text(shown.word if period == ANNUAL else shown.so_far or shown.word)


def status_cell(language: Language, status: str, period: str = ANNUAL) -> Cell:
    """Symbol and word of a status."""
    symbol = Run(STATUSES[status].symbol, "symbol", status=status)
    return Cell(words(symbol, f" {word(language, status, period)}"))
