import dataclasses
import io
import re
import zipfile

import openpyxl
import pytest

from rapor.write.content import (
    Bars,
    Chapter,
    Column,
    Figure,
    FrontPage,
    Paragraph,
    Report,
    Row,
    Run,
    Section,
    Table,
    cell,
    words,
)
from rapor.write.workbook import xlsx
from rapor.write.workbook.table_sheet import HEAD, LONGEST_TEXT

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "{=1+1}",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "http://example.org",
    "internal:'T1'!A1",
    "17.71",
    "00123",
    "1E5",
    "_x0041_",
]


def table(words_, anchor="one", caption=None):
    return Table(
        anchor=anchor,
        caption=words_ if caption is None else caption,
        columns=(Column(words_), Column("N", "number"), Column("S", "source")),
        rows=(
            Row((cell(words_),), group=True),
            Row(
                (
                    cell(words_, Run(words_, "mark", link="#there", hint=words_)),
                    cell(words_),
                    cell(Run(words_, "source", link=f"#{words_}", hint=words_)),
                ),
                anchor=words_,
            ),
        ),
        source=words(words_),
        notes=(words(words_),),
    )


def report(said, tables):
    front = FrontPage(
        said, said, 2023, ((said, said),), (Section(said, (Paragraph(words(said)),)),)
    )
    return Report("id", said, front, (Chapter("one", said, tuple(tables), 1),))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(xlsx(content)))


@pytest.mark.parametrize("said", FORMULAS)
def test_no_text_becomes_a_formula_a_number_or_a_link_to_the_web(said):
    book = opened(report(said, [table(said)]))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n"}
    numbers = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.rows
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]
    links = [
        cell for sheet in book.worksheets for row in sheet.rows for cell in row if cell.hyperlink
    ]
    assert numbers == []
    assert all(link.hyperlink.target is None for link in links)
    shown = book.worksheets[1].cell(HEAD + 2, 2).value
    assert shown.strip() == said.strip()


@pytest.mark.parametrize(
    "caption",
    [
        "a" * 200,
        "[]:*?/\\",
        "'quoted'",
        "History",
        "",
        "😀" * 40,
        "\x00\x07\ud800",
        "T1 one",
        "  ",
        "Nilai: 'a'/b [c] * d?",
        "x" * 27 + "'" * 9,
    ],
)
def test_excel_takes_the_name_of_every_sheet(caption):
    tables = [table("one", anchor=f"t{number}", caption=caption) for number in range(12)]
    names = opened(report("one", tables)).sheetnames
    assert len({name.casefold() for name in names}) == 13
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_a_figure_and_a_table_of_one_title_have_sheets_of_their_own():
    figure = Figure(
        "f", "Same", "Same", (), "Same", "", table("one", anchor="data", caption="Same")
    )
    names = opened(report("one", [table("one", caption="Same"), figure])).sheetnames
    assert names[1:] == ["T1 Same", "G1 Same"]


def test_no_title_of_a_chart_is_a_reference_to_a_cell_of_another_program():
    said = "=cmd|'/C calc'!A0 naik"
    number = Row((cell("a"), cell("1", value=1.0)))
    data = Table("data", "Nilai", (Column("a"), Column("N", "number")), (number,), words(said))
    figure = Figure("f", said, "Nilai", (), said, "", data, Bars((1,), said))
    packed = zipfile.ZipFile(io.BytesIO(xlsx(report("one", [figure]))))
    chart = packed.read("xl/charts/chart1.xml").decode()
    references = re.findall("<c:f>(.*?)</c:f>", chart)
    assert len(references) > 2
    assert all(reference.startswith("'G1 ") for reference in references)
    assert chart.count("calc'! A0 naik") == 2


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    book = opened(report("one", [table("😀" * 40_000, caption="Long")]))
    found = book.worksheets[1].cell(HEAD + 2, 2).value
    assert len(found.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert "huruf lagi tidak termuat" in found


def test_control_characters_are_left_out():
    book = opened(report("one", [table("a\x00b\x07c\x1b\ud83dd\ufffe", caption="Control")]))
    assert book.worksheets[1].cell(HEAD + 2, 2).value == "abcd"


def test_an_ampersand_in_the_running_head_gives_no_command_to_the_printer():
    content = dataclasses.replace(report("one", [table("one")]), running="Tata & Kelola &P &D")
    head = opened(content).worksheets[1].oddHeader
    assert "&&" in (head.left.text or "")
    assert "Tata && Kelola &&P &&D" in head.left.text


def test_a_table_without_rows_has_a_sheet_all_the_same():
    empty = Table("none", "Nothing", (Column("One"), Column("Two")), ())
    sheet = opened(report("one", [empty])).worksheets[1]
    assert sheet["A1"].value == "Tabel 1. Nothing"
    assert not sheet.auto_filter.ref
