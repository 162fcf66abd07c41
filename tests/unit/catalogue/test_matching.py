"""What printed names are proposed to stand for: strength, reason, and what must stay open."""

import pytest

from rapor.catalogue.matching import Known, Matcher, Proposal
from rapor.catalogue.wording import read_wordings
from rapor.ground.language import LANGUAGES, language
from rapor.ground.paths import find_home

NUMBER, PERCENT, AMOUNT = frozenset({"number"}), frozenset({"percent"}), frozenset({"amount"})


@pytest.fixture(scope="module")
def matcher():
    path = find_home().reference / "matching.yaml"
    indicators = (
        Known("sakip", "Nilai SAKIP", "Nilai SAKIP", fits=NUMBER),
        Known("spip", "Maturitas SPIP", "Maturitas Sistem Pengendalian Intern Pemerintah (SPIP)"),
        Known("ipp", "Indeks Pelayanan Publik", "Indeks Pelayanan Publik", fits=NUMBER),
        Known("poor", "Persentase Penduduk Miskin", "Persentase Penduduk Miskin", fits=PERCENT),
        Known("invested", "Realisasi Investasi", "Realisasi Investasi", fits=AMOUNT),
        Known("sop", "Persentase SOP", "Persentase SOP", "lain", PERCENT),
    )
    agencies = (
        Known("bkpsdm", "BKPSDM", "BKPSDM"),
        Known("hukum", "Bagian Hukum", "Bagian Hukum Sekretariat Daerah"),
        Known("dinsos", "Dinas Sosial", "Dinas Sosial"),
        Known("disdik", "Dinas Pendidikan", "Dinas Pendidikan dan Kebudayaan"),
        Known("diskominfo", "Diskominfo", "Dinas Komunikasi dan Informatika"),
    )
    return Matcher(indicators, agencies, read_wordings(path, path.name), "Kota Uji")


@pytest.mark.parametrize(
    ("printed", "unit", "strength", "code"),
    [
        ("Nilai SAKIP", "", "exact", "sakip"),
        ("a. NILAI  SAKIP", "", "exact", "sakip"),
        ("Nilai SAKIP Kota Uji Tahun 2024", "", "core", "sakip"),
        ("Nilai SAKIP Kota Lain", "", "none", ""),
        ("Akuntabilitas Kinerja (SAKIP)", "Nilai", "core", "sakip"),
        ("Tingkat Kematangan SPIP", "Level", "core", "spip"),
        ("N1lai SAKlP", "", "near", "sakip"),
        ("Indeks Pelaya- nan Publik", "", "core", "ipp"),
        ("Indeks Pelaya nan Publik", "", "near", "ipp"),
        ("IndeksPelayanan Publik", "", "near", "ipp"),
        ("Indeks Pelayaran Publik", "", "none", ""),
        ("Pelayanan Publik", "%", "none", ""),
        ("Prosentase penduduk miskin", "%", "core", "poor"),
        ("Jumlah penduduk miskin", "orang", "none", ""),
        ("Penduduk miskin", "orang", "none", ""),
        ("Penurunan persentase penduduk miskin", "%", "none", ""),
        ("Persentase penduduk yang tidak miskin", "%", "none", ""),
        ("Nilai Realisasi Investasi", "Rp Miliar", "core", "invested"),
        ("Persentase Realisasi Investasi", "%", "none", ""),
        ("Nilai", "", "none", ""),
        ("", "", "none", ""),
    ],
)
def test_a_label_is_proposed_only_for_what_it_says(matcher, printed, unit, strength, code):
    proposal = matcher.label(printed, unit)
    assert (proposal.strength, proposal.code) == (strength, code)


def test_a_task_is_left_out_in_a_plan_alone(matcher):
    assert matcher.label("Meningkatkan nilai SAKIP", kind="action_plan").code == "sakip"
    assert matcher.label("Meningkatkan nilai SAKIP", kind="targets").code == ""


def test_only_what_is_printed_in_the_national_register_needs_nobody(matcher):
    assert matcher.label("Nilai SAKIP").is_exact
    assert not matcher.label("Persentase SOP").is_exact
    assert matcher.label("Persentase SOP").city == "lain"
    assert not matcher.label("Nilai SAKlP").is_exact


def test_a_name_that_fits_two_is_left_open_with_both():
    path = find_home().reference / "matching.yaml"
    two = (Known("a", "Indeks A", "Indeks Mutu Jalan"), Known("b", "Indeks B", "Nilai Mutu Jalan"))
    proposal = Matcher(two, (), read_wordings(path, path.name)).label("Skor Mutu Jalan")
    assert (proposal.strength, proposal.code, proposal.nearest) == ("none", "", ("a", "b"))
    assert "Indeks A" in proposal.reason(language("en"))


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("BKPSDM; Bag. Hukum Setda", ["bkpsdm", "hukum"]),
        ("1. BKPSDM\n2. Dinas Sosial Kota Uji", ["bkpsdm", "dinsos"]),
        ("BKPSDM, Dinas Sosial dan Dinas Kominfo", ["bkpsdm", "dinsos", "diskominfo"]),
        ("Dinas Pendidikan dan Kebudayaan", ["disdik"]),
        ("Dinas Sosial, Kebudayaan dan Olahraga", [""]),
        ("BKPSDM, Dinas Antah Berantah", ["bkpsdm", ""]),
        ("BKPSDM (2022)", ["bkpsdm"]),
        ("Badan Sosial", [""]),
        ("Dinas Sosia1", ["dinsos"]),
        ("BKPSDM Dinas Sosial", ["bkpsdm", "dinsos"]),
        ("- BKPSDM - Dinas Sosial", ["bkpsdm", "dinsos"]),
        ("BKPSDM Antah", [""]),
        ("", []),
    ],
)
def test_a_cell_of_agencies_is_split_where_names_end(matcher, printed, codes):
    assert [proposal.code for proposal in matcher.agencies_of(printed)] == codes


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("printed", ["Nilai SAKIP", "SAKIP", "Nilai SAKlP", "Nilai", "Entah"])
def test_every_proposal_says_why(matcher, printed, code):
    proposal = matcher.label(printed)
    assert isinstance(proposal, Proposal)
    assert proposal.reason(language(code))


@pytest.mark.parametrize(
    ("label", "is_change"),
    [
        ("Laju Pertumbuhan Ekonomi", True),
        ("Persentase Pertumbuhan PAD", True),
        ("Tingkat Inflasi", True),
        ("Persentase Kenaikan Realisasi Investasi", True),
        ("Jumlah Pusat Pertumbuhan Baru", False),
        ("Persentase Balita dengan Pertumbuhan Baik", False),
        ("Indeks Reformasi Birokrasi", False),
        ("", False),
    ],
)
def test_a_label_of_a_change_may_be_below_zero(label, is_change):
    path = find_home().reference / "matching.yaml"
    assert read_wordings(path, path.name).names_change(label) is is_change
