"""What people type into a city's folder is checked whole: names of files, dates, kinds, signs."""

import os

import pytest
from copies import REPOSITORY, copy_of_sample

from rapor.catalogue import load_catalogue
from rapor.clean import clean_city
from rapor.ground.errors import DataRejected
from rapor.ground.paths import Home

CITY = "kota-contoh"
RESULT = "2022-03-01,https://contoh.invalid/hasil?tahun=2021&kota=contoh,0-100,,lembaga-2022-03-01"


@pytest.fixture
def home(tmp_path):
    return copy_of_sample(tmp_path / "home")


def told(home):
    with pytest.raises(DataRejected) as refused:
        clean_city(home, CITY, load_catalogue(home, CITY))
    return str(refused.value)


def change(home, name, old, new):
    path = home.raw(CITY) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("realisation.csv", ",official,", ",press,", "row 1: publication 'press'"),
        ("realisation.csv", "Contoh,press", "Contoh,official", "'official'; expected: press"),
        ("sources.yaml", "kind: press", "kind: official", "'press'; expected: official"),
        ("realisation.csv", "2022-03-01", "2022-03-32", "published '2022-03-32'; expected: a date"),
        ("realisation.csv", "2022-03-01", "1 Maret 2022", "published '1 Maret 2022'"),
        ("realisation.csv", "2022-03-01", "2022-04-01", "expected: 2022-03-01, as sources.yaml"),
        ("realisation.csv", '2021,annual,"51', '2023,annual,"51', "a date from 2023, the"),
        ("realisation.csv", '2021,annual,"51', '2009,annual,"51', "a year from 2010 to 20"),
        ("sources.yaml", '2022-03-01"', '2052-03-01"', "published 2052-03-01; expected: a date"),
        ("sources.yaml", "2021-01-31", "2021-02-31", "date: '2021-02-31'; expected: a date"),
        ("realisation.csv", '"51,53"', '"\u202e35,15"', "printed '\\u202e35,15'"),
        ("realisation.csv", '"51,53"', '"51,\x0753"', "printed '51,\\x0753'"),
        ("realisation.csv", ",0-100,", ",0-10O,", "scale '0-10O'; expected: a range"),
        ("realisation.csv", ",0-100,", ",100-0,", "scale '100-0'"),
        ("tables.yaml", "lines: [40, 52]", "lines: [52, 40]", "table 3.1: lines [52, 40]"),
        ("tables/3.1.csv", ",56,60", ",\u202e65,60", "column '2022': '\\u202e65'"),
        ("tables.yaml", '["3.1", "3.2"', '["3.1", 3.2', "targets item 2: 3.2"),
        ("tables.yaml", '["3.1", "3.2"', '["3.1", "3.1"', "targets: '3.1' twice"),
        ("tables.yaml", "goal: capable", "gaol: capable", "the nearest is 'goal'"),
        ("tables.yaml", "area: human", "aera: human", "the nearest is 'area'"),
        ("tables.yaml", "  realisations:", "  realizations:", "the nearest is 'realisations'"),
        ("sources.yaml", "  title: H", "  titel: H", "the nearest is 'title'"),
    ],
)  # fmt: skip
def test_what_a_tool_can_know_is_told(home, name, old, new, said):
    change(home, name, old, new)
    assert said in told(home)


def test_years_that_a_result_can_be_of_are_those_of_the_project(home):
    years = Home(REPOSITORY).result_years.read_text(encoding="utf-8")
    own = home.reference / "result_years.yaml"
    own.write_text(years.replace("year: 2010", "year: 2022"), encoding="utf-8")
    assert "year '2021'; expected: a year from 2022 to 20" in told(home)
    own.write_text(years.replace("years: 5", "years: 5\n  yaers: 6"), encoding="utf-8")
    assert "result_years.yaml" in told(home)


def test_a_line_that_stands_twice_is_told_whatever_its_note(home):
    path = home.raw(CITY) / "realisation.csv"
    first = path.read_text(encoding="utf-8").splitlines()[1]
    with path.open("a", encoding="utf-8") as file:
        file.write(first.replace("0-100,,", "0-100,sekali lagi,") + "\n")
    assert "row 9: the same as row 1" in told(home)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("statement.csv", "rename it to 'statements.csv'"),
        ("Corrections.yaml", "rename it to 'corrections.yaml'"),
        ("tables.yml", "rename it to 'tables.yaml'"),
        ("note/2021.md", "rename it to 'notes'"),
        ("hasil.csv", "a name that nobody reads"),
        ("notes/2021.MD", "rename it to '2021.md'"),
        ("notes/2031.md", "a name that no report looks for; expected: <year>.md of 2021 to 2024"),
        ("notes/2021-semester1.md", "rename it to '2021-semester-1.md'"),
    ],
)
def test_a_misnamed_file_is_told_with_the_name_that_was_meant(home, name, said):
    path = home.raw(CITY) / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert said in told(home)


@pytest.mark.parametrize("name", ["statements.csv", "corrections.yaml", "notes/2021.md"])
def test_a_folder_or_a_pipe_in_place_of_a_file_is_told(home, name):
    path = home.raw(CITY) / name
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)
    assert f"{name}: no plain file" in told(home)
    path.rmdir()
    os.mkfifo(path)
    assert f"{name}: no plain file" in told(home)


def test_papers_notes_and_what_editors_leave_are_nobodys_fault(home):
    folder = home.raw(CITY)
    (folder / "notes").mkdir()
    (folder / "formulir").mkdir()
    for name in ("README.md", "perwali.pdf", "hasil.xlsx", ".~lock.tables.yaml#", "notes/2021.md"):
        (folder / name).touch()
    (folder / "notes" / "2022-semester-1.en.md").touch()
    assert len(clean_city(home, CITY, load_catalogue(home, CITY))["targets"]) > 0
