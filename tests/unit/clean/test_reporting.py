"""What offices report round by round: each line is held to the city's data and to what was said."""

import pytest

from rapor.catalogue.result_lists import ADOPTED, FOLLOW_UP, PROGRESS, SPENDING
from rapor.ground.errors import DataRejected
from rapor.ground.files import csv_text

REPORT = {
    "year": "2022",
    "period": "semester_1",
    "level": "agency",
    "agency": "bkd",
    "indicator": "sakip_score",
    "progress": "Laporan disusun",
    "on": "2022-07-04",
    "source": "kota-2023",
}
ADJUSTED = {**REPORT, "adjustment": "Jadwal ulang", "new_date": "2022-11-01"}
ANSWER = {
    "item": "A-1",
    "year": "2022",
    "period": "semester_2",
    "level": "agency",
    "agency": "bkd",
    "status": "done",
    "on": "2023-01-05",
    "source": "kota-2023",
}
MONEY = {
    "activity": "Latih pegawai",
    "planned": "1.3:3:2022",
    "year": "2022",
    "period": "annual",
    "unit": "million",
    "budget": "1.250",
    "spent": "625,5",
    "agency": "bkd",
    "on": "2023-01-05",
    "source": "kota-2023",
}
ADVICE = {
    "item": "E-2022-1",
    "year": "2022",
    "period": "annual",
    "agencies": "bkd",
    "topic": "Susun rencana",
    "due": "2023-12-31",
    "on": "2023-03-01",
    "source": "kota-2023",
}


def put(contoh, results, *lines):
    rows = [dict.fromkeys(results.columns, "") | line for line in lines]
    contoh.write()
    (contoh.raw / results.file).write_text(csv_text(list(results.columns), rows), encoding="utf-8")


def test_the_last_report_of_an_office_in_a_round_counts_and_keeps_the_first_ones_row(contoh):
    put(contoh, PROGRESS, ADJUSTED, REPORT | {"agency": "setda"}, ADJUSTED | {"progress": "Jadi"})
    rows = contoh.clean(write=False)["progress"]
    assert rows[["row", "first", "printed"]].to_numpy().tolist() == [
        [2, 2, "Laporan disusun"],
        [3, 1, "Jadi"],
    ]


def test_an_adjustment_stands_when_a_later_report_of_the_round_says_nothing_of_it(contoh):
    later = {**REPORT, "progress": "Baru sebagian", "on": "2023-02-21"}
    put(contoh, PROGRESS, ADJUSTED, later)
    put(contoh, FOLLOW_UP, ANSWER)
    tables = contoh.clean(write=False)
    (row,) = tables["progress"].to_dict("records")
    told = (row["printed"], row["adjustment"], row["new_date"], row["first"])
    assert told == ("Baru sebagian", "Jadwal ulang", "2022-11-01", 1)
    assert list(tables["follow_up_answers"]["item"]) == ["A-1"]


def test_units_of_an_agency_stand_side_by_side_and_each_is_one_in_whatever_case(contoh):
    unit = {**REPORT, "level": "unit", "unit_name": "UPT Arsip"}
    other = unit | {"unit_name": "Bidang Data", "progress": "Terhenti"}
    put(contoh, PROGRESS, REPORT, unit, other, unit | {"unit_name": "upt arsip", "progress": "Ya"})
    rows = contoh.clean(write=False)["progress"]
    assert rows[["unit_name", "printed", "first"]].to_numpy().tolist() == [
        ["", "Laporan disusun", 1],
        ["Bidang Data", "Terhenti", 3],
        ["upt arsip", "Ya", 2],
    ]


