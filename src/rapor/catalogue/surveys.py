"""Questionnaires of rated answers, and what holds for every survey: ``surveys.yaml``, ``surveys/``.

An index is the sum of the elements' means, each times its weight, times the conversion. Of which
weights, letters and bounds, and how an export names its columns, is data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import (
    REFERENCE,
    VERIFIED,
    ReferenceEntry,
    entries_of,
    figure,
    items,
    mapping,
    read_entries,
    whole,
)
from rapor.catalogue.scales import StatedRule
from rapor.ground.digests import read_once
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems, UsageError
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.project_files import stored
from rapor.ground.shape import (
    Fields,
    ListOf,
    MapOf,
    Number,
    Text,
    Words,
    as_printed,
    coded,
    nearest_name,
)

ROLES = ("id", "time", "unit", "service", "group", "unused")
"""What a column of an export can be that is no element's."""

_SOURCED = {"reference": REFERENCE, "verified": VERIFIED}
_WORDS = ListOf(item=Text(), least=1)
_LISTS = MapOf(key=Text(), entry=_WORDS, called="code", least=1)
_WEIGHTING = Fields(
    fields={
        "name": Words(meaning="as a report says it"),
        "name_en": Words(),
        "weight": Text(
            meaning="weight of every element",
            pattern=r"1/[1-9][0-9]*|0\.[0-9]+",
            form="1/9 or 0.11",
        ),
        **_SOURCED,
    },
    needed=("name", "name_en", "weight", *_SOURCED),
)
_ELEMENT = Fields(
    fields={
        "code": coded("such as u1"),
        "name": Words(),
        "name_en": Words(),
        "questions": ListOf(item=as_printed(), least=1, meaning="as forms ask, or are headed"),
        "answers": ListOf(item=Text(), least=2, meaning="words of the answers, lowest first"),
    },
    needed=("code", "name", "name_en", "questions", "answers"),
)
INSTRUMENT = Fields(
    fields={
        "name": Words(),
        "name_en": Words(),
        "indicator": coded("what the index is a realisation of", blank=True),
        "bands": coded("family of scales.yaml with the letters of the index", blank=True),
        "scale": ListOf(item=Number(whole=True), least=2, meaning="lowest and highest answer"),
        "conversion": Number(low=0, meaning="by which the weighted mean is multiplied"),
        "weighting": coded("the one of 'weightings' that a realisation is computed with"),
        "weightings": MapOf(key=coded(), entry=_WEIGHTING, called="code", least=1),
        "elements": ListOf(item=_ELEMENT, least=1, named_by="code"),
        "words": ListOf(item=_WORDS, meaning="answers to any element, lowest first"),
        **_SOURCED,
    },
    needed=(
        *("name", "name_en", "scale", "conversion", "weighting", "weightings", "elements"),
        *_SOURCED,
    ),
)
"""The shape of a file of ``data/reference/surveys``."""

RULES = entries_of(
    {
        "statement": Words(meaning="the rule as a report says it"),
        "statement_en": Words(meaning="the same in English"),
        "chi_square": Number(low=0),
        "proportion": Number(low=0, high=1),
        "margin": Number(low=0, high=1),
        "confidence": Number(low=0, high=1),
        "resamples": Number(whole=True, low=100, high=10_000),
        "start": Number(whole=True, low=0, meaning="of the random numbers: the same each time"),
        "least": Number(whole=True, low=2, meaning="respondents of a group that is shown"),
        "most_members": Number(whole=True, low=2, meaning="values of a column that is a group"),
        "share": Number(low=0, high=1),
        "roles": _LISTS,
        "addressed": _WORDS,
        "heads": _LISTS,
        "unless": _WORDS,
        "contents": MapOf(key=Text(), entry=Text(), called="code", least=1),
        "names": Text(meaning="form of a person's name"),
        "names_from": Number(whole=True, low=2, meaning="cells from which names are looked for"),
        "names_share": Number(low=0, high=1, meaning="share of them that have the form"),
    },
    ("statement", "statement_en"),
)
"""The shape of surveys.yaml."""

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "sample": ("chi_square", "proportion", "margin"),
    "interval": ("confidence", "resamples", "start"),
    "whole": (),
    "privacy": ("least", "most_members"),
    "straight_lining": ("share",),
    "columns": ("roles", "addressed"),
    "personal": ("heads", "unless", "contents", "names", "names_from", "names_share"),
}


