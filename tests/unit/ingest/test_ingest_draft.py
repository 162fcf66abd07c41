"""What a draft of tables.yaml says of each table, and what a document says of itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.catalogue.headers import read_vocabulary
from rapor.catalogue.registers import Register
from rapor.ground.paths import Home
from rapor.ingest.columns import Context
from rapor.ingest.document import DocumentLine
from rapor.ingest.draft import NO_REGISTER, draft_table
from rapor.ingest.kinds import table_kind
from rapor.ingest.notes import Notes
from rapor.ingest.stated import read_facts

VOCABULARY = read_vocabulary(Home(Path(__file__).resolve().parents[3]))
AREAS = Register(
    {"supervision": "Penguatan Pengawasan", "business_process": "Penataan Tata Laksana"},
    {"pengawasan": "supervision", "tata laksana": "business_process"},
)
GOALS = Register(
    {"clean": "Birokrasi yang Bersih"},
    {"birokrasi yang bersih": "clean", "birokrasi bersih": "clean"},
)


def entry(read, text, period=(None, None)):
    (table,) = read(text).tables.values()
    return draft_table(table, Context(AREAS, GOALS, VOCABULARY, period), Notes())


def roles(drafted):
    return {name: column["role"] for name, column in drafted["columns"].items()}


@pytest.mark.parametrize(
    ("header", "title", "kind"),
    [
        ("No|Sasaran|Indikator|2023|2024", "Target", "targets"),
        ("No|Kegiatan|Indikator|2023|2024|PD Pengampu", "Rencana Aksi", "action_plan"),
        ("No|Indikator|Skala|Target 2024", "Sasaran dan Target", "end_targets"),
        ("No|Indikator|Target 2023|Target 2024", "Target", "targets"),
        ("No|Parameter|Bobot|Nilai", "Capaian Aspek", "self_assessment"),
        ("No|Parameter|Skala|Nilai", "Parameter Hasil Antara", "official_parameters"),
        ("No|Parameter|Skala|Nilai|%", "Capaian Sasaran", "achievement"),
        ("No|Kegiatan|PD Pengampu", "Kegiatan Pendukung Sasaran", "activities"),
        ("No|Quick Wins|PD Pengampu", "Program Quick Wins", "quick_wins"),
        ("No|Area|Uraian", "Prioritas Nasional", "priorities"),
        ("No|Aspek Permasalahan|Uraian", "Identifikasi Permasalahan", "problems"),
        ("No|Warna", "Aneka", ""),
    ],
)
def test_a_kind_follows_from_columns_and_title(read, header, title, kind):
    row = "|".join(["1", "kata", *["3"] * (header.count("|") - 1)])
    (table,) = read(f"Tabel 1. {title}\n{header}\n{row}").tables.values()
    assert table_kind(table, VOCABULARY) == kind


READ_SO = {
    "an end over all years heads their targets, through a line that counts them": (
        """
Tabel 1. Target
Indikator|Target Jangka Menengah|||
|Tahun ke-0|Tahun ke-1|Tahun ke-2|Tahun ke-3
|2021|2022|2023|2024
Nilai SAKIP|60|61|62|63
""",
        "label, baseline 2021, target 2022, target 2023, target 2024",
    ),
    "an end over one year is the end, also beside its budget": (
        """
Tabel 1. Program
Indikator|Tahun-1 (2022)||Kondisi Kinerja pada Akhir Periode|
|||2024|
|Target|Rp|Target|Rp
Jumlah pegawai dilatih|10|5|30|15
""",
        "label, target 2022, budget 2022, end_target 2024, budget 2024",
    ),
    "what was reached is a share wherever the same words head one": (
        """
Tabel 1. Kinerja Tahun 2021
Indikator|Target 2021|Realisasi 2021|Capaian 2021|Capaian 2020
Nilai SAKIP|60|57|95,00|93,10
""",
        "label, text, realisation 2021, ratio, ratio",
    ),
    "a title of money makes budgets of its years": (
        """
Tabel 1. Kebutuhan Pendanaan (dalam juta rupiah)
Program|Indikator|Satuan|2022|2023|2024
Penataan|Belanja penataan|Rp juta|1.250,5|1.300,0|1.400,0
""",
        "part, label, unit, budget 2022, budget 2023, budget 2024",
    ),
    "areas named in the column of programmes are areas": (
        """
Tabel 1. Target
Program|Indikator|Target 2022|Target 2023
1. Pengawasan|Nilai|1|2
2. Tata Laksana|Nilai|1|2
""",
        "area, label, target 2022, target 2023",
    ),
    "an estimate of a year that was not over is no result": (
        """
Tabel 1. Realisasi dan Prognosis
Indikator|Realisasi||Prognosis
|2019|2020|2021
Nilai SAKIP|60|61|62
""",
        "label, realisation 2019, realisation 2020, text",
    ),
    "what is to stand in place of a target is the target": (
        """
