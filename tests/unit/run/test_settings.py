import pytest

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.run.settings import read_params


def test_params_are_read_in_their_order(sample):
    params = read_params(sample)
    assert params.cities == ("kota-contoh", "kota-uji")
    assert params.years == (2021, 2022, 2023)
    assert params.languages == ("id",)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("", DataRejected, "cities"),
        ("cities: [a]\nyears: []\nlanguages: [id]", DataRejected, "years"),
        ("cities: [a]\nyears: [17.10]\nlanguages: [id]", DataRejected, "17.1"),
        ("cities: [1]\nyears: [2021]\nlanguages: [id]", DataRejected, "cities"),
        ("cities: [a]\nyears: [2021]\nlanguages: [fr]", DataRejected, "fr"),
        ("cities: ['a; rm -r']\nyears: [2021]\nlanguages: [id]", UsageError, "slug"),
        ("cities: ['../a']\nyears: [2021]\nlanguages: [id]", UsageError, "slug"),
        ("- a", DataRejected, "cities"),
        ("a: [", DataRejected, "YAML"),
    ],
)
def test_bad_params_are_refused_with_what_is_wrong(sample, text, kind, found):
    sample.params.write_text(text, encoding="utf-8")
    with pytest.raises(kind, match=found):
        read_params(sample)


def test_no_params_is_a_missing_input(sample):
    sample.params.unlink()
    with pytest.raises(MissingInput):
        read_params(sample)
