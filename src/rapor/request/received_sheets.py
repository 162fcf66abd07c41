"""The sheets of a received workbook: of which form they are, and what stands in which column.

A column is known by its code in the hidden row, else by its head; a row by its key in the
hidden column. Neither depends on where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils.cell import range_boundaries

from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.language import LANGUAGES, language
from rapor.ground.period import PERIODS
from rapor.ground.received.book import BookSheet, FilledCell
from rapor.request.form import IDENTITY_SHEET, VERSION, Identity, identity_in
from rapor.request.layout import FILLED, KEY, heads

_FEWEST_HEADS = 4
"""Heads that a row must show to be the row of the heads."""

_ANEW = "make the form anew with 'rapor request' and copy the answers into it"


@dataclass(frozen=True)
class FilledRow:
    """A row with a key, or with something in a column to fill; cells by code of the column."""

    where: str
    key: str
    cells: dict[str, FilledCell]


@dataclass
class Page:
    """One sheet of a received workbook."""

    title: str
    hidden: bool
    identity: Identity | None
    cells: list[FilledCell]
    columns: dict[str, int] = field(default_factory=dict)
    head_row: int = 0
    merged: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    renamed: list[FilledCell] = field(default_factory=list)

    def rows(self) -> Iterator[FilledRow]:
        """The rows below the heads, in the order of the sheet."""
        codes = {column: code for code, column in self.columns.items()}
        lines: dict[int, dict[str, FilledCell]] = {}
        for cell in self.cells:
            if cell.row > self.head_row and cell.column in codes:
                lines.setdefault(cell.row, {})[codes[cell.column]] = cell
        for number, cells in sorted(lines.items()):
            if KEY in cells or any(code in FILLED for code in cells):
                key = cells[KEY].text if KEY in cells else ""
                yield FilledRow(f"{self.title}!{number}", key, cells)


def pages(sheets: list[BookSheet], shown: str) -> list[Page]:
    """Every sheet but the hidden one of the form itself.

    Raises ``DataRejected`` for a workbook without sheets.
    """
    known = _named_identities(sheets)
    pages = []
    for sheet in sheets:
        if sheet.title == IDENTITY_SHEET:
            continue
        identity = next((held for cell in sheet.cells if (held := identity_in(cell.value))), None)
        page = Page(
            title=sheet.title,
            hidden=sheet.hidden,
            identity=identity or known.get(sheet.title),
            cells=sheet.cells,
            merged=sheet.merged,
        )
        if page.identity is not None:
            _find_columns(page, page.identity)
        pages.append(page)
    if not pages:
        raise DataRejected(Problem(shown, "no sheets", "the sheets of a form", "send the form"))
    return pages


def _named_identities(sheets: list[BookSheet]) -> dict[str, Identity]:
    """Identities by title of sheet, for sheets that lost their own."""
    titles: dict[int, str] = {}
    identities = {}
    for sheet in sheets:
        for cell in sheet.cells if sheet.title == IDENTITY_SHEET else ():
            identity = identity_in(cell.value) if cell.column == 2 else None
            if cell.column == 1:
                titles[cell.row] = cell.text
            elif identity is not None and cell.row in titles:
                identities[titles[cell.row]] = identity
    return identities


def _find_columns(page: Page, identity: Identity) -> None:
    """Find the columns by their codes, else by their heads."""
    code = identity.language if identity.language in LANGUAGES else LANGUAGES[0]
    year = int(identity.year) if identity.year.isascii() and identity.year.isdigit() else 0
    columns = heads(language(code), year, reporter=True, units=True)
    named = {column.code: column.head for column in columns}
    by_head = {fold(head): code for code, head in named.items()}
    at_row: dict[int, list[FilledCell]] = {}
    for cell in page.cells:
        at_row.setdefault(cell.row, []).append(cell)
    for number, cells in sorted(at_row.items()):
        if any(identity_in(cell.value) for cell in cells):
            _take(page, ((KEY if identity_in(c.value) else c.text, c) for c in cells), named)
        elif sum(fold(cell.text) in by_head for cell in cells) >= _FEWEST_HEADS:
            page.head_row = number
            _take(page, ((by_head.get(fold(c.text), ""), c) for c in cells), named)
            page.renamed = [
                cell
                for cell in cells
                for known, column in page.columns.items()
                if column == cell.column and fold(cell.text) != fold(named[known])
            ]
            break


def _take(page: Page, coded: Any, named: dict[str, str]) -> None:
    for code, cell in coded:
        if code not in named:
            continue
        if page.columns.setdefault(code, cell.column) != cell.column and cell.where:
            page.twice.append(cell.where)


def merged_in(page: Page) -> list[str]:
    """Merged ranges that touch a column to fill below the heads."""
    columns = [column for code, column in page.columns.items() if code in FILLED]
    merged = []
    for reference in page.merged:
        left, _, right, bottom = range_boundaries(reference)
        if bottom > page.head_row and any(left <= column <= right for column in columns):
            merged.append(f"{page.title}!{reference}")
    return merged


def identity_of(pages: list[Page], shown: str) -> Identity:
    """The one form that the sheets belong to.

    Raises ``DataRejected`` when no sheet says so, when they are of several forms, or of
    another version, and for a year, period or language that no form has.
    """
    forms = {page.identity.whole: page for page in pages if page.identity is not None}
    if not forms:
        raise DataRejected(
            Problem(
                shown,
                "no sheet says which form it is",
                "a form written by 'rapor request'",
                "send the form itself; if its hidden cells were deleted, use a fresh one",
            )
        )
    if len(forms) > 1:
        several = " and ".join(
            f"{city} {year} {period} ({page.title})"
            for (_, city, year, period, _), page in forms.items()
        )
        raise DataRejected(
            Problem(shown, f"sheets of several forms: {several}", "one form a file", "split them")
        )
    identity = next(page.identity for page in forms.values() if page.identity)
    problems = [
        Problem(f"{shown} {name}", f"{value[:40]!r}", expected, _ANEW)
        for name, value, expected, fits in (
            ("form version", identity.form, VERSION, identity.form == VERSION),
            ("year", identity.year, "a year", _is_year(identity.year)),
            ("period", identity.period, ", ".join(PERIODS), identity.period in PERIODS),
            ("language", identity.language, ", ".join(LANGUAGES), identity.language in LANGUAGES),
        )
        if not fits
    ]
    if problems:
        raise DataRejected(problems)
    return identity


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4
