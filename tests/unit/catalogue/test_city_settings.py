import pytest

from rapor.catalogue import ColumnSpec, load_city
from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.ref import Ref

TABLES = """\
document: perwali-44-2022
road_map: {from: 2022, to: 2024, baseline: 2021}
precedence:
  targets: ["4.7", "4.6"]
tables:
  "4.7":
    title: Sasaran 01
    kind: targets
    area: accountability
    goal: clean_accountable
    columns:
      Indikator: {role: label}
      "2022": {role: target, year: 2022}
      "2023": {role: target, year: 2023}
  "2.1":
    kind: self_assessment
    source: lke-2021
    year: 2021
    assessor: self
    component: enabler/fulfilment
    columns:
      NILAI: {role: value}
"""


@pytest.fixture
def raw(reference):
    folder = reference.home.raw("binjai")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tables.yaml").write_text(TABLES)
    (folder / "sources.yaml").write_text("perwali-44-2022: {title: Peta jalan}\n")
    return folder


@pytest.fixture
def city(reference, raw):
    assert raw == reference.home.raw("binjai")
    return load_city(reference.home, "binjai")


def spoil(raw, old, new):
    assert old in TABLES
    (raw / "tables.yaml").write_text(TABLES.replace(old, new, 1))


def test_a_table_knows_what_its_columns_hold(city):
    table = city.tables["4.7"]
    assert table.columns["2022"] == ColumnSpec("target", 2022)
    assert table.column("label") == "Indikator"
    assert table.column("target") == "2022"
    assert table.column("agencies") is None


def test_a_table_is_of_the_document_unless_it_names_another_source(city):
    assert city.tables["4.7"].source == "perwali-44-2022"
    assert city.tables["2.1"].source == "lke-2021"


def test_tables_and_precedence_keep_their_order(city):
    assert list(city.tables) == ["4.7", "2.1"]
    assert city.precedence["targets"] == ("4.7", "4.6")


def test_the_baseline_year_can_be_evaluated_and_others_cannot(city):
    assert list(city.years) == [2021, 2022, 2023, 2024]
    city.check_year(2021, "Kota Binjai")
    for year in (2020, 2025):
        with pytest.raises(DataRejected, match="2021 to 2024"):
            city.check_year(year, "Kota Binjai")


def test_without_baseline_the_years_begin_with_the_first(reference, raw):
    spoil(raw, ", baseline: 2021", "")
    assert load_city(reference.home, "binjai").years[0] == 2022


@pytest.mark.parametrize(
    "case",
    [
        ('  "4.7":\n    title', "  4.7:\n    title", "the table's number has no quotes"),
        ("kind: targets", "kind: sasaran", "table 4.7: kind: 'sasaran'"),
        ("role: label", "role: nama", "column 'Indikator'"),
        ("{role: label}", "label", "column 'Indikator'"),
        ("year: 2022}", "year: '2022'}", "column '2022': year: '2022'"),
        ("from: 2022", "from: dulu", "road_map: from: 'dulu'"),
        ("from: 2022, ", "", "road_map: no from"),
        (
            "to: 2024, baseline",
            "to: 20240, baseline",
            "road_map: to: 20240; expected: a whole number",
        ),
        ("to: 2024, baseline", "to: 2020, baseline", "road_map: years 2021 2022 2020"),
        ("baseline: 2021}", "baseline: 2023}", "road_map: years 2023 2022 2024"),
        ("to: 2024, baseline", "to: 2024, to: 2023, baseline", "'to' stands in line"),
        ("road_map: {from: 2022, to: 2024, baseline: 2021}", "road_map: 2022-2024", "road_map"),
        ('targets: ["4.7", "4.6"]', "targets: 4.7", "precedence: targets: 4.7"),
        ("year: 2021\n    assessor", "year: '2021'\n    assessor", "table 2.1: year: '2021'"),
    ],
)
def test_a_badly_filled_table_is_refused(reference, raw, rejected, case):
    old, new, problem = case
    spoil(raw, old, new)
    assert problem in rejected(load_city, reference.home, "binjai")


@pytest.mark.parametrize("text", ["", "tables: {}\n", "- satu\n", "tables: teks\n"])
def test_settings_without_tables_are_refused(reference, raw, rejected, text):
    (raw / "tables.yaml").write_text(text)
    assert "data/raw/binjai/tables.yaml" in rejected(load_city, reference.home, "binjai")


def test_all_bad_tables_are_refused_together(reference, raw, rejected):
    (raw / "tables.yaml").write_text(TABLES.replace("kind: ", "kind: x_"))
    problems = rejected(load_city, reference.home, "binjai")
    assert "table 4.7" in problems
    assert "table 2.1" in problems


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{title: Peta jalan, issuer: Wali Kota, publisher: Koran}", "issuer and publisher"),
        ("{publisher: Koran, address: htps://koran.id/a}", "address: 'htps://koran.id/a'"),
    ],
)
def test_a_source_is_a_regulation_or_a_publication_with_an_address(
    reference, raw, rejected, entry, told
):
    (raw / "sources.yaml").write_text(f"perwali-44-2022: {entry}\n")
    assert told in rejected(load_city, reference.home, "binjai")


@pytest.mark.parametrize("name", ["tables.yaml", "sources.yaml"])
def test_a_missing_settings_file_is_named(reference, raw, name):
    (raw / name).unlink()
    with pytest.raises(MissingInput, match=f"data/raw/binjai/{name}"):
        load_city(reference.home, "binjai")


@pytest.mark.usefixtures("raw")
def test_a_path_is_no_city(reference):
    with pytest.raises(UsageError):
        load_city(reference.home, "../binjai")


def test_a_reader_counts_no_headings_as_rows(reference, raw):
    (raw / "tables").mkdir()
    lines = "row,line,mark,Indikator\n1,7,group,SASARAN 01\n2,8,,A\n3,9,group,SASARAN 02\n4,9,,B\n"
    name = next(iter(load_city(reference.home, "binjai").tables))
    (raw / "tables" / f"{name}.csv").write_text(lines)
    rows = load_city(reference.home, "binjai").rows
    numbers = [rows.number(Ref(name, row, "Indikator")) for row in range(1, 5)]
    assert numbers == [1, 1, 2, 2]


@pytest.mark.parametrize("content", ["", "row,line,mark\nx,1,group\n", "\x00", "not a table"])
def test_a_table_that_cannot_be_read_has_no_headings_and_is_told_elsewhere(reference, raw, content):
    (raw / "tables").mkdir()
    name = next(iter(load_city(reference.home, "binjai").tables))
    (raw / "tables" / f"{name}.csv").write_text(content)
    assert load_city(reference.home, "binjai").rows.headings[name] == ()
