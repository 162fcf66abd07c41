"""The length of a report: what stands in its chapters, and what in the appendix or a sentence."""

from collections import Counter

import pytest

from rapor.report.length import without_repeats
from rapor.write.content import (
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    cell,
    plain,
)


def table_of(*rows, kinds=("text", "status", "number")):
    columns = tuple(Column(f"Kolom {place}", kind) for place, kind in enumerate(kinds))
    return Table("table-x", "X", columns, tuple(Row(tuple(map(cell, row))) for row in rows))


def condensed(sample, table):
    (made,) = without_repeats(sample.dossier(), Chapter("x", "X", (table,))).blocks
    return made


def test_a_column_that_says_the_same_in_all_rows_is_said_once(thin):
    made = condensed(thin, table_of(*((name, "○ kosong", "1") for name in "abc")))
    assert [column.title for column in made.columns] == ["Kolom 0", "Kolom 2"]
    assert [plain(note) for note in made.notes] == ["Kolom 1 pada semua baris: ○ kosong."]


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "○ kosong", "1"), ("b", "○ kosong", "1")],
        [("a", "○ kosong", "1"), ("b", "○ kosong", "1"), ("c", "● ada", "1")],
        [("a", "", "1"), ("b", "", "1"), ("c", "", "1")],
    ],
    ids=["too few rows", "one other", "nothing said"],
)
def test_other_columns_stay(thin, rows):
    made = condensed(thin, table_of(*rows))
    assert (len(made.columns), made.notes) == (3, ())


def sentences(report):
    """Running text of the chapters; the first page says some of it again."""
    for block in (block for chapter in report.chapters for block in chapter.blocks):
        texts = {Paragraph: lambda b: [b.text], ListBlock: lambda b: b.items}.get(type(block))
        yield from (plain(text) for text in (texts(block) if texts else ()))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("year", ["thin", "full"])
def test_no_paragraph_stands_twice(request, year, language):
    sample = request.getfixturevalue(year)
    said = Counter(text for text in sentences(sample.report(language)) if len(text) > 40)
    assert [text for text, count in said.items() if count > 1] == []


def test_nothing_that_a_chapter_leaves_out_is_missing_in_the_appendix(thin):
    """Each line of the evaluation has its row, and every link of the report its place."""
    report = thin.report()
    assert report.anchors_asked <= set(report.anchors)
    rows = {row.anchor for b in report.blocks() if isinstance(b, Table) for row in b.rows}
    assert {f"line-{view.row.indicator}" for view in thin.dossier().planned} <= rows


def test_a_year_without_results_is_told_in_few_words(thin):
    nothing = {"realised": None, "realised_text": "", "realised_ref": "", "status": "no_data"}
    thin.indicators = [row | nothing for row in thin.indicators[:5]]
    thin.realisations = []
    *chapters, appendix = thin.report().chapters
    assert not [b for chapter in chapters[:3] for b in chapter.blocks if isinstance(b, Table)][1:]
    assert "achievement-waiting" in {b.anchor for b in appendix.blocks if isinstance(b, Heading)}
