"""Questions on rows and cells: what stands on the page, where the reading may be wrong."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapor.catalogue.raw import FIGURE_ROLES
from rapor.ground.errors import Problem
from rapor.ground.language import Language, message
from rapor.ground.ref import Ref
from rapor.ground.shape import Text
from rapor.ingest.document import CellPlace, DocumentLine
from rapor.ingest.notes import Note
from rapor.ingest.review.alike import SHEET, ask_together, groups_by_cell
from rapor.ingest.review.questions import Asking, Choice, Doubt, Question
from rapor.ingest.review.tables import DraftedTable, doubts_on, said, weight_of
from rapor.ingest.rows import PrintedRow

UNPLACED = "unplaced"
"""Mark of a row that is kept as printed, and of which no figure is taken."""

Picture = Callable[[DraftedTable, DocumentLine, CellPlace], bytes]
"""Cuts a cell out of its page."""

_BLANK = "(blank)"
_FIGURES = FIGURE_ROLES - {"number"} | {"realisation", "quarter", "budget"}
_ROW = "row"
_ROW_OF_TABLE = re.compile(r"/tables/(?P<table>[^/]+)\.csv row (?P<row>\d+)$")
_MARK_NAMES = {
    "": message("an ordinary row"),
    "group": message("heads the rows below it"),
    "joined": message("goes on over a page end"),
    "split": message("one of several items of a line"),
    "shifted": message("its cells were moved to the right"),
    "unplaced": message("cannot be placed, no figure is taken from it"),
    "sentence": message("prose, not carried"),
}
_ORDINARY = "ordinary"
_DECIDED_MARKS = (_ORDINARY, "group", "unplaced")
"""What a person may make of a row."""
_TOLD = ("unplaced", "shifted", "split", "joined", "placed_above")
"""What a note says of a row that should be looked at."""


def ask_cells(
    tables: Iterable[DraftedTable], picture: Picture, asking: Asking
) -> list[DraftedTable]:
    """Ask of rows that were not simply copied, and of cells that hold figures.

    Returns the tables with what a person made of them.
    """
    return [
        table if table.kind == "unused" else _of_table(table, picture, asking) for table in tables
    ]


def _of_table(table: DraftedTable, picture: Picture, asking: Asking) -> DraftedTable:
    by_line = {line.number: line for block in table.read.printed.blocks for line in block}
    cut = _Cutter(table, by_line, picture)
    settled = _settled_together(table, cut, asking)
    rows = []
    for number, row in enumerate(table.read.rows, start=1):
        notes = doubts_on(table.notes, f"row:{number}")
        notes += [n for n in table.notes if n.line in row.lines and n.what in _TOLD]
        mark = _ask_row(table, number, row, notes, asking)
        cells = list(row.cells)
        if mark != "sentence":
            for at, name in enumerate(table.entry["columns"]):
                is_settled = f"cell:{number}:{name}" in settled
                cells[at] = _ask_cell(table, number, row, at, name, cut, is_settled, asking)
        rows.append(replace(row, mark=mark, cells=cells))
    return replace(table, read=replace(table.read, rows=rows))


@dataclass(frozen=True)
class _Cutter:
    """Cuts the cells of one table out of their pages."""

    table: DraftedTable
    lines: Mapping[int, DocumentLine]
    picture: Picture

    def cell(self, row: PrintedRow, at: int) -> bytes:
        """A cell's cut-out; empty where the document has no pages."""
        line = self.lines.get(row.lines[0])
        place = line.places[at] if line is not None and at < len(line.places) else None
        return self.picture(self.table, line, place) if line and place else b""


def _settled_together(table: DraftedTable, cut: _Cutter, asking: Asking) -> set[str]:
    """Ask of the cells that are doubted for one cause; return the places of those settled so."""
    places = {name: at for at, name in enumerate(table.entry["columns"])}
    groups = groups_by_cell(table)
    settled: set[str] = set()
    for group in {group.key: group for group in groups.values()}.values():
        rows = [(table.read.rows[int(number) - 1], places[name]) for number, name in group.cells]
        pictures = [cut.cell(row, at) for row, at in rows]
        if ask_together(table, group, pictures, _page(table, rows[0][0]), asking):
            settled |= {note.at for note in group.notes}
    return settled


