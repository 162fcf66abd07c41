"""What a cell may hold: sentences of tests/cases/values.csv, and what holds for every text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.catalogue.permitted import SCORE, Permitted, of_activity, read_value

OF = {
    "count": Permitted("count"),
    "index": Permitted("number", (0.0, 5.0)),
    "free": Permitted("number"),
    "percent": Permitted("percent", (0.0, 100.0)),
    "banded": Permitted("number", (0.0, 100.0), ("Baik", "Cukup")),
    "opinion": Permitted("ordinal", None, ("TMP", "TW", "WDP", "WTP")),
    "planned milestone": Permitted("milestone"),
    "milestone": Permitted("milestone", None, ("Belum Terlaksana", "Terlaksana")),
    "score": SCORE,
}
with (Path(__file__).parents[2] / "cases" / "values.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['printed']}")
def test_the_measure_decides_what_a_cell_may_be(case):
    around = [[case["around"]]] if case["around"] else []
    reading = read_value(case["printed"], OF[case["of"]], *around)
    assert reading.state == case["state"]
    assert reading.value == (float(case["value"]) if case["value"] else None)
    assert reading.text == case["text"]


@given(st.text(max_size=12), st.sampled_from(sorted(OF)), st.lists(st.text(max_size=6)))
def test_no_text_raises_and_what_is_no_value_gives_none(printed, of, around):
    reading = read_value(printed, OF[of], around)
    assert reading.readable or (reading.value is None and not reading.text)


@pytest.mark.parametrize(
    ("unit", "counts", "measure"),
    [
        ("orang", True, "count"),
        ("dokumen", True, "count"),
        ("%", True, "percent"),
        ("% dari bobot", True, "percent"),
        ("indeks", True, "number"),
        ("", True, "number"),
        ("", False, "milestone"),
    ],
)
def test_the_unit_of_an_activity_says_what_is_counted(unit, counts, measure):
    assert of_activity(unit, counts=counts).measure == measure


@pytest.mark.parametrize("printed", ["-0,45", "−1,2 %", "-3"])
def test_a_rate_of_growth_may_be_below_zero_and_nothing_else_without_a_scale(printed):
    growth = Permitted("number", below_zero=True)
    assert read_value(printed, growth).value == pytest.approx(
        -float(printed.strip("-− %").replace(",", "."))
    )
    assert read_value(printed, Permitted("number")).value is None
    assert growth.expected != Permitted("number").expected
