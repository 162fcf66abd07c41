"""What a reader of the Word document relies on: styles, contents, captions, tables, pages."""

import re
from dataclasses import replace

import pytest
from made_up_report import full_year, project_at
from word_reading import SMALL, Word, report_of, table_of

from rapor.write import fonts
from rapor.write.content import (
    Callout,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    plain,
    words,
)
from rapor.write.word import docx
from rapor.write.word.markup import NAMES, name


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Made once: no test here changes it."""
    return full_year(project_at(tmp_path_factory.mktemp("full")))


@pytest.fixture(scope="module")
def word(full):
    return Word(docx(full.report()))


def test_every_heading_is_a_heading_of_word(full, word):
    report = full.report()
    chapters = [
        f"{chapter.number}\t{chapter.title}" if chapter.number else chapter.title
        for chapter in report.chapters
    ]
    assert word.styled("Heading1") == chapters
    headings = [block.title for block in report.blocks() if isinstance(block, Heading)]
    assert word.styled("Heading2") == headings


def test_the_first_page_says_what_the_report_is_of(full, word):
    front = full.report().front
    assert word.styled("Subtitle") == [front.title]
    assert word.styled("Title") == [f"{front.city} {front.year}"]
    assert word.styled("FactName") == [fact for fact, _ in front.facts]
    values = [value for _, value in front.facts]
    assert word.styled("FactValue")[: len(values)] == values
    assert word.styled("FrontHeading") == [section.title for section in front.sections]


def test_every_style_that_is_used_exists(word):
    styles = word.part("word/styles.xml")
    known = set(word.find("w:style/@w:styleId", styles))
    used = word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
    assert set(used) <= known
    assert {"Caption", "ListNumber", "RaporTable", "SourceLine", "TableText"} <= set(used)


def test_the_contents_are_a_field_that_already_holds_its_entries(word):
    first, second = (field.text for field in word.find("//w:instrText[contains(., 'TOC')]"))
    assert first == r' TOC \o "1-1" \h \z '
    assert second == r' TOC \o "2-2" \b _Rapor_Appendix \h \z '
    chapters, parts = word.styled("TOC1"), word.styled("TOC2")
    assert [entry.removesuffix("\t") for entry in chapters] == word.styled("Heading1")
    within = "//w:bookmarkStart[@w:name='_Rapor_Appendix']/following-sibling::w:p[w:pPr/w:pStyle"
    headings = word.find(f"{within}[@w:val='Heading2']]")
    assert [entry.removesuffix("\t") for entry in parts] == [word.text(each) for each in headings]
    assert word.find("//w:body/*[self::w:p or self::w:tbl or self::w:bookmarkEnd]")[
        -1
    ].tag.endswith("bookmarkEnd")
    marks = word.find("//w:sdt//w:fldChar/@w:fldCharType")
    assert marks.count("begin") == marks.count("end") == len(chapters + parts) + 2
    assert word.find("//w:updateFields", word.part("word/settings.xml")) == []


def test_captions_are_counted_by_word_and_already_numbered(full, word):
    numbers = full.report().numbers
    blocks = [block for block in full.report().blocks() if isinstance(block, Table | Figure)]
    expected = [
        f"Tabel {numbers[block.anchor]}  {block.caption}"
        if isinstance(block, Table)
        else f"Gambar {numbers[block.anchor]}  {block.title}"
        for block in blocks
    ]
    assert word.styled("Caption") == expected
    counted = word.find("//w:fldSimple/@w:instr")
    assert counted.count(r" SEQ Tabel \* ARABIC ") == sum(isinstance(b, Table) for b in blocks)
    assert counted.count(r" SEQ Gambar \* ARABIC ") == sum(isinstance(b, Figure) for b in blocks)


def test_every_word_of_a_table_is_in_its_cells(full, word):
    tables = [block for block in full.report().blocks() if isinstance(block, Table)]
    shown = word.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='RaporTable']")
    for block, made in zip(tables, shown, strict=True):
        rows = [[plain(cell.text) for cell in row.cells] for row in block.rows]
        lines = [
            [word.text(cell) for cell in word.find("w:tc", row)] for row in word.find("w:tr", made)
        ]
        assert lines[0] == [column.title for column in block.columns]
        assert [[cell.replace(" ", "") for cell in row] for row in lines[1:]] == [
            [cell.replace(" ", "") for cell in row] for row in rows
        ]


def test_heads_of_tables_repeat_and_no_row_breaks(word):
    tables = word.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='RaporTable']")
    assert tables
    for table in tables:
        heads = [bool(word.find("w:trPr/w:tblHeader", row)) for row in word.find("w:tr", table)]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(word.find("w:trPr/w:cantSplit", row) for row in word.find("w:tr", table)[:1])


def test_no_table_is_wider_than_its_page(word):
    for table in word.find("//w:tbl"):
        (section,) = word.find("(following::w:sectPr)[1]", table)
        size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
        room = int(size.get(name("w"))) - sum(
            int(margins.get(name(side))) for side in ("left", "right")
        )
        grid = [int(width) for width in word.find("w:tblGrid/w:gridCol/@w:w", table)]
        assert sum(grid) <= room
        for row in word.find("w:tr", table):
            assert sum(int(width) for width in word.find("w:tc/w:tcPr/w:tcW/@w:w", row)) == sum(
                grid
            )


@pytest.mark.parametrize("room", [1.0, 1.2])
def test_no_word_of_a_table_is_broken_also_in_a_wider_font(word, room):
    """The report's own family is a little wider than the document's; ``room`` goes beyond it."""
    cells = word.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='RaporTable']/w:tr/w:tc")
    assert cells
    for element in cells:
        (width,) = map(int, word.find("w:tcPr/w:tcW/@w:w", element))
        pieces = re.split(r"[ -]", "".join(word.find(".//w:t[not(../w:rPr)]/text()", element)))
        free = width - 130 - sum(map(int, word.find("w:p/w:pPr/w:ind/@w:right", element)))
        assert max(fonts.width(piece) for piece in pieces) * 0.9 * 170 * room <= free, pieces


def test_numbers_end_at_the_decimal_sign():
    rows = (("a", "62,12"), ("b", "7"), ("c", "1,5"))
    word = Word(docx(report_of(table_of(*rows))))
    numbers = word.find("//w:p[w:pPr/w:pStyle/@w:val='TableNumber']")
    assert [word.text(number) for number in numbers] == [number for _, number in rows]
    moved = [sum(map(int, word.find("w:pPr/w:ind/@w:right", number))) for number in numbers]
    assert moved[0] == 0
    assert moved[1] > moved[2] > 0


def test_a_wide_table_lies_on_its_side_with_its_heading_and_nothing_else():
    wide = replace(table_of(("a", "1"), kinds=("text", "number")), wide=True)
    word = Word(
        docx(report_of(Paragraph(words("Sebelum")), Heading("Lebar", "h"), wide, Heading("S", "s")))
    )
    first, second, last = word.find("//w:sectPr")
    sides = [section.find("w:pgSz", NAMES) for section in (first, second, last)]
    assert [side.get(name("orient")) for side in sides] == [None, "landscape", None]
    assert int(sides[1].get(name("w"))) == int(sides[0].get(name("h")))
    between = word.find("preceding::w:p[w:pPr/w:pStyle/@w:val='Heading2']", second)
    assert [word.text(paragraph) for paragraph in between] == ["Lebar"]
    assert word.find("preceding::w:p[w:pPr/w:pStyle/@w:val='Heading2']", first) == []


def test_a_figure_has_words_for_those_who_do_not_see_it(full, word):
    figures = [block for block in full.report().blocks() if isinstance(block, Figure)]
    assert figures
    shown = word.find(f"//*[local-name()='docPr' and namespace-uri()='{SMALL}']")
    assert [drawing.get("descr") for drawing in shown] == [
        drawing.alternative for drawing in figures
    ]
    pictures = [entry for entry in word.archive.namelist() if entry.startswith("word/media/")]
    assert len(pictures) == len({figure.drawing.png for figure in figures})
    assert all(word.archive.read(picture).startswith(b"\x89PNG") for picture in pictures)


def test_links_lead_to_bookmarks_that_exist(word):
    targets = word.find("//w:hyperlink/@w:anchor")
    assert targets
    assert set(targets) <= set(word.bookmarks)
    assert len(set(word.bookmarks)) == len(word.bookmarks)
    assert all(len(bookmark) <= 40 for bookmark in word.bookmarks)


@pytest.mark.parametrize(("code", "locale"), [("id", "id-ID"), ("en", "en-US")])
def test_the_document_says_its_language(full, code, locale):
    word = Word(docx(full.report(code)))
    spoken = word.find("w:docDefaults//w:lang/@w:val", word.part("word/styles.xml"))
    assert spoken == [locale]
    assert word.opened.core_properties.language == locale


def test_nobody_is_made_up_as_its_author_and_no_clock_is_read(full, word):
    known = word.opened.core_properties
    front = full.report().front
    assert known.title == f"{front.title}: {front.city} {front.year}"
    assert (known.author, known.last_modified_by) == ("", "")
    assert b"created" not in word.archive.read("docProps/core.xml")


def test_pages_carry_the_running_head_and_their_number_but_not_the_first(full, word):
    names = word.archive.namelist()
    (head,) = [entry for entry in names if entry.startswith("word/header")]
    (foot,) = [entry for entry in names if entry.startswith("word/footer")]
    assert word.text(word.part(head)) == full.report().running
    assert word.text(word.part(foot)) == "Halaman 1 dari 1"
    fields = word.find("//w:fldSimple/@w:instr", word.part(foot))
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert word.find("//w:titlePg")


def test_a_status_is_coloured_and_stands_beside_its_word(thin):
    word = Word(docx(thin.report()))
    runs = word.find("//w:p[w:pPr/w:pStyle/@w:val='TableText']/w:r[.//@w:val='StatusNotAchieved']")
    assert {word.text(run) for run in runs} == {"▲"}
    assert "▲ tidak tercapai" in {word.text(run.getparent()) for run in runs}
    styles = word.part("word/styles.xml")
    assert word.find("w:style[@w:styleId='StatusNotAchieved']/w:rPr/w:color/@w:val", styles)


def test_each_numbered_list_begins_at_one():
    items = (words("satu"), words("dua"))
    word = Word(docx(report_of(ListBlock(items, ordered=True), ListBlock(items, ordered=True))))
    lists = word.find("//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId/@w:val")
    assert len(lists) == 4
    assert lists[0] == lists[1] != lists[2] == lists[3]
    numbering = word.part("word/numbering.xml")
    for number in set(lists):
        assert word.find(f"w:num[@w:numId='{number}']//w:startOverride/@w:val", numbering) == ["1"]


def test_a_callout_keeps_its_title():
    word = Word(docx(report_of(Callout("Perhatian.", words("Isi")))))
    assert word.styled("Callout") == ["Perhatian. Isi"]


def test_groups_span_their_table_and_depth_is_a_style():
    group = Row((cell("Kelompok"),), group=True)
    deep = Row((cell(Run("a")), cell("1")), depth=2)
    word = Word(docx(report_of(table_of(group, deep))))
    assert word.styled("TableGroup") == ["Kelompok"]
    assert word.find("//w:gridSpan/@w:val") == ["2"]
    assert word.styled("TableTextLevel2") == ["a"]


def test_no_page_ends_within_a_small_table_that_begins_with_a_group():
    group = Row((cell("Kelompok"),), group=True)
    word = Word(docx(report_of(table_of(group, Row((cell("a"), cell("1")))))))
    rows = word.find("//w:tbl[.//w:gridSpan]/w:tr[not(w:trPr/w:tblHeader)]")
    kept = [row.xpath("boolean(.//w:p/w:pPr/w:keepNext)", namespaces=row.nsmap) for row in rows]
    assert kept[0], "LibreOffice does not look at the style of its first row"


def test_contents_and_appendix_begin_a_page_and_the_first_chapter_stands_below_the_contents(word):
    assert word.find("//w:pageBreakBefore/../w:pStyle/@w:val") == ["TOCHeading", "Heading1"]
    heads = word.find("//w:pageBreakBefore/ancestor::w:p")
    assert [word.text(head) for head in heads] == ["Daftar isi", "Lampiran"]
