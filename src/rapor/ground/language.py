"""One message catalogue for everything that a city government reads.

Messages are written in English in the code and translated into Indonesian in
``locale/id/LC_MESSAGES/rapor.po``, which ``make messages`` keeps in step with the code.
Grades, names of offices and what documents print are never translated; what the catalogue
names has its English name there (``catalogue/english.py``). Numbers and dates are
Babel's: ``1.234,5`` and ``17 Agustus 2024`` in Indonesian.
"""

import datetime
import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.plaintext import decoded
from rapor.ground.rounding import rounded

LANGUAGES = ("id", "en")
DOCUMENTS = "id"
"""The language of documents, and of what people write in a city's data."""
_SHOWN = "src/rapor/locale/{code}/LC_MESSAGES/rapor.po"
MOST_DECIMALS = 4
MINUS = "\u2212"
"""As many decimals as a number is shown with where nothing says how many it has."""


def message(english: str) -> str:
    """The message itself, which is translated where it is shown.

    Marks messages that stand in tables of words, so that the catalogue finds them.
    """
    return english


@dataclass(frozen=True)
class Language:
    """Text, numbers and dates in one language."""

    code: str
    messages: gettext.NullTranslations

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, its ``{names}`` filled with ``values``."""
        return _filled(self.messages.gettext(message), values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The singular or plural message for ``count``, which is also filled in."""
        return _filled(self.messages.ngettext(one, many, count), {"count": count, **values})

    def cited(self, printed: str) -> str:
        """Words of a document: in the marks of a quotation where its language is another."""
        is_bare = printed.startswith("“") or not any(sign.isalpha() for sign in printed)
        return printed if self.code == DOCUMENTS or is_bare else f"“{printed}”"

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number with this language's separators.

        With ``decimals`` as many as said; without, as many as the value has, at most four.
        Halves are rounded away from zero (``rounding.rounded``). The sign of less than nothing is
        a minus, in text as in charts, which a line never ends with as with a hyphen.
        """
        places = "0" * decimals if decimals is not None else "#" * MOST_DECIMALS
        pattern = f"#,##0.{places}" if places else "#,##0"
        figure = rounded(value, MOST_DECIMALS if decimals is None else decimals)
        return format_decimal(figure, format=pattern, locale=self.code).replace("-", MINUS)

    def date(self, day: datetime.date) -> str:
        """A date in full."""
        return format_date(day, format="d MMMM y", locale=self.code)

    def join(self, words: list[str]) -> str:
        """A list in a sentence: 'a, b, dan c'; words that hold an 'and' themselves take another."""
        if len(words) < 2:
            return "".join(words)
        last = self.messages.gettext("and")
        if len(words) == 2 and any(f" {last} " in word for word in words):
            last = self.messages.gettext(message("as well as"))
        comma = "," if len(words) > 2 else ""
        return f"{', '.join(words[:-1])}{comma} {last} {words[-1]}"


@cache
def language(code: str = "id") -> Language:
    """The language of a code of ``LANGUAGES``; raises ``ValueError`` for another."""
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r}: expected one of {', '.join(LANGUAGES)}")
    return Language(code, gettext.NullTranslations() if code == "en" else _translations(code))


def _filled(pattern: str, values: Mapping[str, object]) -> str:
    """A message with its places filled; ``DataRejected`` for one whose translation has others."""
    try:
        return pattern.format(**values)
    except (KeyError, IndexError, ValueError):
        places = ", ".join(f"{{{name}}}" for name in values)
        raise DataRejected(
            Problem(
                _SHOWN.format(code="*"), f"the message {pattern!r}", places, "correct its places"
            )
        ) from None


def _refuse_open_quotes(text: str, shown: str) -> None:
    """Raise ``DataRejected`` for a text without its last quote, which Babel would take as it is."""
    problems = [
        Problem(f"{shown} line {number}", "a quote is missing", "a text in quotes", "close it")
        for number, line in enumerate(text.splitlines(), start=1)
        if line.startswith(("msg", '"')) and not re.fullmatch(r'(msg\S+ )?".*"', line.rstrip())
    ]
    if problems:
        raise DataRejected(problems)


def _translations(code: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled in memory: 12 ms for a process.

    With the plural forms of the file's own header: Babel's are wrong for Indonesian.
    """
    catalogue = files("rapor").joinpath("locale", code, "LC_MESSAGES", "rapor.po")
    compiled = io.BytesIO()
    shown = _SHOWN.format(code=code)
    text = decoded(catalogue.read_bytes(), shown)
    _refuse_open_quotes(text, shown)
    try:
        messages = read_po(io.StringIO(text), locale=code, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise DataRejected(
            Problem(
                f"{shown} line {line + 1}" if line is not None else shown,
                f"no messages: {error}",
                "msgid and msgstr, each text in quotes",
                "mend this line, or run 'make messages'",
            )
        ) from None
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
