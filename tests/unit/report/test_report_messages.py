import io
import string
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

KEYWORDS = {"text": None, "plural": (1, 2), "message": None}


def said_in_code():
    folder = str(files("rapor").joinpath("report"))
    others = [(f"{part}/**", "ignore") for part in ("compare", "site", "templates/site")]
    methods = [*others, ("**.py", "python"), ("**.j2", "jinja2")]
    found = extract_from_dir(folder, methods, keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def catalogue(code):
    text = files("rapor").joinpath("locale", code, "report.po").read_bytes()
    messages = read_po(io.BytesIO(text), locale=code)
    return {message.id: message.string for message in messages if message.id}


def names_in(message):
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_message_of_the_report_stands_in_the_catalogue_and_no_other(code):
    assert set(catalogue(code)) == said_in_code()


def test_every_message_is_translated():
    empty = [message for message, said in catalogue("id").items() if not all(listed(said))]
    assert empty == []


def test_a_translation_names_the_same_figures():
    """Only a count may be left out: Indonesian says it in words where English needs a form."""
    for message, said in catalogue("id").items():
        wanted, named = set().union(*map(names_in, listed(message))), names_in(listed(said)[-1])
        assert named <= wanted, message
        assert wanted - named <= {"count"}, message


def listed(message):
    return list(message) if isinstance(message, tuple) else [message]
