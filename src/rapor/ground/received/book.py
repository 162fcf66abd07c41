"""The cells of a received workbook, whatever program wrote it.

Sheets are read in one pass from their XML, not with a library: openpyxl takes ten times the
memory of what a sheet holds, reads no strict Open XML, and lets go of a formula's last result.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import (
    MAC_EPOCH,
    WINDOWS_EPOCH,
    from_excel,
    from_ISO8601,
)

from rapor.ground.office_xml import Allowance, TooMuch, XmlEvent, xml_events
from rapor.ground.text import from_cell

LONGEST_TEXT = 32_767
"""Letters that a spreadsheet takes in a cell."""

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 15
"""Of a number that a spreadsheet keeps exactly."""


@dataclass(frozen=True)
class Bounds:
    """How large a workbook of one kind may be: what lies far beyond was not made from one.

    ``called`` is how errors name the kind. ``packed`` and ``unpacked`` are bytes, ``ratio`` that
    of the two, ``members`` the parts of the archive. The defaults are of a data request: one of
    sixty agencies has about ten thousand cells that are not empty, with a million letters, in
    about a hundred parts, a megabyte unpacked, at a ratio of ten.
    """

    called: str
    rows: int = 20_000
    columns: int = 200
    cells: int = 60_000
    letters: int = 4_000_000
    merged: int = 2_000
    elements: int = 1_200_000
    packed: int = 32 * 1024 * 1024
    unpacked: int = 24 * 1024 * 1024
    ratio: int = 150
    members: int = 600


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell that is not empty.

    ``kind``: ``n`` number, ``s`` text, ``d`` date, ``b`` true or false, ``e`` error, ``f``
    formula, with its last ``result``.
    """

    where: str
    row: int
    column: int
    value: Any
    kind: str
    number_format: str = "General"
    result: Any = None

    @property
    def text(self) -> str:
        """What it says, as one line of text without control characters."""
        return from_cell(self.value)


@dataclass(frozen=True)
class BookSheet:
    """A sheet with its cells in the order of rows, and its merged ranges."""

    title: str
    hidden: bool
    cells: list[FilledCell]
    merged: list[str]


@dataclass
class _Book:
    """What all sheets share: texts by number, the number format of each style, the epoch."""

    archive: zipfile.ZipFile
    bounds: Bounds
    allowance: Allowance
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch: Any = WINDOWS_EPOCH
    cells: int = 0
    letters: int = 0

    def count(self, cell: FilledCell) -> None:
        """Count a cell and its letters; raises ``TooMuch`` beyond the bounds."""
        length = len(str(cell.value))
        self.cells, self.letters = self.cells + 1, self.letters + length
        place = f"cells as far as {get_column_letter(cell.column)}{cell.row}"
        most = self.bounds
        if cell.row > most.rows or cell.column > most.columns or self.cells > most.cells:
            raise TooMuch(f"{place}, the {self.cells}th")
        if length > LONGEST_TEXT or self.letters > most.letters:
            raise TooMuch(f"{place}, with {self.letters} letters")

    def events(self, part: str) -> Iterator[XmlEvent]:
        with self.archive.open(part) as content:
            yield from xml_events(content, self.allowance)


@dataclass
class _Cell:
    """A cell while its element passes by."""

    row: int
    column: int
    kind: str
    style: int
    value: str = ""
    formula: str | None = None


def sheets_of(archive: zipfile.ZipFile, bounds: Bounds) -> list[BookSheet]:
    """Every sheet of cells that is there, in the order of the workbook.

    Raises ``ValueError`` or ``LookupError`` for a file that is not what it says, ``TooMuch``
    for more than the bounds allow.
    """
    book = _Book(archive, bounds, Allowance(bounds.elements))
    workbook = main_part(archive, bounds)
    relations = _relations(book, workbook)
    named = []
    for event in book.events(workbook):
        if event.kind == "start" and event.name == "workbookPr":
            if event.attributes.get("date1904", "0") in ("1", "true"):
                book.epoch = MAC_EPOCH
        elif event.kind == "start" and event.name == "sheet":
            named.append(event.attributes)
    for kind, part in relations.values():
        if kind == "sharedStrings":
            book.strings = _strings(book, part)
        elif kind == "styles":
            book.formats = _formats(book, part)
    present = set(archive.namelist())
    sheets = []
    for sheet in named:
        kind, part = relations[sheet["id"]]
        if kind == "worksheet" and part in present:
            hidden = sheet.get("state", "visible") != "visible"
            cells, merged = _cells(book, part, sheet["name"])
            sheets.append(BookSheet(sheet["name"], hidden, cells, merged))
    return sheets


def main_part(archive: zipfile.ZipFile, bounds: Bounds) -> str:
    """The part that is the workbook; raises ``LookupError`` where there is none."""
    book = _Book(archive, bounds, Allowance(bounds.elements))
    for kind, part in _relations(book, "").values():
        if kind == "officeDocument":
            return part
    raise LookupError("no main part")