def test_a_list_from_before_units_had_a_name_is_read_as_it_is(contoh):
    put(contoh, PROGRESS, REPORT)
    path = contoh.raw / PROGRESS.file
    before = [name for name in PROGRESS.columns if name != "unit_name"]
    path.write_text(csv_text(before, [dict.fromkeys(before, "") | REPORT]), encoding="utf-8")
    assert contoh.clean(write=False)["progress"]["unit_name"].to_list() == [""]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"level": "village"}, "level 'village'"),
        ({"indicator": "sakip"}, "indicator 'sakip'"),
        ({"agency": "bkdd"}, "agency 'bkdd'"),
        ({"agency": ""}, "level agency without an agency"),
        ({"level": "working_group", "agency": ""}, "level working_group without an area"),
        ({"obstacle": "weather"}, "obstacle 'weather'"),
        ({"obstacle_text": "Hujan"}, "an obstacle without its kind"),
        ({"adjustment": "Jadwal ulang"}, "an adjustment without a date"),
        ({"new_date": "2022-11-01"}, "a new date without an adjustment"),
        ({"adjustment": "Jadwal ulang", "new_date": "2021-11-01"}, "new date 2021-11-01"),
        ({"adjustment": "Jadwal ulang", "new_date": "November"}, "new date 'November'"),
        (
            {"period": "semester_2", "on": "2022-06-30"},
            "a report of 2022-06-30 on a period to come",
        ),
        ({"level": "unit"}, "a report of a unit without its name"),
        ({"unit_name": "UPT Arsip"}, "unit 'UPT Arsip' at level agency"),
        ({"level": "unit", "unit_name": "=1+1"}, "unit '=1+1'"),
        ({"level": "unit", "unit_name": "UPT \u202eArsip"}, "unit 'UPT \\u202eArsip'"),
        ({"level": "unit", "unit_name": "UPT", "agency": ""}, "level unit without an agency"),
        ({"period": "quarter_1"}, "period 'quarter_1'"),
        ({"year": "2031"}, "year '2031'"),
        ({"on": "4 Juli"}, "on '4 Juli'"),
        ({"progress": " "}, "nothing reported"),
        ({"indicator": "", "activity": "Terbang", "planned": "1.3:3:2022"}, "activity 'Terbang'"),
        ({"source": "kabar"}, "source 'kabar'"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_its_row(contoh, rejected, changed, found):
    put(contoh, PROGRESS, REPORT | changed)
    contoh.write = lambda: None
    problem = rejected(contoh)
    assert problem.where.endswith("progress.csv row 1")
    assert problem.found.startswith(found)


@pytest.mark.parametrize(
    ("lines", "row", "found"),
    [
        ([{"item": "R-9-9"}], 1, "item 'R-9-9'"),
        ([{"status": "ready"}], 1, "status 'ready'"),
        ([{"status": "verified"}], 1, "verified"),
        ([{"status": "dropped"}], 1, "dropped without a reason"),
        ([{}, {"status": "open"}], 2, "open after done, without a reason"),
        ([{"on": "2022-06-01"}], 1, "an answer of 2022-06-01 in a period to come"),
        (
            [
                {"agency": "inspektorat", "level": "inspectorate", "status": "verified"},
                {"status": "in_progress"},
            ],
            2,
            "in_progress after verified, without a reason",
        ),
        ([{"status": "dropped", "reason": "Bubar"}, {}], 2, "done after dropped"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_its_row(contoh, rejected, lines, row, found):
    put(contoh, PROGRESS, ADJUSTED)
    put(contoh, FOLLOW_UP, *(ANSWER | line for line in lines))
    contoh.write = lambda: None
    problem = rejected(contoh)
    assert problem.where.endswith(f"follow-up.csv row {row}")
    assert problem.found.startswith(found)


def test_an_answer_may_go_back_with_a_reason_and_a_late_one_is_put_in_its_round(contoh):
    put(contoh, PROGRESS, ADJUSTED)
    back = ANSWER | {"status": "open", "reason": "Dibatalkan", "on": "2023-01-06"}
    late = ANSWER | {"status": "in_progress", "period": "semester_1", "on": "2023-02-01"}
    put(contoh, FOLLOW_UP, ANSWER, back, late)
    rows = contoh.clean(write=False)["follow_up_answers"]
    assert rows["status"].to_list() == ["done", "open", "in_progress"]


def test_money_is_read_in_rupiah_by_its_unit(contoh):
    put(contoh, SPENDING, MONEY)
    rows = contoh.clean(write=False)["spending"]
    assert rows[["kind", "value"]].to_numpy().tolist() == [
        ["budget", 1_250_000_000],
        ["spent", 625_500_000],
    ]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"unit": "dollar"}, "unit 'dollar'"),
        ({"spent": "-5"}, "spent '-5'"),
        ({"spent": "banyak"}, "spent 'banyak'"),
        ({"spent": "50%"}, "spent '50%'"),
        ({"planned": "1.3:9:2022"}, "activity 'Latih pegawai' at '1.3:9:2022'"),
    ],
)
def test_money_that_is_no_amount_or_of_no_activity_is_refused(contoh, rejected, changed, found):
    put(contoh, SPENDING, MONEY | changed)
    contoh.write = lambda: None
    assert rejected(contoh).found.startswith(found)


@pytest.mark.parametrize(
    ("head", "factor"),
    [("Pagu 2022 (Rp)", 1), ("Pagu 2022 (Rp ribu)", 1000), ("Pagu 2022 (Juta Rp)", 1_000_000)],
)
def test_a_printed_budget_is_in_the_unit_of_its_columns_head(contoh, head, factor):
    plan = contoh.tables["1.3"]
    plan["columns"][head] = {"role": "budget", "year": 2022}
    plan["rows"] = [[*row, "1.500" if row[1] == "2" else ""] for row in plan["rows"]]
    rows = contoh.clean()["spending"]
    assert rows[["activity", "year", "kind", "value"]].to_numpy().tolist() == [
        ["Latih pegawai", 2022, "budget", 1500 * factor]
    ]


def test_advice_that_was_taken_over_is_kept_with_its_day(contoh):
    put(contoh, ADOPTED, ADVICE)
    (row,) = contoh.clean(write=False)["adopted"].to_dict("records")
    assert (row["item"], row["printed"], row["due"]) == ("E-2022-1", "Susun rencana", "2023-12-31")


def test_all_that_is_wrong_with_the_lists_is_told_together(contoh):
    put(contoh, PROGRESS, REPORT | {"level": "village"})
    put(contoh, FOLLOW_UP, ANSWER)
    put(contoh, SPENDING, MONEY | {"unit": "dollar"})
    with pytest.raises(DataRejected) as refused:
        contoh.clean(write=False)
    files = [
        problem.where.partition(" ")[0].rpartition("/")[2] for problem in refused.value.problems
    ]
    assert files == ["progress.csv", "follow-up.csv", "spending.csv"]
