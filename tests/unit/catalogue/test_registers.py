import pytest

from rapor.catalogue.registers import (
    Register,
    check_own_codes,
    read_agencies,
    read_register,
    with_own,
)

AGENCIES = "agency,name,spelling\n"


def test_an_agency_whose_spelling_holds_a_slash_is_told_apart_from_two(reference):
    path = reference.write("agencies.csv", AGENCIES + "rsud,RSUD,RSUD/BLUD\nblud,Badan,BLUD\n")
    assert read_agencies(path, "agencies.csv").spellings["rsud blud"] == "rsud"


def test_an_agency_is_found_by_each_spelling_and_by_its_name(reference):
    path = reference.write(
        "agencies.csv",
        AGENCIES
        + "bkpsdm,Badan Kepegawaian,BKPSDM (2023-2026)\n"
        + "bkpsdm,Badan Kepegawaian,BPKSDM\n",
    )
    register = read_agencies(path, "agencies.csv")
    for printed in ("BKPSDM(2023-2026)", "bpksdm", "Badan  Kepegawaian"):
        assert register.find(printed) == "bkpsdm"
    assert register.find("BKD") is None


@pytest.mark.parametrize(
    "lines",
    [
        "a,Dinas A,DA\nb,Dinas B,da\n",
        "a,Dinas A,DA\na,Dinas Lain,DL\n",
        "a,Dinas A,DA\nb,Dinas B,Dinas A\n",
    ],
)
def test_a_name_of_two_agencies_is_refused_with_its_line(reference, rejected, lines):
    path = reference.write("agencies.csv", AGENCIES + lines)
    assert "agencies.csv line 3" in rejected(read_agencies, path, "agencies.csv")


def test_columns_for_people_may_stand_beside_the_needed_ones(reference):
    path = reference.write(
        "agencies.csv", "agency,name,spelling,reference\na,Dinas A,DA,Tabel 4.7\n"
    )
    assert read_agencies(path, "agencies.csv").find("DA") == "a"


NATIONAL = Register(
    {"setda": "Sekretariat Daerah", "bkd": "Badan Kepegawaian", "all": "Semua PD"},
    {"setda": "setda", "sekretariat daerah": "setda", "bkd": "bkd", "semua pd": "all"},
    collective={"all"},
)


def test_a_city_s_line_goes_before_a_national_one():
    own = Register({"bkd": "BKD Kota"}, {"bkd kota": "bkd"})
    register = with_own(NATIONAL, own)
    assert (register.find("BKD"), register.names["bkd"]) == ("bkd", "BKD Kota")
    assert (register.find("Setda"), register.find("semua PD")) == ("setda", "all")
    assert register.own == {"bkd"}
    assert register.collective == {"all"}


def test_an_agency_that_a_city_calls_by_another_code_is_not_there_twice():
    own = Register({"setdako": "Sekretariat Daerah"}, {"sekretariat daerah": "setdako"})
    register = with_own(NATIONAL, own)
    assert register.find("Sekretariat Daerah") == "setdako"
    assert register.find("Setda") is None
    assert "setda" not in register.names


@pytest.mark.parametrize("code", ["bdk", "bk", "bkdd", "bkp"])
def test_a_code_of_a_city_that_is_a_national_one_with_a_slip_is_refused(rejected, code):
    national = Register({"bkd": "BKD"}, {"bkd": "bkd"})
    told = rejected(check_own_codes, national, Register({code: "BKD"}, {"bkd": code}), "own.csv")
    assert f"own.csv {code}: 'bkd', whose code is 'bkd'" in told


def test_a_mistaken_spelling_says_which_one_is_meant(reference):
    lines = "agency,name,spelling,meant\na,Dinas A,DINA,\na,Dinas A,DIAN,DINA\n"
    register = read_agencies(reference.write("agencies.csv", lines), "agencies.csv")
    assert (register.find("Dian"), register.meant) == ("a", {"dian": "DINA"})


@pytest.mark.parametrize("meant", ["DINB", "DIAN", "Dinas B"])
def test_what_is_meant_must_be_a_right_spelling_of_the_same_agency(reference, rejected, meant):
    lines = f"agency,name,spelling,meant\nb,Dinas B,DB,\na,Dinas A,DIAN,{meant}\n"
    path = reference.write("agencies.csv", lines)
    assert f"agencies.csv line 3: meant '{meant}'" in rejected(read_agencies, path, "agencies.csv")


def test_a_register_keeps_the_order_of_the_regulation(reference):
    entry = "{}: {{name: Area {}, reference: T, verified: true}}\n"
    path = reference.write("areas.yaml", entry.format("z", 1) + entry.format("a", 2))
    assert list(read_register(path, "areas.yaml").names) == ["z", "a"]


def test_a_register_finds_every_spelling(reference):
    register = read_register(reference.home.reference / "areas.yaml", "areas.yaml")
    assert register.find("AKT") == register.find("akuntabilitas") == "accountability"


def test_a_spelling_of_two_entries_is_refused(reference, rejected):
    entry = "{}: {{name: {}, spellings: [Sama], reference: T, verified: true}}\n"
    path = reference.write("goals.yaml", entry.format("a", "A") + entry.format("b", "B"))
    assert "goals.yaml b: 'Sama'" in rejected(read_register, path, "goals.yaml")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  reference: Tabel 1\n", "", "no reference"),
        ("verified: true", "verified: ya", "accountability: verified: 'ya'"),
        ("  name:", "  nama:", "unknown field 'nama'"),
        ("spellings: [Akt]", "spellings: Akt", "spellings: 'Akt'"),
    ],
)
def test_a_badly_filled_entry_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("areas.yaml", old, new)
    assert problem in rejected(read_register, path, "areas.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "accountability: Akt\n"])
def test_a_file_without_entries_is_refused(reference, rejected, text):
    path = reference.write("areas.yaml", text)
    assert "areas.yaml" in rejected(read_register, path, "areas.yaml")
