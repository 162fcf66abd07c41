"""What lines and cells of a head say of numbers and years, and no more than that."""

import re
from collections.abc import Sequence

from rapor.catalogue.headers import words_of

_ENUMERATOR = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[IVX]+)[.)]{0,2}$")
_COUNTED = re.compile(r"^\(?(\d{1,2})\)?\b")
_COUNTS_BELOW = re.compile(r"\b(?:tahun|thn?)\W*(?:ke\W*)?$", re.IGNORECASE)
_COUNTED_YEAR = re.compile(r"\b(?:tahun|thn?)\W*(?:ke\W{0,2})?([1-9]|I{1,3}|IV|V)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)[a-z]*\.?\s+20\d\d\b", re.IGNORECASE
)
_ROMAN = ("I", "II", "III", "IV", "V")
_YEAR_WORDS = frozenset(("tahun", "ta", "th", "thn", "t", "a", "ke"))
_COUNTS_OF_YEARS = frozenset("i ii iii iv v 1 2 3 4 5 t1 t2 t3 t4 t5 tahap".split())
"""What may stand beside a year that it counts: ``I (2021)``, ``Tahun ke-1 (2021)``."""
_PER_CENT = ("%", "persen")
"""The unit of figures, where it stands beside their year."""
_GLUED_YEAR = re.compile(r"(?:tahun|ta|thn?)?(20\d\d)")
_LEAST_COUNTED = 3


def is_bare_year(cell: str) -> bool:
    """Whether a cell says a year and no more: ``2022``, ``Tahun II (2022)``, ``2022 (%)``."""
    beside = (*_YEAR_WORDS, *_PER_CENT, *_COUNTS_OF_YEARS)
    words = [word for word in words_of(cell) if word not in beside]
    return len(words) == 1 and _GLUED_YEAR.fullmatch(words[0]) is not None


def says_only_year(cell: str) -> bool:
    """Whether a head cell says that years stand below it and no more: ``Tahun``, ``Tahun ke-``."""
    words = set(words_of(cell))
    return "tahun" in words and words <= _YEAR_WORDS


def is_dated(cell: str) -> bool:
    """Whether a cell names a month of a year: when something is to be done, and no figure."""
    return _MONTH.search(cell) is not None


def is_number_cell(text: str) -> bool:
    """Whether a text is what a column of numbers holds: ``3.``, ``a``, ``IV``."""
    return bool(_ENUMERATOR.match(text))


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a line numbers the columns: ``1 2 3``, ``(1) (2) (3)``, ``1 2 3=2/1``."""
    filled = [cell for cell in cells if cell]
    numbers = [match for match in map(_COUNTED.match, filled) if match]
    counted = [int(number[1]) for number in numbers] == list(range(1, len(filled) + 1))
    plain = list(cells) == [str(at + 1) for at in range(len(cells))]
    is_long = len(filled) >= _LEAST_COUNTED and 2 * len(filled) > len(cells)
    return plain or (bool(filled) and counted and is_long)


def numbers_all_columns(cells: Sequence[str]) -> bool:
    """Whether a line numbers every column and nothing else: no row of a table counts so."""
    counted = [cell.strip("().") for cell in cells]
    return len(cells) > _LEAST_COUNTED and counted == [str(at + 1) for at in range(len(cells))]


def counts_years(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line counts years below one head that says so: ``1 2 3`` below ``Tahun ke-``."""
    filled = [at for at, cell in enumerate(cells) if cell]
    heads = {next((up for up in reversed(above[: at + 1]) if up), "") for at in filled}
    counted = [cells[at].strip("().") for at in filled]
    is_counted = counted in (
        [str(number) for number in range(1, len(filled) + 1)],
        list(_ROMAN[: len(filled)]),
    )
    return len(filled) > 1 and is_counted and all(_COUNTS_BELOW.search(head) for head in heads)


def counted_in(path: Sequence[str]) -> int | None:
    """The year of the road map that the lowest two cells of a head count; None for none."""
    counted = _COUNTED_YEAR.search(" ".join(path[-2:]))
    if not counted:
        return None
    number = counted[1].upper()
    return int(number) if number.isdigit() else _ROMAN.index(number) + 1
