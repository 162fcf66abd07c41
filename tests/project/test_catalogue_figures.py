"""Weights, conversions, grades and categories of the catalogue against what is published."""

from functools import cache
from pathlib import Path

import pytest

from rapor.catalogue import Catalogue, load_catalogue
from rapor.catalogue.instruments import ROOT as INDEX
from rapor.catalogue.instruments import Instrument
from rapor.ground.paths import Home

ROOT = Path(__file__).parents[2]


@cache
def catalogue() -> Catalogue:
    return load_catalogue(Home(ROOT))


def instrument_of(year: int) -> Instrument:
    instrument = catalogue().instrument(year)
    assert instrument is not None
    return instrument


@pytest.mark.parametrize(
    ("path", "weight"),
    [
        ("index", 100),
        ("enabler", 60),
        ("enabler/fulfilment", 20),
        ("enabler/intermediate", 10),
        ("enabler/reform", 30),
        ("result", 40),
        ("result/accountability", 10),
        ("result/public_service", 10),
        ("result/clean_government", 10),
        ("result/organisational_performance", 10),
        ("enabler/fulfilment/organisation", 3),
    ],
)
def test_the_weights_of_2020_are_those_of_the_regulation_and_their_parts_sum_to_them(path, weight):
    instrument = instrument_of(2021)
    assert instrument.components[path].weight == weight
    parts = instrument.children("" if path == INDEX else path)
    assert sum(part.weight for part in parts if part.path != INDEX) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("area", "fulfilment", "reform"),
    [
        ("change_management", [0.4, 0.4, 0.8, 0.4], 3.0),
        ("deregulation", [1, 1], 3.0),
        ("organisation", [1, 1, 1], 4.5),
        ("business_process", [0.5, 1.5, 0.5], 3.75),
        ("human_resources", [0.2, 0.4, 0.2, 1.2, 0.4, 0.2, 0.2, 0.2], 4.5),
        ("accountability", [1, 1.5], 3.75),
        ("supervision", [0.3, 0.3, 0.5, 0.3, 0.3, 0.5, 0.3], 3.75),
        ("public_service", [0.4, 0.4, 0.6, 0.7, 0.4], 3.75),
    ],
)
def test_the_parts_of_each_area_weigh_what_the_sheet_prints(area, fulfilment, reform):
    instrument = instrument_of(2021)
    parts = instrument.children(f"enabler/fulfilment/{area}")
    assert [part.weight for part in parts] == fulfilment
    assert [part.path.rpartition("/")[2] for part in parts] == [
        str(number) for number in range(1, len(fulfilment) + 1)
    ]
    assert instrument.components[f"enabler/reform/{area}"].weight == reform


def test_ten_intermediate_parameters_weigh_one_point_each():
    instrument = instrument_of(2021)
    parts = instrument.children("enabler/intermediate")
    assert [part.weight for part in parts] == [1.0] * 10
    named = {path.rpartition("/")[2] for path in instrument.components if "intermediate/" in path}
    assert named <= set(catalogue().indicators)


def test_the_index_of_binjai_2021_follows_from_its_conversions():
    instrument = instrument_of(2021)
    scores = {}
    for code, value in (("sakip_score", 51.53), ("ipkp", 78.50), ("ipak", 74.27)):
        part = next(
            component
            for component in instrument.components.values()
            if component.conversion and component.conversion.indicator == code
        )
        assert part.conversion is not None
        assert part.conversion.maximum is not None
        scores[code] = round(value / part.conversion.maximum * part.weight, 2)
    assert scores == {"sakip_score": 3.61, "ipkp": 7.85, "ipak": 7.43}
    assert instrument.grade(42.94) == "C"


def test_every_conversion_s_indicator_and_words_exist():
    ranks = catalogue().scale("bpk_opinion", 2021)
    assert ranks is not None
    for instrument in catalogue().instruments:
        for part in instrument.components.values():
            if part.conversion:
                assert part.conversion.indicator in catalogue().indicators
                assert all(ranks.rank(word) is not None for word in part.conversion.points)
                assert part.conversion.unverified <= set(part.conversion.points)
                assert all(points <= part.weight for points in part.conversion.points.values())


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023, 2024])
def test_every_year_of_the_road_maps_has_an_instrument_with_grades(year):
    instrument = instrument_of(year)
    assert instrument.grade(0.01) == "D"
    assert instrument.grade(100) == "AA"


