"""Scores: a printed row finds its component, and keeps weight, value and ratio apart."""

import pandas as pd
import pytest


def components(scores: pd.DataFrame, table: str) -> list[str]:
    return scores[scores["table"] == table]["component"].to_list()


def test_the_head_of_a_table_is_the_component_itself_and_the_rest_its_parts(tidy):
    assert components(tidy["scores"], "2.1") == [
        "enabler/fulfilment/accountability",
        "enabler/fulfilment/accountability/1",
        "enabler/fulfilment/accountability/2",
    ]


def test_one_name_in_two_places_is_found_below_its_own_group(tidy):
    scores = tidy["scores"]
    same = scores[scores["label"].str.contains("Kualitas Pelayanan Publik")]
    assert same.set_index("table")["component"].to_dict() == {
        "2.1": "enabler/fulfilment/accountability/2",
        "2.3": "result/public_service",
    }


def test_totals_and_the_index_are_components(tidy):
    assert components(tidy["scores"], "2.3") == [
        "enabler/fulfilment",
        "enabler",
        "result/public_service",
        "result",
        "index",
    ]


def test_weight_and_ratio_are_read_and_kept_as_printed(tidy):
    row = tidy["scores"].query("table == '2.1' and row == 1").iloc[0]
    assert (row.weight, row.value, row.ratio) == (60, 2.01, 0.03)
    assert (row.weight_printed, row.printed, row.ratio_printed) == ("60.00", "2.01", "0.03")
    assert (row.column, row.weight_column, row.ratio_column) == ("NILAI", "BOBOT", "%")


def test_a_score_that_was_not_filled_in_has_no_value(tidy):
    row = tidy["scores"].query("table == '2.1' and row == 3").iloc[0]
    assert row.printed == "Belum Diisi"
    assert pd.isna(row.value)


def test_central_and_unit_scores_are_two_levels_of_one_row(tidy):
    rows = tidy["scores"].query("table == '2.2'")
    assert rows["level"].to_list() == ["central", "unit"]
    assert rows["column"].to_list() == ["PUSAT", "UNIT"]
    assert rows["value"].fillna(-1).to_list() == [-1, 1.68]


def test_assessor_and_year_are_the_tables(tidy):
    scores = tidy["scores"]
    assert set(scores.query("table == '2.3'")["assessor"]) == {"official"}
    assert set(scores.query("table != '2.3'")["assessor"]) == {"self"}
    assert set(scores["year"]) == {2021}


@pytest.mark.parametrize(
    ("table", "label"), [("2.1", "Keterlibatan Pimpinen"), ("2.3", "Total Pengungkit")]
)
def test_a_name_that_is_no_component_is_refused_with_the_nearest(contoh, rejected, table, label):
    row = 1 if table == "2.1" else 2
    contoh.tables[table]["rows"][row][2 if table == "2.1" else 1] = label
    problem = rejected(contoh)
    assert label in problem.found
    assert "nearest" in problem.expected
    assert problem.where.endswith(f"{table}.csv row {row + 1}")


def test_a_number_alone_does_not_make_a_component(contoh, rejected):
    contoh.tables["2.1"]["rows"].append(["", "1", "Sesuatu yang lain", "1.00", "1.00", ""])
    assert "Sesuatu yang lain" in rejected(contoh).found


@pytest.mark.parametrize("change", [{"year": 2031}, {"assessor": "siapa"}, {"year": None}])
def test_scores_need_an_instrument_and_an_assessor(contoh, rejected, change):
    contoh.tables["2.1"] |= change
    problem = rejected(contoh)
    assert problem.where.endswith("table 2.1")
    assert problem.next_step
