"""Targets: from a printed cell to a value that can be traced back."""

import pandas as pd
import pytest

from rapor.ground.errors import DataRejected


def only(frame: pd.DataFrame, **where: object) -> pd.Series:
    """The single row of a frame with these values."""
    rows = frame
    for name, value in where.items():
        rows = rows[rows[name] == value]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def test_a_cell_is_traced_to_table_row_and_column(tidy):
    cell = only(tidy["targets"], table="1.1", row=1, column="2023")
    assert (cell.city, cell.source, cell.printed) == ("contoh", "perwal-1-2022", "70,5")
    assert (cell.value, cell.unit, cell.year, cell.kind) == (70.5, "nilai", 2023, "target")


def test_area_and_goal_of_the_table_hold_for_its_rows(tidy):
    cell = only(tidy["targets"], table="1.1", row=1, column="2022")
    assert (cell.area, cell.goal) == ("accountability", "clean")


def test_under_a_goal_of_rules_without_areas_an_indicator_has_none(contoh):
    table = contoh.tables["1.1"]
    table["goal"] = "general"
    del table["area"]
    contoh.write()
    cells = contoh.clean()["targets"].query("table == '1.1'")
    assert set(cells["goal"]) == {"general"}
    assert set(cells["area"]) == {""}


def unit_beside(contoh, unit, *before):
    """Table 1.1 with a column of units whose first row prints one, and columns ``before`` it."""
    table = contoh.tables["1.1"]
    roles = {role: {"role": role} for role, _ in before}
    table["columns"] = roles | {"Satuan": {"role": "unit"}} | table["columns"]
    first, *others = table["rows"]
    cells = [cell for _, cell in before]
    table["rows"] = [[first[0], *cells, unit, *first[1:]]]
    table["rows"] += [[row[0], *cells, "", *row[1:]] for row in others]
    contoh.write()


@pytest.mark.parametrize("unit", ["Nilai", "Indeks", "Skor", "", "entah"])
def test_a_unit_that_says_nothing_else_is_no_problem(contoh, unit):
    unit_beside(contoh, unit)
    assert "1.1" in set(contoh.clean()["targets"]["table"])


@pytest.mark.parametrize("unit", ["orang", "Rp juta", "%"])
def test_a_national_label_beside_the_unit_of_something_else_is_told(contoh, unit):
    labels = "label,indicator\nSAKIP,sakip_score\nOpini BPK,bpk_opinion\n"
    (contoh.home.reference / "labels.csv").write_text(labels, encoding="utf-8")
    contoh.tables["1.1"]["rows"][0][3] = "SAKIP"
    unit_beside(contoh, unit)
    with pytest.raises(DataRejected, match="label 'SAKIP' with the unit"):
        contoh.clean()
    own = "table,label,indicator\n,SAKIP,sakip_score\n"
    (contoh.raw / "labels.csv").write_text(own, encoding="utf-8")
    assert "1.1" in set(contoh.clean()["targets"]["table"])


@pytest.mark.parametrize(
    ("unit", "tidied"),
    [("Skor", "skor"), ("Persen", "%"), ("", "nilai"), ("bukan satuan, 1)", "nilai")],
)
def test_a_unit_printed_beside_a_label_is_that_of_its_cells(contoh, unit, tidied):
    unit_beside(contoh, unit)
    own = f"table,label,indicator\n,{contoh.tables['1.1']['rows'][0][4]},sakip_score\n"
    (contoh.raw / "labels.csv").write_text(own, encoding="utf-8")
    cells = contoh.clean()["targets"].query("table == '1.1' and row == 1 and printed != ''")
    assert set(cells["unit"]) == {tidied}


def test_a_word_for_any_measure_is_no_other_unit(contoh):
    labels = "label,indicator\nSAKIP,sakip_score\nOpini BPK,bpk_opinion\n"
    (contoh.home.reference / "labels.csv").write_text(labels, encoding="utf-8")
    contoh.tables["1.1"]["rows"][0][3] = "SAKIP"
    unit_beside(contoh, "Angka")
    assert "angka" in set(contoh.clean()["targets"].query("table == '1.1'")["unit"])


