"""One printed cell of a table: what it says, and how sure that is.

Road maps print figures in every way: ``3,00`` and ``3.2`` in one row, ``<0.04 per thn``,
``>92% per ASN``, ``57/CC``, ``B (66,2)``, ``80-90``, ``2,5±1``, ``WTP``, ``---``, ``Belum
Diisi``. A cell is one of three: *read* (a number, a range, a word, or a number with a word),
*missing* (blank, a dash, or words that say so), or *unreadable* (it says something, but not with
certainty).
What is read may still be no value of what is measured, or two numbers in one writing: that is
for ``rapor.catalogue.permitted`` to say, which knows the indicator. A cell that gives nothing
is neither zero nor dropped: its value and text are empty, and ``validate`` makes a finding of it.

Nothing here depends on a locale; digits are 0 to 9 only, so that a misread letter or a
foreign digit is never half a number.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rapor.ground.units import known_unit, normal_unit

Mark = Literal["comma", "point"]
"""The decimal mark that the cells around a figure show."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = re.compile(r"[-‐-―−_.…\s]+")
_MISSING_WORDS = frozenset(
    (
        "belum diisi",
        "belum ada",
        "belum ada data",
        "belum tersedia",
        "belum dinilai",
        "belum diukur",
        "belum rilis",
        "belum dirilis",
        "belum terbit",
        "belum diterbitkan",
        "belum keluar",
        "belum diumumkan",
        "belum dilaporkan",
        "menunggu hasil",
        "tbd",
        "tba",
        "tidak ada data",
        "tidak tersedia",
        "n/a",
        "na",
    )
)
_TICKS = frozenset("✓✔√☑vV●■•\uf0fc")
"""Marks in a plan's year that say that something is planned; the last is a tick of Wingdings."""
_WORDS = re.compile(r"[^\W\d_][^%<>=≥≤{}\[\]\\|@#$^*~`]*")
_MISREAD = re.compile(r"[Ool]+|I")
_GRADE = re.compile(r"[A-Z]{1,3}[+-]?")

_COMPARATORS = (
    (">=", r">=|=>|≥|minimal\b|min\b\.?|paling sedikit\b|sekurang-kurangnya\b"),
    ("<=", r"<=|=<|≤|maksimal\b|maks\b\.?|max\b\.?|paling banyak\b"),
    (">", r">|lebih dari\b|di ?atas\b"),
    ("<", r"<|kurang dari\b|di ?bawah\b"),
    ("=", r"="),
)
_BEHIND = (
    (">=", re.compile(r"\s*ke ?atas", re.IGNORECASE)),
    ("<=", re.compile(r"\s*ke ?bawah", re.IGNORECASE)),
)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_FIGURE = re.compile(
    r"(?P<comparator>" + "|".join(words for _, words in _COMPARATORS) + r")?\s*"
    r"(?:(?P<before>rp\b\.?|rp(?=[0-9])|level\b)\s*)?"
    rf"(?P<low>[-−]?{_NUMBER})"
    rf"(?P<to>\s*%?\s*(?:[-–—]|s\s?[./]?\s?d\b\.?|sampai(?: dengan)?\b|hingga\b)\s*"
    rf"(?P<high>{_NUMBER}))?"
    r"(?P<rest>(?![0-9.,]).*)?",
    re.IGNORECASE | re.DOTALL,
)
_WORD_FIRST = re.compile(
    rf"(?P<word>[^\W\d_][^\d()/%<>=]*?)\s*(?:\(\s*(?P<inside>{_NUMBER}\s*%?)\s*\)|/\s*(?P<after>{_NUMBER}))"
)
"""``B (66,2)``, ``BB/70``: the word of a number before it."""

_CATEGORY_LAST = re.compile(rf"(?P<number>{_NUMBER})\s+(?P<word>([A-E])\3?[+-]?)")
"""``60,84 B``: a category of a score is one letter or a doubled one, in all ministries' scales."""

_AROUND = re.compile(
    rf"(?P<middle>{_NUMBER})\s*%?\s*(?:±|\+\s*/?\s*[-−])\s*(?P<by>{_NUMBER})(?P<rest>(?![0-9.,]).*)?",
    re.DOTALL,
)
"""``2,5±1``: a range by its middle."""

_LEVEL_OF = re.compile(r"level\s*(?P<level>[0-9])\s*\((?P<number>[0-9][.,][0-9]+)\)", re.IGNORECASE)
"""``Level 3 (3,01)``: the level that a score reaches, and the score."""

