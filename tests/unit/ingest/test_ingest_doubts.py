"""What of a table may be read two ways is said, with what was taken; what is certain is not."""

import pytest

from rapor.catalogue.doubts import read_weights
from rapor.ground.language import language
from rapor.ground.paths import find_home
from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import DOUBTS, Notes

CERTAIN = {
    "targets below a head that says so": """
Tabel 1. Sasaran
No|Indikator|Satuan|Baseline 2021|Target|||OPD
||||2022|2023|2024|
1|Nilai SAKIP|Nilai|60,5|61,5|62,5|63,5|Bagian Organisasi
2|Opini BPK|Opini|WTP|WTP|WTP|WTP|BPKPAD
""",
    "years before the road map": """
Tabel 1. Nilai Indeks
No|Indikator|2019|2020|2021
1|Nilai SAKIP|50,1|51,2|52,3
""",
    "targets and results of each year": """
Tabel 1. Kinerja
No|Indikator|2022||2023|
||Target|Realisasi|Target|Realisasi
1|Nilai SAKIP|60|61|62|63
""",
    "scores": """
B. CAPAIAN
1. Hasil Penilaian Mandiri 2021
Tabel 1. Capaian Aspek Pemenuhan
No|Komponen|Bobot|Nilai
1|Tim|0,40|0,30
2|Rencana|0,60|0,50
""",
}


