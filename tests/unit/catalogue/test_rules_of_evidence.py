"""rules.yaml: what is said of each rule is data, and a wrong file is named."""

import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.rules import read_rules


@pytest.fixture
def rules(reference):
    return read_rules(reference.home.rules, "rules.yaml")


def test_the_rules_are_read_in_their_order(rules):
    assert list(rules) == ["outside_scale", "missing_cell"]
    rule = rules["outside_scale"]
    assert (rule.severity, rule.computed) == ("error", True)
    assert rule.name == {"id": "Di luar skala", "en": "Outside its scale"}
    assert rule.reason == "The bounds are the scale's."
    assert rule.silent_when == "nothing has a scale"


def test_what_need_not_be_said_is_empty(rules):
    rule = rules["missing_cell"]
    assert (rule.several, rule.compares, rule.computed, rule.silent_when) == ({}, 0, False, "")


@pytest.mark.parametrize(
    ("compared", "sentence"),
    [(1, "{place} prints {printed}, outside {expected}."), (2, "{places} print {all_printed}.")],
)
def test_more_cells_than_the_sentence_compares_are_said_otherwise(rules, compared, sentence):
    assert rules["outside_scale"].pattern("en", compared) == sentence


def test_a_rule_with_one_sentence_says_it_of_any_number_of_cells(rules):
    assert rules["missing_cell"].pattern("id", 5) == "{place} kosong."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity: error", "severity: grave", "severity: 'grave'; expected: one of error"),
        ("  severity: error\n", "", "outside_scale: no severity; expected: one of error"),
        ("silent_when:", "silent:", "unknown field 'silent'"),
        ("name: {id: Di luar skala, en: Outside its scale}", "name: Skala", "field: value"),
        ("name: {id: Di luar skala, en: Outside its scale}", "name: {id: S}", "name: no en"),
        (
            "{id: Sel kosong, en: Empty cell}",
            "{id: S, en: S, fr: C}",
            "unknown field 'fr'",
        ),
        (
            "  expects: {id: Sel berisi., en: A cell holds something.}\n",
            "",
            "cell: no expects",
        ),
        ("  reason: Nothing can be evaluated.\n", "", "missing_cell: no reason"),
        ("silent_when: nothing has a scale", "silent_when:", "silent_when is empty"),
        ("computed: true", "computed: ja", "computed: 'ja'; expected: true or false"),
        ("compares: 1", "compares: satu", "'satu'"),
        ("compares: 1", "compares: -1", "0 or more"),
        ("prints {printed}", "prints {print}", "sentence.en: place {print}; expected: place, "),
        ("prints {printed}", "prints {printed.real}", "place {printed.real}"),
        ("prints {printed}", "prints {printed!r:>99}", "place {printed!r:>99}"),
        ("prints {printed}", "prints {}", "place {}"),
        ("prints {printed}", "prints {printed", "each brace closed"),
        ("prints {printed}", "prints a cell", "the same places in every language"),
        (
            'sentence: {id: "{place} kosong.", en: "{place} is empty."}',
            "sentence:",
            "sentence is empty",
        ),
    ],
)
def test_a_badly_filled_rule_is_refused(reference, rejected, old, new, told):
    path = reference.spoil("rules.yaml", old, new)
    assert told in rejected(read_rules, path, "rules.yaml")


def test_what_is_wrong_with_a_rule_says_where_and_what_to_do(reference, rejected):
    reference.spoil("rules.yaml", "severity: error", "severity: grave")
    assert rejected(load_catalogue, reference.home) == (
        "data/reference/rules.yaml outside_scale: severity: 'grave'; expected: one of error,"
        " warning, note; next: correct the entry"
    )


def test_a_project_without_rules_of_its_own_has_those_that_come_with_the_source(
    reference, repository
):
    reference.home.rules.unlink()
    assert reference.home.rules == repository / "data" / "reference" / "rules.yaml"
    assert len(load_catalogue(reference.home).rules) > 30
