"""Columns in a made-up type in which every letter is half as wide as its size."""

import pytest

from rapor.ground.language import language
from rapor.write.columns import Setting, TableColumns, pieces, with_breaks
from rapor.write.content import Column, Row, Run, Table, cell, words
from rapor.write.tables import TableView

PLAIN = Setting(
    measure=lambda text, *, bold=False: (0.6 if bold else 0.5) * len(text),
    gap=1.0,
    indent=1.0,
    mark=0.7,
    room=1.0,
)
LONG = "kata yang panjang sekali dan masih dilanjutkan lagi " * 3


def columns_of(*rows, kinds=("text", "text"), setting=PLAIN):
    heads = tuple(Column(f"K{place}", kind) for place, kind in enumerate(kinds))
    table = Table("table-x", "Tabel", heads, tuple(Row(tuple(map(cell, row))) for row in rows))
    return TableColumns(TableView(table, language("id")), setting)


@pytest.mark.parametrize("space", [20.0, 50.0, 200.0])
def test_columns_fill_the_space_and_no_more(space):
    columns = columns_of(("pendek", LONG), ("sedang saja", "kata"))
    assert sum(columns.widths(space)) == pytest.approx(space, rel=0.01)


def test_the_column_with_more_words_is_wider():
    short, long = columns_of(("pendek", LONG)).widths(40.0)
    assert long > short


def test_no_word_is_broken_where_there_is_room_for_it():
    word = "pertanggungjawaban"
    columns = columns_of((word, LONG), ("a", LONG))
    assert columns.widths(40.0)[0] - PLAIN.gap >= 0.5 * len(word)
    assert columns.least_width <= 40.0


def test_a_number_stays_whole_beside_long_words():
    widths = columns_of((LONG, "1.234.567,89"), kinds=("text", "number")).widths(30.0)
    assert widths[1] >= 0.5 * len("1.234.567,89")


def test_room_for_a_wider_font_goes_before_a_word_is_broken():
    roomy = Setting(PLAIN.measure, PLAIN.gap, PLAIN.indent, PLAIN.mark, room=1.25)
    word = "akuntabilitas"
    columns = columns_of((word, word), setting=roomy)
    wide, tight = columns.widths(2 * 0.5 * 13 * 1.25 + 1), columns.widths(2 * 0.5 * 13 + 1)
    assert wide[0] - roomy.gap >= 0.5 * 13 * 1.25 - 0.01
    assert tight[0] - roomy.gap >= 0.5 * 13 - 0.01


def test_a_longer_text_takes_more_lines():
    columns = columns_of(("a", LONG), ("a", "kata"))
    many, one = (
        columns.lines(Row((cell("a"), cell(text))), columns.widths(30.0)) for text in (LONG, "kata")
    )
    assert many > 3 > one


def test_numbers_keep_room_for_decimals_and_marks():
    view = TableView(Table("t", "T", (Column("N", "number"),), ()), language("id"))
    columns = columns_of(("a", "b"))
    bare = view.number(cell("12,5"), "number")
    marked = view.number(cell("7", Run("K-1", "mark")), "number")
    assert columns.behind([bare]) == pytest.approx(1.0)
    assert columns.behind([bare, marked]) > columns.behind([bare])


def test_a_long_word_may_be_broken_after_its_signs_and_nothing_is_lost():
    address = "https://contoh.go.id/laporan-kinerja/tahun_2023/unduh?berkas=lakip.pdf"
    assert "".join(pieces(address)) == address
    assert all(len(piece) <= 30 for piece in pieces(address))
    assert pieces("akuntabilitas") == ["akuntabilitas"]
    assert with_breaks(f"lihat {address}", "|").replace("|", "") == f"lihat {address}"


def test_a_source_stays_in_one_line():
    source = Run("T 3.7, b 2", "source")
    table = Table("t", "T", (Column("S"), Column("K")), (Row((cell(source), cell(LONG))),))
    columns = TableColumns(TableView(table, language("id")), PLAIN)
    assert columns.widths(30.0)[0] - PLAIN.gap >= columns.text_width(words(source))
