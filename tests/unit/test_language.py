import pytest

from rapor.language import language

ONE, MANY = (
    "{count} question waits for the city's answer.",
    "{count} questions wait for the city's answer.",
)


@pytest.mark.parametrize("count", [1, 2, 19])
def test_indonesian_has_one_form_for_every_count(count):
    assert language("id").plural(ONE, MANY, count) == f"{count} pertanyaan menunggu jawaban kota."


def test_english_tells_one_from_many():
    assert language("en").plural(ONE, MANY, 1) == "1 question waits for the city's answer."
    assert language("en").plural(ONE, MANY, 2) == "2 questions wait for the city's answer."
