"""Activities of a year, and what hangs on each agency."""

from dataclasses import replace

import pandas as pd
import pytest
from made_up import MEASURED, accepted, city_of, frame, realisation, target

from rapor.evaluate.choice import Choice
from rapor.evaluate.plan import agencies_table, plan_table
from rapor.ground.cells import read_cell
from rapor.ground.tables import undated

YEAR = 2022


def activity(
    printed, row=1, year=YEAR, indicator="measured", agencies="setda", title="Sosialisasi"
):
    reading = read_cell(printed)
    return {
        "city": "contoh",
        "source": "made-up",
        "table": "3.16",
        "row": row,
        "column": str(year or "Kegiatan"),
        "printed": printed,
        "area": "supervision",
        "activity": title,
        "indicator": indicator,
        "agencies": agencies,
        "year": year,
        "value": reading.value,
        "text": reading.text,
        "comparator": reading.comparator if reading.readable else "",
        "unit": "nilai",
        "decision": "none",
        "value_printed": reading.value,
    }


@pytest.fixture
def plan(catalogue):
    """Lines of the plan by row, of activities and realisations."""

    def run(activities, realisations=(), targets=()):
        known = replace(catalogue, indicators={"measured": MEASURED})
        tables = accepted(targets, realisations) | {"action_plan": frame("action_plan", activities)}
        made = plan_table(city_of(), YEAR, Choice(city_of(), tables), tables, known)
        return made.to_dict("records"), len(undated(tables["action_plan"]))

    return run


def test_an_activity_is_judged_against_its_own_target(plan):
    known, other = realisation(MEASURED, YEAR, "75"), target(MEASURED, YEAR, "70")
    (line,), _ = plan([activity("80")], [known], [other])
    assert (line["status"], line["achievement_pct"], line["gap"]) == ("not_achieved", 93.75, -5)
    assert (line["target_ref"], line["target_printed"]) == ("3.16:1:2022", "80")
    assert line["realised_printed"] == "75"
    assert line["realised_ref"].startswith("realisation:")


def test_an_activity_without_indicator_has_no_data(plan):
    (line,), _ = plan([activity("100", indicator="")], [realisation(MEASURED, YEAR, "75")])
    assert (line["status"], line["realised_ref"]) == ("no_data", "")


def test_another_unit_is_not_comparable(plan):
    (line,), _ = plan([activity("80") | {"unit": "PD"}], [realisation(MEASURED, YEAR, "75")])
    assert line["status"] == "not_comparable"
    assert pd.isna(line["achievement_pct"])


@pytest.mark.parametrize("printed", ["", "-", "0", "---"])
def test_a_cell_that_is_no_target_is_no_line_of_the_year(plan, printed):
    lines, _ = plan([activity(printed)])
    assert lines == []


def test_activities_of_other_years_and_without_year_are_not_of_this_one(plan):
    lines, count = plan([activity("80", year=2023), activity("Rapat", row=2, year=None)])
    assert (lines, count) == ([], 1)


def test_items_of_one_cell_are_lines_of_their_own(plan):
    lines, _ = plan([activity("80", title="Satu"), activity("80", title="Dua")])
    assert [line["activity"] for line in lines] == ["Satu", "Dua"]


def lines_of(*statuses_and_agencies):
    rows = [
        {"indicator": f"i{number}", "status": status, "agencies": agencies}
        for number, (status, agencies) in enumerate(statuses_and_agencies)
    ]
    return pd.DataFrame(rows, columns=["indicator", "status", "agencies"])


@pytest.fixture
def load(catalogue):
    """Lines of the agencies table by code."""

    def run(indicators, plan=(), others=()):
        frames = [pd.DataFrame({"agencies": list(cells)}, dtype=object) for cells in (plan, others)]
        made = agencies_table(city_of(), YEAR, indicators, *frames, catalogue)
        return made.set_index("agency").to_dict("index")

    return run


def test_an_indicator_that_two_share_counts_for_both(load):
    by_agency = load(lines_of(("not_achieved", "a;b"), ("achieved", "a")))
    assert (by_agency["a"]["indicator_count"], by_agency["b"]["indicator_count"]) == (2, 1)
    assert (by_agency["a"]["shared_count"], by_agency["b"]["shared_count"]) == (1, 1)
    assert (by_agency["a"]["missed"], by_agency["b"]["missed"]) == ("i0", "i0")


def test_every_status_is_counted(load):
    statuses = ("achieved", "not_achieved", "no_data", "no_target", "not_comparable")
    line = load(lines_of(*((status, "a") for status in statuses)))["a"]
    assert [line[f"{status}_count"] for status in statuses] == [1] * 5


def test_who_misses_most_is_first_and_equals_share_a_place(load):
    missed = [("not_achieved", "a"), ("not_achieved", "a"), ("not_achieved", "b;c")]
    by_agency = load(lines_of(*missed, ("achieved", "d"), ("not_achieved", "e"), ("no_data", "f")))
    assert {code: by_agency[code]["miss_rank"] for code in "abce"} == {
        "a": 1,
        "b": 2,
        "c": 2,
        "e": 2,
    }
    assert pd.isna(by_agency["d"]["miss_rank"])
    assert pd.isna(by_agency["f"]["miss_rank"])


@pytest.mark.parametrize(
    ("years", "count"), [(("", "-"), 1), (("", "20"), 0), (("-", "0"), 0), (("Monev", ""), 0)]
)
def test_an_activity_whose_years_are_all_dashes_is_one_without_figures(plan, years, count):
    _, counted = plan([activity(cell, year=2022 + n) for n, cell in enumerate(years)])
    assert counted == count


def test_activities_are_counted_for_each_agency_with_and_without_a_target(load):
    by_agency = load(lines_of(), plan=["a;b", "a"], others=["b", ""])
    assert (by_agency["a"]["activity_count"], by_agency["b"]["activity_count"]) == (2, 1)
    assert (by_agency["b"]["undated_count"], by_agency[""]["undated_count"]) == (1, 1)


def test_what_no_agency_is_named_for_stands_on_a_line_of_its_own(load):
    assert load(lines_of(("no_data", "")))[""]["no_data_count"] == 1


def test_a_city_with_nothing_has_no_line(load):
    assert load(lines_of()) == {}
