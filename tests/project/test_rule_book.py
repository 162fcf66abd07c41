"""docs/rules.md: what rules.yaml and the views say, word for word."""

import re

import pytest

from rapor.catalogue.rules import PLACES, read_rules
from rapor.ground.paths import Home
from rapor.run.rule_book import COMMAND, DOCUMENT, rule_book


@pytest.fixture(scope="module")
def stored(repository):
    return (repository / DOCUMENT).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rules(repository):
    return read_rules(Home(repository).rules, "rules.yaml")


def test_the_document_is_what_the_rules_say(repository, stored):
    assert stored == rule_book(Home(repository)), f"{DOCUMENT} is old: run '{COMMAND}'"


def test_every_rule_and_place_is_in_it_once(stored, rules):
    rows = re.findall(r"^\| `\{?(\w+)\}?` \|", stored, re.MULTILINE)
    assert sorted(rows) == sorted([*rules, *PLACES])


def test_every_view_stands_where_the_document_says(repository, stored):
    links = re.findall(r"\[`(\w+)`\]\(\.\./(src/\S+?)\)", stored)
    assert links
    for view, file in links:
        assert f"\ndef {view}(" in (repository / file).read_text(encoding="utf-8")


def test_a_rule_is_called_otherwise_in_each_language_and_by_no_code(rules):
    for code, rule in rules.items():
        assert len({code, *rule.name.values()}) == 3
