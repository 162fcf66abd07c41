"""What a form brings beside figures: progress, obstacles, adjustments, answers and money."""

import datetime
from dataclasses import replace

import pytest
from filled import CASES, INSPECTORATE, KOMINFO, ON, SETDA, SPBE

from rapor.catalogue import load_catalogue
from rapor.catalogue.result_lists import FOLLOW_UP, PROGRESS, SPENDING
from rapor.ground.language import language
from rapor.ground.tables import records, table_of
from rapor.ground.tables.reporting import FollowUpItem
from rapor.request.asking_rounds import round_rows
from rapor.run import stages
from rapor.run.forms import receive

QUESTION = "item:K-01"
GROUPS = "Kelompok kerja dan tim"
GROUP = "level:working_group:supervision"


def lines(project, results, city="kota-uji"):
    path = project.raw(city) / results.file
    return results.lines(path, "") if path.exists() else []


@pytest.fixture
def told(uji):
    """A form with a report, an answer and a group's word, as its path."""
    uji.put(KOMINFO, SPBE, "Server dipasang", "progress")
    uji.put(KOMINFO, SPBE, "Anggaran", "obstacle")
    uji.put(KOMINFO, SPBE, "Pagu dipotong", "obstacle_text")
    uji.put(KOMINFO, SPBE, "Dialihkan ke tahun depan", "adjustment")
    uji.put(KOMINFO, SPBE, datetime.date(2024, 6, 30), "new_date")
    uji.put(KOMINFO, QUESTION, "dalam proses")
    uji.put(KOMINFO, QUESTION, "Surat disusun", "progress")
    uji.put(GROUPS, GROUP, "Rapat koordinasi", "progress")
    return uji.save()


def test_reports_and_answers_are_kept_once_and_never_replaced(project, keep, told):
    kept = keep(told)
    assert not [*map(str, kept.problems)]
    report, group = lines(project, PROGRESS)
    if report["level"] != "agency":
        report, group = group, report
    assert (report["indicator"], report["obstacle"]) == ("spbe_index", "budget")
    assert (report["new_date"], report["on"]) == ("2024-06-30", ON)
    assert (group["level"], group["area"]) == ("working_group", "supervision")
    (answer,) = lines(project, FOLLOW_UP)
    assert (answer["item"], answer["status"]) == ("K-01", "in_progress")
    assert answer["answer"] == "Surat disusun"
    assert keep(told).written == []


def test_what_was_adjusted_is_an_item_of_the_register(project, keep, told):
    keep(told)
    items = {
        item.item: item
        for item in records(FollowUpItem, stages.evaluation(project, "kota-uji", 2023)["follow_up"])
    }
    adjusted = next(item for item in items.values() if item.origin == "adjustment")
    assert (adjusted.due, adjusted.agencies) == ("2024-06-30", items["K-01"].agencies)
    assert items["K-01"].status == "in_progress"


