"""The tidy tables against lists that were read by hand from the regulations.

The lists in ``tests/cases/printed`` were typed from the printed pages, not made by code;
blanks in them are cells that are blank in print.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest
from both_cities import tidy

from rapor.catalogue.names import fold

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "cases" / "printed"


def read_list(name: str) -> list[dict[str, str]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("city", ["bengkulu", "binjai"])
def test_every_target_cell_is_as_printed_and_none_is_added(city: str) -> None:
    expected = {
        (row["table"], row["indicator"], row["kind"], int(row["year"])): row["printed"]
        for row in read_list("targets")
        if row["city"] == city and row["printed"]
    }
    targets = tidy(city)["targets"]
    printed = targets[targets["printed"] != ""]
    found = {
        (row.table, row.indicator, row.kind, row.year): row.printed for row in printed.itertuples()
    }
    assert len(found) == len(printed), "a cell stands twice"
    assert found == expected


@pytest.mark.parametrize("city", ["bengkulu", "binjai"])
def test_every_label_is_as_printed(city: str) -> None:
    expected = {
        (row["table"], row["indicator"], fold(row["label"]))
        for row in read_list("targets")
        if row["city"] == city
    }
    targets = tidy(city)["targets"]
    found = {(row.table, row.indicator, fold(row.label)) for row in targets.itertuples()}
    assert found == expected


def test_every_score_cell_is_as_printed_and_none_is_added() -> None:
    expected = {
        (row["table"], row["level"], fold(row["label"])): (
            row["assessor"],
            row["weight"],
            row["value"],
            row["ratio"],
        )
        for row in read_list("scores")
    }
    scores = tidy("binjai")["scores"]
    found = {
        (row.table, row.level, fold(row.label)): (
            row.assessor,
            row.weight_printed,
            row.printed,
            row.ratio_printed,
        )
        for row in scores.itertuples()
    }
    assert found == expected


def test_every_score_belongs_to_its_component() -> None:
    expected = {
        (row["table"], fold(row["label"])): row["component"]
        for row in read_list("scores")
        if row["component"]
    }
    scores = tidy("binjai")["scores"]
    found = {(row.table, fold(row.label)): row.component for row in scores.itertuples()}
    assert {key: found.get(key) for key in expected} == expected


def test_figures_of_activities_without_indicator_stay_the_activities_own() -> None:
    expected = {
        (row["table"], fold(row["activity"]), int(row["year"])): row["printed"]
        for row in read_list("activities")
    }
    plan = tidy("bengkulu")["action_plan"]
    own = plan[(plan["indicator"] == "") & plan["year"].notna() & (plan["printed"] != "")]
    found = {
        (row.table, fold(row.activity), int(row.year)): row.printed for row in own.itertuples()
    }
    assert found == expected


def test_numbers_are_read_from_either_decimal_sign() -> None:
    def value(city: str, table: str, indicator: str, year: int) -> float:
        targets = tidy(city)["targets"]
        rows: pd.DataFrame = targets[
            (targets["table"] == table)
            & (targets["indicator"] == indicator)
            & (targets["year"] == year)
            & (targets["kind"] == "target")
        ]
        return float(rows["value"].iloc[0])

    assert value("binjai", "4.7", "sakip_score", 2022) == 51.53
    assert value("binjai", "4.7", "apip_capability", 2023) == 2.8
    assert value("bengkulu", "3.8", "spip_maturity", 2023) == 3.1
    assert value("bengkulu", "3.21", "discipline_cases", 2021) == 0.035
    assert value("bengkulu", "3.7", "rb_index", 2024) == 770
