"""A whole document to files: everything or nothing, and the same bytes again."""

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rapor.catalogue import load_city
from rapor.catalogue.raw import MARKS
from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ingest.document import LONGEST_LINE, DocumentLine
from rapor.ingest.footnote_marks import without_mark
from rapor.ingest.ingest import ingest_document
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import read_tables


def files_of(home):
    folder = home.root / "data"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_document_becomes_tables_settings_sources_and_notes(ingested, home, regulation):
    made = ingested(regulation)
    assert sorted(files_of(home)) == [
        "raw/contoh/ingest.csv",
        "raw/contoh/sources.yaml",
        "raw/contoh/tables.yaml",
        "raw/contoh/tables/1.1.csv",
    ]
    assert made.drafted
    assert files_of(home)["raw/contoh/tables/1.1.csv"].decode() == (
        "row,line,mark,No,Sasaran,Indikator,2023,2024,2025,Target 2025\n"
        '1,21,,1,Terawasi,Nilai SPIP,2,3,"3,5","3,5"\n'
        "2,22,,,,Nilai APIP,2,2,3,3\n"
    )


def test_the_draft_is_read_as_a_citys_settings(ingested, home, regulation):
    ingested(regulation)
    city = load_city(home, "contoh")
    assert (city.first_year, city.last_year, city.baseline_year) == (2023, 2025, None)
    assert city.tables["1.1"].kind == "targets"
    assert city.tables["1.1"].column("end_target") == "Target 2025"
    assert city.precedence["targets"] == ("1.1",)


def test_the_source_is_named_with_its_hash(ingested, home, regulation):
    ingested(regulation)
    sources = yaml.safe_load(files_of(home)["raw/contoh/sources.yaml"])
    assert sources["perwal-5-2022"]["date"] == "2022-03-07"
    assert sources["perwal-5-2022"]["file"] == "contoh.txt"
    assert len(sources["perwal-5-2022"]["sha256"]) == 64


def test_run_again_it_gives_the_same_bytes(ingested, home, regulation):
    ingested(regulation)
    before = files_of(home)
    ingested(regulation)
    assert files_of(home) == before


