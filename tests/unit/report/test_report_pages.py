"""Where a document has pages, sources name them and lead to a picture of the row."""

import io
import re
import zipfile

import pytest
from lxml import html as lxml_html
from made_up_city import CITY
from PIL import Image
from pypdf import PdfReader

from rapor.catalogue import load_city
from rapor.catalogue.documents import PagePlace, pages_text, picture_name
from rapor.ground.errors import DataRejected
from rapor.write.content import Facsimile
from rapor.write.pdf import pdf
from rapor.write.word import docx

PLACES = {
    ("3.7", 0): (PagePlace(12, 40, 100, 440, 500), PagePlace(13, 40, 50, 440, 250)),
    ("3.7", 1): (PagePlace(12, 40, 140, 440, 180),),
    ("3.7", 2): (PagePlace(12, 40, 460, 440, 500), PagePlace(13, 40, 50, 440, 90)),
}


@pytest.fixture
def paged(thin):
    """The thin year of a city whose table 3.7 was read from pages 12 and 13."""
    raw = thin.home.raw(CITY)
    (raw / "pages.csv").write_text(pages_text(PLACES), encoding="utf-8")
    (raw / "pages").mkdir()
    for page in (12, 13):
        stream = io.BytesIO()
        Image.new("L", (400, 400), 200).save(stream, "JPEG")
        (raw / picture_name("3.7", page)).write_bytes(stream.getvalue())
    return thin


def test_sources_name_the_page_and_both_of_a_row_that_a_page_end_cuts(paged):
    page = paged.page()
    assert "T 3.7, b 1, hlm. 12<" in page
    assert "T 3.7, b 2, hlm. 12–13<" in page


def test_every_link_to_a_page_leads_to_the_mark_of_its_row(paged):
    tree = lxml_html.fromstring(paged.page())
    links = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#page-")}
    assert links == {"page-3.7-1", "page-3.7-2"}
    for anchor in links:
        [mark] = tree.xpath(f"//figure[@class='facsimile']//a[@id='{anchor}']")
        assert mark.text_content().strip() == anchor[-1]


def test_a_mark_stands_where_its_row_does_on_the_picture(paged):
    pictures = [block for block in paged.report().blocks() if isinstance(block, Facsimile)]
    first, second = pictures
    assert [(mark.label, mark.top, mark.bottom) for mark in first.marks] == [
        ("1", 0.1, 0.2),
        ("2", 0.9, 1.0),
    ]
    assert [(mark.anchor, mark.top, mark.bottom) for mark in second.marks] == [("", 0.0, 0.2)]


def test_links_of_the_pdf_lead_to_the_rows_on_the_picture_of_their_page(paged):
    reader = PdfReader(io.BytesIO(pdf(paged.report())))
    shown, following = (page for page in reader.pages if page.images)
    assert "halaman 12" in shown.extract_text()
    assert "halaman 13" in following.extract_text()
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", ())]
    places = [link["/Dest"].get_object() for link in links if "/Dest" in link]
    tops = {
        float(place[3])
        for place in places
        if isinstance(place, list) and place[0] == shown.indirect_reference
    }
    first, second = sorted(tops, reverse=True)[-2:]  # what stands lowest on it: both marks
    mark = 0.8 * shown.images[0].image.width  # from the first row's top to the second's
    scale = (595.28 - 2 * 70.87 - 22) / 400
    assert first - second == pytest.approx(mark * scale, abs=2)


def test_word_names_the_page_without_a_picture_or_a_dead_link(paged):
    package = zipfile.ZipFile(io.BytesIO(docx(paged.report())))
    content = package.read("word/document.xml").decode()
    assert re.search(r"hlm\.\s12", content)
    assert "page_3_7" not in content


def test_a_city_whose_document_has_no_pages_has_none_of_this(thin):
    assert not re.search(r"hlm\. \d|facsimile\"|id=\"appendix-pages", thin.page())


@pytest.mark.parametrize(
    ("changed", "told"),
    [("3.7,1,12,", "3.7,1,zwölf,"), ("3.7,1,12,40.0", "3.7,1,12,-4"), ("bottom", "botom")],
)
def test_a_file_of_pages_that_is_not_in_form_is_refused(paged, changed, told):
    path = paged.home.raw(CITY) / "pages.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(changed, told), encoding="utf-8")
    with pytest.raises(DataRejected, match=r"pages\.csv"):
        load_city(paged.home, CITY)