@pytest.mark.parametrize("text", CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_is_not_doubted(doubts, text):
    assert doubts(text) == {}


DOUBTED = [
    (
        "cells that name the years of their figures",
        "Tabel 1. Aksi\nRencana Aksi|Target\nSOP|2022: 40%; 2023: 70%\nPeta|Tahun 2022 : 1 peta",
        ("figures_together", "kind"),
        "Target 2022; Target 2023",
    ),
    (
        "two figures below a head of two",
        "Tabel 1. Program\nIndikator|Kondisi Awal → Target Akhir\nSOP|60 → 75\nASN|2,5 → 4",
        ("figures_together", "kind"),
        "Kondisi Awal; Target Akhir",
    ),
    (
        "two figures below a head of one",
        "Tabel 1. Program\nNo|Indikator|Target\n1|SOP|60 → 75\n2|ASN|2,5 → 4",
        ("figures_of_two", "kind"),
        "Kondisi Awal; Target Akhir",
    ),
    (
        "scores of which nobody says who gave them",
        "Tabel 1. Hasil Evaluasi 2021\nKomponen|Bobot|Nilai\nPemenuhan|20,00|9,80",
        ("assessor_unsaid", "kind"),
        "self_assessment",
    ),
    (
        "years that neither head nor title explains",
        "Tabel 1. Nilai\nNo|Indikator|2022|2023\n1|Nilai SAKIP|60|61",
        ("results_or_targets", "kind"),
        "targets",
    ),
    (
        "results inside the period",
        "Tabel 1. Perkembangan Nilai\nNo|Indikator|2021|2022|2023\n1|Nilai SAKIP|60|61|62",
        ("results_or_targets", "kind"),
        "results",
    ),
    (
        "figures below a head without a word that is known",
        "Tabel 1. Target\nNo|Indikator|Ambang|Target 2022|Target 2023\n1|SAKIP|50,5|60|61",
        ("figures_without_role", "column:Ambang"),
        "text",
    ),
    (
        "figures below a head of words",
        "Tabel 1. Target\nNo|Indikator|Keterangan|Target 2022|Target 2023\n1|SAKIP|50,5|60|61",
        ("figures_as_text", "column:Keterangan"),
        "text",
    ),
    (
        "words in a column of scores",
        "Tabel 1. Capaian\nNo|Komponen|Bobot|Nilai\n1|Tim|ada dan lengkap|0,30",
        ("words_as_figures", "column:Bobot"),
        "weight",
    ),
    (
        "a year outside the road map",
        "Tabel 1. Target\nNo|Indikator|Target 2023|Target 2024|Target 2025\n1|SAKIP|1|2|3",
        ("year_outside", "column:Target 2025"),
        "text",
    ),
    (
        "an end without a year",
        "Tabel 1. Sasaran\nNo|Indikator|Kondisi Akhir\n1|SAKIP|70",
        ("without_year", "column:Kondisi Akhir"),
        "end_target 2024",
    ),
    (
        "two columns for the same year",
        "Tabel 1. T\nNo|Indikator|Target 2022|Target Tahun 2022|Target 2023\n1|SAKIP|1|2|3",
        ("same_twice", "column:Target Tahun 2022"),
        "target 2022",
    ),
    (
        "a row of sums in a plan",
        "Tabel 1. Rencana Aksi\nNo|Kegiatan|Target 2022|Target 2023\n1|Pedoman|1|2\n|Jumlah|1|2",
        ("row_of_sums", "row:2"),
        "",
    ),
    (
        "a year that the rows say themselves",
        "Tabel 1. Target Tahun 2023\nIndikator|Target|Tahun\nSAKIP|60|2022\nSPBE|3|2023",
        ("without_year", "column:Target"),
        "target 2023",
    ),
    (
        "a year that is not the title's",
        "Tabel 1. Kinerja 2023\nIndikator|Target|Realisasi Tahun Sebelumnya\nSAKIP|60|59",
        ("without_year", "column:Realisasi Tahun Sebelumnya"),
        "realisation",
    ),
    (
        "two columns of indicators",
        "Tabel 1. T\nIndikator Tujuan|Indikator Sasaran|Target 2022|Target 2023\nA|B|1|2",
        ("several_labels", "column:Indikator Sasaran"),
        "label",
    ),
    (
        "no column of indicators",
        "Tabel 1. Target\nNo|Sasaran|Target 2022|Target 2023\n1|Naiknya mutu|1|2",
        ("label_by_place", "column:Sasaran"),
        "label",
    ),
    (
        "a head inside the body",
        "Tabel 1. T\nIndikator|Target 2022|Target 2023\nSAKIP|1|2\nRencana Aksi|PIC|Pagu\nB|1|2",
        ("head_in_body", "row:2"),
        "",
    ),
    (
        "cells that belong to no table",
        "Teks biasa.\nmerah|hijau\nbiru|kuning",
        ("block_unread", "line:2"),
        "",
    ),
    (
        "letters in a figure",
        "Tabel 1. Target\nNo|Indikator|Target 2022|Target 2023\n1|SAKIP|6O,5|61,5",
        ("letters_in_figure", "cell:1:Target 2022"),
        "60,5",
    ),
    (
        "a figure with the mark of a footnote that has lost its height",
        "Tabel 1. Target\nNo|Indikator|Target 2022|Target 2023\n1|SAKIP|60,5|631)",
        ("mark_in_figure", "cell:1:Target 2023"),
        "63",
    ),
    (
        "years down the table",
        "Tabel 1. Target\nTahun|Indeks SPBE|Indeks RB\n2022|2,1|60\n2023|2,3|62",
        ("years_in_rows", "kind"),
        "",
    ),
    (
        "targets and results below each other",
        "Tabel 1. T\nIndikator|Uraian|2022|2023\nSAKIP|Target|60|61\n|Realisasi|59|",
        ("roles_in_rows", "kind"),
        "",
    ),
    (
        "one indicator that only the title names",
        "Tabel 1. Target Indeks SPBE Tahun 2022-2023\nTahun|Target\n2022|2,1\n2023|2,3",
        ("label_from_title", "row:1"),
        "Indeks SPBE",
    ),
    (
        "crosses beside ticks",
        "Tabel 1. Rencana Aksi\nNo|Kegiatan|Target 2022|Target 2023\n1|Pedoman|v|x",
        ("crosses_and_ticks", "kind"),
        "action_plan",
    ),
    (
        "values in a table of targets",
        "Tabel 1. T\nNo|Indikator|Nilai|Target 2022|Target 2023\n1|SAKIP|59,5|60|61",
        ("figures_unread", "column:Nilai"),
        "value",
    ),
    (
        "a share of the target or a result",
        "Tabel 1. T\nNo|Indikator|Target 2022|Capaian 2022\n1|SAKIP|60|61",
        ("achieved_or_realised", "column:Capaian 2022"),
        "realisation 2022",
    ),
    (
        "a caption that two tables could own",
        "Indikator|Target 2022\nA|1\nTabel 3.1 Satu\nIndikator|Target 2022\nB|1",
        ("caption_of_two", "line:1"),
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "doubt", "taken"), [row[1:] for row in DOUBTED], ids=[row[0] for row in DOUBTED]
)
def test_what_can_be_read_two_ways_is_said_with_what_was_taken(doubts, text, doubt, taken):
    assert doubts(text).get(doubt) == taken


@pytest.mark.parametrize(
    ("row", "note", "proposed"),
    [
        ("62|65|722|75", "2) Angka sementara", "72"),
        ("62|65|722|75", "Catatan: 1) Hasil survei; 2) Angka sementara", "72"),
        ("62|65|722|75", "", "72"),
        ("2,1|2,4|2,61|2,8", "¹ Angka sementara", "2,6"),
        ("90%|95%|1001%|100%", "", "100%"),
        ("10|20|45|80", "5) Angka sementara", None),
        ("2,1|2,4|2,61|2,8", "", None),
        ("5|20|150|900", "", None),
        ("2.1|2.45|2.61|2.8", "2) Angka sementara", None),
    ],
)
def test_a_mark_that_has_lost_its_height_is_told_by_the_row_and_the_notes(
    doubts, row, note, proposed
):
    head = "No|Indikator|Baseline 2021|Target 2022|Target 2023|Target 2024"
    taken = doubts(f"Tabel 1. Target\n{head}\n1|Nilai SAKIP|{row}\n\n{note}")
    assert taken.get(("mark_in_figure", "cell:1:Target 2023")) == proposed
    assert len(taken) == (proposed is not None)


def test_a_merged_cell_over_the_columns_of_years_is_said(doubts_of):
    head = DocumentLine(2, "No\tIndikator\tTarget 2022\tTarget 2023\tKet.", spans=(1,) * 5)
    rows = [
        DocumentLine(3, "1\tSAKIP\t60\t\t", spans=(1, 1, 2, 0, 1)),
        DocumentLine(4, "2\tSPBE\t3\t3,1\t", spans=(1,) * 5),
        DocumentLine(5, "3\tSPIP\t3\t\t", spans=(1,) * 5),
    ]
    told = doubts_of([DocumentLine(1, "Tabel 1 Target"), head, *rows])
    assert told == {("cell_over_columns", "cell:1:Target 2022"): "60"}


def test_every_kind_of_doubt_has_its_weight_in_the_reference():
    assert read_weights(find_home()).keys() == DOUBTS.keys()


def test_every_kind_of_doubt_is_tried_here_or_of_a_scan():
    tried = {doubt for _, _, (doubt, _), _ in DOUBTED}
    scanned = {
        *("cell_uncertain", "other_mark", "sign_by_shape", "sign_lost", "mark_lost"),
        *("word_uncertain", "figures_run_together", "rows_together", "rows_lost", "number_misread"),
    }
    stated = {"count_stated", "years_stated", "cited_two_ways", "table_not_there"}
    elsewhere = {
        "numbers_not_first",
        "year_by_place",
        *("nothing_tidy", "figures_missing"),
        "caption_missing",
        *("period_of_two", "period_uncertain"),
        "cell_over_columns",
    }
    of_pages = {
        *("told_by_space", "pages_unread", "picture_unread", "drawing", "letters_unknown"),
        *("signs_unread", "caption_uncertain", "number_mended", "page_unclear"),
        *("hidden_unread", "picture_in_text", "object_unread", "attachment_unread"),
        *("text_struck", "text_unseen", "letters_beside", "years_relative"),
        "agencies_across",
        *("formula_without_result", "formula_outdated", "shown_otherwise", "comments_unread"),
    }
    assert tried | scanned | stated | elsewhere | of_pages == set(DOUBTS)


def test_a_table_that_gives_no_figure_is_doubted(doubts):
    text = "Tabel 1. Rencana Aksi\nNo|SKPD|Target 2022|Target 2023\n1|BKD|1|2"
    assert ("nothing_tidy", "kind") in doubts(text)


def test_a_table_that_a_person_calls_targets_and_has_none_is_doubted(doubts):
    text = "Tabel 1. Kinerja\nNo|Indikator|Satuan|Keterangan\n1|Nilai SAKIP|nilai|naik"
    assert ("figures_missing", "kind") in doubts(text, decided="targets")


def test_numbers_that_do_not_count_their_rows_are_doubted(doubts):
    text = "Tabel 1. Target\nIndikator|Urutan|Target 2022|Target 2023\nA|7|1|2\nB|3|1|2\nC|9|1|2"
    assert doubts(text) == {("numbers_not_first", "column:Urutan"): "number"}


def test_a_table_without_a_caption_is_read_and_named_by_its_place(doubts):
    text = "Teks biasa.\n\nNo|Indikator|Target 2022|Target 2023\n1|SAKIP|1|2"
    assert doubts(text) == {("caption_missing", "line:3"): ""}


def test_a_doubt_is_said_in_the_language_of_its_reader():
    notes = Notes()
    notes.doubt("numbers_not_first", "1", 3, "column:No", "number", column="No")
    (note,) = notes.notes
    assert "is not the first" in note.reason
    assert note.said(language("id")) != note.reason
    assert "'No'" in note.said(language("id"))
