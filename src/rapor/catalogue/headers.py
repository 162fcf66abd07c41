"""The words by which documents name their tables and columns: ``headers.yaml``.

A head is compared in whole words, and what is found in it decides by its strength. A city may
have words of its own, which stand beside those of all cities.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapor.catalogue.city import KINDS, ROLES
from rapor.catalogue.entries import REFERENCE
from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.shape import Fields, ListOf, MapOf, Shape, Text

STRENGTHS = ("alone", "strong", "first", "weak")
"""How words decide, the strongest first."""

SIGNS = (
    "results targets plan achieved note heading unfinished counted sums other_year self_assessment"
    " official money"
).split()
"""What titles and lines are asked for beside their kind."""

_MEANINGS = {
    "alone": "the whole head, years apart",
    "strong": "anywhere in the head",
    "first": "the head begins with them",
    "weak": "anywhere, where nothing else tells",
}
_VARIANTS = {
    "{year}": r"20\d\d",
    "{quarter}": r"(?:i{1,3}|iv|[1-4])",
    "{month}": r"(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)[^\W_]*",
    "{midyear}": r"(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov)[^\W_]*",
    "*": r"[^\W_]*",
}
_NAMED = "|".join(name.strip("{}") for name in _VARIANTS if name != "*")
_PIECE = rf"(?:[a-z0-9%*]|\{{(?:{_NAMED})\}})+"
_PHRASE = Text(
    pattern=f"{_PIECE}( {_PIECE})*",
    form="words in small letters with single blanks, {year}, {quarter} or {month}, in quotes",
)
_ENTRY = Fields(
    fields={
        **{name: ListOf(item=_PHRASE, meaning=_MEANINGS[name]) for name in STRENGTHS},
        "reference": REFERENCE,
    },
    needed=("reference",),
)


def _section(names: Sequence[str], meaning: str) -> Shape:
    return MapOf(key=Text(words=tuple(names)), entry=_ENTRY, each="", meaning=meaning)


SHAPE = Fields(
    fields={
        "columns": _section(ROLES, "the role of a column, by its head"),
        "tables": _section(KINDS, "the kind of a table, by its title"),
        "parts": MapOf(
            key=Text(pattern=r"[a-z_]+(/[a-z_]+)*", form="a path of codes of an instrument"),
            entry=_ENTRY,
            meaning="the part of the instrument that a table of scores is about, by its title",
        ),
        "words": _section(SIGNS, "what else a title or a line of a table says"),
    }
)
"""The shape of headers.yaml, of all cities and of one."""

FILE = "headers.yaml"
_LEAST_GLUED = 6
LONGEST_HEAD = 16
"""Words of a head; what has more is a sentence. The longest that was seen has nine."""
_WORD = re.compile(r"[^\W_]+|%")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_VARIABLE = re.compile(r"(\{\w+\}|\*)")


def words_of(text: str) -> list[str]:
    """The words of a text by which heads are compared: small letters, no punctuation."""
    return _WORD.findall(fold(text))


def _compiled(phrase: str) -> re.Pattern[str]:
    """A phrase as it is looked for among the words of a head, which blanks part."""
    words = "".join(_VARIANTS.get(part) or re.escape(part) for part in _VARIABLE.split(phrase))
    return re.compile(rf"(?<!\S){words}(?!\S)")


@dataclass(frozen=True)
class Match:
    """What a head says: the name that its words stand for, and how sure that is.

    ``strength`` is one of ``STRENGTHS``; ``words`` counts those that decided.
    """

    name: str
    strength: str
    words: int

    @property
    def tells(self) -> bool:
        """Whether the words tell wherever they stand: anything but weak ones."""
        return self.strength != "weak"


NOTHING = Match("", "weak", 0)


@dataclass(frozen=True)
class Phrase:
    """Words that stand for a name, and how strongly."""

    name: str
    strength: str
    words: int
    pattern: re.Pattern[str]
    glued: str
    """Its words without blanks, for heads that have lost theirs; empty for words that vary."""

    def fits(self, words: str, without_years: str) -> bool:
        """Whether a head, its words parted by blanks, says this."""
        if self.strength == "alone":
            return bool(self.pattern.fullmatch(words) or self.pattern.fullmatch(without_years))
        if self.strength == "first":
            return bool(self.pattern.match(words))
        return bool(self.pattern.search(words))

    def fits_glued(self, text: str) -> bool:
        """Whether a head says this whose blanks a scan has lost: ``KondisiAwal``.

        Only long words are looked for inside it, and the years of the head are left out.
        """
        if not self.glued:
            return False
        if self.strength == "strong" and len(self.glued) >= _LEAST_GLUED:
            return self.glued in text
        if self.strength == "first" and self.words > 1:
            return text.startswith(self.glued)
        return self.strength == "alone" and self.glued == text


@dataclass(frozen=True)
class Vocabulary:
    """The words of all sections, each ready to be looked for."""

    sections: Mapping[str, tuple[Phrase, ...]] = field(repr=False)

    def column(self, head: str) -> Match:
        """The role that a head tells; a text too long for a head tells none."""
        return self._match("columns", head) if len(head.split()) <= LONGEST_HEAD else NOTHING

    def role(self, head: str) -> str:
        """The role that a head tells; empty where its words do not."""
        return self.column(head).name

    def kind(self, title: str) -> str:
        """The kind of table that a title tells; empty where it does not."""
        return self._match("tables", title).name

    def part(self, title: str) -> str:
        """The part of the instrument that a title names; empty where it names none."""
        return self._match("parts", title).name

    def says(self, sign: str, text: str) -> bool:
        """Whether a text says one of ``SIGNS``."""
        words, bare = _forms(text)
        return any(
            phrase.name == sign and phrase.fits(words, bare) for phrase in self.sections["words"]
        )

    def names_assessor(self, text: str) -> bool:
        """Whether a text says whose assessment scores are: the city's own, or the ministry's."""
        return self.says("self_assessment", text) or self.says("official", text)

    def _match(self, section: str, text: str) -> Match:
        words, bare = _forms(text)
        if not words:
            return NOTHING
        fitting = [phrase for phrase in self.sections[section] if phrase.fits(words, bare)]
        if not fitting and section == "columns":  # a title may well begin a word like them
            glued = bare.replace(" ", "")
            fitting = [phrase for phrase in self.sections[section] if phrase.fits_glued(glued)]
        best = min(fitting, key=_rank, default=None)
        return Match(best.name, best.strength, best.words) if best else NOTHING


def _rank(words: Phrase) -> tuple[int, int]:
    return STRENGTHS.index(words.strength), -words.words


def _forms(text: str) -> tuple[str, str]:
    words = words_of(text)
    text = " ".join(words)
    return text, " ".join(_YEAR.sub(" ", text).split())


def read_vocabulary(home: Home, city: str = "") -> Vocabulary:
    """The words of all cities, and before them those of one city that has its own.

    Raises ``MissingInput``, and ``DataRejected`` with all problems of both files.
    """
    problems = Problems()
    paths = [home.headers]
    path_of_city = home.raw(city) / FILE if city else None
    if path_of_city and path_of_city.exists():
        paths.insert(0, path_of_city)
    sections: dict[str, list[Phrase]] = {name: [] for name in SHAPE.fields}
    for path in paths:
        shown = home.relative(path)
        content = read_yaml(path, shown)
        if not isinstance(content, dict) or not content:
            raise DataRejected(
                Problem(shown, "no words", "columns: role: …", "restore the file, or remove it")
            )
        if SHAPE.check(content, shown, problems):
            for section, entries in content.items():
                sections[section] += _phrases(entries)
    problems.raise_if_any()
    return Vocabulary({name: tuple(phrases) for name, phrases in sections.items()})


def _phrases(entries: Mapping[str, Any]) -> Iterator[Phrase]:
    for name, entry in entries.items():
        for strength in STRENGTHS:
            for phrase in entry.get(strength) or ():
                glued = "" if "{" in phrase else phrase.replace(" ", "").replace("*", "")
                words = len(phrase.split())
                yield Phrase(name, strength, words, _compiled(phrase), glued)
