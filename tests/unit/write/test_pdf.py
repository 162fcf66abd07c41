import dataclasses
import re
from importlib.resources import files

import pytest
from pdf_reading import bookmarks, fonts, links, opened, report_of, squeezed, words_of

from rapor.write.brand import HOUSE
from rapor.write.content import Heading, Paragraph, Run, plain, words
from rapor.write.pdf import pdf


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("id", "Evaluasi Road Map Reformasi Birokrasi: Kota Contoh 2023"),
        ("en", "Evaluation of the bureaucratic reform road map: Kota Contoh 2023"),
    ],
)
def test_the_file_says_its_title_and_language(thin, code, title):
    reader = opened(thin.report(code))
    assert reader.metadata.title == title
    assert reader.trailer["/Root"]["/Lang"] == code
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_file_names_no_day_on_which_it_was_made(thin):
    made = pdf(thin.report())
    assert b"/CreationDate" not in made
    assert b"xmp:CreateDate" not in made


def test_the_file_claims_to_be_readable_for_all(thin):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf(thin.report())


def test_bookmarks_are_the_front_page_and_the_chapters(full):
    report = full.report()
    found = bookmarks(opened(report))
    assert squeezed(found[0]) == squeezed(f"{report.front.title}{report.front.city}2021")
    assert [squeezed(text) for text in found[1:]] == [
        squeezed(f"{chapter.number or ''}{chapter.title}") for chapter in report.chapters
    ]


def test_headings_are_bookmarks_below_their_chapter():
    report = report_of(Heading("Inner heading", "inner"), Paragraph(words("Text.")))
    outline = opened(report).outline
    assert [entry["/Title"] for entry in outline[-1]] == ["Inner heading"]


@pytest.mark.parametrize("sample", ["thin", "full"])
def test_everything_that_is_said_stands_in_the_file(sample, request):
    report = request.getfixturevalue(sample).report()
    found = words_of(opened(report))
    for block in report.blocks():
        for text in said(block):
            assert squeezed(text) in found, text


def said(block):
    """Words of a block that stand together on paper."""
    makers = {
        "Paragraph": lambda: [run.text for run in block.text],
        "Heading": lambda: [block.title],
        "ListBlock": lambda: [run.text for item in block.items for run in item],
        "Tally": lambda: [
            part for figure in block.counts for part in (figure.number, figure.words)
        ],
        "Callout": lambda: [block.title, plain(block.text)],
        "Figure": lambda: [block.title, block.caption],
        "Table": lambda: [
            block.caption,
            *(plain(note) for note in block.notes),
            *(run.text for row in block.rows for box in row.cells for run in box.text),
        ],
    }
    return makers[type(block).__name__]()


def test_figures_are_copied_without_signs_that_nobody_sees(full):
    text = words_of(opened(full.report()))
    assert not set(text) & set("\u200b\u2060\ufeff\u00ad\ufffd")


def test_the_front_page_is_page_one_alone(full):
    report = full.report()
    reader = opened(report)
    first, second = (page.extract_text() for page in reader.pages[:2])
    for section in report.front.sections:
        assert squeezed(section.title) in squeezed(first)
    assert "Daftar isi" in second
    assert "Daftar isi" not in first


def test_a_crowded_front_page_is_set_smaller_but_stays_one_page(full):
    report = full.report()
    section = report.front.sections[-1]
    crowded = dataclasses.replace(section, blocks=(Paragraph(words("kata " * 560)),))
    front = dataclasses.replace(report.front, sections=(*report.front.sections, crowded))
    reader = opened(dataclasses.replace(report, front=front))
    assert reader.pages[0].extract_text().count("kata") >= 560
    assert "Daftar isi" in reader.pages[1].extract_text()


def test_a_first_page_without_chapters_has_no_empty_page_behind_it(thin):
    alone = dataclasses.replace(thin.report(), chapters=(), is_short=True)
    assert len(opened(alone).pages) == 1


def test_every_page_but_the_first_is_headed_by_city_year_and_state(thin):
    report = thin.report()
    first, *others = (page.extract_text() for page in opened(report).pages)
    assert "draf" in report.running
    assert report.running not in first
    assert others
    assert all(page.startswith(report.running) or report.running in page for page in others)


def test_every_page_says_which_of_how_many_it_is(thin):
    pages = opened(thin.report()).pages
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page.extract_text()


def test_links_lead_to_places_of_the_file_or_to_the_web(thin):
    reader = opened(thin.report())
    outside, inside = links(reader)
    assert inside
    for place in inside:
        assert place in reader.named_destinations or place[0].get_object()["/Type"] == "/Page"
    assert all(re.match("https?://", address) for address in outside)


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("https://contoh.go.id/a b?q=é", ["https://contoh.go.id/a%20b?q=%C3%A9"]),
        ("http://contoh.go.id/", ["http://contoh.go.id/"]),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("https://contoh.go.id/" + "x" * 9000, []),
        ("#nowhere", []),
        ("#", []),
        ("", []),
    ],
)
def test_only_a_web_address_is_a_link_out(address, led):
    reader = opened(report_of(Paragraph(words(Run("seen words", link=address)))))
    outside, _ = links(reader)
    assert outside == led
    assert "seenwords" in words_of(reader)


def test_an_anchor_that_stands_twice_leads_to_the_first():
    twice = [Heading("One", "same"), Paragraph(words("x")), Heading("Two", "same")]
    reader = opened(report_of(*twice, Paragraph(words(Run("there", link="#same")))))
    _, inside = links(reader)
    assert inside


def test_only_our_two_families_are_used_and_all_are_embedded(full):
    found = fonts(opened(full.report()))
    assert {"FiraSans-Regular", "FiraSans-Bold", "DejaVuSans"} <= found
    assert all(name.startswith(("FiraSans", "DejaVuSans")) for name in found)


def test_colours_are_those_of_the_page_on_the_screen():
    folder = files("rapor.write").joinpath("templates")
    css = folder.joinpath("report.css").read_text(encoding="utf-8")
    typ = folder.joinpath("report.typ").read_text(encoding="utf-8")
    shown = dict(re.findall(r"--(\w+): (#\w{6})", css.partition("@media")[0]))
    assert HOUSE.accent == shown["accent"]
    for name in ("ink", "soft", "rule"):
        assert f'#let {name} = rgb("{shown[name]}")' in typ
    for name in ("achieved", "not_achieved", "no_data", "no_target", "not_comparable"):
        assert f'{name}: rgb("{shown[name]}")' in typ


def test_a_figure_is_described_for_those_who_do_not_see_it(full):
    report = full.report()
    described = {block.alternative for block in report.blocks() if hasattr(block, "alternative")}
    reader = opened(report)
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    given = {str(entry["/Alt"]) for entry in objects if isinstance(entry, dict) and "/Alt" in entry}
    assert described
    assert described <= given


def test_the_same_report_is_the_same_bytes(thin):
    assert pdf(thin.report()) == pdf(thin.report())
