"""What each column of an export is: an element of the questionnaire, a unit, a group, or unused.

A city keeps a file a survey with it, ``data/raw/<city>/surveys/<survey>.yaml``. Without one, a head
that the questionnaire has to the letter is certain; what is only like a question is proposed, and a
person decides: a question that was reworded may be another question.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from rapor.catalogue.entries import items, mapping, whole
from rapor.catalogue.surveys import ROLES, Element, Questionnaire, SurveyRules
from rapor.ground.errors import Problems
from rapor.ground.files import read_yaml
from rapor.ground.shape import CODE, Fields, ListOf, MapOf, Number, Text, coded
from rapor.request.respondents import head_form

_PEOPLE = Number(whole=True, low=1)
COLUMNS = Fields(
    fields={
        "questionnaire": coded("a file of data/reference/surveys"),
        "columns": MapOf(
            key=Text(),
            entry=Text(
                meaning=f"code of an element, or one of {', '.join(ROLES)}",
                pattern=CODE,
                form=f"code of an element, or one of {', '.join(ROLES)}",
            ),
            called="head",
            each="column",
            quoted=True,
            least=1,
        ),
        "answers": MapOf(
            key=Text(), entry=Number(whole=True), called="answer", meaning="words of this form"
        ),
        "empty": ListOf(item=Text(), meaning="words that are no answer, such as 'Tidak tahu'"),
        "population": Number(whole=True, low=1, meaning="users of the services in that time"),
        "populations": MapOf(key=Text(), entry=_PEOPLE, called="unit", meaning="the same by unit"),
    },
    needed=("questionnaire", "columns"),
)
"""The shape of ``data/raw/<city>/surveys/<survey>.yaml``."""

OPEN = "?"
"""What a draft says of a column that a person has to decide on."""

_LIKELY = 60
"""Least likeness of a head that is named as the nearest, in per cent of rapidfuzz."""

_CODED = re.compile(r"([A-Za-z]+)\s*[-_.]?\s*0*([0-9]{1,2})\b[\s.:)-]*(.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"\[([^\]]+)\]\s*$")


@dataclass(frozen=True)
class SurveyColumns:
    """What a survey's file says: role or element by head, and words of its own.

    ``decided`` are the heads that a person named, not the program.
    """

    columns: Mapping[str, str]
    answers: Mapping[str, int] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    population: int | None = None
    populations: Mapping[str, int] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()

    def heads(self, role: str) -> list[str]:
        """The heads of a role or an element."""
        return [head for head, meaning in self.columns.items() if meaning == role]


@dataclass
class Proposal:
    """What the heads of an export say by themselves; ``likely`` waits for a person."""

    certain: dict[str, str] = field(default_factory=dict)
    likely: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def read_columns(
    path: Path, shown: str, questionnaire: Questionnaire, problems: Problems
) -> SurveyColumns | None:
    """Read a survey's file; None where there is none, or it is wrong, which is noted."""
    if not path.is_file():
        return None
    content = read_yaml(path, shown)
    if not COLUMNS.check(content, shown, problems):
        return None
    if content["questionnaire"] != questionnaire.code:
        found = f"questionnaire {content['questionnaire']!r}"
        problems.add(shown, found, repr(questionnaire.code), "correct it, or choose --instrument")
    columns = {str(head): str(meaning) for head, meaning in content["columns"].items()}
    known = (*questionnaire.elements, *ROLES)
    for head, meaning in columns.items():
        if meaning not in known:
            expected = f"one of {', '.join(known)}"
            problems.add(f"{shown} column {head[:80]!r}", repr(meaning), expected, "correct it")
    for word, value in mapping(content.get("answers")).items():
        if not questionnaire.low <= value <= questionnaire.high:
            expected = f"{questionnaire.low} to {questionnaire.high}"
            problems.add(f"{shown} answer {word[:80]!r}", str(value), expected, "correct it")
    return SurveyColumns(
        columns,
        mapping(content.get("answers")),
        tuple(map(str, items(content.get("empty")))),
        whole(content.get("population")),
        mapping(content.get("populations")),
        frozenset(columns),
    )


