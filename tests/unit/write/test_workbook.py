import io
import zipfile

import openpyxl
import pytest
from made_up_rows import finding

from rapor.ground.language import language
from rapor.write.content import Column, Figure, Row, Run, Table, cell
from rapor.write.numbers import written
from rapor.write.workbook import xlsx
from rapor.write.workbook.sheets import grid, sheets
from rapor.write.workbook.table_sheet import HEAD

FIRST_ROW = HEAD + 2
"""Row of the first data, as Excel counts."""


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(xlsx(report)))


@pytest.fixture
def report(thin):
    thin.findings = [finding(indicator="ombudsman")]
    thin.indicators[0] |= {"findings": "outside_scale:3.7:1:2023"}
    return thin.report()


@pytest.fixture
def book(report):
    return opened(report)


def area(book):
    """The sheet with the marked target and the realisation of one area."""
    return next(
        worksheet
        for worksheet in book.worksheets
        if "Target 2023: tanda temuan" in titles(worksheet)
    )


def titles(sheet):
    return [cell.value for cell in sheet[HEAD + 1]]


def test_every_table_and_figure_has_a_sheet_in_the_reports_order(book, report):
    shown = [block for block in report.blocks() if isinstance(block, Table | Figure)]
    captions = [block.caption if isinstance(block, Table) else block.title for block in shown]
    assert len(book.worksheets) == len(shown) + 1
    assert [
        worksheet["A1"].value.partition(". ")[2] for worksheet in book.worksheets[1:]
    ] == captions


def test_the_first_sheet_says_what_it_is_and_leads_to_every_sheet(book):
    first = book.worksheets[0]
    said = " ".join(str(cell.value) for row in first.rows for cell in row if cell.value)
    for words in ("2023", "Draf", "Tanggal data", "Keadaan data", "● tercapai", "Tanda seperti"):
        assert words in said
    links = [cell.hyperlink.location for row in first.rows for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_heads_stay_in_sight_and_filter(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == f"A{FIRST_ROW}"
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        if sheet.max_row >= FIRST_ROW and sheet.auto_filter.ref:
            assert sheet.auto_filter.ref.startswith(f"A{HEAD + 1}:")
    assert area(book).auto_filter.ref


def test_no_head_is_taller_than_its_lines_and_no_chart_stands_on_words(full):
    charts = 0
    for sheet in opened(full.report()).worksheets[1:]:
        assert sheet.row_dimensions[HEAD + 1].height <= 15 * 7
        words = max((merged.max_col for merged in sheet.merged_cells.ranges), default=0)
        charts += len(sheet._charts)
        assert all(chart.anchor._from.col >= words for chart in sheet._charts)
    assert charts


def test_a_figure_is_a_number_with_the_decimals_of_the_report(book):
    sheet = area(book)
    column = titles(sheet).index("Realisasi 2023")
    figure = sheet.cell(FIRST_ROW, column + 1)
    assert (figure.data_type, figure.value, figure.number_format) == ("n", 84.2, "0.00")


def test_a_word_stays_a_word_and_what_is_not_there_stays_empty(book):
    sheet = next(
        worksheet
        for worksheet in book.worksheets
        if worksheet.cell(FIRST_ROW, 1).value == "Opini BPK"
    )
    column = titles(sheet).index("Realisasi 2023") + 1
    word, nothing = sheet.cell(FIRST_ROW, column), sheet.cell(FIRST_ROW + 1, column)
    assert (word.data_type, word.value) == ("s", "WTP")
    assert nothing.value is None


def test_every_number_is_the_one_that_the_report_shows(report, book):
    words, counted = language("id"), 0
    for shown, sheet in zip(sheets(report, words), book.worksheets[1:], strict=True):
        for column, field in enumerate(grid(shown.table, words).columns, start=1):
            for place, entry in enumerate(field.cells):
                found = sheet.cell(FIRST_ROW + place, column)
                assert (found.data_type == "n" and found.value is not None) == bool(entry.number)
                if entry.number:
                    assert written(entry.text, found.value)
                    counted += 1
    assert counted > 20


def test_a_mark_stands_in_a_column_of_its_own_and_leads_to_its_finding(book):
    sheet = area(book)
    column = titles(sheet).index("Target 2023: tanda temuan")
    mark = sheet.cell(FIRST_ROW, column + 1)
    assert mark.value
    name, _, cell = mark.hyperlink.location.rpartition("!")
    goal = book[name.strip("'")]
    assert any(mark.value in str(box.value) for box in goal[int(cell[1:])])


def test_a_sentence_with_a_source_in_it_is_no_link_and_a_source_alone_is():
    here = Run("T 3.7, b 1", "source", link="#line-3-7-1")
    rows = (Row((cell("Nilai 4 (", here, ")."),)), Row((cell(here),)))
    table = Table("t", "Uji", (Column("Kalimat"),), rows)
    (column,) = grid(table, language("id")).columns
    assert [each.link for each in column.cells] == ["", "line-3-7-1"]


def test_a_source_is_told_in_full(book):
    sheet = area(book)
    column = titles(sheet).index("Sumber")
    said = sheet.cell(FIRST_ROW, column + 1).value
    assert "T 3.7, b 1 (Tabel 3.7, baris 1, kolom" in said
    assert "R 1" in said


def test_a_status_is_told_with_its_symbol(book):
    sheet = area(book)
    column = titles(sheet).index("Status")
    assert sheet.cell(FIRST_ROW, column + 1).value == "▲ tidak tercapai"


def test_the_head_of_a_group_stands_in_every_row_of_it(book):
    sheet = next(
        worksheet
        for worksheet in book.worksheets
        if "Nama sebagaimana tercantum" in titles(worksheet)
    )
    assert titles(sheet)[0] == "Kelompok"
    assert sheet.cell(FIRST_ROW, 1).value.startswith("Tabel 3.7")
    assert sheet.cell(FIRST_ROW + 1, 1).value.startswith("Tabel 3.7")


def test_pages_are_a4_across_with_running_head_and_number(book, report):
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddHeader.left.text == report.running
        assert "&P" in sheet.oddFooter.right.text
        assert "&N" in sheet.oddFooter.right.text


def test_the_workbook_names_its_report_and_nobody(book):
    found = book.properties
    assert found.title == "Evaluasi Road Map Reformasi Birokrasi: Kota Contoh 2023"
    assert found.subject.endswith("Kota Contoh 2023 (draf)")
    assert not found.creator
    assert found.created.year == 2000
    assert book.custom_doc_props["Language"].value == "id"


def test_the_same_content_gives_the_same_bytes_of_a_fixed_date(report):
    made = xlsx(report)
    assert made == xlsx(report)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
