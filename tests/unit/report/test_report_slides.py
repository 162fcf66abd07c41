"""The slides: eight of them for every year, with the report's figures, on our deck or a firm's."""

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from rapor.ground.errors import DataRejected, MissingInput
from rapor.report.slides import slides
from rapor.write.brand import Brand
from rapor.write.content import Bars, Column, Figure, Row, Run, Table, cell, words
from rapor.write.slides import check_slides_base, pptx
from rapor.write.slides.chart import series_of
from rapor.write.slides.deck import settled


@pytest.fixture(params=["full", "thin"])
def sample(request):
    """Each of the two years."""
    return request.getfixturevalue(request.param)


def deck_of(sample, base=None):
    return pptx(slides(sample.dossier()), base)


def opened(content):
    return Presentation(io.BytesIO(content))


def told(slide):
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(texts)


@pytest.fixture
def firm(tmp_path):
    """A firm's deck with two slides of its own, and a way to spoil its archive."""
    deck = Presentation()
    deck.slide_width = Inches(13.333)
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type == 1:
                shape.width = Inches(9)
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "RAHASIA LAMA"
        slide.notes_slide.notes_text_frame.text = "CATATAN LAMA"
    path = tmp_path / "firma.pptx"
    deck.save(path)
    return path


def spoiled(path, name, old, new):
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = parts.get(name, b"").replace(old, new) if old else new
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def test_every_year_has_eight_titled_slides_and_the_same_bytes(sample):
    content = deck_of(sample)
    assert content == deck_of(sample) == settled(content)
    made = opened(content).slides
    assert len(made) == 8
    assert all(slide.shapes.title.text_frame.text for slide in made)


def test_a_chart_holds_the_numbers_of_the_report(full):
    shapes = [shape for page in opened(deck_of(full)).slides for shape in page.shapes]
    plots = [shape.chart.plots[0] for shape in shapes if shape.has_chart]
    drawn = {value for plot in plots for series in plot.series for value in series.values}
    table = next(block.data for block in full.report().blocks() if block_is(block, "figure-index"))
    values = {cell.value for row in table.rows for cell in row.cells if cell.value is not None}
    assert values
    assert values <= drawn


def test_rows_for_whose_names_a_slide_has_no_room_are_counted_below_its_chart(full):
    content = slides(full.dossier())
    place = next(at for at, part in enumerate(content.chapters) if part.code == "components")
    chapter = content.chapters[place]
    *before, figure = chapter.blocks
    names = [f"{number} {'Dinas Perumahan Rakyat dan Permukiman ' * 2}" for number in range(20)]
    rows = [
        replace(figure.data.rows[0], cells=(cell(name), *figure.data.rows[0].cells[1:]))
        for name in names
    ]
    longer = replace(figure, data=replace(figure.data, rows=tuple(rows)))
    chapters = list(content.chapters)
    chapters[place] = replace(chapter, blocks=(*before, longer))
    slide = opened(pptx(replace(content, chapters=tuple(chapters)))).slides[place]
    (plot,) = [shape.chart.plots[0] for shape in slide.shapes if shape.has_chart]
    shown = len(plot.categories)
    assert 1 < shown < 12
    assert f"{20 - shown} lainnya tercantum dalam laporan." in told(slide)


def test_a_bar_is_named_with_the_marks_of_its_figures():
    columns = (Column("Indikator"), Column("Target", "number"))
    row = Row((cell("SAKIP"), cell("77", Run("K-05", "mark"), value=77)))
    table = Table("data", "Angka", columns, (row,))
    figure = Figure("f", "Judul", "", words(""), "", None, table, Bars((1,), "%"))
    assert series_of(figure)[0] == ["SAKIP (K-05)"]


def block_is(block, anchor):
    return getattr(block, "anchor", "") == anchor


@pytest.mark.parametrize("is_branded", [False, True])
def test_nothing_stands_outside_its_slide_or_on_something_else(sample, is_branded):
    address = "Jalan Uji 1\nLantai 2\nKota Uji 12345"
    brand = Brand(name="PT Uji", address=address, author="Tim", letter="1")
    dossier = sample.dossier()
    made = slides(replace(dossier, brand=brand) if is_branded else dossier)
    deck = opened(pptx(made))
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for left, top, right, bottom in boxes:
            assert min(left, top) >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height
        ends = sorted((top, bottom) for _, top, _, bottom in boxes if top > Pt(90))
        for (above, bottom), (top, _) in pairwise(ends):
            assert bottom <= top + Pt(1) or top == above


def test_a_firms_layout_wins_and_nothing_that_it_said_stays(firm, thin):
    content = deck_of(thin, firm)
    deck = opened(content)
    assert len(deck.slides) == 8
    assert deck.slides[0].shapes.title.width == Inches(9)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert len(archive.namelist()) == len(set(archive.namelist()))
    for old in (b"RAHASIA LAMA", b"CATATAN LAMA"):
        assert old not in everything


HOSTILE = {
    "macros": ("ppt/vbaProject.bin", b"", b"x", "holds macros"),
    "a picture from elsewhere": (
        "ppt/slides/_rels/slide1.xml.rels",
        b"</Relationships>",
        (
            b'<Relationship Id="rIdX" TargetMode="External" Target="http://x.example/a.png"'
            b' Type="http://example.org/relationships/image"/></Relationships>'
        ),
        "needs a file from elsewhere",
    ),
    "an object": (
        "ppt/slides/slide1.xml",
        b"</p:spTree>",
        b"<p:oleObj/></p:spTree>",
        "an embedded object",
    ),
    "a program": (
        "ppt/slides/slide1.xml",
        b'<p:cNvPr id="2" name="Title 1"/>',
        b'<p:cNvPr id="2" name="t"><a:hlinkClick action="ppaction://program"/></p:cNvPr>',
        "an action of a slide",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_deck_that_acts_is_refused_with_what_acts(firm, case):
    name, old, new, told_of = HOSTILE[case]
    with pytest.raises(DataRejected, match=told_of):
        check_slides_base(spoiled(firm, name, old, new))


def test_what_is_no_presentation_is_told(tmp_path):
    with pytest.raises(MissingInput):
        check_slides_base(tmp_path / "tidak-ada.pptx")
    path = tmp_path / "surat.pptx"
    path.write_bytes(b"bukan")
    with pytest.raises(DataRejected, match=r"is not a \.pptx file"):
        check_slides_base(path)


def test_a_layout_without_room_is_told(firm):
    deck = Presentation(firm)
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type in (1, 3):
                shape.width = Inches(2)
    deck.save(firm)
    with pytest.raises(DataRejected, match="below the title"):
        check_slides_base(firm)
