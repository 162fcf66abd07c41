"""A review that cannot be taken over: every reason by sheet and cell, and nothing written."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from new_city_reviews import BY, CITY, ROAD_MAP, FilledReview, decided, files, taken_over, written

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.received.file import open_received
from rapor.ingest.reading import read_document
from rapor.ingest.review.sheets import BOUNDS
from rapor.run.new_city import Subject, draft, read_all, write_review
from rapor.run.taking_over import take_over
from rapor.run.writer import Writer


@pytest.fixture(scope="module")
def once(shared_sample, tmp_path_factory):
    return written(shared_sample, folder=tmp_path_factory.mktemp("review")).path


@pytest.fixture
def review(once, tmp_path):
    """A review to be spoiled; its document is named, for the copy stands elsewhere."""
    return decided(shutil.copy(once, tmp_path / once.name))


def refused(home, review, kind=DataRejected):
    path = review if not isinstance(review, FilledReview) else review.save()
    before = files(home)
    with pytest.raises(kind) as error:
        take_over(home, path, BY, [ROAD_MAP])
    assert files(home) == before
    return str(error.value)


def test_a_sound_review_is_taken_over(sample, review):
    assert take_over(sample, review.save(), BY, [ROAD_MAP]).written


def test_what_waits_is_told_with_its_cell(sample, once):
    told = refused(sample, once)
    assert "Label!" in told
    assert "undecided: Indeks Reformasi Birokrasi" in told
    assert told.count("undecided") > 5


def test_a_row_that_could_not_be_read_is_told_with_its_cell(sample, tmp_path):
    document = tmp_path / "perwal.txt"
    unread = "\nTabel 3.9. Target Indeks\nTahun\tTarget\tUraian\n2022\t58\ta b\n2023\t61\tc d\n"
    document.write_text(ROAD_MAP.read_text(encoding="utf-8") + unread, encoding="utf-8")
    review = decided(written(sample, document, folder=tmp_path).path)
    told = refused(sample, review.decide("cells", "*", None))
    assert "Baris dan sel!" in told
    assert "undecided: 3.9 | 1" in told


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda review: review.decide("tables", "3.1:kind", "sasaran lain"), "sasaran lain"),
        (lambda review: review.decide("columns", "3.1:2022", "target dua ribu"), "target dua ribu"),
        (lambda review: review.decide("documents", "city:from", "dua ribu"), "a year such as"),
        (lambda review: review.decide("labels", "indeks spbe", '=HYPERLINK("x")'), "a formula"),
        (lambda review: review.decide("labels", "indeks spbe", "Indeks SPBX"), "Indeks SPBX"),
        (lambda review: review.decide("cells", "3.1:1:2022", "9" * 1001), "1001 letters"),
    ],
)
def test_a_decision_that_is_none_of_the_choices_is_refused(sample, review, spoil, told):
    spoil(review)
    assert told in refused(sample, review)


def test_every_reason_is_told_at_once(sample, review):
    review.decide("tables", "3.1:kind", "apa saja").decide("labels", "indeks spbe", "apa saja")
    assert refused(sample, review).count("apa saja") == 2


def test_a_locked_cell_that_was_changed_is_told(sample, review):
    review.cell("labels", "indeks spbe", "place0").value = "Indeks lain"
    assert "not to be filled was changed" in refused(sample, review)


def test_a_head_that_was_changed_is_told(sample, review):
    page = review.sheet("labels")
    page.cell(4, review.column("labels", "decision")).value = "Putusan"
    assert "the head reads 'Putusan'" in refused(sample, review)


def test_a_column_that_was_removed_is_told(sample, review):
    review.sheet("labels").delete_cols(review.column("labels", "decision"))
    assert "is gone" in refused(sample, review)


def test_a_row_that_was_removed_is_told(sample, review):
    review.sheet("cells").delete_rows(review.row("cells", "3.1:1:2022"))
    assert "1 rows are gone" in refused(sample, review)


def test_a_sheet_that_was_removed_is_told(sample, review):
    review.book.remove(review.sheet("agencies"))
    assert "the sheet is gone" in refused(sample, review)


def test_a_sheet_may_be_renamed_and_its_rows_filtered(sample, review):
    review.sheet("agencies").title = "Dinas"
    assert take_over(sample, review.save(), BY, [ROAD_MAP]).written


def test_a_review_of_another_version_is_refused(sample, review):
    hidden = review.book["rapor"]
    hidden.cell(1, 1).value = hidden.cell(1, 1).value.replace(";1;", ";9;", 1)
    assert "version" in refused(sample, review)


def test_a_review_of_another_city_is_refused(sample, review):
    with pytest.raises(DataRejected, match=f"a review of {CITY}"):
        take_over(sample, review.save(), BY, [ROAD_MAP], "kota-lain")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"%PDF-1.7", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(tmp_path, content):
    path = tmp_path / "review.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataRejected, match="workbook"):
        open_received(path, BOUNDS)


def test_another_workbook_is_no_review(sample, tmp_path):
    book = openpyxl.Workbook()
    path = tmp_path / "form.xlsx"
    book.save(path)
    assert "no review of a city" in refused(sample, path)


def test_a_document_that_has_changed_since_is_told(sample, tmp_path):
    document = shutil.copy(ROAD_MAP, tmp_path / ROAD_MAP.name)
    made = written(sample, document, folder=tmp_path)
    path = decided(made.path).save()
    document.write_text(document.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(DataRejected, match="has changed since"):
        take_over(sample, path, BY)
    document.unlink()
    with pytest.raises(MissingInput, match="no such document"):
        take_over(sample, path, BY)
    assert files(sample) == {}


def test_a_document_that_changes_just_before_it_is_read_again_is_told(
    sample, tmp_path, monkeypatch
):
    document = Path(shutil.copy(ROAD_MAP, tmp_path / ROAD_MAP.name))
    path = decided(written(sample, document, folder=tmp_path).path).save()

    def changed_and_read(*arguments):
        document.write_bytes(document.read_bytes() + b"\n")
        return read_all(*arguments)

    monkeypatch.setattr("rapor.run.taking_over.read_all", changed_and_read)
    with pytest.raises(DataRejected, match="has changed since"):
        take_over(sample, path, BY)
    assert files(sample) == {}


def test_a_file_that_somebody_changed_by_hand_is_not_overwritten(sample, tmp_path):
    taken_over(sample, folder=tmp_path)
    path = sample.raw(CITY) / "tables" / "3.1.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("58,00", "59,00"), encoding="utf-8")
    review = FilledReview(tmp_path / "filled.xlsx").decide("cells", "3.1:1:2023", "61,50")
    with pytest.raises(DataRejected, match="changed by hand"):
        take_over(sample, review.save("again.xlsx"), BY)


def test_two_reviews_that_decide_one_thing_differently_do_not_replace_each_other(sample, tmp_path):
    made = written(sample, folder=tmp_path)
    other = decided(made.path).decide("cells", "3.1:1:2022", "58,50")
    place = tmp_path / "first"
    place.mkdir()
    taken_over(sample, folder=place)
    first = written(sample, folder=place)
    take_over(
        sample,
        FilledReview(first.path).decide("cells", "3.1:1:2022", "57,00").save("first.xlsx"),
        Writer(True, "Budi", "2026-03-01"),
    )
    with pytest.raises(DataRejected, match="Budi decided '57,00'"):
        take_over(sample, other.save("second.xlsx"), BY)


def test_a_city_that_no_review_made_is_left_alone(sample):
    with pytest.raises(DataRejected, match="was not made by a review"):
        draft(sample, Subject("kota-uji", (ROAD_MAP,)))


def test_a_review_is_written_over_no_other_file(sample, once, tmp_path):
    other = tmp_path / "review-lain.xlsx"
    shutil.copy(once, other)
    with pytest.raises(DataRejected, match=f"a review of {CITY} stands there"):
        write_review(sample, Subject("lain", (ROAD_MAP,)), other)
    with pytest.raises(UsageError, match="xlsx"):
        write_review(sample, Subject("lain", (ROAD_MAP,)), tmp_path / "review.ods")


def test_every_document_that_cannot_be_read_is_told_at_once(rapor, sample, tmp_path):
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 cut short")
    arguments = (tmp_path / "a.docx", tmp_path / "b.docx", "--city", "lain", "--home", sample.root)
    code, _, said = rapor("new-city", *arguments)
    assert code == 1
    assert "a.docx: a damaged archive" in said
    assert "b.docx: a damaged archive" in said
    code, _, said = rapor("new-city", tmp_path / "c.pdf", "--city", "lain", "--home", sample.root)
    assert code == 3
    assert "c.pdf: no such file" in said


def test_a_document_that_changes_while_it_is_read_is_refused(sample, tmp_path, monkeypatch):
    document = Path(shutil.copy(ROAD_MAP, tmp_path / ROAD_MAP.name))

    def read_and_changed(path, *others):
        lines = read_document(path, *others)
        path.write_bytes(path.read_bytes() + b"\n")
        return lines

    monkeypatch.setattr("rapor.ingest.review.documents.read_document", read_and_changed)
    before = files(sample)
    with pytest.raises(DataRejected, match="changed while it was read"):
        write_review(sample, Subject("lain", (document,)), tmp_path / "review-lain.xlsx")
    assert not (tmp_path / "review-lain.xlsx").exists()
    assert files(sample) == before


def test_two_documents_of_one_name_are_refused(sample, tmp_path):
    twin = shutil.copy(ROAD_MAP, tmp_path / ROAD_MAP.name)
    with pytest.raises(DataRejected, match="two documents of this name"):
        draft(sample, Subject("lain", (ROAD_MAP, twin)))


def test_the_command_says_what_it_needs(rapor, sample):
    code, _, said = rapor("new-city", "--home", sample.root)
    assert code == 2
    assert "rapor new-city --apply REVIEW --by NAME" in said
    code, _, said = rapor("new-city", "--apply", "x.xlsx", "--home", sample.root)
    assert code == 2
    assert "--by" in said
