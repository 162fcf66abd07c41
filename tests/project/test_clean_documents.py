"""Cleaning of both regulations: how many cells of each table, and cells read by hand."""

from collections import Counter

import pandas as pd
import pytest
from both_cities import CITIES, HOME, tidy

from rapor.catalogue import load_city
from rapor.catalogue.raw import read_raw
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.tables import TIDY, conform

LISTS = HOME.root / "tests" / "cases"
CASES = read_rows(LISTS / "cleaned.csv", "cleaned.csv")[1]
COUNTS = read_rows(LISTS / "cleaned_counts.csv", "cleaned_counts.csv")[1]
"""Rows of a printed table that give cells, and cells of each; both counted by hand."""


def cell(city: str, name: str, ref: str) -> pd.Series:
    """The row of a tidy table with a reference ``table:row:column``."""
    frame = tidy(city)[name]
    table, row, column = ref.split(":")
    found = frame[
        (frame["table"] == table) & (frame["row"] == int(row)) & (frame["column"] == column)
    ]
    assert len(found) == 1, ref
    return found.iloc[0]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("name", TIDY)
def test_each_printed_table_gives_as_many_rows_as_it_has_cells(city, name):
    counted: Counter[str] = Counter()
    for entry in COUNTS:
        if (entry["city"], entry["tidy"]) == (city, name):
            counted[entry["table"]] += int(entry["rows"]) * int(entry["cells"])
    assert tidy(city)[name].groupby("table").size().to_dict() == counted


@pytest.mark.parametrize("city", CITIES)
def test_tidy_tables_keep_their_contracts(city):
    for name, frame in tidy(city).items():
        pd.testing.assert_frame_equal(conform(TIDY[name], frame), frame)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['city']}-{case['ref']}" for case in CASES])
def test_a_cell_read_by_hand_is_read_so(case):
    found = cell(case["city"], "targets", case["ref"])
    value = "" if pd.isna(found.value) else f"{found.value:g}"
    assert {"value": value} | {name: found[name] for name in ("text", "comparator", "unit")} == {
        name: case[name] for name in ("value", "text", "comparator", "unit")
    }


@pytest.mark.parametrize("city", CITIES)
def test_no_printed_figure_is_unreadable(city):
    tables = tidy(city)
    printed = [
        *tables["targets"]["printed"],
        *tables["action_plan"].query("year == year")["printed"],
        *tables["realisations"]["printed"],
        *tables["scores"]["printed"],
        *tables["scores"]["weight_printed"],
        *tables["scores"]["ratio_printed"],
    ]
    assert [cell for cell in printed if read_cell(cell).state == "unreadable"] == []


@pytest.mark.parametrize(
    ("city", "ref", "agencies"),
    [
        ("bengkulu", "3.16:2:2021", "setda_organisasi;inspektorat;bkpp"),
        ("bengkulu", "3.7:1:2021", "setda_organisasi;inspektorat;bkpp"),
        ("bengkulu", "3.7:2:2021", "setda_organisasi"),
        ("bengkulu", "3.17:2:2021", "bppkad;inspektorat"),
        ("bengkulu", "3.18:2:2021", "all_agencies"),
        ("bengkulu", "3.22:2:2021", "setda_hukum"),
        ("bengkulu", "3.23:2:2021", "setda_organisasi;all_agencies"),
        ("binjai", "4.7:2:2022", "setdako;inspektorat"),
        ("binjai", "4.6:5:TARGET 2024", "setdako;inspektorat"),
        ("binjai", "4.8:7:2022", "bkd"),
        ("binjai", "4.8:7:2023", "bkpsdm"),
        ("binjai", "4.8:14:2022", "setdako;bkd"),
        ("binjai", "4.8:17:2022", "service_agencies"),
        ("binjai", "4.8:20:2022", "bkd;all_agencies"),
        ("binjai", "4.9:3:2022", "setdako;service_agencies"),
    ],
)
def test_agencies_stand_at_the_figure_also_where_another_table_prints_them(city, ref, agencies):
    assert cell(city, "targets", ref).agencies == agencies


