import re

import pytest
from made_up_rows import realisation
from pdf_reading import opened, report_of, squeezed

from rapor.ground.language import language
from rapor.write.content import Column, Heading, Paragraph, Row, Run, Table, cell, words
from rapor.write.links import Links
from rapor.write.pdf.typesetting import PORTRAIT, TABLE_SIZE, TableData, width


def table_of(kinds, rows, anchor="table-x", **more):
    columns = tuple(Column(f"Head {place}", kind) for place, kind in enumerate(kinds))
    made = tuple(Row(tuple(cell(words) for words in row)) for row in rows)
    return Table(anchor, f"Caption of {anchor}", columns, made, **more)


def wide(anchor):
    return table_of(["text"] * 10, [["Pemberdayaan"] * 10] * 3, anchor, wide=True)


def is_turned(page):
    return page.mediabox.width > page.mediabox.height


def places(page):
    """Where each stretch of text begins, from the left and from the bottom."""
    cells_found = {}

    def seen(text, matrix, position, _font, _size):
        if text.strip():
            left = position[4] * matrix[0] + matrix[4]
            cells_found.setdefault(squeezed(text), (left, position[5] * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=seen)
    return cells_found


def test_a_wide_table_that_needs_it_stands_on_a_turned_page_with_its_heading():
    reader = opened(
        report_of(
            Paragraph(words("before")),
            Heading("Its heading", "its"),
            wide("table-a"),
            wide("table-b"),
            Paragraph(words("after")),
        )
    )
    turned = [page for page in reader.pages if is_turned(page)]
    assert len(turned) == 1
    text = turned[0].extract_text()
    assert "Its heading" in text
    assert "Caption of table-a" in text
    assert "Caption of table-b" in text
    assert "before" not in text
    assert "after" not in text


def test_a_wide_table_with_room_stays_upright():
    few = table_of(["text", "number"], [["short", "1"]], wide=True)
    assert not any(is_turned(page) for page in opened(report_of(few)).pages)


def test_the_list_of_publications_is_turned_when_it_is_long(thin):
    name = "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik Indonesia"
    thin.realisations = [
        realisation(("ombudsman", "sakip")[place % 2], "84,20", place)
        | {
            "publisher": f"{name} {place}",
            "assessor": f"{name} {place}",
            "note": f"{place}. {name}",
        }
        for place in range(1, 30)
    ]
    turned = [page for page in opened(thin.report()).pages if is_turned(page)]
    assert len(turned) > 1
    assert all("Penerbit" in page.extract_text() for page in turned)


@pytest.mark.parametrize(
    "rows",
    [
        [["kata " * 30, "1", "kata " * 60, "ya"]] * 5,
        [["x" * 5000, "1", "y" * 5000, "z" * 300]],
        [["", "", "", ""]],
        [],
    ],
)
def test_columns_fill_the_page_and_no_more(rows):
    table = table_of(["text", "number", "text", "short"], rows)
    given = TableData(table, language("id"))._widths(PORTRAIT)
    assert sum(given) * TABLE_SIZE == pytest.approx(PORTRAIT, abs=0.5)
    assert min(given) > 0


def test_the_column_with_more_words_is_wider():
    rows = [["kata " * 20, "kata " * 60]] * 5
    narrow, broad = TableData(table_of(["text", "text"], rows), language("id"))._widths(PORTRAIT)
    assert broad > 1.5 * narrow


def test_numbers_stand_below_each_other_at_the_decimal_sign():
    numbers = ["7", "12,5", "103,25", "≥ 3"]
    table = table_of(["text", "number"], [["a", number] for number in numbers])
    data = TableData(table, language("id")).data(Links(report_of(table)))
    cells = [row["cells"][1] for row in data["rows"]]
    behind = [
        width(number[number.find(",") :] if "," in number else "") + one.get("room", 0.0)
        for number, one in zip(numbers, cells, strict=True)
    ]
    assert behind == pytest.approx([width(",25")] * 4, abs=0.01)


def test_a_head_is_repeated_on_every_page_of_its_table():
    rows = [[f"baris {place}", str(place)] for place in range(120)]
    pages = opened(report_of(table_of(["text", "number"], rows))).pages
    with_rows = [
        page.extract_text() for page in pages if re.search(r"baris \d", page.extract_text())
    ]
    assert len(with_rows) > 1
    assert all(
        {"Head0", "Head1"} <= set(re.findall(r"Head\d", squeezed(text))) for text in with_rows
    )


def test_a_group_is_named_again_where_it_goes_on():
    rows = (
        Row((cell("Kelompok pertama"),), group=True),
        *(Row((cell(f"baris {place}"), cell(str(place)))) for place in range(90)),
    )
    table = Table("table-x", "Caption", (Column("A"), Column("B", "number")), rows)
    texts = [page.extract_text() for page in opened(report_of(table)).pages]
    with_rows = [text for text in texts if re.search(r"baris \d", text)]
    assert len(with_rows) > 1
    assert all("Kelompok pertama" in text for text in with_rows)


def test_a_mark_stands_beside_its_number_and_leads_to_its_note():
    rows = (
        Row((cell("a"), cell("51", Run("K-12", "mark", "#finding-1")))),
        Row((cell("b"), cell("3,25")), anchor="finding-1"),
    )
    table = Table("table-x", "Caption", (Column("A"), Column("B", "number")), rows)
    cells_found = places(opened(report_of(table)).pages[-1])
    assert cells_found["51"][0] < cells_found["K-12"][0]
    assert abs(cells_found["51"][1] - cells_found["K-12"][1]) < 6


def test_a_row_higher_than_a_page_is_broken_and_not_cut():
    rows = [["kata " * 3000, "ujung"]]
    reader = opened(report_of(table_of(["text", "short"], rows)))
    assert sum(page.extract_text().count("kata") for page in reader.pages) == 3000


def test_a_head_as_high_as_a_page_is_set_once():
    long = Column("judul " * 1500)
    table = Table("table-x", "Caption", (long, Column("B")), (Row((cell("a"), cell("b"))),))
    reader = opened(report_of(table))
    assert sum(page.extract_text().count("judul") for page in reader.pages) == 1500
