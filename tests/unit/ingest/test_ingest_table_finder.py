"""Which tables a document has, what they are called, and what only looks like one."""

import pytest

ROWS = """
No|Indikator|Nilai
1|SPIP|2
"""


def test_a_title_may_stand_below_its_number(read):
    document = read(f"""
TABEL 2.4

**CAPAIAN ASPEK
TATA LAKSANA**
{ROWS}""")
    assert document.tables["2.4"].printed.title == "CAPAIAN ASPEK TATA LAKSANA"


def test_a_catchword_is_neither_caption_nor_title(read):
    document = read(f"TABEL 2.4.....\n\nTABEL 2.4\nCAPAIAN\n{ROWS}")
    assert list(document.tables) == ["2.4"]
    assert document.notes == []


def test_a_number_used_twice_is_told_apart_in_document_order(read):
    document = read(f"Tabel 3.13. Satu\n{ROWS}\nTeks.\n\nTabel 3.13. Dua\n{ROWS}")
    assert list(document.tables) == ["3.13", "3.13-b"]
    assert document.noted("renamed") == [
        (8, "number 3.13 is printed before, this table is kept as 3.13-b")
    ]


def test_a_table_that_says_it_goes_on_is_one_table(read):
    document = read(f"Tabel 1. Target\n{ROWS}\nTeks.\n\nTabel 1. (lanjutan)\n{ROWS}")
    assert [len(table.rows) for table in document.tables.values()] == [2]


def test_a_table_without_caption_is_named_by_its_headings(read):
    document = read("""
B. CAPAIAN IMPLEMENTASI
2. Hasil Capaian Umum
a. Simpulan Capaian
Satu|Dua
Tiga|Empat
Lima|Enam
""")
    assert list(document.tables) == ["B.2.a"]


def test_a_table_whose_first_cell_is_a_heading_number_is_named_by_it(read):
    document = read("A. Umum\n\nA.2.1|Bersih|\n|a|Opini\n\nA.2.2|Kapabel|\n|a|SPBE\n")
    assert list(document.tables) == ["A.2.1", "A.2.2"]


def test_numbered_titles_in_a_frame_begin_tables_of_their_own(read):
    document = read("""
A. Pelaksanaan

1 POKJA MANAJEMEN PERUBAHAN||
|TUGAS|TARGET KINERJA
P|Menyusun rencana|Tersedianya rencana

2 POKJA TATA LAKSANA||
|TUGAS|TARGET KINERJA
P|Menyusun peta|Tersedianya peta
""")
    assert list(document.tables) == ["pokja-1", "pokja-2"]
    assert document.header("pokja-1") == ["col1", "TUGAS", "TARGET KINERJA"]
    assert document.cells("pokja-2")[1] == ["P", "Menyusun peta", "Tersedianya peta"]


def test_a_numbered_line_inside_a_captioned_table_begins_no_table(read):
    document = read("""
Tabel 1. Target
No|Indikator|Nilai
1|SPIP|2

2 PROGRAM PENATAAN||
A.1|APIP|3
""")
    assert list(document.tables) == ["1"]
    assert len(document.rows("1")) == 3


def test_the_words_of_a_drawing_are_not_carried_but_noted(read):
    document = read(f"GAMBAR 2.1\nCAKUPAN EVALUASI\n\n01|02\nA|B\n\nTabel 1. Target\n{ROWS}")
    assert list(document.tables) == ["1"]
    assert document.noted("skipped") == [(4, "the words of a drawing, not a table")]


def test_a_frame_around_paragraphs_is_not_carried_but_noted(read):
    document = read("""
B. CAPAIAN IMPLEMENTASI

4)|Penataan Tata Laksana
<p>Bertujuan untuk naik.</p> <p>Kebijakan yang dilaksanakan :</p>|
""")
    assert document.tables == {}
    assert document.noted("skipped") == [(3, "a frame around paragraphs, not a table")]


def test_cells_that_belong_to_nothing_are_noted(read):
    document = read("Satu|Dua\nTiga|Empat\n")
    assert document.noted("skipped") == [(1, "cells that belong to no table: Satu; Dua")]


def test_a_caption_without_a_table_is_noted(read):
    document = read("Tabel 9. Kosong\n\nTeks biasa.\n")
    assert document.noted("skipped") == [(1, "a caption without a table")]


def test_a_header_without_rows_is_noted(read):
    document = read("Tabel 9. Kosong\nNo|Indikator|Nilai\n")
    assert document.tables == {}
    assert document.noted("skipped") == [(1, "a header without rows")]


def test_text_ends_a_table(read):
    document = read(f"Tabel 1. Target\n{ROWS}\nSumber : olahan\n\n2|APIP|3\n")
    assert len(document.rows("1")) == 1


def test_recommendations_are_places_without_sentences(read):
    document = read("""
B. CAPAIAN IMPLEMENTASI
2. Hasil Reviu APIP
b. Rekomendasi

Adapun rekomendasi diantaranya:

- 1) Pemerintah Kota agar menyusun peta;
yang lengkap;

2) Pemerintah.....

- 2) Pemerintah Kota agar menilai.

3. Hasil Evaluasi
""")
    assert document.rows("B.2.b") == [["7", "sentence", "1", ""], ["12", "sentence", "2", ""]]
    assert document.header("B.2.b") == ["No", "Rekomendasi"]


