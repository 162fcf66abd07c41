"""Lines that stand across a table and head the rows below."""

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "|Program Penguatan Pengawasan||||",
        "|Program Penguatan Pengawasan||2023|2024|",
        "A.|CAPAIAN ANTARA||||",
        "SASARAN RB 01 : TERWUJUDNYA KOTA||||",
    ],
)
def test_a_line_across_a_plan_is_a_group(read, line):
    document = read(f"""
Tabel 1. Rencana aksi
No|Program/Kegiatan|Indikator|Target / Tahun||PD Pengampu
|||2023|2024|
{line}
1|Rapat|Nilai|1|2|BKD
""")
    assert [row[1] for row in document.rows("1")] == ["group", ""]


def test_a_numbered_row_whose_figures_are_missing_is_a_row(read):
    document = read("""
Tabel 1. Rencana aksi
No|Program/Kegiatan|Indikator|2023|2024|PD Pengampu
1|Rapat||||
2||Nilai|||
||UPG|Monev UPG||
""")
    assert [row[1] for row in document.rows("1")] == ["", "", ""]


def test_a_numbered_line_in_a_table_of_words_heads_the_lettered_rows(read):
    document = read("""
Tabel 1. Permasalahan
NO|ASPEK PERMASALAHAN|URAIAN MASALAH
1.|Manajemen Perubahan|
|a. Isu Pokok|Integritas
""")
    assert [row[1] for row in document.rows("1")] == ["group", ""]


def test_words_in_a_column_of_figures_stand_across(read):
    document = read("""
Tabel 1. Prioritas
No|Sasaran Reformasi Birokrasi|Area Perubahan||
||Was|Akt|Yan
1|Bersih|1|2|3
||Prioritas: 1. Pengawasan 2. Akuntabilitas||
|Jumlah skor|151|184|171
""")
    assert [row[1] for row in document.rows("1")] == ["", "group", ""]


def test_a_plan_row_that_only_announces_or_prints_no_label_is_a_group(read):
    document = read("""
Tabel 1. Cascading
STRATEGI|ARAH KEBIJAKAN|RENCANA KERJA|OPD PENANGGUNG JAWAB|2023|2024
Maju|Naik|PENGUATAN DEREGULASI melalui :|||
||a. Regulasi|SETDA|1|2
RENCANA AKSI|• Membentuk tim • Memonitor||||
""")
    assert [row[1] for row in document.rows("1")] == ["group", "", "group"]


def test_a_heading_without_rows_below_is_a_row_in_a_table_without_header(read):
    document = read("""
A.3. Prioritas Sistem Pengawasan

Pertama|Perbaiki SPIP sebagai berikut:|
|A|Penguatan lingkungan
Kedua|Langkah cepat|
""")
    assert [row[1] for row in document.rows("A.3")] == ["group", "", ""]
    assert document.header("A.3") == ["col1", "col2", "col3"]
