"""Tables of surveys: what is kept of the respondents' answers, which themselves are never kept."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from rapor.ground import vocabularies
from rapor.ground.tables import columns
from rapor.ground.tables.model import Filled, TableModel, column

SURVEY = column("name of the survey: its questionnaire and time, such as skm-2024")
RESPONDENTS = column("persons whose answers are counted; empty where the group is hidden")


class KeptSurvey(TableModel, name="surveys", key="survey"):
    """Surveys of the city, a row a survey that somebody has accepted."""

    survey: Filled = SURVEY
    questionnaire: Filled = column("code of the questionnaire, a file of data/reference/surveys")
    year: int = columns.YEAR
    period: Filled = columns.PERIOD
    indicator: str = columns.INDICATOR
    weighting: Filled = column("way of weighting that the realisation is computed with")
    value: float | None = column("index that the realisation holds, unrounded")
    respondents: int = RESPONDENTS
    rows: int = column("rows of the exports, with those that are not counted")
    repeated: int = column("rows that stand twice and are counted once")
    unanswered: int = column("rows without any answer, which are not counted")
    incomplete: int = column("respondents who left an element without an answer")
    straight_lined: int = column("respondents who gave every element the same answer")
    population: int | None = column("users of the services in that time, where it was given")
    needed: int | None = column("respondents needed for the population")
    digests: Filled = column("SHA-256 of each export, joined by ';'")
    publisher: Filled = columns.PUBLISHER
    by: Filled = column("who kept the result")
    on: Filled = column("day on which it was kept")


class SurveyGroup(TableModel):
    """Whom a figure is of: the city, a unit, a service of a unit, or a group of respondents."""

    survey: Filled = SURVEY
    level: Filled = column(
        "what kind of group it is; units: not a group, but the mean of the units' indices",
        words=vocabularies.SURVEY_LEVELS,
    )
    within: str = column("of a service its unit, of a group the column that tells it")
    member: str = column("name of the unit, service or group; empty: none was given")


class SurveyIndex(SurveyGroup, name="survey_index", key="survey level within member weighting"):
    """Index of the city, its units, services and groups, a row a way of weighting."""

    weighting: Filled = column("way of weighting, of the questionnaire's")
    shown: Filled = column(
        "yes; few: too few respondents; alike: all of them answered alike; protected: hidden"
        " because such a group could be computed from it",
        words=vocabularies.SHOWN,
    )
    respondents: int | None = RESPONDENTS
    value: float | None = column("weighted index")
    low: float | None = column("lower end of its interval")
    high: float | None = column("upper end of its interval")
    letter: str = column("letter of the index, where the questionnaire has letters")
    change: float | None = column("index minus that of the same group a year before")
    population: int | None = column("users of the services in that time, where it was given")
    needed: int | None = column("respondents needed for the population")


class SurveyElement(SurveyGroup, name="survey_elements", key="survey level within member element"):
    """Means of the elements of every group that is shown."""

    element: Filled = column("code of the element in the questionnaire")
    label: Filled = column("name of the element")
    answers: int = column("respondents who answered it")
    mean: float | None = column("mean of the answers")
    rank: int = column("place among the elements, 1 being the best; equal means share one")
    change: float | None = column("mean minus that of the same group a year before")


SURVEYS: Mapping[str, type[TableModel]] = {
    model.declaration().name: model for model in (KeptSurvey, SurveyIndex, SurveyElement)
}
"""Tables of a city's surveys by name."""


@dataclass(frozen=True)
class Answers:
    """The answers of respondents, in memory only.

    ``frame`` has a row a respondent and a column an element, by its code, of numbers or nothing;
    ``unit`` and ``service`` where the export has them, and a column for each of ``groups``.
    ``row`` and ``file`` say where a respondent stands, for errors.
    """

    frame: pd.DataFrame
    elements: tuple[str, ...]
    groups: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether the export has a column of units, or of services."""
        return name in self.frame.columns
