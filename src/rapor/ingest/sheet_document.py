"""A workbook as lines: the rows of its sheets with a tab between cells, as Excel shows them.

A sheet is read like a page. A number is written with the decimals of its number format, so
that a cell shown as ``63,50`` stays ``63,50``; merged cells are empty where they are continued.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import BREAK, CAPTION_WORD, TAB, DocumentLine
from rapor.ingest.formula_results import differ, result_of
from rapor.ingest.left_out import doubt_cell
from rapor.ingest.notes import Notes
from rapor.ingest.shown_cell import Shown, plain_number, show

_FORMULA = re.compile(rb"<f[ >/]")


def read_sheets(path: Path, notes: Notes) -> list[DocumentLine]:
    """The lines of an ``.xlsx``, sheet by sheet; ``page`` counts the sheets that are shown.

    Raises ``DataRejected`` for a file that is no workbook.
    """
    try:
        workbook = openpyxl.load_workbook(path, data_only=True, rich_text=True)
        formulas = _formulas(path)
    except (KeyError, ValueError, zipfile.BadZipFile, InvalidFileException, OSError) as error:
        raise DataRejected(
            Problem(
                path.name,
                f"cannot be read as a workbook ({type(error).__name__})",
                "an .xlsx as Excel saves it",
                "open it in Excel or LibreOffice and save it again as .xlsx",
            )
        ) from None
    texts: list[tuple[str, int, Spans]] = []
    doubts: list[tuple[int, int, Shown]] = []
    page = 0
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            texts.append((f"({HIDDEN}: {sheet.title})", page, ()))
            notes.add("", len(texts), "skipped", f"a hidden sheet: {sheet.title}")
            continue
        page += 1
        _refuse_far(path, sheet)
        _tell_beside(sheet, len(texts) + 1, notes)
        for text, spans, told in _sheet(_Reader(sheet, formulas)):
            texts.append((text, page, spans))
            doubts += [(len(texts), place, shown) for place, shown in told]
        texts.append(("", page, ()))
    for line, place, shown in doubts:
        doubt_cell(notes, shown.doubt, line, place, shown.text, shown.text, value=shown.value)
    return [
        DocumentLine(at, text, page, spans=spans)
        for at, (text, page, spans) in enumerate(texts, start=1)
    ]


def _formulas(path: Path) -> dict[tuple[str, int, int], str]:
    """The formulas of a workbook by sheet, row and column; it is read for them where it has any."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(name)) for name in sheets):
            return {}
    workbook = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _tell_beside(sheet: Any, line: int, notes: Notes) -> None:
    """Tell of what a sheet holds beside the cells that it shows: hidden ones, and comments."""
    if hidden := _hidden_texts(sheet):
        notes.doubt("hidden_unread", "", line, f"line:{line}", count=hidden, sheet=sheet.title)
    comments = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    if comments:
        first = " ".join(comments[0].split())[:_SHOWN]
        notes.doubt("comments_unread", "", line, f"line:{line}", count=len(comments), first=first)


def _refuse_far(path: Path, sheet: Any) -> None:
    """Refuse a sheet that reaches so far that nobody has filled it; all of it would be read."""
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise DataRejected(
            Problem(
                f"{path.name} sheet {sheet.title!r}",
                f"{sheet.max_row:,} rows and {sheet.max_column:,} columns",
                f"at most {_MOST_CELLS:,} cells",
                "delete the empty rows and columns below and beside the tables, and save it",
            )
        )


_MOST_CELLS = 2_000_000
_SHOWN = 60
HIDDEN = "lembar tersembunyi, tidak dibaca"
"""What stands in the place of a sheet that its maker has hidden."""


Spans = tuple[int, ...]
"""Over how many columns each cell stands; 0 where a merged one goes on."""


@dataclass(frozen=True)
class _Row:
    """A row that is shown: its cells, and over how many columns each of them stands.

    A place is ``taken`` that holds text or in which a merged cell goes on.
    """

    shown: list[Shown]
    taken: list[bool]
    spans: list[int]

    @property
    def cells(self) -> list[str]:
        """The texts of its cells."""
        return [shown.text for shown in self.shown]

    @property
    def doubts(self) -> list[tuple[int, Shown]]:
        """The cells that do not show what they hold, by their place."""
        return [(at, shown) for at, shown in enumerate(self.shown) if shown.doubt]

    def part(self, start: int, end: int) -> "_Row":
        """The row from one column to another."""
        return _Row(self.shown[start:end], self.taken[start:end], self.spans[start:end])


Line = tuple[str, Spans, Sequence[tuple[int, Shown]]]
"""The text of a row, over how many columns its cells stand, and its doubtful cells."""
_BLANK: Line = ("", (), ())


