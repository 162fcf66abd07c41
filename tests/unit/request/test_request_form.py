"""The form as it is sent: what is asked of whom, what can be entered, what is locked."""

import zipfile
from dataclasses import replace

import openpyxl
import pytest
from filled import (
    CASES,
    COMPLAINTS,
    INSPECTORATE,
    KOMINFO,
    OPINION,
    SAKIP,
    SETDA,
    SPBE,
    UNNAMED,
    Filled,
)

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected, UsageError
from rapor.request.asking import form_of, sheet_titles
from rapor.request.form import LEVELS_SHEET
from rapor.request.layout import REPORTED, UNIT
from rapor.run import stages
from rapor.run.forms import request

ACTIVITY = "{kegiatan} ${item} 50% & lebih"


def keys(page):
    return [row[0].value for row in page.iter_rows(min_row=6) if row[0].value]


def test_each_agency_has_a_sheet_with_what_it_carries(uji):
    assert uji.book.sheetnames[:4] == ["Petunjuk", SETDA, KOMINFO, UNNAMED]
    assert [key for key in keys(uji.page(SETDA)) if key != "unit"] == [SAKIP, CASES]
    assert keys(uji.page(KOMINFO))[:2] == [SPBE, CASES]
    assert keys(uji.page(UNNAMED))[0] == OPINION


def test_an_agency_that_is_asked_can_answer_where_no_paper_of_the_city_names_it(made):
    catalogue, tables = load_catalogue(made, "kota-uji"), stages.everything(made, "kota-uji", 2023)
    code = catalogue.round.levels["inspectorate"].agency
    known = replace(catalogue.agencies, names={**catalogue.agencies.names, code: INSPECTORATE})
    foreign = replace(catalogue, agencies=known)
    form = form_of(load_city(made, "kota-uji"), foreign, tables, 2023, "annual", "id")
    asked = {sheet.agency for sheet in form.sheets} - {"", LEVELS_SHEET}
    assert code in asked
    assert asked <= set(form.agencies)


def test_what_is_open_is_asked_of_who_is_to_act_and_each_level_reports(uji):
    assert keys(uji.page(KOMINFO))[2:4] == ["item:K-01", "unit"]
    levels = keys(uji.page("Kelompok kerja dan tim"))
    assert "level:executing_team" in levels
    assert sum(key.startswith("level:working_group:") for key in levels) == 8


def test_a_shared_indicator_says_who_else_is_asked(uji):
    assert uji.cell(SETDA, CASES, "about").value == f"Diminta dari: {SETDA}; {KOMINFO}"


def test_a_row_shows_target_baseline_and_last_value_with_their_places(uji):
    shown = [
        uji.cell(KOMINFO, SPBE, code).value
        for code in ("name", "unit", "scale", "target", "place", "baseline", "known")
    ]
    assert shown == [
        *("Indeks SPBE", "indeks", "1–5", "2,30", "T 4.2, b 1", "1.670"),
        "2,05 pada 2022 (R 1)",
    ]


def test_a_target_that_is_not_printed_is_not_invented(uji):
    assert uji.cell(UNNAMED, OPINION, "target").value == "tidak tercantum"


def test_a_corrected_target_is_shown_beside_the_printed_one(project, tmp_path):
    path = request(project, "kota-contoh", 2024, "annual", "id", tmp_path / "form.xlsx")
    form = Filled(path, tmp_path)
    assert form.cell(UNNAMED, SAKIP, "target").value == "70 (tercantum: 770)"


def test_the_first_sheet_lists_agencies_with_links_and_cells_to_fill(uji):
    page = uji.page("Petunjuk")
    rows = {row[0].value: row for row in page.iter_rows(max_col=3)}
    assert [rows[name][2].value for name in (SETDA, KOMINFO, UNNAMED)] == [2, 3, 1]
    assert rows[SETDA][0].hyperlink.location == f"'{SETDA}'!A1"
    assert rows["Daerah"][1].value == "Kota Uji"


def test_an_activity_that_an_indicator_measures_has_only_money_to_fill(contoh):
    page = contoh.page(INSPECTORATE)
    row = next(row for row in page.iter_rows() if str(row[2].value).startswith("Menyusun"))
    assert "Diukur dengan" in row[3].value
    open_ = {cell.column for cell in row if not cell.protection.locked}
    codes = ("date", "evidence", "budget", "spent")
    assert open_ == {contoh.column(INSPECTORATE, code) for code in codes}


def test_only_the_cells_to_fill_are_unlocked(uji):
    for name in (SETDA, KOMINFO, UNNAMED):
        page = uji.page(name)
        assert page.protection.sheet
        open_ = {cell.coordinate for row in page for cell in row if not cell.protection.locked}
        asked = {row[0].row: row[0].value for row in page.iter_rows(min_row=6) if row[0].value}
        figures = ["realised", "date", "evidence", "remark"] + ["agency"] * (name == UNNAMED)
        assert open_ == {
            page.cell(row, uji.column(name, code)).coordinate
            for row, key in asked.items()
            for code in (
                ("date", "evidence", *UNIT, *REPORTED)
                if key == "unit"
                else (*figures, *(REPORTED if key.startswith("indicator:") else ["progress"]))
            )
        }


