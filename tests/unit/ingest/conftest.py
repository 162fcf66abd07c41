"""Small made-up documents, and what ingest reads from them."""

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from rapor.catalogue.headers import read_vocabulary
from rapor.catalogue.registers import Register
from rapor.ground.paths import Home
from rapor.ingest.columns import Context
from rapor.ingest.document import Box, CellPlace, DocumentLine
from rapor.ingest.draft import draft_table
from rapor.ingest.ingest import ingest_document
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document
from rapor.ingest.table_reader import read_tables

VOCABULARY = read_vocabulary(Home(Path(__file__).resolve().parents[3]))


def lines_of(text):
    """A document's lines; a bar stands for the tab between cells."""
    texts = text.strip("\n").replace("|", "\t").split("\n")
    return [DocumentLine(number, line) for number, line in enumerate(texts, start=1)]


@dataclass
class ReadDocument:
    """What was read from a text, in the forms that tests compare."""

    tables: dict
    notes: list

    def rows(self, name):
        """The rows of a table as ``line, mark, cells…``."""
        return [[row.line, row.mark, *row.cells] for row in self.tables[name].rows]

    def cells(self, name):
        return [row.cells for row in self.tables[name].rows]

    def header(self, name):
        return list(self.tables[name].header.names)

    def noted(self, what):
        """Line and reason of every note of one sort."""
        return [(note.line, note.reason) for note in self.notes if note.what == what]


@pytest.fixture
def read():
    def reading(text):
        notes = Notes()
        tables = read_tables(lines_of(text), VOCABULARY, notes)
        return ReadDocument({table.table: table for table in tables}, notes.in_document_order())

    return reading


@pytest.fixture(scope="session")
def vocabulary():
    return VOCABULARY


@pytest.fixture
def doubts_of(vocabulary):
    """The doubts of a document's tables by code, each with where it stands and what was taken."""

    def of(lines, period=(2022, 2024), decided=""):
        notes = Notes()
        context = Context(Register({}, {}), Register({}, {}), vocabulary, period)
        for table in read_tables(lines, vocabulary, notes):
            draft_table(table, context, notes, decided)
        return {(note.code, note.at): note.proposed for note in notes.notes if note.code}

    return of


@pytest.fixture
def doubts(doubts_of):
    """The same of a text."""
    return lambda text, *period, **decided: doubts_of(lines_of(text), *period, **decided)


@pytest.fixture(scope="session")
def scanned_table():
    """A table of a scan as its lines; a cell is a text that was read surely, or text and share."""

    def line(number, *cells):
        texts, shares = zip(*cells, strict=True)
        places = tuple(CellPlace(Box(0, 0, 1, 1), confidence=sure) for sure in shares)
        return DocumentLine(number, "\t".join(texts), 1, places)

    def of(title, heads, *rows):
        lines = [DocumentLine(1, title)]
        for number, cells in enumerate([heads, *rows], start=2):
            pairs = [cell if isinstance(cell, tuple) else (cell, 0.99) for cell in cells]
            lines.append(line(number, *pairs))
        return lines

    return of


@pytest.fixture
def home(tmp_path):
    root = tmp_path / "project"
    root.mkdir()
    (root / "params.yaml").write_text("cities: []\n", encoding="utf-8")
    return Home(root)


HEAD = """
PERATURAN WALI KOTA CONTOH
NOMOR 5 TAHUN 2022

TENTANG

ROAD MAP REFORMASI BIROKRASI
TAHUN 2023-2025

DENGAN RAHMAT TUHAN YANG MAHA ESA

pada tanggal 7 Maret 2022

BAB I
A. SASARAN
"""

TARGETS = """
Tabel 1.1. Sasaran, Indikator dan Target Penguatan Pengawasan

No|Sasaran|Indikator|Tahapan|||Target 2025
|||2023|2024|2025|
1|Terawasi|Nilai SPIP|2|3|3,5|3,5
||Nilai APIP|2|2|3|3

Sumber : olahan
"""


@pytest.fixture
def ingested(home, tmp_path):
    """Ingest a text as a document of the city ``contoh``."""

    def ingest(text, name="contoh.txt"):
        document = tmp_path / name
        content = text if isinstance(text, bytes) else text.replace("|", "\t").encode()
        document.write_bytes(content)
        return ingest_document(document, "contoh", home)

    return ingest


@pytest.fixture
def regulation():
    return HEAD + TARGETS


@pytest.fixture
def sheets(tmp_path):
    """Writes a workbook that a function fills, and reads its lines."""

    def reading(fill):
        workbook = openpyxl.Workbook()
        fill(workbook)
        workbook.save(tmp_path / "regulation.xlsx")
        return [line.text for line in read_document(tmp_path / "regulation.xlsx") if line.text]

    return reading
