"""Shapes: what is wrong with a value is told with its place, and editors know the same."""

import datetime
import json

import pytest

from rapor.ground.errors import Problems
from rapor.ground.places import Address, Day
from rapor.ground.shape import (
    Fields,
    Flag,
    ListOf,
    MapOf,
    Number,
    Text,
    Words,
    as_printed,
    coded,
    nearest_name,
)

TABLE = Fields(
    fields={
        "title": Text(meaning="as printed"),
        "kind": Text(words=("targets", "scores")),
        "area": coded(),
        "year": Number(whole=True, low=1945, high=2100, blank=True),
        "share": Number(low=0),
        "verified": Flag(),
        "read_on": Day(),
        "published": Day(part=True),
        "spellings": ListOf(item=Text(), least=1),
    },
    needed=("kind",),
)
FILE = MapOf(key=Text(), entry=TABLE, each="table", called="table's number")


def told(entry, shape=FILE):
    """Everything that is said of a file with this entry."""
    problems = Problems()
    is_right = shape.check({"3.7": {"kind": "targets"} | entry}, "tables.yaml", problems)
    assert is_right == (not problems)
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"title": "Target", "area": "human_resources", "year": None},
        {"year": 2024, "share": 0.5, "verified": False},
        {"read_on": datetime.date(2026, 11, 23), "published": "2025-05"},
        {"read_on": "2026-11-23", "published": 2025},
        {"spellings": ["satu", "dua"]},
    ],
)
def test_what_is_declared_is_right(entry):
    assert told(entry) == ""


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"aera": "x"}, "table 3.7: unknown field 'aera'; expected: title, kind, area"),
        ({"aera": "x"}, "the nearest is 'area'"),
        ({"titel": "x"}, "the nearest is 'title'"),
        ({"row": 3}, "or remove it"),
        ({1: 3}, "unknown field '1'"),
        ({"kind": "tagrets"}, "kind: 'tagrets'; expected: one of targets, scores"),
        ({"kind": "Targets"}, "the nearest is 'targets'"),
        ({"kind": None}, "kind is empty"),
        ({"title": True}, "title: True; expected: a text; next: write it in quotes"),
        ({"title": {"a", "b"}}, "expected: a text"),
        ({"title": datetime.date(2026, 1, 1)}, "expected: a text"),
        ({"title": " \t"}, "expected: a text"),
        ({"area": "Human Resources"}, "expected: a code"),
        ({"area": ""}, "area is empty"),
        ({"year": "2024"}, "year: '2024'; expected: a whole number without quotes from 1945"),
        ({"year": 20244}, "year: 20244"),
        ({"year": True}, "year: True"),
        ({"year": 2024.0}, "year: 2024.0"),
        ({"share": -1}, "a number without quotes of 0 or more"),
        ({"verified": "yes"}, "true or false, without quotes"),
        ({"read_on": "2026-02-30"}, "read_on: '2026-02-30'; expected: a date"),
        ({"read_on": "23-11-2026"}, "expected: a date"),
        ({"read_on": "2026-11"}, "expected: a date"),
        ({"read_on": datetime.datetime(2026, 1, 1, 8, tzinfo=datetime.UTC)}, "expected: a date"),
        ({"published": "2025-13"}, "or 2026-11, or 2026"),
        ({"published": 202511}, "published: 202511"),
        ({"spellings": "satu"}, "spellings: 'satu'; expected: a list"),
        ({"spellings": []}, "spellings is empty; expected: at least 1"),
        (
            {"spellings": ["satu", 3.2]},
            "spellings item 2: 3.2; expected: a text; next: write it in",
        ),
        ({"spellings": ["satu", "dua", "satu"]}, "spellings: 'satu' twice"),
    ],
)
def test_what_is_not_declared_is_told_with_its_place(entry, said):
    assert said in told(entry)


@pytest.mark.parametrize("name", ["NaN", "null", "None", "1e99", "0x1F", "20", "[]", "=1", "😀"])
def test_what_programs_leave_is_no_name(name):
    for shape in (Words(), as_printed()):
        problems = Problems()
        assert not shape.check(name, "indicators.yaml x", problems, "short")
        assert "write it in words" in str(*problems) or "U+1F600" in str(*problems)


@pytest.mark.parametrize("name", ["SPBE", "Kota Ternate", "Indeks 2 – é ≥", "B"])
def test_what_is_called_something_is_a_name(name):
    assert Words().check(name, "indicators.yaml x", Problems(), "short")


