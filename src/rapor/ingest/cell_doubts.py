"""Cells of a drafted table that were misread, or may have been: each with what is proposed.

Of a scan also words are doubted that the reader of pictures was not sure of, cells that hold what
belongs to two, and the numbers of rows, which tell of a row that was lost.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz, process

from rapor.ground.cells import marks_shown, read_cell
from rapor.ground.units import normal_unit
from rapor.ingest.columns import cells_of
from rapor.ingest.footnote_marks import Beside, glued_figure, level_figure
from rapor.ingest.header import FIGURES, OF_YEARS
from rapor.ingest.lost_signs import Neighbours, are_mostly_ticks, certainty, sign_doubt
from rapor.ingest.notes import Notes
from rapor.ingest.pages.page import SURE_ENOUGH
from rapor.ingest.rows import PrintedRow
from rapor.ingest.table_reader import ReadTable

_PLANNED = ("target", "end_target")
_LETTERS = re.compile(
    r"(?=.*[OolI])(?=.*\d)[\dOolI]+(?:[.,][\dOolI]+)?|[OolI]{1,3}(?:[.,][OolI\d]+)?"
)
_DIGITS = str.maketrans("OolI", "0011")
_ONE_FIGURE = r"[<>≤≥=]*\d+(?:[.,]\d+)*%?"
_FIGURES_TOGETHER = re.compile(rf"{_ONE_FIGURE}(?:\s+{_ONE_FIGURE})+")
_FALLING = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_COMMAS = 0.1
"""Share of a scan's figures with a comma from which on it is the decimal mark of all: a reader of
pictures takes commas for points, and hardly a point for a comma."""
_WORDED = "label activity outcome unit agencies goal area text part owner".split()
_ALIKE = 75
"""Likeness, from 0 to 100, of a word that was misread to the one of its column that is meant."""
_OFTEN = 2
_NOT_ROWS = ("group", "unplaced", "sentence")


def doubt_cells(table: ReadTable, entry: Mapping[str, Any], notes: Notes) -> None:
    """Note which cells of a drafted table were misread, or may have been."""
    cells = _Cells(table, entry, notes)
    cells.of_two()
    cells.of_figures()
    cells.of_words()
    cells.of_numbers()


def figures_in(cell: str) -> list[str]:
    """The figures of a cell that holds more than one; none of any other cell.

    Thousands that are parted by spaces are one figure, and so is a range that does not fall.
    """
    if _FIGURES_TOGETHER.fullmatch(cell) and not _THOUSANDS.fullmatch(cell):
        return cell.split()
    fell = _FALLING.fullmatch(cell)
    values = [read_cell(figure).value or 0.0 for figure in fell.groups()] if fell else []
    return list(fell.groups()) if fell and values[0] > values[1] else []


def is_scanned(table: ReadTable) -> bool:
    """Whether any cell of a table was read from a picture."""
    lines = (line for block in table.printed.blocks for line in block)
    places = (place for line in lines for place in line.places)
    return any(place is not None and place.confidence is not None for place in places)


@dataclass(frozen=True)
class _Cells:
    """One table, its draft, where doubts are noted, and the cells of which enough was said."""

    table: ReadTable
    entry: Mapping[str, Any]
    notes: Notes
    settled: set[tuple[int, int]] = field(default_factory=set)

    @property
    def _columns(self) -> Iterator[tuple[int, str, str]]:
        """Place, head and role of every column."""
        for at, (name, column) in enumerate(self.entry["columns"].items()):
            yield at, name, column["role"]

    def _rows(self) -> Iterator[tuple[int, PrintedRow]]:
        """The rows whose cells are read, each with its number."""
        for number, row in enumerate(self.table.rows, start=1):
            if row.mark not in _NOT_ROWS:
                yield number, row

    def _sure(self, row: PrintedRow, at: int) -> float | None:
        return certainty(row, at, self.table.printed.blocks)

    def _note(
        self, code: str, number: int, at: int, proposed: str, row: PrintedRow, **details: object
    ) -> None:
        """Note a doubt of one cell; the cell is not doubted again for another cause."""
        name = list(self.entry["columns"])[at]
        told = {"cell": row.cells[at], "column": name, **details}
        place = f"cell:{number}:{name}"
        self.notes.doubt(code, self.table.table, row.lines[0], place, proposed, **told)
        self.settled.add((number, at))

    def of_two(self) -> None:
        """Rows and cells that hold what belongs to two, where the line between them is faint."""
        rows = dict(self._rows()) if is_scanned(self.table) else {}
        for number, row in rows.items():
            if numbers := self._numbers_together(row):
                shown = ", ".join(numbers)
                place = f"row:{number}"
                self.notes.doubt(
                    "rows_together",
                    self.table.table,
                    row.lines[0],
                    place,
                    row.mark,
                    numbers=shown,
                )
                self.settled.update((number, at) for at, _, _ in self._columns)
                continue
            for at, _, role in self._columns:
                figures = figures_in(row.cells[at]) if role in FIGURES else []
                if figures and (number, at) not in self.settled:
                    self._doubt_figures(figures, number, at, rows)

    def _numbers_together(self, row: PrintedRow) -> list[str]:
        """The numbers of several rows that a row has in the place of one."""
        for at, _, role in self._columns:
            numbers = re.findall(r"\d+", row.cells[at]) if role == "number" else []
            bare = re.fullmatch(r"[\d\s.)]+", row.cells[at])
            following = [int(after) - int(before) == 1 for before, after in pairwise(numbers)]
            if bare and " " in row.cells[at] and following and all(following):
                return numbers
        return []

    def _doubt_figures(
        self, figures: list[str], number: int, at: int, rows: Mapping[int, PrintedRow]
    ) -> None:
        """Propose each figure where it fits: its own cell, and the empty ones beside or below."""
        beside = [(number, at + step) for step in range(1, len(figures))]
        below = [(number + step, at) for step in range(1, len(figures))]
        of_figures = {place for place, _, role in self._columns if role in FIGURES}
        own = figures[0]
        for places in (beside, below):
            is_free = all(
                line in rows and place in of_figures and not rows[line].cells[place]
                for line, place in places
            )
            if is_free:
                break
        else:
            places, own = [], rows[number].cells[at]
        self._note("figures_run_together", number, at, own, rows[number])
        whole = rows[number].cells[at]
        for figure, (line, place) in zip(figures[1:], places, strict=False):
            self._note("figures_run_together", line, place, figure, rows[line], cell=whole)

    def of_figures(self) -> None:
        """Cells of figures that were misread, or may have been."""
        dated = {at: role for at, _, role in self._columns if role in OF_YEARS}
        for at, _, role in self._columns:
            if role not in FIGURES:
                continue
            cells = cells_of(self.table, at)
            mark, are_ticks = self._mark(cells), are_mostly_ticks(cells)
            for number, row in self._rows():
                if not row.cells[at] or (number, at) in self.settled:
                    continue
                neighbours = _neighbours(row, at, dated, are_ticks=are_ticks)
                if not self._doubt_sign(row, number, at, neighbours):
                    self._doubt_figure(row, number, at, mark)

    def _mark(self, cells: Sequence[str]) -> str:
        """The decimal mark of a column; a comma where enough of the table's figures have one."""
        columns = [at for at, _, role in self._columns if role in FIGURES]
        shown = [
            mark
            for at in columns
            for cell in cells_of(self.table, at)
            for mark in marks_shown([cell])
        ]
        if shown and shown.count("comma") >= _COMMAS * len(shown):
            return ","
        return _common_mark(cells)

    def _doubt_sign(self, row: PrintedRow, number: int, at: int, neighbours: Neighbours) -> bool:
        """Whether a cell of a scan is a sign, or lost one; it is noted then."""
        sure = self._sure(row, at)
        if sure is None:
            return False
        lost = sign_doubt(row.cells[at], neighbours, is_sure=sure >= SURE_ENOUGH)
        if lost is not None:
            self._note(lost.code, number, at, lost.proposed, row, **lost.details)
        return lost is not None

    def _doubt_figure(self, row: PrintedRow, number: int, at: int, mark: str) -> None:
        cell, sure = row.cells[at], self._sure(row, at)
        if _LETTERS.fullmatch(cell) and any(letter in "OolI" for letter in cell):
            self._note("letters_in_figure", number, at, cell.translate(_DIGITS), row)
        elif figure := glued_figure(cell) or level_figure(cell, self._beside(row, at)):
            self._note("mark_in_figure", number, at, figure, row, figure=figure)
        elif sure is not None and sure < SURE_ENOUGH:
            proposed = _with_mark(cell, mark)
            self._note("cell_uncertain", number, at, proposed, row, share=int(100 * sure))
        elif sure is not None and _with_mark(cell, mark) != cell:
            self._note("other_mark", number, at, _with_mark(cell, mark), row)

    def _beside(self, row: PrintedRow, at: int) -> Beside:
        """What the row and the notes of the table say of a cell of figures."""
        of_years = [to for to, _, role in self._columns if role in OF_YEARS]
        others = [row.cells[to] for to in of_years if to != at and row.cells[to]]
        units = [row.cells[to] for to, _, role in self._columns if role == "unit"]
        is_share = any(normal_unit(unit) == "%" for unit in units) or row.cells[at].endswith("%")
        signs = self.table.printed.signs if at in of_years else ()
        return Beside(others if at in of_years else (), signs, 100 if is_share else None)

    def of_words(self) -> None:
        """Words of a scan that its reader was not sure of; proposed is what the column repeats."""
        for at, _, role in self._columns if is_scanned(self.table) else ():
            if role not in _WORDED:
                continue
            cells = [(number, row, self._sure(row, at)) for number, row in self._rows()]
            told = Counter(row.cells[at] for _, row, sure in cells if (sure or 0) >= SURE_ENOUGH)
            usual = [text for text, count in told.items() if text and count >= _OFTEN]
            for number, row, sure in cells:
                is_asked = row.cells[at] and (number, at) not in self.settled
                if is_asked and sure is not None and sure < SURE_ENOUGH:
                    meant, share = _alike(row.cells[at], usual), int(100 * sure)
                    self._note("word_uncertain", number, at, meant, row, share=share)

    def of_numbers(self) -> None:
        """Numbers of rows in a scan that do not go on by one: misread, or rows were lost."""
        for at, _, role in self._columns:
            if role == "number" and is_scanned(self.table):
                self._doubt_numbers(at)

    def _doubt_numbers(self, at: int) -> None:
        rows = [(number, row) for number, row in self._rows() if row.cells[at]]
        read = [_last_number(row.cells[at]) for _, row in rows]
        if 2 * sum(value is not None for value in read) <= len(read):
            return  # they are letters
        before, blank = 0, dict(self._blanks(at))
        for place, (number, row) in enumerate(rows):
            value, expected = read[place], before + 1
            after = read[place + 1] if place + 1 < len(read) else None
            skipped = blank.get(number, 0)
            is_first = value == 1 and after in (1, 2, None)
            if value is not None and (is_first or value in (expected, expected + skipped)):
                before = value
            elif (number, at) in self.settled:
                before = value or expected
            elif value is not None and value > expected and after in (value + 1, None, 1):
                lost = ", ".join(map(str, range(expected, value)))
                self._doubt_lost(number, row, lost)
                before = value
            else:
                self._note("number_misread", number, at, str(expected), row, expected=expected)
                before = expected

    def _blanks(self, at: int) -> Iterator[tuple[int, int]]:
        """Before which numbered row how many rows have no number."""
        blank = 0
        for number, row in self._rows():
            if row.cells[at]:
                yield number, blank
                blank = 0
            else:
                blank += 1

    def _doubt_lost(self, number: int, row: PrintedRow, lost: str) -> None:
        table, place = self.table.table, f"row:{number}"
        self.notes.doubt("rows_lost", table, row.lines[0], place, row.mark, numbers=lost)


