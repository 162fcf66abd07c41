"""A report is in one language throughout: what people wrote in the data is marked as quoted."""

import re

import pytest

from rapor.catalogue import load_catalogue
from rapor.report.writing import assemble, dossier_of
from rapor.run import stages
from rapor.write.content import Figure, Heading, ListBlock, Paragraph, Table, plain

WORDS = {
    "id": {"the", "of", "and", "is", "are", "not", "with", "for", "has", "have", "from", "by"},
    "en": {"yang", "adalah", "untuk", "dengan", "tidak", "belum", "dari", "karena", "menurut",
           "diminta", "sehingga", "sedangkan", "memiliki"},
}  # fmt: skip
"""Words that a sentence of the other language cannot do without."""
QUOTED = re.compile(r"“[^”]*”|invented for the tests")
"""What people wrote, and what the invented data name as their source."""
ENOUGH = 2


@pytest.fixture(scope="module")
def said(shared_made):
    """What a report says in its own words: no names, titles and cells as printed."""

    def sentences(city, year, language):
        catalogue = load_catalogue(shared_made, city)
        tables = stages.in_words(shared_made, city, year, language, "annual", catalogue)
        report = assemble(dossier_of(shared_made, city, year, language, tables, catalogue))
        return [text for block in report.blocks() for text in own_words(block)]

    return sentences


def own_words(block):
    match block:
        case Paragraph():
            yield plain(block.text)
        case ListBlock():
            yield from (plain(item) for item in block.items)
        case Heading():
            yield block.title
        case Figure():
            yield from (block.title, block.caption)
        case Table():
            yield from (block.caption, *(plain(note) for note in block.notes))
            yield from (column.title for column in block.columns)
            if block.anchor in ("table-decisions", "table-recommendations", "table-realisations"):
                yield from (plain(cell.text) for row in block.rows for cell in row.cells)


def foreign(texts, language):
    bare = ((text, re.findall(r"[a-z]+", QUOTED.sub("", text).lower())) for text in texts)
    return [text for text, words in bare if len(WORDS[language] & set(words)) >= ENOUGH]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("city", "year"), [("kota-contoh", 2021), ("kota-uji", 2022)])
def test_no_sentence_of_the_other_language_stands_in_a_report(said, city, year, language):
    assert foreign(said(city, year, language), language) == []


def test_a_sentence_of_the_other_language_would_be_seen():
    sentences = {"en": "Kota diminta menetapkan nilai yang berlaku untuk 2024.",
                 "id": "The city is asked for the value of 2024."}  # fmt: skip
    for language, sentence in sentences.items():
        assert foreign([sentence], language) == [sentence]
    assert foreign([f"Asked: “{sentences['en']}” (in Indonesian)"], "en") == []
