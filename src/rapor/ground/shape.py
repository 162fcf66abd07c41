"""What a file that people edit may hold: declared once, for our own check and for editors.

A shape holds a value to its declaration and names everything that is wrong, with the nearest
name for a misspelt one. The same shape gives a JSON Schema, by which an editor completes names
and underlines what is wrong while somebody types. A library for JSON Schema would only do the
second half well: it knows no nearest name, and reads the catalogue twenty times as slowly.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from rapor.ground.errors import Problems
from rapor.ground.period import YEARS
from rapor.ground.text import hides, misleads, not_drawn
from rapor.ground.vocabularies import NO_VALUES

CODE = r"[a-z][a-z0-9_]*"
"""How codes of the catalogue are written."""

LETTERED_NUMBER = re.compile(r"\s*(0[xX][0-9a-fA-F]+|[-+0-9._]+[eE][-+0-9]+)\s*")
"""A number that is written with letters, and so is no word."""
FEWEST_LETTERS = 3
"""Of what people say in words of their own: an initialism is the shortest."""
_LONGEST_LIST = 30
"""Names that an error lists; of more, only the nearest are told."""

Json = dict[str, Any]


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name most like a misspelt one, whatever its case; empty where none is like it."""
    by_form = {like.casefold(): like for like in known}
    likely = get_close_matches(name.casefold(), by_form, n=1, cutoff=0.6)
    return by_form[likely[0]] if likely else ""


