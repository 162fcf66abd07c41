"""Text that a page crosses out, and text that a file holds and no page shows.

Readers that know how a letter is printed put a sign behind each such letter, so that it stays
where it stands until the words of a cell are joined. Then it is taken out, and each cell is told:
a figure that is crossed out may be the one that holds, and hidden text may be a mistake.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapor.ingest.document import BREAK, TAB, DocumentLine, plain
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow

_STRUCK = "\u0336"
"""The sign of Unicode for a letter with a stroke through it."""
_UNSEEN = "\ufff9"
"""A sign that no document prints; it stands for a letter that cannot be seen."""
_SIGNED = re.compile(f"[^{_STRUCK}{_UNSEEN}](?=[{_STRUCK}{_UNSEEN}])")
_TAGGED = re.compile(r"<(s|del|strike)\b[^<>]*>(.*?)</\1>", re.IGNORECASE)
_SIGNS = ((_STRUCK, "text_struck"), (_UNSEEN, "text_unseen"))
_SHOWN = 60
OF_CELLS = frozenset(
    "text_struck text_unseen formula_without_result formula_outdated shown_otherwise".split()
)
"""Doubts that readers have of a cell, whatever its table turns out to be."""


def struck(text: str) -> str:
    """Text that is crossed out, each letter with the sign that says so."""
    return _with_sign(text, _STRUCK)


def unseen(text: str) -> str:
    """Text that nobody can see on the page, each letter with the sign that says so."""
    return _with_sign(text, _UNSEEN)


def _with_sign(text: str, sign: str) -> str:
    return "".join(letter + sign for letter in text)


def take_left_out(lines: Sequence[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines without such text; of each cell that held some a doubt says what it was."""
    return [_without(line, notes) for line in lines]


def _without(line: DocumentLine, notes: Notes) -> DocumentLine:
    text = _TAGGED.sub(lambda tagged: struck(tagged[2]), line.text)
    if not _SIGNED.search(text):
        return line
    cells = [_kept(cell, place, line, notes) for place, cell in enumerate(text.split(TAB))]
    return replace(line, text=TAB.join(cells))


def _kept(cell: str, place: int, line: DocumentLine, notes: Notes) -> str:
    """What stays of a cell; what was taken out of it is told, of prose without asking."""
    kept = _folded("".join(letter for letter, signs in _letters(cell) if not signs))
    for sign, code in _SIGNS:
        taken = _folded("".join(letter for letter, signs in _letters(cell) if sign in signs))
        if taken and line.is_cells:
            doubt_cell(notes, code, line.number, place, kept, proposed=kept, taken=taken)
        elif taken:
            what = "crossed out" if sign == _STRUCK else "hidden"
            notes.add("", line.number, "skipped", f"{what}: {taken[:_SHOWN]!r}")
    return kept


def doubt_cell(
    notes: Notes, code: str, line: int, place: int, cell: str, proposed: str = "", **more: object
) -> None:
    """Doubt a cell of a line before its table is known; ``name_cells`` says whose it is."""
    notes.doubt(code, "", line, f"line:{line}", proposed, cell=cell, place=place, **more)


def _letters(cell: str) -> list[tuple[str, str]]:
    """The letters of a cell, each with the signs behind it."""
    return re.findall(f"([^{_STRUCK}{_UNSEEN}])([{_STRUCK}{_UNSEEN}]*)", cell, re.DOTALL)


def _folded(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split(BREAK))
    return BREAK.join(part for part in parts if part)


def name_cells(notes: Notes, table: str, names: Sequence[str], rows: Sequence[PrintedRow]) -> None:
    """Say of such doubts, where a row of this table came of their line, on which cell they are."""
    numbers = {line: number for number, row in enumerate(rows) for line in row.lines}
    for at, note in enumerate(notes.notes):
        if note.code in OF_CELLS and not note.table and note.line in numbers:
            number, details = numbers[note.line], dict(note.details)
            place = _column(rows[number], plain(details["cell"]), int(details["place"]))
            if place is not None:
                where = f"cell:{number + 1}:{names[place]}"
                notes.notes[at] = replace(note, table=table, at=where)


def _column(row: PrintedRow, cell: str, place: int) -> int | None:
    """The column of a row that holds a cell of its line; None where it is not to be told."""
    if place < len(row.cells) and row.cells[place] == cell:
        return place
    same = [at for at, other in enumerate(row.cells) if other == cell]
    return same[0] if cell and len(same) == 1 else None
