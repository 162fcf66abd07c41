"""The rules of evidence as data: how grave, what each is called, what its finding says and why.

What a rule looks at is code, its view; the stage that runs the rules holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from rapor.catalogue.entries import ReferenceEntry, entries_of, figure, mapping, read_entries, whole
from rapor.ground.errors import Problems
from rapor.ground.language import LANGUAGES
from rapor.ground.shape import CODE, Fields, Flag, ListOf, MapOf, Number, Text, Words

SEVERITIES = ("error", "warning", "note")
"""The gravest first: an error has to be decided, a warning and a note stop nothing."""

PLACES = {
    "place": "where the cell stands: table, row and column",
    "places": "where all cells of the finding stand that are in one printed row",
    "printed": "the cell as printed",
    "all_printed": "the cells of that row as printed",
    "everywhere": "where all cells of the finding stand",
    "everything": "what all cells of the finding print, each text once",
    "held": "what cells without a value hold: nothing, or a dash or words",
    "label": "what the cell is about, by the name that a reader knows",
    "year": "the year that the cell is for",
    "expected": "what should stand there",
    "compared_place": "where the cells stand that it was compared with",
    "compared_printed": "these cells as printed",
    "compared_column": "the column of the last of them",
}
"""What a sentence may name in braces; every finding has them all, some of them empty."""

_WORDS = Fields(fields=dict.fromkeys(LANGUAGES, Words()), needed=LANGUAGES)
SHAPE = entries_of(
    {
        "severity": Text(words=SEVERITIES),
        "name": _WORDS,
        "expects": _WORDS,
        "sentence": _WORDS,
        "several": _WORDS,
        "compares": Number(whole=True, low=0, meaning="cells that `sentence` compares"),
        "computed": Flag(meaning="what was expected is a figure of ours, not a printed cell"),
        "reason": Words(meaning="why bound, tolerance and severity are what they are"),
        "silent_when": Text(meaning="when there is nothing to look at"),
        "bounds": MapOf(
            key=Text(pattern=CODE, form="a code of small letters, digits and underscores"),
            entry=Number(low=0),
            each="bounds",
            meaning="figures that tell what is wrong from what may be; `reason` says why",
        ),
        "words": ListOf(item=Text(), meaning="words that the rule looks for"),
    },
    ("severity", "name", "expects", "sentence", "reason"),
    sourced=False,
)
_NEXT = "see the head of the file, or copy the form of another rule"


@dataclass(frozen=True)
class EvidenceRule:
    """One class of things that can be wrong with a city's documents, in words.

    ``name``, ``expects``, ``sentence`` and ``several`` are given by language. A finding says
    ``sentence``, or ``several`` where there is one and it compares more than ``compares``
    cells. ``computed``: what was expected is a figure of ours, not a printed cell. ``reason``
    says why bound, tolerance and severity are what they are. ``silent_when`` says when there
    is nothing to look at; where it is empty there always is. ``bounds`` are the figures, by
    name, and ``words`` the words by which it tells what is wrong from what may be; a sentence
    may name a bound in braces.
    """

    code: str
    severity: str
    name: Mapping[str, str]
    expects: Mapping[str, str]
    sentence: Mapping[str, str]
    several: Mapping[str, str]
    compares: int
    computed: bool
    reason: str
    silent_when: str
    bounds: Mapping[str, float]
    words: tuple[str, ...]

    def pattern(self, language: str, compared: int) -> str:
        """The sentence of a finding that compares so many cells, its places in braces."""
        several = self.several and compared > self.compares
        return (self.several if several else self.sentence)[language]


def read_rules(path: Path, shown: str) -> dict[str, EvidenceRule]:
    """Read rules.yaml: the rules by code, in the order in which they are run.

    Raises ``DataRejected`` with every unknown or missing field, word and language, and every
    place of a sentence that a finding does not have or that one language leaves out.
    """
    problems = Problems()
    rules = {
        entry.code: _rule(entry, problems) for entry in read_entries(path, shown, SHAPE, problems)
    }
    problems.raise_if_any()
    return rules


def _rule(entry: ReferenceEntry, problems: Problems) -> EvidenceRule:
    return EvidenceRule(
        code=entry.code,
        severity=entry.text("severity"),
        name=_in_each_language(entry, "name"),
        expects=_in_each_language(entry, "expects"),
        sentence=_sentence(entry, "sentence", problems),
        several=_sentence(entry, "several", problems) if "several" in entry.values else {},
        compares=whole(entry.values.get("compares")) or 0,
        computed=entry.values.get("computed") is True,
        reason=entry.text("reason"),
        silent_when=entry.text("silent_when"),
        bounds=_bounds(entry, problems),
        words=tuple(map(str, entry.items("words"))),
    )


def _bounds(entry: ReferenceEntry, problems: Problems) -> dict[str, float]:
    """The bounds by name; no name is that of a place, for sentences name both."""
    bounds = {name: figure(value) for name, value in mapping(entry.values.get("bounds")).items()}
    for name in sorted(bounds.keys() & PLACES.keys()):
        problems.add(f"{entry.where} bounds", f"{name!r}", "a name that is no place", "rename it")
    return {name: value for name, value in bounds.items() if value is not None}


def _in_each_language(entry: ReferenceEntry, name: str) -> dict[str, str]:
    """A text in every language."""
    given = mapping(entry.values.get(name))
    return {code: str(given.get(code) or "") for code in LANGUAGES}


def _sentence(entry: ReferenceEntry, name: str, problems: Problems) -> dict[str, str]:
    """A sentence in every language, each with the same places."""
    texts = _in_each_language(entry, name)
    places = {}
    for code, text in texts.items():
        where = f"{entry.where} {name}.{code}"
        try:
            places[code] = _places(text)
        except ValueError:
            problems.add(where, f"{text!r}", "each brace closed: {printed}", _NEXT)
            continue
        known = [*PLACES, *mapping(entry.values.get("bounds"))]
        for place in sorted(places[code] - set(known)):
            problems.add(where, f"place {{{place}}}", ", ".join(known), "correct the name")
    if len({frozenset(named) for named in places.values()}) > 1:
        told = "; ".join(f"{code}: {' '.join(sorted(named))}" for code, named in places.items())
        expected = "the same places in every language"
        problems.add(f"{entry.where} {name}", told, expected, "name what is left out")
    return texts


def _places(text: str) -> set[str]:
    """What a sentence names in braces, with all that is written there."""
    return {
        field + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, field, form, conversion in Formatter().parse(text)
        if field is not None
    }
