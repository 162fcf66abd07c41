"""``rapor survey``: respondents' answers to an index, and on acceptance to a result of the city.

The exports are read where they lie and never copied. What is kept, in
``data/raw/<city>/surveys``, is the file of the columns and three tables of figures, in which no
group of few can be seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from rapor.catalogue import load_catalogue
from rapor.catalogue.kept_surveys import kept_surveys
from rapor.catalogue.names import nearest
from rapor.catalogue.surveys import Questionnaire, Surveys, load_surveys
from rapor.evaluate.survey import Group, Method, survey_tables
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems, UsageError
from rapor.ground.files import write_text
from rapor.ground.paths import EXAMPLE, QUESTIONNAIRES, RESPONDENTS, Home
from rapor.ground.period import folder_of
from rapor.ground.tables import Tables
from rapor.ground.tables.surveys import SURVEYS
from rapor.request.respondents import Export, read_export, refuse_persons
from rapor.request.survey_answers import Part, Received, read_answers
from rapor.request.survey_columns import (
    Proposal,
    SurveyColumns,
    columns_of,
    draft,
    propose,
    read_columns,
)
from rapor.validate.survey import SurveyFinding, check_answers, check_groups


@dataclass(frozen=True)
class Asked:
    """A survey: whose, of when, by which questionnaire, from which exports.

    ``population`` are the users of the services in that time; ``weighting`` and ``indicator`` are
    the questionnaire's where they are empty.
    """

    city: str
    year: int
    files: tuple[Path, ...]
    questionnaire: str = "skm"
    period: str = "annual"
    population: int | None = None
    weighting: str = ""
    indicator: str = ""

    @property
    def name(self) -> str:
        """Name of the survey: questionnaire and time. Raises ``UsageError`` for no period."""
        return self._of(self.year)

    @property
    def before(self) -> str:
        """Name of the same survey a year before."""
        return self._of(self.year - 1)

    def _of(self, year: int) -> str:
        return f"{self.questionnaire}-{folder_of(year, self.period)}"


@dataclass(frozen=True)
class Examined:
    """A survey as its exports say: figures by table, findings, and how it was read."""

    asked: Asked
    questionnaire: Questionnaire
    columns: SurveyColumns
    received: Received
    findings: tuple[SurveyFinding, ...]
    tables: Tables
    notes: tuple[str, ...]
    digests: tuple[str, ...]

    @property
    def weighting(self) -> str:
        """The way of weighting that a realisation is computed with."""
        return self.asked.weighting or self.questionnaire.weighting

    @property
    def indicator(self) -> str:
        """What the index is a realisation of; empty where neither says it."""
        return self.asked.indicator or self.questionnaire.indicator

    def of_city(self, weighting: str = "") -> dict[str, Any]:
        """The city's row of the index."""
        index = self.tables["survey_index"]
        same = (index["level"] == "city") & (index["weighting"] == (weighting or self.weighting))
        return {str(name): cell for name, cell in index[same].iloc[0].items()}


def examine(home: Home, asked: Asked, tell: Callable[[str], None] = lambda _: None) -> Examined:
    """Read the exports of a survey and compute its figures; nothing is written.

    ``tell`` is told how far it is: 100,000 respondents take half a minute.

    Raises ``UsageError`` for a questionnaire, period or weighting that there is not,
    ``MissingInput`` for an export that is not there, ``DataRejected`` with all that is wrong with
    the exports: persons in them, elements without a column, answers outside the scale, too few.
    """
    surveys = load_surveys(home)
    questionnaire = surveys.questionnaire(asked.questionnaire)
    _check_weighting(asked, questionnaire)
    problems = Problems()
    exports = _exports(home, asked, problems, tell)
    kept = kept_surveys(home, asked.city)
    _refuse_used(asked, exports, kept["surveys"], problems)
    parts, notes = _parts(home, asked, exports, surveys, problems)
    problems.raise_if_any()  # before answers are quoted: what holds persons is quoted nowhere
    received = read_answers(parts, questionnaire, surveys.rules, problems)
    if not len(received.answers.frame):
        step = "export the answers again"
        problems.add(asked.name, "no row with an answer", "respondents", step)
    problems.raise_if_any()
    tell(f"checking the answers of {len(received.answers.frame)} respondents")
    findings = check_answers(received.answers, questionnaire, surveys.rules)
    _refuse_errors(findings, asked.name, f"{questionnaire.low} to {questionnaire.high}")
    method = _method(home, asked, surveys, kept, parts[0].columns, received, problems)
    problems.raise_if_any()
    tell("computing index and interval of every group")
    tables = survey_tables(received.answers, method)
    weighting = asked.weighting or questionnaire.weighting
    findings += check_groups(tables["survey_index"], weighting, received.answers)
    _refuse_errors(findings, asked.name, f"{surveys.rules.least} respondents or more")
    return Examined(
        asked, questionnaire, _together(parts, asked), received, tuple(findings), tables,
        (*notes, *received.notes), tuple(export.digest for export in exports),
    )  # fmt: skip


