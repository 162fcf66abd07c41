"""Rows over page ends, notes in prose, lists and markup inside cells."""

from rapor.ingest.document import plain

PAGE = """
Tabel 1. Pemeliharaan
SASARAN REFORMASI BIROKRASI|HAL YANG BAIK|SASARAN PERUBAHAN|KEGIATAN
{above}

Tabel.....

SASARAN REFORMASI BIROKRASI|HAL YANG BAIK|SASARAN PERUBAHAN|KEGIATAN
{below}
"""


def test_a_cell_that_goes_on_in_lower_case_is_joined(read):
    document = read(
        PAGE.format(above="Bersih|1. SPIP|SPIP naik|Dokumentasi secara", below="|||menyeluruh.")
    )
    assert document.rows("1") == [
        ["3+8", "joined", "Bersih", "1. SPIP", "SPIP naik", "Dokumentasi secara menyeluruh."]
    ]
    assert document.noted("joined") == [(3, "goes on in line 8")]


def test_a_list_that_goes_on_with_its_next_number_is_joined(read):
    document = read(PAGE.format(above="Bersih|SPIP|naik|1) Satu 2) Dua", below="|||3) Tiga"))
    assert document.cells("1")[0][3] == "1) Satu 2) Dua 3) Tiga"


def test_a_list_that_begins_again_is_a_row_of_its_own(read):
    document = read(PAGE.format(above="Bersih|SPIP|naik|1) Satu 2) Dua", below="|||1) Lain"))
    assert len(document.rows("1")) == 2


def test_a_list_of_bullets_goes_on_over_a_page_end(read):
    document = read(PAGE.format(above="Bersih|SPIP|naik|• Satu", below="|||• Dua"))
    assert document.cells("1")[0][3] == "• Satu • Dua"


def test_a_sentence_that_breaks_off_goes_on_though_in_upper_case(read):
    document = read(PAGE.format(above="Bersih|SPIP|naik|Evaluasi oleh", below="|||APIP kota"))
    assert document.cells("1")[0][3] == "Evaluasi oleh APIP kota"


def test_a_new_row_whose_left_cells_are_merged_is_not_joined(read):
    document = read(PAGE.format(above="Bersih|SPIP|naik|Sosialisasi", below="|||Desk admin"))
    assert [row[1] for row in document.rows("1")] == ["", ""]


def test_rows_that_number_themselves_are_not_taken_for_a_list_that_goes_on(read):
    document = read(PAGE.format(above="Bersih|1. A|1. B|1. C", below="|2. D|2. E|2. F"))
    assert len(document.rows("1")) == 2


def test_a_letter_of_an_outline_is_not_a_word_in_lower_case(read):
    document = read("""
A. Umum
A.2.1|Birokrasi bersih|
|a|Opini

b. Kualitas.....

|b|Laporan
""")
    assert document.cells("A.2.1") == [
        ["A.2.1", "Birokrasi bersih", ""],
        ["", "a", "Opini"],
        ["", "b", "Laporan"],
    ]


def test_nothing_is_joined_within_a_page(read):
    document = read("""
Tabel 1. Aksi
No|Kegiatan|PD Pengampu
1|Satu dan|BKD
|dua|BKD
""")
    assert len(document.rows("1")) == 2


def test_merged_cells_stay_empty(read):
    document = read("""
Tabel 1. Target
No|Sasaran|Indikator|Nilai
1|Naik|SPIP|2
||APIP|3
""")
    assert document.cells("1")[1] == ["", "", "APIP", "3"]


def test_a_note_in_prose_is_left_out_and_noted(read):
    document = read("""
Tabel 1. Capaian
NO|PARAMETER|BOBOT|NILAI
1|Merit|1.00|0.22
<p>Analisa :</p> <ul> • Belum tercapai|||
""")
    assert len(document.rows("1")) == 1
    assert document.noted("skipped") == [(4, "a note in prose: Analisa")]


def test_a_drawn_line_is_left_out_and_noted(read):
    document = read("""
Tabel 1. Capaian
NO|PARAMETER|BOBOT|NILAI
---|---|---|---
1|Merit|1.00|0.22
""")
    assert document.cells("1") == [["1", "Merit", "1.00", "0.22"]]
    assert document.noted("skipped") == [(3, "a drawn line")]


def test_a_dash_in_a_cell_is_a_value_that_is_missing(read):
    document = read("""
Tabel 1. Target
No|Indikator|2023|2024
1|SPIP|-|---
||-|-
""")
    assert document.cells("1") == [["1", "SPIP", "-", "---"], ["", "", "-", "-"]]


def test_more_cells_than_columns_are_kept_and_reported(read):
    document = read("""
Tabel 1. Target
No|Indikator|Nilai
1|SPIP|2

2|APIP|3|4
""")
    assert document.rows("1")[1] == ["5", "unplaced", "2", "APIP", "3 4"]
    assert document.noted("unplaced") == [(5, "more cells than columns")]


def test_text_that_a_catchword_announces_goes_on_with_the_last_row(read):
    document = read("""
Tabel 1. Cascading
STRATEGI|ARAH KEBIJAKAN|RENCANA KERJA|OPD PENANGGUNG JAWAB|2023|2024
Maju|Naik|a. Nilai naik|BKD|1|2
RENCANA AKSI|<ul> Membentuk tim yang|||

Rencana Aksi.....

dikoordinir Setda.

- Memonitor tim.

F. PENUTUP
""")
    assert document.rows("1")[1][:4] == [
        "4+8+10",
        "group",
        "RENCANA AKSI",
        "Membentuk tim yang dikoordinir Setda. - Memonitor tim.",
    ]


def test_inequalities_are_not_markup():
    assert plain("<5% TPHD") == "<5% TPHD"
    assert plain("1 <0.05 >90%") == "1 <0.05 >90%"
    assert plain("<baik>") == "<baik>"


def test_lists_are_flattened_and_glued_items_parted():
    assert plain('<ol style="x">1) Nilai.2) Agen perubahan</ol>') == "1) Nilai. 2) Agen perubahan"
    assert plain("<p>Sistem SDM</p> <ol> 1) Satu") == "Sistem SDM 1) Satu"


def test_italics_do_not_part_a_word():
    assert plain("<i>e-</i>planning &amp; <b>lain</b>") == "e-planning & lain"
    assert plain("*Road Map* 2024") == "Road Map 2024"


def test_a_decimal_in_a_list_stays_whole():
    assert plain("<ol>1. Nilai 2.5 naik 2. Nilai 3,00") == "1. Nilai 2.5 naik 2. Nilai 3,00"
