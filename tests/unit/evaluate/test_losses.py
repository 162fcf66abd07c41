"""Where points of the index are lost, what would add some, and the thematic part."""

from dataclasses import replace

import pandas as pd
import pytest
from made_up import accepted, city_of, realisation, score, target

from rapor.evaluate.arithmetic import places
from rapor.evaluate.choice import Choice
from rapor.evaluate.index import instrument_tree, tree_of
from rapor.evaluate.losses import gains_table, losses_table, thematic_table

OFFICIAL = {
    "index": 42.94,
    "enabler": 15.93,
    "enabler/fulfilment": 7.49,
    "enabler/intermediate": 3.52,
    "enabler/reform": 4.92,
    "result": 27.01,
    "result/accountability": 6.61,
    "result/public_service": 7.85,
    "result/clean_government": 7.43,
    "result/organisational_performance": 5.12,
}
BINJAI = [score(path, value) for path, value in OFFICIAL.items()]


def rows(table, key):
    return {
        line[key]: {name: None if pd.isna(value) else value for name, value in line.items()}
        for line in table.to_dict("records")
    }


@pytest.fixture
def losses(catalogue):
    def run(scores):
        tables = accepted(scores=scores)
        tree = tree_of(2021, Choice(city_of(), tables), tables, catalogue)
        return rows(losses_table(city_of(), tree), "component")

    return run


@pytest.fixture
def gains(catalogue):
    def run(code, known=None, end=None, year=2021, scores=()):
        indicator = catalogue.indicators[code]
        planned = [target(indicator, 2024, end, kind="end_target")] if end else []
        tables = accepted(planned, [realisation(indicator, year, known)] if known else [], scores)
        choice = Choice(city_of(), tables)
        tree = instrument_tree(year, choice, tables, catalogue)
        by_component = rows(gains_table(city_of(), year, tree, choice), "indicator")
        return by_component.get(code, {})

    return run


@pytest.fixture
def thematic(catalogue):
    def run(scores, year=2024):
        tables = accepted(scores=[row | {"year": year} for row in scores])
        tree = instrument_tree(year, Choice(city_of(), tables), tables, catalogue)
        return rows(thematic_table(city_of(), tree), "thematic_weight")

    return run


def test_binjai_loses_most_in_reform_and_the_seven_losses_are_the_whole(losses):
    lines = losses(BINJAI)
    order = sorted(lines, key=lambda path: lines[path]["loss_rank"])
    assert order[:3] == ["enabler/reform", "enabler/fulfilment", "enabler/intermediate"]
    assert [lines[path]["lost"] for path in order[:3]] == [25.08, 12.51, 6.48]
    assert sum(line["lost"] for line in lines.values()) == pytest.approx(100 - 42.94)
    assert sum(line["lost_pct"] for line in lines.values()) == pytest.approx(100)


def test_a_score_above_others_is_no_loss_of_its_own(losses):
    assert set(losses(BINJAI)) & {"index", "enabler", "result"} == set()


def test_the_index_alone_is_its_own_loss(losses):
    assert losses([score("index", 42.94)])["index"]["lost"] == 57.06


def test_a_self_assessed_score_is_no_loss(losses):
    assert losses([score("enabler/reform", 18.63, assessor="self")]) == {}


def test_equal_losses_share_a_place_and_none_has_no_place(losses):
    lines = losses(
        [
            score("result/accountability", 8),
            score("result/public_service", 8),
            score("result/clean_government", 9),
            score("result/organisational_performance", 10),
        ]
    )
    ranks = [line["loss_rank"] for line in lines.values()]
    assert sorted(rank for rank in ranks if rank) == [1, 1, 3]
    assert lines["result/organisational_performance"]["loss_rank"] is None


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([3, 1, 2], [1, 3, 2]),
        ([2, 2, 1], [1, 1, 3]),
        ([None, 0, -1, 1], [None, None, None, 1]),
        ([], []),
    ],
)
def test_places_go_by_size(amounts, expected):
    assert places(amounts) == expected