@pytest.mark.parametrize(
    ("sheet", "key", "cells", "found"),
    [
        (KOMINFO, SPBE, {"obstacle": "Cuaca"}, "'Cuaca'"),
        (KOMINFO, SPBE, {"obstacle_text": "Hujan"}, "an obstacle without its kind"),
        (KOMINFO, SPBE, {"adjustment": "Geser"}, "an adjustment without a date"),
        (KOMINFO, SPBE, {"budget": 5}, "'5' where nothing is asked"),
        (KOMINFO, QUESTION, {"realised": "siap"}, "'siap'"),
        (KOMINFO, QUESTION, {"realised": "terverifikasi"}, "verified"),
        (KOMINFO, QUESTION, {"realised": "tidak dilanjutkan"}, "dropped without a reason"),
        (GROUPS, GROUP, {"realised": "selesai"}, "'selesai' where nothing is asked"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_cell(uji, project, sheet, key, cells, found):
    for code, text in cells.items():
        uji.put(sheet, key, text, code)
    (problem,) = receive(project, uji.save()).problems
    assert problem.where.startswith(f"{sheet}!")
    assert problem.found.startswith(found)


def tell(form, *units, sheet=KOMINFO):
    """Fill the rows of an agency's units, each as (column, text) pairs; their numbers."""
    rows = [row[0].row for row in form.page(sheet).iter_rows() if row[0].value == "unit"]
    for number, cells in zip(rows, units, strict=False):
        for code, text in cells.items():
            form.page(sheet).cell(number, form.column(sheet, code)).value = text
    return rows


def subject_in(form):
    """What a unit of the agency may choose: the indicator's name as its row has it."""
    return form.cell(KOMINFO, SPBE, "name").value


def test_units_of_an_agency_report_one_indicator_each_in_its_own_words(project, keep, uji):
    about = {"subject": subject_in(uji)}
    rows = tell(
        uji,
        {"unit_name": "Bidang Aplikasi", "progress": "Selesai", **about},
        {"unit_name": "UPT Jaringan", "obstacle": "Anggaran", **about},
        {"unit_name": "UPT Jaringan", "progress": "Rapat bulanan"},
    )
    uji.page(KOMINFO).cell(rows[-1] + 1, 1).value = "unit"  # a row that was copied below
    uji.page(KOMINFO).cell(rows[-1] + 1, uji.column(KOMINFO, "unit_name")).value = "UPT Arsip"
    uji.page(KOMINFO).cell(rows[-1] + 1, uji.column(KOMINFO, "progress")).value = "Dipilah"
    uji.put(KOMINFO, SPBE, "Berjalan", "progress")
    received = keep(uji.save())
    assert not received.problems
    told = [
        (line["level"], line["unit_name"], line["indicator"], line["progress"])
        for line in lines(project, PROGRESS)
    ]
    assert told == [
        ("agency", "", "spbe_index", "Berjalan"),
        ("unit", "Bidang Aplikasi", "spbe_index", "Selesai"),
        ("unit", "UPT Jaringan", "spbe_index", ""),
        ("unit", "UPT Jaringan", "", "Rapat bulanan"),
        ("unit", "UPT Arsip", "", "Dipilah"),
    ]
    assert "of UPT Jaringan" in received.summary
    assert keep(uji.save()).written == []


@pytest.mark.parametrize(
    ("units", "found"),
    [
        ([{"progress": "Selesai"}], "a report of a unit without its name"),
        ([{"unit_name": "=1+1", "progress": "Selesai"}], "a formula"),
        ([{"unit_name": "@UPT", "progress": "Selesai"}], "unit '@UPT'"),
        ([{"unit_name": "UPT \u202ersA", "progress": "Selesai"}], "unit 'UPT \\u202ersA'"),
        ([{"unit_name": "UPT", "subject": "Cuaca", "progress": "Selesai"}], "'Cuaca'"),
        ([{"unit_name": "UPT", "budget": 5}], "'5' where nothing is asked"),
        (
            [{"unit_name": "UPT", "progress": "Ya"}, {"unit_name": "upt", "progress": "Tidak"}],
            "upt (Dinas Komunikasi) says something else",
        ),
    ],
)
def test_a_unit_that_has_no_name_or_says_two_things_is_refused_with_its_cell(
    uji, project, units, found
):
    tell(uji, *units)
    (problem,) = receive(project, uji.save()).problems
    assert problem.where.startswith(f"{KOMINFO}!")
    assert problem.found.startswith(found)


def test_a_report_kept_before_its_round_began_is_refused(project, uji):
    uji.put(KOMINFO, SPBE, "Sudah", "progress")
    (problem,) = receive(project, uji.save(), on="2022-12-31").problems
    assert problem.found.startswith("a report of 2022-12-31 on a period to come")


def test_a_status_that_goes_back_needs_a_reason_also_against_what_was_kept(project, keep, uji):
    uji.put(KOMINFO, QUESTION, "selesai")
    keep(uji.save())
    uji.put(KOMINFO, QUESTION, "terbuka")
    (problem,) = receive(project, uji.save(), on=ON).problems
    assert problem.found.startswith("open after done, without a reason")
    uji.put(KOMINFO, QUESTION, "Dibatalkan", "remark")
    assert not keep(uji.save()).problems
    assert [line["status"] for line in lines(project, FOLLOW_UP)] == ["done", "open"]


def test_an_answer_that_a_later_round_goes_before_is_kept_and_told(project, keep, uji):
    uji.put(KOMINFO, QUESTION, "selesai")
    keep(uji.save())
    path = project.raw("kota-uji") / FOLLOW_UP.file
    later = path.read_text("utf-8").replace(",2023,annual,", ",2024,semester_1,")
    path.write_text(later.replace(f",{ON},", ",2024-07-01,"), "utf-8")
    uji.put(KOMINFO, QUESTION, "dalam proses")
    told = receive(project, uji.save(), on=ON)
    assert "K-01: done of 2024 semester_1 stands after this in_progress" in told.summary


def test_nothing_is_written_when_any_report_is_refused(project, keep, uji):
    uji.put(SETDA, CASES, "Berjalan", "progress")
    uji.put(KOMINFO, SPBE, "Geser", "adjustment")
    assert keep(uji.save()).problems
    assert lines(project, PROGRESS) == []


def test_money_of_an_activity_is_kept_in_rupiah(project, keep, contoh):
    page = contoh.page(INSPECTORATE)
    key = next(
        row[0].value for row in page.iter_rows() if str(row[0].value).startswith("activity:")
    )
    contoh.put(INSPECTORATE, key, "1.250.000", "budget")
    contoh.put(INSPECTORATE, key, 500000, "spent")
    assert not keep(contoh.save()).problems
    (line,) = lines(project, SPENDING, "kota-contoh")
    assert (line["budget"], line["spent"], line["unit"]) == ("1.250.000", "500000", "rupiah")


@pytest.mark.parametrize(
    ("agencies", "status", "verifies"),
    [
        ("diskominfo", "in_progress", False),
        ("diskominfo", "done", True),
        ("kecamatan", "open", False),
        ("kecamatan", "in_progress", True),
        ("diskominfo;kecamatan", "in_progress", True),
        ("kecamatan", "verified", False),
    ],
)
def test_who_verifies_is_asked_of_a_group_once_it_has_begun(project, agencies, status, verifies):
    item = {"city": "kota-uji", "year": 2023, "item": "K-01", "origin": "question", "topic": "Hal"}
    item |= {"level": "agency", "agencies": agencies, "status": status, "disputed": "no"}
    known = load_catalogue(project, "kota-uji")
    catalogue = replace(known, agencies=replace(known.agencies, collective={"kecamatan"}))
    asked = round_rows(catalogue, table_of(FollowUpItem, [item | {"answers": 1}]), language("id"))
    offered = {row.key: (row.waits, "terverifikasi" in row.words) for row in asked}
    assert offered["verify:K-01"] == (verifies, True)
    assert offered["item:K-01"][1] is False
