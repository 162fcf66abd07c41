"""Figures of a survey: means of its elements, weighted index, letter, interval, needed sample.

A group of few respondents is not shown, and none of persons who all answered alike: its means would
say what each of them answered. Where a total and the other groups of it are, the hidden
one follows by subtraction; so another is hidden with it, until what is hidden together is large
enough.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any

import numpy as np
import pandas as pd

from rapor.catalogue.scales import Scale
from rapor.catalogue.surveys import Questionnaire, SurveyRules, Weighting
from rapor.evaluate.arithmetic import difference
from rapor.ground.tables import table_of
from rapor.ground.tables.surveys import Answers, SurveyElement, SurveyIndex

_AT_A_TIME = 2_000_000
"""Respondents of resamples that are drawn together: 16 MB, however many there are."""

_CITY = ("city", "", "")
_UNITS = ("units", "", "")
_TYPED = ("service", "group")
"""Levels whose names respondents may have typed."""

Group = tuple[str, str, str]
"""Level, what it lies within, and name, as ``ground.tables.surveys`` says."""

FEW, ALIKE, PROTECTED, YES = "few", "alike", "protected", "yes"

Sizes = Mapping[str, tuple[int, ...]]
"""How many answered each element, by the name of the group."""


@dataclass(frozen=True)
class Method:
    """By what a survey is computed; ``scale`` has the letters, ``name`` is the survey's.

    ``populations`` are users of the services by group, ``before`` the tables of the year before.
    """

    name: str
    questionnaire: Questionnaire
    rules: SurveyRules
    scale: Scale | None = None
    language: str = "id"
    populations: Mapping[Group, int] = field(default_factory=dict)
    before: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def earlier(self) -> dict[tuple[str, ...], float]:
        """Index and means of the year before, by group and code of the weighting or element."""
        return _earlier(self.before)


@dataclass(frozen=True)
class _Counted:
    """A group's answers: how many and their sum, by element."""

    numbers: tuple[int, ...]
    sums: tuple[int, ...]

    @property
    def means(self) -> tuple[Fraction, ...]:
        return tuple(map(Fraction, self.sums, self.numbers))


def survey_tables(answers: Answers, method: Method) -> dict[str, pd.DataFrame]:
    """``survey_index`` and ``survey_elements`` of the city, its units, services and groups.

    With them the mean of the units' indices. Every answer is a whole number of the questionnaire's
    scale, or missing. City and units have a row without figures where they are hidden; a hidden
    service or group of respondents has none, for what respondents typed may name a person.
    """
    index: list[dict[str, Any]] = []
    elements: list[dict[str, Any]] = []
    for group, frame, shown in _groups(answers, method.rules.least):
        if shown != YES and group[0] in _TYPED:
            continue
        about = dict(zip(("level", "within", "member"), group, strict=True))
        about |= {"survey": method.name}
        counted = _counted(frame, answers.elements)
        ends = _ends(frame, answers.elements, method.rules) if shown == YES else None
        for weighting in method.questionnaire.weightings.values():
            row = _index_row(group, counted, weighting, method, ends)
            people = len(frame) if shown == YES else None
            index.append(about | {"shown": shown, "respondents": people} | row)
        if shown == YES:
            elements += [about | row for row in _element_rows(group, counted, method)]
    index += _mean_of_units(index, method)
    return {
        "survey_index": table_of(SurveyIndex, index),
        "survey_elements": table_of(SurveyElement, elements),
    }


def needed_sample(population: int, rules: SurveyRules) -> int:
    """Respondents needed for a population, by Krejcie and Morgan, rounded as in their table."""
    chi, share, margin = (
        Fraction(str(number)) for number in (rules.chi_square, rules.proportion, rules.margin)
    )
    spread = chi * share * (1 - share)
    return floor(spread * population / (margin**2 * (population - 1) + spread) + Fraction(1, 2))


