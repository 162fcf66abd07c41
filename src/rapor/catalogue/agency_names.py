"""Agencies as a cell names them: several in one, some of them for some years only.

Agencies are printed with every separator, or with none where a line break was lost
(``BPPKAD Inspektorat``): so the words are matched with the longest known name from each
place on. Words that join (``dan``, ``didukung``) are passed over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapor.catalogue.names import bare, fold
from rapor.catalogue.registers import Register

_CONNECTIVES = frozenset(
    "dan serta bersama dengan oleh didukung pendukung koordinator dikoordinir".split()
)
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class NamedAgency:
    """One agency of a cell: its code, its name as printed, and the years printed behind it.

    ``years`` is empty where the name holds without end, has one year for ``BKD (2022)`` and
    two for ``BKPSDM (2023-2026)``, the first and the last.
    """

    code: str
    printed: str
    years: tuple[int, ...] = ()

    def __str__(self) -> str:
        """The name with its years, as documents print it."""
        return f"{self.printed} ({'-'.join(map(str, self.years))})" if self.years else self.printed

    def holds_in(self, year: int) -> bool:
        """Whether the agency is named for a year."""
        return not self.years or self.years[0] <= year <= self.years[-1]


def named_agencies(register: Register, printed: str) -> tuple[list[NamedAgency], list[str]]:
    """The agencies that a cell names, in order, and the names that the register lacks."""
    written = bare(printed.replace("/", " ")).split()
    words = fold(printed.replace("/", " ")).split()
    found: list[NamedAgency] = []
    unknown: list[list[str]] = [[]]
    place = 0
    while place < len(words):
        code, length = _longest(register, words[place:])
        if code:
            years = _years(words[place + length :])
            found.append(NamedAgency(code, " ".join(written[place : place + length]), years))
        if code or words[place] in _CONNECTIVES or _YEAR.fullmatch(words[place]):
            unknown.append([])
        else:
            unknown[-1].append(words[place])
        place += length
    return found, [" ".join(name) for name in unknown if name]


def codes_in(named: Iterable[NamedAgency], year: int | None = None) -> list[str]:
    """Codes of the agencies that are named for a year, each once, in order; all without one.

    A year for which no name holds keeps them all: the document does not say whose it is.
    """
    all_named = list(named)
    holding = [one for one in all_named if year is None or one.holds_in(year)]
    return list(dict.fromkeys(one.code for one in holding or all_named))


def _years(words: list[str]) -> tuple[int, ...]:
    """The one or two years at the beginning of ``words``."""
    years: list[int] = []
    for word in words[:2]:
        if not _YEAR.fullmatch(word):
            break
        years.append(int(word))
    return tuple(years)


def _longest(register: Register, words: list[str]) -> tuple[str, int]:
    """Code and length of the longest known name at the beginning of ``words``."""
    for length in range(len(words), 0, -1):
        code = register.spellings.get(" ".join(words[:length]))
        if code:
            return code, length
    return "", 1
