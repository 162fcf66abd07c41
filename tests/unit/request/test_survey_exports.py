"""Exports of respondents: however a program writes them, and what is refused in them."""

import csv
import io

import openpyxl
import pytest

from rapor.catalogue.surveys import load_surveys
from rapor.ground.errors import DataRejected, MissingInput, Problems
from rapor.ground.paths import Home
from rapor.request.respondents import read_export, refuse_persons
from rapor.request.survey_answers import Part, read_answers
from rapor.request.survey_columns import columns_of, columns_text, draft, propose, read_columns

CODES = [f"U{number}" for number in range(1, 10)]


@pytest.fixture(scope="module")
def surveys(repository):
    return load_surveys(Home(repository))


@pytest.fixture(scope="module")
def skm(surveys):
    return surveys.questionnaire("skm")


@pytest.fixture
def export(tmp_path):
    """An export as a CSV, of heads and rows."""

    def written(heads, rows, name="ekspor.csv", sign=",", encoding="utf-8"):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=sign, lineterminator="\r\n").writerows([heads, *rows])
        (tmp_path / name).write_bytes(text.getvalue().encode(encoding))
        return read_export(tmp_path / name)

    return written


@pytest.fixture
def look(surveys, skm):
    """What exports say by themselves: the received answers and every problem."""

    def looked(*exports):
        problems, parts = Problems(), []
        for one in exports:
            proposal = propose(one.heads, skm, surveys.rules, {})
            columns = columns_of(one.name, one.heads, proposal, None, skm, "skm.yaml", problems)
            persons = surveys.rules.personal
            refuse_persons(one, persons, known=proposal.certain, problems=problems)
            parts.append(Part(one, columns))
        received = None if problems else read_answers(parts, skm, surveys.rules, problems)
        return received, "\n".join(map(str, problems))

    return looked


def rows_of(number, answer="3"):
    return [[f"id-{row}", *[answer] * 9] for row in range(number)]


@pytest.mark.parametrize(
    ("sign", "encoding", "told"),
    [
        (",", "utf-8", ()),
        (",", "utf-8-sig", ()),
        (";", "utf-8", ("its cells are separated by semicolons",)),
        ("\t", "utf-16", ("its text is UTF-16", "its cells are separated by tabs")),
    ],
)
def test_whatever_separates_and_encodes_cells_is_read_and_told(export, look, sign, encoding, told):
    one = export(["_uuid", *CODES], rows_of(12), sign=sign, encoding=encoding)
    received, problems = look(one)
    assert (one.notes, problems) == (told, "")
    assert received.answers.frame["u9"].tolist() == [3.0] * 12


def test_a_line_that_names_the_separator_and_titles_are_no_heads(tmp_path):
    lines = ["sep=;", "Rekap SKM", "", ";".join(["No", *CODES]), ";".join(["1", *"443322114"])]
    (tmp_path / "rekap.csv").write_text("\n".join(lines), encoding="utf-8")
    one = read_export(tmp_path / "rekap.csv")
    assert one.heads == ["No", *CODES]
    assert one.notes[-1] == "1 lines above the heads were not read"


def test_a_workbook_is_read_with_its_numbers_and_words(tmp_path, look):
    book = openpyxl.Workbook()
    book.active.append(["Cap waktu", *CODES])
    for row in range(12):
        book.active.append([f"2024-09-01 08:{row:02d}", 4, 3.0, "3", "Gratis", *[2] * 5])
    book.save(tmp_path / "ekspor.xlsx")
    received, problems = look(read_export(tmp_path / "ekspor.xlsx"))
    assert problems == ""
    assert received.answers.frame.loc[0, ["u1", "u2", "u3", "u4", "u9"]].tolist() == [4, 3, 3, 4, 2]


