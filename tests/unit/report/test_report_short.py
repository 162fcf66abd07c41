"""The brief and the extracts: parts of the report's content, for readers of a few pages."""

from io import BytesIO

from pypdf import PdfReader

from rapor.report.front import front_page
from rapor.report.recommendations import recommended
from rapor.report.short_forms import agencies_of, brief, extract
from rapor.write.content import Table, plain, texts_of
from rapor.write.pdf import pdf
from rapor.write.word import docx


def pages(report):
    return len(PdfReader(BytesIO(pdf(report))).pages)


def of_agency(sample, agency):
    dossier = sample.dossier()
    return extract(dossier, agency, recommended(dossier))


def rows(report):
    tables = [block for block in report.blocks() if isinstance(block, Table)]
    return " ".join(
        plain(cell.text) for table in tables for row in table.rows for cell in row.cells
    )


def told(page):
    """The first page as it reads: its sections and their running text."""
    texts = ((part.title, block) for part in page.sections for block in part.blocks)
    return [(title, [plain(text) for text in texts_of(block)]) for title, block in texts]


def test_a_brief_is_two_pages_and_says_what_the_report_says(full, thin):
    for sample in (full, thin):
        made = brief(sample.dossier())
        assert pages(made) == 2
        assert told(made.front) == told(front_page(sample.dossier()))
        assert docx(made)


def test_every_agency_that_carries_something_has_an_extract(thin):
    assert agencies_of(thin.dossier()) == ["ins", "organisasi"]


def test_an_extract_holds_the_lines_of_its_agency_and_no_others(thin):
    own = rows(of_agency(thin, "ins"))
    assert "Nilai SAKIP" in own
    assert "Kepatuhan Pelayanan" not in own
    assert "Kepatuhan Pelayanan" in rows(of_agency(thin, "organisasi"))


def test_an_extract_is_a_few_pages_and_names_city_and_agency(thin):
    made = of_agency(thin, "ins")
    assert pages(made) <= 4
    assert made.front.city == "Inspektorat"
    assert "Kota Contoh" in made.front.title
    assert docx(made)


def test_recommendations_stand_with_their_lead_alone(thin):
    titles = {part.title: part for part in of_agency(thin, "organisasi").front.sections}
    items = [plain(item) for item in titles["Tindak lanjut prioritas"].blocks[0].items]
    assert items[0].startswith("Mencapai 90 pada Kepatuhan Pelayanan")
    assert "Tindak lanjut prioritas" not in [
        part.title for part in of_agency(thin, "ins").front.sections
    ]
