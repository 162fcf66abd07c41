"""The words by which printed names are compared: ``matching.yaml``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import REFERENCE, VERIFIED, items, mapping
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import NUMBERING, fold
from rapor.ground.errors import Problems
from rapor.ground.files import read_yaml
from rapor.ground.shape import Fields, ListOf, MapOf, Number, Shape, Text
from rapor.ground.units import counted, normal_unit
from rapor.ground.vocabularies import MEASURES

AMOUNT = "amount"
"""A number of rupiah, which counts like things do and is written as a value."""

_WORDS = ListOf(item=Text(), least=1)
_FORMS = MapOf(key=Text(), entry=_WORDS, called="form", least=1)
_SHARE = Number(low=0, high=100)
_LETTERS = Number(whole=True, low=1)
_MEASURE = Fields(
    fields={
        "words": _WORDS,
        "fits": ListOf(item=Text(words=(*MEASURES, AMOUNT)), least=1, meaning="measures"),
    },
    needed=("words", "fits"),
)
_BOUNDS: dict[str, Shape] = {
    "score": Number(low=0, high=100, meaning="least likeness of a near name to the printed one"),
    "one_letter_from": Number(whole=True, low=1, meaning="letters of a word with one slip"),
    "two_letters_from": Number(whole=True, low=1, meaning="letters of a word with two slips"),
    "shown": Number(low=0, high=100, meaning="least likeness of one of the nearest names"),
}
_FIELDS: dict[str, Shape] = {
    "bounds": Fields(fields=_BOUNDS, needed=tuple(_BOUNDS)),
    "scan": MapOf(key=Text(), entry=Text(), called="letter", meaning="letters that scans mix up"),
    "measures": MapOf(key=Text(), entry=_MEASURE, called="measure", least=1),
    "any_measure": ListOf(item=Text(), meaning="units that do not say how something is measured"),
    "changes": ListOf(item=Text(), meaning="words that begin the name of what may be below zero"),
    "shares": ListOf(item=Text(), meaning="words that begin the name of a share in per cent"),
    "left_out": Fields(
        fields={"labels": _WORDS, "agencies": _WORDS}, needed=("labels", "agencies")
    ),
    "tasks": _WORDS,
    "agency_heads": _WORDS,
    "same": _FORMS,
    "same_agencies": _FORMS,
    "right": _WORDS,
    "reference": REFERENCE,
    "verified": VERIFIED,
}
_OPTIONAL = ("any_measure", "changes", "shares")
SHAPE = Fields(fields=_FIELDS, needed=tuple(name for name in _FIELDS if name not in _OPTIONAL))
"""The shape of matching.yaml."""

Words = tuple[str, ...]
_BRACKET = re.compile(r"\(\s*([^()\s]{2,12})\s*\)")
_BROKEN = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
_NUMBERING = re.compile(rf"^{NUMBERING.pattern}|^\s*[0-9]{{1,2}}\s+")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_SMALL = frozenset("dan di ke atas pada untuk".split())
_MOST_TURNS = 3
"""Turns in which forms are replaced: an abbreviation may stand for words that have a form too."""


@dataclass(frozen=True)
class Core:
    """What tells a name apart: its ``words``, and the measures that its other words fit.

    ``measures`` is None where no word says how it is measured.
    """

    words: frozenset[str]
    measures: frozenset[str] | None = None

    def __str__(self) -> str:
        return " ".join(sorted(self.words))


@dataclass(frozen=True)
class Wording:
    """How the names of one kind, indicators or agencies, are compared.

    ``forms`` gives a run of words that it is compared as; ``left_out`` are words that tell no
    names apart; ``measures`` gives, for a word, the measures that it fits; ``right`` are words
    that are never mended; ``any_measure`` are units that say of no measure. The bounds are those
    of matching.yaml.
    """

    forms: Mapping[Words, Words]
    left_out: frozenset[str]
    measures: Mapping[str, frozenset[str]]
    right: frozenset[str]
    scan: Mapping[str, str]
    score: float
    one_letter_from: int
    two_letters_from: int
    shown: float
    any_measure: frozenset[str] = frozenset()

    def with_place(self, name: str) -> "Wording":
        """The same where the city's own name tells nothing apart."""
        return replace(self, left_out=self.left_out | set(fold(name).split()))

    def without(self, words: Iterable[str]) -> "Wording":
        """The same where further words tell nothing apart."""
        return replace(self, left_out=self.left_out | set(words))

    @property
    def known(self) -> frozenset[str]:
        """Every word that stands in matching.yaml for this kind of names."""
        of_forms = {word for run in (*self.forms, *self.forms.values()) for word in run}
        return self.left_out | self.right | frozenset(self.measures) | of_forms

    def core(self, words: Sequence[str]) -> Core:
        """The core of a name's words, see ``words_of``."""
        run = tuple(words)
        for _ in range(_MOST_TURNS):
            run = self._in_one_form(run)
        kept: set[str] = set()
        measures: frozenset[str] | None = None
        for place, word in enumerate(run):
            if word in self.measures:
                measures = (measures or frozenset()) | self.measures[word]
            elif not (word in self.left_out or _of_a_year(run, place)):
                kept.add(word)
        return Core(frozenset(kept), measures)

    def measured_in(self, unit: str) -> frozenset[str] | None:
        """The measures that a printed unit fits; None where it does not say."""
        words = words_of(unit)
        if all(word in self.any_measure or word.isdecimal() for word in words):
            return None
        measures = self.core(words).measures
        if measures is None and is_amount(unit):
            return frozenset({AMOUNT})
        if measures is None and counted(unit):
            return frozenset({"count", "milestone", "ordinal"})
        return measures

    def is_unit_of(self, unit: str, indicator: Indicator) -> bool:
        """Whether a printed unit may be the one that an indicator is measured in.

        Words for one kind of measure, such as *indeks* and *skor*, are one; amounts are also of
        one size, and counts of one thing.
        """
        wanted, measures = self.measured_in(unit), self.core(words_of(indicator.name)).measures
        if wanted is None or fold(indicator.unit) in ("", fold(unit)):
            return True
        shared = wanted & measures_of(indicator)
        if AMOUNT in shared and is_amount(unit):
            return _size(unit) == _size(indicator.unit)
        if "count" in shared and counted(unit) and counted(indicator.unit):
            return _thing(unit) == _thing(indicator.unit)
        return bool(shared) or wanted == measures

    def may_slip(self, word: str) -> bool:
        """Whether a known word is long enough for a slip, and no abbreviation of others."""
        form = self.forms.get((word,), ())
        return len(form) < 2 and self.slips(word) > 0

    def skeleton(self, word: str) -> str:
        """A word with the letters that scans mix up brought to one."""
        for read, letter in self.scan.items():
            word = word.replace(read, letter)
        return word

    def slips(self, word: str) -> int:
        """By how many letters a word may differ from a known one."""
        letters = len(word)
        return (letters >= self.one_letter_from) + (letters >= self.two_letters_from)

    def _in_one_form(self, run: Words) -> Words:
        longest = max(map(len, self.forms), default=0)
        made: list[str] = []
        place = 0
        while place < len(run):
            for length in range(min(longest, len(run) - place), 0, -1):
                form = self.forms.get(run[place : place + length])
                if form is not None:
                    break
            else:
                form, length = run[place : place + 1], 1
            made += form
            place += length
        return tuple(made)


