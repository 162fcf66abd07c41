import pytest

from rapor.catalogue import load_catalogue
from rapor.ground.errors import MissingInput, UsageError


def test_the_whole_catalogue_is_read(reference):
    catalogue = load_catalogue(reference.home)
    assert list(catalogue.cities) == ["binjai"]
    assert catalogue.labels.find("", "Nilai AKIP") in catalogue.indicators


@pytest.mark.parametrize("name", ["bengkulu", "../binjai", "Binjai", ""])
def test_a_city_outside_the_catalogue_is_a_usage_error(reference, name):
    with pytest.raises(UsageError):
        load_catalogue(reference.home).city(name)


def test_a_city_outside_the_catalogue_is_answered_with_those_in_it(reference):
    with pytest.raises(UsageError, match="one of binjai"):
        load_catalogue(reference.home).city("bengkulu")


@pytest.mark.parametrize(
    ("year", "found"), [(2019, False), (2020, True), (2022, True), (2023, False)]
)
def test_an_instrument_is_in_force_for_its_years(reference, year, found):
    assert (load_catalogue(reference.home).instrument(year) is not None) == found


def test_two_instruments_of_one_year_are_refused(reference, rejected):
    text = (reference.home.reference / "instruments" / "2020.yaml").read_text()
    later = text.replace('"2020"', '"2022"').replace("first_year: 2020", "first_year: 2022")
    reference.write("instruments/2022.yaml", later)
    assert "2020 and 2022 both hold in 2022" in rejected(load_catalogue, reference.home)


def test_a_family_has_one_scale_in_each_year_from_its_first_on(reference, rejected):
    text = (reference.home.reference / "scales.yaml").read_text()
    entry = (
        "{}: {{family: ombudsman, {}: {}, steps: 1, ranks: [A], reference: T, verified: true}}\n"
    )
    early = entry.format("zones", "last_year", 2021)
    for first, told in ((2021, "zones and letters both hold in 2021"), (2023, "nothing from 2022")):
        reference.write("scales.yaml", text + early + entry.format("letters", "first_year", first))
        assert told in rejected(load_catalogue, reference.home)


def test_what_one_entry_says_in_english_too_all_of_its_file_do(reference, rejected):
    text = (reference.home.reference / "goals.yaml").read_text()
    english = text.replace("  spellings", "  name_en: Accountable\n  spellings", 1)
    reference.write("goals.yaml", english + text.replace("clean_accountable:", "capable:"))
    assert "goals.yaml capable: name without name_en" in rejected(load_catalogue, reference.home)


def test_a_family_may_have_other_categories_in_other_years(reference):
    entry = "{}: {{family: zone, {}: 2021, steps: 1, ranks: [{}], reference: T, verified: true}}\n"
    text = (reference.home.reference / "scales.yaml").read_text()
    old = entry.format("zones", "last_year", "merah")
    new = entry.format("letters", "first_year", "E").replace("2021", "2022")
    reference.write("scales.yaml", text + old + new)
    catalogue = load_catalogue(reference.home)
    scales = [catalogue.scale("zone", year) for year in (2021, 2022)]
    assert [scale.code for scale in scales if scale] == ["zones", "letters"]
    assert catalogue.scale("tidak ada", 2022) is None


@pytest.mark.parametrize(
    "case",
    [
        ("indicators.yaml", "area: accountability", "area: lain", "sakip_score: area 'lain'"),
        ("indicators.yaml", "goal: clean_accountable", "goal: lain", "sakip_score: goal 'lain'"),
        ("indicators.yaml", "bands: sakip", "theme: lain", "sakip_score: theme 'lain'"),
        ("indicators.yaml", "bands: sakip", "bands: lain", "sakip_score: bands 'lain'"),
        ("indicators.yaml", "bands: sakip", "order: lain", "sakip_score: order 'lain'"),
        ("instruments/2020.yaml", "sakip_score", "lain", "2020 result: indicator 'lain'"),
    ],
)
def test_a_code_that_another_file_does_not_have_is_refused(reference, rejected, case):
    *spoilt, problem = case
    reference.spoil(*spoilt)
    problems = rejected(load_catalogue, reference.home)
    assert problem in problems
    assert str(reference.home.root) not in problems


def test_themes_may_be_absent_and_no_code_stands_in_two_registers(reference, rejected):
    assert load_catalogue(reference.home).themes.names == {}
    goals = (reference.home.reference / "goals.yaml").read_text()
    reference.write("themes.yaml", goals)
    assert "themes.yaml clean_accountable: also a code of goals.yaml" in rejected(
        load_catalogue, reference.home
    )


@pytest.mark.parametrize("field", ["area: accountability", "goal: clean_accountable"])
@pytest.mark.parametrize("given", ["", "{name}: null"])
def test_an_indicator_outside_the_road_map_needs_no_area_and_no_goal(reference, field, given):
    name = field.partition(":")[0]
    reference.spoil("indicators.yaml", field, given.format(name=name))
    assert getattr(load_catalogue(reference.home).indicators["sakip_score"], name) == ""


@pytest.mark.parametrize("name", ["agencies.csv", "indicators.yaml", "labels.csv", "scales.yaml"])
def test_a_missing_file_is_named_below_the_home(reference, name):
    (reference.home.reference / name).unlink()
    with pytest.raises(MissingInput, match=f"data/reference/{name}: no such file"):
        load_catalogue(reference.home)
