"""The PDF writer: a report set by typst with our template and our two families.

No clock and no font of the machine: the same bytes everywhere. Everything is decided before
type is set, and reaches the template as data: it shows strings and never reads them as markup,
so nothing that a document prints can become typst code.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import typst

from rapor.ground.language import language
from rapor.write.content import (
    Block,
    Callout,
    Chapter,
    Facsimile,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Report,
    Table,
    Tally,
)
from rapor.write.fonts import FOLDERS, Typeface, families, set_in
from rapor.write.links import Links
from rapor.write.pdf.typesetting import (
    BODY_SIZE,
    HIGHEST_CHART,
    MARGIN,
    PORTRAIT,
    TABLE_SIZE,
    TableData,
    breakable,
    clean,
    runs,
)

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and a description of each picture."""
Data = dict[str, Any]

_SHEET = b"""\
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
"""A page that is as large as the picture on it."""

LONGEST_CONTENTS = 58
"""Chapters and headings up to which the contents fill one page; beyond, chapters only."""


def pdf(report: Report) -> bytes:
    """The report as one PDF file, the same bytes on every machine."""
    typeface = report.brand.typeface
    with set_in(typeface):
        data = json.dumps(material(report), ensure_ascii=False, separators=(",", ":"))
    content = _compiler(typeface).compile(
        _template(),
        format="pdf",
        sys_inputs={"report": data},
        pdf_standards=[STANDARD],
        timestamp=0,
    )
    if not isinstance(content, bytes):
        raise TypeError(f"typst gave {type(content).__name__}, expected the bytes of one PDF")
    return content


def picture(svg: str, sharpness: int, typeface: Typeface | None = None) -> bytes:
    """An SVG as a PNG of ``sharpness`` dots an inch, in the families that a PDF is set in."""
    drawn = _compiler(typeface).compile(
        _SHEET, format="png", ppi=sharpness, sys_inputs={"svg": svg}
    )
    if not isinstance(drawn, bytes):
        raise TypeError(f"typst gave {type(drawn).__name__}, expected the bytes of one picture")
    return drawn


def has_set() -> bool:
    """Whether this process has set a PDF or a picture; such a process cannot be forked."""
    return _compiler.cache_info().currsize > 0


@cache
def _template() -> bytes:
    return files("rapor.write").joinpath("templates", "report.typ").read_bytes()


@cache
def _compiler(typeface: Typeface | None = None) -> typst.Compiler:
    """The compiler with the fonts of our folders and a brand's, searched once, and no other."""
    own = [str(typeface.regular.parent)] if typeface else []  # it searches folders, no files
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*map(str, FOLDERS), *own],
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def material(report: Report) -> Data:
    """The report as the template takes it."""
    return _Material(report).data()


def _title(text: str) -> str:
    """A text that must not be empty in a file that is readable for all."""
    return clean(text).strip() or "–"


def _lettered(content: bytes) -> str:
    """A letter for each byte, since data are text; the template makes bytes of it again."""
    return content.decode("latin-1")


