"""Cells that are doubted for one cause are settled by one decision, single ones otherwise."""

import io

import pytest
from PIL import Image

from rapor.catalogue.registers import Register
from rapor.ground.language import language
from rapor.ingest.columns import Context
from rapor.ingest.draft import draft_table
from rapor.ingest.notes import Notes
from rapor.ingest.review.alike import EACH, TOGETHER
from rapor.ingest.review.cells import SHEET, ask_cells
from rapor.ingest.review.doubts import ACCEPTED, CORRECTED, asked_doubts, doubts_text
from rapor.ingest.review.questions import Asking, Decision
from rapor.ingest.review.tables import DraftedTable
from rapor.ingest.table_reader import read_tables

ROWS = [("1", "Audit", ("√", 0.0), "√"), ("2", "Reviu", ("√", 0.2), "<"), ("3", "Monev", "√", "√")]
HEADS = ("No", "Kegiatan", "2022", "2023")
CELLS = ("1:1:2022", "1:2:2022", "1:2:2023")


@pytest.fixture(scope="module")
def table(vocabulary, scanned_table):
    notes = Notes()
    lines = scanned_table("Tabel 1. Rencana Aksi", HEADS, *ROWS)
    [read] = read_tables(lines, vocabulary, notes)
    context = Context(Register({}, {}), Register({}, {}), vocabulary, (2022, 2023))
    entry = draft_table(read, context, notes)
    return DraftedTable("1", None, read, entry, notes.notes)


def cut_out(*_):
    stream = io.BytesIO()
    Image.new("L", (200, 20)).save(stream, "PNG")
    return stream.getvalue()


def asked(table, decided):
    """The questions on cells with decisions, and the rows of the table that come of them."""
    asking = Asking(language("en"), {(SHEET, key): made for key, made in decided.items()})
    [settled] = ask_cells([table], cut_out, asking)
    assert not asking.refused
    return asking.questions, [row.cells[2:] for row in settled.read.rows]


def key_of_all(table):
    [key] = [key for key in asked(table, {})[0][SHEET] if "*" in key]
    return key


def waiting(questions):
    return [key for key, question in questions[SHEET].items() if question.waits]


def test_one_question_waits_for_all_cells_of_one_cause_and_shows_each(table):
    questions, _ = asked(table, {})
    together = questions[SHEET][key_of_all(table)]
    assert waiting(questions) == [together.key]
    assert "2022 in row 1, 2; 2023 in row 2" in together.reason
    assert Image.open(io.BytesIO(together.picture)).size == (406, 46), "two beside, one below"
    assert all(questions[SHEET][key].picture for key in CELLS)


def test_one_answer_settles_them_and_a_single_cell_is_as_its_own_decision_says(table):
    decided = {key_of_all(table): Decision(TOGETHER, "seen"), CELLS[1]: Decision("-", "a dash")}
    questions, cells = asked(table, decided)
    assert not waiting(questions)
    assert cells == [["√", "√"], ["-", "√"], ["√", "√"]]
    lines = doubts_text(
        list(asked_doubts([], [table])), questions, lambda *_: ("Ani", "2026-02-01"), "reviewed"
    ).splitlines()[1:]
    told = [line.split(",")[-4:-2] for line in lines]
    assert told == [[ACCEPTED, "seen"], [CORRECTED, "a dash"], [ACCEPTED, "seen"]]


def test_who_wants_to_decide_each_by_itself_is_asked_so(table):
    questions, _ = asked(table, {key_of_all(table): Decision(EACH)})
    assert waiting(questions) == list(CELLS)


def test_an_answer_does_not_hold_for_other_cells(table):
    notes = [note for note in table.notes if note.at != "cell:1:2022"]
    fewer = DraftedTable("1", None, table.read, table.entry, notes)
    assert key_of_all(fewer) != key_of_all(table)
