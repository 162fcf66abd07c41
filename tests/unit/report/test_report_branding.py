"""A brand in every format of one report; without one nothing of it is there."""

import dataclasses
import io
import re
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from rapor.report.branding import branded
from rapor.report.short_forms import brief
from rapor.report.slides import slides
from rapor.write.brand import HOUSE, Brand
from rapor.write.brand_files import Logo
from rapor.write.content import Figure
from rapor.write.html import CHART_COLOURS, html
from rapor.write.pdf import pdf
from rapor.write.slides import pptx
from rapor.write.word import docx
from rapor.write.workbook import xlsx


def picture():
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "#336699").save(out, "PNG")
    return out.getvalue()


BRAND = Brand(
    name="PT Uji Rupa",
    author="Tim Uji",
    address="Jalan Uji 1\nKota Uji",
    letter="B/7/UJI/2024",
    state="draft",
    font="Georgia",
    accent="#7a1f3d",
    logo=Logo("PNG", picture(), 3.0),
    signature=(
        ("place", "Kota Uji"),
        ("role", "Ketua"),
        ("name", "Penanda Uji"),
        ("date", "2024-02-01"),
    ),
)
SAID = ("PT Uji Rupa", "Jalan Uji 1", "Tim Uji", "B/7/UJI/2024", "Penanda Uji", "DRAF")


def of_brand(sample, make=None):
    dossier = dataclasses.replace(sample.dossier(), brand=BRAND)
    return make(dossier) if make else branded(sample.report(), BRAND, dossier.language)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(content, *endings):
    held = parts(content)
    text = b" ".join(held[name] for name in held if name.endswith(endings)).decode(
        "utf-8", "replace"
    )
    return re.sub("<[^>]+>", "", text)


def test_without_a_brand_the_report_is_the_same(thin):
    report = thin.report()
    assert branded(report, HOUSE, thin.dossier().language) is report


def test_a_page_has_letterhead_colour_type_and_the_mark_of_a_draft(thin):
    page = html(of_brand(thin)).decode()
    assert all(said in page for said in (*SAID[:5], "--accent: #7a1f3d", "data:image/png"))
    assert 'content: "DRAF"' in page
    assert '"Georgia"' in page
    assert html(thin.report()).decode().count("letterhead") == page.count("letterhead") - 1


def test_the_parts_of_a_first_page_keep_their_places_in_a_brand(thin):
    codes = [[part.code for part in of.front.sections] for of in (of_brand(thin), thin.report())]
    assert codes[0] == codes[1]
    assert all(codes[0])


def test_every_page_of_a_pdf_is_marked_and_its_first_stays_one(thin):
    pages = [
        page.extract_text() for page in PdfReader(io.BytesIO(pdf(of_brand(thin, brief)))).pages
    ]
    assert len(pages) == 2
    assert all("DRAF" in page for page in pages)
    assert all(said in pages[0] for said in SAID[:4])
    assert "Penanda Uji" in pages[1]


def test_a_document_is_marked_in_each_of_its_heads(thin):
    content = docx(of_brand(thin))
    heads = {
        name: part
        for name, part in parts(content).items()
        if "header" in name and name.endswith("xml")
    }
    assert len(heads) == 2
    assert all(b"DRAF" in part for part in heads.values())
    assert all(said in words(content, "document.xml") for said in SAID[:5])
    styles = parts(content)["word/styles.xml"]
    assert (b"7A1F3D" in styles, b"0B5563" in styles, b"Georgia" in styles) == (True, False, True)
    assert any(name.startswith("word/media/") for name in parts(content))


def test_a_workbook_and_slides_have_it_too(thin):
    content = xlsx(of_brand(thin))
    assert all(said in words(content, ".xml") for said in (*SAID[:4], "DRAF"))
    book = parts(content)
    assert b"Georgia" in book["xl/styles.xml"]
    sheets = [part for name, part in book.items() if name.startswith("xl/worksheets/sheet")]
    heads = [re.search(b"<oddHeader>(.*?)</oddHeader>", part)[1] for part in sheets]
    assert all(head.endswith(b"DRAF") for head in heads)
    deck = parts(pptx(of_brand(thin, slides)))
    made = [part for name, part in deck.items() if re.fullmatch(r"ppt/slides/slide\d+.xml", name)]
    assert len(made) == 8
    assert all(b"DRAF" in part and b"PT Uji Rupa" in part for part in made)


@pytest.mark.parametrize("make", [docx, xlsx, html, pdf])
def test_a_branded_file_is_the_same_each_time(thin, make):
    assert make(of_brand(thin)) == make(of_brand(thin))


def test_charts_take_the_colour_and_keep_all_others(full):
    def colours(report):
        figures = [block for block in report.blocks() if isinstance(block, Figure)]
        return [re.findall(r"#[0-9a-f]{6}", figure.drawing.svg) for figure in figures]

    ours, theirs = colours(full.report()), colours(of_brand(full))
    swap = {HOUSE.accent: BRAND.accent, HOUSE.second: BRAND.second}
    assert [[swap.get(one, one) for one in figure] for figure in ours] == theirs


ON_BOTH = {"#c2703d", "#d55e00"}
"""Read on white and on dark as they are."""


def test_every_colour_of_a_chart_is_the_pages_or_read_on_both_grounds(full, thin):
    for sample in (full, thin):
        svgs = re.findall("<svg.*?</svg>", html(sample.report()).decode(), re.DOTALL)
        assert {one for svg in svgs for one in re.findall(r"#[0-9a-f]{6}\b", svg)} <= ON_BOTH
    assert HOUSE.accent not in CHART_COLOURS


def test_a_final_report_whose_data_are_still_missing_says_so(thin):
    facts = {}
    for state in ("", "draft", "final"):
        dossier = dataclasses.replace(thin.dossier(), brand=Brand(state=state))
        facts[state] = dict(brief(dossier).front.facts)["Status laporan"]
    assert facts == {"": "Draf", "draft": "Draf", "final": "Final; sebagian data masih diminta"}