class _Material:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._words = language(report.language)
        self._numbers = report.numbers
        self._links = Links(report)
        self._makers: dict[type, Callable[[Any], Data]] = {
            Paragraph: lambda block: {"text": runs(block.text, self._links)},
            Heading: lambda block: {"title": _title(block.title), "anchor": self._place(block)},
            ListBlock: lambda block: {
                "items": [runs(item, self._links) for item in block.items],
                "ordered": block.ordered,
            },
            Callout: lambda block: {
                "title": clean(block.title),
                "text": runs(block.text, self._links),
            },
            Tally: self._tally,
            Table: self._table,
            Figure: self._figure,
            Facsimile: self._facsimile,
        }

    def data(self) -> Data:
        report, text = self._report, self._words.text
        front = report.front
        headings = sum(isinstance(block, Heading) for block in report.blocks())
        titles = headings + len(report.chapters)
        return {
            "lang": report.language,
            "short": report.is_short,
            "title": clean(front.full_title),
            "running": clean(report.running),
            "folio": text("Page {page} of {pages}", page="{page}", pages="{pages}"),
            "contents": text("Contents"),
            "depth": 2 if titles <= LONGEST_CONTENTS else 1,
            "from": text("Source: "),
            "margin": MARGIN,
            "size": BODY_SIZE,
            "small": TABLE_SIZE,
            "families": list(families()),
            "brand": self._brand(),
            "front": self._front(),
            "stretches": self._stretches(),
        }

    def _brand(self) -> Data:
        """Colour, letterhead, the mark of a draft, and the logo with its kind."""
        brand, logo = self._report.brand, self._report.brand.logo
        return {
            "accent": brand.accent,
            "name": clean(brand.name),
            "letterhead": [clean(line) for line in self._report.letterhead],
            "draft": clean(self._words.text("DRAFT")) if brand.is_draft else "",
            "logo": [_lettered(logo.content), logo.kind] if logo else [],
        }

    def _front(self) -> Data:
        front = self._report.front
        return {
            "title": clean(front.title),
            "city": clean(front.city),
            "year": clean(front.period),
            "facts": [[clean(name), breakable(value)] for name, value in front.facts],
            "sections": [
                {
                    "title": _title(section.title),
                    "blocks": [self._block(block) for block in section.blocks],
                }
                for section in front.sections
            ],
        }

    def _stretches(self) -> list[Data]:
        """The chapters' blocks in stretches of upright and of turned pages."""
        blocks: list[Data] = []
        for chapter in self._report.chapters:
            blocks.append(self._chapter(chapter))
            blocks.extend(map(self._block, chapter.blocks))
        leads = False
        for block in reversed(blocks):  # a title is turned with what follows it
            if block["kind"] in ("Heading", "Chapter"):
                block["turned"] = leads
            leads = block.get("turned", False)
        return [
            {"turned": turned, "blocks": list(stretch)}
            for turned, stretch in groupby(blocks, key=lambda block: block.get("turned", False))
        ]

    def _chapter(self, chapter: Chapter) -> Data:
        return {
            "kind": "Chapter",
            "number": str(chapter.number or ""),
            "title": _title(chapter.title),
            "anchor": self._place(chapter),
        }

    def _block(self, block: Block) -> Data:
        return {"kind": type(block).__name__, **self._makers[type(block)](block)}

    def _place(self, block: Chapter | Heading | Table | Figure) -> str:
        return self._links.place(block.anchor)

    def _tally(self, block: Tally) -> Data:
        return {
            "large": block.is_large,
            "width": max(map(len, block.rows), default=1),
            "counts": [
                [clean(count.number), clean(count.words), clean(count.symbol), count.status]
                for count in block.counts
            ],
        }

    def _table(self, block: Table) -> Data:
        measured = TableData(block, self._words)
        number = self._numbers[block.anchor]
        return {
            "name": self._words.text("Table {number}", number=number),
            "anchor": self._place(block),
            "turned": measured.turned,
            **measured.data(self._links),
        }

    def _figure(self, block: Figure) -> Data:
        width, height = block.drawing.size
        scale = min(1.0, PORTRAIT / width, HIGHEST_CHART / height)
        return {
            "name": self._words.text("Figure {number}", number=self._numbers[block.anchor]),
            "anchor": self._place(block),
            "title": clean(block.title),
            "caption": breakable(block.caption),
            "source": runs(block.source, self._links),
            "alternative": _title(block.alternative),
            "svg": block.drawing.svg,
            "width": round(width * scale, 2),
        }

    def _facsimile(self, block: Facsimile) -> Data:
        return {
            "title": clean(block.title),
            "anchor": self._links.place(block.anchor),
            "alternative": _title(block.alternative),
            "picture": _lettered(block.picture),
            "highest": HIGHEST_CHART,
            "marks": [
                [self._links.place(mark.anchor), clean(mark.label), mark.top, mark.bottom]
                for mark in block.marks
            ],
        }
