"""Workbooks as the lines that a text gives: cells as Excel shows them, tables one by one."""

import openpyxl
import pytest

from rapor.ground.errors import DataRejected
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (63.5, "General", "63,5"),
        (63.5, "0.00", "63,50"),
        (1245.6, "#,##0.0", "1.245,6"),
        (0.955, "0.0%", "95,5%"),
        (95.5, '0.0"%"', "95,5%"),
        (70, "0", "70"),
        (70, "General", "70"),
        (250000000, '"Rp" #,##0', "Rp 250.000.000"),
        (-0.5, "0.0##", "-0,5"),
        (3, "0.##", "3"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(sheets, value, shape, shown):
    def fill(workbook):
        workbook.active.append(["Nilai", value])
        workbook.active["B1"].number_format = shape

    assert sheets(fill) == [f"Nilai\t{shown}"]


def test_a_caption_in_a_sheet_is_text_and_a_line_across_a_table_is_not(sheets):
    def fill(workbook):
        for row in (["Tabel 1. Target"], ["No", "Indikator"], ["Sasaran 1"], [1, "SAKIP"]):
            workbook.active.append(row)

    assert sheets(fill) == ["Tabel 1. Target", "No\tIndikator", "Sasaran 1\t", "1\tSAKIP"]


def test_tables_of_a_sheet_are_as_wide_as_they_are_and_stand_one_by_one(sheets):
    def fill(workbook):
        rows = (
            ["Tabel 1. Target", None, None, "Tabel 2. Nilai"],
            ["Indikator", "2022", None, "Indikator", "2023"],
            ["SAKIP", 60, None, "SPBE", 3],
            [],
            ["No", "Kegiatan", "Biaya", "Ket"],
            [1, "Pedoman", None, None],
        )
        for row in rows:
            workbook.active.append(row)

    assert sheets(fill) == [
        *("Tabel 1. Target", "Indikator\t2022", "SAKIP\t60"),
        *("Tabel 2. Nilai", "Indikator\t2023", "SPBE\t3"),
        *("No\tKegiatan\tBiaya\tKet", "1\tPedoman\t\t"),
    ]


def test_an_empty_column_below_a_merged_head_parts_no_table(sheets):
    def fill(workbook):
        for row in (["Indikator", "Target", None, "PIC"], ["SAKIP", 60, None, "Bappeda"]):
            workbook.active.append(row)
        workbook.active.merge_cells("B1:C1")

    assert sheets(fill) == ["Indikator\tTarget\t\tPIC", "SAKIP\t60\t\tBappeda"]


def test_hidden_rows_and_columns_are_not_read_and_are_told(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["Indikator", "Lama", "2022"], ["SAKIP", 1, 60], ["SPBE", 2, 3]):
        workbook.active.append(row)
    workbook.active.column_dimensions["B"].hidden = True
    workbook.active.row_dimensions[3].hidden = True
    workbook.save(tmp_path / "regulation.xlsx")
    notes = Notes()

    lines = read_document(tmp_path / "regulation.xlsx", notes)

    assert [line.text for line in lines if line.text] == ["Indikator\t2022", "SAKIP\t60"]
    assert [(note.code, dict(note.details)["count"]) for note in notes.notes] == [
        ("hidden_unread", "5")
    ]


def test_a_hidden_sheet_is_not_read_and_is_told(sheets):
    def fill(workbook):
        workbook.active.append(["terlihat", 1])
        hidden = workbook.create_sheet("Rahasia")
        hidden.append(["tersembunyi", 2])
        hidden.sheet_state = "hidden"

    assert sheets(fill) == ["terlihat\t1", "(lembar tersembunyi, tidak dibaca: Rahasia)"]


def test_a_sheet_that_reaches_to_its_last_cell_is_refused(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["XFD1048576"] = "x"
    workbook.save(tmp_path / "far.xlsx")
    with pytest.raises(DataRejected, match="1,048,576 rows"):
        read_document(tmp_path / "far.xlsx")
