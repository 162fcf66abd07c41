import dataclasses

import pytest

from rapor.catalogue.rules import PLACES
from rapor.ground.language import language
from rapor.ground.ref import AS_IN_FILE, PrintedRows
from rapor.validate import examine, reworded, wording

PLAN = [
    {"table": "3.7", "indicator": "score", "cells": {2021: "52", 2022: "60", 2024: "770"}},
    {"table": "4.7", "row": 2, "indicator": "index", "cells": {2021: "3,0", 2022: "2,8"}},
]


def messages(evidence, code, case=None, counted=AS_IN_FILE):
    given = evidence(case or {"plan": PLAN})
    findings = examine(given).findings
    worded = reworded(findings, code, given.catalogue.rules, counted)
    return dict(zip(findings["finding"], worded["message"], strict=True))


def test_a_finding_reads_as_one_indonesian_sentence(evidence):
    findings = examine(evidence({"plan": PLAN})).findings
    assert dict(zip(findings["finding"], findings["message"], strict=True)) == {
        "outside_scale:3.7:1:2024": (
            "Tabel 3.7 baris 1 kolom 2024 mencantumkan 770 untuk Nilai SAKIP, di luar skalanya"
            " 0–100."
        ),
        "against_polarity:4.7:2:2022": (
            "Tabel 4.7 baris 2 kolom 2022 mencantumkan 2,8 untuk Indeks SPBE, mundur dari 3,0 pada"
            " kolom 2021."
        ),
    }


def test_a_finding_counts_rows_as_the_page_does(evidence):
    counted = PrintedRows({"3.7": (2,), "4.7": (1,)})
    told = messages(evidence, "id", counted=counted)
    assert told["outside_scale:3.7:1:2024"].startswith("Tabel 3.7 baris 1 kolom 2024")
    assert told["against_polarity:4.7:2:2022"].startswith("Tabel 4.7 baris 1 kolom 2022")


def test_a_finding_about_headings_says_that_they_are_some(evidence):
    counted = PrintedRows({"3.7": (1,)})
    told = messages(evidence, "id", counted=counted)
    assert told["outside_scale:3.7:1:2024"].startswith("Tabel 3.7 judul ke-1 kolom 2024")


def test_the_same_finding_reads_in_english(evidence):
    assert messages(evidence, "en")["outside_scale:3.7:1:2024"] == (
        "Table 3.7, row 1, column 2024 prints 770 for “Nilai SAKIP”, outside its scale of 0–100."
    )


def test_printed_cells_stay_as_printed_and_computed_figures_get_the_languages_mark(evidence):
    scores = [
        {"table": "2.10", "row": 1, "component": "enabler/one", "weight": "3.75", "value": "13.81"}
    ]
    assert messages(evidence, "id", {"scores": scores})["above_weight:2.10:1:NILAI"].endswith(
        "mencantumkan 13.81 untuk enabler/one, melebihi nilai tertinggi yang mungkin, yaitu 3,75."
    )
    assert "3.75." in messages(evidence, "en", {"scores": scores})["above_weight:2.10:1:NILAI"]


def test_several_cells_are_told_in_one_sentence(evidence):
    cells = {2021: "", 2022: "-", 2023: "", 2024: "80"}
    case = {"plan": [{"table": "1", "indicator": "score", "cells": cells}]}
    assert messages(evidence, "id", case)["missing_cell:1:1:2021"] == (
        "Tabel 1 baris 1 kolom 2021, 2022, dan 2023 tidak memuat nilai untuk Nilai SAKIP"
        " (kosong, atau tercantum -)."
    )


def test_a_finding_about_an_entry_of_a_settings_file_names_file_and_entry(evidence):
    given = evidence({})
    city = dataclasses.replace(given.city, sources={"koran-1": {"title": "Koran \u4e2d"}})
    findings = examine(dataclasses.replace(given, city=city)).findings
    assert dict(zip(findings["finding"], findings["message"], strict=True)) == {
        "sign_not_drawn:sources:0:koran-1": (
            "sources.yaml, koran-1 memuat tanda yang tidak tersedia pada jenis huruf laporan:"
            " \u4e2d (U+4E2D). Dalam PDF dan grafik tanda itu tampak sebagai kotak; Word, Excel,"
            " dan halaman web tetap memuatnya."
        )
    }


def test_a_disagreement_names_the_other_place(evidence):
    realised = [
        {"indicator": "score", "year": 2024, "printed": "90,74", "publisher": "ombudsman.go.id"},
        {"indicator": "score", "year": 2024, "printed": "90,47", "publisher": "koran.co"},
    ]
    assert messages(evidence, "id", {"realised": realised}) == {
        "publishers_disagree:realisation:1:printed": (
            "Daftar realisasi baris 1 memuat 90,74 untuk Nilai SAKIP tahun 2024, sedangkan"
            " Daftar realisasi baris 2 memuat 90,47 (koran.co)."
        )
    }


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Promosi jabatan yang terbuka,", "dengan “… jabatan yang terbuka,”: sambungannya"),
        ("Sosialisasi kepada PD dan.", "dengan … kepada PD dan: sambungannya"),
    ],
)
def test_a_sign_behind_a_quoted_text_is_not_taken_for_the_sentences(evidence, printed, told):
    rows = [[printed, "BKD"]]
    columns = {"Kegiatan": "activity", "PD": "agencies"}
    case = {"lists": [{"table": "3", "columns": columns, "rows": rows}]}
    assert told in messages(evidence, "id", case)["text_cut_off:3:1:Kegiatan"]


def test_braces_in_a_printed_cell_are_no_placeholders(evidence):
    cells = {2021: "60", 2022: "{expected} %s"}
    case = {"plan": [{"table": "1", "indicator": "score", "cells": cells}]}
    said_of = messages(evidence, "id", case)["unreadable_cell:1:1:2022"]
    assert "mencantumkan {expected} %s untuk" in said_of


def test_a_finding_has_every_place_that_a_sentence_may_name(evidence):
    given = evidence({"plan": PLAN})
    rule = dataclasses.replace(
        given.catalogue.rules["outside_scale"],
        sentence={"en": " ".join(f"<{name}:{{{name}}}>" for name in PLACES)},
    )
    finding = examine(given).findings.set_index("rule", drop=False).loc["outside_scale"]
    sentence = wording(finding, language("en"), {rule.code: rule})
    assert "<place:Table 3.7, row 1, column 2024>" in sentence
    assert "<printed:770> <all_printed:770>" in sentence
    assert "<year:2024> <expected:0–100>" in sentence


def test_a_baseline_of_the_same_row_is_named_by_its_place(evidence):
    plan = [{"table": "3.7", "indicator": "score", "cells": {"baseline": "60", 2021: "60"}}]
    told = messages(evidence, "id", {"plan": plan})["no_progress:3.7:1:2021"]
    assert "()" not in told
    assert "(Tabel 3.7 baris 1 kolom" in told
