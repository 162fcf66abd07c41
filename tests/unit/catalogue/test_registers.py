import pytest

from rapor.catalogue.registers import read_agencies, read_cities, read_register

AGENCIES = "city,agency,name,spelling\n"
CITIES = "city,name,province,code,reference,verified\n"


def test_a_city_code_is_text(reference):
    path = reference.write("cities.csv", CITIES + "bengkulu,Kota Bengkulu,Bengkulu,17.10,T,true\n")
    city = read_cities(path, "cities.csv")["bengkulu"]
    assert city.code == "17.10"
    assert city.verified


def test_an_agency_whose_spelling_holds_a_slash_is_told_apart_from_two(reference):
    path = reference.write(
        "agencies.csv", AGENCIES + "binjai,rsud,RSUD,RSUD/BLUD\nbinjai,blud,Badan,BLUD\n"
    )
    assert read_agencies(path, "agencies.csv")["binjai"].spellings["rsud blud"] == "rsud"


@pytest.mark.parametrize("slug", ["../binjai", "Kota Binjai", "", "<b>binjai</b>"])
def test_a_city_that_is_no_slug_is_refused(reference, rejected, slug):
    path = reference.write("cities.csv", CITIES + f"{slug},Kota,Provinsi,1,T,true\n")
    assert "is not a slug" in rejected(read_cities, path, "cities.csv")


def test_a_city_twice_is_refused_at_both_lines(reference, rejected):
    path = reference.write("cities.csv", CITIES + "a,A,P,1,T,true\na,B,P,2,T,true\n")
    assert rejected(read_cities, path, "cities.csv").count("'a' twice") == 2


def test_cities_without_a_column_are_refused(reference, rejected):
    path = reference.write("cities.csv", "city,name\nbinjai,Kota Binjai\n")
    assert "no column 'code'" in rejected(read_cities, path, "cities.csv")


def test_an_agency_is_found_by_each_spelling_and_by_its_name(reference):
    path = reference.write(
        "agencies.csv",
        AGENCIES
        + "binjai,bkpsdm,Badan Kepegawaian,BKPSDM (2023-2026)\n"
        + "binjai,bkpsdm,Badan Kepegawaian,BPKSDM\n",
    )
    register = read_agencies(path, "agencies.csv")["binjai"]
    for printed in ("BKPSDM(2023-2026)", "bpksdm", "Badan  Kepegawaian"):
        assert register.find(printed) == "bkpsdm"
    assert register.find("BKD") is None


def test_a_spelling_belongs_to_its_city_only(reference):
    path = reference.write(
        "agencies.csv", AGENCIES + "binjai,bkd,Badan A,BKD\nbengkulu,bkpp,Badan B,BKPP\n"
    )
    registers = read_agencies(path, "agencies.csv")
    assert registers["binjai"].find("BKPP") is None
    assert registers["bengkulu"].find("BKPP") == "bkpp"


@pytest.mark.parametrize(
    "lines",
    [
        "binjai,a,Dinas A,DA\nbinjai,b,Dinas B,da\n",
        "binjai,a,Dinas A,DA\nbinjai,a,Dinas Lain,DL\n",
        "binjai,a,Dinas A,DA\nbinjai,b,Dinas B,Dinas A\n",
    ],
)
def test_a_name_of_two_agencies_is_refused_with_its_line(reference, rejected, lines):
    path = reference.write("agencies.csv", AGENCIES + lines)
    assert "agencies.csv line 3" in rejected(read_agencies, path, "agencies.csv")


def test_columns_for_people_may_stand_beside_the_needed_ones(reference):
    path = reference.write(
        "agencies.csv", "city,agency,name,spelling,reference\nbinjai,a,Dinas A,DA,Tabel 4.7\n"
    )
    assert read_agencies(path, "agencies.csv")["binjai"].find("DA") == "a"


def test_a_mistaken_spelling_says_which_one_is_meant(reference):
    lines = "city,agency,name,spelling,meant\nbinjai,a,Dinas A,DINA,\nbinjai,a,Dinas A,DIAN,DINA\n"
    register = read_agencies(reference.write("agencies.csv", lines), "agencies.csv")["binjai"]
    assert (register.find("Dian"), register.meant) == ("a", {"dian": "DINA"})


@pytest.mark.parametrize("meant", ["DINB", "DIAN", "Dinas B"])
def test_what_is_meant_must_be_a_right_spelling_of_the_same_agency(reference, rejected, meant):
    lines = (
        f"city,agency,name,spelling,meant\nbinjai,b,Dinas B,DB,\nbinjai,a,Dinas A,DIAN,{meant}\n"
    )
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
