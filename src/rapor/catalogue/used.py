"""What a city uses of the national catalogue, so that a change elsewhere makes none of its stages.

Most files count as a whole. Of the three lists that grow with every new city, indicators, labels
and agencies, only the entries count that the city's data can lead to: by a code that stands in its
files, or by a name that is printed in them. Rather one too many than one too few: an entry that
counts and is not used costs a few seconds, the other way round costs a wrong report.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.catalogue import (
    AGENCIES_FILE,
    INDICATORS,
    LABELS_FILE,
    Catalogue,
    load_catalogue,
)
from rapor.catalogue.names import fold
from rapor.ground.digests import combined, file_digest, read_once
from rapor.ground.paths import DOCUMENTS, GROUPS, HEADERS, PUBLISHED, Home
from rapor.ground.project_files import data_files

BY_ENTRY = (INDICATORS, LABELS_FILE, AGENCIES_FILE)
"""Files of which entries count."""
NOT_OF_A_CITY = (DOCUMENTS, GROUPS, HEADERS, PUBLISHED)
"""Files that no stage of one city rests on: for reading documents, and for comparing cities."""

_WORD = re.compile(r"\w+")
Digests = Mapping[str, str]


def used_reference(home: Home, city: str) -> Digests:
    """SHA-256 of what a city uses of each file of the catalogue, by path below the home.

    Raises as ``load_catalogue``.
    """
    whole = {home.relative(path): file_digest(path) for path in _whole_files(home)}
    if not (home.reference / INDICATORS).is_file():  # who needs a catalogue tells that it is none
        return whole
    return {**whole, **_used_entries(home, city)}


def _whole_files(home: Home) -> Iterator[Path]:
    by_entry = {home.reference / name for name in BY_ENTRY}
    files = {path for place in home.rests_on for path in data_files(place)}
    return (path for path in sorted(files - by_entry) if path.name not in NOT_OF_A_CITY)


@read_once(lambda home, city: (home.raw(city), *home.rests_on))
def _used_entries(home: Home, city: str) -> Digests:
    """The same of the files of which entries count."""
    national, texts = load_catalogue(home), _texts(home.raw(city))
    of_files = (path.read_text(encoding="utf-8", errors="replace") for path in _whole_files(home))
    named = {word for text in of_files for word in _WORD.findall(text)} | texts.words
    indicators = _used_indicators(national, texts, named)
    return {
        home.relative(home.reference / name): combined(entries)
        for name, entries in (
            (INDICATORS, _of_indicators(national, indicators)),
            (LABELS_FILE, _of_labels(national, texts, indicators)),
            (AGENCIES_FILE, _of_agencies(national, texts, named)),
        )
    }


@dataclass(frozen=True)
class _Texts:
    """What stands in a city's files: every word, and rows of cells in the form of names.

    Rows and not cells, because a name may go over two columns. ``apart`` has blanks for slashes,
    as names of agencies do.
    """

    words: frozenset[str]
    rows: str
    apart: str

    def print(self, form: str) -> bool:
        """Whether a name in its compared form is printed in one of the files."""
        return bool(form) and (form in self.rows or form in self.apart)


def _texts(folder: Path) -> _Texts:
    words: set[str] = set()
    rows: dict[str, None] = {}
    for path in data_files(folder):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        words.update(_WORD.findall(text))
        rows |= dict.fromkeys(_rows(path, text))
    joined = "\n".join(rows)
    return _Texts(frozenset(words), joined, joined.replace("/", " ").replace("  ", " "))


def _rows(path: Path, text: str) -> Iterator[str]:
    """The lines of a file as names are compared; of a table with its cells one after the other."""
    lines = csv.reader(text.splitlines(keepends=True)) if path.suffix == ".csv" else None
    for cells in lines or ([line] for line in text.splitlines()):
        yield " ".join(fold(cell) for cell in cells)


def _used_indicators(national: Catalogue, texts: _Texts, named: Iterable[str]) -> set[str]:
    """Codes that the city's data, or a file that counts as a whole, can lead to."""
    printed = {code for (_, form), code in national.labels.lines.items() if texts.print(form)}
    return (printed | set(named)) & set(national.indicators)


def _of_indicators(national: Catalogue, used: set[str]) -> list[str]:
    """The entries in use; every code, for ``validation.json`` lists them.

    Of all labels that with which words they begin, and of what measure they are: a rule tells
    labels from outcomes by what many of them have in common.
    """
    begins = {
        (form.partition(" ")[0], code, national.indicators[code].measure)
        for (_, form), code in national.labels.lines.items()
        if form and code
    }
    entries = (repr(national.indicators[code]) for code in sorted(used))
    return [*national.indicators, *map(repr, sorted(begins)), *entries]


def _of_labels(national: Catalogue, texts: _Texts, used: set[str]) -> list[str]:
    lines = sorted(national.labels.lines.items())
    return [
        repr((key, code, national.labels.printed[key]))
        for key, code in lines
        if code in used or texts.print(key[1])
    ]


def _of_agencies(national: Catalogue, texts: _Texts, named: set[str]) -> list[str]:
    register = national.agencies
    printed = {code for form, code in register.spellings.items() if texts.print(form)}
    used = sorted((printed | named) & set(register.names))
    entries = [repr((code, register.names[code], code in register.collective)) for code in used]
    spellings = sorted(register.spellings.items())
    return [
        *entries,
        *(repr((form, code, register.meant.get(form))) for form, code in spellings if code in used),
    ]
