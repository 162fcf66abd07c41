"""Cells of a scan that were misread, or may have been, are said, each with what is proposed."""

import pytest


def test_cells_of_a_scan_are_doubted_by_certainty_and_by_their_column_s_mark(
    scanned_table, doubts_of
):
    lines = scanned_table(
        "Tabel 1. Target",
        ("No", "Indikator", "Target 2022", "Target 2023"),
        ("1", "Nilai SAKIP", "60,5", "1"),
        ("2", "Nilai SPIP", "3.5", "1"),
        ("3", "Nilai APIP", ("2,5", 0.4), "1"),
        ("4", "Nilai SPBE", "2,5", "1"),
    )
    assert doubts_of(lines) == {
        ("other_mark", "cell:2:Target 2022"): "3,5",
        ("cell_uncertain", "cell:3:Target 2022"): "2,5",
    }


LOST = [
    (("80", "≥ 82", "≥ 85"), ("sign_lost", "≥ 80")),
    (("≤ 10", "≤ 7", "5"), ("sign_lost", "≤ 5")),
    (("80", "≥ 82", "85"), None),
    (("6350", "64,10", "65,00"), ("mark_lost", "63,50")),
    (("61.5", "62.5", "635"), ("mark_lost", "63.5")),
    (("60", "61", "620"), None),
    (("1200", "1.300,5", "1.450,0"), None),
]


@pytest.mark.parametrize(("figures", "told"), LOST)
def test_a_sign_that_a_scan_lost_is_told_by_the_row(scanned_table, doubts_of, figures, told):
    heads = ("No", "Indikator", "Target 2022", "Target 2023", "Target 2024", "Baseline 2021")
    figures = (*figures, "61,5" if "," in figures[1] else "61")
    lines = scanned_table("Tabel 1. Target", heads, ("1", "Nilai X", *figures))
    doubts = doubts_of(lines)
    lost = {code: taken for (code, _), taken in doubts.items() if code.endswith("_lost")}
    assert lost == ({told[0]: told[1]} if told else {})


TOGETHER = [
    ("65 70", "", {"cell:2:Target 2022": "65", "cell:2:Target 2023": "70"}),
    ("65% 76", "70", {"cell:2:Target 2022": "65% 76"}),
    ("90,54-21", "70", {"cell:2:Target 2022": "90,54-21"}),
    ("60-65", "70", {}),
    ("1 250", "1 300", {}),
]


@pytest.mark.parametrize(("cell", "beside", "taken"), TOGETHER)
def test_a_cell_of_a_scan_with_two_figures_is_doubted(
    scanned_table, doubts_of, cell, beside, taken
):
    heads = ("No", "Indikator", "Target 2022", "Target 2023")
    rows = [("1", "Nilai A", "60", "61"), ("2", "Nilai B", cell, beside), ("3", "C", "7", "8")]
    doubts = doubts_of(scanned_table("Tabel 1. Target", heads, *rows))
    assert {
        at: told for (code, at), told in doubts.items() if code == "figures_run_together"
    } == taken


def test_figures_of_two_rows_go_to_the_empty_cell_below(scanned_table, doubts_of):
    heads = ("No", "Indikator", "Target 2022", "Target 2023")
    rows = [("1", "Nilai A", "60 65", "61"), ("2", "Nilai B", "", "66")]
    doubts = doubts_of(scanned_table("Tabel 1. Target", heads, *rows))
    assert doubts == {
        ("figures_run_together", "cell:1:Target 2022"): "60",
        ("figures_run_together", "cell:2:Target 2022"): "65",
    }


NUMBERED = [
    ("1 2 3 4 5", {}),
    ("1 2 8 4 5", {("number_misread", "cell:3:No"): "3"}),
    ("1 2 5 6 7", {("rows_lost", "row:3"): ""}),
    ("1 2 x 4 5", {("number_misread", "cell:3:No"): "3"}),
    ("1 2 3 1 2", {}),
    ("1 2 3+4 5 6", {("rows_together", "row:3"): ""}),
    ("a b c d e", {}),
]


@pytest.mark.parametrize(("numbers", "told"), NUMBERED)
def test_numbers_of_rows_in_a_scan_tell_what_was_lost(scanned_table, doubts_of, numbers, told):
    heads = ("No", "Indikator", "Target 2022", "Target 2023")
    rows = [(no.replace("+", " "), f"Nilai {no}", "60", "61") for no in numbers.split()]
    assert doubts_of(scanned_table("Tabel 1. Target", heads, *rows)) == told


def test_a_word_that_a_scan_was_unsure_of_is_proposed_as_its_column_repeats_it(
    scanned_table, doubts_of
):
    heads = ("No", "Indikator", "Satuan", "Target 2022")
    units = ["Indeks", "Indeks", ("Indehs", 0.6), ("艺", 0.2)]
    rows = [(str(at), f"Nilai {at}", unit, "60") for at, unit in enumerate(units, start=1)]
    assert doubts_of(scanned_table("Tabel 1. Target", heads, *rows)) == {
        ("word_uncertain", "cell:3:Satuan"): "Indeks",
        ("word_uncertain", "cell:4:Satuan"): "艺",
    }


SIGNS = [
    (("√", "√", "<"), {"3": "√"}),
    (("v", "/", "v"), {"2": "√"}),
    (("√", "√", "1"), {"3": "√"}),
    (("√", "√", "x"), {}),
    ((("V", 0.6), ("-", 0.5), ("V", 0.95)), {"1": "V", "2": "-"}),
    (("<", "10", "20"), {}),
]


@pytest.mark.parametrize(("column", "taken"), SIGNS)
def test_a_sign_among_ticks_of_a_scan_is_proposed_as_one(scanned_table, doubts_of, column, taken):
    rows = [(str(at), f"Kegiatan {at}", sign, "√") for at, sign in enumerate(column, start=1)]
    lines = scanned_table("Tabel 1. Rencana Aksi", ("No", "Kegiatan", "2022", "2023"), *rows)
    doubts = doubts_of(lines)
    signs = {at: sign for (code, at), sign in doubts.items() if code == "sign_by_shape"}
    assert signs == {f"cell:{row}:2022": sign for row, sign in taken.items()}
