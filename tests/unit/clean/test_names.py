"""Printed names: agencies in every manner of one cell, areas and goals with numbers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapor.catalogue import load_catalogue
from rapor.catalogue.names import without_numbering
from rapor.clean.desk import Names
from rapor.ground.errors import Problems


@pytest.fixture
def names(contoh):
    return Names("contoh", load_catalogue(contoh.home), Problems())


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Setda Bagian Organisasi, Inspektorat, BKD", ["setda_organisasi", "inspektorat", "bkd"]),
        ("Inspektorat, BKD,", ["inspektorat", "bkd"]),
        ("SETDA-INSPEKTORAT DAERAH", ["setda", "inspektorat"]),
        ("BKD (2022), BKPSDM (2023-2026) DAN OPD", ["bkd", "bkpsdm", "all_agencies"]),
        ("BKD(2022), BKPSDM(2023-2026)", ["bkd", "bkpsdm"]),
        ("Diskominfo Didukung semua PD", ["diskominfo", "all_agencies"]),
        (
            "Koordinator: Setda Bagian Organisasi Pendukung: Semua PD",
            ["setda_organisasi", "all_agencies"],
        ),
        ("Diskominfo Inspektorat", ["diskominfo", "inspektorat"]),
        ("SETDA DAN OPD PELAYANAN", ["setda", "service_agencies"]),
        ("Dinas Kependudukan dan Pencatatan Sipil dan BKD", ["dukcapil", "bkd"]),
        ("BKD/Inspektorat", ["bkd", "inspektorat"]),
        ("BKD BKD", ["bkd"]),
        ("", []),
    ],
)
def test_agencies_of_one_cell_are_told_apart(names, printed, codes):
    assert names.agencies("here", printed) == codes
    assert not names.problems


def test_an_unknown_agency_among_known_ones_is_a_problem_with_candidates(names):
    assert names.agencies("here", "BKD, Inspektorat Derah dan Setda") == [
        "bkd",
        "inspektorat",
        "setda",
    ]
    (problem,) = names.problems
    assert problem.where == "here"
    assert "'derah'" in problem.found


def test_an_unknown_agency_is_named_whole(names):
    names.agencies("here", "Dinas Pertanian dan Perikanan; BKD")
    (problem, second) = names.problems
    assert "'dinas pertanian'" in problem.found
    assert "'perikanan'" in second.found


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_an_agency_cell_gives_known_codes_or_problems(names, printed):
    register = names.catalogue.agencies
    assert set(names.agencies("here", printed)) <= set(register.names)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("4. Kelembagaan", "Kelembagaan"),
        ("a. Perbaikan", "Perbaikan"),
        ("II. Hasil", "Hasil"),
        ("1) Harmonisasi", "Harmonisasi"),
        ("3.2 Opini BPK", "Opini BPK"),
        ("1.2.1. Nilai SAKIP", "Nilai SAKIP"),
        ("Indeks RB", "Indeks RB"),
        ("A.2.1 Bagian", "A.2.1 Bagian"),
        ("3.5", "3.5"),
    ],
)
def test_numbers_and_letters_before_a_name_are_taken_off(printed, name):
    assert without_numbering(printed) == name


def test_numbered_areas_and_goals_are_known(names):
    assert names.area("here", "6. SDM Aparatur") == "human_resources"
    assert names.goal("here", "Birokrasi yang Kapabel") == "capable"
    assert names.area("here", "Kebersihan") == ""
    assert len(list(names.problems)) == 1


def test_an_indicators_letter_in_the_list_does_not_hide_it(names):
    assert names.indicator("1.4", "here", "b. Nilai SAKIP").code == "sakip_score"


def test_an_unknown_label_is_answered_with_its_nearest(names):
    assert names.indicator("1.4", "here", "Nilai SAKIB") is None
    (problem,) = names.problems
    assert "Nilai SAKIP" in problem.expected
    assert "labels.csv" in problem.next_step
