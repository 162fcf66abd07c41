from pathlib import Path

import pytest
import yaml

from rapor.validate.rules.suite import RULES

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "findings.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_the_rules_find_what_is_wrong_and_nothing_else(case, found):
    assert found(case) == case["found"]


def test_every_rule_of_the_file_has_a_view_and_every_view_an_entry(catalogue):
    assert {rule.code for rule in RULES} == set(catalogue.rules)


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_fires_in_some_case_and_is_silent_in_another(rule):
    fires = [case for case in CASES if rule.code in found_by(case)]
    assert fires
    assert len(fires) < len(CASES)


def test_no_case_names_a_rule_that_there_is_not(catalogue):
    assert {code for case in CASES for code in found_by(case)} <= set(catalogue.rules)


def found_by(case):
    """The rules that find something in a case."""
    return {finding.partition(":")[0] for finding in case["found"]}
