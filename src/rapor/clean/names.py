"""Printed names and the codes of the catalogue that they stand for.

A name that the catalogue does not know is a problem with its nearest candidates, never a
guess: a figure under the wrong indicator would be worse than none.
"""

import re
from dataclasses import dataclass

from rapor.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold, nearest
from rapor.catalogue.registers import Register
from rapor.errors import Problems

_NUMBERING = re.compile(r"\s*(?:[0-9]{1,2}|[A-Za-z]|[IVX]{1,5})\s*[.)]\s+")
_CONNECTIVES = frozenset(
    "dan serta bersama dengan oleh didukung pendukung koordinator dikoordinir".split()
)
_YEARS = re.compile(r"[0-9]{4}")
_NOT_KNOWN = Register({}, {})


def without_numbering(printed: str) -> str:
    """A printed name without the ``4.``, ``a.``, ``II.`` or ``1)`` before it."""
    return _NUMBERING.sub("", printed, count=1) if _NUMBERING.match(printed) else printed


@dataclass(frozen=True)
class Names:
    """Finds the codes of a city's printed names, and notes those that have none."""

    city: str
    catalogue: Catalogue
    problems: Problems

    def known_indicator(self, table: str, printed: str) -> Indicator | None:
        """The indicator that a label stands for, or None; no problem is noted."""
        for label in (printed, without_numbering(printed)):
            code = self.catalogue.labels.find(self.city, table, label)
            if code:
                return self.catalogue.indicators[code]
        return None

    def indicator(self, table: str, where: str, printed: str) -> Indicator | None:
        """The indicator that a label stands for; a problem when there is none."""
        found = self.known_indicator(table, printed)
        if found is None:
            like = nearest(without_numbering(printed), self.catalogue.labels.spellings)
            self._unknown(where, f"label {printed!r}", "a label of labels.csv", like, "labels.csv")
        return found

    def area(self, where: str, printed: str) -> str:
        """Code of a change area; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.areas, "areas.yaml")

    def goal(self, where: str, printed: str) -> str:
        """Code of a reform goal; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.goals, "goals.yaml")

    def agencies(self, where: str, printed: str) -> list[str]:
        """Codes of all agencies named in one cell, in order, each once.

        Agencies are printed with every separator, or with none where a line break was
        lost (``BPPKAD Inspektorat``): so the words are matched with the longest known
        name from each place on. Words that join (``dan``, ``didukung``) and years that
        limit a name (``BKD (2022)``) are passed over; all others are a problem.
        """
        register = self.catalogue.agencies.get(self.city, _NOT_KNOWN)
        found, unknown = _split_agencies(register, printed)
        for name in unknown:
            like = nearest(name, register.spellings)
            self._unknown(
                where,
                f"agency {name!r} in {printed!r}",
                "an agency of agencies.csv",
                like,
                "agencies.csv",
            )
        return found

    def known_agencies(self, printed: str) -> list[str]:
        """Codes of the agencies in one cell that are known; no problem is noted."""
        return _split_agencies(self.catalogue.agencies.get(self.city, _NOT_KNOWN), printed)[0]

    def _registered(self, where: str, printed: str, register: Register, file: str) -> str:
        for name in (printed, without_numbering(printed)):
            code = register.find(name)
            if code:
                return code
        like = nearest(without_numbering(printed), register.names.values())
        self._unknown(where, f"name {printed!r}", f"a name of {file}", like, file)
        return ""

    def _unknown(self, where: str, found: str, expected: str, like: list[str], file: str) -> None:
        candidates = f"{expected}, nearest: {', '.join(map(repr, like))}" if like else expected
        self.problems.add(
            where,
            f"{found} is not in the catalogue",
            candidates,
            f"correct the cell, or add it to data/reference/{file}",
        )


def _split_agencies(register: Register, printed: str) -> tuple[list[str], list[str]]:
    """Codes of the known names of a cell, each once, and the names that are not known."""
    words = fold(printed.replace("/", " ")).split()
    found: list[str] = []
    unknown: list[list[str]] = [[]]
    place = 0
    while place < len(words):
        code, length = _longest(register, words[place:])
        if code:
            found.append(code)
        if code or words[place] in _CONNECTIVES or _YEARS.fullmatch(words[place]):
            unknown.append([])
        else:
            unknown[-1].append(words[place])
        place += length
    return list(dict.fromkeys(found)), [" ".join(name) for name in unknown if name]


def _longest(register: Register, words: list[str]) -> tuple[str, int]:
    """Code and length of the longest known name at the beginning of ``words``."""
    for length in range(len(words), 0, -1):
        code = register.spellings.get(" ".join(words[:length]))
        if code:
            return code, length
    return "", 1
