"""The way to the end target: sentences of tests/cases/trajectory.yaml."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_up import MEASURED, accepted, city_of, realisation, target

from rapor.catalogue.series import VERDICTS
from rapor.evaluate.choice import Choice
from rapor.evaluate.trajectory import trajectory_table
from rapor.ground.vocabularies import VERDICT_BASES

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "trajectory.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def trajectory(catalogue):
    """The line of one invented indicator; None where a cell is empty."""

    def run(case, rules=None):
        named = {name: case[name] for name in ("measure", "polarity", "order") if name in case}
        scale = tuple(case["scale"]) if "scale" in case else None
        indicator = replace(MEASURED, code=case.get("code", "measured"), scale=scale, **named)
        planned = [target(indicator, 2024, case["end"], kind="end_target")]
        if "baseline" in case:
            planned.append(target(indicator, 2021, case["baseline"], kind="baseline"))
        known = [realisation(indicator, year, cell) for year, cell in case["known"].items()]
        rules = rules or catalogue.trajectory
        made_up = replace(catalogue, indicators={indicator.code: indicator}, trajectory=rules)
        city = city_of()
        choice = Choice(city, accepted(planned, known))
        (line,) = trajectory_table(city, case.get("year", 2023), choice, made_up).to_dict("records")
        return {name: None if pd.isna(value) else value for name, value in line.items()}

    return run


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_rule_says_what_the_sentence_says(case, trajectory):
    line = trajectory(case)
    assert {name: line[name] for name in case["expect"]} == case["expect"]


def test_every_verdict_and_every_basis_has_a_sentence():
    expected = [case["expect"] for case in CASES]
    assert {line.get("verdict") for line in expected} >= set(VERDICTS)
    assert {line.get("verdict_basis") for line in expected} >= set(VERDICT_BASES)


def test_the_bounds_are_those_of_the_catalogue(trajectory, catalogue):
    case = next(case for case in CASES if case["case"].startswith("more than twice"))
    kinder = replace(catalogue.trajectory, at_risk=3.0)
    assert trajectory(case, kinder)["verdict"] == "at_risk"
    stricter = replace(catalogue.trajectory, least_values=4)
    assert trajectory(case, stricter)["verdict_basis"] == "few_values"
