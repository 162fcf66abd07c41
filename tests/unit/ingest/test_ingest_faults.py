"""Habits of road maps that were once misread, each in the smallest document that shows it."""

from pathlib import Path

import pytest

from rapor.ingest.columns import Context
from rapor.ingest.draft import NO_REGISTER, draft_table
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document
from rapor.ingest.stated import read_facts
from rapor.ingest.table_reader import read_tables

FOLDER = Path(__file__).parents[2] / "cases" / "faults"


@pytest.fixture
def drafted(vocabulary):
    return lambda name: draft_of(name, vocabulary)


def draft_of(name, vocabulary):
    """Tables of a document by number, its notes, and the period of its road map."""
    (path,) = FOLDER.glob(f"{name}-*.txt")
    lines, notes = read_document(path), Notes()
    tables = read_tables(lines, vocabulary, notes)
    period = read_facts(lines).period
    context = Context(NO_REGISTER, NO_REGISTER, vocabulary, period)
    drafts = {table.table: draft_table(table, context, notes) for table in tables}
    return drafts, {note.what for note in notes.notes}, period


def roles(draft):
    return {name: (column["role"], column.get("year")) for name, column in draft["columns"].items()}


def test_the_first_row_is_not_taken_for_the_head(drafted):
    drafts, _, _ = drafted(1)
    assert roles(drafts["2.1"]) == {
        "PD Pelaksana": ("agencies", None),
        "Indikator RB General": ("label", None),
        "Target Tahun 2024": ("target", 2024),
        "Target Tahun 2025": ("target", 2025),
        "Satuan": ("unit", None),
    }
    assert drafts["2.1"]["rows"] == 3


@pytest.mark.parametrize("document", [2, 3])
def test_a_caption_below_its_table_is_that_table_s(drafted, document):
    drafts, _, _ = drafted(document)
    titles = {number: draft["title"] for number, draft in drafts.items()}
    assert titles == {"3.1": "Target Akuntabilitas", "3.2": "Target Pelayanan Publik"}
    assert {draft["rows"] for draft in drafts.values()} == {1}


def test_figures_of_years_before_the_road_map_are_results(drafted):
    drafts, _, _ = drafted(4)
    assert drafts["2.1"]["kind"] == "results"
    assert set(roles(drafts["2.1"]).values()) == {
        ("label", None),
        ("realisation", 2021),
        ("realisation", 2022),
        ("realisation", 2023),
    }
    assert drafts["3.1"]["kind"] == "targets"


def test_the_condition_at_the_end_is_the_end_target(drafted):
    drafts, _, _ = drafted(5)
    assert roles(drafts["3.1"])["Kondisi Awal (2023)"] == ("baseline", 2023)
    assert roles(drafts["3.1"])["Kondisi Akhir (2026)"] == ("end_target", 2026)


def test_a_head_of_three_lines_gives_quarters_and_money_their_year(drafted):
    drafts, _, _ = drafted(6)
    assert drafts["3.1"]["kind"] == "action_plan"
    assert drafts["3.1"]["rows"] == 2
    found = roles(drafts["3.1"])
    assert [found[f"TW{quarter}"] for quarter in range(1, 5)] == [("quarter", 2024)] * 4
    assert found["Anggaran"] == ("budget", 2024)
    assert found["Penanggung Jawab"] == ("agencies", None)


def test_the_period_is_the_road_map_s_and_not_the_amended_regulation_s(drafted):
    assert drafted(7)[2] == (2024, 2026)


def test_a_caption_without_a_number_names_its_table(drafted):
    drafts, _, _ = drafted(8)
    assert [draft["title"] for draft in drafts.values()] == [
        "Target RB General",
        "Target RB Tematik",
    ]


def test_captions_are_numbered_in_letters_and_roman_figures_too(drafted):
    drafts, _, _ = drafted(9)
    assert {number: draft["title"] for number, draft in drafts.items()} == {
        "III.a": "Target RB General",
        "IV": "Target RB Tematik",
        "5": "Target lain",
    }


def test_results_inside_the_period_are_results_and_the_doubt_is_said(drafted):
    drafts, noted, period = drafted(10)
    assert period == (2021, 2026)
    assert (drafts["2.1"]["kind"], drafts["3.1"]["kind"]) == ("results", "targets")
    assert "doubtful" in noted


def test_agencies_beside_indicators_do_not_make_a_plan_of_activities(drafted):
    drafts, _, _ = drafted(11)
    assert (drafts["3.1"]["kind"], drafts["3.2"]["kind"]) == ("targets", "action_plan")
    assert roles(drafts["3.2"])["TW IV"] == ("quarter", 2024)
    assert roles(drafts["3.2"])["Rencana Aksi"] == ("activity", None)
