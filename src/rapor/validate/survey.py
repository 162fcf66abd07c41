"""What is expected of a survey's answers: an ordinary suite over respondents, and one over groups.

An answer outside the scale is an error: the questionnaire is another one, and no conversion is
guessed. What a person may leave as it is, is a warning, told with how many respondents it is of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue.surveys import Questionnaire, SurveyRules
from rapor.ground.language import language, message
from rapor.ground.tables.surveys import Answers
from rapor.validate.rule import Expectation, above, at_most, filled, one_of, within

_SPREAD = "spread"
"""Column of how far the answers of a respondent to all elements lie apart."""


@dataclass(frozen=True)
class SurveyCheck:
    """What is expected of a column; ``expects`` is translated where it is shown."""

    code: str
    severity: str
    expects: str
    expectation: Expectation
    element: str = ""


@dataclass(frozen=True)
class SurveyFinding:
    """What is not as expected: of how many of how many, and the first places of it.

    ``places`` are rows of the exports, or names of groups.
    """

    check: SurveyCheck
    failing: int
    looked_at: int
    places: tuple[str, ...]


IN_SCALE = message("Every answer is one of the scale of the questionnaire.")
ANSWERED = message("Every respondent answers every element.")
ONCE = message("Every respondent stands once in the exports.")
DIFFERENT = message("Respondents do not give every element the same answer.")
ENOUGH = message("There are as many respondents as the sample needs.")
SHOWABLE = message("A survey has enough respondents to be shown without showing persons.")


def check_answers(
    answers: Answers, questionnaire: Questionnaire, rules: SurveyRules
) -> list[SurveyFinding]:
    """Hold the respondents' answers to the suite; the same answer to all is told above a share."""
    frame = answers.frame.assign(**{_SPREAD: answers_apart(answers)})
    checks = list(_of_respondents(questionnaire))
    findings = _run(
        "respondents", checks, frame, frame["file"] + " row " + frame["row"].astype(str)
    )
    bound = rules.straight_lining * len(frame)
    return [finding for finding in findings
            if finding.check.code != "straight_lining" or finding.failing > bound]  # fmt: skip


def check_groups(index: pd.DataFrame, weighting: str, answers: Answers) -> list[SurveyFinding]:
    """Hold the groups that are shown to the sample that they need, and the city to the least."""
    frame = index[index["weighting"] == weighting].reset_index(drop=True)
    city = frame[frame["level"] == "city"].reset_index(drop=True)
    shown = SurveyCheck("too_few", "error", SHOWABLE, one_of("shown", "yes"))
    told = _run("survey", [shown], city, pd.Series([_fewest(answers)]))
    needed = frame[frame["needed"].notna() & frame["respondents"].notna()].reset_index(drop=True)
    if len(needed):
        enough = SurveyCheck("small_sample", "warning", ENOUGH, at_most("needed", "respondents"))
        names = needed["member"].where(needed["member"] != "", needed["level"])
        told += _run("groups", [enough], needed, names + _of_needed(needed))
    return told


def answers_apart(answers: Answers) -> "pd.Series[Any]":
    """How far each respondent's answers lie apart: 0 is the same answer to every element.

    Empty where an element has no answer.
    """
    given = answers.frame[list(answers.elements)]
    several = len(answers.elements) > 1
    return (given.max(axis=1) - given.min(axis=1)).where(given.notna().all(axis=1) & several)


def _fewest(answers: Answers) -> str:
    """The respondents, and the element that the fewest of them answered."""
    counts = answers.frame[list(answers.elements)].count()
    return f"{len(answers.frame)} respondents, {counts.min()} answers to {counts.idxmin()}"


def _of_needed(frame: pd.DataFrame) -> "pd.Series[str]":
    return (
        " (" + frame["respondents"].astype(str) + " of " + frame["needed"].astype(str) + " needed)"
    )


def _of_respondents(questionnaire: Questionnaire) -> list[SurveyCheck]:
    numbers = [float(number) for number in range(questionnaire.low, questionnaire.high + 1)]
    checks = []
    for code in questionnaire.elements:
        checks += [
            SurveyCheck(f"{code}_in_scale", "error", IN_SCALE, one_of(code, *numbers), code),
            SurveyCheck(f"{code}_answered", "warning", ANSWERED, filled(code), code),
        ]
    return [
        *checks,
        SurveyCheck("repeated", "warning", ONCE, within("times", high=1)),
        SurveyCheck("straight_lining", "warning", DIFFERENT, above(_SPREAD, 0)),
    ]


def _run(
    name: str, checks: list[SurveyCheck], frame: pd.DataFrame, places: "pd.Series[str]"
) -> list[SurveyFinding]:
    """Run a suite over a frame; what fails, in the order of the checks."""
    # takes seconds to import, and commands that check nothing should not pay for it
    from rapor.validate.checking import run_suite  # noqa: PLC0415

    words = language("id")
    suite: Mapping[str, Any] = {
        check.code: check.expectation(
            description=words.text(check.expects),
            severity="critical" if check.severity == "error" else "warning",
            meta={"check": check.code},
            **(
                {"ignore_row_if": "either_value_is_missing"} if check.code == "small_sample" else {}
            ),
        )
        for check in checks
    }
    failing = run_suite(f"survey {name}", suite, frame)
    return [
        SurveyFinding(
            check, len(failing[check.code]), len(frame), _named(places, failing[check.code])
        )
        for check in checks
        if failing[check.code]
    ]


def _named(places: "pd.Series[str]", rows: list[int]) -> tuple[str, ...]:
    return tuple(str(place) for place in places.iloc[rows[:_TOLD]])


_TOLD = 5
"""Places of one kind that are named; of more, the number is."""
