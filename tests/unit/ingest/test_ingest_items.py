"""Several lettered items in one printed line, with as many values or not."""

import pytest

from rapor.ingest.items import lettered, part_agencies, part_values

TABLE = """
TABEL 4.8
CASCADING

STRATEGI|ARAH KEBIJAKAN|RENCANA KERJA|OPD PENANGGUNG JAWAB|TARGET|
||||2023|2024
Optimal|Intens|a. Rapat pimpinan|SETDAKO DAN OPD|>4|>6
{rows}
"""


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("1 <0.05 >90%", ["1", "<0.05", ">90%"]),
        (
            ">1 per OPD <0.04 per thn >92% per ASN",
            [">1 per OPD", "<0.04 per thn", ">92% per ASN"],
        ),
        ("32,71 87,5", ["32,71", "87,5"]),
        ("<5% TPHD", ["<5% TPHD"]),
        ("", []),
    ],
)
def test_a_value_starts_with_a_number_or_an_inequality(cell, values):
    assert part_values(cell) == values


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        (
            "BAPPEDA BKD(2022), BKPSDM (2023-2026) BKD (2022), BPKSDM (2023-2026)",
            ["BAPPEDA", "BKD(2022), BKPSDM (2023-2026)", "BKD (2022), BPKSDM (2023-2026)"],
        ),
        (
            "BKD (2022), BKPSDM (2023-2026) DAN OPD BKD (2022), BKPSDM (2023-2026) DAN OPD",
            ["BKD (2022), BKPSDM (2023-2026) DAN OPD"] * 2,
        ),
        ("PELAYANAN BPKAD BPKAD", ["PELAYANAN", "BPKAD", "BPKAD"]),
        ("INSPEKTORAT DAERAH BKAD", ["INSPEKTORAT DAERAH", "BKAD"]),
    ],
)
def test_agencies_part_at_blanks_that_do_not_join(cell, agencies):
    assert part_agencies(cell, ["INSPEKTORAT DAERAH"]) == agencies


def test_items_are_letters_in_order():
    items = lettered("melalui : a. Satu s.d. dua b. Tiga")
    assert items.lead == "melalui :"
    assert items.items == ("a. Satu s.d. dua", "b. Tiga")
    assert lettered("1. Satu 2. Dua") is None


def test_every_item_gets_its_row_its_agency_and_its_values(read):
    document = read(
        TABLE.format(rows="Merit|Naik|a. IP b. Merit|BKD DAN OPD BKD|32,71 87,5|50 200")
    )
    assert document.rows("4.8")[1:] == [
        ["7", "split", "Merit", "Naik", "a. IP", "BKD DAN OPD", "32,71", "50"],
        ["7", "split", "", "", "b. Merit", "BKD", "87,5", "200"],
    ]
    assert document.noted("split") == [(7, "2 lettered items in one line")]


def test_text_before_a_is_a_line_that_heads_the_items(read):
    row = "Ubah|Agen|PENATAAN melalui : a. Inovasi b. Disiplin|BAPPEDA BKD|1 <0.05|>1 per OPD <0.04"
    document = read(TABLE.format(rows=row))
    assert document.rows("4.8")[1:] == [
        ["7", "group", "Ubah", "Agen", "PENATAAN melalui :", "", "", ""],
        ["7", "split", "", "", "a. Inovasi", "BAPPEDA", "1", ">1 per OPD"],
        ["7", "split", "", "", "b. Disiplin", "BKD", "<0.05", "<0.04"],
    ]


def test_text_before_a_later_letter_goes_on_with_the_item_above_over_a_page_end(read):
    rows = """Tata|1. Digital 2. Mewujudkan|a. SPBE|OPD|1|2
||b. Barjas|OPD|3|4
||c. Penguatan|OPD|5|6

2. Mewujudkan.....

|Sistem Kerja|Survei Internal d. Aset e. Anggaran|PELAYANAN BPKAD BPKAD|7 8|9 10"""
    document = read(TABLE.format(rows=rows))
    assert document.rows("4.8")[1:] == [
        [
            "7+13",
            "joined",
            "Tata",
            "1. Digital 2. Mewujudkan Sistem Kerja",
            "a. SPBE",
            "OPD",
            "1",
            "2",
        ],
        ["8", "", "", "", "b. Barjas", "OPD", "3", "4"],
        ["9+13", "joined", "", "", "c. Penguatan Survei Internal", "OPD PELAYANAN", "5", "6"],
        ["13", "split", "", "", "d. Aset", "BPKAD", "7", "9"],
        ["13", "split", "", "", "e. Anggaran", "BPKAD", "8", "10"],
    ]


def test_items_with_another_count_of_values_stay_as_printed_and_are_reported(read):
    document = read(TABLE.format(rows="Merit|Naik|a. IP b. Merit|BKD BKD|32,71|50 200"))
    assert document.rows("4.8")[1] == [
        "7", "unplaced", "Merit", "Naik", "a. IP b. Merit", "BKD BKD", "32,71", "50 200"
    ]  # fmt: skip
    assert document.noted("unplaced") == [(7, "2 items, but not as many values; kept as printed")]


def test_text_before_a_letter_that_follows_no_item_is_reported(read):
    document = read(TABLE.format(rows="Tata|Naik|Survei d. Aset|OPD|7|9"))
    assert document.rows("4.8")[1][1] == "unplaced"


def test_a_list_in_a_cell_is_left_alone_where_rows_are_not_lettered(read):
    document = read("""
Tabel 1. Aksi
No|Kegiatan|PD Pengampu
1|a. Rapat b. Lapor|BKD
2|Sosialisasi|BKD
""")
    assert [row[1] for row in document.rows("1")] == ["", ""]