Tabel 1. Perubahan Target
Indikator|Target Tahun|||
|2023||2024|
|Semula|Menjadi|Semula|Menjadi
Nilai SAKIP|60|65|62|68
""",
        "label, text, target 2023, text, target 2024",
    ),
    "quarters without a year are of the one year that is planned": (
        """
Tabel 1. Rencana Aksi
Rencana Aksi|Target 2023|TW I|TW II|TW III|TW IV
Menyusun SOP|4|1|1|1|1
""",
        "activity, target 2023, quarter 2023, quarter 2023, quarter 2023, quarter 2023",
    ),
    "years below a baseline are no figures": (
        """
Tabel 1. Target
Indikator|Baseline||Target 2023|Target 2024
|Th.|Nilai||
Nilai SAKIP|2021|60|61|62
Indeks SPBE|2020|2|2,1|2,2
""",
        "label, text, baseline 2021, target 2023, target 2024",
    ),
    "of scores of two years the last are taken": (
        """
Tabel 1. Hasil Evaluasi Tahun 2020 dan 2021
Komponen Penilaian|Bobot|Nilai|
||2020|2021
Pemenuhan|20,00|9,80|11,25
""",
        "label, weight, text, value",
    ),
}


@pytest.mark.parametrize(("text", "columns"), READ_SO.values(), ids=READ_SO)
def test_a_column_is_what_its_whole_head_and_its_cells_say(read, text, columns):
    drafted = entry(read, text, (2022, 2024))["columns"].values()
    told = [f"{column['role']} {column.get('year', '')}".strip() for column in drafted]
    assert ", ".join(told) == columns


def test_a_score_table_is_the_citys_own_below_a_heading_that_says_so(read):
    drafted = entry(
        read,
        """
B. CAPAIAN
1. Hasil Penilaian Mandiri 2021
a. Capaian Komponen Pengungkit / Aspek Pemenuhan

TABEL 2.7
CAPAIAN ASPEK PENGAWASAN TAHUN 2021

PENILAIAN||BOBOT|NILAI
PENGAWASAN||2.00|1.09
1|Gratifikasi|0.40|0.30
""",
    )
    assert drafted["kind"] == "self_assessment"
    assert (drafted["year"], drafted["assessor"]) == (2021, "self")
    assert drafted["component"] == "enabler/fulfilment/supervision"
    assert roles(drafted) == {
        "PENILAIAN": "number",
        "col2": "label",
        "BOBOT": "weight",
        "NILAI": "value",
    }


def test_a_score_table_is_official_below_a_heading_that_names_the_ministry(read):
    drafted = entry(
        read,
        """
B. CAPAIAN
3. Hasil Evaluasi Kemenpan RB

