"""Printed names and the codes that they stand for.

Documents print one name in many ways: other case, markup, broken words, a hyphen with a
blank behind it. Two spellings that differ only so are the same name.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import entries_of, read_entries
from rapor.ground.errors import Problems
from rapor.ground.language import DOCUMENTS, Language
from rapor.ground.shape import Words

_MARKUP = re.compile(r"<[^>]*>")
_DEEP = r"[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?\s+(?=[^\W\d])"
"""Numbering of more than one depth before a name: ``3.2 Opini BPK``, ``1.2.1. Nilai SAKIP``."""
_LIST_LETTER = re.compile(rf"^(?:(?:[a-z]|\d{{1,2}})[.)]\s+|{_DEEP})", re.IGNORECASE)
NUMBERING = re.compile(rf"\s*(?:(?:[0-9]{{1,2}}|[A-Za-z]|[IVX]{{1,5}})\s*[.)]\s+|{_DEEP})")
"""What numbers a name in the list that it stands in."""
_NOT_TEXT = re.compile(r"[^\w%/+<>=]+")


ALIKE = 0.93
"""Share of common letters from which two names differ in spelling only: Prosentase, Persentase."""


def fold(printed: str) -> str:
    """Bring a printed name to the form in which names are compared.

    Markup, case, punctuation and white space do not tell names apart; letters, digits
    and the signs ``% / + < > =`` do.
    """
    return bare(printed).casefold()


def bare(printed: str) -> str:
    """A printed name without markup and punctuation, its words as they are written."""
    return _NOT_TEXT.sub(" ", _MARKUP.sub(" ", printed)).strip()


def without_letter(printed: str) -> str:
    """A printed label without the letter or number of the list that it stands in."""
    return _LIST_LETTER.sub("", " ".join(printed.split()))


def without_numbering(printed: str) -> str:
    """A printed name without the ``4.``, ``a.``, ``II.``, ``1)`` or ``3.2`` before it."""
    return NUMBERING.sub("", printed, count=1) if NUMBERING.match(printed) else printed


def printed_name(printed: str, official: str) -> str:
    """An indicator as its document prints it, with the catalogue's name where that differs.

    Spelling, punctuation and the place of an abbreviation make no other name: two forms that are
    alike but for a few letters, or have the same words, are one. A label that holds the whole name
    says it already.
    """
    label = without_letter(printed)
    if not label or difflib.SequenceMatcher(None, fold(label), fold(official)).ratio() > ALIKE:
        return label or official
    if sorted(fold(label).split()) == sorted(fold(official).split()):
        return label
    if f" {fold(official)} " in f" {fold(label)} ":
        return label
    return f"{label} ({official})"


def name_beside(language: Language, printed: str, official: str) -> str:
    """An indicator by its printed label and its name, that of the reader's language first."""
    if language.code == DOCUMENTS:
        return printed_name(printed, official)
    label = without_letter(printed)
    return f"{official} ({language.cited(label)})" if label not in ("", official) else official


def nearest(printed: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names most like ``printed``, best first, for an error's next step."""
    by_form = {fold(name): name for name in known}
    forms = difflib.get_close_matches(fold(printed), by_form, n=count, cutoff=0.4)
    return [by_form[form] for form in forms]


ABBREVIATIONS = entries_of(
    {
        "short": Words(meaning="the short form, as sentences write it"),
        "name": Words(meaning="what it stands for, in Indonesian"),
        "name_en": Words(meaning="the same in English"),
    },
    ("short", "name", "name_en"),
)
"""The shape of abbreviations.yaml."""


def read_abbreviations(path: Path, shown: str) -> Mapping[str, Mapping[str, str]]:
    """What each short form stands for, by language; raises ``DataRejected``."""
    problems = Problems()
    known = {
        entry.text("short"): {"id": entry.text("name"), "en": entry.text("name_en")}
        for entry in read_entries(path, shown, ABBREVIATIONS, problems)
    }
    problems.raise_if_any()
    return known


@dataclass
class FirstMentions:
    """Writes short forms in full where they are mentioned first: ``full name (SHORT)``.

    A text that has the full name says it itself. In brackets, in quotes and in the names that are
    ``kept`` as they are printed nothing is changed, and the form stays to be told at its next
    mention.
    """

    names: Mapping[str, str]
    kept: Collection[str] = ()

    def __post_init__(self) -> None:
        """Nothing is told yet."""
        self._told: set[str] = set()
        self._kept = {name for name in self.kept if name and name not in self.names}
        longest = [*_longest_first(self._kept), *_longest_first(self.names)]
        forms = "|".join(map(re.escape, longest))
        self._forms = re.compile(rf"(?<![\w/-])(?:{forms})(?![\w/-])|[(“]|[)”]")
        self._depth = 0

    def said(self, text: str) -> None:
        """Begin a text, which says itself what the full names in it are short for."""
        self._depth, folded = 0, text.casefold()
        self._told |= {short for short, name in self.names.items() if name.casefold() in folded}

    def write(self, part: str) -> str:
        """The next part of the text that was begun."""
        return self._forms.sub(self._mention, part) if self.names else part

    def _mention(self, match: re.Match[str]) -> str:
        form = match.group()
        if form in self._kept:
            return form
        if form in "(“":
            self._depth += 1
        elif form in ")”":
            self._depth = max(self._depth - 1, 0)
        elif not self._depth and form not in self._told:
            self._told.add(form)
            return f"{self.names[form]} ({form})"
        return form


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))
