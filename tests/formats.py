"""Opening whatever the project writes as a stranger would: is it whole, passive, plain text?

``opened`` reads a file by its ending, fails on anything that would act when a reader opens the
file (a script, a formula, a field, a link to anything but a page), and returns its text.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
from defusedxml.ElementTree import fromstring
from docx import Document
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ACTIVE_TAGS = {"iframe", "object", "embed", "link", "base", "form", "frame", "applet", "meta"}
OWN_META = {"viewport", "generator", None}
OWN_FIELDS = re.compile(
    r"\s*(TOC|PAGE|NUMPAGES|SECTIONPAGES|SEQ|REF|PAGEREF|STYLEREF|TITLE|HYPERLINK\s+\\l)\b[^{}]*"
)
ACTIVE_KEYS = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/GoToR"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def opened(path: Path) -> str:
    """The text of a file that is whole and does nothing; ``AssertionError`` for another."""
    readers = {
        ".html": html,
        ".js": script, ".docx": docx, ".pdf": pdf, ".xlsx": xlsx, ".ipynb": notebook,
        ".json": lambda path: str(json.loads(path.read_bytes())), ".csv": table,
        ".sha256": lambda path: path.read_text(encoding="ascii"),
        ".png": picture, ".svg": drawing,
    }  # fmt: skip
    assert path.suffix in readers, f"nobody can say whether {path.name} is whole"
    return readers[path.suffix](path)


def seen(text: str) -> str:
    """A text as a reader compares it: no blanks, nothing that has no form of its own."""
    return re.sub(
        r"[\s\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text
    )


def may_be_followed(address: str) -> bool:
    """Whether an address leads to a page, to a place in the file or to a file beside it."""
    return urlsplit(address).scheme in ("", "http", "https") and not address.startswith("//")


_CSS_STRING = re.compile(r'"([^"\\\n]|\\.)*"')
"""A text of a style sheet, such as a running head: a browser only shows it."""


class _Page(HTMLParser):
    """Text outside scripts, styles, charts and their numbers; what is active is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.active: list[str] = []
        self.inside = ""
        self.aside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style"):
            self.inside = tag
        if tag in ("svg", "details"):
            self.aside.append(tag)
        of_ours = tag == "meta" and given.get("name") in OWN_META and "http-equiv" not in given
        if tag in ACTIVE_TAGS and not of_ours:
            self.active.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src", "action", "data", "xlink:href", "srcset", "poster")
            own_picture = name == "src" and (value or "").startswith("data:image/")
            if name.startswith("on") or (
                leads and not own_picture and not may_be_followed(value or "")
            ):
                self.active.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside
        if self.aside and tag == self.aside[-1]:
            self.aside.pop()

    def _acting(self, data: str) -> str:
        """A style sheet without its texts; a script whole."""
        return _CSS_STRING.sub("", data) if self.inside == "style" else data

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append("" if self.aside else data)
        elif any(word in self._acting(data) for word in ("pwned", "attack")):
            self.active.append(f"{self.inside}: {data[:80]}")


def page(text: str) -> str:
    """The text of a page or of a part of one."""
    found = _Page()
    found.feed(text)
    assert found.active == []
    return "".join(found.words)


