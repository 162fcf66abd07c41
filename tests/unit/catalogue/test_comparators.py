"""Groups of like cities and published results of others: what a comparison sets beside a city."""

import dataclasses

import pytest

from rapor.catalogue.cities import CityFacts
from rapor.catalogue.comparators import read_groups, read_published
from rapor.ground.errors import DataRejected
from rapor.ground.paths import SHIPPED, Home

REFERENCE = Home(SHIPPED).reference
CITY = CityFacts("x", "Kota X", "P", "12.75", "made up", verified=True)
HEAD = (
    "city,indicator,year,printed,grade,scale_min,scale_max,assessor,publisher,publication,"
    "published,address,verified\n"
)
LINE = 'Kota X,spbe,2023,"2,98",Baik,1,5,A,P,press,2024,https://p.example,no\n'


@pytest.mark.parametrize(
    ("code", "population", "groups"),
    [
        ("12.75", None, ["kota"]),
        ("12.71", 99_999, ["kota", "below_100_thousand"]),
        ("12.70", 100_000, ["kabupaten", "from_100_thousand"]),
        ("", 1_000_000, ["from_1_million"]),
        ("", None, []),
    ],
)
def test_a_city_is_in_a_group_by_a_number_that_is_known(code, population, groups):
    city = dataclasses.replace(CITY, code=code, population=population)
    known = read_groups(REFERENCE / "groups.yaml", "g")
    assert [group.code for group in known if group.holds(city)] == groups


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("below: 71", "below: 80", "overlaps with kabupaten"),
        ("  low: 71", "  low: 100", "low 100, below 100"),
        ("  of: size", "  of: weight", "'weight'"),
        ("low: 71", "low: tinggi", "'tinggi'"),
    ],
)
def test_a_badly_filled_group_is_refused(tmp_path, old, new, problem):
    text = (REFERENCE / "groups.yaml").read_text(encoding="utf-8")
    (tmp_path / "groups.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataRejected, match=problem):
        read_groups(tmp_path / "groups.yaml", "g")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"2,98"', "baik", "printed 'baik'"),
        ('"2,98"', ">2", "printed '>2'"),
        ('"2,98",Baik', ",", "neither printed nor grade"),
        ("press", "rumor", "'rumor'"),
        ("2023", "23", "'23'"),
        (",1,5,", ",1,lima,", "'lima'"),
    ],
)
def test_a_badly_filled_published_result_is_refused(tmp_path, old, new, problem):
    (tmp_path / "p.csv").write_text(HEAD + LINE.replace(old, new), encoding="utf-8")
    with pytest.raises(DataRejected, match=problem):
        read_published(tmp_path / "p.csv", "p")


def test_a_grade_without_a_number_has_no_value_and_never_zero(tmp_path):
    (tmp_path / "p.csv").write_text(HEAD + LINE + LINE.replace('2023,"2,98"', "2022,"), "utf-8")
    first, second = read_published(tmp_path / "p.csv", "p")
    assert (first.value, first.scale, first.verified) == (2.98, (1.0, 5.0), False)
    assert (second.value, second.printed, second.grade) == (None, "", "Baik")