def test_a_sign_that_no_typeface_has_is_told_but_where_a_document_prints_it():
    problems = Problems()
    assert not Words().check("Kota 中", "city.yaml", problems, "name")
    assert "write it without 中 (U+4E2D)" in str(*problems)
    assert as_printed().check("Surat 中", "sources.yaml a", Problems(), "title")


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x07", "\x00", "\u200b"])
def test_a_free_text_holds_no_sign_that_steers_or_turns_but_where_a_document_prints_it(sign):
    problems = Problems()
    assert not Text().check(f"3{sign}24", "sources.yaml a", problems, "number")
    assert "turn the direction" in str(*problems)
    assert as_printed().check(f"Surat {sign}edaran", "sources.yaml a", Problems(), "title")


@pytest.mark.parametrize(
    "address",
    [
        "https://contoh.go.id",
        "http://10.1.2.3/a",
        "http://a.b-c.id:8080/x?y=1&z=%20#t",
        "https://kota.invalid/<b>1</b>",
    ],
)
def test_an_address_of_the_web_is_one(address):
    assert Address().holds(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://contoh.go.id/a b",
        "https://contoh.go.id/\u202ea",
        "https://contoh.go.id/a\u200b",
        "https//contoh.go.id",
        "contoh.go.id/berita",
        "htps://contoh.go.id",
        "https:/contoh.go.id",
        "https://contoh",
        "https://contoh,go.id/a",
        "www.contoh.go.id",
        "NaN",
        "1e99",
    ],
)
def test_what_is_no_whole_address_is_refused_also_where_words_may_stand(address):
    assert not Address().holds(address)
    assert not Address(elsewhere=True).holds(address)


@pytest.mark.parametrize("place", ["Tabel 2.15", "065/1234/2023", "Surat Wali Kota, lampiran 2"])
def test_a_place_that_is_not_in_the_web_is_words(place):
    assert Address(elsewhere=True).holds(place)
    assert not Address().holds(place)


def test_what_is_said_in_english_is_said_in_indonesian_too():
    shape = Fields(fields={"name": Words(), "name_en": Words(), "year": Number()})
    assert shape.check({"year": 1}, "money.yaml x", Problems())
    assert shape.check({"name": "ribu", "name_en": "thousand"}, "money.yaml x", Problems())
    problems = Problems()
    assert not shape.check({"name_en": "thousand"}, "money.yaml x", problems)
    assert "name_en without name" in str(*problems)
    assert shape.schema()["dependencies"] == {"name_en": ["name"]}


def test_everything_that_is_wrong_is_told_at_once():
    said = told({"aera": 1, "kind": "x", "year": "x", "verified": "x"})
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize("content", ["text", ["3.7"], 3.7, {"3.7": "targets"}, {"3.7": None}])
def test_something_else_in_place_of_fields_is_told(content):
    problems = Problems()
    assert not FILE.check(content, "tables.yaml", problems)
    assert len(list(problems)) == 1


def test_a_name_without_quotes_is_told_as_what_it_became():
    problems = Problems()
    FILE.check({3.1: {"kind": "targets"}}, "tables.yaml", problems)
    (problem,) = problems
    assert str(problem) == (
        "tables.yaml table 3.1: the table's number has no quotes; expected: '3.1':;"
        " next: write the quotes"
    )


def test_items_with_a_name_of_their_own_are_told_by_it():
    shape = ListOf(item=Fields(fields={"path": Text(), "weight": Number()}), named_by="path")
    problems = Problems()
    shape.check([{"path": "index", "weight": "x"}, {"weight": "x"}], "2020.yaml", problems, "parts")
    assert [problem.where for problem in problems] == ["2020.yaml index", "2020.yaml parts item 2"]


def test_an_empty_map_may_have_to_hold_something():
    problems = Problems()
    MapOf(key=Text(), entry=TABLE, least=1).check({}, "tables.yaml", problems)
    assert str(next(iter(problems))).startswith("tables.yaml: no entries")


def test_the_nearest_name_forgives_case_and_is_empty_for_strangers():
    assert nearest_name("REALIZATIONS", ("realisations", "targets")) == "realisations"
    assert nearest_name("xyz", ("realisations", "targets")) == ""


def test_an_editor_knows_the_same_names_words_and_bounds():
    schema = json.loads(json.dumps(FILE.schema()))["additionalProperties"]
    assert (schema["required"], schema["additionalProperties"]) == (["kind"], False)
    fields = schema["properties"]
    assert list(fields) == list(TABLE.fields)
    assert fields["title"] == {"description": "as printed", "type": "string", "minLength": 1}
    assert fields["kind"] == {"enum": ["targets", "scores"]}
    assert fields["year"]["anyOf"][0] == {"type": "integer", "minimum": 1945, "maximum": 2100}
    assert fields["verified"] == {"type": "boolean"}
    assert fields["spellings"]["minItems"] == 1