def test_formulas_and_several_sheets_are_refused_together(tmp_path):
    book = openpyxl.Workbook()
    for title in ("Jawaban", "Jawaban 2"):
        sheet = book.create_sheet(title)
        sheet.append(["Cap waktu", *CODES])
        sheet.append(["x", *[3] * 9])
    book.save(tmp_path / "dua.xlsx")
    with pytest.raises(DataRejected, match=r"'Jawaban', 'Jawaban 2'.*one sheet"):
        read_export(tmp_path / "dua.xlsx")
    del book["Jawaban 2"]
    book["Jawaban"]["B2"] = "=1+1"
    book.save(tmp_path / "rumus.xlsx")
    with pytest.raises(DataRejected, match="formulas in 1 cells or lines: Jawaban!B2"):
        read_export(tmp_path / "rumus.xlsx")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe", "no line of heads"),
        (b"U1,U2,U3\n", "heads and no row"),
        (b"U1,U1,U3\n1,2,3\n", "'U1' 2 times"),
        (b"U1,U2,U3\n1,2,3,4\n", "more cells than heads: line 2"),
        (b'U1,U2,U3\n1,"2,3\n', "line 2: unexpected end"),
        (b"U1,U2,U3\n=1+1,2,3\n", "formulas in 1 cells or lines: line 2"),
        (b"U1,U2,U3\n\xe9,2,3\n", "is not UTF-8"),
        (b"%PDF-1.7 x", "a PDF file"),
        (b"<html><table></table></html>", "a web page"),
    ],
)
def test_what_is_no_export_is_told_for_what_it_is(tmp_path, content, told):
    (tmp_path / "ekspor.csv").write_bytes(content)
    with pytest.raises(DataRejected, match=told):
        read_export(tmp_path / "ekspor.csv")
    with pytest.raises(MissingInput):
        read_export(tmp_path / "tiada.csv")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("U3", "u3"),
        ("u 3. Bagaimana kecepatan pelayanan?", "u3"),
        ("skm/u3", "u3"),
        ("grup_skm/waktu_penyelesaian", "u3"),
        ("Penilaian Anda [Waktu pelayanan]", "u3"),
        ("3. Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?", "u3"),
        ("Bagaimana pendapat Bapak/Ibu tentang kecepatan waktu dalam memberikan pelayanan", "u3"),
        ("_submission_time", "time"),
        ("Cap waktu", "time"),
        ("Unit Layanan", "unit"),
        ("Jenis kelamin", "group"),
    ],
)
def test_heads_of_forms_are_known(surveys, skm, head, said):
    assert propose([head], skm, surveys.rules, {}).certain == {head: said}


def test_a_reworded_question_is_proposed_and_not_taken(surveys, skm, export, look):
    asked = "Bagaimana menurut Anda kecepatan waktu pelayanan di sini?"
    heads = ["_uuid", *(asked if code == "U3" else code for code in CODES)]
    _, problems = look(export(heads, rows_of(12)))
    assert "no column for u3 (Waktu penyelesaian)" in problems
    assert f"the nearest is {asked!r}" in problems
    text = draft(heads, propose(heads, skm, surveys.rules, {}), skm, 5000)
    assert f"\"{asked}\": '?'  # like u3" in text


def test_a_code_whose_words_are_anothers_is_not_taken(surveys, skm):
    head = "U3. Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana"
    assert "u3" not in propose([head], skm, surveys.rules, {}).certain.values()


def test_a_citys_file_says_what_its_own_form_means(repository, skm, surveys, export, tmp_path):
    problems = Problems()
    kept = read_columns(repository / "tests/cases/surveys/skm-2024.yaml", "x", skm, problems)
    heads = list(kept.columns)
    rows = [[f"{row}", "Loket A", "Memuaskan", "Biasa saja", "Tidak tahu", *"444444"]
            for row in range(12)]  # fmt: skip
    one = export(heads, rows)
    columns = columns_of(one.name, heads, propose(heads, skm, surveys.rules, {}), kept, skm, "x",
                         problems)  # fmt: skip
    frame = read_answers([Part(one, columns)], skm, surveys.rules, problems).answers.frame
    assert list(problems) == []
    assert frame.loc[0, ["u1", "u2"]].tolist() == [4, 3]
    assert frame["u3"].isna().all()
    (tmp_path / "again.yaml").write_text(columns_text(columns, skm), encoding="utf-8")
    again = read_columns(tmp_path / "again.yaml", "x", skm, problems)
    assert (again.columns, again.answers, again.populations) == (
        kept.columns, kept.answers, kept.populations
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "cell", "kind"),
    [
        ("Nama lengkap", "Orang Contoh", "name"),
        ("Nama petugas yang melayani", "Xyzzy", "name"),
        ("No. HP/WA", "Xyzzy", "telephone"),
        ("Alamat (RT/RW, kelurahan)", "Xyzzy", "address"),
        ("_geolocation", "Xyzzy", "place"),
        ("Nomor Induk Kependudukan (NIK)", "Xyzzy", "identity"),
        ("Kode", "3171000000000001", "identity"),
        ("Lainnya", "hubungi 0812-0000-0000", "telephone"),
        ("Lainnya", "+62 812 0000 0000", "telephone"),
        ("Lainnya", "orang@contoh.invalid", "email"),
        ("Lainnya", "Jl. Contoh Raya No. 1", "address"),
        ("U1", "3171000000000001", "identity"),
    ],
)
def test_columns_of_persons_are_refused_without_quoting_them(export, look, head, cell, kind):
    heads = ["_uuid", *CODES, *([head] if head not in CODES else [])]
    rows = [[*row, cell] for row in rows_of(12)]
    rows = [[*row[:1], cell, *row[2:-1]] for row in rows] if head in CODES else rows
    _, problems = look(export(heads, rows))
    assert f"column {head!r}: holds persons ({kind})" in problems
    told = [line for line in problems.split("\n") if "holds persons" in line]
    assert cell not in "".join(told)


