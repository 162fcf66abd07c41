"""Reading corrections.yaml: strict, and all problems at once."""

import datetime

import pytest

from rapor.ground.errors import DataRejected
from rapor.validate.decisions import read_decisions


def problems(home):
    with pytest.raises(DataRejected) as rejected:
        read_decisions(home, "contoh")
    return [str(problem) for problem in rejected.value.problems]


def test_a_city_without_decisions_has_none(home):
    assert read_decisions(home, "contoh") == []
    (home.raw("contoh") / "corrections.yaml").write_text("# none yet\n", encoding="utf-8")
    assert read_decisions(home, "contoh") == []


def test_a_decision_is_read_as_written(home, decide):
    decide({"reason": "Target akhir\n  mencantumkan 70."})
    (decision,) = read_decisions(home, "contoh")
    assert decision.findings == ("outside_scale:3.7:1:2024",)
    assert (decision.action, decision.value) == ("correct", "70")
    assert decision.reason == "Target akhir mencantumkan 70."
    assert decision.decided_on == datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": None}, "reason is missing"),
        ({"evidence": " "}, "evidence is missing"),
        ({"decided_by": None}, "decided_by is missing"),
        ({"reason": "salah ketik 中"}, "write it without 中 (U+4E2D)"),
        ({"decided_by": "NaN"}, "decided_by: 'NaN'"),
        ({"decided_on": "besok"}, "decided_on 'besok'"),
        ({"findings": []}, "findings is not a list"),
        ({"findings": "outside_scale:3.7:1:2024"}, "findings is not a list"),
        ({"action": "delete"}, "action 'delete'"),
        ({"value": None}, "value is missing"),
        ({"value": 70}, "value is missing or not a text"),
        ({"value": "7O"}, "value '7O' cannot be read"),
        ({"value": "-"}, "value '-' cannot be read"),
        ({"action": "keep"}, "field 'value' has no place here"),
        ({"action": "ask", "value": None}, "meanwhile is missing"),
        ({"action": "ask", "value": None, "meanwhile": "wait"}, "meanwhile 'wait'"),
        ({"reasn": "salah ketik"}, "field 'reasn' has no place here"),
    ],
)
def test_a_decision_that_is_not_whole_is_rejected(home, decide, change, told):
    decide(change)
    (*_, problem) = [text for text in problems(home) if told in text]
    assert "corrections.yaml entry 1 (K-01)" in problem


def test_all_that_is_wrong_is_told_at_once(home, decide):
    decide({"reason": None, "evidence": None}, {"action": "delete"})
    assert len(problems(home)) >= 3


def test_a_finding_is_decided_once_and_a_number_given_once(home, decide):
    decide({}, {"decision": "K-01"})
    told = "\n".join(problems(home))
    assert "K-01 twice" in told
    assert "outside_scale:3.7:1:2024 is decided in K-01 too" in told


def test_a_file_that_is_no_list_is_rejected(home):
    path = home.raw("contoh") / "corrections.yaml"
    path.write_text("decision: K-01\n", encoding="utf-8")
    assert "corrections.yaml: not a list; expected: a list of decisions" in problems(home)[0]
    path.write_text("- K-01\n", encoding="utf-8")
    assert "no fields" in problems(home)[0]
