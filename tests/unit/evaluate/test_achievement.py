"""The rules of achievement: sentences of tests/cases/achievement.yaml, and what always holds."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from made_up import MEASURED, NO_FINDINGS, choice, realisation, target

from rapor.catalogue.series import Series
from rapor.evaluate.achievement import (
    Quantity,
    WordOrders,
    capped,
    gap_to,
    is_met,
    judge,
    percent_of_path,
    percent_of_scale,
    percent_of_target,
)
from rapor.evaluate.indicators import indicators_table

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "achievement.yaml").read_text(encoding="utf-8")
)
UNLESS_NAMED = {"achievement_pct": None, "category": ""}
FIGURES = st.integers(1, 10**6).map(lambda hundredths: hundredths / 100)


def measured(case, catalogue):
    """The indicator of a case, named as the case: the catalogue's, or one as described."""
    if "indicator" in case:
        return replace(catalogue.indicators[case["indicator"]], code=case["case"])
    return replace(MEASURED, code=case["case"], **case.get("of", {}))


def planned(case, indicator):
    """What the road map prints of a case's indicator."""
    years = {"target": case.get("year", 2022), "baseline": 2020, "end_target": 2024}
    if case.get("planned", True):
        for kind, year in years.items():
            if kind == "target" or kind in case:
                yield target(indicator, year, case.get(kind, ""), kind)


def realised(case, indicator):
    """What is published of a case's indicator."""
    known = dict(case.get("earlier", {}))
    if "realised" in case:
        known[case.get("year", 2022)] = case["realised"]
    halves = [
        realisation(indicator, case.get("year", 2022), printed, period=period)
        for period, printed in case.get("halves", {}).items()
    ]
    return [realisation(indicator, year, printed) for year, printed in known.items()] + halves


def _setting(case):
    return case.get("year", 2022), case.get("cap"), case.get("period", "annual")


@pytest.fixture(scope="module")
def lines(catalogue):
    """The evaluation of every case, those of one year, cap and period together as one city."""
    by_case = {}
    for year, cap, period in {_setting(case) for case in CASES}:
        cases = [case for case in CASES if _setting(case) == (year, cap, period)]
        indicators = {case["case"]: measured(case, catalogue) for case in cases}
        chosen = choice(
            [row for case in cases for row in planned(case, indicators[case["case"]])],
            [row for case in cases for row in realised(case, indicators[case["case"]])],
            year=year,
            period=period,
        )
        breaks = [
            replace(new, indicator=case["case"])
            for case in cases
            for new in catalogue.series.breaks
            if new.indicator == case.get("indicator")
        ]
        known = replace(catalogue, indicators=indicators, series=Series(breaks))
        table = indicators_table(chosen.city, year, chosen, NO_FINDINGS, known, cap)
        for line in table.to_dict("records"):
            by_case[line["indicator"]] = {
                name: None if pd.isna(value) else value for name, value in line.items()
            }
    return by_case


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_result_is_judged_as_the_sentence_says(case, lines):
    line = lines[case["case"]]
    for name, expected in (UNLESS_NAMED | case["expect"]).items():
        if isinstance(expected, int | float):
            assert line[name] == pytest.approx(expected, abs=0.005), name
        else:
            assert line[name] == expected, name


def test_every_rule_of_the_catalogue_has_a_case(catalogue):
    assert {case["rule"] for case in CASES} == set(catalogue.achievement.rules)


def test_no_two_cases_have_one_name():
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("percent", [0, 12.5, 50, 50.0001, 65, 75, 75.5, 90, 90.0001, 200])
def test_every_percentage_has_a_category(catalogue, percent):
    assert catalogue.achievement.categories.category(percent)


@given(FIGURES, FIGURES, st.sampled_from(["higher", "lower"]))
def test_a_number_is_achieved_exactly_from_a_hundred_per_cent_on(realised, planned, polarity):
    judged = judge(Quantity(planned), Quantity(realised), "number", polarity, WordOrders())
    assert (judged.status == "achieved") == (judged.achievement_pct >= 100)


@given(FIGURES, FIGURES, FIGURES)
def test_a_higher_result_is_never_a_lower_achievement(one, other, planned):
    low, high = sorted((one, other))
    assert percent_of_target(low, planned, "higher") <= percent_of_target(high, planned, "higher")
    assert percent_of_target(low, planned, "lower") >= percent_of_target(high, planned, "lower")


@given(FIGURES, FIGURES)
def test_lower_is_better_stays_between_nought_and_two_hundred(realised, planned):
    assert 0 <= percent_of_target(realised, planned, "lower") <= 200


@given(FIGURES, FIGURES, FIGURES, st.sampled_from(["higher", "lower"]))
def test_a_range_is_a_hundred_exactly_inside_it(one, other, realised, polarity):
    low, high = sorted((one, other))
    percent = percent_of_target(realised, low, polarity, high)
    assert (percent == 100) == (low <= realised <= high)
    assert (gap_to(realised, Quantity(low, high)) == 0) == (low <= realised <= high)


@given(FIGURES)
def test_no_percentage_comes_of_a_target_of_nought(realised):
    for polarity in ("higher", "lower"):
        judged = judge(Quantity(0.0), Quantity(realised), "number", polarity, WordOrders())
        assert (judged.status, judged.achievement_pct) == ("no_target", None)


@given(FIGURES, FIGURES)
def test_the_path_begins_at_the_baseline_and_ends_at_the_end_target(one, other):
    low, high = sorted((one, other))
    for start, end, polarity in ((low, high, "higher"), (high, low, "lower")):
        if start == end:
            assert percent_of_path(start, start, end, polarity) is None
        else:
            assert percent_of_path(start, start, end, polarity) == 0
            assert percent_of_path(end, start, end, polarity) == 100


@given(FIGURES, st.sampled_from([None, 100.0, 120.0]))
def test_a_cap_only_ever_lowers(percent, cap):
    counted = capped(percent, cap)
    assert counted <= percent
    assert counted in {percent, cap}


def test_a_percentage_that_is_not_there_has_no_cap():
    assert capped(None, 100.0) is None


@given(FIGURES, FIGURES)
def test_a_bound_parts_the_numbers_in_two(value, bound):
    assert is_met(value, bound, ">") != is_met(value, bound, "<=")
    assert is_met(value, bound, "<") != is_met(value, bound, ">=")


def test_there_is_no_per_cent_of_a_scale_that_ends_nowhere():
    assert percent_of_scale(5.0, None) is None
    assert percent_of_scale(None, 5.0) is None


@pytest.mark.parametrize("realised", [Quantity(), Quantity(comparator="")])
def test_nothing_is_judged_without_a_result_whatever_the_target(realised):
    for planned in (Quantity(), Quantity(85.0), Quantity(text="WTP"), Quantity(0.0)):
        for measure in ("number", "ordinal", "milestone"):
            judged = judge(planned, realised, measure, "higher", WordOrders())
            assert judged.status == "no_data"
            assert judged.gap is None


def test_a_gap_is_the_difference_on_paper():
    assert gap_to(84.2, Quantity(85.0)) == -0.8
