import pytest

from rapor.ground.text import (
    for_file,
    for_terminal,
    for_type,
    for_xml_line,
    from_cell,
    turns_direction,
)


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (for_terminal, r"a\x1b[2J\u202eb c"),
        (for_file, "a[2J\u202eb\nc"),
        (for_xml_line, "a[2Jb c"),
        (from_cell, "a[2Jb c"),
        (lambda text: for_type(text, set(map(ord, "abc[2J ")), "?"), "a[2Jb c"),
    ],
)
def test_each_place_gets_a_text_that_does_no_harm_there(policy, shown):
    assert policy("a\x1b[2J\u202eb\nc") == shown


@pytest.mark.parametrize("policy", [for_terminal, for_file, for_xml_line, from_cell])
def test_an_ordinary_text_is_left_alone(policy):
    assert policy("Capaian ≥ 62,12 % – é") == "Capaian ≥ 62,12 % – é"


def test_a_sign_without_a_form_is_shown_to_be_missing():
    assert for_type("a中", {ord("a")}, "□") == "a□"


def test_half_a_character_never_reaches_a_file():
    assert for_file("a\ud800b") == "ab"


def test_a_text_that_turns_the_direction_of_writing_is_known():
    assert turns_direction("a\u202eb")
    assert not turns_direction("ab")