TABEL 2.13
INDEKS REFORMASI BIROKRASI
NO|KOMPONEN PENILAIAN|BOBOT|NILAI
|||2021
|I. Pemenuhan|20,00|7,49
""",
    )
    assert (drafted["kind"], drafted["assessor"], drafted["year"]) == (
        "official_index",
        "official",
        2021,
    )
    assert "component" not in drafted


def test_areas_and_goals_come_from_the_catalogue_s_names_in_the_title(read):
    text = "Tabel 1. Target {} 2024\nNo|Indikator|2023|2024\n1|SPIP|1|2"
    assert entry(read, text.format("Penguatan Pengawasan"))["area"] == "supervision"
    assert entry(read, text.format("Birokrasi yang Bersih"))["goal"] == "clean"
    (table,) = read(text.format("Penguatan Pengawasan")).tables.values()
    unnamed = Context(NO_REGISTER, NO_REGISTER, VOCABULARY, (None, None))
    assert "area" not in draft_table(table, unnamed, Notes())


def test_a_column_of_goal_names_is_one_of_goals(read):
    drafted = entry(
        read,
        "Tabel 1. Target\nSASARAN||INDIKATOR|SKALA|NILAI BASELINE 2022|TARGET 2025\n"
        "Birokrasi bersih|1|SPIP|0-5|2|3\n|2|APIP|0-5|2|3",
    )
    assert list(roles(drafted).values()) == [
        "goal",
        "number",
        "label",
        "scale",
        "baseline",
        "end_target",
    ]
    assert drafted["columns"]["TARGET 2025"]["year"] == 2025


def test_the_year_before_the_road_map_is_its_baseline(read):
    text = "Tabel 1. Target\nNo|Indikator|2022|2023\n1|SPIP|1|2"
    assert roles(entry(read, text, (2023, 2024)))["2022"] == "baseline"
    assert roles(entry(read, text))["2022"] == "target"


def test_a_kind_that_is_not_clear_is_noted(read):
    (table,) = read("Tabel 1. Aneka\nWarna|Bentuk\nmerah|bulat").tables.values()
    notes = Notes()
    assert draft_table(table, Context(AREAS, GOALS, VOCABULARY, (None, None)), notes)["kind"] == ""
    assert [note.what for note in notes.notes] == ["incomplete"]


def lines(text):
    return [DocumentLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def test_a_regulation_tells_its_title_number_date_and_issuer(regulation):
    facts = read_facts(lines(regulation))
    assert facts.key == "perwal-5-2022"
    assert facts.title == "Road Map Reformasi Birokrasi Tahun 2023-2025"
    assert (facts.number, facts.date) == ("5 Tahun 2022", "2022-03-07")
    assert facts.issuer == "Wali Kota Contoh"
    assert facts.period == (2023, 2025)


@pytest.mark.parametrize(
    ("issuer", "key"),
    [
        ("WALIKOTA CONTOH", "perwal-5-2022"),
        ("BUPATI CONTOH", "perbup-5-2022"),
        ("GUBERNUR CONTOH", "pergub-5-2022"),
    ],
)
def test_a_source_is_named_by_issuer_number_and_year(issuer, key):
    text = f"PERATURAN {issuer}\nNOMOR 5 TAHUN 2022\nTENTANG\nROAD MAP"
    assert read_facts(lines(text)).key == key


OLD = "PERATURAN BUPATI NOMOR 5 TAHUN 2020 TENTANG ROAD MAP TAHUN 2020-2024"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        (f"PERUBAHAN ATAS {OLD}", (2020, 2024)),
        (f"PENCABUTAN {OLD} DAN ROAD MAP TAHUN 2025-2029", (2025, 2029)),
        (f"ROAD MAP TAHUN 2025-2029 SEBAGAI PENGGANTI {OLD}", (2025, 2029)),
        ("ROAD MAP TAHUN 2024 SAMPAI DENGAN TAHUN 2026", (2024, 2026)),
        ("ROAD MAP TAHUN 2020-2024 MENJADI TAHUN 2020-2026", (2020, 2026)),
        ("ROAD MAP REFORMASI BIROKRASI", (None, None)),
    ],
)
def test_the_period_is_that_of_a_regulation_s_own_title(title, period):
    text = f"PERATURAN BUPATI CONTOH\nNOMOR 7 TAHUN 2024\nTENTANG\n{title}\nDENGAN RAHMAT"
    assert read_facts(lines(text)).period == period


def test_a_head_on_one_line_a_decree_and_a_cover_are_read():
    facts = read_facts(lines("PERATURAN BUPATI X NOMOR 7 TAHUN 2023 TENTANG ROAD MAP 2023-2026"))
    assert (facts.key, facts.title) == ("perbup-7-2023", "Road Map 2023-2026")
    decree = "KEPUTUSAN BUPATI X\nNOMOR : 060/12/2024\nTENTANG\nROAD MAP 2024-2026"
    facts = read_facts(lines(decree))
    assert (facts.key, facts.number, facts.enacted) == ("kepbup-060-12-2024", "060/12/2024", 2024)
    assert facts.reference == "Keputusan Bupati X Nomor 060/12/2024"
    facts = read_facts(lines("LAPORAN KINERJA\nKOTA CONTOH\nTAHUN 2023\nKata pengantar"))
    assert (facts.key, facts.title) == ("document", "Laporan Kinerja Kota Contoh Tahun 2023")


@pytest.mark.parametrize(
    ("head", "formula"),
    [
        (
            "PERATURAN WALI KOTACONTOH\nNOMOR 12TAHUN 2025\nTENTANG\nROAD MAP XTAHUN 2025-2029",
            "DENGAN RAHMATTUHAN YANG MAHAESA\npada tanggal3 Maret 2025",
        ),
        (
            "PERATURANWALI KOTA CONTOH\nNOMOR12TAHUN2025\nTENTANG\nROAD MAP XTAHUN2025-2029",
            "DENGANRAHMAT TUHAN\npada tanggal 3Maret2025",
        ),
    ],
)
def test_a_regulation_tells_the_same_when_its_scan_has_lost_blanks(head, formula):
    facts = read_facts(lines(f"{head}\n{formula}"))
    assert (facts.key, facts.reference) == (
        "perwal-12-2025",
        "Peraturan Wali Kota Contoh Nomor 12 Tahun 2025",
    )
    assert (facts.title, facts.date, facts.period) == (
        "Road Map X Tahun 2025-2029",
        "2025-03-03",
        (2025, 2029),
    )


def test_a_text_that_is_no_regulation_has_no_facts():
    facts = read_facts(lines("Catatan rapat\nNOMOR telepon"))
    assert (facts.key, facts.title, facts.date, facts.period) == ("document", "", "", (None, None))


@given(st.text(max_size=300))
def test_reading_facts_never_fails(text):
    assert read_facts(lines(text)).key


@pytest.mark.parametrize(
    ("cells", "role"), [(("%", "Indeks"), "unit"), (("Dinas Sosial", "Bappeda"), "text")]
)
def test_unit_is_a_level_only_beside_pusat(read, cells, role):
    rows = "\n".join(f"Indeks {at}|{cell}|60|61" for at, cell in enumerate(cells))
    drafted = entry(read, f"Tabel 1. Target\nIndikator|Unit|Target 2023|Target 2024\n{rows}")
    assert roles(drafted)["Unit"] == role