def _groups(answers: Answers, least: int) -> Iterator[tuple[Group, pd.DataFrame, str]]:
    """Every group with its respondents, and whether it is shown."""
    frame = answers.frame
    states: dict[Group, str] = {}
    for level, within, column, total in _partitions(answers):
        parts = dict(list(frame.loc[total].groupby(column, sort=True))) if column else {"": frame}
        sizes = {str(name): tuple(map(int, part[list(answers.elements)].count()))
                 for name, part in parts.items()}  # fmt: skip
        alike = [str(name) for name, part in parts.items() if _is_alike(part, answers.elements)]
        states |= _states((level, within), sizes, states, least, alike if column else ())
        for name, part in parts.items():
            group = (level, within, str(name))
            yield group, part, states[group]


def _partitions(answers: Answers) -> Iterator[tuple[str, str, str, Any]]:
    """Level, what the groups lie within, the column that tells them, and the rows of their total.

    A total stands before its parts.
    """
    frame = answers.frame
    everybody = pd.Series(data=True, index=frame.index)
    yield "city", "", "", everybody
    if answers.has("unit"):
        yield "unit", "", "unit", everybody
    if answers.has("service"):
        units = sorted(set(frame["unit"])) if answers.has("unit") else [""]
        for unit in units:
            yield "service", unit, "service", frame["unit"] == unit if len(units) > 1 else everybody
    for column in answers.groups:
        yield "group", column, column, everybody


def _states(
    place: tuple[str, str],
    sizes: Sizes,
    states: Mapping[Group, str],
    least: int,
    alike: Collection[str],
) -> dict[Group, str]:
    """Whether each group of a total is shown; none of a total that is hidden."""
    level, within = place
    total = ("unit", "", within) if level == "service" and within else _CITY
    hidden = states.get(total, YES) != YES
    told = all_hidden(sizes, least) if hidden else shown_groups(sizes, least, alike)
    return {(level, within, name): state for name, state in told.items()}


def _is_alike(frame: pd.DataFrame, elements: tuple[str, ...]) -> bool:
    """Whether all respondents gave the same answers."""
    return len(frame[list(elements)].drop_duplicates()) == 1


def _counted(frame: pd.DataFrame, elements: tuple[str, ...]) -> _Counted:
    columns = frame[list(elements)]
    sums = tuple(round(total) for total in columns.sum())
    return _Counted(tuple(map(int, columns.count())), sums)


def _index_row(
    group: Group,
    counted: _Counted,
    weighting: Weighting,
    method: Method,
    ends: tuple[float, float] | None,
) -> dict[str, Any]:
    """Index, letter, interval and change of a group; figures of a hidden one are left empty."""
    population = method.populations.get(group)
    needed = None if population is None else needed_sample(population, method.rules)
    row: dict[str, Any] = {"weighting": weighting.code, "population": population}
    row |= {"needed": needed, "letter": ""}
    if ends is None:
        return row
    factor = weighting.weight * method.questionnaire.conversion
    value = float(sum(counted.means) * factor)
    low, high = (end * float(factor) for end in ends)
    before = method.earlier.get((*group, weighting.code))
    letter = method.scale.category(value) if method.scale else ""
    row |= {"value": value, "low": low, "high": high, "letter": letter}
    return row | {"change": difference(value, before)}


def _mean_of_units(index: list[dict[str, Any]], method: Method) -> Iterator[dict[str, Any]]:
    """The mean of the units' indices, each unit with the same weight; no figure of a hidden one.

    It stands beside the city's index, which is of all respondents together.
    """
    for code in method.questionnaire.weightings:
        units = [row for row in index if row["level"] == "unit" and row["weighting"] == code]
        if len(units) > 1 and all(row["shown"] == YES for row in units):
            value = float(sum(Fraction(row["value"]) for row in units) / len(units))
            before = method.earlier.get((*_UNITS, code))
            about = dict(zip(("level", "within", "member"), _UNITS, strict=True))
            about |= {"survey": method.name, "weighting": code, "shown": YES}
            about |= {"letter": method.scale.category(value) if method.scale else ""}
            people = sum(row["respondents"] for row in units)
            change = difference(value, before)
            yield about | {"value": value, "respondents": people, "change": change}


