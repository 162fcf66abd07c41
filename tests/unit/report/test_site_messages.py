"""The messages of the page of all reports: none is missing, none is unused."""

import io
import string
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from rapor.ground.language import LANGUAGES, language
from rapor.report.site.sentences import OWN_NAMES, for_script

KEYWORDS = {"text": None, "plural": (1, 2), "message": None, "forms": (2, 3)}


def said_in_code():
    methods = [("**.py", "python"), ("**.j2", "jinja2")]
    return {
        message
        for part in ("site", "templates/site")
        for _, _, message, _, _ in extract_from_dir(
            str(files("rapor").joinpath("report", *part.split("/"))), methods, keywords=KEYWORDS
        )
    }


def catalogue(code, part):
    text = files("rapor").joinpath("locale", code, f"{part}.po").read_bytes()
    messages = read_po(io.BytesIO(text), locale=code)
    return {message.id: message.string for message in messages if message.id}


def listed(message):
    return list(message) if isinstance(message, tuple) else [message]


def names_in(message):
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_stands_in_the_pages_own_part_or_in_those_it_shares(code):
    own = set(catalogue(code, "site"))
    shared = set(catalogue(code, "report")) | set(catalogue(code, "compare"))
    assert said_in_code() - shared == own - shared
    assert said_in_code() >= own


def test_every_message_is_translated_with_the_same_figures():
    for message, said in catalogue("id", "site").items():
        assert all(listed(said)), message
        assert names_in(listed(said)[-1]) == names_in(listed(message)[-1]), message


def test_the_script_is_given_every_count_open_in_a_form_for_one_and_for_many():
    for code in LANGUAGES:
        said = for_script(language(code))
        for name in ("reports", "lines", "cities"):
            assert [form.count("{count}") for form in said[name]] == [1, 1]
    assert for_script(language("en"))["cities"] == ["{count} city", "{count} cities"]
    assert for_script(language("id"))["cities"] == ["{count} kota", "{count} kota"]


def test_every_language_is_named_in_its_own_words():
    assert set(OWN_NAMES) == set(LANGUAGES)
