"""A firm's own document under the report: what of it wins, and what is refused."""

import io
import zipfile

import docx as python_docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from word_reading import Word, report_of, table_of

from rapor.ground.errors import DataRejected, MissingInput
from rapor.write import firm_file
from rapor.write.content import ListBlock, Paragraph, words
from rapor.write.word import check_base, docx

REPORT = report_of(
    Paragraph(words("Isi")),
    ListBlock((words("satu"),), ordered=True),
    ListBlock((words("butir"),)),
    table_of(("a", "1,5")),
)


@pytest.fixture
def letterhead():
    """A document as a firm has one, before it is saved."""
    document = python_docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    section.left_margin = Mm(40)
    section.header.paragraphs[0].text = "PT Firma"
    document.styles["Heading 1"].font.name = "Georgia"
    document.core_properties.author = "Orang Lama"
    document.add_heading("RAHASIA LAMA", 1)
    document.add_comment(document.paragraphs[0].runs, text="KOMENTAR LAMA", author="Orang Lama")
    return document


@pytest.fixture
def saved(tmp_path):
    def save(document):
        path = tmp_path / "firma.docx"
        document.save(path)
        return path

    return save


def changed(path, changes, *, without=()):
    """The archive with other or further parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist() if entry not in without}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | changes).items():
            archive.writestr(name, content)
    return path


def test_the_firms_styles_page_and_head_win(letterhead, saved):
    word = Word(docx(REPORT, saved(letterhead)))
    assert word.opened.styles["Heading 1"].font.name == "Georgia"
    section = word.opened.sections[0]
    assert round(section.page_width.mm) == 216
    assert round(section.left_margin.mm) == 40
    assert section.header.paragraphs[0].text == "PT Firma"
    assert word.opened.paragraphs[1].text == "Kota Contoh 2023"


def test_no_page_ends_between_a_caption_in_the_firms_style_and_its_table(letterhead, saved):
    word = Word(docx(REPORT, saved(letterhead)))
    captions = word.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']")
    assert captions
    assert len(word.find("//w:p[w:pPr/w:pStyle/@w:val='Caption'][w:pPr/w:keepNext]")) == len(
        captions
    )


def test_styles_that_the_firm_lacks_are_added_and_found_by_name(letterhead, saved):
    letterhead.styles["Heading 1"].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "Judul1"
    )
    word = Word(docx(REPORT, saved(letterhead)))
    assert word.styled("Judul1") == ["1\tBab"]
    names = {style.name for style in word.opened.styles}
    assert {"Source Line", "Table Text", "Rapor Table", "Status achieved"} <= names
    used = set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= {style.style_id for style in word.opened.styles}


def test_nothing_of_what_the_firms_document_said_stays(letterhead, saved):
    content = docx(REPORT, saved(letterhead))
    archive = zipfile.ZipFile(io.BytesIO(content))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for old in (b"RAHASIA LAMA", b"KOMENTAR LAMA", b"Orang Lama"):
        assert old not in everything
    assert not [name for name in archive.namelist() if "comments" in name or "thumbnail" in name]


def test_a_firm_without_a_foot_gets_numbered_pages(letterhead, saved):
    word = Word(docx(REPORT, saved(letterhead)))
    assert word.opened.sections[0].footer.paragraphs[0].text.startswith("Halaman")


def test_a_last_page_on_its_side_does_not_lay_the_report_down(letterhead, saved):
    last = letterhead.add_section(WD_SECTION.NEW_PAGE)
    last.orientation, last.page_width, last.page_height = WD_ORIENT.LANDSCAPE, Mm(279), Mm(216)
    section = Word(docx(REPORT, saved(letterhead))).opened.sections[0]
    assert round(section.page_width.mm) == 216
    assert section.header.paragraphs[0].text == "PT Firma"


def test_a_firm_without_numbering_still_has_lists(letterhead, saved):
    for style in ("List Number", "List Bullet"):
        (numbered,) = letterhead.styles[style].element.xpath("w:pPr/w:numPr")
        numbered.getparent().remove(numbered)
    word = Word(docx(REPORT, saved(letterhead)))
    used = word.find("//w:body/w:p//w:numPr/w:numId/@w:val")
    numbering = word.part("word/numbering.xml")
    kinds = [
        word.find(
            f"w:abstractNum[@w:abstractNumId=../w:num[@w:numId='{number}']"
            "/w:abstractNumId/@w:val]//w:numFmt/@w:val",
            numbering,
        )
        for number in used
    ]
    assert [kind[0] for kind in kinds] == ["decimal", "bullet"]


def test_the_same_base_gives_the_same_bytes(letterhead, saved):
    path = saved(letterhead)
    assert docx(REPORT, path) == docx(REPORT, path)


def test_a_base_that_is_not_there_is_missing_input(tmp_path):
    for path in (tmp_path / "tidak-ada.docx", tmp_path):
        with pytest.raises(MissingInput) as refused:
            check_base(path)
        assert refused.value.problems[0].where == str(path)


def refused(path):
    """What is said of a document that is refused; with where and what to do next."""
    with pytest.raises(DataRejected) as caught:
        check_base(path)
    problems = caught.value.problems
    assert all(problem.where == str(path) and problem.next_step for problem in problems)
    return " ".join(problem.found for problem in problems)


def test_a_file_that_is_no_word_document_is_refused(tmp_path, letterhead, saved):
    text = tmp_path / "teks.docx"
    text.write_text("bukan Word", encoding="utf-8")
    assert "not a .docx" in refused(text)
    other = changed(saved(letterhead), {}, without=("word/document.xml",))
    assert "cannot be read" in refused(other)


def test_a_broken_document_is_refused(letterhead, saved):
    path = saved(letterhead)
    path.write_bytes(path.read_bytes()[:-400])
    assert refused(path)
    path = changed(saved(letterhead), {"word/styles.xml": b"<w:styles"})
    assert "word/styles.xml is not well-formed" in refused(path)


def test_macros_are_refused(letterhead, saved):
    path = changed(saved(letterhead), {"word/vbaProject.bin": b"x"})
    assert "macros" in refused(path)
    types = zipfile.ZipFile(saved(letterhead)).read("[Content_Types].xml")
    wordy = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = types.replace(wordy, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert ".docm" in refused(changed(saved(letterhead), {"[Content_Types].xml": macro}))


def test_a_bomb_is_refused_before_it_is_unpacked(letterhead, saved, monkeypatch):
    path = changed(saved(letterhead), {"word/media/bomb.xml": b" " * 60_000_000})
    assert path.stat().st_size < 1_000_000
    monkeypatch.setattr(firm_file, "live_content", lambda *_: pytest.fail("unpacked"))
    assert "unpacks to 6" in refused(path)


def test_entities_are_refused(letterhead, saved):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "entities" in refused(changed(saved(letterhead), {"word/theme/theme1.xml": bomb}))


def test_a_head_that_needs_a_file_from_elsewhere_is_refused(letterhead, saved):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    header = letterhead.sections[0].header.part
    header.relate_to("file:///C:/logo.png", relation, is_external=True)
    assert "from elsewhere" in refused(saved(letterhead))


def test_a_page_without_room_for_text_is_refused(letterhead, saved):
    letterhead.sections[0].left_margin = Mm(150)
    assert "mm for text" in refused(saved(letterhead))
