"""Agencies that head columns of ticks are those of the row in which they are ticked."""

import pytest

HEAD = """
Tabel 1. Pembagian Tugas
No|Rencana Aksi|Perangkat Daerah Pelaksana|||Ket
||Inspektorat|BKPSDM|Bappeda|
"""


def told(document):
    return [dict(note.details) for note in document.notes if note.code == "agencies_across"]


def test_ticks_below_agencies_name_those_of_the_row(read):
    document = read(f"{HEAD}1|Zona integritas|√||v|a\n2|Talenta||✓|-|\n3|Lain||||b")
    assert document.header("1") == ["No", "Rencana Aksi", "Perangkat Daerah Pelaksana", "Ket"]
    assert document.cells("1") == [
        ["1", "Zona integritas", "Inspektorat; Bappeda", "a"],
        ["2", "Talenta", "BKPSDM", ""],
        ["3", "Lain", "", "b"],
    ]
    assert told(document) == [{"agencies": "Inspektorat; BKPSDM; Bappeda"}]


def test_a_head_that_a_page_repeats_is_no_row(read):
    head = HEAD.strip().partition("\n")[2]
    document = read(f"{HEAD}1|Zona integritas|√||v|\n\n{head}\n2|Talenta||√||")
    assert [cells[2] for cells in document.cells("1")] == ["Inspektorat; Bappeda", "BKPSDM"]


@pytest.mark.parametrize(
    "row", ["1|Zona integritas|√|2|√|", "1|Zona integritas||||", "1|A|Budi|√||"]
)
def test_columns_of_anything_else_stay_as_they_are(read, row):
    document = read(f"{HEAD}{row}")
    assert not told(document)
    assert len(document.header("1")) == 6
