"""Printed names and the codes that they stand for.

Documents print one name in many ways: other case, markup, broken words, a hyphen with a
blank behind it. Two spellings that differ only so are the same name.
"""

import difflib
import re
from collections.abc import Iterable

from rapor.ground.language import DOCUMENTS, Language

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

    Spelling and punctuation make no other name: two forms that are alike but for a few
    letters are one. A label that holds the whole name says it already.
    """
    label = without_letter(printed)
    if not label or difflib.SequenceMatcher(None, fold(label), fold(official)).ratio() > ALIKE:
        return label or official
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
