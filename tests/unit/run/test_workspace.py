"""``rapor.open``: a city's tables and years as data frames, on the sample of invented cities."""

import pandas as pd
import pytest

import rapor
from rapor.ground.errors import MissingInput, UsageError
from rapor.ground.tables import EVALUATION, TIDY

CITY = "kota-contoh"


@pytest.fixture(scope="module")
def city(shared_made):
    return rapor.open(CITY, home=shared_made.root)


@pytest.fixture(scope="module")
def evaluation(city):
    return city.evaluation(2021)


def test_the_package_offers_the_way_in_and_says_so():
    assert {"open", "compare", "show", "overview"} <= set(dir(rapor))
    assert callable(rapor.open)
    with pytest.raises(AttributeError, match="opne"):
        _ = rapor.opne


def test_a_city_has_every_accepted_table_and_its_findings_under_their_names(city):
    assert [name for name, _ in city] == [*TIDY, "findings"]
    assert "decision" in city.targets
    assert "decision" not in city.tidy.targets
    assert len(city.tidy.targets) == len(city.targets)
    assert {"targets", "findings", "evaluation"} <= set(dir(city))


def test_a_year_has_every_table_of_its_evaluation(evaluation):
    assert [name for name, _ in evaluation] == list(EVALUATION)
    assert set(evaluation.indicators["year"]) == {2021}


def test_what_is_done_to_a_frame_reaches_neither_the_next_reader_nor_a_report(evaluation):
    frame = evaluation.indicators
    frame["status"] = "achieved"
    assert set(evaluation.indicators["status"]) != {"achieved"}


def test_a_table_that_does_not_exist_is_told_with_those_that_do(city):
    with pytest.raises(AttributeError, match=r"no table 'target'; there are targets, .*findings"):
        _ = city.target


def test_a_city_that_does_not_exist_is_refused_with_the_nearest(shared_made):
    with pytest.raises(UsageError, match="kota-contoh"):
        rapor.open("kota-conto", home=shared_made.root)
    with pytest.raises(MissingInput, match=r"params\.yaml"):
        rapor.open(CITY, home=shared_made.root.parent)


def test_the_sizes_count_what_was_read_and_what_was_not(city):
    sizes = city.tidy.sizes.set_index("table").loc["targets"]
    targets = city.tidy.targets
    assert sizes["rows"] == len(targets) == sizes[["numbers", "words", "neither"]].sum()
    assert sizes["numbers"] == targets["value"].notna().sum()


def test_evaluating_writes_what_the_frames_hold(city):
    made = city.evaluate(2022)
    stored = pd.read_csv(city.home.evaluation(CITY, 2022) / "indicators.csv", dtype=str)
    assert list(stored["indicator"]) == list(made.indicators["indicator"])


def test_writing_a_report_names_every_file_that_was_written(evaluation):
    files = evaluation.write_report("en")
    assert len(files) == 5
    assert all((evaluation.city.home.root / name).is_file() for name in files["file"])
    assert not any("\\" in name for name in files["file"])


def test_cities_side_by_side_are_frames_too(shared_made):
    compared = rapor.compare(2022, home=shared_made.root)
    assert [name for name, _ in compared] == ["comparison", "indices", "statuses"]
    assert set(compared.statuses["city"]) == {"kota-contoh", "kota-uji"}


def test_every_city_and_year_of_params_has_a_row_that_says_what_it_lacks(shared_made):
    rows = rapor.overview(home=shared_made.root)
    assert set(rows["city"]) == {"kota-contoh", "kota-uji"}
    assert (rows["with_a_result"] <= rows["indicators"]).all()
    assert rows["lacks"].str.len().min() > 0
