"""A workbook as lines: the rows of its sheets with a tab between cells, as Excel shows them.

A sheet is read like a page. A number is written with the decimals of its number format, so
that a cell shown as ``63,50`` stays ``63,50``; merged cells are empty where they are continued.
"""

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from babel.dates import format_date
from openpyxl.utils.exceptions import InvalidFileException

from rapor.ground.errors import DataRejected, Problem
from rapor.ingest.document import BREAK, CAPTION_WORD, TAB, DocumentLine
from rapor.ingest.notes import Notes

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?.,]*")


def read_sheets(path: Path, notes: Notes) -> list[DocumentLine]:
    """The lines of an ``.xlsx``, sheet by sheet; ``page`` counts the sheets that are shown.

    Raises ``DataRejected`` for a file that is no workbook.
    """
    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (KeyError, ValueError, zipfile.BadZipFile, InvalidFileException, OSError) as error:
        raise DataRejected(
            Problem(
                path.name,
                f"cannot be read as a workbook ({type(error).__name__})",
                "an .xlsx as Excel saves it",
                "open it in Excel or LibreOffice and save it again as .xlsx",
            )
        ) from None
    texts: list[tuple[str, int]] = []
    page = 0
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            texts.append((f"({HIDDEN}: {sheet.title})", page))
            notes.add("", len(texts), "skipped", f"a hidden sheet: {sheet.title}")
            continue
        page += 1
        _refuse_far(path, sheet)
        texts += [(text, page) for text in _sheet(sheet)]
        texts.append(("", page))
    return [DocumentLine(at, text, page) for at, (text, page) in enumerate(texts, start=1)]


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


def _sheet(sheet: Any) -> Iterator[str]:
    """The rows of a sheet: text where one cell stands outside a table, else cells."""
    in_table = False
    for row in sheet.iter_rows():
        if sheet.row_dimensions[row[0].row].hidden:
            continue
        cells = [_shown(cell) for cell in row]
        filled = [at for at, text in enumerate(cells) if text]
        if not filled:
            in_table = False
            yield ""
            continue
        alone = filled == [0]
        if alone and (not in_table or cells[0].casefold().startswith(CAPTION_WORD)):
            in_table = False
            yield cells[0].replace(BREAK, " ")
        else:
            in_table = True
            yield TAB.join(cells)


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
    lines = (" ".join(line.split()) for line in str(value).split("\n"))
    return BREAK.join(line for line in lines if line)


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
