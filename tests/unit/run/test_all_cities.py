"""The stage between cities on the sample project: which cities, which years, which folder."""

import pytest
from copies import put_city

from rapor.catalogue import load_catalogue
from rapor.ground.errors import DataRejected, UsageError
from rapor.ground.paths import slug
from rapor.ground.tables import COMPARISON
from rapor.run import all_cities
from rapor.run.batch import plan
from rapor.run.notebook import prepare
from rapor.write.formats import WRITERS

CITIES = ("kota-contoh", "kota-uji")


def params(home, cities=CITIES, years=(2021, 2022, 2023), languages=("id",)):
    lists = {"cities": cities, "years": years, "languages": languages}
    text = "".join(f"{name}: [{', '.join(map(str, names))}]\n" for name, names in lists.items())
    home.params.write_text(text, encoding="utf-8")


def test_a_page_makes_every_earlier_stage_of_every_city(sample):
    page = all_cities.compare(sample, 2022)
    assert page == sample.comparison(2022) / "perbandingan.html"
    made = {path.name for path in page.parent.iterdir()}
    formats = {page.with_suffix(f".{ending}").name for ending in WRITERS}
    assert made == {*(f"{name}.csv" for name in COMPARISON), "manifest.json", *formats, "tables"}
    assert all((sample.evaluation(city, 2022) / "indicators.csv").is_file() for city in CITIES)
    first = contents(page.parent)
    all_cities.compare(sample, 2022)
    assert contents(page.parent) == first


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_city_whose_road_map_does_not_reach_the_year_is_left_out_and_named(sample):
    text = (sample.raw("kota-uji") / "tables.yaml").read_text(encoding="utf-8")
    first = text.replace("baseline: 2021", "baseline: null")
    assert first != text
    (sample.raw("kota-uji") / "tables.yaml").write_text(first, encoding="utf-8")
    name = load_catalogue(sample).city("kota-uji").name
    assert set(all_cities.comparison(sample, 2021)["indices"]["city"]) == {"kota-contoh"}
    page = all_cities.compare(sample, 2021, "en").read_text(encoding="utf-8")
    assert f"the road map does not reach 2021: {name}" in page


def test_a_single_city_has_a_page_that_compares_nothing(sample):
    params(sample, cities=["kota-uji"])
    page = all_cities.compare(sample, 2022, "en").read_text(encoding="utf-8")
    assert "share no indicator in 2022" in page


def test_a_year_that_no_city_reaches_is_refused_before_a_kernel_starts(sample):
    with pytest.raises(DataRejected, match="no city"):
        prepare(sample, "05_compare", [("year", "1999")])
    with pytest.raises(DataRejected, match="no city"):
        all_cities.comparison(sample, 1999)


def test_an_unknown_language_is_refused(sample):
    with pytest.raises(UsageError, match="language"):
        all_cities.compare(sample, 2022, "fr")


def test_a_city_is_no_parameter_of_the_comparison(sample):
    with pytest.raises(UsageError, match="no such parameter"):
        prepare(sample, "05_compare", [("city", "kota-uji")])


def test_the_executed_notebook_stands_beside_the_page(sample):
    run = prepare(sample, "05_compare", [("year", "2022"), ("language", "en")])
    assert run.output == sample.comparison(2022) / "05_compare_en.ipynb"


def test_each_year_is_one_that_some_city_reaches(sample, capsys):
    params(sample, years=(1999, 2022, 2023), languages=("id", "en"))
    runs = plan(sample, "05_compare", [], ["year", "language"])
    pairs = [(run.values["year"], run.values["language"]) for run in runs]
    assert pairs == [(2022, "id"), (2022, "en"), (2023, "id"), (2023, "en")]
    assert "kota-contoh or kota-uji: 1999" in capsys.readouterr().err


def test_no_city_can_be_called_as_the_folder_of_the_comparisons(sample):
    with pytest.raises(UsageError, match="folder of the comparisons"):
        slug("compare")
    put_city(sample, "compare")
    with pytest.raises(DataRejected, match="not the name of a city's folder"):
        list(load_catalogue(sample).cities)