def html(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.rstrip().endswith("</html>"), f"{path.name} ends before its end"
    return page(text)


def script(path: Path) -> str:
    """A list that a page loads: one assignment of JSON, which no text of it can end."""
    text = path.read_text(encoding="utf-8")
    found = re.fullmatch(r"window\.\w+ = (.*);\n", text, re.DOTALL)
    assert found, f"{path.name} is no assignment"
    assert not set("<>&'") & set(found[1])
    return str(json.loads(found[1]))


def notebook(path: Path) -> str:
    """Texts of all outputs; those that a browser would interpret are read as pages."""
    words = []
    for cell in json.loads(path.read_bytes())["cells"]:
        for output in cell.get("outputs", ()):
            for kind, content in output.get("data", {"text/plain": output.get("text", "")}).items():
                text = "".join(content)
                assert kind in ("text/plain", "text/html", "image/png", "image/svg+xml"), kind
                words.append(page(text) if kind in ("text/html", "image/svg+xml") else text)
    return "\n".join(words)


def picture(path: Path) -> str:
    """A picture that can be drawn to its end; it has no text."""
    with Image.open(path) as image:
        image.load()
    return ""


def drawing(path: Path) -> str:
    """A drawing of its own: no script, nothing that acts, and nothing fetched from elsewhere."""
    root = fromstring(path.read_bytes())
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", *ACTIVE_TAGS}
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{path.name}: {name}"
            leads = name.rpartition("}")[2] in ("href", "src")
            assert not leads or value.startswith(("#", "data:")), f"{path.name}: {value}"
    style = "".join(element.text or "" for element in root.iter() if "style" in element.tag)
    assert "@import" not in style
    assert "url(http" not in style
    return "".join(root.itertext())


def table(path: Path) -> str:
    """A table of ours: every row as long as its header, and the last line ended."""
    text = path.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\n")
    assert {len(row) for row in rows} == {len(rows[0])}
    return "\n".join(cell for row in rows for cell in row)


def _package(path: Path) -> Iterator[tuple[str, bytes]]:
    """Parts of an Office file, each well-formed; nothing outside is drawn in, no macro."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            content = archive.read(name)
            assert not re.search(r"vbaProject|externalLink|embeddings|activeX|afchunk", name), name
            if name.endswith((".xml", ".rels")):
                yield name, content
            if name.endswith(".rels"):
                for relation in fromstring(content):
                    target = relation.get("Target")
                    outside = relation.get("TargetMode") == "External"
                    assert not outside or urlsplit(target).scheme in ("http", "https"), target


def docx(path: Path) -> str:
    words = []
    for name, content in _package(path):
        tree = fromstring(content)
        if name.startswith("word/"):
            codes = [part.text or "" for part in tree.iter(f"{WORD}instrText")]
            codes += [part.get(f"{WORD}instr") for part in tree.iter(f"{WORD}fldSimple")]
            assert [code for code in codes if not OWN_FIELDS.fullmatch(code)] == [], name
            words += [part.text or "" for part in tree.iter(f"{WORD}t")]
            pictures = (part for part in tree.iter() if part.tag.endswith("}docPr"))
            words += [part.get("descr", "") + part.get("title", "") for part in pictures]
    assert Document(str(path)).paragraphs
    return "".join(words)


def xlsx(path: Path) -> str:
    for _, content in _package(path):
        fromstring(content)
    book, words = openpyxl.load_workbook(path), []
    for sheet in book:
        words.append(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}: {cell.value!r}"
            words.append("" if cell.value is None else str(cell.value))
            address = cell.hyperlink.target if cell.hyperlink else None
            assert address is None or may_be_followed(address), address
    return "\n".join(words)


def pdf(path: Path) -> str:
    assert path.read_bytes().rstrip().endswith(b"%%EOF"), f"{path.name} ends before its end"
    reader = PdfReader(path)
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        _passive(reader.get_object(IndirectObject(number, 0, reader)))
    return "\n".join(page.extract_text() for page in reader.pages)


def _passive(found: object) -> None:
    """No dictionary of a PDF acts, and an address leads to a page."""
    if isinstance(found, DictionaryObject):
        assert not ACTIVE_KEYS & set(found), f"active: {ACTIVE_KEYS & set(found)}"
        assert found.get("/S") not in ACTIVE_KEYS
        assert "/URI" not in found or may_be_followed(str(found["/URI"])), found["/URI"]
    inner = found.values() if isinstance(found, DictionaryObject) else found
    if isinstance(found, DictionaryObject | ArrayObject):
        for part in inner:
            if not isinstance(part, IndirectObject):
                _passive(part)
