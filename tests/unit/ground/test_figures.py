import pytest

from rapor.ground.figures import (
    apart,
    decimals,
    figure,
    full_source,
    percent,
    planned,
    short_source,
)
from rapor.ground.language import language
from rapor.ground.ref import PrintedRows, Ref

ID = language("id")
ROWS = PrintedRows({"4.8": (1, 2, 5)})


@pytest.mark.parametrize(
    ("printed", "value", "shown"),
    [
        ("84,20", 84.2, "84,20"),
        ("3.2", 3.2, "3,2"),
        ("3,00", 3.0, "3,00"),
        ("3", 3.0, "3"),
        ("1.234,5", 1234.5, "1.234,5"),
        ("1.234", 1234.0, "1.234"),
        ("11 %", 11.0, "11"),
        ("<0.04 per thn", 0.04, "0,04"),
        ("41 PD", 41.0, "41"),
        ("0,035", 0.035, "0,035"),
        ("-1,50", -1.5, "\u22121,50"),
        ("", 2.5, "2,5"),
    ],
)
def test_a_figure_has_as_many_decimals_as_its_cell(printed, value, shown):
    assert figure(ID, value, printed) == shown


def test_a_cell_that_a_decision_replaced_does_not_set_the_decimals():
    assert figure(ID, 70.0, "770") == "70"
    assert decimals("13,81", 1.38) == 2


def test_english_figures_have_a_point():
    assert figure(language("en"), 1234.5, "1.234,50") == "1,234.50"


def test_percentages_of_ours_have_one_decimal():
    assert percent(ID, 99.0588) == "99,1"


def test_a_difference_has_the_decimals_of_its_finer_side():
    assert apart(ID, -0.8, ("85", 85.0), ("84,20", 84.2)) == "0,80"
    assert apart(ID, 3.0, ("87", 87.0), ("84", 84.0)) == "3"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ((None, "WTP"), "WTP"),
        ((None, ""), ""),
        ((4.0, "", ">4"), "> 4"),
        ((4.0, "", "4"), "4"),
        ((80.0, "", "80-90"), "80–90"),
        ((0.05, "", "<0.05"), "< 0,05"),
    ],
)
def test_targets_read_as_words_inequalities_ranges_or_figures(given, shown):
    sign = given[2][0] if len(given) > 2 and given[2][0] in "<>" else "="
    high = 90.0 if shown == "80–90" else None
    assert planned(ID, *given, comparator=sign, high=high) == shown


def test_bounds_that_belong_to_the_target_are_said_so():
    assert planned(ID, 4.0, "", "4", comparator=">=") == "≥ 4"


@pytest.mark.parametrize(
    ("ref", "short", "full"),
    [
        ("3.11:2:2024", "T 3.11, b 2", "Tabel 3.11, baris 2, kolom 2024"),
        ("4.8:3:2022", "T 4.8, b 1", "Tabel 4.8, baris 1, kolom 2022"),
        ("4.8:7:2022", "T 4.8, b 4", "Tabel 4.8, baris 4, kolom 2022"),
        ("4.8:5:SASARAN", "T 4.8, judul 3", "Tabel 4.8, judul ke-3, kolom SASARAN"),
        ("realisation:7:value", "R 7", "Daftar realisasi yang dipublikasikan, baris 7"),
        ("activity-realisation:4:value", "K 4", "Daftar kegiatan yang dilaporkan, baris 4"),
    ],
)
def test_a_source_names_where_the_cell_is_printed(ref, short, full):
    assert short_source(ID, Ref.read(ref), ROWS) == short
    assert full_source(ID, Ref.read(ref), ROWS) == full