def test_lettered_lists_that_the_ministrys_result_announces_are_places_without_sentences(read):
    document = read("""
B. CAPAIAN IMPLEMENTASI
3. Hasil Evaluasi Kemenpan RB

4. Selain itu perlu memperhatikan beberapa hal sebagai berikut:
- a. Pelaksanaan masih bersifat administratif;

b. Penentuan.....

- b. Penentuan agen perubahan belum tepat.
5. Terkait komponen hasil, nilainya sebagai berikut:

Berikut hal yang perlu disempurnakan yaitu:

- a. Melakukan penguatan program;
- b. Menetapkan agen perubahan.
""")
    assert document.rows("B.3.a") == [["5", "sentence", "a", ""], ["9", "sentence", "b", ""]]
    assert document.rows("B.3.b") == [["14", "sentence", "a", ""], ["15", "sentence", "b", ""]]


@pytest.mark.parametrize(
    ("heading", "announced", "first"),
    [
        ("3. Hasil Reviu Inspektorat", "beberapa hal yaitu:", "- a."),
        ("3. Hasil Evaluasi Kemenpan RB", "beberapa hal.", "- a."),
        ("3. Hasil Evaluasi Kemenpan RB", "beberapa hal yaitu:", "1."),
        ("3. Hasil Evaluasi Kemenpan RB", "beberapa hal yaitu:\n\nTeks lain.", "- a."),
    ],
)
def test_no_other_list_is_taken_for_one_of_the_ministrys(read, heading, announced, first):
    second = first.replace("a", "b").replace("1", "2")
    document = read(f"""
B. CAPAIAN IMPLEMENTASI
{heading}

Perlu diperhatikan {announced}

{first} Pelaksanaan masih bersifat administratif;
{second} Penentuan agen perubahan belum tepat.
""")
    assert document.tables == {}


def test_priorities_in_sentences_are_places_without_sentences(read):
    document = read("""
A. ARAH KEBIJAKAN
A.1. Prioritas Pembenahan Manajemen

Pembenahan berada pada dua area yaitu :

1. Mental aparatur yang menyangkut pola pikir.
2. Perbaiki sistem perumusan regulasi.
""")
    assert document.rows("A.1") == [["6", "sentence", "1", ""], ["7", "sentence", "2", ""]]


def test_a_review_keeps_its_headings_and_the_places_of_its_findings(read):
    document = read("""
B. CAPAIAN IMPLEMENTASI
2. Hasil Reviu APIP
a. Simpulan Hasil

KOMPONEN PENGUNGKIT|
1|Manajemen Perubahan
|Tim belum memantau rencana aksi;
""")
    assert document.rows("B.2.a") == [
        ["5", "group", "KOMPONEN PENGUNGKIT", ""],
        ["6", "group", "1", "Manajemen Perubahan"],
        ["7", "sentence", "", ""],
    ]


@pytest.mark.parametrize(
    ("caption", "name", "title"),
    [
        ("Tabel 3.11. Sasaran", "3.11", "Sasaran"),
        ("TABEL 3.11 SASARAN", "3.11", "SASARAN"),
        ("Tabel 3.11.Sasaran", "3.11", "Sasaran"),
        ("Tabel 3.11: Sasaran", "3.11", "Sasaran"),
        ("Tabel 3.11 – Sasaran", "3.11", "Sasaran"),
        ("**Tabel IV.2. Sasaran**", "IV.2", "Sasaran"),
        ("Tabel 2-1 Sasaran", "2-1", "Sasaran"),
        ("Tabel 1. Sasaran *Road Map* 2024.", "1", "Sasaran Road Map 2024"),
        ("Tabel 5 2024 dalam angka", "5", "2024 dalam angka"),
    ],
)
def test_captions_are_printed_in_many_ways(read, caption, name, title):
    (table,) = read(f"{caption}\n{ROWS}").tables.values()
    assert (table.table, table.printed.title) == (name, title)


A, B = "Indikator|Nilai\nSPIP|2", "Indikator|Nilai\nSPBE|3"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (f"Teks.\n{A}\nTabel 1 Satu\nTeks.\n{B}\nTabel 2 Dua\nTeks.", {"1": "SPIP", "2": "SPBE"}),
        (f"Teks.\n{A}\n\nTabel 1 Satu\n\nTeks.\n\n{B}\n\nTabel 2 Dua", {"1": "SPIP", "2": "SPBE"}),
        (f"Tabel 1\nSATU\n{A}\nTabel 2\nDUA\n{B}", {"1": "SPIP", "2": "SPBE"}),
        (f"Teks.\n{A}\nTabel 1 Satu\nTeks.\nTabel 2 Dua\n{B}", {"1": "SPIP", "2": "SPBE"}),
        (f"{A}\n\nTABEL 2\nDUA\n\n{B}", {"tabel": "SPIP", "2": "SPBE"}),
    ],
    ids=["below", "below a gap", "above a title", "below and above", "of the second alone"],
)
def test_a_caption_is_its_tables_wherever_it_stands(read, text, owners):
    tables = read(text).tables
    assert {name: table.rows[0].cells[0] for name, table in tables.items()} == owners


def test_a_number_that_is_free_only_by_letter_c_gets_it(read):
    document = read(
        f"Tabel 3.1. A\n{ROWS}\nTeks.\n\nA. Umum\n\nTabel 3.1. B\n{ROWS}\nTeks.\n\n"
        f"Tabel 3.1. C\n{ROWS}"
    )
    assert list(document.tables) == ["3.1", "3.1-b", "3.1-c"]
