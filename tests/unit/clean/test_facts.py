"""Facts that are no yearly figures: priorities, quick wins, teams, problems, achievements."""

import pandas as pd
import pytest


def of(contoh, kind, columns, rows, **spec):
    """Tidy tables of the city with one more printed table, ``9.1``."""
    roles = {name: {"role": role} for name, role in columns.items()}
    contoh.tables["9.1"] = {"kind": kind, "columns": roles, "rows": rows, **spec}
    return contoh.clean()


GRID = {"No": "number", "Sasaran": "goal", "Penguatan Akuntabilitas": "value"}


def test_a_grid_gives_ranks_by_goal_then_scores_and_ranks_over_all(contoh):
    priorities = of(
        contoh,
        "priorities",
        {**GRID, "SDM Aparatur": "value"},
        [
            ["", "1", "Birokrasi yang Bersih", "", "1"],
            ["group", "", "Prioritas: 1. SDM", "", ""],
            ["", "", "Jumlah skor", "120", "151"],
            ["", "", "Prioritas Keseluruhan", "2", "1"],
        ],
    )["priorities"]
    told = priorities[["row", "goal", "area", "score", "rank"]].fillna(-1).to_numpy().tolist()
    assert told == [
        [1, "clean", "human_resources", -1, 1],
        [3, "", "accountability", 120, -1],
        [3, "", "human_resources", 151, -1],
        [4, "", "accountability", -1, 2],
        [4, "", "human_resources", -1, 1],
    ]


def test_a_rank_that_is_no_whole_number_keeps_what_is_printed_and_gives_none(contoh):
    rows = [["", "1", "Birokrasi yang Bersih", "1,5"]]
    (row,) = of(contoh, "priorities", GRID, rows)["priorities"].to_dict("records")
    assert row["printed"] == "1,5"
    assert pd.isna(row["rank"])


def test_a_priority_of_the_national_list_may_be_no_area(contoh):
    columns = {"Program": "area", "Kegiatan": "activity"}
    rows = [["", "1. SDM Aparatur", "Latih"], ["", "2. Quick Wins", "Percepat"]]
    priorities = of(contoh, "priorities", columns, rows)["priorities"]
    assert list(priorities["area"]) == ["human_resources", ""]
    assert list(priorities["activity"]) == ["Latih", "Percepat"]


def test_items_of_a_list_stand_below_their_focus(contoh):
    columns = {"col1": "part", "col2": "number", "col3": "text"}
    rows = [
        ["group", "Pertama", "Perbaiki pengawasan:", ""],
        ["", "", "A", "Susun aturan"],
        ["", "Kedua", "Langkah cepat", ""],
    ]
    priorities = of(contoh, "priorities", columns, rows, year=2021)["priorities"]
    assert priorities[["label", "title", "column", "year"]].to_numpy().tolist() == [
        ["Perbaiki pengawasan:", "Susun aturan", "col3", 2021],
        ["", "Langkah cepat", "col2", 2021],
    ]


WINS = {"TAHUN": "part", "STRATEGI": "activity", "TARGET": "text", "DAMPAK": "outcome"}


def test_a_quick_win_has_the_years_and_the_goal_above_it(contoh):
    quick_wins = of(
        contoh,
        "quick_wins",
        WINS,
        [
            ["group", "2022", "", "", ""],
            ["group", "BIROKRASI YANG BERSIH", "", "", ""],
            ["", "", "Perbaiki SPIP", "Naik", "Nilai"],
            ["group", "2023-2024", "", "", ""],
            ["", "", "Bangun aplikasi", "Jadi", ""],
        ],
    )["quick_wins"]
    told = quick_wins[["title", "goal", "year", "last_year", "condition", "impact"]]
    assert told.to_numpy().tolist() == [
        ["Perbaiki SPIP", "clean", 2022, 2022, "Naik", "Nilai"],
        ["Bangun aplikasi", "", 2023, 2024, "Jadi", ""],
    ]


def test_a_service_has_its_agency_and_the_users_of_the_merged_cell_above(contoh):
    columns = {"N": "number", "QUICK WINS": "label", "INSTANSI": "agencies", "PENGGUNA": "text"}
    rows = [["", "1", "Aplikasi", "Diskominfo", "Warga"], ["", "2", "Loket", "BKD", ""]]
    quick_wins = of(contoh, "quick_wins", columns, rows)["quick_wins"]
    assert list(quick_wins["agencies"]) == ["diskominfo", "bkd"]
    assert list(quick_wins["users"]) == ["Warga", "Warga"]


def test_a_task_has_the_step_of_the_row_above_where_it_prints_none(contoh):
    columns = {"col1": "step", "TUGAS": "activity", "TARGET KINERJA": "outcome"}
    rows = [
        ["", "P", "Susun", "Rencana"],
        ["", "C", "Periksa", "Bukti"],
        ["", "", "Nilai", "Hasil"],
    ]
    spec = {"title": "POKJA SDM", "area": "human_resources"}
    teams = of(contoh, "teams", columns, rows, **spec)["teams"]
    assert list(teams["step"]) == ["plan", "check", "check"]
    assert set(teams["team"]) == {"POKJA SDM"}


PROBLEMS = {"NO": "number", "ASPEK": "part", "URAIAN": "text"}


