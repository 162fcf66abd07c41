"""What is crossed out or cannot be seen is left out and told, whatever the format."""

import docx
import openpyxl
import pdfplumber
import pypdf
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from pypdf.annotations import MarkupAnnotation
from pypdf.generic import ArrayObject, FloatObject, NameObject

from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document
from rapor.ingest.table_reader import read_tables

HEAD = ("Indikator", "Target 2022", "Target 2023")
AT = "cell:1:Target 2022"
IN_WORD = {
    "struck": lambda font: setattr(font, "strike", True),
    "struck twice": lambda font: setattr(font, "double_strike", True),
    "hidden": lambda font: setattr(font, "hidden", True),
    "white": lambda font: setattr(font.color, "rgb", RGBColor(255, 255, 255)),
    "tiny": lambda font: setattr(font, "size", Pt(1)),
}
IN_PDF = {
    "struck": "#strike[60]65",
    "drawn": "#box[60#place(top + left, dy: 3pt, line(length: 10pt, stroke: .5pt))]65",
    "white": "#text(fill: white)[60]65",
    "tiny": "#text(size: .5pt)[60]65",
}
CROSSED = ("struck", "struck twice", "drawn")


@pytest.fixture
def told(vocabulary):
    """The figure of a document's only row, and its doubts by code and place."""

    def of(path):
        notes = Notes()
        (table,) = read_tables(read_document(path, notes), vocabulary, notes)
        doubts = {(note.code, note.at): note.proposed for note in notes.notes if note.code}
        return table.rows[0].cells[1], doubts

    return of


def code(how):
    return "text_struck" if how in CROSSED else "text_unseen"


def word(path, shape, fill=""):
    document = docx.Document()
    document.add_paragraph("Tabel 1. Target")
    table = document.add_table(0, 3)
    for texts in (HEAD, ("Nilai SAKIP", "", "70")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    cell = table.cell(1, 1)
    shape(cell.paragraphs[0].add_run("60").font)
    cell.paragraphs[0].add_run("65")
    if fill:
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
        cell._tc.get_or_add_tcPr().append(shade)
    document.save(path)


def sheet(path, value, font=None, fill=None, shape="General"):
    workbook = openpyxl.Workbook()
    for row in (["Tabel 1. Target"], HEAD, ["Nilai SAKIP", value, 70]):
        workbook.active.append(row)
    cell = workbook.active["B3"]
    cell.number_format = shape
    if font:
        cell.font = font
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    workbook.save(path)


def page(path, cell):
    cells = f"[Indikator],[Target 2022],[Target 2023],[Nilai SAKIP],[{cell}],[70]"
    source = f"#set page(width: 400pt, height: 200pt)\nTabel 1. Target\n#table(columns: 3,{cells})"
    path.write_bytes(typst.compile(source.encode()))


@pytest.mark.parametrize("how", IN_WORD)
def test_in_word(told, tmp_path, how):
    word(tmp_path / "a.docx", IN_WORD[how])
    assert told(tmp_path / "a.docx") == ("65", {(code(how), AT): "65"})


def test_white_letters_on_colour_are_seen_in_word_and_in_a_sheet(told, tmp_path):
    word(tmp_path / "a.docx", IN_WORD["white"], fill="1F3864")
    sheet(tmp_path / "a.xlsx", "6065", Font(color="FFFFFFFF"), fill="FF1F3864")
    assert told(tmp_path / "a.docx") == told(tmp_path / "a.xlsx") == ("6065", {})


@pytest.mark.parametrize("how", IN_PDF)
def test_in_a_pdf(told, tmp_path, how):
    page(tmp_path / "a.pdf", IN_PDF[how])
    assert told(tmp_path / "a.pdf") == ("65", {(code(how), AT): "65"})


def test_what_is_underlined_or_white_on_colour_is_seen_in_a_pdf(told, tmp_path):
    page(tmp_path / "a.pdf", "#underline[60]#highlight(fill: black, text(fill: white)[65])")
    assert told(tmp_path / "a.pdf") == ("6065", {})


def test_a_word_that_a_comment_of_a_pdf_strikes_out(told, tmp_path):
    page(tmp_path / "a.pdf", "60")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        word = next(each for each in pdf.pages[0].extract_words() if each["text"] == "60")
        low, high = pdf.pages[0].height - word["bottom"], pdf.pages[0].height - word["top"]
    corners = [word["x0"], high, word["x1"], high, word["x0"], low, word["x1"], low]
    stroke = MarkupAnnotation()
    stroke[NameObject("/Subtype")] = NameObject("/StrikeOut")
    stroke[NameObject("/Rect")] = ArrayObject(map(FloatObject, (word["x0"], low, word["x1"], high)))
    stroke[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, corners))
    writer = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.add_annotation(0, stroke)
    writer.write(tmp_path / "b.pdf")
    assert told(tmp_path / "b.pdf") == ("", {("text_struck", AT): ""})


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_in_a_text_with_marks(told, tmp_path, tag):
    rows = ("\t".join(HEAD), f"Nilai SAKIP\t<{tag}>60</{tag}> 65\t70")
    (tmp_path / "a.txt").write_text("\n".join(("Tabel 1. Target", *rows)), encoding="utf-8")
    assert told(tmp_path / "a.txt") == ("65", {("text_struck", AT): "65"})


