"""The forms of the start notebook: each is its command, and asks what the command asks."""

import pytest

from rapor.run.job_forms import JOBS, JobForms

CITY = "kota-contoh"
RESULT = {
    "indicator": "rb_index",
    "printed": "61,5",
    "publisher": "Kementerian PANRB",
    "published": "2022-12-20",
    "address": "https://www.menpan.go.id/hasil",
    "kind": "official",
}


def fill(form, /, **values):
    for name, value in values.items():
        form.boxes[name].value = value
    return form


@pytest.fixture(scope="module")
def forms(shared_made):
    return JobForms(shared_made, CITY, 2021).forms


@pytest.mark.parametrize("job", JOBS)
def test_a_form_asks_for_the_city_first_chosen_and_shows_the_line_of_a_terminal(forms, job):
    first = f"rapor {job} " if job == "receive" else f"rapor {job} {CITY}"
    assert f"{forms[job].line} ".startswith(first)


def test_a_box_left_empty_is_not_given_and_words_with_blanks_stay_whole(forms):
    form = fill(forms["decide"], about="K-05 K-06", reason="as table 3.7 prints", evidence="")
    assert form.arguments[:3] == [CITY, "K-05", "K-06"]
    assert "'as table 3.7 prints'" in form.line
    assert "--evidence" not in form.line


def test_a_quotation_mark_that_nothing_closes_is_told_and_stops_no_form(forms):
    form = fill(forms["decide"], about="'K-05", action="keep", reason="x", evidence="y")
    assert form.run() == 2
    assert "the number of a decision, or the id of a finding" in form.answer


def test_a_box_that_has_to_be_filled_is_told_and_leaves_its_place_to_no_other(forms):
    form = fill(forms["add"], printed="61,5", indicator="")
    assert form.line.startswith(f"rapor add {CITY} INDICATOR 2021 61,5")
    assert form.run() == 2
    assert form.answer == "Fill first: indicator, publisher, published, kind."


def test_what_a_command_refuses_is_told_below_its_form(forms):
    form = fill(forms["add"], **RESULT | {"published": "20 Desember"})
    assert form.run() == 1
    assert "a date such as 2026-11-23" in form.answer


def test_showing_writes_nothing_and_keeping_needs_a_name(made_sample):
    form = fill(JobForms(made_sample, CITY, 2021).forms["add"], **RESULT)
    results = made_sample.raw(CITY) / "realisation.csv"
    before = results.read_bytes()
    assert form.run() == 0, form.answer
    assert form.run(keep=True) == 2
    assert "--by" in form.answer
    assert results.read_bytes() == before
    assert fill(form, by="Sekretariat").run(keep=True) == 0, form.answer
    assert results.read_bytes() != before


def test_a_file_is_looked_for_from_the_projects_folder(forms, shared_made):
    form = fill(forms["receive"], form="requests/none.xlsx")
    assert form.run() == 3
    assert "none.xlsx: no such file" in form.answer
    assert str(shared_made.root) not in form.line


def test_where_nothing_can_be_clicked_the_jobs_are_said_in_one_line(shared_made):
    shown = JobForms(shared_made, CITY, 2021)._repr_mimebundle_()["text/plain"]
    assert shown == "Forms of the daily jobs: " + ", ".join(JOBS)