def test_a_problem_has_the_area_of_its_group_and_the_aspect_of_its_row(contoh):
    problems = of(
        contoh,
        "problems",
        PROBLEMS,
        [
            ["group", "1.", "SDM Aparatur", ""],
            ["", "", "a. Isu Pokok", "Kurang pegawai"],
            ["", "", "b. Birokrasi yang Bersih", "Belum tertib"],
            ["", "", "c. Intervensi Jangka Panjang", "Rencana suksesi"],
        ],
    )["problems"]
    assert problems[["area", "aspect", "goal"]].to_numpy().tolist() == [
        ["human_resources", "main_issue", ""],
        ["human_resources", "goal", "clean"],
        ["human_resources", "long_term", ""],
    ]


@pytest.mark.parametrize(
    ("begins", "area"),
    [("Penguatan Akuntabilitas a. Isu Pokok", "accountability"), ("Bagian lain a. Isu", "")],
)
def test_below_a_row_without_a_place_the_area_is_the_one_that_row_begins_with(contoh, begins, area):
    rows = [
        ["group", "1.", "SDM Aparatur", ""],
        ["unplaced", "2", begins, "Banyak hal"],
        ["", "", "f. Jangka panjang", "Rencana"],
    ]
    problems = of(contoh, "problems", PROBLEMS, rows)["problems"]
    assert list(problems["area"]) == [area]


def test_a_printed_per_cent_of_scale_stands_beside_value_and_scale(contoh):
    columns = {"INDIKATOR": "label", "SKALA": "scale", "NILAI": "value", "%": "ratio"}
    rows = [["", "Indeks SPBE", "1-5", "1,67", "33,4%"], ["", "Opini BPK", "Opini", "WTP", "100%"]]
    rows_of = of(contoh, "achievement", columns, rows, year=2021, goal="capable")
    told = rows_of["goal_achievements"][["value", "text", "scale_max", "scale_pct"]]
    assert told.fillna(-1).to_numpy().tolist() == [[1.67, "", 5, 33.4], [-1, "WTP", -1, 100]]


def test_what_was_reached_may_be_told_in_words(contoh):
    columns = {"Indikator": "label", "Keterangan": "text"}
    rows_of = of(
        contoh, "achievement", columns, [["", "Nilai SAKIP", "Kategori 'B'"]], goal="clean"
    )
    (row,) = rows_of["goal_achievements"].to_dict("records")
    assert (row["indicator"], row["achieved"], row["goal"]) == (
        "sakip_score",
        "Kategori 'B'",
        "clean",
    )


def test_a_strategy_stands_with_its_policy_also_where_it_heads_activities(contoh):
    columns = {"STRATEGI": "text", "KEBIJAKAN": "text", "RENCANA": "label", "OPD": "agencies"}
    rows = [
        ["group", "TUJUAN 01", "", "Pemerintahan baik", ""],
        ["group", "1. Dukung", "1. Libatkan", "PENATAAN melalui :", ""],
        ["", "2. Awasi", "2. Periksa", "", ""],
        ["group", "RENCANA AKSI", "• Bentuk tim. • Bentuk tim. • Susun rencana;", "", ""],
    ]
    rows_of = of(contoh, "action_plan", columns, rows, goal="clean")
    mine = rows_of["strategies"].query("table == '9.1'")
    assert mine[["strategy", "policy"]].to_numpy().tolist() == [
        ["1. Dukung", "1. Libatkan"],
        ["2. Awasi", "2. Periksa"],
    ]
    listed = rows_of["action_plan"].query("table == '9.1'")
    assert list(listed["activity"]) == ["Bentuk tim.", "Susun rencana"]
    assert set(listed["column"]) == {"KEBIJAKAN"}


@pytest.mark.parametrize(
    ("kind", "columns", "rows", "found"),
    [
        ("quick_wins", WINS, [["group", "2019", "", "", ""]], "years '2019'"),
        ("quick_wins", WINS, [["group", "2024-2022", "", "", ""]], "years '2024-2022'"),
        ("quick_wins", WINS, [["group", "SASARAN LAIN", "", "", ""]], "name 'SASARAN LAIN'"),
        ("quick_wins", {"TAHUN": "part"}, [["", "2022"]], "no column for the quick wins"),
        ("teams", {"L": "step", "T": "activity"}, [["", "X", "Susun"]], "step 'X'"),
        ("teams", {"L": "step", "T": "activity"}, [["", "", "Susun"]], "step ''"),
        ("problems", PROBLEMS, [["", "", "a. Lain", "Teks"]], "aspect 'a. Lain'"),
        ("priorities", GRID, [["", "1", "Sasaran lain", "1"]], "name 'Sasaran lain'"),
        (
            "priorities",
            {"Program": "area", "Kegiatan": "activity"},
            [["", "Area lain", "Latih"]],
            "name 'Area lain'",
        ),
        ("priorities", {**GRID, "Xyz": "value"}, [["", "", "Jumlah skor", "", "1"]], "name 'Xyz'"),
    ],
)
def test_what_cannot_be_told_is_named_with_its_row(contoh, rejected, kind, columns, rows, found):
    roles = {name: {"role": role} for name, role in columns.items()}
    contoh.tables["9.1"] = {"kind": kind, "columns": roles, "rows": rows}
    problem = rejected(contoh)
    assert found in problem.found
    assert "9.1" in problem.where
    assert problem.next_step
