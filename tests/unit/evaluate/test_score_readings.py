"""What hangs on a decision about a score of the index."""

import pandas as pd
import pytest
from made_tables import table_of
from made_up import accepted, city_of, score

from rapor.evaluate.choice import Choice
from rapor.evaluate.index import tree_of
from rapor.evaluate.score_readings import score_readings
from rapor.ground.tables import Finding

YEAR = 2021
PART, NEXT = "enabler/reform/accountability", "enabler/reform/supervision"


@pytest.fixture
def read(catalogue):
    """Component, role, reading and value of each line, in the order of the instrument."""

    def run(*scores, findings=()):
        findings_table = table_of(Finding, findings)
        tables = accepted(scores=scores)
        tree = tree_of(YEAR, Choice(city_of(), tables), tables, catalogue)
        return score_readings(tree, findings_table)

    return run


def short(lines):
    return [
        (
            line["component"],
            line["role"],
            line["reading"],
            line["value"] and round(line["value"], 2),
        )
        for line in lines
    ]


def corrected(path, value, printed, **more):
    decided = {"decision": "correct", "value_printed": printed, "printed": str(printed)}
    return score(path, value, assessor="self", **more) | decided


def test_a_corrected_score_is_followed_up_to_every_sum_that_it_is_part_of(read, catalogue):
    siblings = catalogue.instrument(YEAR).children("enabler/reform")
    others = [score(part.path, 1.0, assessor="self") for part in siblings if part.path != PART]
    halves = [
        score(f"enabler/{part}", 5.0, assessor="self") for part in ("fulfilment", "intermediate")
    ]
    readings_of_part = short(read(corrected(PART, 1.38, 13.81), *others, *halves))
    rest = len(others)
    assert readings_of_part == [
        ("enabler", "self", "evaluated", round(11.38 + rest, 2)),
        ("enabler", "self", "printed", round(23.81 + rest, 2)),
        ("enabler/reform", "self", "evaluated", round(1.38 + rest, 2)),
        ("enabler/reform", "self", "printed", round(13.81 + rest, 2)),
        (PART, "self", "evaluated", 1.38),
        (PART, "self", "printed", 13.81),
    ]


def test_a_sum_that_lacks_a_part_is_no_reading(read):
    readings_of_part = short(read(corrected(PART, 1.38, 13.81), score(NEXT, 3.0, assessor="self")))
    assert {component for component, *_ in readings_of_part} == {PART}


def test_a_sum_that_is_printed_itself_does_not_hang_on_its_parts(read):
    readings_of_part = short(
        read(corrected(PART, 1.38, 13.81), score("enabler/reform", 18.63, assessor="self"))
    )
    assert {component for component, *_ in readings_of_part} == {PART}


def test_a_corrected_weight_is_read_both_ways_and_moves_no_score(read):
    line = score("enabler/fulfilment/organisation", 2.01, weight=3.0, assessor="self")
    weight = {"weight_printed": "2.00", "weight_column": "BOBOT", "decision": "correct"}
    assert short(read(line | weight)) == [
        ("enabler/fulfilment/organisation", "weight", "evaluated", 3.0),
        ("enabler/fulfilment/organisation", "weight", "printed", 2.0),
    ]


def test_a_score_that_a_second_table_prints_otherwise_has_another_reading(read):
    first, second = (score("index", value, row=row) for row, value in ((1, 42.94), (2, 52.94)))
    lines = read(first, second)
    assert short(lines) == [
        ("index", "official", "evaluated", 42.94),
        ("index", "official", "other", 52.94),
    ]
    assert [line["text"] for line in lines] == ["C", "CC"]


def test_a_withheld_score_has_its_printed_reading(read):
    line = score("index", None) | {"value_printed": 42.94, "printed": "42,94", "decision": "ask"}
    assert short(read(line)) == [
        ("index", "official", "evaluated", None),
        ("index", "official", "printed", 42.94),
    ]


def test_the_decision_is_named(read):
    line = corrected(PART, 1.38, 13.81)
    decided = {
        **{name: line[name] for name in ("city", "source", "table", "row", "column")},
        "finding": "above_weight:x", "rule": "above_weight", "severity": "error", "message": "…",
        "compared_ref": "", "decision": "correct", "decision_id": "K-02",
    }  # fmt: skip
    assert {line["decision_id"] for line in read(line, findings=[decided])} == {"K-02"}


def test_scores_that_nobody_disputes_and_a_year_without_scores_have_no_reading(read):
    assert read(score("index", 42.94), score(PART, 1.0, weight=3.75, assessor="self")) == []
    assert score_readings(None, pd.DataFrame()) == []
