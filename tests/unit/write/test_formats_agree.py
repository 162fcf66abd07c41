"""The same figures in every format: what the content says, a reader of each file finds."""

import io
import re
import zipfile
from html.parser import HTMLParser

import openpyxl
import pypdf
import pytest
from defusedxml import ElementTree
from made_up_report import full_year, project_at, thin_year

from rapor.ground.language import LANGUAGES, language
from rapor.write.content import Figure, Paragraph, Table, plain
from rapor.write.formats import WRITERS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
"""A figure as it is shown: digits with their separators."""


def shown_in(report):
    """Every figure of the report's tables, and of the data of its charts' tables."""
    tables = [block for block in report.blocks() if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return {figure for cell in cells for figure in FIGURE.findall(plain(cell.text))}


def charted_in(report):
    """The figures behind the charts."""
    tables = [block.data for block in report.blocks() if isinstance(block, Figure)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return {figure for cell in cells for figure in FIGURE.findall(plain(cell.text))}


class Words(HTMLParser):
    """The text of a page; ends of blocks and cells part it, ends of spans do not."""

    def __init__(self):
        super().__init__()
        self.parts, self._skipped = [], 0

    def handle_starttag(self, tag, _):
        self._skipped += tag in ("style", "script", "svg")

    def handle_endtag(self, tag):
        self._skipped -= tag in ("style", "script", "svg")
        if tag in ("td", "th", "p", "li", "h1", "h2", "h3", "div", "dd", "dt"):
            self.parts.append(" ")

    def handle_data(self, data):
        if not self._skipped:
            self.parts.append(data)


def of_html(content, _):
    words = Words()
    words.feed(content.decode())
    return "".join(words.parts)


def of_pdf(content, _):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def of_docx(content, _):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    paragraphs = [
        [text.text or "" for text in paragraph.iter(f"{_W}t")] for paragraph in body.iter(f"{_W}p")
    ]
    return "\n".join("".join(parts) for parts in paragraphs)


def of_xlsx(content, _):
    """A number stands with its decimals; the sign between them is that of the reader's Excel."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    numbers = []
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, int | float):
            decimals = cell.number_format.partition(".")[2].count("0")
            numbers += [language(code).number(cell.value, decimals) for code in LANGUAGES]
        else:
            numbers.append(str(cell.value or ""))
    return "\n".join(numbers)


READERS = {"html": of_html, "pdf": of_pdf, "docx": of_docx, "xlsx": of_xlsx}


@pytest.fixture(scope="module", params=[(thin_year, "id"), (full_year, "en")], ids=["thin", "full"])
def written(request, tmp_path_factory):
    """A report, and what a reader of each of its files finds in it."""
    year, code = request.param
    report = year(project_at(tmp_path_factory.mktemp(code))).report(code)
    return report, {end: READERS[end](write(report), code) for end, write in WRITERS.items()}


def test_a_report_comes_in_four_formats_with_the_same_figures(written):
    report, texts = written
    assert sorted(texts) == ["docx", "html", "pdf", "xlsx"]
    for ending, text in texts.items():
        assert shown_in(report) - set(FIGURE.findall(text)) == set(), ending
    for ending in ("html", "xlsx"):
        assert charted_in(report) - set(FIGURE.findall(texts[ending])) == set(), ending


def test_what_the_first_page_says_stands_in_every_format(written):
    report, texts = written
    for ending, text in texts.items():
        shown = " ".join(text.split())
        for words in (text for fact in report.front.facts for text in fact):
            assert " ".join(words.split()) in shown, ending
        for block in (block for section in report.front.sections for block in section.blocks):
            if isinstance(block, Paragraph):
                assert set(FIGURE.findall(plain(block.text))) <= set(FIGURE.findall(text)), ending
