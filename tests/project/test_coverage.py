"""``docs/coverage.md`` says where every printed row went, and the rows are all accounted for."""

import both_cities
import pandas as pd
import pytest
from both_cities import CITIES

from rapor.catalogue import load_city
from rapor.catalogue.raw import read_raw
from rapor.ground.errors import Problems
from rapor.ground.paths import Home
from rapor.run.coverage import REASONS, cited, coverage, covered_tables

UNPLACED = {("bengkulu", "2.4", 36), ("bengkulu", "2.4", 45), ("bengkulu", "3.14-b", 8)}


@pytest.fixture(scope="module")
def covered(repository):
    home = Home(repository)
    return {
        slug: covered_tables(home, load_city(home, slug), both_cities.tidy(slug), [])
        for slug in CITIES
    }


def test_the_document_on_coverage_says_what_the_data_says(repository):
    written = (repository / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert written == coverage(Home(repository)), "run: python -m rapor.run.coverage"


@pytest.mark.parametrize("city", CITIES)
def test_every_raw_table_is_listed_in_the_order_of_the_document(repository, covered, city):
    home = Home(repository)
    raw = read_raw(home, load_city(home, city), Problems())
    assert [reading.table.spec.table for reading in covered[city]] == list(raw)


@pytest.mark.parametrize("city", CITIES)
def test_every_table_of_a_regulation_reaches_a_tidy_table(covered, city):
    assert [reading.table.spec.table for reading in covered[city] if not reading.tidy] == []


@pytest.mark.parametrize("city", CITIES)
def test_a_row_in_no_tidy_table_stands_across_the_table_or_could_not_be_placed(covered, city):
    left = [(reading.table.spec.table, row) for reading in covered[city] for row, _ in reading.left]
    assert {row.mark for _, row in left} <= {"group", "unplaced"}
    unplaced = {(city, table, row.number) for table, row in left if row.mark == "unplaced"}
    assert unplaced == {place for place in UNPLACED if place[0] == city}


def test_a_row_that_is_lost_is_named_with_its_reason(repository):
    home = Home(repository)
    tidy = dict(both_cities.tidy("bengkulu"))
    tidy["targets"] = tidy["targets"][tidy["targets"]["table"] != "3.9"]
    places = {
        reading.table.spec.table: reading
        for reading in covered_tables(home, load_city(home, "bengkulu"), tidy, [])
    }
    assert [(row.number, reason) for row, reason in places["3.9"].left] == [(1, REASONS[""])]
    assert places["3.9"].tidy == {}


def test_what_an_evaluation_cites_is_found_by_its_references():
    refs = {"target_ref": ["3.7:1:2024", ""], "realised_ref": ["realisation:4:printed", ""]}
    assert set(cited({"indicators": pd.DataFrame(refs)})) == {("3.7", 1), ("realisation", 4)}
