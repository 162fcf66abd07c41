import pytest
from pdf_reading import report_of

from rapor.write.content import Heading, Paragraph, Row, Run, Table, cell, words
from rapor.write.links import Links, destination, web_address


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("#target-3.7-1", "#target-3.7-1"),
        ("https://contoh.go.id/a b?q=é", "https://contoh.go.id/a%20b?q=%C3%A9"),
        ("https://contoh.go.id/100%", "https://contoh.go.id/100%25"),
        ("https://contoh.go.id/a%20b", "https://contoh.go.id/a%20b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("www.contoh.go.id", ""),
        ("", ""),
    ],
)
def test_a_run_leads_to_an_anchor_or_to_the_web_and_nowhere_else(link, leads):
    assert destination(Run("kata", link=link)) == leads


@pytest.mark.parametrize(
    "address",
    ["http://", "https://[::1", "http://a b/", "https://x:99999999/", f"https://x/{'a' * 3000}"],
)
def test_an_address_that_is_not_well_formed_or_too_long_is_none(address):
    assert web_address(address) == ""


def test_a_place_is_marked_once_and_only_where_something_leads_to_it():
    there, gone = Run("sini", link="#here"), Run("hilang", link="#gone")
    links = Links(report_of(Heading("Sini", "here"), Paragraph(words(there, gone))))
    assert links.address(there) == "#here"
    assert links.address(gone) == ""
    assert [links.place("here"), links.place("here"), links.place("gone")] == ["here", "", ""]


def test_a_report_knows_its_anchors_and_which_are_asked_for():
    row = Row((cell(Run("a", link="#other")),), anchor="row-1")
    table = Table("table-x", "Tabel", (), (row,), notes=(words(Run("b", link="#table-x")),))
    report = report_of(Heading("Satu", "one"), table, Heading("Lagi", "one"))
    assert report.anchors == [report.chapters[0].anchor, "one", "table-x", "row-1"]
    assert report.anchors_asked == {"other", "table-x"}