def _element_rows(group: Group, counted: _Counted, method: Method) -> Iterator[dict[str, Any]]:
    means = counted.means
    for element, number, mean in zip(
        method.questionnaire.elements.values(), counted.numbers, means, strict=True
    ):
        before = method.earlier.get((*group, element.code))
        yield {
            "element": element.code,
            "label": element.name[method.language],
            "answers": number,
            "mean": float(mean),
            "rank": 1 + sum(other > mean for other in means),
            "change": difference(float(mean), before),
        }


def _earlier(before: Mapping[str, pd.DataFrame]) -> dict[tuple[str, ...], float]:
    """Index and means of a year before, by group and code of the weighting or element."""
    figures: dict[tuple[str, ...], float] = {}
    for table, code, figure in (
        ("survey_index", "weighting", "value"),
        ("survey_elements", "element", "mean"),
    ):
        rows = before.get(table, pd.DataFrame()).to_dict("records")
        figures |= {
            (row["level"], row["within"], row["member"], row[code]): row[figure]
            for row in rows
            if not pd.isna(row[figure])
        }
    return figures


def _ends(
    frame: pd.DataFrame, elements: tuple[str, ...], rules: SurveyRules
) -> tuple[float, float]:
    """Ends of the interval of the sum of the elements' means, by resampling the respondents.

    Respondents are drawn from their sorted answers, so that their order does not matter. The sums
    are of whole numbers, which are the same on every machine.
    """
    given = np.nan_to_num(frame[list(elements)].to_numpy(dtype=float), nan=-1.0)
    patterns, of = np.unique(given, axis=0, return_inverse=True)
    known = (patterns >= 0).astype(float)
    values = np.where(known > 0, patterns, 0.0)
    draw, people, kinds = np.random.default_rng(rules.start), np.sort(of.ravel()), len(patterns)
    at_a_time = max(1, _AT_A_TIME // len(people))
    totals = []
    for start in range(0, rules.resamples, at_a_time):
        size = min(at_a_time, rules.resamples - start)
        drawn = people[draw.integers(0, len(people), (size, len(people)))]
        drawn += np.arange(size)[:, None] * kinds
        times = np.bincount(drawn.ravel(), minlength=size * kinds).reshape(size, kinds)
        times = times.astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            totals.append(((times @ values) / (times @ known)).sum(axis=1))
    tail = (1 - rules.confidence) / 2
    low, high = np.nanquantile(np.concatenate(totals), [tail, 1 - tail])
    return float(low), float(high)


def shown_groups(sizes: Sizes, least: int, alike: Collection[str] = ()) -> dict[str, str]:
    """Of the groups that make up one total: whether each is shown, or why it is not.

    A group's size is that of its least answered element: a mean of few answers is of few persons.
    Hidden groups are two at least, and together ``least`` respondents by every element. ``alike``
    are names of groups of which all members gave the same answers.
    """
    shown = {name: YES if min(size) >= least else FEW for name, size in sizes.items()}
    shown |= {name: ALIKE for name in alike if shown[name] == YES}
    while _gives_away(sizes, shown, least):
        smallest = min((min(sizes[name]), name) for name, state in shown.items() if state == YES)
        shown[smallest[1]] = PROTECTED
    return shown


def _gives_away(sizes: Sizes, shown: Mapping[str, str], least: int) -> bool:
    """Whether hidden groups can be computed from the total and the shown ones."""
    hidden = [sizes[name] for name, state in shown.items() if state != YES]
    if not hidden or len(hidden) == len(shown):
        return False
    return len(hidden) == 1 or min(map(sum, zip(*hidden, strict=True))) < least


def all_hidden(sizes: Sizes, least: int) -> dict[str, str]:
    """The same where the total itself is hidden: none of its groups is shown."""
    return {name: FEW if min(size) < least else PROTECTED for name, size in sizes.items()}
