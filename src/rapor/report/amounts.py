"""Figures in words: as many decimals as the source prints, this language's separators."""

import re

from rapor.ground.language import Language

PERCENT_DECIMALS = 1
"""Percentages that we compute are shown with one decimal, as the regulations print theirs."""

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_DECIMALS = re.compile(r"[.,](\d+)$")


def decimals(printed: str, value: float) -> int:
    """How many decimals of ``value`` the printed cell shows.

    ``84,20`` shows two. A cell that does not hold the value, because a decision replaced
    it, says nothing: then as many as the value needs.
    """
    for figure in _FIGURE.findall(printed):
        found = _DECIMALS.search(figure)
        shown = len(found.group(1)) if found else 0
        digits = re.sub(r"\D", "", figure).lstrip("0")
        if digits == re.sub(r"\D", "", f"{abs(value):.{shown}f}").lstrip("0"):
            return shown
    return needed(value)


def needed(value: float) -> int:
    """How many decimals the value has, at most four."""
    return len(f"{value:.4f}".rstrip("0").rpartition(".")[2])


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
