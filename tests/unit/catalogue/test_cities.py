"""Each city stands in its own folder, with what is its own; no other city is read for it."""

import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.cities import read_city
from rapor.ground.errors import DataRejected

OWN = """\
own_index:
  name: Indeks Sendiri
  measure: number
  polarity: higher
  {more}
  reference: Tabel 1
  verified: true
"""


def test_a_city_s_facts_are_read_and_its_code_is_text(reference):
    city = load_catalogue(reference.home).cities["binjai"]
    assert (city.name, city.code, city.verified) == ("Kota Binjai", "12.75", False)


def test_a_code_that_nobody_knows_yet_may_stay_away(reference):
    path = reference.of_city("city.yaml", "name: A\nprovince: B\nreference: T\nverified: false\n")
    assert read_city(path, "city.yaml", "binjai").code == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no fields"),
        ("- a\n", "no fields"),
        ("name: A\nreference: T\nverified: true\n", "no province"),
        ("name: A\nprovince: B\ncode: 12.75\nreference: T\nverified: true\n", "code: 12.75"),
        ("nama: A\nprovince: B\nreference: T\nverified: true\n", "nearest is 'name'"),
    ],
)
def test_a_badly_filled_city_is_refused(reference, rejected, text, problem):
    path = reference.of_city("city.yaml", text)
    assert problem in rejected(read_city, path, "city.yaml", "binjai")


def test_another_city_is_not_read(reference):
    reference.of_city("city.yaml", "broken", "lain")
    reference.of_city("labels.csv", "broken", "lain")
    catalogue = load_catalogue(reference.home, "binjai")
    assert catalogue.city("binjai").name == "Kota Binjai"
    assert list(catalogue.cities) == ["binjai", "lain"]
    with pytest.raises(DataRejected):
        catalogue.city("lain")


def test_what_is_a_city_s_own_stands_beside_what_is_national(reference):
    reference.of_city("indicators.yaml", OWN.format(more=""))
    reference.of_city("labels.csv", "table,label,indicator\n,Nilai Kinerja,sakip_score\n")
    reference.of_city("agencies.csv", "agency,name,spelling\nbkd,BKD Kota,BKD\n")
    own = load_catalogue(reference.home, "binjai")
    assert set(own.indicators) == {"sakip_score", "own_index"}
    assert own.labels.find("", "indeks sendiri") == "own_index"
    assert own.labels.find("", "Nilai Kinerja") == own.labels.find("", "Nilai AKIP")
    assert (own.agencies.find("BKD"), own.agencies.find("Setda")) == ("bkd", "setda")
    national = load_catalogue(reference.home)
    assert national.labels.find("", "Nilai Kinerja") is None
    assert national.agencies.find("BKD") is None


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("area: lain", "own_index: area 'lain'"),
        ("goal: lain", "own_index: goal 'lain'"),
        ("bands: lain", "own_index: bands 'lain'"),
    ],
)
def test_a_code_of_an_own_indicator_has_to_be_national(reference, rejected, more, problem):
    reference.of_city("indicators.yaml", OWN.format(more=more))
    problems = rejected(load_catalogue, reference.home, "binjai")
    assert f"data/raw/binjai/indicators.yaml {problem}" in problems


def test_a_national_indicator_is_not_a_city_s_own(reference, rejected):
    text = OWN.format(more="").replace("own_index", "sakip_score")
    reference.of_city("indicators.yaml", text)
    assert "a national indicator" in rejected(load_catalogue, reference.home, "binjai")
