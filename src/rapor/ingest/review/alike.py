"""Cells of a table that are doubted for one cause: one question on all of them, with exceptions.

A scanned table of ticks has a doubt in every cell, and all have one cause. A person settles them
in one row, beside the cut-outs of all; a single cell can still be decided otherwise in its own.
"""

import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import Image

from rapor.ground.digests import combined
from rapor.ground.language import Language, message
from rapor.ingest.notes import Note
from rapor.ingest.review.questions import Asking, Choice, Question
from rapor.ingest.review.tables import DraftedTable

SHEET = "cells"
TOGETHER, EACH = "accepted", "each"
"""Every cell as it is proposed, or each decided by itself."""

CAUSES: Mapping[str, str] = {
    "cell_uncertain": message("read with less than 90 % certainty"),
    "word_uncertain": message("words that were read with less than 90 % certainty"),
    "figures_run_together": message("more than one figure where one belongs"),
    "number_misread": message("numbers of rows that do not go on by one"),
    "sign_by_shape": message("ticks and dashes, told by their shape alone"),
    "other_mark": message("another decimal mark than the column around them"),
    "letters_in_figure": message("letters where the column holds figures"),
    "mark_in_figure": message("the last digit may be the mark of a footnote"),
    "sign_lost": message("no sign of comparison where the others of the row have one"),
    "mark_lost": message("no decimal mark, and too large for the row by it"),
    "cell_over_columns": message("one merged cell over several years, taken for the first alone"),
}
"""What the doubts of a group have in common; a kind that stands not here is asked cell by cell."""

_FEWEST = 2
_ABOUT_CELL = "cell:"
_DIGEST = 8
_WIDE, _GAP = 480, 6
"""Pixels of the sheet of cut-outs: its width, and the paper between them."""
_MOST_PICTURES = 120


@dataclass(frozen=True)
class CellGroup:
    """The doubts of one kind on the cells of one table; ``key`` changes with what they are."""

    table: str
    code: str
    notes: Sequence[Note]

    @property
    def key(self) -> str:
        """Key of its question: a decision on other cells or proposals does not hold for these."""
        told = combined(f"{note.at}\n{note.proposed}" for note in self.notes)[:_DIGEST]
        return f"{self.table}:*{self.code}:{told}"

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Row and column of each."""
        places = (note.at.removeprefix(_ABOUT_CELL).partition(":") for note in self.notes)
        return [(row, column) for row, _, column in places]


def groups_by_cell(table: DraftedTable) -> dict[str, CellGroup]:
    """The group of each doubted cell by its place (``cell:<row>:<head>``); none for a lone one."""
    first: dict[str, Note] = {}
    for note in table.notes:
        if note.code in CAUSES and note.at.startswith(_ABOUT_CELL):
            first.setdefault(note.at, note)
    by_code: dict[str, list[Note]] = defaultdict(list)
    for note in first.values():
        by_code[note.code].append(note)
    groups = [
        CellGroup(table.name, code, notes)
        for code, notes in by_code.items()
        if len(notes) >= _FEWEST
    ]
    return {note.at: group for group in groups for note in group.notes}


def ask_together(
    table: DraftedTable, group: CellGroup, pictures: Sequence[bytes], page: str, asking: Asking
) -> bool:
    """Ask whether all cells of a group are as proposed; False where each is to be decided."""
    words, asked = asking.language, len(group.notes)
    columns = "; ".join(dict.fromkeys(column for _, column in group.cells))
    place = (
        table.name,
        "*",
        words.plural("{count} cell together", "{count} cells together", asked),
        columns,
        page,
        _readings(group),
    )
    choices = (
        Choice(TOGETHER, words.text("each as it is proposed")),
        Choice(EACH, words.text("each by itself")),
    )
    reason = f"{words.text(CAUSES[group.code])}: {_listed(group, words)}"
    question = Question(
        SHEET, group.key, place, TOGETHER, reason, "open", choices, picture=_sheet(pictures)
    )
    return asking.ask(question) == TOGETHER


def _readings(group: CellGroup) -> str:
    """What the cells are proposed to say, with how many say so; the most frequent first."""
    counted = Counter(note.proposed for note in group.notes)
    return "; ".join(
        f"{text} ×{count}" if count > 1 else text for text, count in counted.most_common()
    )


def _listed(group: CellGroup, words: Language) -> str:
    """The rows of each column."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row, column in group.cells:
        rows[column].append(row)
    return "; ".join(
        words.text("{column} in row {rows}", column=column, rows=", ".join(numbers))
        for column, numbers in rows.items()
    )


def _sheet(pictures: Sequence[bytes]) -> bytes:
    """The cut-outs of a group in its order on one sheet; empty where there are none."""
    shown = [Image.open(io.BytesIO(picture)) for picture in pictures[:_MOST_PICTURES] if picture]
    if not shown:
        return b""
    left = top = high = 0
    places = []
    for image in shown:
        if left and left + image.width > _WIDE:
            left, top, high = 0, top + high + _GAP, 0
        places.append((left, top))
        left, high = left + image.width + _GAP, max(high, image.height)
    width = max(at + image.width for (at, _), image in zip(places, shown, strict=True))
    paper = Image.new("L", (width, top + high), 255)
    for corner, image in zip(places, shown, strict=True):
        paper.paste(image, corner)
    stream = io.BytesIO()
    paper.save(stream, "PNG", optimize=True)
    return stream.getvalue()