@dataclass(frozen=True)
class _Reader:
    """A sheet, and the formulas of its workbook by sheet, row and column."""

    sheet: Any
    formulas: Mapping[tuple[str, int, int], str]

    def show(self, cell: Any) -> Shown:
        """What a cell shows; a formula whose result was never saved is shown itself."""
        formula = self.formulas.get((self.sheet.title, cell.row, cell.column), "")
        if formula and cell.value is None:
            return Shown(formula, "formula_without_result")
        shown = show(cell, is_plain=self._is_plain)
        result = result_of(formula, self.sheet) if formula and cell.data_type == "n" else None
        if result is None or not differ(float(cell.value), result):
            return shown
        return shown._replace(doubt="formula_outdated", value=plain_number(result))

    @property
    def _is_plain(self) -> bool:
        """Whether nothing colours cells but their own style: no list, no rule."""
        return not self.sheet.tables and not len(self.sheet.conditional_formatting)


def _sheet(reader: _Reader) -> Iterator[Line]:
    """The rows of a sheet: text where one cell stands outside a table, else cells."""
    stretch: list[_Row] = []
    for row in _rows_shown(reader):
        if any(row.cells):
            stretch.append(row)
            continue
        yield from _stretch(stretch)
        yield _BLANK
        stretch = []
    yield from _stretch(stretch)


def _rows_shown(reader: _Reader) -> Iterator[_Row]:
    """The rows that are not hidden, without their hidden columns."""
    sheet = reader.sheet
    merged: dict[int, list[range]] = defaultdict(list)
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            merged[row].append(range(area.min_col, area.max_col + 1))
    hidden = _hidden_columns(sheet)
    for row in sheet.iter_rows():
        at = row[0].row
        if sheet.row_dimensions[at].hidden:
            continue
        columns = [cell.column for cell in row if cell.column not in hidden]
        cells = [reader.show(cell) for cell in row if cell.column not in hidden]
        taken = [
            bool(cell.text) or any(column in span for span in merged[at])
            for column, cell in zip(columns, cells, strict=True)
        ]
        spans = [_span(column, merged[at], columns) for column in columns]
        yield _Row(cells, taken, spans)


def _span(column: int, merged: Sequence[range], shown: Sequence[int]) -> int:
    """Over how many shown columns a cell stands; 0 where one from the left goes on."""
    area = next((area for area in merged if column in area), None)
    if area is None:
        return 1
    within = [other for other in shown if other in area]
    return len(within) if column == within[0] else 0


def _hidden_columns(sheet: Any) -> set[int]:
    """Numbers of the columns that a sheet hides, from 1."""
    return {
        column
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for column in range(shape.min or 1, min(shape.max or 1, sheet.max_column) + 1)
    }


def _hidden_texts(sheet: Any) -> int:
    """How many cells that hold anything stand in hidden rows and columns."""
    hidden = _hidden_columns(sheet)
    return sum(
        cell.value is not None
        for row in sheet.iter_rows()
        for cell in row
        if cell.column in hidden or sheet.row_dimensions[cell.row].hidden
    )


def _stretch(rows: Sequence[_Row]) -> Iterator[Line]:
    """Rows without an empty one between them; tables that stand side by side one by one."""
    for number, (start, end) in enumerate(_side_by_side(rows)):
        if number:
            yield _BLANK
        parts = (row.part(start, end) for row in rows)
        yield from _lines([part for part in parts if any(part.cells)])


def _side_by_side(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """Where tables begin and end that an empty column parts; the whole width for one table."""
    width = max((len(row.cells) for row in rows), default=0)
    taken = [any(row.taken[at] for row in rows) for at in range(width)]
    starts = [at for at in range(width) if taken[at] and (not at or not taken[at - 1])]
    ends = [next((to for to in range(at, width) if not taken[to]), width) for at in starts]
    parts = list(zip(starts, ends, strict=True))
    are_tables = all(
        sum(sum(map(bool, row.cells[start:end])) > 1 for row in rows) > 1 for start, end in parts
    )
    return parts if len(parts) > 1 and are_tables else [(0, width)]


def _lines(rows: Sequence[_Row]) -> Iterator[Line]:
    """Lines of text, and rows of cells as wide as the widest beside them."""
    table: list[_Row] = []
    for row in rows:
        is_alone = [at for at, text in enumerate(row.cells) if text] == [0]
        if is_alone and (not table or row.cells[0].casefold().startswith(CAPTION_WORD)):
            yield from _cells(table)
            table = []
            yield row.cells[0].replace(BREAK, " "), (), ()
        else:
            table.append(row)
    yield from _cells(table)


def _cells(rows: Sequence[_Row]) -> Iterator[Line]:
    """Rows of a table without the empty columns to the right of it."""
    filled = (at for row in rows for at, is_taken in enumerate(row.taken) if is_taken)
    width = max(max(filled, default=0) + 1, 2)
    for row in rows:
        yield TAB.join([*row.cells, ""][:width]), (*row.spans, 1)[:width], row.doubts
