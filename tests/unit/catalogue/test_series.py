"""series.yaml: where a series of values breaks is data, and a wrong file is named."""

import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.series import read_series


def test_a_year_from_a_break_on_belongs_to_another_series(reference):
    series = read_series(reference.home.reference / "series.yaml", "s")
    assert [series.number("sakip_score", year) for year in (2022, 2023, 2024)] == [0, 1, 1]
    assert series.is_one("sakip_score", 2023, 2024)
    assert not series.is_one("sakip_score", 2022, 2024)
    assert series.is_one("another", 2000, 2024)


def test_a_break_is_named_between_the_years_that_it_parts(reference):
    series = read_series(reference.home.reference / "series.yaml", "s")
    assert [new.code for new in series.between("sakip_score", 2022, 2024)] == ["sakip_2023"]
    assert not series.between("sakip_score", 2023, 2024)
    assert not series.between("sakip_score", 2021, 2022)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("first_year: 2023", "first_year: dulu", "'dulu'"),
        ("  first_year: 2023\n", "", "no first_year"),
        ("  statement_en: S 2023\n", "", "no statement_en"),
        ("  statement: S 2023", "  statement: S 2032", "statement without 2023"),
        ("first_year", "frist_year", "unknown field 'frist_year'"),
        ("  verified: true\n", "", "no verified; expected: true or false"),
    ],
)
def test_a_badly_filled_break_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("series.yaml", old, new)
    assert problem in rejected(read_series, path, "series.yaml")


def test_a_break_that_stands_twice_is_refused(reference, rejected):
    path = reference.home.reference / "series.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("sakip_2023", "again"), encoding="utf-8")
    assert "the same break as sakip_2023" in rejected(read_series, path, "series.yaml")


def test_a_break_of_an_unknown_indicator_is_refused(reference, rejected):
    reference.spoil("series.yaml", "sakip_score", "nilai_lain")
    assert "nilai_lain" in rejected(load_catalogue, reference.home)