@pytest.mark.parametrize(
    ("code", "known", "end", "per_unit", "gain"),
    [
        ("sakip_score", "51,53", "65", 0.07, 0.9429),
        ("ipkp", "78,50", "91", 0.1, 1.25),
        ("ipak", "74,27", "90", 0.1, 1.573),
        ("internal_survey", "74,03", "88", 0.03, 0.4191),
        ("bpk_opinion", "WDP", "WTP", None, 1.0),
        ("bpk_opinion", "WTP", "WTP", None, 0.0),
        ("sakip_score", "70", "65", 0.07, -0.35),
    ],
)
def test_an_end_target_adds_what_the_conversion_gives(gains, code, known, end, per_unit, gain):
    line = gains(code, known, end)
    assert (line["points_per_unit"], line["gain"]) == (per_unit, gain)


def test_a_unit_is_worth_points_even_without_a_result(gains):
    line = gains("sakip_score", end="65")
    assert (line["points_per_unit"], line["gain"]) == (0.07, None)
    assert line["recomputed_at_end"] == 4.55
    assert line["recomputed_basis"] == "no_realisation:sakip_score"


def test_without_an_end_target_nothing_is_gained(gains):
    assert gains("ipkp", "78,50")["gain"] is None


def test_the_weight_of_the_document_decides_the_points(gains):
    scores = [score("result/accountability/sakip_score", 2.0, weight=5.0)]
    assert gains("sakip_score", "50", "70", scores=scores)["gain"] == 1.0


def test_from_2023_on_no_conversion_is_known(gains):
    assert gains("ipkp", "78,50", "91", year=2023) == {}


def test_the_index_stands_under_both_published_thematic_parts(thematic):
    lines = thematic([score("general", 80.5), score("thematic", 6.0, weight=10.0)])
    assert {highest: line["recomputed"] for highest, line in lines.items()} == {
        10.0: 86.5,
        20.0: 92.5,
    }
    assert {highest: line["index_weight"] for highest, line in lines.items()} == {
        10.0: 110.0,
        20.0: 120.0,
    }
    assert {line["recomputed_basis"] for line in lines.values()} == {"share"}
    assert lines[10.0]["grade"] == "A-"


def test_points_without_a_weight_stay_and_rule_out_a_lower_highest_score(thematic):
    lines = thematic([score("general", 80.5), score("thematic", 12.0)])
    assert (lines[10.0]["recomputed"], lines[10.0]["recomputed_basis"]) == (None, "above_highest")
    assert (lines[20.0]["recomputed"], lines[20.0]["recomputed_basis"]) == (92.5, "points")


def test_the_official_index_says_which_reading_holds(thematic):
    scores = [score("general", 80.5), score("thematic", 6.0, weight=10.0), score("index", 86.5)]
    assert {highest: line["difference"] for highest, line in thematic(scores).items()} == {
        10: 0,
        20: -6,
    }


@pytest.mark.parametrize("known", [[], [score("general", 80.5)], [score("thematic", 6.0)]])
def test_without_both_parts_there_is_no_index(thematic, known):
    lines = thematic(known)
    assert {line["recomputed_basis"] for line in lines.values()} == {"no_official_score"}
    assert {line["recomputed"] for line in lines.values()} == {None}


def test_before_2023_there_is_no_thematic_part(thematic):
    assert thematic(BINJAI, year=2021) == {}


def test_a_year_without_an_instrument_has_none_of_these_tables(catalogue):
    none = replace(catalogue, instruments=())
    tables = accepted()
    choice = Choice(city_of(), tables)
    tree = instrument_tree(2021, choice, tables, none)
    assert tree is None
    assert losses_table(city_of(), tree).empty
    assert gains_table(city_of(), 2021, tree, choice).empty
    assert thematic_table(city_of(), tree).empty
