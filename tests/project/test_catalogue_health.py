"""The catalogue itself is complete, sums up, and covers what the two regulations print."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rapor.catalogue import Catalogue, TableSpec, load_catalogue, load_city
from rapor.catalogue.names import fold
from rapor.clean.desk import Names
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows, read_yaml
from rapor.ground.paths import Home

ROOT = Path(__file__).parents[2]
HOME = Home(ROOT)
CITIES = ("bengkulu", "binjai")
WITH_INDICATORS = (
    "targets",
    "end_targets",
    "action_plan",
    "activities",
    "official_parameters",
    "achievement",
)


@cache
def catalogue(city: str = "") -> Catalogue:
    return load_catalogue(HOME, city)


EVERY = [("", code) for code in catalogue().indicators] + [
    (city, code)
    for city in CITIES
    for code in sorted(catalogue(city).indicators.keys() - catalogue().indicators.keys())
]
"""Each indicator with the city whose own it is."""


def rows_of(name: str) -> list[dict[str, str]]:
    """Lines of a list, the national one and the cities' own; ``city`` says whose they are."""
    paths = {"": HOME.reference / name} | {city: HOME.raw(city) / name for city in CITIES}
    return [
        {"city": city, "table": ""} | row
        for city, path in paths.items()
        for row in read_rows(path, name)[1]
    ]


def printed_rows(city: str) -> Iterator[tuple[TableSpec, dict[str, str]]]:
    for name, spec in load_city(HOME, city).tables.items():
        for row in read_rows(HOME.raw(city) / "tables" / f"{name}.csv", name)[1]:
            yield spec, row


@pytest.mark.parametrize(("city", "code"), EVERY)
def test_every_indicator_is_complete(city, code):
    indicator = catalogue(city).indicators[code]
    for name in ("name", "short", "unit", "measure", "polarity", "owner"):
        assert getattr(indicator, name), f"{code} has no {name}"
    if indicator.area:
        assert indicator.goal, f"{code} has no goal for its area"
    else:
        assert indicator.goal in ("", "general", "thematic")


@pytest.mark.parametrize(("city", "code"), EVERY)
def test_every_measure_has_what_it_is_judged_by(city, code):
    indicator = catalogue(city).indicators[code]
    if indicator.measure == "percent":
        assert indicator.scale == (0, 100)
        assert indicator.unit.startswith("%")
    if indicator.measure == "ordinal":
        assert indicator.order
        assert indicator.scale is None
    if indicator.measure in ("count", "milestone"):
        assert indicator.scale is None
    assert (indicator.measure == "ordinal") == bool(indicator.order)


def test_short_names_tell_indicators_apart():
    for city in CITIES:
        shorts = [indicator.short for indicator in catalogue(city).indicators.values()]
        assert len(set(shorts)) == len(shorts)
        assert max(map(len, shorts)) <= 30


def test_what_falls_is_better_lower():
    lower = {code for city, code in EVERY if catalogue(city).indicators[code].polarity == "lower"}
    assert lower == {
        "discipline_cases",
        "discipline_violations",
        "hindering_regulations",
        "overlapping_regulations",
        "conflicting_regulations",
        "extreme_poverty_rate",
        "inflation_rate",
        "poverty_rate",
        "stunting_prevalence",
    }


def test_every_label_belongs_to_a_known_city_and_table():
    tables = {city: set(load_city(HOME, city).tables) for city in CITIES}
    for row in rows_of("labels.csv"):
        assert row["indicator"] in catalogue(row["city"]).indicators
        assert not row["table"] or row["table"] in tables[row["city"]], row


def test_every_own_label_of_a_city_is_printed_there():
    printed = {
        (city, table, fold(row[column]))
        for city in CITIES
        for spec, row in printed_rows(city)
        for column, cell in spec.columns.items()
        for table in (spec.table, "")
        if cell.role == "label"
    }
    wanted = [
        (row["city"], row["table"], fold(row["label"]))
        for row in rows_of("labels.csv")
        if row["city"]
    ]
    assert [key for key in wanted if key not in printed] == []


@pytest.mark.parametrize("city", CITIES)
def test_every_printed_label_stands_for_an_indicator(city):
    names = Names(city, catalogue(city), Problems())
    unknown = [
        (spec.table, row["row"], row[column])
        for spec, row in printed_rows(city)
        for column, cell in spec.columns.items()
        if cell.role == "label" and spec.kind in WITH_INDICATORS
        if row[column] and row["mark"] not in ("group", "unplaced")
        if names.known_indicator(spec.table, row[column]) is None
    ]
    assert unknown == []


