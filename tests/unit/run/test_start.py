"""The start notebook's list and its boxes, on the sample of two invented cities."""

import pytest

from rapor.ground.errors import UsageError
from rapor.run.start import Chooser, state

CITY, OTHER = "kota-contoh", "kota-uji"


@pytest.fixture(scope="module")
def chooser(shared_made):
    return Chooser(shared_made, CITY, 2021, "id", "annual")


def test_a_missing_result_is_counted_and_no_other(shared_made):
    of_year = state(shared_made, CITY, 2021)
    assert 0 < of_year.realised < of_year.indicators
    assert f"{of_year.indicators - of_year.realised} results of 2021" in of_year.lacks


def test_the_boxes_offer_the_years_of_the_chosen_city_alone(chooser):
    chooser.choose(OTHER, 2022)
    assert (chooser.state.city, chooser.state.year) == (OTHER, 2022)
    assert chooser.message == str(chooser.state)
    chooser.choose(CITY, 2021)
    assert chooser.message.startswith(f"{CITY} 2021: ")


def test_the_button_makes_the_report_and_shows_it_in_a_closed_frame(chooser, shared_made):
    made = shared_made.report(CITY, 2021) / "evaluasi.html"
    made.unlink()
    chooser.choose(CITY, 2021)
    chooser.press()
    assert made.is_file()
    assert chooser.page.startswith("<iframe srcdoc=")
    assert "allow-same-origin" not in chooser.page
    assert chooser.page.count("<") == 2, "the report's own markup is escaped"


def test_where_nothing_can_be_clicked_the_state_is_said_in_one_line(chooser):
    assert chooser._repr_mimebundle_()["text/plain"] == str(chooser.state)


def test_data_that_is_refused_is_told_below_the_boxes(made_sample):
    chooser = Chooser(made_sample, CITY, 2022, "id", "annual")
    results = made_sample.raw(CITY) / "realisation.csv"
    results.write_text("a,a\n", encoding="utf-8")
    chooser.press()
    assert "realisation.csv" in chooser.message
    assert chooser.page == ""
    assert not made_sample.report(CITY, 2022).exists()


def test_a_city_that_params_do_not_name_is_refused_with_those_that_they_name(shared_made):
    with pytest.raises(UsageError, match=CITY):
        Chooser(shared_made, "lain", 2021, "id", "annual")


@pytest.mark.parametrize(
    ("language", "period", "said"),
    [("fr", "annual", "language: 'fr'"), ("id", "quarter", "period: 'quarter'")],
)
def test_boxes_with_what_does_not_exist_are_refused(shared_made, language, period, said):
    with pytest.raises(UsageError, match=said):
        Chooser(shared_made, CITY, 2021, language, period)
