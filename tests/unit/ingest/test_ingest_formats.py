"""Word and Excel documents as the same lines that a text gives."""

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ingest import word_pictures
from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document


@pytest.fixture
def word(tmp_path):
    """Writes a Word document that a function fills, and reads its lines."""

    def reading(fill):
        document = docx.Document()
        fill(document)
        document.save(str(tmp_path / "regulation.docx"))
        return [line.text for line in read_document(tmp_path / "regulation.docx") if line.text]

    return reading


def test_merged_cells_of_word_are_empty_where_they_go_on(word):
    def fill(document):
        table = document.add_table(3, 3)
        for at, text in enumerate(["No", "Indikator", "Target"]):
            table.cell(0, at).text = text
        table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "SAKIP"
        table.cell(2, 1).text = "SPBE"
        table.cell(2, 2).text = "3,1"

    assert word(fill) == ["No\tIndikator\tTarget", "1\tSAKIP\t", "\tSPBE\t3,1"]


def test_paragraphs_of_a_cell_stay_one_cell(word):
    def fill(document):
        cell = document.add_table(1, 2).cell(0, 0)
        cell.text = "1. satu"
        cell.add_paragraph("2. dua")

    assert word(fill) == ["1. satu<br>2. dua\t"]


def test_a_table_inside_a_cell_is_a_table_of_its_own(word):
    def fill(document):
        outer = document.add_table(1, 2)
        outer.cell(0, 0).text = "luar"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "dalam", "5"

    assert word(fill) == ["luar\t", "dalam\t5"]


def test_tables_that_a_frame_sets_side_by_side_are_read_with_their_captions(word):
    def fill(document):
        for cell, caption in zip(document.add_table(1, 2).rows[0].cells, ("1", "2"), strict=True):
            cell.text = f"Tabel {caption} Target"
            inner = cell.add_table(1, 2)
            inner.cell(0, 0).text, inner.cell(0, 1).text = f"SAKIP {caption}", "60"

    assert word(fill) == ["Tabel 1 Target", "SAKIP 1\t60", "Tabel 2 Target", "SAKIP 2\t60"]


def test_text_that_word_hides_is_not_read(word):
    def fill(document):
        paragraph = document.add_paragraph("terlihat")
        paragraph.add_run(" tersembunyi").font.hidden = True
        paragraph.add_run(" pula").font.hidden = False

    assert word(fill) == ["terlihat pula"]


def test_a_row_whose_deletion_is_tracked_is_not_read(word):
    def fill(document):
        table = document.add_table(2, 2)
        for at, text in enumerate(["SAKIP", "60", "SPBE", "3"]):
            table.cell(at // 2, at % 2).text = text
        table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    assert word(fill) == ["SAKIP\t60"]


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63"
    "f80f00010101001bb6ee560000000049454e44ae426082"
)


@pytest.fixture
def pictured(tmp_path):
    """A Word document with a small picture, and one as large as a table."""
    document = docx.Document()
    document.add_picture(io.BytesIO(PICTURE), Mm(20), Mm(20))
    document.add_paragraph("Tabel 1 Target")
    document.add_picture(io.BytesIO(PICTURE), Mm(150), Mm(60))
    document.add_paragraph("Selesai.")
    document.save(str(tmp_path / "regulation.docx"))
    return tmp_path / "regulation.docx"


def test_a_picture_that_may_hold_a_table_is_told_where_nothing_reads_it(pictured, monkeypatch):
    monkeypatch.setattr(word_pictures, "can_read_pictures", lambda: False)
    notes = Notes()
    read_document(pictured, notes)
    (told,) = [note for note in notes.notes if note.code]
    assert (told.code, told.weight) == ("picture_in_text", "grave")
    assert "150 by 60 mm" in told.reason
    assert "make scan" in told.reason


