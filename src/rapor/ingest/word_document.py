"""A Word document as lines: paragraphs, and rows of tables with a tab between cells.

Merged cells are empty where they are continued, as in a table that was typed. What Word shows
of tracked changes is their result: what was inserted is read, what was deleted is not. Numbers
that Word counts by itself stand before their paragraph, for a caption or a list has no other.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import BREAK, MOST_COLUMNS, TAB, DocumentLine, sign_of
from rapor.ingest.footnote_marks import raised
from rapor.ingest.left_out import struck, unseen
from rapor.ingest.notes import Notes
from rapor.ingest.word_pictures import read_shown, shown_in

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), _FALLBACK, qn("w:tbl"), qn("w:txbxContent")}
"""What a paragraph's own words do not hold: deleted text, a copy for older programs, tables."""
_WHITE = "FFFFFF"
_SHADE = f"*/{qn('w:shd')}"
_TINY = 2
_PLAIN_STYLES = frozenset(("TableGrid", "TableNormal", "KisiTabel", "TabelNormal"))
"""Styles of tables, as Word in English and Indonesian names them, that colour no cell."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_word(path: Path, notes: Notes) -> list[DocumentLine]:
    """The lines of a ``.docx``, each with the page that Word last broke it to; footnotes last.

    Raises ``DataRejected`` for a file that Word's own reader cannot open.
    """
    try:
        lines = _Lines(docx.Document(str(path)), notes)
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, XMLSyntaxError) as error:
        raise DataRejected(
            Problem(
                path.name,
                f"cannot be read as a Word document ({type(error).__name__})",
                "a .docx as Word saves it",
                "open it in Word or LibreOffice and save it again as .docx",
            )
        ) from None
    return lines.read()


class _Lines:
    """Walks through a document once; ``page`` follows the page breaks that Word noted."""

    def __init__(self, document: Any, notes: Notes) -> None:
        self._body = document.element.body
        self._part = document.part
        self._notes = notes
        self._numbers = _Numbers(document)
        has_breaks = next(self._body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._page = 1 if has_breaks else 0  # else no program has told where its pages end
        self._footnotes = _footnotes(document)
        self._lines: list[DocumentLine] = []

    def read(self) -> list[DocumentLine]:
        """All lines in the order of the document."""
        self._blocks(self._body)
        self._page = 0
        if self._footnotes is not None:
            self._add("")
            for note in self._footnotes.iter(qn("w:footnote")):
                self._blocks(note)
        return self._lines

    def _blocks(self, parent: Any) -> None:
        for block in parent:
            if block.tag == qn("w:p"):
                self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._table(block)
            elif block.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo")):
                self._blocks(block)

    def _paragraph(self, paragraph: Any) -> None:
        self._add(f"{self._numbers.of(paragraph)}{_words(paragraph)}")
        for box in _boxes(paragraph):
            self._blocks(box)
        self._shown(paragraph)
        self._turn(paragraph)

    def _shown(self, parent: Any) -> None:
        """What a paragraph or cell shows that is no text: tables in pictures are read."""
        for shown in shown_in(parent):
            at = len(self._lines) + 1
            notes = Notes(weights=self._notes.weights)
            for line in read_shown(shown, at, self._part, notes, self._notes):
                self._lines.append(replace(line, number=len(self._lines) + 1))
            self._notes.take(notes, at - 1)

    def _turn(self, element: Any) -> None:
        """Go to the next page for each end of one that Word noted."""
        if self._page:
            self._page += _page_breaks(element)

    def _table(self, table: Any) -> None:
        """The rows, and below them the tables that stand inside their cells.

        A table that only sets tables side by side is none: its cells are read one by one.
        """
        if frames := _frames(table):
            for cell in frames:
                self._blocks(cell)
            return
        inner: list[Any] = []
        if self._lines and self._lines[-1].is_cells:
            self._add("")  # two tables of Word may touch; a blank line keeps them apart
        for row in _rows(table):
            cells: list[str] = [""] * _skipped(row)
            spans = [1] * len(cells)
            for cell in _own(row, "w:tc", "w:tbl"):
                span, text = _span(cell), "" if _is_continued(cell) else self._text(cell)
                inner += [*_own(cell, "w:tbl", "w:tbl"), *_own(cell, "w:p", "w:tc")]
                cells += [text, *[""] * (span - 1)]
                spans += [span, *[0] * (span - 1)]
            self._add(TAB.join(cells), tuple(spans))
            self._turn(row)
        for nested in inner:
            if nested.tag == qn("w:tbl"):
                self._table(nested)
            else:
                self._shown(nested)

    def _text(self, cell: Any) -> str:
        """The paragraphs of a cell in one, with a break between them."""
        paragraphs = _own(cell, "w:p", "w:tc")
        texts = [f"{self._numbers.of(paragraph)}{_words(paragraph)}" for paragraph in paragraphs]
        return BREAK.join(text for text in texts if text.strip())

    def _add(self, text: str, spans: tuple[int, ...] = ()) -> None:
        self._lines.append(DocumentLine(len(self._lines) + 1, text, self._page, spans=spans))


def _footnotes(document: Any) -> Any:
    """The footnotes of a document, which stand in a part of their own; None without any."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table as they are once its changes are accepted."""
    rows = _own(table, "w:tr", "w:tbl")
    return (row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)