def write_draft(home: Home, asked: Asked) -> Path:
    """Write the file in which a person says what each column is.

    Raises ``UsageError`` for an unknown city or where the file stands already, ``DataRejected`` for
    an export that holds persons or is none.
    """
    load_catalogue(home).city(asked.city)
    surveys, problems = load_surveys(home), Problems()
    questionnaire = surveys.questionnaire(asked.questionnaire)
    path = columns_path(home, asked.city, asked.name)
    if path.exists():
        step = "edit it, or remove it first"
        raise UsageError(Problem(home.relative(path), "stands there already", "no file", step))
    exports = _exports(home, asked, problems, lambda _: None)
    before = _columns_before(home, asked, questionnaire)
    proposals = [propose(export.heads, questionnaire, surveys.rules, before) for export in exports]
    for export, proposal in zip(exports, proposals, strict=True):
        refuse_persons(
            export, surveys.rules.personal, known=_known(proposal, None), problems=problems
        )
    problems.raise_if_any()
    heads = list(dict.fromkeys(head for export in exports for head in export.heads))
    whole = propose(heads, questionnaire, surveys.rules, before)
    write_text(path, draft(heads, whole, questionnaire, asked.population))
    return path


def _check_weighting(asked: Asked, questionnaire: Questionnaire) -> None:
    if asked.weighting and asked.weighting not in questionnaire.weightings:
        known = ", ".join(questionnaire.weightings)
        found = repr(asked.weighting[:60])
        raise UsageError(Problem("--weighting", found, f"one of {known}", "choose one"))


def _exports(
    home: Home, asked: Asked, problems: Problems, tell: Callable[[str], None]
) -> list[Export]:
    """Every export that can be read; raises ``MissingInput`` for one that is not there."""
    if not asked.files:
        raise MissingInput(Problem("FILE", "no export", "a .csv or .xlsx", "name one"))
    exports = []
    for path in asked.files:
        tell(f"reading {path.name}")
        _refuse_place(home, path, problems)
        with problems.gathering():
            exports.append(read_export(path))
    if len(exports) < len(asked.files):
        problems.raise_if_any()
    return exports


def _refuse_place(home: Home, path: Path, problems: Problems) -> None:
    """Respondents that lie in the project could get into git: one folder of it is left out."""
    place, allowed = path.resolve(), (home.respondents.resolve(), EXAMPLE.resolve())
    if place.is_relative_to(home.root.resolve()) and not any(map(place.is_relative_to, allowed)):
        expected = f"in {RESPONDENTS}/, which git leaves out, or outside the project"
        problems.add(
            home.relative(path), "respondents among the project's files", expected, "move it"
        )


def _refuse_used(
    asked: Asked, exports: Sequence[Export], kept: pd.DataFrame, problems: Problems
) -> None:
    """An export of another year's survey is not this year's."""
    for survey, digests in zip(kept["survey"], kept["digests"], strict=True):
        for export in exports:
            if survey != asked.name and export.digest in digests.split(";"):
                found = f"the export that {survey} was computed from"
                problems.add(export.name, found, f"one of {asked.name}", "check the file")