@dataclass(frozen=True)
class Weighting:
    """A way of weighting in use: the same weight for every element, exactly."""

    code: str
    name: Mapping[str, str]
    weight: Fraction
    reference: str
    verified: bool


@dataclass(frozen=True)
class Element:
    """What one question rates: its names by language, questions, and answers, lowest first."""

    code: str
    name: Mapping[str, str]
    questions: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Questionnaire:
    """A survey's elements, answers from ``low`` to ``high``, weightings and letters.

    ``weighting`` is the code of the one by which a realisation is computed; ``words`` are lists of
    answers that any element may have, lowest first. ``indicator`` and ``bands`` may be empty.
    """

    code: str
    name: Mapping[str, str]
    indicator: str
    bands: str
    low: int
    high: int
    conversion: Fraction
    weighting: str
    weightings: Mapping[str, Weighting]
    elements: Mapping[str, Element]
    words: tuple[tuple[str, ...], ...]
    reference: str
    verified: bool

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest index that its answers can have."""
        return self.conversion * self.low, self.conversion * self.high


@dataclass(frozen=True)
class Personal:
    """How a column that holds persons is known: phrases of heads, and patterns of cells, by kind.

    ``names`` is the form of a name; a column of at least ``names_from`` cells holds names when
    ``names_share`` of them are different and have it.
    """

    heads: Mapping[str, tuple[str, ...]]
    unless: frozenset[str]
    contents: Mapping[str, "re.Pattern[str]"]
    names: "re.Pattern[str]"
    names_from: int
    names_share: float


@dataclass(frozen=True)
class SurveyRules:
    """What holds for every survey; ``roles`` are phrases of heads by what their column is.

    ``addressed`` are words for who is asked, which tell no questions apart.

    ``least`` respondents are needed to show a group, ``most_members`` values at most make a column
    one of groups.
    """

    chi_square: float
    proportion: float
    margin: float
    confidence: float
    resamples: int
    start: int
    least: int
    most_members: int
    straight_lining: float
    roles: Mapping[str, tuple[str, ...]]
    addressed: frozenset[str]
    personal: Personal
    rules: Mapping[str, StatedRule]


@dataclass(frozen=True)
class Surveys:
    """Every questionnaire by its code, and the rules for all."""

    questionnaires: Mapping[str, Questionnaire]
    rules: SurveyRules

    def questionnaire(self, code: str) -> Questionnaire:
        """A questionnaire; raises ``UsageError`` for one that there is not."""
        if code not in self.questionnaires:
            raise UsageError(
                Problem(
                    "--instrument",
                    f"{code[:60]!r} does not exist",
                    f"one of {', '.join(self.questionnaires)}",
                    "choose one, or add it to data/reference/surveys",
                )
            )
        return self.questionnaires[code]


@read_once(lambda home: (home.surveys, home.questionnaires))
def load_surveys(home: Home) -> Surveys:
    """Read the questionnaires of a project, or else those that come with the package.

    Raises ``MissingInput`` where there is none, ``DataRejected`` with all that is wrong.
    """
    folder, problems = home.questionnaires, Problems()
    read = {}
    for path in stored(folder, "*.yaml"):
        with problems.gathering():
            read[path.stem] = read_questionnaire(path, home.relative(path))
    problems.raise_if_any()
    if not read:
        raise MissingInput(
            Problem(home.relative(folder), "no questionnaire", "a file a survey", "restore one")
        )
    return Surveys(read, read_rules(home.surveys, home.relative(home.surveys)))


def read_questionnaire(path: Path, shown: str) -> Questionnaire:
    """Read a file of ``data/reference/surveys``; raises ``DataRejected`` with all its problems."""
    content, problems = read_yaml(path, shown), Problems()
    INSTRUMENT.check(content, shown, problems)
    problems.raise_if_any()
    low, high = content["scale"][0], content["scale"][-1]
    elements = {str(entry["code"]): _element(entry) for entry in content["elements"]}
    weightings = {code: _weighting(code, entry) for code, entry in content["weightings"].items()}
    words = tuple(tuple(map(str, answers)) for answers in items(content.get("words")))
    if len(content["scale"]) != 2 or low >= high:
        problems.add(shown, f"scale {content['scale']}", "lowest and highest answer", "correct it")
    if len(elements) < len(content["elements"]):
        problems.add(shown, "an element's code twice", "each code once", "rename one")
    if content["weighting"] not in weightings:
        known = ", ".join(weightings)
        problems.add(shown, f"weighting {content['weighting']!r}", f"one of {known}", "correct it")
    for answers in (*(element.answers for element in elements.values()), *words):
        if len(answers) != high - low + 1:
            expected = f"a word for each of {low} to {high}"
            problems.add(shown, f"answers {', '.join(answers)}", expected, "correct the list")
    problems.raise_if_any()
    return Questionnaire(
        code=path.stem,
        name=_names(content),
        indicator=str(content.get("indicator") or ""),
        bands=str(content.get("bands") or ""),
        low=low,
        high=high,
        conversion=Fraction(str(content["conversion"])),
        weighting=content["weighting"],
        weightings=weightings,
        elements=elements,
        words=words,
        reference=content["reference"],
        verified=content["verified"] is True,
    )


def _names(entry: Mapping[str, Any]) -> dict[str, str]:
    return {"id": str(entry["name"]), "en": str(entry["name_en"])}


def _element(entry: Mapping[str, Any]) -> Element:
    questions, answers = (tuple(map(str, entry[name])) for name in ("questions", "answers"))
    return Element(str(entry["code"]), _names(entry), questions, answers)


def _weighting(code: str, entry: Mapping[str, Any]) -> Weighting:
    weight = Fraction(entry["weight"])
    return Weighting(code, _names(entry), weight, entry["reference"], entry["verified"] is True)


def read_rules(path: Path, shown: str) -> SurveyRules:
    """Read surveys.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    entries = {entry.code: entry for entry in read_entries(path, shown, RULES, problems)}
    for code, fields in _NEEDED.items():
        if code not in entries:
            problems.add(shown, f"no entry {code!r}", ", ".join(_NEEDED), "restore the entry")
            continue
        for name in fields:
            if name not in entries[code].values:
                problems.add(entries[code].where, f"no {name}", "a value", "restore the field")
    problems.raise_if_any()
    roles = _lists(entries["columns"], "roles")
    for role in sorted(set(roles) - set(ROLES)):
        problems.add(f"{shown} columns", f"role {role!r}", ", ".join(ROLES), "correct it")
    personal = _personal(entries["personal"], problems)
    problems.raise_if_any()
    sample, interval = entries["sample"], entries["interval"]
    return SurveyRules(
        chi_square=_number(sample, "chi_square"),
        proportion=_number(sample, "proportion"),
        margin=_number(sample, "margin"),
        confidence=_number(interval, "confidence"),
        resamples=_count(interval, "resamples"),
        start=_count(interval, "start"),
        least=_count(entries["privacy"], "least"),
        most_members=_count(entries["privacy"], "most_members"),
        straight_lining=_number(entries["straight_lining"], "share"),
        roles=roles,
        addressed=frozenset(map(str, entries["columns"].items("addressed"))),
        personal=personal,
        rules={code: StatedRule.of(entry) for code, entry in entries.items()},
    )


