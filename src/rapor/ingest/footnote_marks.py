"""Marks of footnotes behind what a cell prints: ``63,50¹⁾`` is 63,50, and not 63,501.

Readers that know how a sign is printed give it raised; in plain text a mark is told by its form
alone, and where it may be a digit of the figure somebody has to look.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_MARK = re.compile(
    r"(?<=[\d%)])\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|[*†‡]+)$"
    r"|(?<=\S)\s*(?:⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾|[*†‡]+\))$"
    r"|(?<=%)\s*\d{1,2}\)$"
)
_SPACED = re.compile(r"^((?:[<>=≤≥±]\s*)?\d[\d.,]*)\s+\d{1,2}\)$")
_GLUED = re.compile(r"(\d[\d.,]*)\d\)")


def raised(text: str) -> str:
    """Text that is printed small and raised, with the signs that say so: ``1)`` as ``¹⁾``."""
    return text.translate(_RAISED)


def without_mark(cell: str) -> str:
    """What a cell prints without the mark of a footnote behind it."""
    return _SPACED.sub(r"\1", _MARK.sub("", cell))


def glued_figure(cell: str) -> str:
    """The figure before a mark that has lost its height, ``92`` of ``921)``; empty for none."""
    glued = _GLUED.fullmatch(cell)
    return glued[1] if glued else ""


def take_marks(lines: Sequence[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines, the marks of footnotes taken from the cells of tables; each is noted."""

    def cells(line: DocumentLine) -> Iterator[str]:
        for cell in line.text.split(TAB):
            text = plain(cell)
            bare = without_mark(text)
            if bare != text:
                notes.add("", line.number, "skipped", f"the mark of a footnote in {text!r}")
            yield cell if bare == text else bare

    return [replace(line, text=TAB.join(cells(line))) if line.is_cells else line for line in lines]