def test_names_under_a_neutral_head_are_seen_and_things_are_not(export, look):
    people = ["Budi Contoh", "siti contoh", "AGUS CONTOH", "Dewi", "Rina C. Contoh", "Ayu Contoh"]
    units = ["Dinas Contoh Satu", "Kantor Contoh"] * 3
    heads = ["_uuid", *CODES, "Isian lain", "Unit layanan", "Alamat kantor", "Tanggal"]
    rows = [[*row, person, unit, "x", f"08-12-2024 10:{at:02d}"]
            for at, (row, person, unit) in
            enumerate(zip(rows_of(6), people, units, strict=True))]  # fmt: skip
    _, problems = look(export(heads, rows))
    assert problems.count("holds persons") == 1
    assert "column 'Isian lain': holds persons (name)" in problems


@pytest.mark.parametrize(
    ("cell", "value"),
    [("4", 4), ("3,0", 3), ("Sangat sesuai", 4), ("d. Sangat Sesuai", 4), ("4 - Sangat sesuai", 4),
     ("(4) Sangat Sesuai", 4), ("Sangat sesuai (4)", 4), ("sangat_sesuai", 4), ("Puas", 3),
     ("5", 5)],
)  # fmt: skip
def test_answers_are_read_as_forms_write_them(export, look, cell, value):
    received, problems = look(export(["_uuid", *CODES], [[row[0], cell, *row[2:]]
                                                         for row in rows_of(12)]))  # fmt: skip
    assert problems == ""
    assert set(received.answers.frame["u1"]) == {float(value)}


@pytest.mark.parametrize("cell", ["Sangat sesuaii", "3. Sangat sesuai", "d", "ya"])
def test_a_word_that_is_no_answer_is_told_with_its_rows(export, look, cell):
    rows = rows_of(12)
    rows[4][1] = cell
    _, problems = look(export(["_uuid", *CODES], rows))
    assert f"column 'U1': {cell!r} in 1 rows: 6" in problems


def test_two_exports_of_one_survey_count_each_respondent_once(export, look):
    heads = ["_uuid", *CODES]
    first, second = export(heads, rows_of(20), "a.csv"), export(heads, rows_of(25), "b.csv")
    received, problems = look(first, second)
    assert (problems, len(received.answers.frame), received.repeated) == ("", 25, 20)


def test_rows_of_one_respondent_that_differ_are_refused(export, look):
    rows = [*rows_of(12), ["id-3", *"444444444"]]
    _, problems = look(export(["_uuid", *CODES], rows))
    assert "rows of one respondent that differ: 5, 14" in problems


def test_exports_that_nothing_tells_apart_are_refused(export, look):
    first = export(CODES, [row[1:] for row in rows_of(12)], "a.csv")
    second = export(CODES, [row[1:] for row in rows_of(13)], "b.csv")
    _, problems = look(first, second)
    assert "a.csv: all its rows stand in b.csv too" in problems
    _, problems = look(first, first)
    assert "the same file as a.csv" in problems


def test_a_row_without_any_answer_is_no_respondent(export, look):
    received, _ = look(export(["_uuid", *CODES], [*rows_of(12), ["id-x", *[""] * 9]]))
    assert (len(received.answers.frame), received.unanswered) == (12, 1)


def test_spellings_of_a_unit_are_one_unit_and_told(export, look):
    rows = [[*row, unit] for row, unit in zip(rows_of(3), ["Loket A", "loket a.", "Loket A"],
                                              strict=True)]  # fmt: skip
    received, _ = look(export(["_uuid", *CODES, "Unit"], rows))
    assert set(received.answers.frame["unit"]) == {"Loket A"}
    assert "unit: 1 other spellings were taken as the same name" in received.notes
