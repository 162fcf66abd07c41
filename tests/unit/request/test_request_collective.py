"""A sheet of many agencies at once: each value says who gave it, none is lost in silence."""

import shutil

import pytest
from filled import KOMINFO, ON, SETDA, SPBE, Filled

from rapor.ground.errors import DataRejected
from rapor.ground.files import read_rows
from rapor.ground.paths import Home
from rapor.run.forms import receive, request

HEALTH = "Dinas Kesehatan"
REGISTER = f"""agency,name,spelling,collective,reference
setda,Sekretariat Daerah,Setda,,invented for the tests
diskominfo,{KOMINFO},Diskominfo,true,invented for the tests
dinkes,{HEALTH},Dinkes,,invented for the tests
"""


@pytest.fixture(scope="module")
def asked(made, tmp_path_factory):
    """A project whose register has a collective sheet, with the form that asks it, made once."""
    home = Home(shutil.copytree(made.root, tmp_path_factory.mktemp("asked") / "project"))
    (home.raw("kota-uji") / "agencies.csv").write_text(REGISTER, encoding="utf-8")
    request(home, "kota-uji", 2023, "annual", "id", home.root / "kolektif.xlsx")
    return home


@pytest.fixture
def project(asked, tmp_path):
    """A copy of it, to be changed at will."""
    return Home(shutil.copytree(asked.root, tmp_path / "project"))


@pytest.fixture
def answer(project, tmp_path):
    """One agency's answer on the collective sheet, as a file."""

    def answered(agency, value, name="isian.xlsx"):
        form = Filled(project.root / "kolektif.xlsx", tmp_path)
        form.put(KOMINFO, SPBE, value)
        if agency:
            form.put(KOMINFO, SPBE, agency, "agency")
        return form.save(name)

    return answered


def kept(project):
    rows = read_rows(project.raw("kota-uji") / "realisation.csv", "")[1]
    return [(row["publisher"], row["printed"]) for row in rows if row["publication"] == "agency"]


def keep(project, path):
    return receive(project, path, apply=True, by="Bagian Organisasi", on=ON)


@pytest.mark.parametrize("order", [1, -1])
def test_a_second_agencys_other_value_is_refused_in_any_order(project, answer, order):
    (first, value), (second, other) = [(SETDA, "2,1"), (HEALTH, "2,3")][::order]
    assert f"{value}, {first}" in keep(project, answer(first, value)).summary
    problem = str(*keep(project, answer(second, other)).problems)
    assert all(part in problem for part in (value, first, other, second, "agree"))
    assert kept(project) == [(first, value)]


def test_the_same_value_of_a_second_agency_is_kept_beside(project, answer):
    keep(project, answer(SETDA, "2,1"))
    keep(project, answer(HEALTH, 2.1))
    assert kept(project) == [(SETDA, "2,1"), (HEALTH, "2,1")]


def test_an_agency_that_answers_again_corrects_its_own_value_and_is_told_so(project, answer):
    keep(project, answer(SETDA, "2,1"))
    assert f"2,1 -> 2,3, {SETDA}" in keep(project, answer(SETDA, "2,3", "lagi.xlsx")).summary
    assert kept(project) == [(SETDA, "2,3")]
    history = read_rows(project.raw("kota-uji") / "realisation-history.csv", "")[1]
    assert [(row["before_printed"], row["printed"]) for row in history] == [
        ("", "2,1"),
        ("2,1", "2,3"),
    ]


@pytest.mark.parametrize("who", ["", KOMINFO, "Dinas Lain"])
def test_a_value_without_one_agency_that_answers_for_it_is_refused(project, answer, who):
    received = keep(project, answer(who, "2,1"))
    assert "agency" in str(*received.problems)
    assert kept(project) == []


def test_a_form_of_before_that_does_not_ask_who_reports_is_refused(project, answer, uji):
    assert answer
    uji.put(KOMINFO, SPBE, "2,1")
    with pytest.raises(DataRejected, match="make the form anew"):
        keep(project, uji.save()).problems.raise_if_any()


def test_a_line_of_the_register_says_true_or_nothing(project):
    path = project.raw("kota-uji") / "agencies.csv"
    path.write_text(REGISTER.replace("true", "ya"), encoding="utf-8")
    with pytest.raises(DataRejected, match="collective: 'ya'"):
        request(project, "kota-uji", 2023, "annual", "id")