def _of_a_year(run: Words, place: int) -> bool:
    """Whether a word is *tahun* before a year, or a year behind *tahun* or another year."""
    if run[place] == "tahun":
        return bool(_YEAR.fullmatch("".join(run[place + 1 : place + 2])))
    before = "".join(run[max(place - 1, 0) : place])
    return bool(_YEAR.fullmatch(run[place]) and (before == "tahun" or _YEAR.fullmatch(before)))


def measures_of(indicator: Indicator) -> frozenset[str]:
    """The measures that words about an indicator may fit: its own, and what its unit says."""
    if indicator.measure != "number":
        return frozenset({indicator.measure})
    if is_amount(indicator.unit):
        return frozenset({AMOUNT})
    return frozenset({"number", "percent"} if indicator.unit.startswith("%") else {"number"})


def is_amount(unit: str) -> bool:
    """Whether a unit is rupiah, or thousands and millions of them."""
    return fold(unit).split()[:1] == ["rp"] or "rupiah" in fold(unit).split()


def _size(unit: str) -> frozenset[str]:
    """The words of an amount's unit beside rupiah: *juta*, *miliar*."""
    return frozenset(fold(unit).split()) - {"rp", "rupiah"}


def _thing(unit: str) -> list[str]:
    """What is counted, in one spelling: the first word of the unit."""
    return (normal_unit(unit) or fold(unit)).split()[:1]


