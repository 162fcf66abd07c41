"""Reading Word documents in tests, and making small reports of any block."""

import io
import zipfile
from functools import cached_property

import docx
from lxml import etree

from rapor.write.content import (
    Chapter,
    Column,
    FrontPage,
    Report,
    Row,
    Table,
    cell,
)
from rapor.write.word.markup import NAMES, name

SMALL = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def report_of(*blocks, language="id", title="Bab", city="Kota Contoh"):
    """A report whose only chapter has these blocks."""
    front = FrontPage("Evaluasi", city, 2023, (("Periode", "2023"),), ())
    return Report(language, "Kepala", front, (Chapter("only", title, tuple(blocks), 1),))


def table_of(*rows, kinds=("text", "number"), **more):
    """A table of plain cells."""
    columns = tuple(Column(f"Kolom {place}", kind) for place, kind in enumerate(kinds))
    made = tuple(row if isinstance(row, Row) else Row(tuple(map(cell, row))) for row in rows)
    return Table(more.pop("anchor", "table-t"), "Judul tabel", columns, made, **more)


class Word:
    """A .docx file taken apart."""

    def __init__(self, content):
        self.content = content
        self.archive = zipfile.ZipFile(io.BytesIO(content))

    @cached_property
    def opened(self):
        """The document as python-docx reads it."""
        return docx.Document(io.BytesIO(self.content))

    def part(self, path):
        """A part as XML."""
        return etree.fromstring(self.archive.read(path))

    @cached_property
    def body(self):
        """What the document says."""
        return self.part("word/document.xml")

    def find(self, path, root=None):
        """Elements below the body (or ``root``) by XPath."""
        names = NAMES | {"wp": SMALL}
        return (self.body if root is None else root).xpath(path, namespaces=names)

    def styled(self, style):
        """Texts of the paragraphs in the style of that id."""
        paragraphs = self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")
        return [self.text(element) for element in paragraphs]

    def text(self, element):
        """All words of an element; a hyphen that does not break is a hyphen."""
        parts = element.iter(name("t"), name("noBreakHyphen"), name("tab"))
        kept = {name("t"): None, name("noBreakHyphen"): "-", name("tab"): "\t"}
        words = "".join(kept[part.tag] or part.text or "" for part in parts)
        return words.replace("\u00a0", " ")

    @property
    def bookmarks(self):
        """Names of the bookmarks, in order."""
        return self.find("//w:bookmarkStart/@w:name")