@pytest.mark.parametrize(
    ("value", "font", "shape", "shown", "doubt"),
    [
        (60, Font(strike=True), "General", "", "text_struck"),
        (60, Font(color="FFFFFFFF"), "General", "", "text_unseen"),
        (60, None, ";;;", "", "text_unseen"),
        (1_500_000, None, "#,##0,", "1.500", "shown_otherwise"),
        (0, None, '#,##0;-#,##0;"-"', "-", "shown_otherwise"),
        (63.5, None, "0", "64", "shown_otherwise"),
        ("=C3-5", None, "General", "=C3-5", "formula_without_result"),
        ("#REF!", None, "General", "#REF!", "formula_without_result"),
    ],
)
def test_in_a_sheet(told, tmp_path, value, font, shape, shown, doubt):
    sheet(tmp_path / "a.xlsx", value, font, shape=shape)
    assert told(tmp_path / "a.xlsx") == (shown, {(doubt, AT): shown})


@pytest.mark.parametrize(
    ("formula", "saved", "told"),
    [
        ("=SUM(A1:C1)", 60, "60"),
        ("=SUM(A1:C1)", 65, "65 60"),
        ("=ROUND(A1/C1,2)", 7, "7"),
        ("=A1/C1*100%", 0.5, "0,5 0,3333333333"),
        ("=AVERAGE('Lembar 2'!$A$1:$A$2) - -B1", 30, "30 35"),
        ("=MAX(A1;C1)+(B1-A1)/2", 1, "1"),
        ("=MAX(A1,C1)+(B1-A1)/2", 1, "1 35"),
        ("=A1/D1", 9, "9"),
        ("=A1+E1", 9, "9"),
        ("=VLOOKUP(A1,A1:C1,2)", 9, "9"),
        ("=TidakAda!A1", 9, "9"),
        ("=SUM(A:A)", 9, "9"),
        ("=A1)", 9, "9"),
        ("=1E308*1E308", 9, "9"),
        pytest.param("=" + "(" * 2000 + "1" + ")" * 2000, 9, "9", id="nested too deeply"),
    ],
)
def test_a_result_that_its_cells_do_not_give_any_more_is_told(tmp_path, formula, saved, told):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        first, second = workbook.add_worksheet("Lembar 1"), workbook.add_worksheet("Lembar 2")
        first.write_row(0, 0, [10, 20, 30, 0, "teks"])
        first.write_formula(0, 5, formula, None, saved)
        second.write_column(0, 0, [10, 20])
    notes = Notes()
    cells = read_document(tmp_path / "a.xlsx", notes)[0].cells
    outdated = [
        dict(note.details)["value"] for note in notes.notes if note.code == "formula_outdated"
    ]
    assert " ".join([cells[5], *outdated]) == told


def test_a_part_of_a_cell_that_a_sheet_strikes_out(told, tmp_path):
    sheet(tmp_path / "a.xlsx", CellRichText(TextBlock(InlineFont(strike=True), "60"), "65"))
    assert told(tmp_path / "a.xlsx") == ("65", {("text_struck", AT): "65"})


def test_comments_of_a_sheet_are_told(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nilai", 60])
    workbook.active["B1"].comment = Comment("menjadi 65", "Ani")
    workbook.save(tmp_path / "a.xlsx")
    notes = Notes()
    read_document(tmp_path / "a.xlsx", notes)
    assert [(note.code, dict(note.details)["first"]) for note in notes.notes] == [
        ("comments_unread", "menjadi 65")
    ]