def _frames(table: Any) -> list[Any]:
    """The cells of a table of one row in which nothing but tables and their captions stand."""
    rows = list(_rows(table))
    if len(rows) != 1:
        return []
    cells = _own(rows[0], "w:tc", "w:tbl")
    filled = [cell for cell in cells if cell.xpath("string(.)").strip()]
    hold = [next(cell.iter(qn("w:tbl")), None) is not None for cell in filled]
    return filled if all(hold) else []


def _own(element: Any, kind: str, other: str) -> Iterator[Any]:
    """The parts of a kind below an element, but for those that stand within one of another kind.

    Tables stand in cells of tables: what is below each is looked at once, and not at each depth.
    """
    wanted, bound, below = qn(kind), qn(other), list(reversed(element))
    while below:
        part = below.pop()
        if part.tag == wanted:
            yield part
        if part.tag != bound:
            below += reversed(part)


def _words(paragraph: Any) -> str:
    """The words of a paragraph as Word shows them."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == qn("w:t"):
            text = element.text or ""
            parts.append(_shaped(text, element))
        elif element.tag == qn("w:sym"):
            parts.append(_sign(element))
        elif element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            parts.append(" ")
        elif element.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        else:
            waiting += reversed(element)
    return "".join(parts).replace(TAB, " ").replace("\n", " ").rstrip()


def _shaped(text: str, element: Any) -> str:
    """A text with the signs of what is printed otherwise: raised, crossed out, or not at all."""
    shape = element.getparent().find(qn("w:rPr"))
    if shape is None:
        return text
    if _is_on(shape, "w:vanish") or _is_white(shape) or _is_tiny(shape):
        return unseen(text)
    if _is_on(shape, "w:strike") or _is_on(shape, "w:dstrike"):
        return struck(text)
    height = shape.find(qn("w:vertAlign"))
    is_raised = height is not None and height.get(qn("w:val")) == "superscript"
    return raised(text) if is_raised else text


def _is_on(shape: Any, name: str) -> bool:
    mark = shape.find(qn(name))
    return mark is not None and mark.get(qn("w:val"), "on") not in ("0", "false", "off")


def _is_tiny(shape: Any) -> bool:
    """Whether letters are at most one point high; Word counts in halves."""
    size = _value(shape, "w:sz")
    return size.isdigit() and int(size) <= _TINY


def _is_white(shape: Any) -> bool:
    """Whether letters are white, and nothing around them can be coloured."""
    if _value(shape, "w:color").upper() != _WHITE or shape.find(qn("w:highlight")) is not None:
        return False
    styles = [style for table in shape.iterancestors(qn("w:tbl")) for style in _styles(table)]
    around = [shade for each in shape.iterancestors() for shade in each.iterfind(_SHADE)]
    fills = (shade.get(qn("w:fill"), "auto").upper() for shade in around)
    return not set(styles) - _PLAIN_STYLES and all(fill in ("AUTO", _WHITE) for fill in fills)


def _styles(table: Any) -> list[str]:
    named = table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return [style.get(qn("w:val"), "") for style in named]


def _sign(symbol: Any) -> str:
    """What a sign looks like that is named by its place in a font of signs: a tick, a bullet."""
    code = symbol.get(qn("w:char"), "")
    try:
        place = int(code, 16)
    except ValueError:
        return "\N{REPLACEMENT CHARACTER}"
    return sign_of(str(symbol.get(qn("w:font"), "")), place)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once."""
    for box in paragraph.iter(qn("w:txbxContent")):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield box


