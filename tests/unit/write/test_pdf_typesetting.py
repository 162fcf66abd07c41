from types import SimpleNamespace

import pytest
from pdf_reading import opened, report_of, squeezed, words_of

from rapor.write.content import (
    Callout,
    Cell,
    Column,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    words,
)
from rapor.write.pdf.typesetting import BREAK, MISSING, breakable, clean

# The long ones are higher than a page in a column of six.
HOSTILE = [
    '#panic("no") #import "@preview/x:1.0.0": * #read("/etc/passwd")',
    "*strong* _soft_ `raw` $ x^2 $ = Title - list / term: + enum",
    "<label> @reference \\ \\u{1F600} ~ -- --- ... 'quotes' \"double\"",
    "{ [ ( ] } ) // comment /* comment */ https://contoh.go.id",
    "{page} {pages} {{ 7 }} %s ${y}",
    "</w:t><script>alert(1)</script>&amp;",
    "=1+1;DROP",
    "../../etc/passwd",
    "xy" * 750,
    "kata " * 300,
    "",
]


def with_texts(text):
    """A report in which every kind of block prints the text."""
    runs = words(text, Run(text, "strong"), Run(text, "source"), Run(text, "mark", "#table-x"))
    columns = tuple(
        Column(text, kind) for kind in ("text", "short", "number", "printed", "status", "source")
    )
    rows = (
        Row((cell(text),), group=True),
        Row(tuple(Cell(runs) for _ in columns), anchor=text, depth=1),
    )
    table = Table("table-x", text, columns, rows, source=runs, notes=(runs,))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"></svg>'
    drawing = SimpleNamespace(size=(100, 50), svg=svg)
    figure = Figure("figure-x", text, text, runs, text, drawing, table)
    blocks = (Heading(text, text), Paragraph(runs), ListBlock((runs,)), Callout(text, runs))
    return report_of(*blocks, table, figure, city=text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_document_prints_comes_out_as_text(text):
    found = words_of(opened(with_texts(text)))
    assert found.count(squeezed(text)) >= 1
    if len(text) < 100:
        assert found.count(squeezed(text)) >= 5


@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[3], HOSTILE[-3], ""], ids=range(4))
def test_a_city_with_hostile_words_has_a_report(thin, text):
    thin.put_everywhere(text)
    assert squeezed(text) in words_of(opened(thin.report()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u2066c\u200fd\u200be", "abcde"),
        ("a\x00b\x07c\x1bd\x7fe\ud800f", "abcdef"),
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("é Ş ≥ ● ▲ ○ ◇", "é Ş ≥ ● ▲ ○ ◇"),
        ("中", MISSING),
        ("", ""),
    ],
)
def test_signs_that_do_harm_or_have_no_form_are_not_set(text, shown):
    assert clean(text) == shown


@pytest.mark.parametrize(
    "text", ["\u202eABC\u2066 \u200f", "é 中文 🙂 \x07", "שלום مرحبا", "\ufeff\u2060"]
)
def test_a_report_with_any_sign_can_be_written(text):
    reader = opened(with_texts(text))
    assert "Firstchapter" in words_of(reader)


def test_only_long_words_may_be_broken_and_nothing_is_lost():
    address = "https://contoh.go.id/unduh/laporan-evaluasi_2023.pdf?versi=2&halaman=14"
    assert breakable("Sistem Pemerintahan Berbasis Elektronik") == (
        "Sistem Pemerintahan Berbasis Elektronik"
    )
    assert BREAK in breakable(address)
    assert breakable(address).replace(BREAK, "") == address


def test_a_long_word_stays_on_the_page():
    page = opened(report_of(Paragraph(words("x" * 5000)))).pages[-1]
    ends = []

    def seen(text, _matrix, position, _font, size):
        ends.append(position[4] + 0.4 * size * len(text.rstrip()))

    page.extract_text(visitor_text=seen)
    assert max(ends) < float(page.mediabox.width)