_NO_CENTS = re.compile(r"(?<=[0-9])\s*,\s?[-–—]+$")
_MOST_DIGITS = 15
"""A float holds fifteen decimal digits without loss; a longer number is no figure."""


@dataclass(frozen=True)
class Reading:
    """What a printed cell says.

    ``comparator`` is ``=`` for a plain number and empty where there is no number;
    ``value_high`` is the upper bound of a range; ``text`` the word of the cell, also of a
    cell with a number and a word (``57/CC``); ``unit`` as printed in the cell, in one
    spelling, empty where none is printed.
    """

    state: Literal["read", "missing", "unreadable", "no_value", "ambiguous"]
    value: float | None = None
    value_high: float | None = None
    text: str = ""
    comparator: str = ""
    unit: str = ""

    @property
    def readable(self) -> bool:
        """Whether the cell gives a value or a word."""
        return self.state == "read"


MISSING = Reading("missing")
UNREADABLE = Reading("unreadable")
NO_VALUE = Reading("no_value")
"""A cell that can be read, and says what no value of the thing measured can be."""

AMBIGUOUS = Reading("ambiguous")
"""A cell whose number can be read in two ways, and nothing tells which is meant."""


def read_cell(printed: str, decimal: Mark = "point") -> Reading:
    """Read one printed cell; never raises, whatever the text.

    ``decimal`` decides the one form that is ambiguous by itself: a single point before
    three digits (``1.234``) is a decimal point, unless the cells around use a decimal
    comma; see ``decimal_mark``. A comma alone is always decimal, for Indonesian official
    writing does not group digits by it.
    """
    cell = " ".join(_INVISIBLE.sub("", printed).split())
    if _DASHES.fullmatch(cell) or not cell or cell.rstrip(".").casefold() in _MISSING_WORDS:
        return MISSING
    if cell in _TICKS:
        return Reading("read", text="✓")
    if any(unicodedata.category(letter)[0] == "N" for letter in cell):
        around = _AROUND.fullmatch(cell)
        return _range(around, decimal) if around else _figure(cell, decimal)
    if _WORDS.fullmatch(cell) and not _MISREAD.fullmatch(cell):
        return Reading("read", text=cell)
    return UNREADABLE


def decimal_mark(*neighbourhoods: Iterable[str]) -> Mark:
    """The decimal mark shown by the cells around a figure, nearest neighbourhood first.

    The first neighbourhood (its row, then its column) that shows a decimal mark decides; a
    comma goes before a point within one. Without any, a point is a decimal point.
    """
    marks = (marks_shown(cells) for cells in neighbourhoods)
    shown = next(filter(None, marks), {"point"})
    return "comma" if "comma" in shown else "point"


def marks_shown(cells: Iterable[str]) -> set[str]:
    """The decimal marks that cells show beyond doubt: none, one, or both."""
    marks = (_shown_mark(number) for cell in cells for number in re.findall(_NUMBER, cell))
    return {mark for mark in marks if mark}


def both_readings(printed: str) -> tuple[Reading, Reading] | None:
    """A cell as whole thousands and as a fraction, where one sign before three digits allows both.

    ``1.250 orang`` is 1250 or 1.25; so is ``1,250``, which official writing means as a fraction.
    None for every other cell: ``1.250,5`` and ``0,035`` say what they are, and money groups by
    points.
    """
    groups = {number for number in re.findall(_NUMBER, printed) if _grouped_once(number)}
    if not groups or read_cell(printed, "comma").unit.startswith("Rp"):
        return None
    whole = read_cell(printed.replace(",", ".") if "," in "".join(groups) else printed, "comma")
    fraction = read_cell(printed, "point")
    same = (whole.value, whole.value_high) == (fraction.value, fraction.value_high)
    return None if same or not whole.readable or not fraction.readable else (whole, fraction)


def _grouped_once(number: str) -> bool:
    return any(_grouped(number, sign) and number.count(sign) == 1 for sign in ".,")


def _shown_mark(number: str) -> Mark | None:
    """The decimal mark that a number shows beyond doubt, or None."""
    if re.fullmatch(r"[0-9]+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+", number):
        return "comma"
    if re.fullmatch(r"[0-9]+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+", number):
        return None if _grouped(number, ".") else "point"
    return None


def _grouped(number: str, sign: str) -> bool:
    """Whether every three digits stand behind ``sign``; ``0.035`` is not grouped."""
    return re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{sign}[0-9]{{3}})+", number) is not None


