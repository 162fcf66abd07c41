"""The messages of the data request: none is missing, none is unused."""

import io
import string
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

KEYWORDS = {"text": None, "plural": (1, 2)}


def said_in_code():
    folder = str(files("rapor").joinpath("request"))
    found = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def catalogue(code, part):
    text = files("rapor").joinpath("locale", code, f"{part}.po").read_bytes()
    messages = read_po(io.BytesIO(text), locale=code)
    return {message.id: message.string for message in messages if message.id}


def names_in(message):
    said = message[-1] if isinstance(message, tuple | list) else message
    return {name for _, name, _, _ in string.Formatter().parse(said) if name}


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_message_of_a_form_is_translated_once(code):
    own = set(catalogue(code, "request"))
    shared = {one for part in ("report", "compare") for one in catalogue(code, part)}
    assert said_in_code() - shared == own
    assert own & shared == set()


def test_every_message_of_a_form_keeps_its_figures():
    for message, said in catalogue("id", "request").items():
        assert said, message
        assert names_in(said) == names_in(message), message
