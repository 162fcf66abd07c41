"""The message catalogue holds what the code says and nothing else, all of it translated."""

import ast
import string
from importlib.resources import files

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from rapor.ground.language import LANGUAGES, language


@pytest.fixture(scope="module")
def in_code(repository, tmp_path_factory):
    """The messages of the code, as 'make messages' finds them."""
    template = tmp_path_factory.mktemp("messages") / "rapor.pot"
    extract = ["pybabel", "-q", "extract", "-F", f"{repository}/pyproject.toml", "-o"]
    CommandLineInterface().run([*extract, str(template), f"{repository}/src/rapor"])
    return {message.id for message in read(template, None)}


@pytest.fixture(scope="module")
def translated():
    catalogue = files("rapor").joinpath("locale", "id", "LC_MESSAGES", "rapor.po")
    return read(catalogue, "id")


def read(path, locale):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=locale) if message.id]


def forms(message):
    """A message without plural is its one form."""
    return message if isinstance(message, list | tuple) else (message,)


def places(form):
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}


def test_every_message_stands_in_the_catalogue_and_no_other(in_code, translated):
    ids = [message.id for message in translated]
    assert set(ids) == in_code
    assert len(ids) == len(set(ids))


MESSAGE_AT = {"text": 0, "message": 0, "plural": 0, "with_marks": 1, "forms": 1}
"""Functions that take a message, and which of their arguments it is."""


def test_no_message_is_overlooked_because_of_what_stands_beside_it(modules, translated):
    """Babel passes over a message beside arguments of some forms, and then it stays English."""
    known = {form for message in translated for form in forms(message.id)}
    calls = (
        (name, node)
        for name, tree in modules.items()
        if not name.startswith("rapor.catalogue.")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )
    overlooked = []
    for name, call in calls:
        at = MESSAGE_AT.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
        message = call.args[at] if at is not None and len(call.args) > at else None
        text = getattr(message, "value", "")
        if isinstance(text, str) and text and text not in known:
            overlooked.append(f"{name} line {call.lineno}: {text}")
    assert overlooked == []


def test_every_message_is_translated(translated):
    assert [message.id for message in translated if not all(forms(message.string))] == []


def test_no_translation_is_a_guess(translated):
    assert [message.id for message in translated if message.fuzzy] == []


def test_a_translation_names_the_same_figures(translated):
    """Only a count may be left out: Indonesian says it in words where English needs a form."""
    for message in translated:
        english, indonesian = forms(message.id), forms(message.string)
        optional = {"count"} if len(english) > 1 else set()
        wanted, named = places(english[-1]), places(indonesian[-1])
        assert wanted - optional <= named <= wanted, message.id
        assert places(english[0]) <= wanted, message.id


def test_every_message_is_said_in_english_as_it_stands_in_the_code(translated):
    assert set(LANGUAGES) == {"id", "en"}
    english = language("en").messages
    for message in translated:
        one, many = forms(message.id)[0], forms(message.id)[-1]
        assert [english.ngettext(one, many, count) for count in (1, 2)] == [one, many]
        assert english.gettext(one) == one
