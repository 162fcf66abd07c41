"""What the codes of tables and columns are called in a review."""

from collections.abc import Iterable

from rapor.catalogue.city import KINDS, ROLES
from rapor.ground.language import Language, message
from rapor.ingest.review.questions import Choice

KIND_NAMES = {
    "targets": message("targets by year"),
    "end_targets": message("baseline and end target"),
    "action_plan": message("action plan with yearly targets"),
    "activities": message("activities without figures"),
    "self_assessment": message("self-assessment scores"),
    "official_index": message("official index and scores"),
    "official_parameters": message("official measured values"),
    "achievement": message("achievement in words or figures"),
    "priorities": message("priorities"),
    "problems": message("problems by area"),
    "quick_wins": message("quick wins"),
    "review": message("findings of the internal review"),
    "recommendations": message("recommendations"),
    "teams": message("teams and their tasks"),
    "strategy": message("vision, mission, strategy"),
    "results": message("results of past years"),
    "unused": message("left out on purpose"),
}
"""What each kind of table is called."""

ROLE_NAMES = {
    "number": message("number of the row"),
    "label": message("name of the indicator"),
    "outcome": message("outcome"),
    "activity": message("activity"),
    "agencies": message("responsible agency"),
    "target": message("target"),
    "baseline": message("baseline"),
    "end_target": message("end target"),
    "realisation": message("realisation"),
    "quarter": message("quarter"),
    "budget": message("budget"),
    "value": message("value"),
    "weight": message("weight"),
    "ratio": message("ratio"),
    "scale": message("scale"),
    "owner": message("source of the data"),
    "part": message("part"),
    "goal": message("goal"),
    "area": message("change area"),
    "unit": message("unit"),
    "grade": message("grade"),
    "central_level": message("score of the central level"),
    "unit_level": message("score of the units"),
    "step": message("step"),
    "topic": message("topic"),
    "problem": message("problem"),
    "first": message("first priority"),
    "text": message("text, carries no figure"),
}
"""What each role of a column is called."""

OF_A_YEAR = ("target", "baseline", "end_target", "realisation", "quarter", "budget")
"""Roles whose columns are for one year."""


def kind_choices(language: Language) -> tuple[Choice, ...]:
    """Every kind of table."""
    return tuple(Choice(code, language.text(KIND_NAMES.get(code, code))) for code in KINDS)


def role_choices(language: Language, years: Iterable[int]) -> tuple[Choice, ...]:
    """Every role, those of a year with each of the years: ``target 2024``."""
    every = sorted(set(years))
    choices = []
    for code in ROLES:
        name = language.text(ROLE_NAMES.get(code, code))
        if code in OF_A_YEAR and every:
            choices += [Choice(f"{code} {year}", f"{name} {year}") for year in every]
        else:
            choices.append(Choice(code, name))
    return tuple(choices)
