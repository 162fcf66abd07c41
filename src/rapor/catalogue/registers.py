"""Registers of names: agencies, goals, themes and change areas; and agencies as cells name them.

A cell may name several agencies, some of them for some years only. They are printed with
every separator, or with none where a line break was lost (``BPPKAD Inspektorat``): so the
words are matched with the longest known name from each place on. Words that join (``dan``,
``didukung``) are passed over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import OSA

from rapor.catalogue.entries import AGENCIES, entries_of, read_entries
from rapor.catalogue.names import bare, fold
from rapor.ground.errors import Problems
from rapor.ground.shape import Flag, ListOf, as_printed

_CONNECTIVES = frozenset(
    "dan serta bersama dengan oleh didukung pendukung koordinator dikoordinir".split()
)
_YEAR = re.compile(r"[0-9]{4}")

REGISTER = entries_of(
    {
        "name": as_printed("the ministry's name"),
        "name_en": as_printed("the same in English"),
        "short": as_printed("for charts and narrow columns"),
        "spellings": ListOf(item=as_printed(), meaning="every other form that a document prints"),
        "without_areas": Flag(meaning="whether a goal is of rules that know no change areas"),
    },
    ("name",),
)
"""The shape of goals.yaml and areas.yaml."""


@dataclass(frozen=True)
class Register:
    """Codes with a name each, and every printed spelling of them."""

    names: dict[str, str]
    spellings: dict[str, str] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    """What should stand instead, by a printed spelling that people took for a mistake."""
    collective: set[str] = field(default_factory=set)
    """Codes that stand for many agencies at once, such as *Semua perangkat daerah*."""
    unread: dict[str, str] = field(default_factory=dict)
    """References of the names that nobody has read at their source, by code."""
    without_areas: set[str] = field(default_factory=set)
    """Goals of rules that know no change areas: what is under them has none, whatever is usual."""
    own: frozenset[str] = frozenset()
    """Codes that a city's own list has."""
    english: dict[str, str] = field(default_factory=dict)
    """Names in English, of codes that have one."""

    def find(self, printed: str) -> str | None:
        """Code that the printed name stands for, or None."""
        return self.spellings.get(fold(printed))


def read_agencies(path: Path, shown: str) -> Register:
    """Read an agencies.csv (agency, name, spelling), the national one or a city's own.

    An agency's own name is one of its spellings. A slash inside a spelling is a blank, as it
    is in the cells of a table, where it also stands between two agencies. ``meant``, where
    the column is there, is another spelling of the same agency that a wrongly printed one
    stands for; ``collective`` is ``true`` for a code that stands for many agencies at once.
    Further columns, such as the place where a spelling is printed, are for people.
    """
    problems = Problems()
    rows = AGENCIES.read(path, shown, problems)
    register = Register({})
    for number, row in enumerate(rows, start=2):
        register.names.setdefault(row["agency"], row["name"])
        known = {
            register.spellings.setdefault(_form(spelling), row["agency"])
            for spelling in (row["name"], row["spelling"])
        }
        if known != {row["agency"]} or register.names[row["agency"]] != row["name"]:
            problems.add(
                f"{shown} line {number}",
                f"{row['spelling']!r} or its name stands for two agencies",
                "one code a spelling, one name a code",
                "correct the line",
            )
        if row.get("collective", "") == "true":
            register.collective.add(row["agency"])
        if row.get("name_en", ""):
            register.english[row["agency"]] = row["name_en"]
        if row.get("meant", ""):
            register.meant[_form(row["spelling"])] = row["meant"]
    _check_meant(rows, register, shown, problems)
    problems.raise_if_any()
    return register


def _form(spelling: str) -> str:
    return fold(spelling.replace("/", " "))


def _check_meant(
    rows: list[dict[str, str]], register: Register, shown: str, problems: Problems
) -> None:
    for number, row in enumerate(rows, start=2):
        meant = row.get("meant", "")
        of_it = register.spellings.get(_form(meant)) == row["agency"]
        if meant and (not of_it or _form(meant) in register.meant):
            problems.add(
                f"{shown} line {number}",
                f"meant {meant!r}",
                f"a right spelling of {row['agency']} that has its own line",
                "add the line, or correct the cell",
            )


def check_own_codes(national: Register, own: Register, shown: str) -> None:
    """Raise ``DataRejected`` for a city's code that is most likely a national one misspelt.

    It is where a spelling of both has two codes that are one slip apart: a letter lost, doubled
    or wrong, or two in each other's place.
    """
    problems = Problems()
    for spelling, code in own.spellings.items():
        usual = national.spellings.get(spelling, code)
        if code not in national.names and OSA.distance(code, usual) == 1:
            step = f"write {usual!r}; another agency needs a code that is not so like it"
            problems.add(f"{shown} {code}", f"{spelling!r}, whose code is {usual!r}", usual, step)
    problems.raise_if_any()


def with_own(national: Register, own: Register) -> Register:
    """The agencies of a city: its own, then those that are usual everywhere.

    A city's line goes before a national one. Where it gives a national spelling another code,
    that agency is its own under the other code, so the national one is none of this city's.
    """
    replaced = {
        code
        for spelling, code in national.spellings.items()
        if own.spellings.get(spelling, code) != code and code not in own.names
    }
    kept = {spelling: code for spelling, code in national.spellings.items() if code not in replaced}
    return Register(
        own.names | {code: national.names[code] for code in kept.values() if code not in own.names},
        kept | own.spellings,
        {form: meant for form, meant in national.meant.items() if form in kept} | own.meant,
        own.collective | (national.collective - replaced - set(own.names)),
        own=frozenset(own.names),
        english={
            code: name
            for code, name in national.english.items()
            if own.names.get(code, national.names[code]) == national.names[code]
        }
        | own.english,
    )


def read_register(path: Path, shown: str) -> Register:
    """Read goals.yaml or areas.yaml: name and spellings per code, in the regulation's order."""
    problems = Problems()
    register = Register({}, {})
    for entry in read_entries(path, shown, REGISTER, problems):
        register.names[entry.code] = entry.text("name")
        if entry.text("name_en"):
            register.english[entry.code] = entry.text("name_en")
        if not entry.verified:
            register.unread[entry.code] = entry.reference
        if entry.values.get("without_areas") is True:
            register.without_areas.add(entry.code)
        for spelling in (entry.text("name"), *entry.items("spellings")):
            if register.spellings.setdefault(fold(str(spelling)), entry.code) != entry.code:
                problems.add(entry.where, f"{spelling!r} is also another's", "one code a name")
    problems.raise_if_any()
    return register


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
    named: list[NamedAgency] = []
    unknown: list[list[str]] = [[]]
    place = 0
    while place < len(words):
        code, length = _longest(register, words[place:])
        if code:
            years = _years(words[place + length :])
            named.append(NamedAgency(code, " ".join(written[place : place + length]), years))
        if code or words[place] in _CONNECTIVES or _YEAR.fullmatch(words[place]):
            unknown.append([])
        else:
            unknown[-1].append(words[place])
        place += length
    return named, [" ".join(name) for name in unknown if name]


def codes_in(named: Iterable[NamedAgency], year: int | None = None) -> list[str]:
    """Codes of the agencies that are named for a year, each once, in order; all without one.

    A year for which no name holds keeps them all: the document does not say whose it is.
    """
    all_named = list(named)
    holding = [agency for agency in all_named if year is None or agency.holds_in(year)]
    return list(dict.fromkeys(agency.code for agency in holding or all_named))


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