def test_a_supporting_activitys_cell_of_several_lines_gives_all_its_agencies():
    plan = tidy("bengkulu")["action_plan"]
    found = plan.query("table == '3.13-b' and row == 14").iloc[0]
    assert found.agencies == "setda_organisasi;diskominfo;all_agencies"
    found = plan.query("table == '3.15' and row == 3").iloc[0]
    assert found.agencies == "dinkes;disdik;disdukcapil"


@pytest.mark.parametrize(
    ("city", "ref", "area", "goal"),
    [
        ("bengkulu", "3.7:1:2021", "change_management", "clean_accountable"),
        ("bengkulu", "3.12:3:2021", "human_resources", "capable"),
        ("bengkulu", "3.23:4:2021", "public_service", "excellent_service"),
        ("binjai", "4.6:3:TARGET 2024", "business_process", "clean_accountable"),
        ("binjai", "4.6:9:TARGET 2024", "business_process", "capable"),
        ("binjai", "4.6:14:TARGET 2024", "public_service", "excellent_service"),
        ("binjai", "4.8:7:2022", "change_management", "capable"),
        ("binjai", "4.8:10:2022", "deregulation", "capable"),
        ("binjai", "4.8:15:2022", "business_process", "capable"),
        ("binjai", "4.9:5:2024", "public_service", "excellent_service"),
    ],
)
def test_area_and_goal_are_those_of_the_printed_place(city, ref, area, goal):
    found = cell(city, "targets", ref)
    assert (found.area, found.goal) == (area, goal)


def test_the_area_of_a_supporting_activity_is_that_of_the_merged_cell_above():
    plan = tidy("bengkulu")["action_plan"]
    areas = plan[plan["table"] == "3.13-b"].set_index("row")["area"]
    assert areas[2] == "change_management"
    assert areas[12] == "supervision"
    assert areas[16] == "accountability"


def test_a_printed_scale_is_kept_beside_the_value():
    assert cell("binjai", "targets", "4.6:1:TARGET 2024").scale_max == 5
    assert cell("binjai", "targets", "4.6:7:TARGET 2024").scale_max == 400
    assert cell("binjai", "targets", "4.6:11:TARGET 2024").scale_min == 1
    assert pd.isna(cell("binjai", "targets", "4.6:4:TARGET 2024").scale_max)


def test_the_official_index_of_binjai_is_a_realisation_with_its_place():
    found = tidy("binjai")["realisations"].query("indicator == 'rb_index'")
    assert found[["table", "row", "column", "value", "year"]].to_numpy().tolist() == [
        ["2.13", 12, "NILAI 2021", 42.94, 2021]
    ]
    assert found["publisher"].iloc[0] == "Peraturan Wali Kota Binjai Nomor 44 Tahun 2022"
    assert found["address"].iloc[0] == "Tabel 2.13, baris 10"  # without headings


def test_misprints_among_the_scores_stay_visible():
    assert cell("binjai", "scores", "2.10:6:NILAI").value == 13.81
    assert cell("binjai", "scores", "2.10:6:NILAI").ratio == 3.68
    assert cell("binjai", "scores", "2.3:1:NILAI").weight == 2
    assert pd.isna(cell("binjai", "scores", "2.11:6:PUSAT").value)
    assert pd.isna(cell("binjai", "scores", "2.12:10:NILAI").value)
    assert cell("binjai", "scores", "2.12:10:NILAI").printed == "Belum Diisi"


def test_both_publications_that_disagree_are_kept():
    found = tidy("bengkulu")["realisations"].query(
        "indicator == 'ombudsman_compliance' and year == 2024"
    )
    assert dict(zip(found["publication"], found["value"], strict=True)) == {
        "official": 90.74,
        "press": 90.47,
    }


def test_rows_that_could_not_be_placed_are_known_and_give_no_figure():
    problems = Problems()
    tables = read_raw(HOME, load_city(HOME, "bengkulu"), problems)
    assert not problems
    unplaced = {name: len(table.unplaced) for name, table in tables.items() if table.unplaced}
    assert unplaced["3.14-b"] == 1
    plan = tidy("bengkulu")["action_plan"]
    assert plan.query("table == '3.14-b' and row == 8").empty