def _of(name: str, value: Any) -> str:
    return f"{name}: {value!r}" if name else f"{value!r}"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One place of a file: ``meaning`` is what stands there, ``blank`` whether it may be empty."""

    meaning: str = ""
    blank: bool = False

    def check(self, value: Any, where: str, problems: Problems, name: str = "") -> bool:
        """Note everything that is wrong with a value; whether nothing is.

        ``where`` is the file and the entry, ``name`` the field in it.
        """
        if value is None or value == "":
            if not self.blank:
                empty = f"{name} is empty".strip()
                problems.add(where, empty, self.expected, "complete it, or remove the field")
            return self.blank
        return self._check(value, where, problems, name)

    def _check(self, value: Any, where: str, problems: Problems, name: str) -> bool:
        if self.holds(value):
            return True
        problems.add(where, _of(name, value), self.expected, self.step(value))
        return False

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        raise NotImplementedError

    def holds(self, value: Any) -> bool:
        """Whether a value that is not empty is one of these."""
        raise NotImplementedError

    def step(self, value: Any) -> str:
        """What to do about a wrong value."""
        del value
        return "correct the entry"

    def schema(self) -> Json:
        """The shape as JSON Schema."""
        schema = self._schema()
        if self.meaning:
            schema = {"description": self.meaning, **schema}
        return {"anyOf": [schema, {"enum": [None, ""]}]} if self.blank else schema

    def _schema(self) -> Json:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Text(Shape):
    """A text: one of ``words``, or of the form of ``pattern``, or free.

    It holds no sign that steers, hides or turns the direction of writing: it would read as
    another. What is copied ``as_printed`` may have any sign: one that no typeface has is a finding
    there.
    """

    as_printed: bool = False
    words: tuple[str, ...] = ()
    pattern: str = ""
    form: str = "a text"
    """What the pattern asks for, in words."""

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return f"one of {', '.join(self.words)}" if self.words else self.form

    def holds(self, value: Any) -> bool:
        """Whether a value is such a text; one of white space alone says nothing."""
        if not isinstance(value, str) or not value.strip() or self._turned(value):
            return False
        if self.words:
            return value in self.words
        return not self.pattern or re.fullmatch(self.pattern, value) is not None

    def _turned(self, value: str) -> bool:
        return not self.as_printed and (misleads(value) or hides(value))

    def step(self, value: Any) -> str:
        """What to do about a wrong value: quotes, the signs to leave out, or the nearest word."""
        if not isinstance(value, str):
            return "write it in quotes, for without them it is no text"
        if self._turned(value):
            return "write it without signs that steer, hide or turn the direction of writing"
        likely = nearest_name(value, self.words)
        return "correct the entry" + (f"; the nearest is {likely!r}" if likely else "")

    def _schema(self) -> Json:
        if self.words:
            return {"enum": list(self.words)}
        held: Json = {"pattern": f"^({self.pattern})$"} if self.pattern else {"minLength": 1}
        return {"type": "string", **held}


@dataclass(frozen=True, kw_only=True)
class Words(Text):
    """Words that a reader sees: letters, no leaving of a program, signs that can be set."""

    form: str = "words"
    letters: int = 1

    def holds(self, value: Any) -> bool:
        """Whether a value is such a text; ``NaN`` and ``1e99`` name nothing."""
        if not super().holds(value) or LETTERED_NUMBER.fullmatch(value) or self._lost(value):
            return False
        named = sum(map(str.isalpha, value)) >= self.letters
        return named and value.strip().casefold() not in NO_VALUES

    def _lost(self, value: str) -> str:
        return "" if self.as_printed else not_drawn(value)

    def step(self, value: Any) -> str:
        """What to do about a wrong value: the signs to leave out, or words to write."""
        lost = self._lost(value) if isinstance(value, str) else ""
        step = f"write it without {lost}, which the report's typefaces lack"
        words = "write it in words" if isinstance(value, str) else super().step(value)
        return step if lost else words


def coded(meaning: str = "", *, blank: bool = False) -> Text:
    """A code of the catalogue."""
    form = "a code of small letters, digits and underscores"
    return Text(meaning=meaning, blank=blank, pattern=CODE, form=form)


def as_printed(meaning: str = "", *, form: str = "words", blank: bool = False) -> Words:
    """Words that are copied from a document."""
    return Words(meaning=meaning, form=form, blank=blank, as_printed=True)


@dataclass(frozen=True, kw_only=True)
class Number(Shape):
    """A number from ``low`` to ``high``."""

    low: float | None = None
    high: float | None = None
    whole: bool = False

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        ends = {
            (True, True): f" from {self.low} to {self.high}",
            (True, False): f" of {self.low} or more",
            (False, True): f" up to {self.high}",
        }.get((self.low is not None, self.high is not None), "")
        return f"a {'whole ' if self.whole else ''}number without quotes{ends}"

    def holds(self, value: Any) -> bool:
        """Whether a value is such a number."""
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            return False
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    def _schema(self) -> Json:
        bounds = {"minimum": self.low, "maximum": self.high}
        kind = "integer" if self.whole else "number"
        return {"type": kind} | {name: end for name, end in bounds.items() if end is not None}


def some_year(meaning: str = "", *, blank: bool = False) -> Number:
    """A year that a document of a city can be about."""
    return Number(whole=True, low=YEARS[0], high=YEARS[-1], meaning=meaning, blank=blank)


@dataclass(frozen=True, kw_only=True)
class Flag(Shape):
    """Yes or no."""

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return "true or false, without quotes"

    def holds(self, value: Any) -> bool:
        """Whether a value is one of them."""
        return isinstance(value, bool)

    def _schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class ListOf(Shape):
    """A list, each item of one shape; ``unique``: none twice; ``least`` items at the least.

    ``named_by`` is a field that names an item in errors; others are named by their number.
    """

    item: Shape
    least: int = 0
    unique: bool = True
    named_by: str = ""

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return "a list"

    def _check(self, value: Any, where: str, problems: Problems, name: str) -> bool:
        if not isinstance(value, list):
            step = "write one item a line, with '-'"
            problems.add(where, _of(name, value), self.expected, step)
            return False
        if len(value) < self.least:
            problems.add(where, f"{name} is empty", f"at least {self.least}", "complete the list")
            return False
        right = [
            self._check_item(item, number, where, problems, name)
            for number, item in enumerate(value, start=1)
        ]
        listed = [item for item in value if self.unique and isinstance(item, str | int | float)]
        for item in dict.fromkeys(item for item in listed if listed.count(item) > 1):
            problems.add(where, f"{_of(name, item)} twice", "each once", "remove one")
        return all(right) and len(set(listed)) == len(listed)

    def _check_item(
        self, item: Any, number: int, where: str, problems: Problems, name: str
    ) -> bool:
        given = item.get(self.named_by) if isinstance(item, dict) else None
        if isinstance(given, str) and given:
            return self.item.check(item, f"{where} {given}", problems)
        return self.item.check(item, where, problems, f"{name} item {number}".strip())

    def _schema(self) -> Json:
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.item.schema(), "uniqueItems": self.unique, **least}


@dataclass(frozen=True, kw_only=True)
class MapOf(Shape):
    """Entries by a name of one's own: a code, a table's number, a column's header.

    ``each`` is what errors call an entry, ``called`` its name; ``quoted`` whether that is quoted
    in errors.
    """

    key: Shape
    entry: Shape
    each: str = ""
    quoted: bool = False
    called: str = "name"
    least: int = 0

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return "name: value"

    def _check(self, value: Any, where: str, problems: Problems, name: str) -> bool:
        if not isinstance(value, dict):
            problems.add(where, _of(name, value), self.expected, "correct the entry")
            return False
        if len(value) < self.least:
            problems.add(where, f"no {name or 'entries'}", self.expected, "restore the entries")
            return False
        right = True
        for key, entry in value.items():
            shown = repr(key) if self.quoted else str(key)
            place = " ".join(filter(None, (where, self.each or name, shown)))
            right &= self._check_key(key, place, problems)
            right &= self.entry.check(entry, place, problems)
        return right

    def _check_key(self, key: Any, where: str, problems: Problems) -> bool:
        if isinstance(key, str):
            return self.key.check(key, where, problems, f"the {self.called}")
        problems.add(where, f"the {self.called} has no quotes", f"'{key}':", "write the quotes")
        return False

    def _schema(self) -> Json:
        least = {"minProperties": self.least} if self.least else {}
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.entry.schema(),
            **least,
        }


@dataclass(frozen=True, kw_only=True)
class Fields(Shape):
    """An entry with fields of known names; ``needed`` ones cannot be left out.

    A field with ``_en`` says the same in English as the one without, and never stands alone.
    """

    fields: Mapping[str, Shape]
    needed: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return f"field: value, the fields being {', '.join(self.fields)}"

    def _check(self, value: Any, where: str, problems: Problems, name: str) -> bool:
        if not isinstance(value, dict):
            problems.add(where, _of(name, value), self.expected, "correct the entry")
            return False
        place = f"{where} {name}".strip() if name else where
        right = True
        for field, held in value.items():
            if field in self.fields:
                right &= self.fields[field].check(held, place, problems, field)
            else:
                right = False
                self._tell_unknown(field, set(value), place, problems)
        for field in self.needed:
            if field not in value:
                right = False
                problems.add(
                    place, f"no {field}", self.fields[field].expected, f"add {field!r} to the entry"
                )
        for given, lacking in self._pairs():
            if given in value and lacking not in value and lacking not in self.needed:
                right = False
                step = f"add {lacking!r} to the entry"
                problems.add(place, f"{given} without {lacking}", "both languages", step)
        return right

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Fields in English, and those that say the same in Indonesian."""
        for field in self.fields:
            if f"{field}_en" in self.fields:
                yield f"{field}_en", field

    def _tell_unknown(self, field: Any, given: set[Any], where: str, problems: Problems) -> None:
        """The nearest of the fields that are not there already goes before another one."""
        free = [name for name in self.fields if name not in given]
        likely = nearest_name(str(field), free) or nearest_name(str(field), self.fields)
        step = f"; the nearest is {likely!r}" if likely else ", or remove it"
        known = ", ".join(list(self.fields)[:_LONGEST_LIST])
        problems.add(where, f"unknown field {str(field)!r}", known, f"correct the name{step}")

    def _schema(self) -> Json:
        pairs = {given: [lacking] for given, lacking in self._pairs()}
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.fields.items()},
            "required": list(self.needed),
            "additionalProperties": False,
        } | ({"dependencies": pairs} if pairs else {})
