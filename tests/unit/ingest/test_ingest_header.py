"""Headers of one line or two, repeated or not, and the names that columns get."""

import pytest

from rapor.ingest.header import read_header


def test_years_below_a_wide_header_are_the_names_of_their_columns(read):
    document = read("""
Tabel 1. Target
No|Sasaran|Indikator|Tahapan|||Target 2025
|||2023|2024|2025|
1|Naik|Nilai|1|2|3|3
""")
    names = ["No", "Sasaran", "Indikator", "2023", "2024", "2025", "Target 2025"]
    assert document.header("1") == names


def test_a_year_below_a_narrow_header_is_joined_to_it(read):
    document = read("""
Tabel 1. Target
No|Sasaran|Indikator|Tahapan|||Target
|||2023|2024|2025|2025
1|Naik|Nilai|1|2|3|3
""")
    assert document.header("1")[-2:] == ["2025", "Target 2025"]


def test_words_below_a_wide_header_are_the_names_of_their_columns(read):
    document = read("""
Tabel 1. Prioritas
No|Sasaran Reformasi Birokrasi|Area Perubahan||
||Was|Akt|Yan
1|Birokrasi bersih|1|2|
""")
    assert document.header("1")[2:] == ["Was", "Akt", "Yan"]


def test_a_column_without_a_name_is_named_by_its_place(read):
    document = read("""
Tabel 1. Capaian
PENILAIAN||BOBOT|NILAI
1|Tim|0.40|0.30
""")
    assert document.header("1") == ["PENILAIAN", "col2", "BOBOT", "NILAI"]


def test_a_name_that_stands_twice_is_told_apart(vocabulary):
    header = read_header([["No", "Nilai", "Nilai"], ["1", "2", "3"]], vocabulary, captioned=True)
    assert header.names == ("No", "Nilai", "Nilai (2)")


def test_a_row_of_missing_left_cells_is_not_a_second_header(read):
    document = read("""
Tabel 1. Target
No|Indikator|Nilai|Bobot
|Lanjutan|3|4
""")
    assert document.cells("1") == [["", "Lanjutan", "3", "4"]]


@pytest.mark.parametrize("second", ["", "|||2023|2024|2025|\n"])
def test_a_header_after_a_page_end_is_no_row_with_or_without_its_second_line(read, second):
    document = read(f"""
Tabel 1. Target
No|Sasaran|Indikator|Tahapan|||Target 2025
|||2023|2024|2025|
1|Naik|Nilai A|1|2|3|3

No|Sasaran|Indikator|Tahapan|||Target
{second}2|Naik|Nilai B|4|5|6|6
""")
    assert [cells[2] for cells in document.cells("1")] == ["Nilai A", "Nilai B"]


def test_second_header_words_after_a_page_end_are_no_row(read):
    document = read("""
Tabel 1. Prioritas
No|Sasaran Reformasi Birokrasi|Area Perubahan||
||Was|Akt|Yan
1|Bersih|1|2|

No|Sasaran Reformasi Birokrasi|Area Perubahan||
||Was|Akt|Yan
2|Kapabel||1|2
""")
    assert [cells[1] for cells in document.cells("1")] == ["Bersih", "Kapabel"]


def test_a_line_that_numbers_the_columns_is_left_out_and_noted(read):
    document = read("""
Tabel 1. Target
No|Indikator|Nilai
1|2|3
1|Nilai SPIP|2
""")
    assert document.cells("1") == [["1", "Nilai SPIP", "2"]]
    assert document.noted("skipped") == [(3, "numbers the columns")]


def test_a_row_of_small_numbers_further_down_is_a_row(read):
    document = read("""
Tabel 1. Target
No|Bobot|Nilai
5|1|1
1|2|3
""")
    assert document.cells("1") == [["5", "1", "1"], ["1", "2", "3"]]


def test_lines_above_the_header_are_kept_as_lines_across_the_table(read):
    document = read("""
Tabel 1. Cascading
TUJUAN|MENJADI BAIK|||
STRATEGI|RENCANA KERJA|OPD PENANGGUNG JAWAB|TARGET|
|||2023|2024
Maju|a. Nilai naik|BKD|1|2
""")
    assert document.header("1")[-2:] == ["2023", "2024"]
    assert [row[1] for row in document.rows("1")] == ["group", ""]


def test_a_captioned_table_of_unknown_words_takes_its_first_line_as_header(read):
    document = read("""
Tabel 1. Aneka
Warna|Bentuk|Ukuran
merah|bulat|besar
""")
    assert document.header("1") == ["Warna", "Bentuk", "Ukuran"]


@pytest.mark.parametrize("over", ["2022|||", "Target Triwulan|||"])
def test_roman_numbers_below_one_head_are_the_parts_of_its_year(read, over):
    document = read(f"""
Tabel 1. Rencana Aksi Tahun 2022
No|Kegiatan|{over}|PIC|
||I|II|III|IV|Koordinator|Pendukung
1|Menyusun SOP|1|2|3|4|Bappeda|Inspektorat
""")
    roles = document.tables["1"].header.roles
    assert list(roles[2:]) == [*["quarter"] * 4, "agencies", "agencies"]
    assert len(document.rows("1")) == 1


HEAD_OF_N = """
Tabel 1. Target
No|Indikator|Tahun n-1|N|N+1|Ket
1|Nilai SAKIP|60|61|62|
"""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Tahun N adalah tahun 2023." + HEAD_OF_N, [2022, 2023, 2024]),
        ("(N = 2023)" + HEAD_OF_N, [2022, 2023, 2024]),
        (HEAD_OF_N.replace("|N|", "|N (2023)|"), [2022, 2023, 2024]),
        (HEAD_OF_N, [None] * 3),
        ("Tahun n-1 adalah 2022." + HEAD_OF_N, [None] * 3),
        ("Tahun N adalah 2023. Tahun N adalah 2024." + HEAD_OF_N, [None] * 3),
    ],
)
def test_heads_that_count_from_n_have_years_where_the_document_says_which_n_is(read, text, years):
    document = read(text)
    header = document.tables["1"].header
    assert [header.year(at) for at in (2, 3, 4)] == years
    told = [note for note in document.notes if note.code == "years_relative"]
    assert bool(told) == (years[0] is not None)


def test_one_n_alone_heads_the_numbers_of_the_rows(read):
    document = read("""
Tahun N adalah tahun 2023.

Tabel 1. Target
N|Indikator|2023|2024
1|Nilai SAKIP|60|61
""")
    assert document.header("1")[0] == "N"
