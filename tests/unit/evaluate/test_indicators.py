"""The indicators table of an invented city: its lines, statuses, and what touches them."""

from dataclasses import replace

import pandas as pd
import pytest
from made_tables import table_of
from made_up import MEASURED, accepted, city_of, realisation, target

from rapor.catalogue.series import Series, SeriesBreak
from rapor.evaluate import evaluate_year
from rapor.ground.errors import DataRejected, UsageError
from rapor.ground.tables import EVALUATION, Finding

YEAR = 2022
STATUSES = {
    "achieved": ("60", "61"),
    "not_achieved": ("60", "59,99"),
    "no_target": ("", "61"),
    "no_data": ("60", ""),
    "not_comparable": ("60 PD", "61 kali"),
}


def finding(ref, rule="outside_scale", compared=""):
    table, row, column = ref.split(":")
    return {
        "city": "contoh",
        "source": "made-up",
        "table": table,
        "row": int(row),
        "column": column,
        "finding": f"{rule}:{ref}",
        "rule": rule,
        "severity": "error",
        "message": "…",
        "compared_ref": compared,
        "decision": "keep",
    }


def findings(*rows):
    return table_of(Finding, rows)


@pytest.fixture
def evaluate(catalogue):
    """Evaluates the city; gives the lines of the indicators table by code."""

    def run(tables, year=YEAR, about=(), cap=None, city=None, **indicators):
        known = replace(catalogue, indicators={"measured": MEASURED, **indicators})
        made = evaluate_year(city or city_of(), year, tables, findings(*about), known, cap)
        return made["indicators"].set_index("indicator").to_dict("index")

    return run


def test_every_status_is_reached_and_there_are_no_others(evaluate):
    indicators = {status: replace(MEASURED, code=status) for status in STATUSES}
    plan = [target(measure, YEAR, STATUSES[code][0]) for code, measure in indicators.items()]
    known = [realisation(measure, YEAR, STATUSES[code][1]) for code, measure in indicators.items()]
    lines = evaluate(accepted(plan, known), **indicators)
    assert {code: line["status"] for code, line in lines.items()} == {code: code for code in lines}
    assert set(lines) == set(STATUSES)


def test_only_a_judged_line_has_an_achievement(evaluate):
    indicators = {status: replace(MEASURED, code=status) for status in STATUSES}
    plan = [target(measure, YEAR, STATUSES[code][0]) for code, measure in indicators.items()]
    known = [realisation(measure, YEAR, STATUSES[code][1]) for code, measure in indicators.items()]
    lines = evaluate(accepted(plan, known), **indicators)
    with_percent = {code for code, line in lines.items() if pd.notna(line["achievement_pct"])}
    assert with_percent == {"achieved", "not_achieved"}


def test_a_city_without_any_result_has_a_line_for_every_planned_indicator(evaluate):
    lines = evaluate(accepted([target(MEASURED, YEAR, "60")]))
    assert lines["measured"]["status"] == "no_data"
    assert lines["measured"]["target"] == 60


def test_a_city_without_any_cell_has_no_line(evaluate):
    assert evaluate(accepted()) == {}


def test_a_result_of_another_year_is_not_taken_for_this_one(evaluate):
    tables = accepted([target(MEASURED, YEAR, "60")], [realisation(MEASURED, 2023, "70")])
    assert evaluate(tables)["measured"]["status"] == "no_data"


def test_half_a_year_is_no_result_of_the_year(evaluate):
    known = [realisation(MEASURED, YEAR, "70", period="semester_1")]
    line = evaluate(accepted([target(MEASURED, YEAR, "60")], known))["measured"]
    assert (line["status"], line["realised_ref"]) == ("no_data", "")


def test_a_withheld_target_is_no_target_and_shows_what_is_printed(evaluate):
    plan = [target(MEASURED, YEAR, "770", row=2, decision="withhold")]
    tables = accepted(plan, [realisation(MEASURED, YEAR, "61")])
    line = evaluate(tables, about=[finding("3.1:2:2022")])["measured"]
    assert (line["status"], line["target_printed"]) == ("no_target", "770")
    assert pd.isna(line["target"])


def test_a_withheld_result_is_no_data(evaluate):
    known = [realisation(MEASURED, YEAR, "770", row=7, decision="withhold")]
    tables = accepted([target(MEASURED, YEAR, "60")], known)
    line = evaluate(tables, about=[finding("realisation:7:printed")])["measured"]
    assert (line["status"], line["realised_printed"]) == ("no_data", "770")