def test_beside_an_activity_the_unit_is_that_of_its_output(contoh):
    contoh.tables["1.1"]["kind"] = "action_plan"
    unit_beside(contoh, "laporan", ("activity", "Menyusun laporan"))
    assert "1.1" in set(contoh.clean()["targets"]["table"])
    assert "laporan" not in set(contoh.clean()["targets"]["unit"])


def test_the_end_target_is_a_kind_of_its_own_beside_the_last_year(tidy):
    row = tidy["targets"].query("table == '1.1' and row == 1 and year == 2024")
    assert dict(zip(row["kind"], row["printed"], strict=True)) == {"target": "", "end_target": "80"}


def test_a_blank_cell_is_a_row_without_value(tidy):
    cell = only(tidy["targets"], table="1.1", row=1, column="2024")
    assert (cell.printed, cell.text, cell.unit, cell.comparator) == ("", "", "", "")
    assert pd.isna(cell.value)


def test_a_cell_that_cannot_be_read_keeps_what_is_printed_and_gives_nothing(tidy):
    cell = only(tidy["targets"], table="1.1", row=2, column="2024")
    assert (cell.printed, cell.text) == ("O,5", "")
    assert pd.isna(cell.value)


def test_an_ordinal_word_is_spelled_as_its_rank(tidy):
    cell = only(tidy["targets"], table="1.1", row=2, column="2023")
    assert (cell.printed, cell.text, cell.measure) == ("wtp", "WTP", "ordinal")


def test_a_merged_goal_belongs_to_the_rows_below_it(tidy):
    cell = only(tidy["targets"], table="1.2", row=2, column="Baseline")
    assert (cell.goal, cell.kind, cell.text) == ("capable", "baseline", "WDP")


def test_a_printed_scale_goes_before_the_catalogues(tidy):
    targets = tidy["targets"]
    printed = only(targets, table="1.2", row=1, column="Baseline")
    assert (printed.scale_min, printed.scale_max) == (0, 5)
    catalogue = only(targets, table="1.3", row=2, column="2022")
    assert (catalogue.scale_min, catalogue.scale_max) == (1, 5)


def test_an_inequality_and_a_unit_come_from_the_cell(tidy):
    cell = only(tidy["targets"], table="1.4", row=3, column="2023")
    assert (cell.comparator, cell.value, cell.unit) == ("<", 0.04, "per tahun")
    assert cell.polarity == "lower"


def test_a_plans_row_without_indicator_is_no_target(tidy):
    assert tidy["targets"].query("table == '1.3' and row == 3").empty


def test_a_group_of_rows_gives_its_area_until_the_next_block(tidy):
    area = tidy["targets"].query("table == '1.4'").groupby("row")["area"].first()
    assert area.to_dict() == {
        1: "business_process",
        3: "change_management",
        4: "change_management",
        5: "accountability",
    }


def test_rows_of_prose_and_rows_without_a_place_give_no_figure(tidy):
    assert set(tidy["targets"].query("table == '1.4'")["row"]) == {1, 3, 4, 5}


def test_a_table_without_agencies_takes_those_of_the_action_plan(tidy):
    cell = only(tidy["targets"], table="1.1", row=1, column="2022")
    assert cell.agencies == "inspektorat;all_agencies;service_agencies"


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (["1.250", "2,5", "3"], 1250),
        (["1.250", "2.5", "3"], 1.25),
        (["1.250", "2", "3"], 1.25),
    ],
)
def test_a_single_point_before_three_digits_is_decided_by_the_cells_around(contoh, cells, value):
    contoh.tables["1.1"]["rows"] = [["", "1", "x", "Nilai SAKIP", *cells, "4"]]
    cell = only(contoh.clean()["targets"], table="1.1", row=1, column="2022")
    assert cell.value == value


def test_figures_without_an_indicator_are_not_dropped_in_silence(contoh, rejected):
    contoh.tables["1.1"]["rows"].append(["", "3", "x", "", "1", "2", "3", "4"])
    problem = rejected(contoh)
    assert problem.where.endswith("tables/1.1.csv row 3")
    assert "without an indicator" in problem.found