def test_a_table_in_a_picture_stands_where_the_picture_does(pictured, monkeypatch):
    def read(content, inches, notes):
        assert (content, round(inches[0] * 25.4)) == (PICTURE, 150)
        notes.doubt("told_by_space", "", 1, "line:1", page=1)
        return [DocumentLine(1, "Indikator\t2022"), DocumentLine(2, "SAKIP\t60")]

    monkeypatch.setattr(word_pictures, "can_read_pictures", lambda: True)
    monkeypatch.setattr(word_pictures, "picture_lines", read)
    notes = Notes()
    lines = [line for line in read_document(pictured, notes) if line.text]
    assert [line.text for line in lines] == [
        *("Tabel 1 Target", "Indikator\t2022", "SAKIP\t60", "Selesai.")
    ]
    assert [(note.line, note.at) for note in notes.notes if note.code] == [
        (lines[1].number, f"line:{lines[1].number}")
    ]


def test_what_was_deleted_is_not_read_and_what_was_inserted_is(word):
    def fill(document):
        paragraph = document.add_paragraph("Target ")._p
        for tag, holder, words in (("w:del", "w:delText", "65"), ("w:ins", "w:t", "70")):
            change, run, text = (OxmlElement(name) for name in (tag, "w:r", holder))
            text.text = words
            run.append(text)
            change.append(run)
            paragraph.append(change)

    assert word(fill) == ["Target 70"]


def test_numbers_that_word_counts_stand_before_their_text(word):
    def fill(document):
        for text in ("satu", "dua"):
            document.add_paragraph(text)
        numbering = document.part.numbering_part.element
        for paragraph in document.paragraphs:
            properties = paragraph._p.get_or_add_pPr()
            listed = properties._add_numPr()
            level, number = OxmlElement("w:ilvl"), OxmlElement("w:numId")
            level.set(qn("w:val"), "0")
            number.set(qn("w:val"), numbering.findall(qn("w:num"))[0].get(qn("w:numId")))
            listed.append(level)
            listed.append(number)

    lines = word(fill)
    assert [line.split(" ", 1)[1] for line in lines] == ["satu", "dua"]
    assert all(line.split(" ", 1)[0] for line in lines)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (["87", "1)"], "87"),
        (["63,5", "2"], "63,5"),
        (["WTP", "1)"], "WTP"),
        (["m", "2"], "m²"),
    ],
)
def test_a_raised_mark_behind_a_cell_is_no_part_of_it(sheets, word, printed, shown):
    def fill_sheet(workbook):
        raised = TextBlock(InlineFont(vertAlign="superscript"), printed[1])
        workbook.active.append(["Nilai", CellRichText(printed[0], raised)])

    def fill_word(document):
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "Nilai"
        cells[1].paragraphs[0].add_run(printed[0])
        cells[1].paragraphs[0].add_run(printed[1]).font.superscript = True

    assert sheets(fill_sheet) == word(fill_word) == [f"Nilai\t{shown}"]


def test_word_and_excel_say_over_how_many_columns_a_cell_stands(tmp_path):
    document, workbook = docx.Document(), openpyxl.Workbook()
    table = document.add_table(1, 3)
    table.cell(0, 0).text = "SAKIP"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "60"
    document.save(str(tmp_path / "regulation.docx"))
    workbook.active.append(["SAKIP", 60, None])
    workbook.active.merge_cells("B1:C1")
    workbook.save(tmp_path / "regulation.xlsx")
    for path in tmp_path.iterdir():
        (line, *_) = [line for line in read_document(path) if line.text]
        assert (line.text, line.spans) == ("SAKIP\t60\t", (1, 2, 0))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office file of an older kind"),
        (b"{\\rtf1", "Rich Text Format"),
        (b"PK\x03\x04 torn", "a damaged archive"),
    ],
)
def test_another_kind_of_file_is_told_with_what_to_save_it_as(tmp_path, start, kind):
    path = tmp_path / "peraturan.docx"
    path.write_bytes(start)
    with pytest.raises(DataRejected, match=kind) as refused:
        read_document(path)
    assert "save" in str(refused.value) or "open it in Word" in str(refused.value)


def test_an_archive_of_something_else_and_one_that_unpacks_to_too_much_are_refused(tmp_path):
    other, bomb = tmp_path / "a.docx", tmp_path / "b.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "halo")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    with pytest.raises(DataRejected, match="neither a Word nor an Excel"):
        read_document(other)
    with pytest.raises(DataRejected, match="when unpacked"):
        read_document(bomb)