def _relations(book: _Book, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part inside the file."""
    folder, name = posixpath.split(part)
    relations = {}
    for event in book.events(posixpath.join(folder, "_rels", f"{name}.rels")):
        given = event.attributes
        if event.name == "Relationship" and "Id" in given and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
            relations[given["Id"]] = given.get("Type", "").rpartition("/")[2], target.lstrip("/")
    return relations


def _strings(book: _Book, part: str) -> list[str]:
    """The shared texts; how a text is read aloud stands beside it and is no part of it."""
    strings: list[str] = []
    words: list[str] = []
    inside = aloud = False
    for event in book.events(part):
        if event.kind == "text":
            if inside and not aloud:
                words.append(event.name)
        elif event.name == "t":
            inside = event.kind == "start"
        elif event.name == "rPh":
            aloud = event.kind == "start"
        elif event.name == "si" and event.kind == "end":
            strings.append(_unescaped("".join(words)))
            words.clear()
    return strings


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text)


def _formats(book: _Book, part: str) -> list[str]:
    """The number format of each style of a cell."""
    by_number: dict[str, str] = {}
    numbers: list[str] = []
    of_cells = False
    for event in book.events(part):
        if event.name == "cellXfs":
            of_cells = event.kind == "start"
        elif event.kind != "start":
            continue
        elif event.name == "numFmt":
            by_number[event.attributes.get("numFmtId", "")] = event.attributes.get("formatCode", "")
        elif event.name == "xf" and of_cells:
            numbers.append(event.attributes.get("numFmtId", "0"))
    return [
        by_number.get(number) or BUILTIN_FORMATS.get(int(number), "General") for number in numbers
    ]


def _cells(book: _Book, part: str, title: str) -> tuple[list[FilledCell], list[str]]:
    filled: list[FilledCell] = []
    merged: list[str] = []
    for element in _passing(book, part):
        if isinstance(element, str):
            merged.append(element)
            if len(merged) > book.bounds.merged:
                raise TooMuch(f"more than {book.bounds.merged} merged ranges")
            continue
        cell = _filled(book, element, title)
        if cell is None:
            continue
        book.count(cell)
        filled.append(cell)
    return filled, merged


def _passing(book: _Book, part: str) -> Iterator[_Cell | str]:
    """The cells of a sheet that hold something, and its merged ranges."""
    sheet = _PassingSheet()
    for event in book.events(part):
        if event.kind == "text":
            sheet.text(event.name)
        elif event.kind == "start":
            sheet.start(event)
            if event.name == "mergeCell":
                yield event.attributes.get("ref", "")
        elif (cell := sheet.end(event.name)) is not None:
            yield cell


class _PassingSheet:
    """Where in a sheet the reading is."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._inside = ""

    def start(self, event: XmlEvent) -> None:
        name, given = event.name, event.attributes
        if name == "row":
            self._row, self._column = int(given.get("r", self._row + 1)), 0
        elif name == "c":
            self._row, self._column = _place(given.get("r"), self._row, self._column + 1)
            style = int(given.get("s", 0))
            self._cell = _Cell(self._row, self._column, given.get("t", "n"), style)
        elif name in ("v", "t", "f") and self._cell is not None:
            self._inside = name
            if name == "f":
                self._cell.formula = ""

    def text(self, text: str) -> None:
        if self._cell is None or not self._inside:
            return
        if self._inside == "f":
            self._cell.formula = f"{self._cell.formula or ''}{text}"
        else:
            self._cell.value += text

    def end(self, name: str) -> _Cell | None:
        """The cell that ends here, if it holds something."""
        if name == self._inside:
            self._inside = ""
        if name != "c":
            return None
        cell, self._cell = self._cell, None
        return cell if cell and (cell.value or cell.formula is not None) else None


def _place(given: str | None, row: int, column: int) -> tuple[int, int]:
    if given is None:
        return row, column
    match = _PLACE.fullmatch(given)
    if match is None:
        raise ValueError(f"no place of a cell: {given[:20]!r}")
    return int(match.group(2)), column_index_from_string(match.group(1))


def _filled(book: _Book, cell: _Cell, title: str) -> FilledCell | None:
    look = book.formats[cell.style] if cell.style < len(book.formats) else "General"
    value, kind = _value(book, cell, look)
    where = f"{title}!{get_column_letter(cell.column)}{cell.row}"
    if cell.formula is not None:
        return FilledCell(where, cell.row, cell.column, f"={cell.formula}", "f", look, value)
    if value is None or not str(value).strip():
        return None
    return FilledCell(where, cell.row, cell.column, value, kind, look)


def _value(book: _Book, cell: _Cell, look: str) -> tuple[Any, str]:
    """What a cell holds, and its kind."""
    text = cell.value
    if not text:
        return None, "n"
    readers: dict[str, tuple[Callable[[str], Any], str]] = {
        "s": (lambda number: book.strings[int(number)], "s"),
        "str": (_unescaped, "s"),
        "inlineStr": (_unescaped, "s"),
        "b": (lambda word: word.strip() in ("1", "true"), "b"),
        "e": (str, "e"),
        "d": (from_ISO8601, "d"),
    }
    if cell.kind not in readers:
        return _number(book, text.strip(), look)
    read, kind = readers[cell.kind]
    return read(text), kind


def _number(book: _Book, text: str, look: str) -> tuple[Any, str]:
    whole = text.lstrip("-").isdigit() and len(text) <= _DIGITS
    number = int(text) if whole else float(text)
    if not isfinite(number):
        return "#NUM!", "e"
    if not is_date_format(look):
        return number, "n"
    try:
        return from_excel(number, book.epoch, timedelta=is_timedelta_format(look)), "d"
    except (OverflowError, ValueError):
        return "#VALUE!", "e"
