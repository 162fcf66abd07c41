"""Sentences that are not carried: their topics, and what is refused in ``topics.csv``."""

import pytest

from rapor.clean.topics import TOPICS
from rapor.ground.errors import DataRejected, MissingInput

GOOD = (
    "8.1,4,accountability,Inspektorat,Aturan pelaporan belum ada,,",
    "8.2,1,accountability,Setda;BKD,Susun aturan pelaporan,8.1:4,",
    "8.2,2,human_resources,,Latih pegawai,,done",
)


@pytest.fixture
def reviewed(contoh):
    """The city with a review and recommendations in sentences, and their topics."""
    contoh.tables["8.1"] = {
        "kind": "review",
        "year": 2021,
        "assessor": "self",
        "columns": {"col1": {"role": "part"}, "col2": {"role": "topic"}},
        "rows": [
            ["group", "KOMPONEN PENGUNGKIT", ""],
            ["group", "PEMENUHAN", ""],
            ["group", "1", "Penguatan Akuntabilitas"],
            ["sentence", "", ""],
        ],
    }
    contoh.tables["8.2"] = {
        "kind": "recommendations",
        "year": 2021,
        "assessor": "official",
        "columns": {"No": {"role": "number"}, "Hal": {"role": "topic"}},
        "rows": [["sentence", "a", ""], ["sentence", "b", ""]],
    }
    write_topics(contoh, *GOOD)
    return contoh


HEADER = ",".join(TOPICS.columns)


def write_topics(contoh, *lines, header=HEADER):
    text = "\n".join([header, *lines]) + "\n"
    (contoh.raw / "topics.csv").write_text(text, encoding="utf-8")


def test_a_recommendation_has_its_place_origin_topic_and_status(reviewed):
    recommendations = reviewed.clean()["recommendations"]
    told = recommendations[
        ["row", "column", "origin", "number", "topic", "agencies", "status", "repeats"]
    ]
    assert told.to_numpy().tolist() == [
        [1, "Hal", "ministry", "a", "Susun aturan pelaporan", "setda;bkd", "open", "8.1:4:col2"],
        [2, "Hal", "ministry", "b", "Latih pegawai", "", "done", ""],
    ]


def test_a_finding_has_the_component_of_the_headings_above_it(reviewed):
    (row,) = reviewed.clean()["review_findings"].to_dict("records")
    assert row["component"] == "enabler/fulfilment/accountability"
    assert (row["area"], row["agencies"], row["printed"]) == ("accountability", "inspektorat", "")


def test_a_city_without_sentences_needs_no_topics(contoh):
    assert contoh.clean()["recommendations"].empty


def test_sentences_without_a_file_of_topics_are_a_missing_input(reviewed):
    (reviewed.raw / "topics.csv").unlink()
    with pytest.raises(MissingInput, match=r"topics\.csv: no such file.*3 sentences"):
        reviewed.clean()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("8.2,2,human_resources,,,,", "topic is empty"),
        (f"8.2,2,human_resources,,{'kata ' * 13},,", "topic: 'kata kata"),
        ("8.2,2,human_resources,,=1+1,,", "topic: '=1+1'"),
        ("8.2,2,human_resources,,-1,,", "topic: '-1'"),
        ("8.2,2,lain,,Latih pegawai,,", "area 'lain'"),
        ("8.2,2,human_resources,Dinas Lain,Latih,,", "agency 'dinas lain' in 'Dinas Lain'"),
        ("8.2,2,human_resources,,Latih,,selesai", "status: 'selesai'"),
        ("8.2,2,human_resources,,Latih,8.2:7,", "repeats '8.2:7'"),
        ("8.2,2,human_resources,,Latih,8.2:2,", "repeats '8.2:2'"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(reviewed, rejected, line, found):
    write_topics(reviewed, *GOOD[:2], line)
    problem = rejected(reviewed)
    assert found in problem.found
    assert problem.where == "data/raw/contoh/topics.csv line 4"


def test_a_sentence_without_a_topic_and_a_topic_without_a_sentence_are_told_together(reviewed):
    write_topics(reviewed, *GOOD[:2], "8.2,9,human_resources,,Latih,,", GOOD[1])
    with pytest.raises(DataRejected) as refused:
        reviewed.clean()
    assert [(problem.where, problem.found) for problem in refused.value.problems] == [
        (
            "data/raw/contoh/topics.csv line 4",
            "table '8.2' row '9': no sentence of the city's tables",
        ),
        ("data/raw/contoh/topics.csv line 5", "table '8.2' row '1': twice"),
        ("data/raw/contoh/tables/8.2.csv row 2", "a sentence without a topic"),
    ]


@pytest.mark.parametrize("header", ["table,row,area,agencies,topic,repeats", f"{HEADER},lain"])
def test_other_columns_are_refused(reviewed, header):
    write_topics(reviewed, header=header)
    with pytest.raises(DataRejected, match="column"):
        reviewed.clean()


@pytest.mark.parametrize("name", ["8.1", "8.2"])
def test_a_review_without_year_or_assessor_is_refused(reviewed, rejected, name):
    del reviewed.tables[name]["year"]
    problem = rejected(reviewed)
    assert problem.where == f"tables.yaml table {name}"


def test_a_heading_that_is_no_component_is_refused(reviewed, rejected):
    reviewed.tables["8.1"]["rows"][2] = ["group", "1", "Hal lain"]
    problem = rejected(reviewed)
    assert "'1 Hal lain' is no component" in problem.found


def test_prose_in_another_table_needs_no_topic(contoh):
    assert "sentence" in {row[0] for row in contoh.tables["1.4"]["rows"]}
    contoh.clean()
