"""Which of several printed figures is evaluated."""

import pytest
from made_up import MEASURED, choice, city_of, realisation, target

from rapor.evaluate.choice import NOTHING
from rapor.ground.ref import Ref


def test_the_first_table_of_the_precedence_is_evaluated():
    plan = [
        target(MEASURED, 2022, "60", table="4.6"),
        target(MEASURED, 2022, "77", table="4.7", row=2),
    ]
    printed = city_of("4.6", "4.7", targets=("4.7", "4.6"))
    assert choice(plan, city=printed).target("measured", 2022).ref == Ref.read("4.7:2:2022")


def test_a_table_that_the_precedence_does_not_name_comes_last():
    plan = [target(MEASURED, 2022, "60", table="3.1"), target(MEASURED, 2022, "77", table="3.2")]
    printed = city_of("3.1", "3.2", targets=("3.2",))
    assert choice(plan, city=printed).target("measured", 2022).value == 77


def test_without_a_precedence_the_order_of_the_document_decides():
    plan = [target(MEASURED, 2022, "77", table="3.10"), target(MEASURED, 2022, "60", table="3.9")]
    assert choice(plan, city=city_of("3.9", "3.10")).target("measured", 2022).value == 60


def test_an_empty_cell_gives_way_to_the_next_table():
    plan = [target(MEASURED, 2022, "-", table="3.1"), target(MEASURED, 2022, "77", table="3.2")]
    printed = city_of("3.1", "3.2", targets=("3.1", "3.2"))
    assert choice(plan, city=printed).target("measured", 2022).value == 77


@pytest.mark.parametrize("kind", ["target", "end_target", "baseline"])
def test_a_figure_stands_in_place_of_the_empty_cells_before_it_and_of_none_behind(kind):
    cells = {"3.1": "-", "3.2": "77", "3.3": "-"}
    plan = [target(MEASURED, 2024, cell, kind, table, row=1) for table, cell in cells.items()]
    figures = choice(plan, city=city_of(*cells, targets=tuple(cells)))
    used = {
        "target": figures.target("measured", 2024),
        "end_target": figures.end_target("measured"),
        "baseline": figures.baseline("measured"),
    }
    assert [ref.table for ref in figures.passed_over(used[kind])] == ["3.1"]


def test_a_realisation_stands_in_place_of_what_was_published_before_it_without_a_value():
    published = [realisation(MEASURED, 2022, cell, row=row) for row, cell in enumerate("-7-", 1)]
    figures = choice([], published)
    used = figures.realisation("measured", 2022)
    assert figures.passed_over(used) == (Ref.read("realisation:1:printed"),)


def test_a_realisation_that_is_the_baseline_stands_in_place_of_every_printed_one():
    plan = [
        target(MEASURED, 2021, "---", "baseline", table, row=1, column="BASELINE")
        for table in ("3.1", "3.2")
    ]
    published = [realisation(MEASURED, 2020, cell, row=row) for row, cell in enumerate("-7-", 1)]
    figures = choice(plan, published, city=city_of("3.1", "3.2"))
    blank = figures.baselines_passed_over("measured")
    assert [ref.table for ref in blank] == ["3.1", "3.2", "realisation"]
    assert choice(plan, city=city_of("3.1", "3.2")).baselines_passed_over("measured") == ()


def test_a_nought_gives_way_to_a_target_and_is_shown_where_there_is_none():
    plan = [target(MEASURED, 2022, "0", table="3.1"), target(MEASURED, 2022, "77", table="3.2")]
    printed = city_of("3.1", "3.2", targets=("3.1", "3.2"))
    assert choice(plan, city=printed).target("measured", 2022).value == 77
    alone = choice(plan[:1], city=printed).target("measured", 2022)
    assert (alone.printed, alone.is_target) == ("0", False)


def test_a_withheld_target_is_not_replaced_by_another_table():
    plan = [
        target(MEASURED, 2022, "770", table="3.1", decision="withhold"),
        target(MEASURED, 2022, "77", table="3.2"),
    ]
    printed = city_of("3.1", "3.2", targets=("3.1", "3.2"))
    evaluated = choice(plan, city=printed).target("measured", 2022)
    assert (evaluated.value, evaluated.withheld, evaluated.printed) == (None, True, "770")


def test_the_end_target_stands_in_for_the_last_year_only():
    plan = [target(MEASURED, 2024, "70", "end_target")]
    assert choice(plan).target("measured", 2024).value == 70
    assert choice(plan).target("measured", 2023) is NOTHING