@pytest.mark.parametrize("form", ["crlf", "bom", "form feed"])
def test_line_ends_byte_order_marks_and_page_breaks_change_no_cell(
    ingested, home, regulation, form
):
    ingested(regulation)
    before = files_of(home)["raw/contoh/tables/1.1.csv"]
    text = regulation.replace("|", "\t")
    changed = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "form feed": text.replace("\nTabel", "\n\x0cTabel").encode(),
    }
    ingested(changed[form])
    assert files_of(home)["raw/contoh/tables/1.1.csv"] == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t\n",
        b"\xff\xfe\x00T\x00a",
        b"\x7fELF\r\n\x1a\n\x00\x00",
        b"Hanya paragraf.\nTanpa tabel.",
        b"Tabel 1. Satu kolom\nNo\n1\n2",
        b"x" * (LONGEST_LINE + 1),
    ],
    ids=["empty", "blank", "utf-16", "binary", "prose", "one column", "huge line"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(ingested, home, content):
    with pytest.raises(DataRejected) as refused:
        ingested(content)
    assert all(problem.where and problem.next_step for problem in refused.value.problems)
    assert files_of(home) == {}


def test_a_document_that_cannot_be_read_leaves_the_old_files(ingested, home, regulation):
    ingested(regulation)
    before = files_of(home)
    with pytest.raises(DataRejected):
        ingested(b"\xff\xfe")
    assert files_of(home) == before


def test_a_failure_while_writing_leaves_the_old_files(ingested, home, regulation, monkeypatch):
    ingested(regulation)
    before = files_of(home)

    write = Path.write_bytes

    def full(path, content):
        if path.name == "ingest.csv":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(MissingInput, match="No space"):
        ingested(regulation.replace("3,5", "4"))
    assert files_of(home) == before


def test_a_missing_document_is_named(home, tmp_path):
    with pytest.raises(MissingInput, match=r"none\.txt"):
        ingest_document(tmp_path / "none.txt", "contoh", home)


@pytest.mark.parametrize("city", ["../x", "<b>", "Kota Contoh", ""])
def test_a_city_that_is_no_slug_is_refused_before_anything_is_read(home, tmp_path, city):
    with pytest.raises(UsageError):
        ingest_document(tmp_path / "none.txt", city, home)


def test_a_reviewed_settings_file_is_never_overwritten(ingested, home, regulation):
    ingested(regulation)
    path = home.raw("contoh") / "tables.yaml"
    reviewed = path.read_text(encoding="utf-8").replace("kind: targets", "kind: end_targets")
    path.write_text(reviewed, encoding="utf-8")
    made = ingested(regulation)
    assert path.read_text(encoding="utf-8") == reviewed
    assert not made.drafted
    assert [note for note in made.notes if note.what == "differs"] == []


def test_tables_that_the_settings_do_not_know_are_reported(ingested, regulation):
    ingested(regulation)
    more = regulation + "\nTabel 1.2. Lain\nNo|Indikator|2023|2024\n1|APIP|1|2\n"
    reasons = [(note.table, note.reason) for note in ingested(more).notes if note.what == "differs"]
    assert ("1.2", "is not in tables.yaml") in reasons
    fewer = regulation.replace("Tabel 1.1", "Tabel 1.9").replace("2025", "2026")
    reasons = [
        (note.table, note.reason) for note in ingested(fewer).notes if note.what == "differs"
    ]
    assert ("1.1", "is in tables.yaml but not in the document") in reasons


def test_other_columns_than_the_settings_say_are_reported(ingested, regulation):
    ingested(regulation)
    made = ingested(regulation.replace("|Indikator|", "|Ukuran|"))
    assert ("1.1", "has other columns in tables.yaml") in [
        (note.table, note.reason) for note in made.notes
    ]


def test_a_table_of_another_document_is_not_overwritten(ingested, home, regulation):
    ingested(regulation)
    before = files_of(home)
    with pytest.raises(DataRejected, match=r"belongs to perwal-5-2022"):
        ingested(regulation.replace("NOMOR 5 TAHUN", "NOMOR 6 TAHUN"))
    assert files_of(home) == before


def test_a_second_document_adds_its_source_and_keeps_the_first_as_written(
    ingested, home, regulation
):
    ingested(regulation)
    path = home.raw("contoh") / "sources.yaml"
    first = "# reviewed\n" + path.read_text(encoding="utf-8")
    path.write_text(first, encoding="utf-8")
    ingested(
        regulation.replace("NOMOR 5 TAHUN", "NOMOR 6 TAHUN").replace("Tabel 1.1", "Tabel 7.1"),
        "dua.txt",
    )
    text = path.read_text(encoding="utf-8")
    assert text.startswith(first.rstrip())
    assert list(yaml.safe_load(text)) == ["perwal-5-2022", "perwal-6-2022"]


def test_markup_that_is_no_formatting_stays_text(ingested, home, regulation):
    ingested(regulation.replace("Nilai APIP", "<script>alert(1)</script> =1+1"))
    written = files_of(home)["raw/contoh/tables/1.1.csv"].decode()
    assert "<script>alert(1)</script> =1+1" in written


def test_no_file_holds_a_path_of_the_machine(ingested, home, regulation):
    ingested(regulation)
    assert not any(str(home.root).encode() in content for content in files_of(home).values())


def test_the_summary_says_what_was_done_and_what_to_do_next(ingested, regulation):
    text = str(ingested(regulation))
    assert text.startswith("1 tables, 4 files written")
    assert text.endswith("review kinds, areas, goals and roles")


words = st.sampled_from(
    ["No", "Indikator", "2023", "a. Satu b. Dua", "1.", "WTP", "-", "", "<ul> • x", "RENCANA AKSI"]
)
row = st.lists(words, min_size=1, max_size=6).map("\t".join)
other = st.sampled_from(["", "Tabel 1. Target", "Tabel.....", "b. Rekomendasi", "A. Umum", "teks"])


def blocks_noted(lines, notes):
    """Lines that are noted one by one, and those of blocks that are noted as a whole."""
    starts = {note.line for note in notes if not note.table}
    noted, is_noted = {note.line for note in notes}, False
    for line in lines:
        is_noted = line.is_cells and (is_noted or line.number in starts)
        noted |= {line.number} if is_noted else set()
    return noted


@settings(max_examples=300)
@given(st.lists(st.one_of(row, other), max_size=25))
def test_a_line_of_cells_is_carried_or_noted_or_a_header(vocabulary, texts):
    lines = [DocumentLine(number, text) for number, text in enumerate(texts, start=1)]
    notes = Notes()
    tables = read_tables(lines, vocabulary, notes)
    for table in tables:
        assert all(row.mark in MARKS for row in table.rows)
        assert all(len(row.cells) == table.header.width for row in table.rows)
    if any(note.reason == "a header without rows" for note in notes.notes):
        return
    known = {number for table in tables for row in table.rows for number in row.lines}
    known |= blocks_noted(lines, notes.notes)
    for line in lines:
        cells = line.cells
        assert (
            not line.is_cells
            or line.number in known
            or any(
                tuple(cells) == head[: len(cells)]
                for table in tables
                for head in table.header.lines
            )
            or any(
                table.header.repeats(cells) or table.header.repeats_lower(cells) for table in tables
            )
        ), line.text


def test_notes_are_written_in_document_order(ingested, home, regulation):
    ingested(regulation + "\nTabel 9. Kosong\n\nTeks.\n")
    text = files_of(home)["raw/contoh/ingest.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["what"] for row in rows][-1] == "skipped"
    assert [int(row["line"]) for row in rows] == sorted(int(row["line"]) for row in rows)


def test_the_notes_of_one_document_stay_when_another_is_read(ingested, home, regulation):
    ingested(regulation)
    other = regulation.replace("NOMOR 5", "NOMOR 6").replace("Tabel 1.1", "Tabel 9.1")
    ingested(other + "\nTabel 9.2 Kosong\n\nTeks.\n", "lain.txt")
    ingested(regulation + "\nTabel 1.2 Kosong\n\nTeks.\n")
    text = files_of(home)["raw/contoh/ingest.csv"].decode()
    skipped = [row for row in csv.DictReader(io.StringIO(text)) if row["what"] == "skipped"]
    assert [(row["table"], row["source"]) for row in skipped] == [
        ("1.2", "perwal-5-2022"),
        ("9.2", "perwal-6-2022"),
    ]


def test_a_title_of_two_periods_is_doubted(ingested, regulation):
    title = "TAHUN 2022-2024 MENJADI TAHUN 2023-2025"
    made = ingested(regulation.replace("TAHUN 2023-2025", title))
    (doubt,) = [note for note in made.notes if note.code == "period_of_two"]
    assert (doubt.proposed, doubt.weight) == ("2023-2025", "grave")


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ("TAHUN 2O23-2025", "2023-2025"),
        ("TAHUN 2023 - 20Z5", "2023-2025"),
        ("TAHUN 2025-2023", "2023-2025"),
        ("TAHUN 2023", "2023-2023"),
        ("TAHUN 2023-2052", "2023-2052"),
    ],
)
def test_years_of_a_title_that_are_hardly_meant_are_doubted(ingested, regulation, printed, taken):
    made = ingested(regulation.replace("TAHUN 2023-2025", printed))
    (doubt,) = [note for note in made.notes if note.code == "period_uncertain"]
    assert (doubt.proposed, doubt.weight) == (taken, "grave")


@pytest.mark.parametrize(
    ("printed", "figure"),
    [
        ("90*)", "90"),
        ("90 **", "90"),
        ("63,50 1)", "63,50"),
        ("≥ 80 2)", "≥ 80"),
        ("80%1)", "80%"),
        ("WTP*)", "WTP"),
        ("BB (71,4)", "BB (71,4)"),
        ("921)", "921)"),
        ("(87)", "(87)"),
        ("Pilar 2 tahap (1)", "Pilar 2 tahap (1)"),
    ],
)
def test_the_mark_of_a_footnote_is_told_by_its_form_where_nothing_else_can_be_meant(
    printed, figure
):
    assert without_mark(printed) == figure
