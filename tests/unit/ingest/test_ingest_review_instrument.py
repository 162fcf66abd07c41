"""The instrument of a city's own score sheet: drafted where it adds up, and a person decides."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.component_walk import ComponentWalk
from rapor.catalogue.instruments import read_instrument
from rapor.ground.language import language
from rapor.ground.paths import find_home
from rapor.ingest.columns import Context
from rapor.ingest.document import DocumentLine
from rapor.ingest.draft import draft_table
from rapor.ingest.notes import Notes
from rapor.ingest.review.instrument import ask_instrument
from rapor.ingest.review.questions import Asking, Decision
from rapor.ingest.review.tables import DraftedTable
from rapor.ingest.table_reader import read_tables
from rapor.ingest.writer import yaml_text

SHEET = """
Tabel 1. Hasil Penilaian Mandiri Tahun 2022
No|Penilaian|Bobot|Nilai
A|PENGUNGKIT|60,00|33,37
I|Pemenuhan|20,00|12,36
1|Manajemen Perubahan|8,00|5,10
2|Deregulasi Kebijakan|12,00|7,26
II|Reform|40,00|21,01
1|Manajemen Perubahan|15,00|8,00
2|Deregulasi Kebijakan|25,00|13,01
B|HASIL|40,00|27,00
1|Kualitas Pelayanan Publik|40,00|27,00
|Indeks Reformasi Birokrasi|100,00|60,37
"""
PATHS = [
    *("enabler", "enabler/fulfilment", "enabler/fulfilment/change_management"),
    *("enabler/fulfilment/deregulation", "enabler/reform", "enabler/reform/change_management"),
    *("enabler/reform/deregulation", "result", "result/public_service", "index"),
]


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(find_home())


@pytest.fixture
def asked(catalogue, vocabulary):
    def asking(text, decided=None):
        return _asked(text, catalogue, vocabulary, decided)

    return asking


@pytest.fixture
def own(asked, tmp_path):
    """The instrument of the sheet, as it is read again from its file."""
    path = tmp_path / "instrument.yaml"
    path.write_text(yaml_text(asked(SHEET)[0]), encoding="utf-8")
    return read_instrument(path, path.name)


def _asked(text, catalogue, vocabulary, decided):
    """The entry of a sheet's instrument and the question on it; None for one not asked."""
    notes = Notes()
    texts = text.strip("\n").replace("|", "\t").split("\n")
    lines = [DocumentLine(number, line) for number, line in enumerate(texts, start=1)]
    read = read_tables(lines, vocabulary, notes)[0]
    context = Context(catalogue.areas, catalogue.goals, vocabulary, (2022, 2024))
    entry = draft_table(read, context, notes)
    document = SimpleNamespace(read=SimpleNamespace(name="lke.xlsx"))
    table = DraftedTable(read.table, document, read, entry, notes.notes)
    asking = Asking(language("en"), decided or {})
    made = ask_instrument([table], catalogue, vocabulary, asking)
    return made, asking.questions["tables"].get("1:instrument")


def test_a_whole_sheet_with_weights_of_its_own_is_an_instrument_that_nobody_has_verified(
    asked, own, catalogue
):
    made, question = asked(SHEET)
    assert (question.doubt, question.proposal) == ("open", "own")
    assert list(own.components) == PATHS
    assert not own.verified
    assert not any(part.verified for part in own.components.values())
    assert own.grades == catalogue.instrument(2022).grades
    assert made["first_year"] == 2020
    assert made["instrument"] == "Hasil Penilaian Mandiri Tahun 2022"  # of no regulation
    assert made["reference"] == "lke.xlsx, Table 1"


def test_a_name_that_stands_in_two_parts_is_the_one_beside_the_row_before(own):
    walk = ComponentWalk(own)
    labels = [line.split("|")[1] for line in SHEET.strip().split("\n")[2:]]
    assert [walk.component(label) for label in labels] == PATHS


def test_the_own_instrument_goes_before_the_national_one_in_its_years(catalogue, own):
    ours = replace(catalogue, own_instrument=own)
    assert ours.instrument(2022) is own
    assert ours.instrument(2023) is catalogue.instrument(2023)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("1|Manajemen Perubahan|8,00|5,10", "1|Manajemen Perubahan|7,50|5,10"),
        ("|Indeks Reformasi Birokrasi|100,00", "|Indeks Reformasi Birokrasi|101,00"),
    ],
)
def test_parts_that_do_not_sum_to_their_whole_are_told_and_draft_nothing(asked, line, instead):
    made, question = asked(SHEET.replace(line, instead))
    assert (made, question.doubt, question.proposal) == ({}, "open", "national")
    assert "parts do not sum" in question.reason
    assert [choice.code for choice in question.choices] == ["national"]


def test_a_person_may_keep_the_national_instrument(asked):
    made, _ = asked(SHEET, {("tables", "1:instrument"): Decision("national")})
    assert made == {}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Tabel 1. Hasil Penilaian Mandiri Tahun 2022\nNo|Penilaian|Bobot|Nilai\n"
            "1|Komponen Pengungkit|60,00|33,37\n2|Komponen Hasil|40,00|27,00\n"
            "|Indeks Reformasi Birokrasi|100,00|60,37\n"
        ),
        "Tabel 1. Target\nNo|Indikator|2022|2023\n1|Nilai SAKIP|60|61\n2|Indeks SPBE|2|3\n",
        SHEET.replace("2|Deregulasi Kebijakan|12,00", "2|Manajemen Perubahan|12,00"),
    ],
    ids=["national weights", "targets", "two parts of one name"],
)
def test_of_other_tables_no_instrument_is_asked(asked, text):
    assert asked(text) == ({}, None)