def _ask_row(
    table: DraftedTable, number: int, row: PrintedRow, notes: Sequence[Note], asking: Asking
) -> str:
    """The mark of a row; only rows with a note, or with figures and no name, are asked about.

    So are those that a person has decided on because a try could not read them.
    """
    doubt, reason = _doubt_of_row(table, row, notes, asking.language)
    if not reason and (SHEET, row_key(table.name, number)) not in asking.decided:
        return row.mark
    question = _row_question(table, number, row, asking.language)
    question = replace(question, proposal=row.mark or _ORDINARY, reason=reason, doubt=doubt)
    answer = asking.ask(question)
    return "" if answer == _ORDINARY else answer


def ask_unread_rows(
    tables: Iterable[DraftedTable], problems: Iterable[Problem], asking: Asking
) -> list[Problem]:
    """Ask what to do with the rows that a try could not read; return the other problems."""
    by_name = {table.name: table for table in tables}
    others = []
    for problem in problems:
        place = _ROW_OF_TABLE.search(problem.where)
        table = by_name.get(place["table"]) if place else None
        if place is None or table is None or int(place["row"]) > len(table.read.rows):
            others.append(problem)
            continue
        number = int(place["row"])
        row = table.read.rows[number - 1]
        question = _row_question(table, number, row, asking.language)
        reason = f"{problem.found}; {problem.expected}"
        asking.questions[SHEET].pop(question.key, None)
        asking.ask(replace(question, proposal=UNPLACED, reason=reason, doubt="open"))
    return others


def row_key(table: str, number: int) -> str:
    """Key of the question on a row."""
    return str(Ref(table, number, _ROW))


def _row_question(table: DraftedTable, number: int, row: PrintedRow, words: Language) -> Question:
    names = {**_MARK_NAMES, _ORDINARY: _MARK_NAMES[""]}
    offered = dict.fromkeys((row.mark or _ORDINARY, *_DECIDED_MARKS))
    cells = " | ".join(filter(None, row.cells))
    place = (table.name, str(number), cells, words.text("(the row)"), _page(table, row))
    choices = tuple(Choice(code, words.text(names[code])) for code in offered)
    return Question(SHEET, row_key(table.name, number), place, choices=choices)


def _doubt_of_row(
    table: DraftedTable, row: PrintedRow, notes: Sequence[Note], words: Language
) -> tuple[Doubt, str]:
    doubts = [note for note in notes if note.code]
    others = [note for note in notes if not note.code]
    if notes:
        told = [f"{note.what}: {note.reason}" for note in others]
        is_open = any(note.what == "unplaced" for note in others)
        reason = "; ".join(filter(None, (said(doubts, words), *told)))
        return "open" if is_open else weight_of(doubts) if doubts else "check", reason
    labels = table.columns("label", "activity")
    figures = table.columns("target", "baseline", "end_target", "realisation")
    has_figures = any(row.cells[at] for at, _ in figures)
    if not row.mark and labels and has_figures and not any(row.cells[at] for at, _ in labels):
        return "open", words.text("figures, but neither an indicator nor an activity in the row")
    return "sure", ""


def _ask_cell(
    table: DraftedTable,
    number: int,
    row: PrintedRow,
    at: int,
    name: str,
    cut: _Cutter,
    is_settled: bool,
    asking: Asking,
) -> str:
    """The cell as the page prints it; cells of words are asked about only where there is doubt.

    One that is settled together with others waits for nobody; its own decision goes before.
    """
    printed, words = row.cells[at], asking.language
    doubts = doubts_on(table.notes, f"cell:{number}:{name}")
    is_figure = table.entry["columns"][name]["role"] in _FIGURES
    if not doubts and not (is_figure and printed and row.mark != "group"):
        return printed
    proposed = next((note.proposed for note in doubts if note.proposed), printed)
    doubt = weight_of(doubts) if proposed == printed else "open"
    question = Question(
        SHEET,
        str(Ref(table.name, number, name)),
        (table.name, str(number), _named(table, row), name, _page(table, row), printed),
        proposed or _BLANK,
        said(doubts, words) or words.text("read as text"),
        "check" if is_settled else doubt,
        (Choice(_BLANK, words.text("(blank)")),),
        Text(),
        cut.cell(row, at) if doubts else b"",
    )
    answer = asking.ask(question)
    return "" if answer == _BLANK else answer


def _named(table: DraftedTable, row: PrintedRow) -> str:
    """What the row is about: its indicator or activity."""
    return next(
        (row.cells[at] for at, _ in table.columns("label", "activity") if row.cells[at]), ""
    )


def _page(table: DraftedTable, row: PrintedRow) -> str:
    for block in table.read.printed.blocks:
        for line in block:
            if line.number == row.lines[0]:
                return str(line.page or "")
    return ""
