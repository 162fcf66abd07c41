"""A new city: from documents to a review, and from the filled review to a report."""

import pandas as pd
import pytest
import yaml
from new_city_reviews import (
    AMENDMENT,
    BY,
    CITY,
    REPORT,
    ROAD_MAP,
    FilledReview,
    decided,
    files,
    taken_over,
    written,
)

from rapor.ground.errors import DataRejected
from rapor.ground.language import language
from rapor.ingest.review.questions import SHEETS, Decision
from rapor.ingest.review.sheets import sheet_title
from rapor.run import stages
from rapor.run.new_city import Subject, draft
from rapor.run.taking_over import take_over
from rapor.run.writer import Writer
from rapor.write.workbook.sheets import LONGEST_NAME


@pytest.fixture(scope="module")
def review(shared_sample, tmp_path_factory):
    """The review of the road map alone, written once."""
    return written(shared_sample, folder=tmp_path_factory.mktemp("review"))


def waiting(city):
    return {row["sheet"]: row["waiting"] for row in city.sheets.to_dict("records")}


def test_a_document_gives_one_workbook_and_nothing_else(sample, tmp_path):
    before = {path for path in sample.root.rglob("*") if path.is_file()}
    made = written(sample, folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [made.path.name]
    assert {path for path in sample.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_sheet_has_a_title_that_excel_takes(code):
    titles = {sheet_title(sheet, language(code)).casefold() for sheet in SHEETS}
    assert len(titles) == len(SHEETS)
    assert max(map(len, titles)) <= LONGEST_NAME


def test_the_same_document_gives_the_same_bytes(sample, review, tmp_path):
    assert written(sample, folder=tmp_path).path.read_bytes() == review.path.read_bytes()


def test_what_the_document_says_for_certain_waits_for_nobody(review):
    city = waiting(review.city)
    assert city["documents"] == city["tables"] == city["columns"] == city["cells"] == 0
    assert city["labels"]
    assert city["agencies"]


def test_every_open_question_says_why_and_what_may_be_answered(review):
    for question in review.city.draft.waiting:
        assert question.reason
        assert question.takes


def test_from_a_document_to_a_report_in_one_review(sample, tmp_path):
    applied = taken_over(sample, folder=tmp_path)
    assert not applied.undecided
    page = stages.report(sample, CITY, applied.first_year)
    assert "Kota Contoh Baru" in page.read_text(encoding="utf-8")
    figures = stages.accepted(sample, CITY)
    assert list(figures["realisations"]["printed"]) == ["51,20", "53,75", "55,20"]
    targets = figures["targets"]
    assert set(targets["indicator"]) >= {"rb_index", "spbe_index", "jumlah_temuan_berulang"}
    falling = targets[targets["indicator"] == "jumlah_temuan_berulang"]
    assert sorted(falling["value"]) == [3, 6, 9, 12]
    assert set(falling["polarity"]) == {"lower"}


def test_every_decision_is_kept_with_who_when_and_what_was_proposed(sample, tmp_path):
    taken_over(sample, folder=tmp_path)
    history = pd.read_csv(sample.raw(CITY) / "review.csv", dtype=str, keep_default_na=False)
    polarity = history[history["key"] == "nilai kepuasan layanan:polarity"].iloc[0]
    assert (polarity["by"], polarity["on"]) == (BY.by, BY.on)
    assert (polarity["proposal"], polarity["decision"]) == ("", "higher")


def test_a_review_that_is_taken_over_again_changes_nothing(sample, tmp_path):
    taken_over(sample, folder=tmp_path)
    before = files(sample)
    take_over(sample, tmp_path / "filled.xlsx", Writer(True, "Budi", "2026-03-01"))
    assert files(sample) == before


def test_a_review_made_again_has_every_decision(sample, tmp_path):
    taken_over(sample, folder=tmp_path)
    (tmp_path / f"review-{CITY}.xlsx").unlink()
    again = written(sample, folder=tmp_path)
    assert not again.lost
    assert sum(waiting(again.city).values()) == 0
    before = files(sample)
    take_over(sample, again.path, BY)
    assert files(sample) == before


def test_a_filled_review_that_stands_there_is_not_lost(sample, tmp_path):
    made = written(sample, folder=tmp_path)
    decided(made.path).save(made.path.name)
    again = written(sample, folder=tmp_path)
    assert sum(waiting(again.city).values()) == 0


def test_a_decision_that_fits_nothing_any_more_is_told(sample, tmp_path):
    shorter = tmp_path / ROAD_MAP.name
    text = ROAD_MAP.read_text(encoding="utf-8")
    shorter.write_text(text, encoding="utf-8")
    made = written(sample, shorter, folder=tmp_path)
    decided(made.path).save(made.path.name)
    gone = "4\tNilai kepuasan layanan\tnilai\t80\t80\t80\t80\tSemua perangkat daerah\n"
    assert gone in text
    shorter.write_text(text.replace(gone, ""), encoding="utf-8")
    again = written(sample, shorter, folder=tmp_path)
    assert ("indicators", "nilai kepuasan layanan:polarity") in {
        (question.sheet, question.key) for question in again.lost
    }


def test_a_kind_that_a_person_says_gives_the_columns_of_that_kind(sample):
    subject = Subject(CITY, (ROAD_MAP,), province="X")
    said = {("tables", "2.1:kind"): Decision("targets")}
    columns = draft(sample, subject, said).draft.data.tables[0].entry["columns"]
    assert {column["role"] for column in columns.values()} & {"target", "baseline"}


def test_a_cell_is_as_the_page_prints_it_and_the_review_says_who_changed_it(sample, tmp_path):
    made = written(sample, folder=tmp_path)
    review = decided(made.path).decide("cells", "3.1:1:2022", "58,50", "halaman 12")
    take_over(sample, review.save(), BY)
    assert "58,50" in (sample.raw(CITY) / "tables" / "3.1.csv").read_text(encoding="utf-8")
    history = (sample.raw(CITY) / "review.csv").read_text(encoding="utf-8")
    assert '"58,00","58,50",halaman 12' in history


def test_a_review_with_grave_doubts_is_taken_over_and_says_who_decided_them(sample, tmp_path):
    document = tmp_path / "perwal.txt"
    text = ROAD_MAP.read_text(encoding="utf-8")
    document.write_text(text.replace("Kondisi Awal (2021)", "Nilai"), encoding="utf-8")
    taken_over(sample, document, folder=tmp_path)
    doubts = pd.read_csv(sample.raw(CITY) / "doubts.csv", dtype=str)
    assert set(doubts["decided_by"]) == {BY.by}


def test_an_amendment_goes_before_the_road_map_and_a_report_tells_results(sample, tmp_path):
    applied = taken_over(sample, ROAD_MAP, AMENDMENT, REPORT, folder=tmp_path)
    assert not applied.undecided
    settings = yaml.safe_load((sample.raw(CITY) / "tables.yaml").read_text(encoding="utf-8"))
    assert settings["precedence"]["targets"][:2] == ["3.1-perwal-9-2023", "3.1"]
    assert settings["tables"]["3.1"]["kind"] == "targets"
    year = stages.evaluation(sample, CITY, 2023)["indicators"].set_index("indicator")
    assert year.loc["rb_index", "target_printed"] == "60,00"
    results = stages.evaluation(sample, CITY, 2022)["indicators"].set_index("indicator")
    assert results.loc["rb_index", "realised_printed"] == "57,10"


def test_what_follows_from_a_decision_is_asked_when_the_review_is_made_again(sample, tmp_path):
    made = written(sample, folder=tmp_path)
    review = decided(made.path).decide("labels", "indeks spbe", "(indikator baru milik daerah ini)")
    path = review.save(made.path.name)
    with pytest.raises(DataRejected, match="make the review anew") as refused:
        take_over(sample, path, BY)
    assert "Indeks SPBE" in str(refused.value)
    again = written(sample, folder=tmp_path)
    assert FilledReview(again.path).cell("indicators", "indeks spbe:unit", "proposal").value


def test_what_the_text_counts_is_held_against_the_tables_where_somebody_takes_it(sample, tmp_path):
    document = tmp_path / "perwal.txt"
    text = ROAD_MAP.read_text(encoding="utf-8")
    stated = "Tabel 3.1 memuat 7 (tujuh) indikator.\n\nTabel 3.1."
    document.write_text(text.replace("\nTabel 3.1.", f"\n{stated}", 1), encoding="utf-8")
    subject = Subject(CITY, (document,), province="X")
    city = draft(sample, subject)
    (question,) = [
        held
        for held in city.draft.asking.questions["tables"].values()
        if "count_stated" in held.key
    ]
    assert (question.proposal, city.draft.data.statements) == ("left", [])

    taken = draft(sample, subject, {("tables", question.key): Decision("accepted")})
    (line,) = taken.draft.data.statements
    assert (line["kind"], line["printed"], line["table"]) == ("rows", "7", "3.1")
    assert line["source"] == "perwal-5-2022"
    found = [held.key for held in taken.draft.asking.questions["findings"].values()]
    assert any(key.startswith("stated_count_differs") for key in found)


def test_rows_that_cannot_be_read_hide_no_finding_of_the_others(sample, tmp_path):
    document = tmp_path / "perwal.txt"
    text = ROAD_MAP.read_text(encoding="utf-8").replace("2,10\t2,40\t2,80", "2,10\ttetap\t2,80")
    text += "\nTabel 3.9. Target Indeks\nTahun\tTarget\tUraian\n2022\t58\ta b\n2023\t61\tc d\n"
    document.write_text(text, encoding="utf-8")
    city = draft(sample, Subject(CITY, (document,), province="X"))
    asked = city.draft.asking.questions
    assert asked["cells"]["3.9:1:row"].proposal == "unplaced"
    assert "not_a_value:3.1:2:2022" in asked["findings"]