def _number(printed: str, decimal: Mark) -> float | None:
    """The number of digits, points and commas; None where they make no number."""
    digits = printed.replace("−", "-")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    if sum(letter.isdigit() for letter in digits) > _MOST_DIGITS:
        return None
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        group, mark = (".", ",") if digits.rindex(",") > digits.rindex(".") else (",", ".")
        whole, _, fraction = digits.rpartition(mark)
        if not _grouped(whole, group):
            return None
        plain = f"{whole.replace(group, '')}.{fraction}"
    elif points > 1 or commas > 1 or (points and decimal == "comma" and _grouped(digits, ".")):
        group = "." if points else ","
        if not _grouped(digits, group):
            return None
        plain = digits.replace(group, "")
    else:
        plain = digits.replace(",", ".")
    return float(sign + plain)


def _figure(cell: str, decimal: Mark) -> Reading:
    """Read a cell that holds digits: comparator, number or range, and what stands behind."""
    match = _FIGURE.fullmatch(_word_behind(_NO_CENTS.sub("", cell)))
    if not match:
        return UNREADABLE
    before = (match["before"] or "").rstrip(".").capitalize()
    # amounts of money group by points: their fractions, if any, stand behind a comma
    mark: Mark = "comma" if before == "Rp" else decimal
    value = _number(match["low"], mark)
    high = _number(match["high"], mark) if match["high"] else None
    comparator = _comparator(match["comparator"] or "")
    behind = _behind(match["rest"] or "", comparator)
    if value is None or behind is None:
        return UNREADABLE
    if match["to"] and (high is None or high < value or match["comparator"]):
        return UNREADABLE
    text, unit, comparator = behind
    if before and unit and before != "Rp":
        return UNREADABLE
    if "%" in (match["to"] or "") and not unit.startswith("%"):
        return UNREADABLE
    unit = " ".join(part for part in ("Rp" if before == "Rp" else before.lower(), unit) if part)
    return Reading("read", value, high, text, comparator, unit)


def _range(around: re.Match[str], decimal: Mark) -> Reading:
    """A range whose middle is printed, and how far it goes to both sides."""
    middle, by = (_number(around[name], decimal) for name in ("middle", "by"))
    behind = _behind(around["rest"] or "", "=")
    if middle is None or by is None or behind is None or behind[0]:
        return UNREADABLE
    ends = [float(Decimal(str(middle)) + Decimal(str(side))) for side in (-by, by)]
    return Reading("read", ends[0], ends[1], comparator="=", unit=behind[1])


def _word_behind(cell: str) -> str:
    """A cell of a number and its word, with the word in brackets behind.

    One digit in brackets behind a word is a note's number and not the word's.
    """
    first, last = _WORD_FIRST.fullmatch(cell), _CATEGORY_LAST.fullmatch(cell)
    if (scored := _LEVEL_OF.fullmatch(cell)) and scored["number"][0] == scored["level"]:
        return f"level {scored['number']}"
    if last:
        word, number = last["word"], last["number"]
    elif first:
        word, number = first["word"].strip(), (first["inside"] or first["after"]).strip()
        if first["after"] and not _GRADE.fullmatch(word):
            return cell
    else:
        return cell
    is_counted = sum(sign.isdigit() for sign in number) > 1
    is_open = word.rstrip(".").casefold() in ("rp", "level") or known_unit(word)
    return f"{number} ({word})" if is_counted and not is_open else cell


def _comparator(printed: str) -> str:
    for sign, words in _COMPARATORS:
        if re.fullmatch(words, printed, re.IGNORECASE):
            return sign
    return "="


def _behind(rest: str, comparator: str) -> tuple[str, str, str] | None:
    """Word, unit and comparator that follow from what stands behind a number."""
    if not rest.strip():
        return "", "", comparator
    for sign, words in _BEHIND:
        if words.fullmatch(rest):
            return ("", "", sign) if comparator == "=" else None
    if slashed := re.fullmatch(r"\s*/\s*(\S+)", rest):
        word = slashed[1]
        if _GRADE.fullmatch(word) and not known_unit(word):
            return word, "", comparator
    if bracketed := re.fullmatch(r"\s*(%?)\s*\(([^\W\d_][^\d()%<>=]*)\)", rest):
        return bracketed[2].strip(), bracketed[1], comparator
    glued = re.match(r"[^\W\d_]+", rest)
    if glued and not known_unit(glued[0]):
        return None
    unit = normal_unit(rest)
    return None if unit is None else ("", unit, comparator)