def test_the_letter_of_padang_2024_is_as_published():
    instrument = instrument_of(2024)
    assert instrument.grade(85.92) == "A-"


@pytest.mark.parametrize(
    ("family", "year", "value", "category"),
    [
        ("sakip", 2020, 60.35, "B"),
        ("sakip", 2021, 51.53, "CC"),
        ("spbe", 2023, 2.61, "Baik"),
        ("spbe", 2021, 1.67, "Kurang"),
        ("merit", 2021, 87.5, ""),
        ("merit", 2024, 250, "Baik"),
        ("ip_asn", 2021, 32.71, "Sangat Rendah"),
        ("ip_asn", 2021, 60, "Sangat Rendah"),
        ("itkp", 2021, 5.51, "Kurang"),
        ("ombudsman", 2021, 89.05, "Hijau"),
        ("ombudsman", 2021, 62.12, "Kuning"),
        ("ombudsman", 2023, 84.20, "B"),
        ("ombudsman", 2024, 93.15, "A"),
        ("ombudsman", 2022, 45.16, "D"),
        ("spip_maturity", 2021, 2, "Berkembang"),
        ("apip_capability", 2021, 3, "Integrated"),
        ("spbe", 2023, 2.98, "Baik"),
        ("spbe", 2023, 4.49, "Memuaskan"),
        ("ipp", 2024, 4.67, "A"),
        ("itkp", 2024, 32.50, "Kurang"),
        ("itkp", 2024, 68.24, "Cukup"),
        ("itkp", 2024, 76.89, "Baik"),
        ("ombudsman", 2022, 58.03, "C"),
        ("ombudsman", 2022, 89.59, "A"),
        ("archive", 2021, 22.82, "D"),
    ],
)
def test_published_values_have_the_published_category(family, year, value, category):
    scale = catalogue().scale(family, year)
    assert scale is not None
    assert scale.category(value) == category


@pytest.mark.parametrize(
    ("percent", "category"),
    [
        (120.0, "Sangat Tinggi"),
        (90.01, "Sangat Tinggi"),
        (90.0, "Tinggi"),
        (75.0, "Sedang"),
        (65.0, "Rendah"),
        (50.0, "Sangat Rendah"),
        (0.0, "Sangat Rendah"),
    ],
)
def test_an_achievement_has_its_category_unrounded(percent, category):
    assert catalogue().achievement.categories.category(percent) == category


def test_no_cap_is_the_default_and_100_and_120_can_be_chosen():
    assert catalogue().achievement.default_cap is None
    assert catalogue().achievement.caps == (100, 120)


def test_every_rule_is_said_in_both_languages():
    for rule in catalogue().achievement.rules.values():
        assert rule.statement, rule.code
        assert rule.statement_en, rule.code


def test_what_nobody_has_read_at_its_source_is_marked():
    unread = {scale.code for scale in catalogue().scales if not scale.verified}
    assert unread == {
        "spbe",
        "itkp",
        "ipp",
        "ombudsman_2022",
        "skm",
        "apip_capability",
        "rb_grade_2023",
    }
    assert not catalogue().achievement.categories.verified
    assert not any(city.verified for city in catalogue().cities.values())
    opinion = instrument_of(2021).components["result/accountability/bpk_opinion"].conversion
    assert opinion is not None
    assert opinion.unverified == {"WDP", "TW", "TMP"}
    assert not instrument_of(2024).grades_verified
    unread_names = {
        scale.code: scale.unverified for scale in catalogue().scales if scale.unverified
    }
    assert unread_names == {"sakip": {"C", "CC"}, "bpk_opinion": {"TMP"}}
    assert [told.verified for told in instrument_of(2024).thematic] == [True, False]
