"""Surveys in the report: respondents and interval beside the index, no figure of few."""

import dataclasses

import pandas as pd
import pytest

from rapor.catalogue.kept_surveys import AcceptedSurveys
from rapor.catalogue.surveys import load_surveys
from rapor.evaluate.survey import Method, survey_tables
from rapor.ground.paths import Home
from rapor.ground.tables import table_of
from rapor.ground.tables.surveys import Answers, KeptSurvey
from rapor.report.surveys import surveys
from rapor.report.unverified import unverified
from rapor.write.content import Table, plain

FACTS = {"questionnaire": "skm", "indicator": "skm", "weighting": "equal", "respondents": 20,
         "rows": 20, "repeated": 0, "unanswered": 0, "incomplete": 0, "straight_lined": 20,
         "digests": "ab", "publisher": "Bagian Contoh", "by": "Uji",
         "on": "2022-02-01"}  # fmt: skip


@pytest.fixture(scope="module")
def accepted(repository):
    """A survey of 2021 and one of its first half; two units, of which one is small."""
    by = load_surveys(Home(repository))
    skm = by.questionnaire("skm")
    frame = pd.DataFrame(dict.fromkeys(skm.elements, [3.0] * 20))
    frame["unit"] = ["Loket A"] * 14 + ["Loket B"] * 6
    answers = Answers(frame, tuple(skm.elements))
    names = {"skm-2021": "annual", "skm-2021-semester-1": "semester_1"}
    made = [survey_tables(answers, Method(name, skm, by.rules)) for name in names]
    kept = [FACTS | {"survey": name, "year": 2021, "period": period, "value": 75}
            for name, period in names.items()]  # fmt: skip
    tables = {name: pd.concat([of_survey[name] for of_survey in made]) for name in made[0]}
    return AcceptedSurveys(tables | {"surveys": table_of(KeptSurvey, kept)}, by)


def tables_of(dossier, **changed):
    blocks = surveys(dataclasses.replace(dossier, **changed), "appendix-surveys")
    return {
        block.anchor: [[plain(cell.text) for cell in row.cells] for row in block.rows]
        for block in blocks
        if isinstance(block, Table)
    }


def test_a_survey_stands_with_its_respondents_and_interval(full, accepted):
    tables = tables_of(full.dossier(), surveys=accepted)
    first = tables["table-surveys"][0]
    assert first[0] == "Survei Kepuasan Masyarakat (SKM) 2021"
    assert first[1:] == [
        "20", "75,00", "75,00–75,00", "bobot dibulatkan 0,11: 74,25", "Bagian Contoh"
    ]  # fmt: skip
    assert [row[0] for row in tables["table-survey-skm-2021"]] == ["Loket A", "Loket B"]
    assert tables["table-survey-skm-2021"][1][1].startswith("tidak ditampilkan")
    assert len(tables["table-elements-skm-2021"]) == 9


def test_a_half_year_knows_no_survey_of_the_whole_year(full, accepted):
    tables = tables_of(full.dossier(), surveys=accepted, period="semester_1")
    assert [row[0] for row in tables["table-surveys"]] == [
        "Survei Kepuasan Masyarakat (SKM) 2021 semester I"
    ]
    assert tables_of(full.dossier(), surveys=accepted, year=2020) == {}


def test_a_city_without_a_survey_has_no_such_part(full):
    assert tables_of(full.dossier()) == {}


def test_what_nobody_has_read_of_a_survey_is_told_where_it_is_used(full, accepted):
    dossier = full.dossier()
    plain_report = {entry.what for entry in unverified(dossier)}
    with_survey = {
        entry.what for entry in unverified(dataclasses.replace(dossier, surveys=accepted))
    }
    assert with_survey - plain_report == {"Pertanyaan survei", "Bobot survei"}
