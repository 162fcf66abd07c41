"""How long a report is: what stands in its chapters, and what in the appendix or in a sentence.

A chapter holds what is known of the year and what follows from it. Long lists, and those of which
nothing is known yet, stand in the appendix, where the chapter leads to them.
"""

from collections.abc import Callable
from dataclasses import replace

from rapor.report.edition import Edition
from rapor.report.marked import with_marks
from rapor.write.content import Chapter, Column, Paragraph, Row, Run, Table, Text, plain, words

FEW = 12
"""A list of as many rows may stand in its chapter; a longer one stands in the appendix."""
_ALIKE = 3
"""From as many rows on, a column that says the same in all of them is said once."""
_SAID_ONCE = ("text", "short", "status")
"""Kinds of columns that are said once; numbers and sources stay with their rows."""


def in_appendix(edition: Edition, title: str, anchor: str) -> Text:
    """The sentence that leads to a list of the appendix, below the heading ``title``."""
    link = words(Run(title, link=f"#{anchor}"))
    return with_marks(edition.language, "In full in the appendix: {title}.", title=link)


def left_to_appendix(edition: Edition, sentence: str, title: str, anchor: str) -> Paragraph:
    """A paragraph that says what a list of the appendix holds, and leads there."""
    return Paragraph(words(sentence, " ", in_appendix(edition, title, anchor)))


def without_repeats(edition: Edition, chapter: Chapter) -> Chapter:
    """The chapter with each column that says the same in all rows as a remark of its table."""

    def remark(column: Column, alike: str) -> str:
        return edition.text("{column} in all rows: {words}.", column=column.title, words=alike)

    return replace(
        chapter,
        blocks=tuple(
            _with_remarks(block, remark) if isinstance(block, Table) else block
            for block in chapter.blocks
        ),
    )


def _with_remarks(table: Table, remark: Callable[[Column, str], str]) -> Table:
    rows = [row for row in table.rows if not row.group]
    alike = {
        place: plain(rows[0].cells[place].text)
        for place, column in enumerate(table.columns)
        if place and column.kind in _SAID_ONCE and len(rows) >= _ALIKE and _is_alike(rows, place)
    }
    kept = [place for place in range(len(table.columns)) if place not in alike]
    remarks = [words(remark(table.columns[place], shown)) for place, shown in alike.items()]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(
            row if row.group else replace(row, cells=tuple(row.cells[place] for place in kept))
            for row in table.rows
        ),
        notes=(*remarks, *table.notes),
    )


def _is_alike(rows: list[Row], place: int) -> bool:
    shown = {row.cells[place].text for row in rows}
    return len(shown) == 1 and bool(plain(rows[0].cells[place].text))
