"""The way to the end target, the plan, losses, totals and readings of both cities.

The figures are those of the two regulations and of the published results; docs/method.md
shows some of them as examples.
"""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from rapor.ground.tables import EVALUATION, conform

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "yearly.yaml").read_text(encoding="utf-8")
)
UNEXPLAINED = "deregulation organisation human_resources supervision".split()
"""Reform scores of 2.10 that are not the mean of 2.11; that of accountability is withheld."""


def line_of(evaluated, city, year, table, **wanted):
    """The one line of a table that holds these values; None where a cell is empty."""
    frame = evaluated[city, year][table]
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    (line,) = frame.to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in line.items()}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_an_example_of_the_method_is_true_of_its_city(evaluated, case):
    line = line_of(evaluated, case["city"], case["year"], case["table"], **case["where"])
    for name, expected in case["expect"].items():
        near = isinstance(expected, int | float)
        assert line[name] == (pytest.approx(expected, abs=0.0051) if near else expected), name


def test_every_year_has_every_table_in_its_contract(evaluated):
    for tables in evaluated.values():
        assert list(tables) == sorted(EVALUATION, key=list(tables).index)
        assert set(tables) == set(EVALUATION)
        for name, model in EVALUATION.items():
            pd.testing.assert_frame_equal(tables[name], conform(model, tables[name]))


@pytest.mark.parametrize(
    ("city", "year", "known", "needed", "seen", "verdict", "basis"),
    [
        ("bengkulu", 2021, 89.05, None, None, "cannot_be_said", "series_break"),
        ("bengkulu", 2022, 89.05, None, None, "cannot_be_said", "series_break"),
        ("bengkulu", 2023, 84.20, 5.80, None, "cannot_be_said", "few_values"),
        ("bengkulu", 2024, 90.74, 0, 6.54, "on_track", "end_reached"),
        ("binjai", 2021, 62.12, None, -4.55, "cannot_be_said", "series_break"),
        ("binjai", 2022, 45.16, 20.92, None, "cannot_be_said", "few_values"),
        ("binjai", 2023, 45.16, 20.92, None, "cannot_be_said", "few_values"),
        ("binjai", 2024, 93.15, 0, 23.995, "on_track", "end_reached"),
    ],
)
def test_the_ombudsman_score_is_on_its_way_so(
    evaluated, city, year, known, needed, seen, verdict, basis
):
    line = line_of(evaluated, city, year, "trajectory", indicator="ombudsman_compliance")
    assert line["known"] == known
    assert line["step_needed"] == (None if needed is None else pytest.approx(needed))
    assert line["step_seen"] == (None if seen is None else pytest.approx(seen))
    assert (line["verdict"], line["verdict_basis"]) == (verdict, basis)


def test_an_opinion_that_fell_is_not_guessed_at(evaluated):
    line = line_of(evaluated, "binjai", 2022, "trajectory", indicator="bpk_opinion")
    assert (line["known_text"], line["end_target_text"]) == ("WDP", "WTP")
    assert (line["verdict"], line["verdict_basis"]) == ("cannot_be_said", "not_a_number")


def test_spbe_of_bengkulu_cannot_be_held_against_an_end_target_of_95(evaluated):
    line = line_of(evaluated, "bengkulu", 2023, "trajectory", indicator="spbe_index")
    assert (line["known"], line["end_target"]) == (2.61, 95)
    assert line["verdict_basis"] == "not_comparable"


def test_only_indicators_of_the_road_map_have_a_way(evaluated):
    for (city, _), tables in evaluated.items():
        count = {"bengkulu": 24, "binjai": 26}[city]
        assert len(tables["trajectory"]) == count
        assert not set(tables["trajectory"]["indicator"]) & {"kpk_mcp", "kpk_spi"}


def test_the_printed_totals_of_binjai_are_reproduced_but_for_these(evaluated):
    frame = evaluated["binjai", 2021]["reproduction"]
    done = set(frame[frame["within_rounding"] == "yes"]["component"])
    areas = "change_management deregulation organisation business_process human_resources"
    areas += " accountability supervision public_service"
    assert done == {
        *(f"enabler/fulfilment/{area}" for area in areas.split()),
        "enabler",
        "result",
        "index",
        "result/accountability",
        "result/public_service",
        "result/clean_government",
        "enabler/reform/change_management",
        "enabler/reform/business_process",
        "enabler/reform/public_service",
    }
    failed = frame[frame["within_rounding"] != "yes"]
    assert (failed["reason"] != "").all()
    assert set(failed["component"]) == {
        "enabler/fulfilment",
        "enabler/reform",
        "enabler/intermediate",
        "result/organisational_performance",
        *(f"enabler/reform/{area}" for area in UNEXPLAINED),
    }


@pytest.mark.parametrize(
    ("component", "method", "recomputed", "difference"),
    [
        ("enabler/intermediate", "known_parts", 3.26, 0.26),
        ("enabler/intermediate", "known_parts_rescaled", 3.63, -0.11),
        ("result/organisational_performance", "known_parts", 2.22, 2.90),
        ("enabler/reform/deregulation", "mean_of_levels", 1.67, 0.49),
        ("enabler/fulfilment/human_resources", "sum_of_parts", 2.36, 0.01),
    ],
)
def test_an_attempt_comes_as_near_as_this(evaluated, component, method, recomputed, difference):
    line = line_of(evaluated, "binjai", 2021, "reproduction", component=component, method=method)
    assert (line["recomputed"], line["difference"]) == (recomputed, difference)


