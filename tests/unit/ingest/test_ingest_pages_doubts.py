"""What is doubtful on a page is said, with the page."""

import io

import pytest
import typst
from PIL import Image

from rapor.ingest.document import Box
from rapor.ingest.notes import Notes
from rapor.ingest.pages.layout import layout_of
from rapor.ingest.pages.lines import document_lines
from rapor.ingest.pages.page import Page, Rule, Word
from rapor.ingest.pages.text_layer import is_unreadable
from rapor.ingest.reading import read_document

RULES = [
    *(Rule(True, at, 0, 90) for at in (0, 20, 40, 60)),
    *(Rule(False, at, 0, 60) for at in (0, 30, 60, 90)),
]


def scanned(*words, rules=RULES):
    """A page of a scan that shows words, each with its place and certainty, and what is noted."""
    made = [Word(text, Box(x, y, x + 8, y + 8), 8, sure) for text, x, y, sure in words]
    notes = Notes()
    lines = document_lines([layout_of(Page(1, 100, 100, made, rules))], notes)
    return [line.text for line in lines], {note.code: note.reason for note in notes.notes}


def test_a_caption_that_was_read_without_certainty_is_doubted():
    texts, doubts = scanned(("Tabel", 0, 80, 0.4), ("1", 10, 80, 0.99), rules=[])
    assert texts[0] == "Tabel 1"
    assert "40 %" in doubts["caption_uncertain"]


def test_a_sign_that_cannot_be_read_is_no_word_outside_of_tables():
    texts, doubts = scanned(("√", 0, 80, 0.0), ("Biasa", 20, 80, 0.99), rules=[])
    assert texts[0] == "Biasa"
    assert "1 signs" in doubts["signs_unread"]


@pytest.mark.parametrize(
    ("column", "ticks"),
    [("√VV", "√√√"), ("√√v", "√√√"), ("VVV", "VVV"), ("√VX", "√√X"), ("1V√", "1√√")],
)
def test_a_letter_in_a_column_of_ticks_is_a_tick_of_which_nobody_is_sure(column, ticks):
    signs = [(sign, 40, 5 + 20 * at, 0.95) for at, sign in enumerate(column)]
    numbers = [(str(at), 5, 5 + 20 * at, 0.99) for at in range(3)]
    made = [Word(text, Box(x, y, x + 8, y + 8), 8, sure) for text, x, y, sure in signs + numbers]
    [grid] = layout_of(Page(1, 100, 100, made, RULES)).blocks
    cells = [grid.row(at)[1] for at in range(3)]
    assert "".join(cell.text for cell in cells) == ticks
    changed = [cell for cell, sign in zip(cells, column, strict=True) if cell.text != sign]
    assert all(cell.confidence < 0.9 for cell in changed)


def read(tmp_path, source):
    path, notes = tmp_path / "a.pdf", Notes()
    path.write_bytes(typst.compile(source.encode(), root=str(tmp_path)))
    read_document(path, notes)
    return {note.code: note.reason for note in notes.notes}


def test_a_picture_beside_text_is_not_passed_over(tmp_path):
    stream = io.BytesIO()
    Image.new("L", (300, 200), 128).save(stream, "PNG")
    (tmp_path / "p.png").write_bytes(stream.getvalue())
    doubts = read(tmp_path, '#set page("a5")\nTeks.\n#image("p.png", width: 70%)')
    assert "page 1" in doubts["picture_unread"]


def test_a_page_of_countless_lines_is_a_drawing(tmp_path):
    strokes = "#for at in range(20100) {place(dx: 1pt * calc.rem(at, 300), line(length: 5pt))}"
    doubts = read(tmp_path, f"{strokes}\nTeks.")
    assert "20100 lines on page 1" in doubts["drawing"]


def test_letters_that_a_font_does_not_name_are_told_from_those_that_it_does():
    named = [{"text": sign} for sign in "Target"]
    unnamed = [{"text": "(cid:17)"}] * 6 + [{"text": "\uf041"}]
    assert is_unreadable(unnamed)
    assert is_unreadable(unnamed + named)
    assert not is_unreadable(named * 4 + unnamed)
    assert not is_unreadable([])