def _page_breaks(element: Any) -> int:
    return sum(1 for _ in element.iter(qn("w:lastRenderedPageBreak")))


def _property(element: Any, name: str) -> str:
    child = element.find(f"{qn('w:tcPr')}/{qn(name)}")
    return "" if child is None else child.get(qn("w:val"), "on")


def _span(cell: Any) -> int:
    span = _property(cell, "w:gridSpan")
    return min(max(int(span), 1), MOST_COLUMNS + 1) if span.isdigit() else 1


def _is_continued(cell: Any) -> bool:
    """Whether a cell is the lower part of one that is merged downwards."""
    return _property(cell, "w:vMerge") in ("on", "continue")


def _skipped(row: Any) -> int:
    """How many columns a row leaves out on its left."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    count = "" if before is None else before.get(qn("w:val"), "")
    return min(int(count), MOST_COLUMNS + 1) if count.isdigit() else 0


class _Numbers:
    """The numbers that Word counts by itself: ``1.``, ``a)``, ``IV``, as the list says."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # python-docx raises it where there are no lists
            return
        abstract = {
            each.get(qn("w:abstractNumId")): each for each in numbering.iter(qn("w:abstractNum"))
        }
        for listed in numbering.iter(qn("w:num")):
            chosen = listed.find(qn("w:abstractNumId"))
            levels = abstract.get(chosen.get(qn("w:val"))) if chosen is not None else None
            for level in levels.iter(qn("w:lvl")) if levels is not None else ():
                key = (listed.get(qn("w:numId")), level.get(qn("w:ilvl")))
                self._levels[key] = (
                    _value(level, "w:numFmt"),
                    _value(level, "w:lvlText"),
                    int(_value(level, "w:start") or 1),
                )

    def of(self, paragraph: Any) -> str:
        """The number before a paragraph and a blank; empty for one without."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return ""
        listed, at = _value(properties, "w:numId"), int(_value(properties, "w:ilvl") or 0)
        if (listed, str(at)) not in self._levels:
            return ""
        self._counts[listed, at] += 1
        for deeper in range(at + 1, 9):
            self._counts[listed, deeper] = 0
        shape = self._levels[listed, str(at)][1]
        for level in range(at + 1):
            kind, _, start = self._levels.get((listed, str(level)), ("decimal", "", 1))
            count = max(self._counts[listed, level], 1) + start - 1
            shape = shape.replace(f"%{level + 1}", _counted(kind, count))
        return f"{shape} " if any(sign.isalnum() for sign in shape) else "- "


def _value(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _counted(kind: str, count: int) -> str:
    """A number in the form of a list: 3, c, C, iii, III."""
    if kind in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman, left = "", count
        for value, sign in _ROMAN:
            roman += sign * (left // value)
            left %= value
        return roman.upper() if kind == "upperRoman" else roman
    return "" if kind in ("bullet", "none") else str(count)