def test_binjai_loses_most_points_in_reform_and_would_gain_most_by_sakip(evaluated):
    loss = line_of(evaluated, "binjai", 2021, "losses", loss_rank=1)
    gain = line_of(evaluated, "binjai", 2021, "gains", gain_rank=1)
    assert (loss["component"], loss["lost"]) == ("enabler/reform", 25.08)
    assert (gain["indicator"], gain["gain"], gain["points_per_unit"]) == (
        "sakip_score",
        pytest.approx(1.7829),
        0.07,
    )


def test_years_from_2023_show_both_thematic_parts_and_no_figure_without_a_score(evaluated):
    for city in ("bengkulu", "binjai"):
        frame = evaluated[city, 2024]["thematic"]
        assert list(frame["index_weight"]) == [110, 120]
        assert frame["recomputed"].isna().all()
        assert evaluated[city, 2022]["thematic"].empty


@pytest.mark.parametrize(
    ("city", "year", "count"), [("bengkulu", 2023, 37), ("binjai", 2021, 0), ("binjai", 2022, 25)]
)
def test_so_many_activities_have_a_target_of_the_year(evaluated, city, year, count):
    assert len(evaluated[city, year]["plan"]) == count


def test_an_activity_of_bengkulu_is_judged_by_its_indicator(evaluated):
    line = line_of(evaluated, "bengkulu", 2023, "plan", target_ref="3.23:4:2023")
    assert (line["target"], line["realised"], line["status"]) == (85, 84.2, "not_achieved")
    assert line["gap"] == -0.8


def test_the_organisation_bureau_of_bengkulu_carries_the_one_miss_of_2023(evaluated):
    frame = evaluated["bengkulu", 2023]["agencies"]
    assert list(frame[frame["miss_rank"] == 1]["agency"]) == ["setda_organisasi"]
    line = line_of(evaluated, "bengkulu", 2023, "agencies", agency="setda_organisasi")
    assert (line["not_achieved_count"], line["missed"]) == (1, "ombudsman_compliance")


def test_both_published_ombudsman_scores_of_2024_reach_the_target(evaluated):
    frame = evaluated["bengkulu", 2024]["readings"]
    lines = frame[frame["indicator"] == "ombudsman_compliance"].to_dict("records")
    assert [(line["reading"], line["value"], line["status"]) for line in lines] == [
        ("evaluated", 90.74, "achieved"),
        ("other", 90.47, "achieved"),
    ]
    assert lines[1]["changes"] == "figures"


@pytest.mark.parametrize(
    ("city", "year", "ref", "readings"),
    [
        ("bengkulu", 2024, "3.7:1:2024", [("evaluated", 70), ("printed", 770)]),
        ("bengkulu", 2024, "3.11:2:2024", [("evaluated", 100), ("printed", 0)]),
        ("bengkulu", 2023, "3.14:2:2023", [("evaluated", 90), ("other", 99)]),
        ("binjai", 2024, "4.7:2:2024", [("evaluated", 77), ("other", 65)]),
        ("binjai", 2022, "4.7:2:2024", [("evaluated", 77), ("other", 65)]),
        ("binjai", 2021, "4.9:5:2021", [("evaluated", 78.5), ("printed", 74.5)]),
    ],
)
def test_a_disputed_cell_is_read_both_ways(evaluated, city, year, ref, readings):
    frame = evaluated[city, year]["readings"]
    found = frame[frame["used_ref"] == ref]
    assert list(zip(found["reading"], found["value"], strict=True)) == readings


def test_the_withheld_score_of_accountability_leaves_the_enabler_without_a_sum(evaluated):
    frame = evaluated["binjai", 2021]["readings"]
    found = frame[frame["used_ref"] == "2.10:6:NILAI"].set_index(["component", "reading"])["value"]
    assert found["enabler/reform/accountability", "printed"] == 13.81
    assert pd.isna(found["enabler/reform", "evaluated"])
    assert found["enabler/reform", "printed"] == 31.06
    assert pd.isna(found["enabler", "evaluated"])
    assert found["enabler", "printed"] == 47.63
    assert "index" not in found.index.get_level_values(0)  # its self-assessment lacks parts


def test_what_hangs_on_the_withheld_score_names_its_findings(evaluated):
    frame = evaluated["binjai", 2021]["index"].set_index("component")
    for component in ("enabler/reform/accountability", "enabler/reform", "enabler", "index"):
        line = frame.loc[component]
        assert "above_weight:2.10:6:NILAI" in line["findings"].split(";")
        assert pd.isna(line["self_difference"])
    assert frame.loc["enabler/reform", "self"] == 17.25
    assert frame.loc["enabler/reform", "self_basis"] == "partial"
    assert "2.10" not in frame.loc["enabler/fulfilment", "findings"]


def test_a_printed_baseline_of_74_50_would_have_moved_the_path_of_ipkp(evaluated):
    frame = evaluated["binjai", 2021]["readings"]
    found = frame[frame["used_ref"] == "4.9:5:2021"]
    assert [round(share, 1) for share in found["path_pct"]] == [0.0, 24.2]


@pytest.mark.parametrize(
    ("city", "year", "indicator", "says"),
    [
        ("bengkulu", 2024, "ombudsman_compliance", ("better", "compared", 6.54)),
        ("binjai", 2022, "ombudsman_compliance", ("", "series_break", None)),
        ("binjai", 2022, "bpk_opinion", ("worse", "compared", None)),
    ],
)
def test_a_year_is_set_against_the_year_before(evaluated, city, year, indicator, says):
    line = line_of(evaluated, city, year, "changes", indicator=indicator)
    change = None if pd.isna(line["change"]) else line["change"]
    assert (line["move"], line["move_basis"], change) == says
