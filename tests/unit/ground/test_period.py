"""What a half year is called, where it is kept, and what is known in it."""

import pandas as pd
import pytest

from rapor.ground.errors import UsageError
from rapor.ground.paths import Home
from rapor.ground.period import PERIODS, check_period, folder_of, half_name
from rapor.ground.tables import known
from rapor.ground.tables.tidy import Realisation

YEARS = (2021, 2022, 2023)


@pytest.fixture
def tables():
    """An annual value of each year, both halves of 2022, and a score of each year."""
    values = [(year, "annual") for year in YEARS]
    values += [(2022, "semester_1"), (2022, "semester_2"), (2021, "semester_1")]
    realisations = pd.DataFrame(values, columns=["year", "period"])
    realisations["year"] = realisations["year"].astype("Int64")
    scores = pd.DataFrame({"year": pd.array(YEARS, dtype="Int64")})
    return {
        "realisations": realisations,
        "activity_realisations": realisations.copy(),
        "scores": scores,
        "targets": pd.DataFrame(),
    }


@pytest.mark.parametrize(
    ("period", "values", "scores"),
    [
        ("annual", {(year, "annual") for year in YEARS}, YEARS),
        ("semester_1", {(2021, "annual"), (2022, "semester_1")}, (2021,)),
        (
            "semester_2",
            {(2021, "annual"), (2022, "semester_1"), (2022, "semester_2")},
            (2021,),
        ),
    ],
)
def test_a_half_year_knows_its_own_values_and_the_years_before(tables, period, values, scores):
    rows = known(tables, 2022, period)
    for name in ("realisations", "activity_realisations"):
        assert set(rows[name].itertuples(index=False, name=None)) == values
    assert tuple(rows["scores"]["year"]) == scores
    assert rows["targets"] is tables["targets"]


def test_the_words_of_the_tables_are_the_periods():
    assert Realisation.declaration().columns["period"].words == PERIODS


def test_a_year_keeps_its_folder_and_a_half_year_has_one_of_its_own(tmp_path):
    home = Home(tmp_path)
    assert home.report("binjai", 2022) == home.report("binjai", 2022, "annual")
    assert home.report("binjai", 2022, "semester_1").name == "2022-semester-1"
    assert home.evaluation("binjai", 2022, "semester_2").name == "2022-semester-2"


@pytest.mark.parametrize("period", ["", "semester_3", "../x", "Annual", "semester-1"])
def test_another_period_is_refused_before_any_path_is_made(period):
    with pytest.raises(UsageError, match="does not exist"):
        check_period(period)
    with pytest.raises(UsageError):
        folder_of(2022, period)


def test_a_half_year_is_named_as_officials_do():
    assert [half_name(period) for period in PERIODS] == ["", "semester I", "semester II"]
