"""A document as lines, each with its number, the few things that a line can be, and its text.

Markup is taken out of printed text, and nothing else: a sign of inequality is not markup,
``<0.05`` and ``<5% TPHD`` stay.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import read_text

_TAGS = "a|b|br|div|em|font|i|li|ol|p|s|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|em|i|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_LIST = re.compile(r"<[ou]l\b", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])")
_GLUED_NUMBER = re.compile(r"(?<=[^\s\d(.,])(?=\d{1,2}[.)]\s)|(?<=[.,])(?=\d{1,2}[.)]\s+\D)")
_GLUED_DASH = re.compile(r"(?<=\S)(?=- [A-Z])")

TAB = "\t"
BREAK = "<br>"
"""What stands in a line of cells between the paragraphs of one cell."""
CAPTION_WORD = "tabel"
LONGEST_LINE = 100_000
MOST_COLUMNS = 300
"""Cells of one row: the widest plan seen has 40."""
_DOTS = 4
_STROKES = re.compile(r"^[-_=|:+]+$")
_SHORTEST_RULE = 3
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")

_SIGNS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "✓", 0xA8: "☐", 0xA7: "▪", 0xD8: "➢", 0xB7: "•"},
    "symbol": {0xD6: "√", 0xB7: "•", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0x2D: "-"},
}
"""Signs of fonts that number them by themselves, by the places that Microsoft gave them."""
_UNKNOWN = "▪"


def plain(printed: str) -> str:
    """Printed text without markup: lists in one line, white space folded.

    The items of a list that were glued together by the lost markup are parted again.
    """
    is_list = bool(_LIST.search(printed))
    text = _TAG.sub(" ", _INLINE.sub("", printed))
    text = html.unescape(text)
    if is_list:
        text = _GLUED_NUMBER.sub(" ", text)
        text = _GLUED_DASH.sub(" ", text) if "- " in text[:6] or ":<ul" in printed else text
    return " ".join(_EMPHASIS.sub(r"\2", text).split())


def paragraphs(printed: str) -> int:
    """How many paragraphs a cell holds."""
    return len(re.findall(r"<p\b", printed, re.IGNORECASE))


class Box(NamedTuple):
    """A part of a page as it is shown, in points (1/72 inch) from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands on the page of its line, and over how many columns and rows.

    ``confidence`` says how sure a reader of pictures is of the cell's text, from 0 to 1; None:
    the text was not read from a picture. ``pages.picture.cut_out`` cuts the box out of a document.
    """

    box: Box
    columns: int = 1
    rows: int = 1
    confidence: float | None = None


@dataclass(frozen=True)
class DocumentLine:
    """One line of the document; ``number`` and ``page`` count from 1, page 0 is not known.

    ``places`` has an entry for each cell where the reader knows where cells stand, else none;
    the entry is None for a cell in which only a merged one goes on. ``goes_on`` tells that the
    reader saw a row go on here that a page end has cut. ``spans`` says over how many columns each
    cell stands, 0 where a merged one goes on; it is empty where the reader does not know.
    """

    number: int
    text: str
    page: int = 0
    places: tuple[CellPlace | None, ...] = ()
    goes_on: bool = False
    spans: tuple[int, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed; a page ends with such a line."""
        return not self.text.strip()

    @property
    def is_cells(self) -> bool:
        """Whether the line is a line of a table: cells between tabs."""
        return TAB in self.text

    @property
    def catchword(self) -> str | None:
        """The words that a page's last line repeats from the next page, else None.

        They end in a row of dots: ``Tabel 4.6.....``.
        """
        text = self.text.strip().replace("…", "...")
        words = text.rstrip(".")
        is_announced = len(text) - len(words) >= _DOTS and not self.is_cells
        return words.rstrip() if is_announced else None

    @property
    def is_rule(self) -> bool:
        """Whether every cell is a stroke of a drawn line; one dash says that a value is missing."""
        cells = [cell.strip() for cell in self.text.split(TAB)]
        is_long = max(len(cell) for cell in cells) >= _SHORTEST_RULE
        return self.is_cells and is_long and all(_STROKES.match(cell) for cell in cells)

    @property
    def cells(self) -> list[str]:
        """The cells, as printed without markup."""
        return [plain(cell) for cell in self.text.split(TAB)]


def read_text_document(path: Path) -> list[DocumentLine]:
    """Read a document as lines; line ends of any machine and a byte-order mark are fine.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when it is empty, is not
    UTF-8, or is not text.
    """
    try:
        text = read_text(path, path.name)
    except OSError as error:
        raise DataRejected(
            Problem(path.name, f"cannot be read: {error.strerror}", "a readable file", "check it")
        ) from None
    if not text.strip():
        raise DataRejected(
            Problem(path.name, "the document is empty", "OCR text", "export the text again")
        )
    if _CONTROL.search(text):
        raise DataRejected(
            Problem(path.name, "holds bytes that are not text", "OCR text", "export it as text")
        )
    return [DocumentLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def sign_of(font: str, place: int) -> str:
    """The sign at a place of a font of signs; a bullet for one that is not known."""
    signs_of_font = next((signs for name, signs in _SIGNS.items() if name in font.casefold()), {})
    either = _SIGNS["wingdings"] | _SIGNS["symbol"]
    return signs_of_font.get(place & 0xFF) or either.get(place & 0xFF) or _UNKNOWN
