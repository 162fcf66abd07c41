"""The same figures in every format: what the content says, a reader of each file finds."""

import io
import re
from html.parser import HTMLParser

import docx
import openpyxl
import pypdf
import pytest

from rapor.language import language
from rapor.report.content import Figure, Table, plain
from rapor.report.writing import WRITERS

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

    def handle_starttag(self, tag, attrs):
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
    document = docx.Document(io.BytesIO(content))
    cells = document.element.body.iter(f"{{{document.element.nsmap['w']}}}p")
    return "\n".join("".join(part.itertext()) for part in cells)


def of_xlsx(content, code):
    words = language(code)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = []
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, int | float):
                decimals = cell.number_format.partition(".")[2].count("0")
                found.append(words.number(cell.value, decimals))
            else:
                found.append(str(cell.value or ""))
    return "\n".join(found)


READERS = {"html": of_html, "pdf": of_pdf, "docx": of_docx, "xlsx": of_xlsx}


@pytest.fixture(scope="module", params=["id", "en"])
def written(request, made_up):
    """A full and a thin report of one language, with what each writer made of them."""
    reports = [sample.report(request.param) for sample in made_up]
    return [(one, {ending: write(one) for ending, write in WRITERS.items()}) for one in reports]


def test_a_report_comes_in_four_formats():
    assert sorted(WRITERS) == sorted(READERS)


@pytest.mark.parametrize("ending", READERS)
def test_every_figure_of_the_tables_stands_in_every_format(written, ending):
    for report, files in written:
        text = READERS[ending](files[ending], report.language)
        missing = shown_in(report) - set(FIGURE.findall(text))
        assert missing == set()


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_the_figures_behind_the_charts_stand_in_page_and_workbook(written, ending):
    for report, files in written:
        text = READERS[ending](files[ending], report.language)
        assert charted_in(report) - set(FIGURE.findall(text)) == set()


@pytest.mark.parametrize("ending", READERS)
def test_what_the_first_page_says_stands_in_every_format(written, ending):
    for report, files in written:
        text = " ".join(READERS[ending](files[ending], report.language).split())
        for name, value in report.front.facts:
            assert name in text
            assert " ".join(value.split()) in text
