"""A report is in one language throughout: what people wrote in the data is marked as quoted."""

import re
from functools import cache

import pytest

from rapor.catalogue import load_catalogue
from rapor.report.recommendations import recommended
from rapor.report.short_forms import agencies_of, brief, extract
from rapor.report.slides import slides
from rapor.report.writing import assemble, dossier_of
from rapor.run import stages
from rapor.write.content import (
    Column,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Tally,
    cell,
    plain,
)

WORDS = {
    "id": {"the", "of", "and", "is", "are", "not", "with", "for", "has", "have", "from", "by"},
    "en": {"yang", "adalah", "untuk", "dengan", "tidak", "belum", "dari", "karena", "menurut",
           "diminta", "sehingga", "sedangkan", "memiliki"},
}  # fmt: skip
"""Words that a sentence of the other language cannot do without."""
LABELS = {
    "id": {"index", "score", "agencies", "agency", "weight", "unit level", "baseline", "done"},
    "en": {"dan", "indeks", "nilai", "opini", "skor", "kali", "orang", "tahun", "persentase",
           "jumlah", "penataan", "penguatan", "peningkatan", "manajemen", "perubahan", "pelayanan",
           "publik", "sasaran", "semua", "pemenuhan", "komponen", "hasil", "kepatuhan"},
}  # fmt: skip
"""Words by which names of areas, goals, indicators, components and units are known."""
QUOTED = re.compile(r"“[^”]*”|invented for the tests")
"""What people wrote, and what the invented data name as their source."""
PROPER = {"Publisher", "Assessor", "Penerbit", "Penilai", "Issued by", "Penerbit peraturan"}
"""Columns that hold proper names, which are those of the documents."""
ENOUGH = 2


@pytest.fixture(scope="module")
def dossier(shared_made):
    """What a report, a brief, slides and extracts of the sample are made from."""

    @cache
    def made(city, year, language):
        catalogue = load_catalogue(shared_made, city)
        tables = stages.in_words(shared_made, city, year, language, "annual", catalogue)
        return dossier_of(shared_made, city, year, language, tables, catalogue)

    return made


@pytest.fixture(scope="module")
def blocks(dossier):
    """Every block of a report."""

    @cache
    def made(city, year, language):
        return assemble(dossier(city, year, language)).blocks()

    return made


@pytest.fixture(scope="module")
def said(blocks):
    """What a report says in its own words: no names, titles and cells as printed."""
    return lambda *which: [text for block in blocks(*which) for text in own_words(block)]


def labels(block):
    """Names in tables and figures: all cells but proper names and those as printed."""
    match block:
        case Tally():
            yield from (count.words for count in block.counts)
        case Figure():
            yield from labels(block.data)
            yield block.alternative
        case Table():
            kept = [
                place
                for place, column in enumerate(block.columns)
                if column.kind in ("text", "short", "status") and column.title not in PROPER
            ]
            for row in block.rows:
                cells = row.cells if row.group else [row.cells[place] for place in kept]
                yield from (plain(cell.text) for cell in cells)


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


CITIES = [("kota-contoh", 2021), ("kota-uji", 2022)]


def named(blocks, language, offices):
    """Labels of the other language, where proper names of offices are none."""
    for text in (text for block in blocks for text in labels(block)):
        bare = QUOTED.sub("", text)
        for office in offices:
            bare = bare.replace(office, "")
        if LABELS[language] & set(re.findall(r"[a-z]+", bare.lower())):
            yield text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("city", "year"), CITIES)
def test_no_label_of_the_other_language_stands_in_a_report(blocks, dossier, city, year, language):
    of_report = dossier(city, year, language)
    sources = (of_report.document(key) for key in of_report.city.sources)
    offices = sorted({*of_report.catalogue.agencies.names.values(), *sources}, key=len)
    assert list(named(blocks(city, year, language), language, reversed(offices))) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_brief_slides_and_extracts_are_in_one_language_too(dossier, language):
    of_report = dossier("kota-uji", 2022, language)
    advice = recommended(of_report)
    made = [brief(of_report), slides(of_report)]
    made += [extract(of_report, agency, advice) for agency in agencies_of(of_report)]
    texts = [text for report in made for block in report.blocks() for text in own_words(block)]
    assert foreign(texts, language) == []


def test_a_label_of_the_other_language_would_be_seen():
    table = Table("t", "", (Column("Indicator"),), (Row((cell("Indeks Inovasi"),)),))
    assert list(named([table], "en", [])) == ["Indeks Inovasi"]
    quoted = Table("t", "", (Column("Indicator"),), (Row((cell("“Indeks Inovasi”"),)),))
    assert list(named([quoted], "en", [])) == []
