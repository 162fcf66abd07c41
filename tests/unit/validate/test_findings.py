from pathlib import Path

import pytest
import yaml

from rapor.validate.rules import RULES

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "findings.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_the_rules_find_what_is_wrong_and_nothing_else(case, found):
    assert found(case) == case["found"]


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_fires_in_some_case_and_is_silent_in_another(rule):
    fires = [case for case in CASES if any(f.startswith(f"{rule.code}:") for f in case["found"])]
    assert fires
    assert len(fires) < len(CASES)