def test_a_corrected_target_is_judged_by_the_decided_value(evaluate):
    plan = [target(MEASURED, YEAR, "770", row=2, decision="correct", value=70.0)]
    tables = accepted(plan, [realisation(MEASURED, YEAR, "70")])
    line = evaluate(tables, about=[finding("3.1:2:2022")])["measured"]
    assert (line["achievement_pct"], line["target_printed"]) == (100, "770")


def test_a_line_names_the_cells_it_rests_on(evaluate):
    plan = [
        target(MEASURED, 2020, "50", "baseline", row=1),
        target(MEASURED, YEAR, "60", row=2),
        target(MEASURED, 2024, "80", "end_target", row=3),
    ]
    known = [realisation(MEASURED, YEAR, "61", row=7)]
    line = evaluate(accepted(plan, known))["measured"]
    names = ("baseline_ref", "target_ref", "end_target_ref", "realised_ref")
    assert [line[name] for name in names] == [
        "3.1:1:baseline",
        "3.1:2:2022",
        "3.1:3:end_target",
        "realisation:7:printed",
    ]


def test_a_line_names_every_finding_about_its_cells_once(evaluate):
    plan = [target(MEASURED, YEAR, "60", row=2), target(MEASURED, 2023, "65", row=2)]
    known = [realisation(MEASURED, YEAR, "61", row=7)]
    findings = [
        finding("3.1:2:2022"),
        finding("9.9:1:2022", "tables_disagree", "3.1:2:2022;realisation:7:printed"),
        finding("3.1:2:2023"),
    ]
    line = evaluate(accepted(plan, known), about=findings)["measured"]
    assert line["findings"] == "outside_scale:3.1:2:2022;tables_disagree:9.9:1:2022"


def test_goal_and_area_are_the_targets_and_else_the_catalogues(evaluate):
    plan = [target(MEASURED, YEAR, "60", goal="capable", area="supervision")]
    line = evaluate(accepted(plan))["measured"]
    assert (line["goal"], line["area"]) == ("capable", "supervision")
    line = evaluate(accepted([target(MEASURED, YEAR, "60")]))["measured"]
    assert (line["goal"], line["area"]) == (MEASURED.goal, MEASURED.area)


def test_every_table_is_what_its_contract_says(catalogue):
    known = replace(catalogue, indicators={"measured": MEASURED})
    tables = accepted([target(MEASURED, YEAR, "60")])
    made = evaluate_year(city_of(), YEAR, tables, findings(), known)
    for name, table in made.items():
        assert list(table.columns) == EVALUATION[name].declaration().names


@pytest.mark.parametrize("year", [2020, 2025])
def test_a_year_out_of_the_road_map_is_refused(evaluate, year):
    with pytest.raises(DataRejected, match="2021 to 2024"):
        evaluate(accepted(), year=year)


def test_the_baseline_year_is_evaluated_too(evaluate):
    assert evaluate(accepted(), year=2020, city=city_of(baseline=2020)) == {}


def test_a_cap_that_is_not_offered_is_refused(evaluate):
    with pytest.raises(UsageError, match="100, 120"):
        evaluate(accepted(), cap=110)


def test_a_cap_in_force_lowers_what_is_counted(evaluate):
    tables = accepted([target(MEASURED, YEAR, "50")], [realisation(MEASURED, YEAR, "70")])
    line = evaluate(tables, cap=120)["measured"]
    assert (line["achievement_pct"], line["capped_pct"]) == (140, 120)


def test_the_path_is_not_measured_across_a_break_of_the_series(evaluate, catalogue):
    plan = [target(MEASURED, 2021, "40", kind="baseline"), target(MEASURED, 2024, "60")]
    known = [realisation(MEASURED, 2022, "50"), realisation(MEASURED, 2023, "50")]
    tables = accepted(plan, known)
    new = SeriesBreak(
        "m", "S", "S", "made up", verified=True, indicator="measured", first_year=2023
    )
    rules = replace(catalogue, series=Series((new,)), indicators={"measured": MEASURED})
    lines = [
        evaluate_year(city_of(), year, tables, findings(), rules, None)["indicators"]
        for year in (2022, 2023)
    ]
    assert [line["path_pct"].item() for line in lines] == pytest.approx(
        [50, float("nan")], nan_ok=True
    )
    assert evaluate(tables, 2023)["measured"]["path_pct"] == 50
