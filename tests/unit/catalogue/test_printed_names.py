"""How an indicator is named: as its document prints it, with the catalogue's name beside it."""

import pytest

from rapor.catalogue.names import FirstMentions, printed_name, without_letter


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
        ("UPG (Unit Gratifikasi)", "Unit Gratifikasi (UPG)", "UPG (Unit Gratifikasi)"),
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


SHORT = {"BPK": "Badan Pemeriksa Keuangan", "BPKP": "Badan Pengawasan", "KPK": "Komisi"}


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["Opini BPK.", "BPK lagi."], ["Opini Badan Pemeriksa Keuangan (BPK).", "BPK lagi."]),
        (["Nilai BPKP dan BPK-RI."], ["Nilai Badan Pengawasan (BPKP) dan BPK-RI."]),
        (["Dua (BPK, KPK) dan “KPK”.", "KPK"], ["Dua (BPK, KPK) dan “KPK”.", "Komisi (KPK)"]),
        (["Opini badan pemeriksa keuangan (BPK).", "BPK"], ["", "BPK"]),
        (["Satu (dua", "KPK"], ["Satu (dua", "Komisi (KPK)"]),
        (["KPK) dan KPK"], ["Komisi (KPK)) dan KPK"]),
    ],
)
def test_a_short_form_is_written_in_full_once_where_sentences_mention_it_first(texts, written):
    first = FirstMentions(SHORT)
    for text, shown in zip(texts, written, strict=True):
        first.said(text)
        assert first.write(text) == (shown or text)


def test_a_name_is_kept_as_it_is_printed_and_its_short_form_told_where_it_stands_alone():
    first = FirstMentions(SHORT, {"Opini BPK", "BPK", "Nilai (BPK, KPK)"})
    text = "Opini BPK, Nilai (BPK, KPK) dan BPK; KPK."
    first.said(text)
    assert first.write(text) == (
        "Opini BPK, Nilai (BPK, KPK) dan Badan Pemeriksa Keuangan (BPK); Komisi (KPK)."
    )


def test_without_short_forms_nothing_changes():
    first = FirstMentions({})
    first.said("Opini BPK (a)")
    assert first.write("Opini BPK (a)") == "Opini BPK (a)"
