"""Both cities side by side in all four years, from their documents on."""

import csv
import re
import shutil
from pathlib import Path

import both_cities
import pandas as pd
import pytest
from both_cities import CITIES, HOME, YEARS

from rapor.catalogue import load_catalogue
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.ground.paths import Home
from rapor.report import write_comparison

ROOT = Path(__file__).parents[2]
SHARED = {2021: 8, 2022: 7, 2023: 8, 2024: 8}
COMPARED = {
    2021: {"bpk_opinion", "ombudsman_compliance"},
    2022: {"bpk_opinion"},
    2023: {"kpk_mcp", "spbe_index"},
    2024: {"kpk_mcp", "ombudsman_compliance"},
}
"""Counted by hand in the two regulations and the list of published realisations."""

with (ROOT / "tests" / "cases" / "compared.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def years():
    """For each year the tables of each city, and the comparison made of them."""
    catalogue = both_cities.catalogue()
    validated = {city: both_cities.validated(city) for city in CITIES}
    found = {}
    for year in YEARS:
        tables = {}
        for city, one in validated.items():
            made = both_cities.evaluated(city, year)
            tables[city] = {**one.accepted, "findings": one.findings, **made}
        comparison = {
            "comparison": compare_year(year, tables, catalogue),
            "indices": compare_indices(year, tables),
            "statuses": count_statuses(year, tables),
        }
        found[year] = tables, comparison
    return found


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['year']}-{case['indicator']}-{case['city']}" for case in CASES]
)
def test_a_line_is_as_it_follows_from_the_sources(years, case):
    frame = years[int(case["year"])][1]["comparison"]
    (row,) = frame[
        (frame["indicator"] == case["indicator"]) & (frame["city"] == case["city"])
    ].to_dict("records")
    shown = {
        name: "" if pd.isna(row[name]) else f"{row[name]:g}" if name != "reason" else row[name]
        for name in ("rank", "distance_to_best", "reason")
    }
    assert {"printed": row["printed"], **shown} == {
        name: case[name] for name in ("printed", *shown)
    }


@pytest.mark.parametrize("year", YEARS)
def test_as_many_indicators_are_shared_and_ranked_as_were_counted(years, year):
    frame = years[year][1]["comparison"]
    assert frame["indicator"].nunique() == SHARED[year]
    assert set(frame.loc[frame["rank"].notna(), "indicator"]) == COMPARED[year]


def test_the_only_official_index_is_that_of_binjai_2021(years):
    known = {
        (year, row["city"]): (row["official"], row["grade"])
        for year, (_, tables) in years.items()
        for row in tables["indices"].to_dict("records")
        if pd.notna(row["official"])
    }
    assert known == {(2021, "binjai"): (42.94, "C")}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the data to write pages beside."""
    root = tmp_path_factory.mktemp("compare")
    for name in ("raw", "reference"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    shutil.copyfile(HOME.params, root / "params.yaml")
    return Home(root)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_its_page_whose_links_all_lead_somewhere(years, home, year, language):
    tables, comparison = years[year]
    catalogue = load_catalogue(HOME)
    page = write_comparison(home, year, language, comparison, tables, catalogue).read_text("utf-8")
    anchors = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) - anchors == set()
    assert "{" not in re.sub(r"<(script|style|svg).*?</\1>", "", page, flags=re.DOTALL)
    assert "Kota Bengkulu" in page
    assert "Kota Binjai" in page
