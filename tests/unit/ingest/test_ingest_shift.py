"""Rows whose left cells vanished: moved where one place is left, reported otherwise."""

ELSEWHERE = """
Tabel 1. Rencana aksi
No|Kegiatan|Indikator|2023|2024|PD Pengampu
1|Pemantauan benturan kepentingan|Nilai A|1|2|Inspektorat
2|Pengendalian gratifikasi|Terbentuknya UPG|3|4|Inspektorat

Teks.
"""

TABLE = """
Tabel 2. Kegiatan pendukung
No|Hasil yang diharapkan|Indikator|Kegiatan|PD Pengampu
1|Bersih|Opini WTP|Penyusunan laporan|Inspektorat
{row}
"""


def second(found):
    return found.rows("2")[1][1:]


def test_a_known_activity_goes_to_the_activities(read):
    document = read(ELSEWHERE + TABLE.format(row="Pemantauan benturan kepentingan||||"))
    assert second(document) == ["shifted", "", "", "", "Pemantauan benturan kepentingan", ""]
    assert document.noted("shifted") == [(11, "left cells vanished; moved to Kegiatan")]


def test_a_text_beside_a_known_agency_goes_beside_the_agencies(read):
    document = read(ELSEWHERE + TABLE.format(row="Menambah unit ZI|Inspektorat|||"))
    assert second(document) == ["shifted", "", "", "", "Menambah unit ZI", "Inspektorat"]


def test_a_text_between_a_known_indicator_and_an_agency_has_one_place(read):
    document = read(ELSEWHERE + TABLE.format(row="Terbentuknya UPG|Pembentukan unit||Inspektorat|"))
    assert second(document)[1:] == ["", "", "Terbentuknya UPG", "Pembentukan unit", "Inspektorat"]


def test_a_text_that_is_known_nowhere_is_kept_as_printed_and_reported(read):
    document = read(ELSEWHERE + TABLE.format(row="Kegiatan baru sama sekali||||"))
    assert second(document) == ["unplaced", "Kegiatan baru sama sekali", "", "", "", ""]
    assert document.noted("unplaced") == [
        (11, "a cell is not where its column is; kept as printed")
    ]


def test_two_texts_for_one_place_are_reported(read):
    row = "Pemantauan benturan kepentingan|Pengendalian gratifikasi|||"
    assert second(read(ELSEWHERE + TABLE.format(row=row)))[0] == "unplaced"


def test_an_agency_without_an_activity_beside_it_is_reported(read):
    document = read(ELSEWHERE + TABLE.format(row="|Bersih|Sosialisasi proses bisnis||Inspektorat"))
    assert second(document) == [
        "unplaced",
        "",
        "Bersih",
        "Sosialisasi proses bisnis",
        "",
        "Inspektorat",
    ]


def test_a_line_across_in_the_column_of_numbers_is_not_moved(read):
    for line in ("SASARAN 01 : BERSIH||||", "A. Komponen Pengungkit||||", "Program Penataan||||"):
        assert second(read(ELSEWHERE + TABLE.format(row=line)))[0] == "group"


def test_a_title_row_with_figures_to_its_end_is_not_taken_for_shifted(read):
    document = read("""
Tabel 1. Capaian
PENILAIAN||BOBOT|NILAI
Manajemen Perubahan||2.00|1.09
1|Tim|0.40|0.30
""")
    assert [row[1] for row in document.rows("1")] == ["", ""]