def test_words_own_reader_refuses_in_one_line_what_is_too_long_for_it(plain, tmp_path):
    part, long = "word/document.xml", body(f"<w:t>{'x' * 10**7}x</w:t>")
    patched(plain[part], tmp_path / "spoiled.docx", part, long)
    with pytest.raises(DataRejected, match="cannot be read as a Word document"):
        read_document(tmp_path / "spoiled.docx")


def test_a_document_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(MissingInput, match=r"tidak\.docx"):
        read_document(tmp_path / "tidak.docx")


def patched(source, target, name, change):
    """A copy of an Office file in which one part is changed, and parts are added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry.filename)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return target


@pytest.fixture
def plain(tmp_path):
    """A Word document and a workbook without anything odd."""
    docx.Document().save(str(tmp_path / "a.docx"))
    workbook = openpyxl.Workbook()
    workbook.active.append(["Tabel 1"])
    workbook.save(tmp_path / "a.xlsx")
    return {
        "word/document.xml": tmp_path / "a.docx",
        "xl/worksheets/sheet1.xml": tmp_path / "a.xlsx",
    }


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
DEEP = b"<a>" * 400 + b"</a>" * 400


@pytest.mark.parametrize("part", ["word/document.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize(
    ("xml", "told"), [(ENTITIES, "entities"), (DEEP, "deep"), (b"<a>", "well")]
)
def test_parts_that_no_program_writes_are_refused(plain, tmp_path, part, xml, told):
    odd = patched(plain[part], tmp_path / "odd", part, lambda _: xml)
    with pytest.raises(DataRejected, match=told):
        read_document(odd)


@pytest.mark.parametrize("part", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_document_with_macros_is_refused_with_the_way_out(plain, part):
    with zipfile.ZipFile(plain[part], "a") as archive:
        archive.writestr(f"{part.split('/')[0]}/vbaProject.bin", b"macro")
    with pytest.raises(DataRejected, match="macros") as refused:
        read_document(plain[part])
    assert "save it again as ." in refused.value.problems[0].next_step


def body(xml):
    return lambda content: content.replace(b"<w:body>", b"<w:body>" + xml.encode())


CELL = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (CELL.format("", "x") * 10_000, "10,000 cells"),
        (CELL.format('<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>', "x"), "301 cells"),
        (CELL.format("", "y" * 1_000_000), "1,000,000 characters"),
    ],
)
def test_a_row_beyond_all_measure_is_refused_with_its_line(plain, tmp_path, cells, told):
    part = "word/document.xml"
    table = body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    with pytest.raises(DataRejected, match=rf"line \d+: {told}"):
        read_document(patched(plain[part], tmp_path / "odd", part, table))


TICK = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1)</w:t></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (TICK, "✓"),
        (f"<w:r><w:t>63,50</w:t></w:r>{RAISED}", "63,50"),
        (f"<w:r><w:t>SAKIP</w:t></w:r>{RAISED}", "SAKIP"),
        ("<w:r><w:t>a</w:t><w:footnoteReference w:id='2'/></w:r>", "a"),
    ],
)
def test_ticks_of_fonts_of_signs_and_marks_of_footnotes_are_what_they_look_like(
    plain, tmp_path, runs, text
):
    cells = f"<w:tc><w:p>{runs}</w:p></w:tc>{CELL.format('', 'b')}"
    part = "word/document.xml"
    odd = patched(plain[part], tmp_path / "odd", part, body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert [line.cells for line in read_document(odd) if line.is_cells] == [[text, "b"]]


def test_text_boxes_in_cells_are_read(plain, tmp_path):
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"  # noqa: E501
    cells = f"<w:tc><w:p>{box}</w:p></w:tc>{CELL.format('', 'b')}"
    part = "word/document.xml"
    odd = patched(plain[part], tmp_path / "odd", part, body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert [line.cells for line in read_document(odd) if line.is_cells] == [["kotak", "b"]]


def test_pages_of_word_are_known_only_where_a_program_noted_their_ends(plain, tmp_path):
    part = "word/document.xml"
    once = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>dua</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p>"  # noqa: E501
    noted = read_document(patched(plain[part], tmp_path / "odd", part, body(once)))
    assert [line.page for line in noted if line.text][-1:] == [2]
    assert {line.page for line in read_document(plain[part])} <= {0}
