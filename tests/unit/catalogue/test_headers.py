"""The words of table heads: what a head tells, and how a file of words is checked."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rapor.catalogue.headers import read_vocabulary
from rapor.ground.errors import DataRejected
from rapor.ground.paths import Home


@pytest.fixture(scope="session")
def vocabulary(repository):
    return read_vocabulary(Home(repository))


HEADS = """
number: No | NO. | Nomor Urut | No Urut
label: Indikator | Indikator Kinerja Utama (IKU) | IKU | IKD | Tolok Ukur Kinerja | Indikat or
label: Indeks | Indikator Kegiatan Utama | Indikator Kinerja Program (Outcome) / Kegiatan (Output)
activity: Kegiatan | Rencana Aksi | Program/Kegiatan | Sub Kegiatan | Kegiatan Utama
outcome: Sasaran | Sasaran Strategis | Hasil yang Diharapkan | Output | Manfaat | Tujuan
agencies: SKPD | OPD | PD Pelaksana | Koordinator | PIC | Penanggung Jawab | PD Pengampu
agencies: Perangkat Daerah Penanggung Jawab | OPD PENANGGUNG JAWAB | Satuan Kerja Perangkat Daerah
agencies: Penanggung Jawab Kegiatan | Instansi Terkait | Unit Kerja Pelaksana | PIC Pelaksana
agencies: Lead Agency | Responsible Unit | Person in Charge (PIC)
label: Key Performance Indicator | Performance Indicators | KPI
quarter: Jan–Mar | Januari s.d. Maret | Okt - Des 2024
quarter: Realisasi s.d. Juni 2025 | Target s.d. 30 Juni 2025 | Realisasi per 30 September 2024
realisation: Realisasi s.d. Desember 2025 | Realisasi per 31 Desember 2024
unit: Sat. | Satuan | Satuan Output | SATUAN UKUR | Satuan Target | Unit of Measurement
baseline: KONDISI s.d. 2020 | Kondisi Desember 2020 | Kondisi Awal s.d. Juni 2021
baseline: Baseline 2024 | Kondisi Awal (2021) | Kondisi Kinerja Awal | Nilai Baseline 2021
baseline: Kondisi Kinerja pada Awal Periode RPJMD (2021) | Data Capaian pada Tahun Awal Perencanaan
end_target: Kondisi Akhir (2026) | Kondisi Kinerja pada Akhir Periode RPJMD | Target Akhir Renstra
target: Target | Target 2024 | Target Tahun 2025 | Target Kinerja | Target Kinerja Tahun 2024
realisation: Realisasi | Realisasi Tahun 2023 | Capaian 2022 | Capaian Kinerja Tahun 2020
ratio: % | Capaian (%) | Persentase Capaian | Tingkat Capaian (%) | % Realisasi
quarter: TW I | TW1 | TW.IV | Triwulan III | Tri Wulan 2 | Q4 | B06
budget: Pagu | Anggaran | Pagu Indikatif (Rp) | Kebutuhan Dana | Anggaran (Rp juta) | Alokasi Dana
weight: Bobot | BOBOT NILAI
value: Nilai | Skor | NILAI 2021
grade: Predikat | Kategori | Peringkat
scale: Skala | BOBOT / SKALA
area: Area Perubahan | Program
owner: Sumber Data
text: Semula | Target Semula | Target Provinsi 2024 | Prognosis 2024 | Perkiraan Realisasi 2024
text: Keterangan | Formulasi Perhitungan | Alasan
: Komunitas | Opinion | Warna | Nomenklatur | TA 2025 | 2025
"""


def cases():
    lines = [line.partition(":") for line in HEADS.strip().split("\n")]
    return [(head.strip(), role) for role, _, heads in lines for head in heads.split(" | ")]


@pytest.mark.parametrize(("head", "role"), cases())
def test_a_head_tells_what_its_column_is_for(vocabulary, head, role):
    assert vocabulary.role(head) == role


def test_words_are_whole_words(vocabulary):
    assert vocabulary.role("Unit") == "unit_level"
    assert vocabulary.role("Komunitas Unitarian") == ""


def test_a_weak_word_gives_way_to_a_strong_one(vocabulary):
    assert vocabulary.column("Kegiatan").tells
    assert vocabulary.role("Penanggung Jawab Kegiatan") == "agencies"
    assert not vocabulary.column("Capaian 2022").tells


@given(st.text(max_size=60))
def test_any_head_gets_an_answer(vocabulary, head):
    assert isinstance(vocabulary.role(head), str)
    assert isinstance(vocabulary.kind(head), str)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "params.yaml").write_text("cities: []\n", encoding="utf-8")
    (tmp_path / "data" / "raw" / "contoh").mkdir(parents=True)
    return Home(tmp_path)


def of_city(home, content):
    path = home.raw("contoh") / "headers.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return read_vocabulary(home, "contoh")


def test_a_city_s_own_words_stand_beside_those_of_all(home):
    words = {"columns": {"agencies": {"alone": ["juru kunci"], "reference": "halaman 3"}}}
    vocabulary = of_city(home, words)
    assert vocabulary.role("Juru Kunci") == "agencies"
    assert vocabulary.role("Indikator") == "label"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"columns": {"agency": {"alone": ["x"], "reference": "r"}}}, "the nearest is 'agencies'"),
        ({"columns": {"label": {"alone": ["x"]}}}, "no reference"),
        ({"columns": {"label": {"alone": ["Besar"], "reference": "r"}}}, "small letters"),
        ({"columns": {"label": {"alone": "x", "reference": "r"}}}, "a list"),
        ({"colums": {}}, "the nearest is 'columns'"),
        ([], "no words"),
    ],
)
def test_a_slip_in_a_file_of_words_is_told_with_its_place(home, content, told):
    with pytest.raises(DataRejected) as refused:
        of_city(home, content)
    assert "data/raw/contoh/headers.yaml" in str(refused.value)
    assert told in str(refused.value)