@pytest.mark.parametrize("city", CITIES)
def test_every_printed_agency_is_in_the_register(city):
    problems = Problems()
    names = Names(city, catalogue(city), problems)
    for spec, row in printed_rows(city):
        for column, cell in spec.columns.items():
            if cell.role == "agencies" and row[column]:
                names.agencies(f"{spec.table} row {row['row']}", row[column])
    topics = HOME.raw(city) / "topics.csv"
    for row in read_rows(topics, topics.name)[1] if topics.is_file() else []:
        names.agencies(f"topics {row['table']} row {row['row']}", row["agencies"])
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("city", CITIES)
def test_areas_and_goals_of_the_tables_are_in_the_registers(city):
    for spec in load_city(HOME, city).tables.values():
        assert not spec.area or spec.area in catalogue().areas.names, spec.table
        assert not spec.goal or spec.goal in catalogue().goals.names, spec.table


def test_every_published_realisation_has_an_indicator():
    for city in CITIES:
        for row in read_rows(HOME.raw(city) / "realisation.csv", city)[1]:
            assert row["indicator"] in catalogue(city).indicators


def test_goals_and_areas_stand_in_the_order_of_the_regulations():
    assert list(catalogue().goals.names) == [
        "clean_accountable",
        "capable",
        "excellent_service",
        "digital_governance",
        "professional_culture",
        "general",
        "thematic",
    ]
    assert list(catalogue().areas.names) == [
        "change_management",
        "deregulation",
        "organisation",
        "business_process",
        "human_resources",
        "accountability",
        "supervision",
        "public_service",
    ]


def test_every_agency_s_spelling_stands_once():
    keys = [(row["city"], fold(row["spelling"])) for row in rows_of("agencies.csv")]
    assert len(set(keys)) == len(keys)
    needed = ("agency", "name", "spelling", "reference")
    assert all(row[name] for row in rows_of("agencies.csv") for name in needed)


def references() -> Iterator[tuple[str, str]]:
    own = [HOME.raw(city) / name for city in CITIES for name in ("city.yaml", "indicators.yaml")]
    for path in [*sorted(HOME.reference.rglob("*.yaml")), *own]:
        yield from _references(path.name, read_yaml(path, path.name))


def _references(where: str, content: object) -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        if "reference" in content:
            yield where, str(content["reference"])
        for name, part in content.items():
            yield from _references(f"{where} {name}", part)
    elif isinstance(content, list):
        for number, part in enumerate(content):
            yield from _references(f"{where} {number}", part)


def test_every_value_says_where_it_comes_from():
    listed = list(references())
    assert len(listed) > 100
    assert [where for where, reference in listed if len(reference) < 10] == []


@pytest.mark.parametrize("path", sorted(HOME.reference.rglob("*.*")), ids=lambda path: path.name)
def test_no_reference_file_mentions_a_machine_path_or_another_paper(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|home|tmp|usr|Users)/|[A-Z]:\\|DOMAIN|\.md\b|\bseed", text)
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("city", ["", *CITIES])
def test_all_that_the_catalogue_names_has_a_name_in_english(city):
    of_city = catalogue(city)
    unnamed = [code for code, known in of_city.indicators.items() if not known.name_en]
    unnamed += [code for code, known in of_city.indicators.items() if not known.short_en]
    for register in (of_city.areas, of_city.goals, of_city.themes):
        unnamed += [code for code in register.names if code not in register.english]
    for instrument in of_city.instruments:
        unnamed += [path for path, part in instrument.components.items() if not part.label_en]
    unnamed += [
        code for code in of_city.agencies.collective if code not in of_city.agencies.english
    ]
    assert unnamed == []


def test_a_unit_has_one_name_in_english():
    units = [known for city in CITIES for known in catalogue(city).indicators.values()]
    by_unit = {unit: {known.unit_en for known in units if known.unit == unit} for unit in
               {known.unit for known in units}}  # fmt: skip
    assert {unit: names for unit, names in by_unit.items() if len(names) > 1} == {}


def test_no_national_note_speaks_of_one_citys_document():
    named = [facts.name.split()[-1] for facts in catalogue().cities.values()]
    spoken = [
        code
        for code, known in catalogue().indicators.items()
        if re.search(r"Tabel [0-9]|kedua road map", known.note)
        or any(name in known.note for name in named)
    ]
    assert spoken == [], "the note stands in the request form of every city"
