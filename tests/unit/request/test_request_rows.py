"""Sheets, columns and rows that were moved, renamed, added, removed or doubled."""

import pytest
from filled import CASES, KOMINFO, OPINION, SAKIP, SETDA, SPBE, UNNAMED, refused

from rapor.ground.errors import DataRejected, UsageError
from rapor.run.forms import receive


def test_columns_may_be_moved(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    page = uji.page(KOMINFO)
    for row in page.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    assert "Indeks SPBE: 2,4" in look(uji.save()).summary


def test_rows_may_be_sorted(uji, look):
    uji.put(SETDA, SAKIP, 61)
    uji.put(SETDA, CASES, 2)
    page = uji.page(SETDA)
    first, second = uji.row(SETDA, SAKIP), uji.row(SETDA, CASES)
    for cell, other in zip(page[first], page[second], strict=True):
        cell.value, other.value = other.value, cell.value
    summary = look(uji.save()).summary
    assert f"Nilai SAKIP: 61, without evidence ({SETDA}!K{second})" in summary
    assert f"Kasus disiplin yang ditangani: 2, without evidence ({SETDA}!K{first})" in summary


def test_a_renamed_head_is_known_by_its_code_and_told(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.page(KOMINFO)["K5"] = "Nilai kami"
    received = look(uji.save())
    assert not received.problems
    assert f"{KOMINFO}!K5: the head reads 'Nilai kami'" in received.summary
    assert "2,4" in received.summary


def test_without_the_hidden_row_the_heads_tell_the_columns(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.page(KOMINFO).delete_rows(1)
    received = look(uji.save())
    assert not received.problems
    assert "Indeks SPBE: 2,4" in received.summary


@pytest.mark.parametrize("column", ["A", "K"])
def test_without_the_keys_or_the_answers_a_sheet_is_refused(uji, look, column):
    uji.put(SETDA, SAKIP, 61)
    for cell in uji.page(KOMINFO)[column]:
        cell.value = None
    message = str(refused(look(uji.save())))
    assert KOMINFO in message


def test_a_column_that_stands_twice_is_refused(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    page = uji.page(KOMINFO)
    for row in range(1, page.max_row + 1):
        page.cell(row, 20).value = page.cell(row, 11).value
    assert "stands twice" in refused(look(uji.save()))[f"{KOMINFO}!T1"]


def test_a_cell_beside_the_form_is_told(uji, look):
    uji.page(KOMINFO)["AA7"] = "lihat lampiran"
    received = look(uji.save())
    assert not received.problems
    assert f"{KOMINFO}!AA7: outside the form's columns, not read" in received.summary


def test_a_sheet_that_is_gone_is_told(uji, look):
    uji.put(SETDA, SAKIP, 61)
    uji.book.remove(uji.page(KOMINFO))
    received = look(uji.save())
    assert not received.problems
    assert f"{KOMINFO}: the sheet did not come back" in received.summary


def test_a_hidden_sheet_is_read_and_told(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.page(KOMINFO).sheet_state = "hidden"
    summary = look(uji.save()).summary
    assert "the sheet is hidden" in summary
    assert "Indeks SPBE: 2,4" in summary


def test_a_renamed_sheet_is_known_by_its_identity(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.page(KOMINFO).title = "Kominfo final"
    assert "Indeks SPBE: 2,4" in look(uji.save()).summary


def test_a_sheet_of_one_agency_alone_is_enough(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    for name in ("Petunjuk", SETDA, UNNAMED, "rapor"):
        uji.book.remove(uji.page(name))
    assert "Indeks SPBE: 2,4" in look(uji.save()).summary


def test_an_added_sheet_with_data_is_refused_so_that_nothing_is_lost(uji, look):
    uji.book.create_sheet("Kosong")
    page = uji.book.create_sheet("Data kami")
    page["B2"] = "2,4"
    refusals = refused(look(uji.save()))
    assert list(refusals) == ["Data kami"]
    assert "1 cells stand on it" in refusals["Data kami"]


def test_an_added_row_is_refused(uji, look):
    page = uji.page(KOMINFO)
    page.cell(page.max_row + 1, 11).value = 3
    where = f"{KOMINFO}!K{page.max_row}"
    assert "a row that was added: '3'" in refused(look(uji.save()))[where]


def test_a_removed_row_is_told_and_counts_as_empty(uji, look):
    uji.page(SETDA).delete_rows(uji.row(SETDA, CASES))
    received = look(uji.save())
    assert not received.problems
    assert f"{SETDA}: 1 rows did not come back (Kasus disiplin yang ditangani)" in received.summary


def copy_row(page, row):
    page.append([cell.value for cell in page[row]])
    return page.max_row


def test_a_row_that_stands_twice_is_refused(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    page = uji.page(KOMINFO)
    again = copy_row(page, uji.row(KOMINFO, SPBE))
    assert "a second row" in refused(look(uji.save()))[f"{KOMINFO}!{again}"]


def test_a_second_row_that_alone_is_filled_is_refused_too(uji, look):
    page = uji.page(KOMINFO)
    again = copy_row(page, uji.row(KOMINFO, SPBE))
    page.cell(again, 11).value = 2.4
    assert list(refused(look(uji.save()))) == [f"{KOMINFO}!{again}"]


def test_a_sheet_that_stands_twice_is_refused_where_both_are_filled(uji, look):
    uji.put(KOMINFO, SPBE, 2.4)
    copy = uji.book.copy_worksheet(uji.page(KOMINFO))
    copy.title = "Salinan"
    row = uji.row(KOMINFO, SPBE)
    assert list(refused(look(uji.save()))) == [f"Salinan!{row}"]


def test_a_key_that_was_edited_is_refused(uji, look):
    row = uji.row(KOMINFO, SPBE)
    uji.put(KOMINFO, SPBE, 2.4)
    uji.page(KOMINFO).cell(row, 1).value = "indicator:spbe"
    assert "'indicator:spbe' is not of this form" in refused(look(uji.save()))[f"{KOMINFO}!{row}"]


def test_the_indicator_of_another_agency_is_refused(uji, look):
    page = uji.page(KOMINFO)
    row = copy_row(page, uji.row(KOMINFO, SPBE))
    page.cell(row, 1).value, page.cell(row, 11).value = SAKIP, 61
    refusals = refused(look(uji.save()))
    assert f"on the sheet of {SETDA}" in refusals[f"{KOMINFO}!K{row}"]


@pytest.mark.parametrize("code", ["name", "unit", "scale", "target"])
def test_what_was_asked_must_come_back_as_it_was(uji, look, code):
    uji.put(KOMINFO, SPBE, 2.4)
    where = uji.put(KOMINFO, SPBE, "lain", code)
    assert "as the data has it now" in refused(look(uji.save()))[where]


def test_a_target_that_changed_in_the_data_since_is_told(uji, project):
    uji.put(KOMINFO, SPBE, 2.4)
    path = project.raw("kota-uji") / "tables" / "4.2.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"2,30"', '"2,35"'), encoding="utf-8")
    assert "'2,35', as the data has it now" in str(refused(receive(project, uji.save())))


def test_merged_answers_are_refused(uji, look):
    uji.put(SETDA, SAKIP, 61)
    first, second = uji.row(SETDA, SAKIP), uji.row(SETDA, CASES)
    uji.page(SETDA).merge_cells(f"K{first}:K{second}")
    assert list(refused(look(uji.save()))) == [f"{SETDA}!K{first}:K{second}"]


def test_a_value_without_its_agency_is_refused_where_none_is_named(uji, look):
    where = uji.put(UNNAMED, OPINION, "WTP")
    assert "without the agency" in refused(look(uji.save()))[where]
    place = uji.put(UNNAMED, OPINION, "Dinas Lain", "agency")
    assert list(refused(look(uji.save()))) == [place]


def test_evidence_without_a_value_is_told(uji, look):
    uji.put(KOMINFO, SPBE, "menunggu hasil Kementerian", "remark")
    received = look(uji.save())
    assert not received.problems
    assert "'menunggu hasil Kementerian'" in received.summary


def test_every_refusal_of_a_form_is_told_together(uji, look):
    places = {
        uji.put(SETDA, SAKIP, 101),
        uji.put(SETDA, CASES, "banyak"),
        uji.put(KOMINFO, SPBE, "9,9"),
        uji.put(KOMINFO, SPBE, "2024", "date"),
    }
    assert set(refused(look(uji.save()))) == places


def said_of_itself(form, old, new):
    for page in form.book.worksheets:
        for row in page.iter_rows(max_col=4):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("rapor-rb"):
                    cell.value = cell.value.replace(old, new)
    return form.save()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("form=1", "form=2", "form version: '2'"),
        ("year=2023", "year=dua", "year: 'dua'"),
        ("period=annual", "period=quarter", "period: 'quarter'"),
        ("language=id", "language=fr", "language: 'fr'"),
    ],
)
def test_a_form_that_is_not_of_this_project_is_refused(uji, look, old, new, message):
    with pytest.raises(DataRejected, match=message):
        look(said_of_itself(uji, old, new))


@pytest.mark.parametrize("city", ["kota-lain", "../../etc", "Kota Uji"])
def test_a_form_of_an_unknown_city_is_refused(uji, project, city):
    with pytest.raises(UsageError):
        receive(project, said_of_itself(uji, "city=kota-uji", f"city={city}"))


def test_a_form_of_a_year_outside_the_road_map_is_refused(uji, project):
    with pytest.raises(DataRejected, match="2021 to 2024"):
        receive(project, said_of_itself(uji, "year=2023", "year=2031"))


def test_sheets_of_two_forms_are_not_mixed(uji, look):
    cell = uji.page(KOMINFO)["A1"]
    cell.value = cell.value.replace("2023", "2022")
    with pytest.raises(DataRejected, match="sheets of several forms"):
        look(uji.save())


def test_a_workbook_that_is_no_form_is_refused(uji, look):
    with pytest.raises(DataRejected, match="no sheet says which form it is"):
        look(said_of_itself(uji, "rapor-rb;", ""))