def test_a_units_row_offers_what_its_agency_carries_and_stands_on_no_other_sheet(uji):
    rule = rules(uji, SETDA, "unit", "subject")
    first, last = rule.formula1.partition("!")[2].replace("$", "").split(":")
    offered = [cell.value for (cell,) in uji.book["rapor"][first:last]]
    assert offered == [uji.cell(SETDA, key, "name").value for key in (SAKIP, CASES)]
    for name in (UNNAMED, "Kelompok kerja dan tim"):
        assert "unit" not in keys(uji.page(name))


def rules(form, sheet, key, code):
    place = form.cell(sheet, key, code).coordinate
    return next(
        validation
        for validation in form.page(sheet).data_validations.dataValidation
        if place in validation
    )


def test_a_number_is_held_to_its_scale(uji):
    rule = rules(uji, KOMINFO, SPBE, "realised")
    assert (rule.type, float(rule.formula1), float(rule.formula2)) == ("decimal", 1, 5)
    assert rule.error.startswith("Angka dari 1 sampai 5 (indeks), tanpa satuan.")
    assert rule.errorStyle in (None, "stop")


def test_an_ordinal_is_chosen_from_its_words(uji):
    rule = rules(uji, UNNAMED, OPINION, "realised")
    cells = uji.book["rapor"][rule.formula1.partition("!")[2].replace("$", "")]
    assert [cell[0].value for cell in cells] == ["TMP", "TW", "WDP", "WTP"]


def test_a_date_lies_in_the_period_or_later(uji, sent):
    half = sent("kota-uji/2023-semester-2/permintaan-data.xlsx")
    assert int(rules(uji, SETDA, SAKIP, "date").formula1) == 44927  # 1 January 2023
    assert int(rules(half, SETDA, SAKIP, "date").formula1) == 45108  # 1 July 2023


def test_the_heads_stay_in_sight_and_on_every_page(uji):
    page = uji.page(SETDA)
    assert page.freeze_panes == "D6"
    assert page.print_title_rows == "$5:$5"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.column_dimensions["A"].hidden
    assert page.row_dimensions[1].hidden


def test_a_row_is_printed_on_two_pages_with_its_name_and_no_smaller_than_can_be_read(uji):
    page = uji.page(SETDA)
    codes = [cell.value for cell in page[1]]
    assert page.print_title_cols == "$B:$C"
    assert [each.id for each in page.col_breaks.brk] == [codes.index("remark") + 1]
    assert page.page_setup.scale >= 55
    assert not getattr(page.sheet_properties.pageSetUpPr, "fitToPage", None)


def test_what_the_form_is_stands_where_no_menu_shows_it(uji):
    assert uji.book["rapor"].sheet_state == "veryHidden"
    identity = "rapor-rb;form=1;city=kota-uji;year=2023;period=annual;language=id;agency="
    assert uji.book["rapor"]["A1"].value == identity
    assert uji.page(SETDA)["A1"].value == f"{identity}setda"


def test_no_text_of_the_data_becomes_a_formula(project):
    for path in project.root.glob("requests/**/*.xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
        assert not any(b"<f>" in part for part in parts)


def test_a_hostile_name_is_a_text(contoh):
    cell = contoh.cell(UNNAMED, COMPLAINTS, "name")
    official = 'Persentase pengaduan "selesai", <b>tepat waktu</b> & {tuntas}'
    assert cell.value == f"Pengaduan <b>selesai</b> {{tepat waktu}} ({official})"
    rows = contoh.page(INSPECTORATE).iter_rows(min_row=6)
    assert ACTIVITY in [row[2].value for row in rows]


def test_the_same_data_gives_the_same_bytes(project, tmp_path):
    first = project.root / "requests/kota-uji/2023/permintaan-data.xlsx"
    again = request(project, "kota-uji", 2023, "annual", "id", tmp_path / "again.xlsx")
    assert again.read_bytes() == first.read_bytes()


def test_the_english_form_has_its_own_name_and_heads(project):
    path = project.root / "requests/kota-uji/2023/data-request.xlsx"
    page = openpyxl.load_workbook(path)[SETDA]
    assert page["C5"].value == "Indicator or activity"


def test_a_form_that_was_filled_in_its_place_is_not_written_over(project, uji):
    path = project.root / "requests/kota-uji/2023/permintaan-data.xlsx"
    uji.put(SETDA, SAKIP, 61)
    uji.book.save(path)
    before = path.read_bytes()
    with pytest.raises(DataRejected, match="may have been filled"):
        request(project, "kota-uji", 2023, "annual", "id")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("city", "year", "period", "language", "output"),
    [
        ("kota-lain", 2023, "annual", "id", None),
        ("../x", 2023, "annual", "id", None),
        ("kota-uji", 2023, "quarter", "id", None),
        ("kota-uji", 2023, "annual", "fr", None),
        ("kota-uji", 2023, "annual", "id", "form.xls"),
    ],
)
def test_a_request_that_cannot_be_made_says_why(project, city, year, period, language, output):
    path = project.root / output if output else None
    with pytest.raises(UsageError):
        request(project, city, year, period, language, path)
    assert not list(project.root.glob("*.xls"))


def test_titles_are_what_a_spreadsheet_takes():
    long = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"
    titles = sheet_titles(
        ["A/B: [x]*?", long, long.upper(), "'Quoted'", "History", ""], ["Petunjuk"]
    )
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 for title in titles)
    assert not any(sign in title for title in titles for sign in "[]:*?/\\")
    assert titles[0] == "A B x"
    assert titles[3:5] == ["Quoted", "History (2)"]
