from rapor.ground.language import LANGUAGES, language
from rapor.report.site.page import OWN_NAMES, for_script


def test_the_script_is_given_every_count_open_in_a_form_for_one_and_for_many():
    for code in LANGUAGES:
        sentences = for_script(language(code))
        for name in ("reports", "lines", "cities"):
            assert [form.count("{count}") for form in sentences[name]] == [1, 1]
    assert for_script(language("en"))["cities"] == [
        "{count} local government",
        "{count} local governments",
    ]
    assert for_script(language("id"))["cities"] == ["{count} daerah", "{count} daerah"]


def test_every_language_is_named_in_its_own_words():
    assert set(OWN_NAMES) == set(LANGUAGES)
