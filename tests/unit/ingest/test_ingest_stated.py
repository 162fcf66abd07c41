"""What the text says of its tables, proposed as lines of statements.csv where it does not agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.stated import DocumentFacts, propose_statements
from rapor.ingest.table_reader import read_tables

FACTS = DocumentFacts("perwal-5-2022", "Road Map Tahun 2023-2025", "5 Tahun 2022", "", "", "")
TABLE = """
Tabel 4.6 Target
Sasaran|Indikator|Target 2023|Target 2024
Bersih|SPIP|1|2
Bersih|APIP|1|2
Cakap|SPBE|1|2
"""


def lines_of(text):
    texts = text.strip("\n").replace("|", "\t").split("\n")
    return [DocumentLine(number, line) for number, line in enumerate(texts, start=1)]


@pytest.fixture
def proposed(vocabulary):
    def of(text):
        lines, notes = lines_of(text), Notes()
        tables = read_tables(lines, vocabulary, notes)
        propose_statements(lines, tables, vocabulary, FACTS, notes)
        return [(note.code, note.line, note.proposed) for note in notes.notes]

    return of


@pytest.mark.parametrize(
    ("sentence", "code", "line"),
    [
        (
            "Terdapat 5 (lima) indikator sasaran sebagai berikut.",
            "count_stated",
            "jumlah indikator sasaran,rows,5,4.6,1,perwal-5-2022",
        ),
        (
            "Pada Tabel 4.6 terdapat 4 sasaran.",
            "count_stated",
            "jumlah sasaran,rows,4,4.6,1,perwal-5-2022",
        ),
        (
            "Road map ini berlaku 5 (lima) tahun ke depan.",
            "years_stated",
            "jumlah tahun road map,years,5,,1,perwal-5-2022",
        ),
        ("Rinciannya disajikan pada Tabel 4.9.", "table_not_there", ""),
    ],
)
def test_what_the_tables_do_not_bear_out_is_proposed(proposed, sentence, code, line):
    assert proposed(f"{sentence}\n{TABLE}") == [(code, 1, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Terdapat 3 (tiga) indikator sebagai berikut.",
        "Terdapat 2 sasaran pada Tabel 4.6.",
        "Road map ini berlaku 3 tahun ke depan.",
        "Nilainya 72,5 indikator dan 13,2 sasaran.",
        "Pada bagian 3-1 sasaran dirinci.",
        "Setiap perangkat daerah memilih 5-10 indikator sebagai berikut.",
        "Pada tahun 2023 sasaran dicapai.",
        "Terdapat 5 kecamatan.",
    ],
)
def test_what_agrees_or_counts_something_else_is_not(proposed, sentence):
    assert proposed(f"{sentence}\n{TABLE}") == []


def test_a_regulation_that_is_cited_with_two_periods_is_proposed_once(proposed):
    cited = "Peraturan Menteri Nomor 25 Tahun 2020 tentang Road Map Tahun {}."
    text = "\n".join(cited.format(years) for years in ("2020-2024", "2020-2025", "2020-2025"))
    assert proposed(text) == [
        (
            "cited_two_ways",
            2,
            "Nomor 25 Tahun 2020 tentang Road Map Tahun,reference,2020-2025,,2,perwal-5-2022",
        )
    ]


@given(st.text(alphabet="0123456789 ()Tabelindiktorshun.,-\n|", max_size=200))
def test_no_text_stops_it(vocabulary, text):
    lines, notes = lines_of(text), Notes()
    propose_statements(lines, read_tables(lines, vocabulary, notes), vocabulary, FACTS, notes)
    assert all(0 <= note.line <= len(lines) for note in notes.in_document_order())
