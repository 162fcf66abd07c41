"""The messages of the page between cities: none is missing, none is unused."""

import io
import string
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

KEYWORDS = {"text": None, "plural": (1, 2), "message": None}


def said_in_code():
    folder = str(files("rapor").joinpath("report", "compare"))
    found = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def catalogue(code, part):
    text = files("rapor").joinpath("locale", code, f"{part}.po").read_bytes()
    messages = read_po(io.BytesIO(text), locale=code)
    return {message.id: message.string for message in messages if message.id}


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_message_stands_in_the_pages_own_part_or_in_the_reports(code):
    own, shared = set(catalogue(code, "compare")), set(catalogue(code, "report"))
    assert said_in_code() - shared == own - shared
    assert said_in_code() >= own


def test_every_message_is_translated_with_the_same_figures():
    for message, said in catalogue("id", "compare").items():
        wanted, named = (names_in(listed(one)[-1]) for one in (message, said))
        assert all(listed(said)), message
        assert named == wanted, message


def listed(message):
    return list(message) if isinstance(message, tuple) else [message]


def names_in(message):
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}
