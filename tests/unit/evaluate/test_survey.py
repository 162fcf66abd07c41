"""Figures of surveys: the worked case by hand, what does not depend on order, who is shown."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapor.catalogue.surveys import load_surveys
from rapor.evaluate.survey import YES, Method, needed_sample, shown_groups, survey_tables
from rapor.ground.paths import Home
from rapor.ground.tables.surveys import Answers

FOURS = {"u1": 18, "u2": 14, "u3": 15, "u4": 29, "u5": 15, "u6": 18, "u7": 19, "u8": 18, "u9": 28}
"""Answers of 4 among 29 respondents; the others are 3, of u3 two are 2. Permenpan RB 14/2017,
worked case of github.com/rennn9/GASPUL_BACKEND: sums 105 101 100 116 102 105 106 105 115."""


@pytest.fixture(scope="module")
def surveys(repository):
    return load_surveys(Home(repository))


@pytest.fixture(scope="module")
def compute(surveys):
    """The tables of a frame of answers; fewer resamples than a survey has, for no bound is held."""
    skm = surveys.questionnaire("skm")

    def computed(frame, groups=(), **given_):
        answers = Answers(frame, tuple(skm.elements), groups)
        return survey_tables(answers, Method("skm-2024", skm, surveys.rules, **given_))

    return computed


def worked_case():
    cells = {code: [4.0] * fours + [3.0] * (29 - fours) for code, fours in FOURS.items()}
    cells["u3"][-2:] = [2.0, 2.0]
    return pd.DataFrame(cells)


def values(tables):
    index = tables["survey_index"]
    return {tuple(row) for row in index[["level", "within", "member", "shown"]].to_numpy()}


def test_the_worked_case_gives_both_published_figures(compute):
    tables = compute(worked_case())
    index = tables["survey_index"].set_index("weighting")
    assert index["value"]["equal"] == pytest.approx(955 / 261 * 25)
    assert round(index["value"]["equal"], 2) == 91.48
    assert round(index["value"]["rounded"], 2) == 90.56
    assert list(index["respondents"]) == [29, 29]


def test_elements_have_their_means_and_share_a_rank_where_they_are_equal(compute):
    elements = compute(worked_case())["survey_elements"].set_index("element")
    assert elements["mean"]["u1"] == pytest.approx(105 / 29)
    assert elements["rank"].to_dict() == {
        "u4": 1, "u9": 2, "u7": 3, "u1": 4, "u6": 4, "u8": 4, "u5": 7, "u2": 8, "u3": 9,
    }  # fmt: skip


def test_a_missing_answer_is_no_answer_and_not_zero(compute):
    frame = worked_case()
    frame.loc[0, "u1"] = float("nan")
    row = compute(frame)["survey_elements"].set_index("element").loc["u1"]
    assert (row["answers"], row["mean"]) == (28, pytest.approx(101 / 28))


def test_the_order_of_respondents_changes_nothing(compute):
    frame = worked_case()
    shuffled = frame.sample(frac=1, random_state=3).reset_index(drop=True)
    for name, table in compute(frame).items():
        pd.testing.assert_frame_equal(table, compute(shuffled)[name])


def test_the_interval_holds_the_index_and_is_a_point_where_all_agree(compute):
    index = compute(worked_case())["survey_index"].iloc[0]
    assert index["low"] < index["value"] < index["high"]
    same = compute(pd.DataFrame(dict.fromkeys(FOURS, [3.0] * 12)))["survey_index"].iloc[0]
    assert (same["low"], same["value"], same["high"]) == (75, 75, 75)


def test_a_change_is_told_against_the_same_group_of_the_year_before(compute):
    before = compute(pd.DataFrame(dict.fromkeys(FOURS, [3.0] * 12)))
    now = compute(worked_case(), before=before)
    assert now["survey_index"]["change"].iloc[0] == pytest.approx(955 / 261 * 25 - 75)
    assert now["survey_elements"].set_index("element")["change"]["u4"] == 1


@pytest.mark.parametrize(
    ("population", "needed"),
    [(10, 10), (15, 14), (20, 19), (30, 28), (220, 140), (300, 169), (1200, 291), (2000, 322)],
)
def test_the_needed_sample_is_that_of_the_table(surveys, population, needed):
    assert needed_sample(population, surveys.rules) == needed


def test_weights_of_a_questionnaire_sum_to_one_or_are_named_as_rounded(surveys):
    for survey in surveys.questionnaires.values():
        equal = survey.weightings["equal"].weight
        assert equal * len(survey.elements) == 1
        assert survey.weighting == "equal"
    rounded = surveys.questionnaire("skm").weightings["rounded"]
    assert rounded.weight == Fraction(11, 100)


def test_a_hidden_unit_hides_another_and_the_services_of_both(compute):
    sizes = {"A": 20, "B": 12, "C": 7}
    units = [unit for unit, size in sizes.items() for _ in range(size)]
    frame = pd.DataFrame({code: np.resize([3.0, 4.0], len(units)) for code in FOURS})
    frame["unit"], frame["service"] = units, ["x"] * len(units)
    assert values(compute(frame)) == {
        ("city", "", "", "yes"),
        ("unit", "", "A", "yes"), ("unit", "", "B", "protected"), ("unit", "", "C", "few"),
        ("service", "A", "x", "yes"),
    }  # fmt: skip


def test_what_is_hidden_has_no_figure_and_what_was_typed_no_name(compute):
    frame = worked_case().assign(sex=["L"] * 24 + ["P"] * 5, unit=["A"] * 24 + ["B"] * 5)
    tables = compute(frame, ("sex",), populations={("city", "", ""): 100})
    assert values(tables) == {
        ("city", "", "", "yes"), ("unit", "", "A", "protected"), ("unit", "", "B", "few")
    }  # fmt: skip
    hidden = tables["survey_index"].query("shown != 'yes'")
    assert hidden[["respondents", "value", "low", "high", "change"]].isna().all(axis=None)
    assert set(hidden["letter"]) == {""}
    assert set(tables["survey_elements"]["level"]) == {"city"}


def test_the_mean_of_the_units_stands_beside_the_index_of_all_where_all_are_shown(compute):
    frame = worked_case().assign(unit=[*"AB"] * 10 + ["B"] * 9)
    index = compute(frame)["survey_index"].query("weighting == 'equal'").set_index("level")
    assert index["value"]["units"] == pytest.approx(index["value"]["unit"].mean())
    assert index["value"]["units"] != pytest.approx(index["value"]["city"])
    assert index["respondents"]["units"] == 29
    frame["unit"] = ["A"] * 6 + ["B"] * 12 + ["C"] * 11
    assert "units" not in set(compute(frame)["survey_index"]["level"])


def test_a_group_whose_members_all_answered_alike_is_hidden_with_another(compute):
    frame = worked_case().assign(unit=[*"AB"] * 14 + ["B"])
    assert {state for *_, state in values(compute(frame))} == {"yes"}
    frame.loc[frame["unit"] == "A", list(FOURS)] = 4.0
    assert values(compute(frame)) == {
        ("city", "", "", "yes"), ("unit", "", "A", "alike"), ("unit", "", "B", "protected")
    }  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_no_group_of_few_can_be_computed_from_what_is_shown(numbers):
    sizes = {f"group {at}": pair for at, pair in enumerate(numbers)}
    shown = shown_groups(sizes, 10)
    hidden = [sizes[name] for name, state in shown.items() if state != YES]
    assert all(min(sizes[name]) >= 10 for name, state in shown.items() if state == YES)
    if hidden and len(hidden) < len(sizes):
        assert len(hidden) > 1
        assert all(sum(counts) >= 10 for counts in zip(*hidden, strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_an_index_is_the_mean_of_all_answers_on_its_scale_whatever_they_are(compute, seed):
    drawn = np.random.default_rng(seed).integers(1, 5, (15, 9))
    index = compute(pd.DataFrame(drawn.astype(float), columns=list(FOURS)))["survey_index"]
    equal, rounded = index.set_index("weighting")["value"].loc[["equal", "rounded"]]
    assert equal == pytest.approx(drawn.mean() * 25)
    assert rounded == pytest.approx(equal * 0.99)
