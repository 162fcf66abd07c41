"""What was checked is told: of every expectation how much was looked at, and how much failed."""

import json

import pytest

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected
from rapor.ground.ref import Ref
from rapor.ground.tables import Check, conform
from rapor.ground.vocabularies import CHECKED_STAGES, SUITES
from rapor.run import stages
from rapor.validate import reworded_checks, validate_city
from rapor.validate.suite_of_tables import CHECKS, check_tables, sentences

CITY = "kota-contoh"
BROKEN = {
    "source_known": ("targets", "source", "another-regulation"),
    "indicator_known": ("realisations", "indicator", "no_such_indicator"),
    "area_known": ("action_plan", "area", "no_such_area"),
    "goal_known": ("targets", "goal", "no_such_goal"),
    "year_of_the_plan": ("action_plan", "year", 2031),
    "year_possible": ("realisations", "year", 1066),
    "range_in_order": ("targets", "value_high", -1.0),
    "scale_in_order": ("targets", "scale_max", -1.0),
    "weight_possible": ("scores", "weight", 101.0),
    "rank_counts": ("priorities", "rank", 0),
    "level_known": ("progress", "level", "village"),
    "obstacle_known": ("progress", "obstacle", "weather"),
    "money_possible": ("spending", "value", -1.0),
}
"""For each check a table, a column and a value that breaks it."""


@pytest.fixture(scope="module")
def validated(shared_sample):
    return stages.inspect(shared_sample, CITY)


@pytest.fixture(scope="module")
def sound(shared_sample):
    """The city, its catalogue and its tidy tables; what the sample has none of is made."""
    tables = stages.tidy(shared_sample, CITY)
    quick_win = tables["quick_wins"].iloc[[0]]
    for name, cells in (
        ("priorities", {"rank": 1}),
        ("progress", {"year": 2021, "level": "agency", "obstacle": "budget", "first": 1}),
        ("spending", {"value": 1.0}),
    ):
        made = quick_win.reindex(columns=tables[name].columns).assign(**cells)
        tables[name] = made.astype(tables[name].dtypes)
    return load_city(shared_sample, CITY), load_catalogue(shared_sample), tables


def test_every_check_of_tables_has_a_value_that_breaks_it():
    assert list(BROKEN) == [check.code for check in CHECKS]


@pytest.mark.parametrize("stage", CHECKED_STAGES)
def test_every_rule_and_check_of_both_stages_is_told(validated, stage):
    checks = validated.checks[validated.checks["stage"] == stage]
    told = {suite: list(checks[checks["suite"] == suite]["check"]) for suite in SUITES}
    assert told["tables"] == sorted(check.code for check in CHECKS)
    assert told["rules"] == sorted(validated.rules)
    assert conform(Check, validated.checks).equals(validated.checks)


def test_what_failed_as_printed_is_what_the_findings_say(validated):
    checks = validated.checks[validated.checks["stage"] == "tidy"].set_index("check")
    rules = set(validated.findings["rule"])
    assert rules
    failed = set(checks[(checks["suite"] == "rules") & (checks["failed"] > 0)].index)
    assert rules <= failed | set(validated.checks[validated.checks["failed"] > 0]["check"])
    assert (checks["failed"] <= checks["looked_at"]).all()


def test_validation_json_has_every_expectation_with_its_arguments_and_no_time(validated):
    content = json.loads(validated.validation)
    assert content["city"] == CITY
    for stage in CHECKED_STAGES:
        known = content["stages"][stage]
        assert [entry["check"] for entry in known["rules"]] == list(validated.rules)
        for entry in (*known["tables"], *known["rules"]):
            assert entry["success"] == (entry["failed"] == 0 if entry["looked_at"] else None)
            assert entry["looked_at"] == 0 or entry["expectation"]["type"].startswith("expect_")
    text = validated.validation
    assert not [word for word in ("run_time", "batch_id", '"id"', "0x") if word in text]


def test_the_same_tables_give_the_same_text(validated, shared_sample):
    again = stages.inspect(shared_sample, CITY)
    assert again.validation == validated.validation
    assert again.checks.equals(validated.checks)


def test_sentences_are_said_in_the_language_of_the_report(validated):
    english = reworded_checks(validated.checks, "en", validated.rules)
    assert set(english["expects"]) == set(sentences("en", validated.rules).values())
    assert not set(english["expects"]) & set(validated.checks["expects"])


def test_tables_that_are_in_order_are_looked_at_and_pass(sound):
    told = check_tables(*sound, "tidy")
    assert told.complaints == ()
    assert all(check.looked_at and not check.failed for check in told.checked)


@pytest.mark.parametrize("code", BROKEN)
def test_a_cell_that_breaks_a_check_of_tables_is_told_with_its_place(sound, code):
    city, catalogue, tables = sound
    name, column, value = BROKEN[code]
    frame = tables[name].copy()
    row = frame[frame[column].notna()].index[0]
    frame.loc[row, column] = value
    told = check_tables(city, catalogue, {**tables, name: frame}, "tidy")
    (problem,) = told.complaints
    assert problem.found == f"{_held(code, frame.loc[row])} ({code})"
    assert problem.where == f"{name} of {CITY}: {Ref.of(frame.loc[row])}"
    assert {check.code: check.failed for check in told.checked if check.failed} == {code: 1}


def _held(code, row):
    columns = next(check.columns for check in CHECKS if check.code == code)
    return ", ".join(f"{column} {row[column]}" for column in columns)


def test_what_breaks_the_suite_of_tables_is_a_complaint_that_stops_the_pipeline(
    sound, shared_sample
):
    _, catalogue, _ = sound
    tables = stages.tidy(shared_sample, CITY)
    tables["scores"] = tables["scores"].assign(weight=120.0)
    broken = validate_city(shared_sample, CITY, tables, catalogue)
    with pytest.raises(DataRejected, match="weight_possible"):
        broken.require_decided()
