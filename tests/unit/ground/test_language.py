import datetime

import pytest

from rapor.ground.language import LANGUAGES, language


@pytest.mark.parametrize(
    ("code", "value", "decimals", "written"),
    [
        ("id", 1234.5, None, "1.234,5"),
        ("id", 1234.5, 2, "1.234,50"),
        ("id", 42.94, None, "42,94"),
        ("id", 70.0, None, "70"),
        ("id", 3.0, 2, "3,00"),
        ("id", -4.87, None, "\u22124,87"),
        ("id", 0.035, None, "0,035"),
        ("id", 1234567.0, 0, "1.234.567"),
        ("id", 99.058823, 1, "99,1"),
        ("en", 1234.5, None, "1,234.5"),
        ("en", 1234.5, 2, "1,234.50"),
        ("en", 3.0, 2, "3.00"),
    ],
)
def test_numbers_are_written_the_way_of_the_language(code, value, decimals, written):
    assert language(code).number(value, decimals) == written


def test_without_decimals_a_number_has_at_most_four():
    assert language("id").number(1 / 3) == "0,3333"


@pytest.mark.parametrize(("code", "written"), [("id", "17 Agustus 2024"), ("en", "17 August 2024")])
def test_dates_are_written_in_full(code, written):
    assert language(code).date(datetime.date(2024, 8, 17)) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "b", "c"], "a, b, dan c"),
        (["a dan b", "c"], "a dan b serta c"),
    ],
)
def test_a_list_reads_as_in_a_sentence(words, written):
    assert language("id").join(words) == written


def test_an_english_list_has_its_own_word():
    assert language("en").join(["a", "b"]) == "a and b"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_message_without_translation_is_said_as_it_is(code):
    assert language(code).text("no such message: {name}", name="Binjai") == (
        "no such message: Binjai"
    )


def test_values_are_filled_in_but_never_read_as_a_pattern():
    assert language("id").text("{printed}", printed="{city}") == "{city}"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="expected one of id, en"):
        language("jv")


def test_a_language_is_read_once():
    assert language("id") is language("id")


ONE, MANY = (
    "{count} question waits for the local government's answer.",
    "{count} questions wait for the local government's answer.",
)


@pytest.mark.parametrize("count", [1, 2, 19])
def test_indonesian_has_one_form_for_every_count(count):
    assert (
        language("id").plural(ONE, MANY, count)
        == f"{count} pertanyaan menunggu jawaban pemerintah daerah."
    )


def test_english_tells_one_from_many():
    assert (
        language("en").plural(ONE, MANY, 1) == "1 question waits for the local government's answer."
    )
    assert (
        language("en").plural(ONE, MANY, 2) == "2 questions wait for the local government's answer."
    )