def propose(
    heads: Iterable[str],
    questionnaire: Questionnaire,
    rules: SurveyRules,
    before: Mapping[str, str],
) -> Proposal:
    """What each head is; ``before`` are those of an earlier survey of the same questionnaire."""
    proposal = Proposal()
    elements = dict(_phrases(questionnaire.elements.values(), rules))
    roles = {head_form(word): role for role, words in rules.roles.items() for word in words}
    earlier = {head_form(head): meaning for head, meaning in before.items()}
    for head in heads:
        forms = list(_forms(head))
        asked = [_question(form, rules) for form in forms]
        named = [earlier.get(form) for form in forms] + [elements.get(form) for form in asked]
        named += [roles.get(form) for form in forms]
        meaning = next(filter(None, named), "") or _by_code(head, questionnaire, elements, rules)
        if meaning:
            proposal.certain[head] = meaning
        elif nearest := _nearest(asked, elements):
            proposal.likely[head] = nearest
        else:
            proposal.unknown.append(head)
    return proposal


def _likeness(head: str, phrase: str, **_: Any) -> float:
    """Per cent of likeness: what words they share, and how much stands beside them."""
    return (fuzz.token_set_ratio(head, phrase) + fuzz.token_sort_ratio(head, phrase)) / 2


def _phrases(elements: Iterable[Element], rules: SurveyRules) -> Iterator[tuple[str, str]]:
    for element in elements:
        for phrase in (element.code, *element.name.values(), *element.questions):
            yield _question(head_form(phrase), rules), element.code


def _question(form: str, rules: SurveyRules) -> str:
    """A head's form without the words for who is asked."""
    return " ".join(word for word in form.split() if word not in rules.addressed)


def _forms(head: str) -> Iterator[str]:
    """A head, and what of it may be the question: behind a group's name, or in a grid's row."""
    yield head_form(head)
    if in_brackets := _IN_BRACKETS.search(head):
        yield head_form(in_brackets.group(1))
    if "/" in head:
        yield head_form(head.rpartition("/")[2])
    without_number = re.sub(r"^\s*[0-9]{1,2}\s*[.)]\s*", "", head)
    if without_number != head:
        yield head_form(without_number)


def _by_code(
    head: str, questionnaire: Questionnaire, elements: Mapping[str, str], rules: SurveyRules
) -> str:
    """The element whose code a head begins with, unless its words are another's."""
    last = head.rpartition("/")[2] if " " not in head else head
    match = _CODED.match(last.strip())
    if match is None:
        return ""
    code = f"{match.group(1).casefold()}{int(match.group(2))}"
    if code not in questionnaire.elements:
        return ""
    words = _question(head_form(match.group(3)), rules)
    named = elements.get(words) or (_nearest([words], elements) if words else code)
    return code if named in ("", code) else ""


def _nearest(forms: Sequence[str], elements: Mapping[str, str]) -> str:
    """The element whose phrase is most like one of the forms; empty where none is like it."""
    best = ("", 0.0)
    for form in forms:
        like = process.extractOne(form, list(elements), scorer=_likeness)
        if like is not None and like[1] > best[1]:
            best = (elements[like[0]], like[1])
    return best[0] if best[1] >= _LIKELY else ""


