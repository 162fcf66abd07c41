"""The index: conversions, sums, assessors, grades; sentences of tests/cases/index.yaml."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_up import NO_FINDINGS, accepted, choice, city_of, realisation, score

from rapor.catalogue.instruments import Conversion
from rapor.evaluate.achievement import Quantity
from rapor.evaluate.arithmetic import as_score, exact
from rapor.evaluate.choice import Choice
from rapor.evaluate.index import converted, index_table, tree_of

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "index.yaml").read_text(encoding="utf-8")
)
YEAR = 2021


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[case["case"] for case in cases])


@pytest.fixture
def index(catalogue):
    """The index table of scores and results, by component."""

    def run(scores, realisations=(), year=YEAR):
        tables = accepted(realisations=realisations, scores=scores)
        tree = tree_of(year, Choice(city_of(), tables), tables, catalogue)
        table = index_table(city_of(), tree, NO_FINDINGS).set_index("component")
        lines = table.to_dict("index")
        return {
            path: {name: None if pd.isna(value) else value for name, value in line.items()}
            for path, line in lines.items()
        }

    return run


SOME_SCORE = score("enabler", 15.93)


@named(CASES["converted"])
def test_a_result_becomes_points(case, index, catalogue):
    indicator = catalogue.indicators[case["indicator"]]
    known = [realisation(indicator, YEAR, case["result"])] if "result" in case else []
    line = index([SOME_SCORE], known)[case["component"]]
    assert line["recomputed"] == case.get("points")
    assert line["recomputed_basis"] == case.get("basis", f"conversion:{case['indicator']}")


@named(CASES["summed"])
def test_scores_are_summed_as_the_sentence_says(case, index):
    scores = [
        score(path, value, assessor=assessor)
        for assessor in ("official", "self")
        for path, value in case.get(assessor, {}).items()
    ]
    line = index(scores)[case["component"]]
    assert {name: line[name] for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", CASES["graded"], ids=lambda case: str(case["score"]))
def test_a_score_on_an_open_bound_has_the_lower_grade(case, index):
    line = index([score("index", float(case["score"]))])["index"]
    assert line["grade"] == case["grade"]


def test_only_the_whole_index_has_a_grade(index):
    lines = index([score("index", 42.94), score("enabler", 15.93)])
    assert [path for path, line in lines.items() if line["grade"]] == ["index"]


def test_the_weight_of_the_document_goes_before_the_instruments(index):
    lines = index([score("enabler/fulfilment/deregulation", 0.8, weight=1.0)])
    assert lines["enabler/fulfilment/deregulation"]["weight"] == 1.0
    assert lines["enabler/fulfilment/deregulation"]["lost"] == 0.2
    assert lines["enabler/fulfilment/organisation"]["weight"] == 3.0


def test_a_conversion_uses_the_weight_of_the_document(index, catalogue):
    known = [realisation(catalogue.indicators["ipkp"], YEAR, "50")]
    lines = index([score("result/public_service/ipkp", 4.1, weight=8.0)], known)
    assert lines["result/public_service/ipkp"]["recomputed"] == 4.0
    assert lines["result/public_service/ipkp"]["difference"] == 0.1


def test_what_cannot_be_published_in_parts_is_recomputed_from_recomputed_parts(index, catalogue):
    known = [
        realisation(catalogue.indicators["bpk_opinion"], YEAR, "WTP", row=1),
        realisation(catalogue.indicators["sakip_score"], YEAR, "51,53", row=2),
    ]
    line = index([score("result/accountability", 6.61)], known)["result/accountability"]
    assert (line["recomputed"], line["difference"]) == (6.61, 0)
    assert line["recomputed_basis"] == "sum_of_parts"


def test_scores_of_one_level_are_not_the_citys(index):
    lines = index([SOME_SCORE, score("enabler/reform", 10.0, assessor="self", level="unit")])
    assert lines["enabler/reform"]["self"] is None


def test_scores_of_another_year_are_not_this_years(index):
    assert index([score("index", 42.94, year=2022)]) == {}


def test_a_city_without_scores_has_no_index(index):
    assert index([]) == {}


def test_a_year_without_an_instrument_has_no_index(catalogue):
    tables = accepted(scores=[score("index", 40.0, year=2015)])
    assert tree_of(2015, choice(), tables, catalogue) is None


def test_a_part_that_weighs_nothing_is_no_missing_part(index, catalogue):
    counted = [
        component.path for component in catalogue.instrument(YEAR).children("enabler/intermediate")
    ]
    lines = index([score(path, 0.5, assessor="self") for path in counted])
    assert lines["enabler/intermediate"]["self_basis"] == "summed"
    assert lines["enabler/intermediate"]["self"] == len(counted) / 2


def test_index_values_until_2022_and_from_2023_come_of_two_instruments(catalogue):
    before, after = catalogue.instrument(2022), catalogue.instrument(2023)
    assert before.code != after.code
    assert catalogue.instrument(2021) is before
    assert catalogue.instrument(2024) is after


def test_an_index_of_2023_is_the_general_and_the_thematic_part(index):
    lines = index(
        [score("general", 62.5, year=2023), score("thematic", 5.25, year=2023)], year=2023
    )
    assert (lines["index"]["recomputed"], lines["index"]["official"]) == (67.75, None)


@pytest.mark.parametrize(("value", "rounded"), [(3.6071, 3.61), (2.2209, 2.22), (0.005, 0.01)])
def test_a_score_is_rounded_as_on_paper(value, rounded):
    assert as_score(exact(value)) == rounded


def test_a_word_is_found_whatever_its_letters():
    conversion = Conversion("bpk_opinion", None, {"WTP": 3.0}, frozenset(), "made up")
    assert converted(Quantity(text="wtp"), 3.0, conversion) == 3