def without_numbering(printed: str) -> str:
    """A printed name without the numbers and letters of the lists that it stands in."""
    text = " ".join(printed.split())
    while (shorter := _NUMBERING.sub("", text, count=1)) != text and shorter:
        text = shorter
    return text


def words_of(printed: str) -> list[str]:
    """The words of a printed name, folded: without numbering, broken words joined.

    An abbreviation in brackets goes where its letters begin the words before it.
    """
    text = _BROKEN.sub("", without_numbering(printed.replace("\n", " ")))
    for bracket in reversed(list(_BRACKET.finditer(text))):
        if _abbreviates(bracket[1], text[: bracket.start()]):
            text = f"{text[: bracket.start()]} {text[bracket.end() :]}"
    return fold(text.replace("/", " ").replace("%", " % ")).split()


def _abbreviates(short: str, before: str) -> bool:
    """Whether the letters of ``short`` begin the last words before it, small words aside."""
    words = fold(before).split()
    for run in (words, [word for word in words if word not in _SMALL]):
        initials = "".join(word[0] for word in run[-len(short) :])
        if len(short) > 1 and initials == short.casefold():
            return True
    return False


@dataclass(frozen=True)
class Wordings:
    """What matching.yaml holds: the wording of labels and agencies, and words around them."""

    labels: Wording
    agencies: Wording
    tasks: frozenset[str]
    agency_heads: frozenset[str]
    changes: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()

    def names_share(self, label: str) -> bool:
        """Whether a label begins as that of a share does, which is given in per cent."""
        return next(iter(words_of(label)), "") in self.shares

    def names_change(self, label: str) -> bool:
        """Whether a label begins as that of a change does, whose figures may be below zero."""
        before = self.labels.left_out | frozenset(self.labels.measures)
        first = next((word for word in words_of(label) if word not in before), "")
        return first in self.changes


def read_wordings(path: Path, shown: str) -> Wordings:
    """Read matching.yaml; raises ``DataRejected`` with all problems of the file."""
    content, problems = read_yaml(path, shown), Problems()
    SHAPE.check(content, shown, problems)
    problems.raise_if_any()
    bounds, left_out = mapping(content["bounds"]), mapping(content["left_out"])
    measures = {
        word: frozenset(measure["fits"])
        for measure in mapping(content["measures"]).values()
        for word in measure["words"]
    }
    shared = {
        "right": frozenset(content["right"]),
        "scan": mapping(content["scan"]),
        "score": float(bounds["score"]),
        "one_letter_from": bounds["one_letter_from"],
        "two_letters_from": bounds["two_letters_from"],
        "shown": float(bounds["shown"]),
        "any_measure": frozenset(items(content.get("any_measure"))),
    }
    return Wordings(
        Wording(_forms(content["same"]), frozenset(left_out["labels"]), measures, **shared),
        Wording(_forms(content["same_agencies"]), frozenset(left_out["agencies"]), {}, **shared),
        frozenset(items(content["tasks"])),
        frozenset(items(content["agency_heads"])),
        frozenset(items(content.get("changes"))),
        frozenset(items(content.get("shares"))),
    )


def _forms(same: Mapping[str, Any]) -> dict[Words, Words]:
    return {
        tuple(fold(form).split()): tuple(fold(first).split())
        for first, forms in same.items()
        for form in forms
    }
