"""Printed names and the codes that they stand for.

Documents print one name in many ways: other case, markup, broken words, a hyphen with a
blank behind it. Two spellings that differ only so are the same name.
"""

import difflib
import re
from collections.abc import Iterable

_MARKUP = re.compile(r"<[^>]*>")
_NOT_TEXT = re.compile(r"[^\w%/+<>=]+")


def fold(printed: str) -> str:
    """Bring a printed name to the form in which names are compared.

    Markup, case, punctuation and white space do not tell names apart; letters, digits
    and the signs ``% / + < > =`` do.
    """
    return bare(printed).casefold()


def bare(printed: str) -> str:
    """A printed name without markup and punctuation, its words as they are written."""
    return _NOT_TEXT.sub(" ", _MARKUP.sub(" ", printed)).strip()


def nearest(printed: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names most like ``printed``, best first, for an error's next step."""
    by_form = {fold(name): name for name in known}
    forms = difflib.get_close_matches(fold(printed), by_form, n=count, cutoff=0.4)
    return [by_form[form] for form in forms]
