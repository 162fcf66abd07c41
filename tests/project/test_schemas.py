"""The schemas for editors are those by which the files are checked, and hold for our own files."""

import csv
import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator

from rapor.run.schemas import LISTS, SHAPES, schema_texts

FILES = {
    "params": "params.yaml",
    "brand": "docs/brand.yaml",
    "city": "data/raw/*/city.yaml",
    "indicators": "data/r*/**/indicators.yaml",
    "tables": "data/raw/*/tables.yaml",
    "sources": "data/raw/*/sources.yaml",
    "corrections": "data/raw/*/corrections.yaml",
    "register": "data/reference/[ag][ro][ea][al]s.yaml",
    "instrument": "data/reference/instruments/*.yaml",
    "questionnaire": "data/reference/surveys/*.yaml",
    "survey": "tests/cases/surveys/*.yaml",
}


def files_of(repository, name):
    return sorted(repository.glob(FILES.get(name, f"data/reference/{name}.yaml")))


def test_the_schemas_are_written_from_the_shapes(repository):
    paths = repository.glob("schemas/*")
    stored = {f"schemas/{path.name}": path.read_text("utf-8") for path in paths}
    assert stored == schema_texts(), "write them with 'make docs'"


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_is_one_and_our_files_hold_to_it(repository, name):
    schema = json.loads(schema_texts()[f"schemas/{name}.json"])
    Draft7Validator.check_schema(schema)
    paths = files_of(repository, name)
    assert paths
    for path in paths:
        # an editor reads dates as the texts that they are
        content = yaml.load(path.read_text("utf-8"), TextDates)  # noqa: S506
        errors = [error.message for error in Draft7Validator(schema).iter_errors(content)]
        assert errors == [], path


LIST_FILES = {
    "agencies": "data/r*/**/agencies.csv",
    "national-labels": "data/reference/labels.csv",
    "activity-realisation": "tests/sample/data/raw/*/activity-realisation.csv",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_table_schema_describes_our_lists_and_they_hold_to_it(repository, name):
    schema = json.loads(schema_texts()[f"schemas/{name}.table.json"])
    fields = {field["name"]: field for field in schema["fields"]}
    assert all(field.get("description") for field in fields.values())
    for path in repository.glob(LIST_FILES.get(name, f"data/raw/*/{name}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            assert set(row) <= set(fields)
            assert [cell for cell in row.items() if not _holds(fields[cell[0]], cell[1])] == []


def _holds(field, cell):
    asked = field.get("constraints", {})
    if not cell:
        return not asked.get("required")
    fits = re.fullmatch(asked["pattern"], cell) if "pattern" in asked else True
    return bool(fits) and cell in asked.get("enum", [cell])


class TextDates(yaml.SafeLoader):
    """Plain values as editors read them: a date is a text."""


TextDates.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_file_names_its_schema_in_its_first_line(repository, name):
    for path in files_of(repository, name):
        up = "../" * (len(path.relative_to(repository).parts) - 1)
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == (f"# yaml-language-server: $schema={up}schemas/{name}.json")
