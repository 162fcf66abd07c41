"""The action plan: figures of activities, with or without an indicator."""

import pandas as pd


def test_a_figure_without_an_indicator_is_the_activitys_own(tidy):
    own = tidy["action_plan"].query("table == '1.3' and row == 3")
    assert set(own["indicator"]) == {""}
    assert list(own["activity"].unique()) == ["Latih pegawai"]
    assert list(own["unit"]) == ["%", "", "PD"]
    assert own["value"].fillna(-1).to_list() == [10, -1, 41]


def test_an_indicators_figure_stands_in_the_plan_and_among_the_targets(tidy):
    plan = tidy["action_plan"].query("table == '1.3' and row == 2")
    targets = tidy["targets"].query("table == '1.3' and row == 2")
    assert plan["printed"].to_list() == targets["printed"].to_list() == ["2,5", "3", ">3,5"]
    assert plan["comparator"].to_list() == ["=", "=", ">"]


def test_merged_activities_and_outcomes_belong_to_the_rows_below(tidy):
    plan = tidy["action_plan"]
    assert set(plan.query("table == '1.3' and row == 4")["activity"]) == {"Latih pegawai"}
    assert set(plan.query("table == '1.3' and row == 3")["outcome"]) == {"Tata laksana"}
    assert set(plan.query("table == '1.3' and row == 4")["outcome"]) == {"Kinerja"}


def test_where_a_plan_prints_only_labels_the_label_is_the_activity(tidy):
    plan = tidy["action_plan"].query("table == '1.4' and row == 1")
    assert set(plan["activity"]) == {"a. Indeks SPBE"}
    assert set(plan["indicator"]) == {"spbe_index"}


def test_a_supporting_activity_is_a_row_without_year_and_figure(tidy):
    rows = tidy["action_plan"].query("table == '1.5'")
    assert rows["printed"].to_list() == ["Susun laporan", "Periksa laporan"]
    assert rows["activity"].to_list() == rows["printed"].to_list()
    assert set(rows["column"]) == {"Kegiatan"}
    assert rows["year"].isna().all()
    assert rows["value"].isna().all()


def test_a_supporting_activity_inherits_its_area_but_neither_indicator_nor_agency(tidy):
    second = tidy["action_plan"].query("table == '1.5' and row == 2").iloc[0]
    assert (second.area, second.indicator, second.agencies) == ("human_resources", "", "")


def test_agencies_of_a_cell_are_split_and_those_of_other_years_left_out(tidy):
    plan = tidy["action_plan"].query("table == '1.3'")
    by_year = plan.query("row == 3").set_index("year")["agencies"].to_dict()
    assert by_year == {2022: "bkd", 2023: "bkpsdm", 2024: "bkpsdm"}
    plan = plan.query("year == 2024")
    assert plan.groupby("row")["agencies"].first().to_dict() == {
        2: "diskominfo",
        3: "bkpsdm",
        4: "inspektorat;all_agencies",
    }


def test_who_carries_and_who_supports_are_both_named(tidy):
    rows = tidy["action_plan"].query("table == '1.4' and row == 1")
    assert rows["agencies"].iloc[0].split(";")[-1] == "bkpsdm"


def test_a_newly_printed_area_ends_the_outcome_of_the_one_before(contoh):
    contoh.tables["1.5"]["columns"]["Hasil"] = {"role": "outcome"}
    contoh.tables["1.5"]["rows"] = [
        ["", "SDM Aparatur", "", "Susun laporan", "", "Laporan baik"],
        ["", "", "", "Periksa laporan", "", ""],
        ["", "Manajemen Perubahan", "", "Bentuk tim", "", ""],
    ]
    rows = contoh.clean()["action_plan"].query("table == '1.5'")
    assert rows["outcome"].to_list() == ["Laporan baik", "Laporan baik", ""]


def test_figures_without_any_activity_are_refused(contoh, rejected):
    contoh.tables["1.3"]["rows"].insert(0, ["", "", "", "", "", "5", "", "", ""])
    problem = rejected(contoh)
    assert "figures without an activity" in problem.found
    assert problem.where.endswith("1.3.csv row 1")


def test_every_text_column_is_text_even_where_nothing_is_printed(tidy):
    plan: pd.DataFrame = tidy["action_plan"]
    assert not plan[["area", "outcome", "agencies", "text", "unit"]].isna().any().any()


def by_quarters(contoh, columns, rows):
    quarters = {f"TW {at}": {"role": "quarter", "year": 2023} for at in ("I", "II")}
    contoh.tables["1.4"] = {
        "kind": "action_plan",
        "columns": columns | quarters,
        "rows": [["", *row] for row in rows],
    }
    return contoh.clean()["action_plan"].query("table == '1.4'")


def test_every_output_of_a_merged_activity_with_quarters_is_of_that_activity(contoh):
    columns = {"Aksi": {"role": "activity"}, "Output": {"role": "outcome"}}
    rows = [["Susun pedoman", "Naskah", "1", ""], ["", "Laporan", "", "1"], ["", "", "", "2"]]
    plan = by_quarters(contoh, columns, rows)
    assert plan["activity"].to_list() == ["Susun pedoman"] * 3
    assert plan["column"].to_list() == ["Aksi", "Output", "TW II"]


def test_a_plan_by_quarters_that_names_indicators_alone_plans_these(contoh):
    rows = [["Nilai SAKIP", "1", "2"]]
    plan = by_quarters(contoh, {"Indikator": {"role": "label"}}, rows)
    assert plan["activity"].to_list() == ["Nilai SAKIP"]


def test_quarters_without_any_activity_are_refused(contoh, rejected):
    columns = {"Aksi": {"role": "activity"}, "TW I": {"role": "quarter", "year": 2023}}
    contoh.tables["1.4"] = {"kind": "action_plan", "columns": columns, "rows": [["", "", "1"]]}
    assert "figures without an activity" in rejected(contoh).found


def test_results_beside_targets_are_results(contoh):
    table = contoh.tables["1.1"]
    table["columns"]["Realisasi 2022"] = {"role": "realisation", "year": 2022}
    table["rows"] = [[*row, "66,5"] for row in table["rows"][:1]]
    tidy = contoh.clean()
    results = tidy["realisations"].query("table == '1.1'")
    assert results[["indicator", "year", "value"]].to_numpy().tolist() == [
        ["sakip_score", 2022, 66.5]
    ]
    assert set(tidy["targets"].query("table == '1.1'")["value"].dropna()) == {65.0, 70.5, 80.0}


def test_an_activity_s_own_measure_and_unit_are_not_an_indicator_s(contoh):
    columns = {
        "Aksi": {"role": "activity"},
        "Ukuran": {"role": "label"},
        "Satuan": {"role": "unit"},
    }
    rows = [
        ["Susun laporan", "Nilai SAKIP", "Laporan", "1", ""],
        ["Latih pegawai", "Jumlah peserta", "Orang", "10", "10"],
    ]
    plan = by_quarters(contoh, columns, rows)
    assert plan["indicator"].to_list() == ["sakip_score", ""]
    assert plan["label"].to_list() == ["Nilai SAKIP", "Jumlah peserta"]
