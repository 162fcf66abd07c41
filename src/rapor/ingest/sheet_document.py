"""A workbook as lines: the rows of its sheets with a tab between cells, as Excel shows them.

A sheet is read like a page. A number is written with the decimals of its number format, so
that a cell shown as ``63,50`` stays ``63,50``; merged cells are empty where they are continued.
"""

import datetime
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from babel.dates import format_date
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import BREAK, CAPTION_WORD, TAB, DocumentLine
from rapor.ingest.footnote_marks import raised
from rapor.ingest.notes import Notes

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?.,]*")


def read_sheets(path: Path, notes: Notes) -> list[DocumentLine]:
    """The lines of an ``.xlsx``, sheet by sheet; ``page`` counts the sheets that are shown.

    Raises ``DataRejected`` for a file that is no workbook.
    """
    try:
        workbook = openpyxl.load_workbook(path, data_only=True, rich_text=True)
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
    page = 0
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            texts.append((f"({HIDDEN}: {sheet.title})", page, ()))
            notes.add("", len(texts), "skipped", f"a hidden sheet: {sheet.title}")
            continue
        page += 1
        _refuse_far(path, sheet)
        if hidden := _hidden_texts(sheet):
            at = len(texts) + 1
            notes.doubt("hidden_unread", "", at, f"line:{at}", count=hidden, sheet=sheet.title)
        texts += [(text, page, spans) for text, spans in _sheet(sheet)]
        texts.append(("", page, ()))
    return [
        DocumentLine(at, text, page, spans=spans)
        for at, (text, page, spans) in enumerate(texts, start=1)
    ]


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
HIDDEN = "lembar tersembunyi, tidak dibaca"
"""What stands in the place of a sheet that its maker has hidden."""


Spans = tuple[int, ...]
"""Over how many columns each cell stands; 0 where a merged one goes on."""


@dataclass(frozen=True)
class _Row:
    """A row that is shown: its cells, and over how many columns each of them stands.

    A place is ``taken`` that holds text or in which a merged cell goes on.
    """

    cells: list[str]
    taken: list[bool]
    spans: list[int]

    def part(self, start: int, end: int) -> "_Row":
        """The row from one column to another."""
        return _Row(self.cells[start:end], self.taken[start:end], self.spans[start:end])


def _sheet(sheet: Any) -> Iterator[tuple[str, Spans]]:
    """The rows of a sheet: text where one cell stands outside a table, else cells."""
    stretch: list[_Row] = []
    for row in _rows_shown(sheet):
        if any(row.cells):
            stretch.append(row)
            continue
        yield from _stretch(stretch)
        yield "", ()
        stretch = []
    yield from _stretch(stretch)


def _rows_shown(sheet: Any) -> Iterator[_Row]:
    """The rows that are not hidden, without their hidden columns."""
    merged: dict[int, list[range]] = defaultdict(list)
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            merged[row].append(range(area.min_col, area.max_col + 1))
    hidden = _hidden_columns(sheet)
    for row in sheet.iter_rows():
        at = row[0].row
        if sheet.row_dimensions[at].hidden:
            continue
        shown = [cell for cell in row if cell.column not in hidden]
        cells = [_shown(cell) for cell in shown]
        taken = [
            bool(text) or any(cell.column in span for span in merged[at])
            for text, cell in zip(cells, shown, strict=True)
        ]
        columns = [cell.column for cell in shown]
        spans = [_span(column, merged[at], columns) for column in columns]
        yield _Row(cells, taken, spans)


def _span(column: int, merged: Sequence[range], shown: Sequence[int]) -> int:
    """Over how many shown columns a cell stands; 0 where one from the left goes on."""
    area = next((area for area in merged if column in area), range(column, column + 1))
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


def _stretch(rows: Sequence[_Row]) -> Iterator[tuple[str, Spans]]:
    """Rows without an empty one between them; tables that stand side by side one by one."""
    for number, (start, end) in enumerate(_side_by_side(rows)):
        if number:
            yield "", ()
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


def _lines(rows: Sequence[_Row]) -> Iterator[tuple[str, Spans]]:
    """Lines of text, and rows of cells as wide as the widest beside them."""
    table: list[_Row] = []
    for row in rows:
        is_alone = [at for at, text in enumerate(row.cells) if text] == [0]
        if is_alone and (not table or row.cells[0].casefold().startswith(CAPTION_WORD)):
            yield from _cells(table)
            table = []
            yield row.cells[0].replace(BREAK, " "), ()
        else:
            table.append(row)
    yield from _cells(table)


def _cells(rows: Sequence[_Row]) -> Iterator[tuple[str, Spans]]:
    """Rows of a table without the empty columns to the right of it."""
    filled = (at for row in rows for at, is_taken in enumerate(row.taken) if is_taken)
    width = max(max(filled, default=0) + 1, 2)
    for row in rows:
        yield TAB.join([*row.cells, ""][:width]), (*row.spans, 1)[:width]


def _shown(cell: Any) -> str:
    """A cell as Excel shows it, in Indonesian: decimal comma, points between thousands."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return str(format_date(value, "d MMMM y", locale="id"))
    if isinstance(value, (int, float)):
        return _number(value, str(cell.number_format))
    text = _rich_text(value) if isinstance(value, CellRichText) else str(value)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return BREAK.join(line for line in lines if line)


def _rich_text(parts: CellRichText) -> str:
    """The text of a cell whose letters are not all printed alike; raised ones are marked so."""
    return "".join(
        raised(part.text)
        if isinstance(part, TextBlock) and part.font.vertAlign == "superscript"
        else str(part)
        for part in parts
    )


def _number(value: float, shape: str) -> str:
    """A number in its format: its decimals, thousands, per cent sign and words around it."""
    shape = shape.split(";", maxsplit=1)[0]
    bare = _LITERAL.sub("", shape)
    digits = _DIGITS.search(bare)
    if digits is None:  # General, or a format without digits
        return f"{value:.10g}".replace(".", ",")
    whole, _, decimals = digits.group().partition(".")
    shown = value * 100 if "%" in bare else value
    least, most = decimals.count("0"), len(decimals.rstrip(","))
    text = f"{shown:,.{most}f}" if "," in whole else f"{shown:.{most}f}"
    if most > least:
        text = text[: len(text) - (most - least)] + text[len(text) - (most - least) :].rstrip("0")
    text = text.rstrip(".").translate(str.maketrans(",.", ".,"))
    before, after = _LITERAL.sub(_said, shape).split(digits.group(), 1)
    return f"{before}{text}{after}".strip()


def _said(literal: re.Match[str]) -> str:
    return (literal[1] or literal[2] or "") if literal[0][0] in '"\\' else ""