def test_the_last_years_target_and_the_end_target_are_one_figure_in_use():
    plan = [target(MEASURED, 2024, "70", "end_target"), target(MEASURED, 2024, "65")]
    assert choice(plan).target("measured", 2024).value == 65
    assert choice(plan).end_target("measured").value == 65


def test_an_end_target_for_an_earlier_year_is_one_with_the_target_of_that_year():
    plan = [
        target(MEASURED, 2023, "70", "end_target"),
        target(MEASURED, 2023, "65"),
        target(MEASURED, 2024, "80"),
    ]
    assert choice(plan).end_target("measured").value == 65
    assert choice(plan).target("measured", 2024).value == 80


def test_without_a_printed_end_target_the_last_years_target_is_the_end():
    plan = [target(MEASURED, 2023, "60"), target(MEASURED, 2024, "65")]
    assert choice(plan).end_target("measured").value == 65


def test_a_withheld_target_of_the_last_year_is_not_replaced_by_the_end_target():
    plan = [
        target(MEASURED, 2024, "70", "end_target"),
        target(MEASURED, 2024, "770", decision="withhold"),
    ]
    assert choice(plan).target("measured", 2024).withheld
    assert choice(plan).end_target("measured").withheld


def test_a_target_of_one_year_is_never_another_years():
    plan = [target(MEASURED, 2021, "50"), target(MEASURED, 2024, "70")]
    assert choice(plan).target("measured", 2022) is NOTHING


def test_an_official_publication_goes_before_the_press():
    known = [
        realisation(MEASURED, 2024, "90,47", "press", row=1),
        realisation(MEASURED, 2024, "90,74", "official", row=2),
    ]
    evaluated = choice(realisations=known).realisation("measured", 2024)
    assert (evaluated.value, evaluated.ref) == (90.74, Ref("realisation", 2, "printed"))


def test_of_two_publications_of_one_kind_the_first_row_is_evaluated():
    known = [
        realisation(MEASURED, 2024, "90,47", "press", row=4),
        realisation(MEASURED, 2024, "90,74", "press", row=3),
    ]
    assert choice(realisations=known).realisation("measured", 2024).value == 90.74


def test_a_printed_baseline_goes_before_an_earlier_realisation():
    plan = [target(MEASURED, 2020, "50", "baseline")]
    known = [realisation(MEASURED, 2020, "60,35")]
    assert choice(plan, known).baseline("measured").value == 50


def test_the_last_realisation_before_the_road_map_is_a_baseline():
    plan = [target(MEASURED, 2022, "70")]
    known = [realisation(MEASURED, year, f"{year - 1960}") for year in (2019, 2020, 2021, 2022)]
    assert choice(plan, known).baseline("measured").year == 2020


def test_an_earlier_year_without_a_value_is_passed_over_for_the_baseline():
    plan = [target(MEASURED, 2022, "70")]
    known = [realisation(MEASURED, 2019, "58,10"), realisation(MEASURED, 2020, "Belum Diisi")]
    assert choice(plan, known).baseline("measured").value == 58.1


def test_an_empty_printed_baseline_leaves_the_place_to_an_earlier_realisation():
    plan = [target(MEASURED, 2020, "---", "baseline")]
    known = [realisation(MEASURED, 2020, "60,35")]
    assert choice(plan, known).baseline("measured").value == 60.35


def test_an_indicator_that_is_not_planned_has_no_baseline():
    known = [realisation(MEASURED, 2020, "60,35"), realisation(MEASURED, 2022, "61")]
    chosen = choice(realisations=known)
    assert chosen.baseline("measured") is NOTHING
    assert chosen.road_map == []
    assert chosen.realised_in(2022) == ["measured"]


def test_agencies_are_those_of_the_first_table_that_names_some():
    plan = [
        target(MEASURED, 2022, "60", table="3.1"),
        target(MEASURED, 2022, "60", table="3.2", agencies="bkpsdm"),
        target(MEASURED, 2022, "60", table="3.3", agencies="setda"),
    ]
    assert choice(plan, city=city_of("3.1", "3.2", "3.3")).agencies("measured", 2022) == "bkpsdm"


def test_agencies_are_those_of_the_year_where_the_row_names_them_by_year():
    plan = [
        target(MEASURED, 2022, "60", row=9, agencies="bkd"),
        target(MEASURED, 2023, "61", row=9, agencies="bkpsdm"),
    ]
    chosen = choice(plan)
    years = (2021, 2022, 2023)
    assert [chosen.agencies("measured", year) for year in years] == ["bkd", "bkd", "bkpsdm"]