def _parts(
    home: Home, asked: Asked, exports: Sequence[Export], surveys: Surveys, problems: Problems
) -> tuple[list[Part], list[str]]:
    """Each export with what its columns are, and how it was read."""
    questionnaire = surveys.questionnaire(asked.questionnaire)
    path = columns_path(home, asked.city, asked.name)
    shown = home.relative(path)
    kept = read_columns(path, shown, questionnaire, problems)
    before = {} if kept else _columns_before(home, asked, questionnaire)
    parts, notes = [], []
    for export in exports:
        proposal = propose(export.heads, questionnaire, surveys.rules, before)
        columns = columns_of(
            export.name, export.heads, proposal, kept, questionnaire, shown, problems
        )
        known = _known(proposal, kept)
        refuse_persons(export, surveys.rules.personal, known=known, problems=problems)
        parts.append(Part(export, columns))
        notes += [f"{export.name}: {note}" for note in export.notes]
    return parts, notes


def _together(parts: Sequence[Part], asked: Asked) -> SurveyColumns:
    """What the columns of all exports are, as the survey's file will say it."""
    columns = {head: meaning for part in parts for head, meaning in part.columns.columns.items()}
    first = parts[0].columns
    return replace(first, columns=columns, population=asked.population or first.population)


def _known(proposal: Proposal, kept: SurveyColumns | None) -> set[str]:
    return {*proposal.certain, *(kept.decided if kept else ())}


def _columns_before(home: Home, asked: Asked, questionnaire: Questionnaire) -> Mapping[str, str]:
    """What the columns of the survey of the year before were."""
    path = columns_path(home, asked.city, asked.before)
    before = read_columns(path, home.relative(path), questionnaire, Problems())
    return before.columns if before else {}


def _method(
    home: Home, asked: Asked, surveys: Surveys, kept: Tables, columns: SurveyColumns,
    received: Received, problems: Problems,
) -> Method:  # fmt: skip
    questionnaire = surveys.questionnaire(asked.questionnaire)
    scale = load_catalogue(home).scale(questionnaire.bands, asked.year)
    populations: dict[Group, int] = {}
    if population := asked.population or columns.population:
        populations["city", "", ""] = population
    frame = received.answers.frame
    units = sorted(set(frame["unit"])) if "unit" in frame else []
    for unit, users in columns.populations.items():
        if unit not in units:
            likely = ", ".join(map(repr, nearest(unit, units, 1)))
            found, step = (
                f"population of {unit!r}",
                f"correct it{likely and f'; the nearest is {likely}'}",
            )
            problems.add(asked.name, found, "a unit of the export", step)
        else:
            populations["unit", "", unit] = users
    _refuse_fewer_users(asked, populations, frame, problems)
    before = {name: kept[name][kept[name]["survey"] == asked.before] for name in SURVEYS}
    return Method(asked.name, questionnaire, surveys.rules, scale,
                  populations=populations, before=before)  # fmt: skip


def _refuse_fewer_users(
    asked: Asked, populations: Mapping[Group, int], frame: pd.DataFrame, problems: Problems
) -> None:
    """Nobody can be asked who used no service: a population is no smaller than its respondents."""
    for (level, _, unit), users in populations.items():
        asked_of = len(frame) if level == "city" else int((frame["unit"] == unit).sum())
        if users < asked_of:
            found = f"population {users} {f'of {unit!r}' if unit else ''}".rstrip()
            expected = f"the {asked_of} respondents or more"
            problems.add(asked.name, found, expected, "correct the population")


def _refuse_errors(findings: Sequence[SurveyFinding], name: str, expected: str) -> None:
    """Raise ``DataRejected`` for findings that a survey cannot be computed with."""
    errors = [finding for finding in findings if finding.check.severity == "error"]
    if errors:
        raise DataRejected(
            Problem(
                f"{name} {finding.check.element}".strip(),
                f"{finding.failing} of {finding.looked_at}: {', '.join(finding.places)}",
                f"{finding.check.expects} ({expected})",
                "check the questionnaire and the export; nothing is converted by a guess"
                if finding.check.element
                else "ask more respondents; fewer are not shown",
            )
            for finding in errors
        )


def columns_path(home: Home, city: str, survey: str) -> Path:
    """Where the file lies that says what a survey's columns are."""
    return home.raw(city) / QUESTIONNAIRES / f"{survey}.yaml"
