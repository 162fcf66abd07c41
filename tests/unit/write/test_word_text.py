"""What data may hold without harm to a Word document, and that its bytes never vary."""

import io
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from lxml import etree
from word_reading import Word, report_of, table_of

from rapor.write.content import Heading, Paragraph, Row, Run, cell, words
from rapor.write.links import web_address
from rapor.write.word import docx

HOSTILE = [
    "<w:p/>&amp;</w:t>",
    '{ HYPERLINK "http://example.org" }',
    "{ INCLUDETEXT C:\\\\secret.txt }",
    "]]><script>alert(1)</script>",
    "=1+1|cmd",
    '" onload="x',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_data_stays_text_wherever_it_stands(text):
    report = report_of(
        Paragraph(words(text)),
        Heading(text, "h"),
        table_of((text, text), source=words(text), notes=(words(text),)),
        title=text,
        city=text,
    )
    word = Word(docx(replace(report, running=text)))
    for style in ("Normal", "Heading2", "TableText", "TableNumber", "SourceLine", "TableNote"):
        assert any(text in paragraph for paragraph in word.styled(style)), style
    known = {"TOC", "PAGEREF", "PAGE", "NUMPAGES", "SEQ"}
    asked = word.find("//w:instrText/text() | //w:fldSimple/@w:instr")
    assert {line.split()[0] for line in asked} <= known
    assert word.opened.core_properties.title == f"Evaluasi: {text} 2023"


def test_letters_that_xml_forbids_are_left_out_and_the_rest_stays():
    forbidden = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF]))
    word = Word(docx(report_of(Paragraph(words(f"a{forbidden}b\ud800c\u202ed\te\nf")))))
    assert "abcd e f" in word.styled("Normal")


def test_every_part_is_well_formed_and_the_document_opens_again(full):
    content = docx(full.report())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    opened = python_docx.Document(io.BytesIO(content))
    assert opened.paragraphs[0].style.name == "Subtitle"
    assert len(opened.tables) > 5


def test_a_link_to_nowhere_is_text():
    gone = Run("hilang", link="#not-there")
    script = Run("skrip", link="javascript:alert(1)")
    word = Word(docx(report_of(Paragraph(words(gone, " ", script)))))
    assert "hilang skrip" in word.styled("Normal")
    assert [link for link in word.find("//w:hyperlink") if word.text(link) == "hilang"] == []
    assert b"javascript" not in word.archive.read("word/_rels/document.xml.rels")


def test_a_web_address_is_a_link_of_the_document():
    run = Run("sumber", link="https://example.org/a b?q=<1>&r=é")
    word = Word(docx(report_of(Paragraph(words(run)))))
    (link,) = [link for link in word.find("//w:hyperlink") if word.text(link) == "sumber"]
    (key,) = link.xpath("@*[local-name()='id']")
    relation = word.opened.part.rels[key]
    assert relation.is_external
    assert relation.target_ref == "https://example.org/a%20b?q=%3C1%3E&r=%C3%A9"


@pytest.mark.parametrize(
    "address",
    ["http://", "https://[::1", "http://a b/", "https://x:99999999/", f"https://x/{'a' * 3000}"],
)
def test_an_address_that_would_break_the_document_is_no_link(address):
    assert web_address(address) == ""


def test_anchors_that_look_alike_lead_to_their_own_places():
    rows = (
        Row((cell("a"), cell("1")), anchor="target-3.7-1"),
        Row((cell("b"), cell("2")), anchor="target-3-7.1"),
        Row((cell("c"), cell("3")), anchor="target-" + "x" * 60),
        Row((cell("d"), cell("4")), anchor="target-" + "x" * 61),
    )
    links = [Run(row.anchor[-4:], link=f"#{row.anchor}") for row in rows]
    word = Word(docx(report_of(table_of(*rows), Paragraph(words(*links)))))
    targets = word.find("//w:p[w:pPr/w:pStyle/@w:val='Normal']/w:hyperlink/@w:anchor")
    assert len(set(targets)) == 4
    places = [
        word.text(word.find(f"//w:bookmarkStart[@w:name='{target}']/..")[0]) for target in targets
    ]
    assert places == ["a", "b", "c", "d"]


def test_an_anchor_that_stands_twice_is_one_bookmark():
    rows = (Row((cell("a"), cell("1")), anchor="same"), Row((cell("b"), cell("2")), anchor="same"))
    assert Word(docx(report_of(table_of(*rows)))).bookmarks.count("_same") == 1


def test_the_same_report_is_the_same_bytes_of_a_fixed_date(full):
    first = docx(full.report())
    assert docx(full.report()) == first
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