def _last_number(cell: str) -> int | None:
    """The number of a row; the last where it holds those of several."""
    numbers = re.findall(r"\d+", cell) if re.fullmatch(r"[(\d\s.)]+", cell) else []
    return int(numbers[-1]) if numbers else None


def _alike(text: str, usual: Sequence[str]) -> str:
    """What a column repeats where a text is like it; else the text itself."""
    match = process.extractOne(text, usual, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return match[0] if match else text


def _with_mark(cell: str, mark: str) -> str:
    """A figure with the decimal mark of its column; itself where it shows none."""
    if not mark or mark in cell or not marks_shown([cell]):
        return cell
    return cell.replace("." if mark == "," else ",", mark)


def _common_mark(cells: Sequence[str]) -> str:
    """The sign of decimals that most cells of a column show; empty where none is common."""
    shown = [mark for cell in cells for mark in marks_shown([cell])]
    for mark, sign in (("comma", ","), ("point", ".")):
        if len(shown) > 1 and 2 * shown.count(mark) > len(shown):
            return sign
    return ""


def _neighbours(
    row: PrintedRow, at: int, dated: Mapping[int, str], *, are_ticks: bool
) -> Neighbours:
    """What stands around a cell: of other years in its row, and whether its column holds ticks."""
    others = [to for to in dated if to != at and at in dated]
    are_alike = [to for to in others if dated[to] in _PLANNED and dated[at] in _PLANNED]
    return Neighbours(
        [row.cells[to] for to in others], [row.cells[to] for to in are_alike], are_ticks
    )
