"""A message file that somebody broke is told in one line."""

import gettext

import pytest

from rapor.ground import language as module
from rapor.ground.errors import DataRejected
from rapor.ground.language import Language

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD = HEAD + 'msgid "Year {year}"\nmsgstr "Tahun {year}"\n'


def read(tmp_path, monkeypatch, text):
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "rapor.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return Language("id", module._translations("id"))


def test_a_whole_file_translates(tmp_path, monkeypatch):
    assert read(tmp_path, monkeypatch, GOOD).text("Year {year}", year=2023) == "Tahun 2023"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('{year}"\n', "{year}\n", "rapor.po line 5: a quote is missing"),
        ('msgid "Year', '<<<<<<< HEAD\nmsgid "Year', "rapor.po line 5: two versions of the file"),
        ('msgstr "Tahun', "msgstr Tahun", "rapor.po line 6: a quote is missing"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path, monkeypatch, old, new, said):
    with pytest.raises(DataRejected) as refused:
        read(tmp_path, monkeypatch, GOOD.replace(old, new, 1))
    (problem,) = refused.value.problems
    assert said in str(problem)


def test_a_translation_with_a_wrong_place_is_told_with_the_right_ones(tmp_path, monkeypatch):
    words = read(tmp_path, monkeypatch, GOOD.replace("Tahun {year}", "Tahun {tahun}"))
    with pytest.raises(DataRejected, match=r"'Tahun \{tahun\}'; expected: \{year\}"):
        words.text("Year {year}", year=2023)


def test_a_language_without_a_file_says_what_the_code_says():
    assert Language("en", gettext.NullTranslations()).text("Year {year}", year=1) == "Year 1"