def columns_of(
    export: str, heads: Sequence[str], proposal: Proposal, kept: SurveyColumns | None,
    questionnaire: Questionnaire, shown: str, problems: Problems,
) -> SurveyColumns:  # fmt: skip
    """What every column of an export is: as the city's file says, or as is certain without one.

    Notes every element without a column and with several, with the nearest head that is left.
    """
    if kept is None:
        meaning = proposal.certain | dict.fromkeys((*proposal.likely, *proposal.unknown), "unused")
        columns = SurveyColumns(meaning)
    else:
        absent = [head for head in kept.columns if head not in heads]
        unnamed = {head: "unused" for head in heads if head not in kept.columns}
        columns = SurveyColumns(
            {head: kept.columns[head] for head in heads if head in kept.columns} | unnamed,
            kept.answers, kept.empty, kept.population, kept.populations, kept.decided,
        )  # fmt: skip
        free = list(unnamed)
        for head in absent:
            code = kept.columns[head]
            if code in questionnaire.elements and not columns.heads(code):
                _tell_reworded(export, head, code, free, shown, problems)
    for code, element in questionnaire.elements.items():
        named = columns.heads(code)
        about = f"{code} ({element.name['id']})"
        if len(named) > 1:
            found = f"{len(named)} columns for {about}: {', '.join(map(repr, named))}"
            problems.add(export, found, "one", f"say in {shown} which it is")
        elif not named and not (kept and kept.heads(code)):
            likely = [head for head, near in proposal.likely.items() if near == code]
            _tell_missing(export, about, likely, shown, problems)
    return columns


def _tell_missing(
    export: str, about: str, likely: list[str], shown: str, problems: Problems
) -> None:
    step = f"say in {shown} which column it is; --draft writes that file"
    if likely:
        step = f"the nearest is {', '.join(repr(head[:120]) for head in likely)}: {step}"
    problems.add(export, f"no column for {about}", "a column an element", step)


def _tell_reworded(
    export: str, head: str, code: str, free: list[str], shown: str, problems: Problems
) -> None:
    forms = {head_form(name): name for name in free}
    like = process.extractOne(head_form(head), list(forms), scorer=_likeness)
    near = f"the nearest is {forms[like[0]][:120]!r}: " if like and like[1] >= _LIKELY else ""
    step = f"{near}if it asks the same, write that head for {code} in {shown}"
    problems.add(export, f"no column {head[:120]!r} ({code})", "as the survey's file says", step)


def draft(
    heads: Sequence[str], proposal: Proposal, questionnaire: Questionnaire, population: int | None
) -> str:
    """A survey's file for a person to look at: certain columns, and those to be decided on."""
    lines = [
        "# yaml-language-server: $schema=../../../../schemas/survey.json",
        f"# What each column is: an element of {questionnaire.code}, or one of {', '.join(ROLES)}.",
        f"# Decide on every '{OPEN}'; the file holds heads only, and no answers.",
        f"questionnaire: {questionnaire.code}",
    ]
    lines += [f"population: {population}"] if population else []
    lines.append("columns:")
    for head in heads:
        meaning = proposal.certain.get(head, OPEN if head in proposal.likely else "unused")
        line = _column_line(head, f"'{OPEN}'" if meaning == OPEN else meaning)
        if head in proposal.likely:
            code = proposal.likely[head]
            line += f"  # like {code}, {questionnaire.elements[code].name['id']}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def columns_text(columns: SurveyColumns, questionnaire: Questionnaire) -> str:
    """A survey's file as it is kept."""
    content: dict[str, Any] = {"questionnaire": questionnaire.code}
    if columns.population:
        content["population"] = columns.population
    for name in ("populations", "answers"):
        if value := dict(getattr(columns, name)):
            content[name] = value
    content |= {"empty": list(columns.empty)} if columns.empty else {}
    head = "# yaml-language-server: $schema=../../../../schemas/survey.json\n"
    fields = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
    lines = [_column_line(name, meaning) for name, meaning in columns.columns.items()]
    return head + str(fields) + "\n".join(["columns:", *lines]) + "\n"


def _column_line(head: str, meaning: str) -> str:
    """A head in quotes: as YAML writes it by itself, a long question would take two lines."""
    return f"  {json.dumps(head, ensure_ascii=False)}: {meaning}"
