"""What moved since the year before: sentences of tests/cases/changes.yaml."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_up import MEASURED, accepted, city_of, realisation, target

from rapor.evaluate.changes import changes_table
from rapor.evaluate.choice import Choice
from rapor.ground.vocabularies import MOVE_BASES, MOVES

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "changes.yaml").read_text(encoding="utf-8")
)


def table(case, catalogue, period="annual"):
    named = {name: case[name] for name in ("measure", "polarity", "order") if name in case}
    scale = tuple(case["scale"]) if "scale" in case else None
    indicator = replace(MEASURED, code=case.get("code", "measured"), scale=scale, **named)
    year = case.get("year", 2023)
    cells = ((year - 1, case.get("before")), (year, case.get("now")))
    known = [realisation(indicator, of_year, cell) for of_year, cell in cells if cell]
    aim = case.get("target")
    planned = [target(indicator, of_year, aim) for of_year, _ in cells if aim]
    made_up = replace(catalogue, indicators={indicator.code: indicator})
    choice = Choice(city_of(), accepted(planned, known), period)
    return changes_table(city_of(), year, choice, made_up).to_dict("records")


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_rule_says_what_the_sentence_says(case, catalogue):
    (line,) = table(case, catalogue)
    shown = {name: None if pd.isna(line[name]) else line[name] for name in case["expect"]}
    assert shown == case["expect"]


def test_every_move_and_every_basis_has_a_sentence():
    expected = [case["expect"] for case in CASES]
    assert {line.get("move") for line in expected} >= set(MOVES)
    assert {line.get("move_basis") for line in expected} >= set(MOVE_BASES)


def test_half_a_year_is_not_set_against_a_whole_one(catalogue):
    assert table(CASES[0], catalogue, period="semester_1") == []