def _number(entry: ReferenceEntry, name: str) -> float:
    return figure(entry.values[name]) or 0.0


def _count(entry: ReferenceEntry, name: str) -> int:
    return whole(entry.values[name]) or 0


def _lists(entry: ReferenceEntry, name: str) -> dict[str, tuple[str, ...]]:
    lists = mapping(entry.values.get(name))
    return {str(code): tuple(map(str, items(words))) for code, words in lists.items()}


def _personal(entry: ReferenceEntry, problems: Problems) -> Personal:
    patterns = {**mapping(entry.values["contents"]), "name": entry.text("names")}
    compiled = {}
    for kind, pattern in patterns.items():
        try:
            compiled[str(kind)] = re.compile(str(pattern))
        except re.error as error:
            problems.add(f"{entry.where} {kind}", str(error), "a regular expression", "correct it")
    heads = _lists(entry, "heads")
    for kind in sorted(compiled.keys() - heads.keys()):
        likely = nearest_name(kind, heads)
        step = f"the nearest is {likely!r}: write both alike" if likely else "add its heads"
        expected = "heads of each kind of contents, and of names"
        problems.add(entry.where, f"no heads of {kind!r}", expected, step)
    if problems:
        raise DataRejected(problems)
    names = compiled.pop("name")
    return Personal(
        heads,
        frozenset(map(str, entry.items("unless"))),
        compiled,
        names,
        _count(entry, "names_from"),
        _number(entry, "names_share"),
    )
