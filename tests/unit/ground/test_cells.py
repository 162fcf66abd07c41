"""Printed cells: the case table, and what holds for every text."""

import csv
import locale
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.ground.cells import Reading, decimal_mark, read_cell
from rapor.ground.language import language
from rapor.ground.units import unit_in_title

_FILE = Path(__file__).parents[2] / "cases" / "cells.csv"
CASES = list(csv.DictReader(_FILE.open(encoding="utf-8", newline="")))


def _number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=[f"{c['printed']!r}-{c['decimal']}" for c in CASES])
def test_printed_form_is_read_as_the_case_table_says(case):
    assert read_cell(case["printed"], case["decimal"]) == Reading(
        case["state"],
        _number(case["value"]),
        _number(case["value_high"]),
        case["text"],
        case["comparator"],
        case["unit"],
    )


def test_case_table_holds_at_least_eighty_forms_of_which_most_were_seen():
    assert len(CASES) >= 80
    assert sum(case["seen"] != "kin" for case in CASES) >= 80


@given(st.text())
def test_any_text_is_read_missing_or_unreadable_and_never_raises(text):
    reading = read_cell(text)
    assert reading.state in ("read", "missing", "unreadable")
    if reading.state == "read":
        assert (reading.value is not None) or reading.text
    else:
        assert reading == Reading(reading.state)


@given(st.text(alphabet="0123456789.,-% ><≥s/dRpOPD()xl"))
def test_any_text_of_figure_signs_never_raises_and_never_gives_infinity(text):
    value = read_cell(text, "comma").value
    assert value is None or math.isfinite(value)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_number_written_the_indonesian_way_is_read_back(digits, decimals):
    value = digits / 10**decimals
    assert read_cell(language("id").number(value, decimals), "comma").value == value


@given(st.integers(0, 10**6), st.sampled_from(["%", "PD", "dokumen", "kali", "per OPD"]))
def test_a_unit_behind_a_number_changes_neither(number, unit):
    reading = read_cell(f"{number} {unit}")
    assert (reading.value, reading.unit) == (number, unit)


@given(st.floats(0, 1000).map(lambda value: round(value, 2)), st.sampled_from("><"))
def test_an_inequality_keeps_its_sign_and_value(value, sign):
    reading = read_cell(f"{sign}{value:.2f}".replace(".", ","))
    assert (reading.comparator, reading.value) == (sign, value)


@given(st.text(alphabet="0123456789", min_size=1, max_size=6), st.sampled_from("OolI"))
def test_a_letter_among_digits_is_never_read_as_a_number(digits, letter):
    for place in range(len(digits) + 1):
        assert read_cell(digits[:place] + letter + digits[place:]).state == "unreadable"


@pytest.mark.parametrize(
    ("neighbourhoods", "mark"),
    [
        ([["2,5", "3,0"]], "comma"),
        ([["2.5", "3.0"]], "point"),
        ([["2.5", "3,0"]], "comma"),
        ([["1.234", "70"], ["87,5"]], "comma"),
        ([["1.234", "70"], ["87.5"]], "point"),
        ([["2.5"], ["87,5"]], "point"),
        ([["1.234.567", "1.000"]], "point"),
        ([["1.234,5"]], "comma"),
        ([["1,234.5"]], "point"),
        ([["<0,05 per thn"]], "comma"),
        ([["WTP", "", "-"]], "point"),
        ([], "point"),
    ],
)
def test_decimal_mark_is_that_of_the_nearest_cells_that_show_one(neighbourhoods, mark):
    assert decimal_mark(*neighbourhoods) == mark


def test_reading_does_not_depend_on_the_locale():
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        for name in ("C", "id_ID.UTF-8", "de_DE.UTF-8"):
            try:
                locale.setlocale(locale.LC_NUMERIC, name)
            except locale.Error:
                continue
            assert read_cell("1.234,5").value == 1234.5
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Ukuran Keberhasilan (dalam persen)", "%"),
        ("Kebutuhan Dana (Rp juta)", "rp juta"),
        ("Jumlah Layanan (dalam dokumen)", "dokumen"),
        ("Capaian (lanjutan)", ""),
        ("Indeks (skala 4)", ""),
        ("Nilai (dalam persen) dan Anggaran (Rp juta)", ""),
    ],
)
def test_a_title_gives_the_unit_of_its_table(title, unit):
    assert unit_in_title(title) == unit
