import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.catalogue.names import fold, nearest


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("Opini WTP", "OPINI WTP"),
        ("Indeks <i>e-Government</i>", "Indeks e-government"),
        ("Perundang- undangan", "Perundang-undangan"),
        ("Setda Bag. Organisasi", "Setda bag Organisasi"),
        ("BKD(2022)", "BKD (2022)"),
        ("  Nilai\n SAKIP ", "nilai sakip"),
        ("a. Meningkatkan nilai SAKIP", "a) meningkatkan Nilai SAKIP"),
        ("STRASSE", "straße"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(printed, other):
    assert fold(printed) == fold(other)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("% PD dengan predikat", "PD dengan predikat"),
        ("Tabel 3.1", "Tabel 31"),
        (">4", "<4"),
        ("Opini", "Opini BPK"),
        ("SP", "SPM"),
    ],
)
def test_different_names_stay_different(printed, other):
    assert fold(printed) != fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(printed):
    assert fold(fold(printed)) == fold(printed)


@given(st.text(string.ascii_letters + " .-", max_size=40))
def test_a_folded_name_has_single_blanks_and_no_edges(printed):
    form = fold(printed)
    assert form == " ".join(form.split())


def test_the_nearest_known_names_come_best_first_as_they_are_written():
    known = ["Nilai SAKIP", "Nilai Zona Integritas", "Survei Kepuasan Masyarakat (SKM)"]
    assert nearest("nilai sakp", known)[0] == "Nilai SAKIP"
    assert nearest("Survey Kepuasan Masyarakat", known) == ["Survei Kepuasan Masyarakat (SKM)"]


def test_a_name_unlike_all_others_has_no_candidates():
    assert nearest("qqqq", ["Nilai SAKIP"]) == []
