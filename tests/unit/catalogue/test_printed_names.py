"""How an indicator is named: as its document prints it, with the catalogue's name beside it."""

import pytest

from rapor.catalogue.names import printed_name, without_letter


@pytest.mark.parametrize(
    ("printed", "official", "shown"),
    [
        ("Nilai SAKIP", "Nilai SAKIP", "Nilai SAKIP"),
        ("", "Nilai SAKIP", "Nilai SAKIP"),
        ("c. Perbaikan nilai SAKIP tiap tahun", "Nilai SAKIP", "Perbaikan nilai SAKIP tiap tahun"),
        ("Perbaikan nilai SAKIPTA", "Nilai SAKIP", "Perbaikan nilai SAKIPTA (Nilai SAKIP)"),
        (
            "Prosentase PD yang telah menetapkan SOP",
            "Persentase PD yang telah menetapkan SOP",
            "Prosentase PD yang telah menetapkan SOP",
        ),
        (
            "b. Perbaikan Level Maturity SPIP",
            "Maturitas SPIP",
            "Perbaikan Level Maturity SPIP (Maturitas SPIP)",
        ),
        ("Indeks e-Government", "Indeks SPBE", "Indeks e-Government (Indeks SPBE)"),
    ],
)
def test_a_name_is_the_document_s_and_another_wording_stands_beside_it(printed, official, shown):
    assert printed_name(printed, official) == shown


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("b. Penurunan angka", "Penurunan angka"),
        ("12) Nilai", "Nilai"),
        ("A.2 Nilai", "A.2 Nilai"),
        ("B. Komponen", "Komponen"),
        ("e-Government", "e-Government"),
    ],
)
def test_only_the_mark_of_a_list_is_left_out(printed, label):
    assert without_letter(printed) == label
