"""Marks of footnotes behind what a cell prints: ``63,50¹⁾`` is 63,50, and not 63,501.

Readers that know how a sign is printed give it raised; in plain text a mark is told by its form
alone, and where it may be a digit of the figure somebody has to look.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rapor.ground.cells import read_cell
from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_MARK = re.compile(
    r"(?<=[\d%)])\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|[*†‡]+)$"
    r"|(?<=\S)\s*(?:⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾|[*†‡]+\))$"
    r"|(?<=%)\s*\d{1,2}\)$"
)
_SPACED = re.compile(r"^((?:[<>=≤≥±]\s*)?\d[\d.,]*)\s+\d{1,2}\)$")
_NOTE = re.compile(r"(?:^|(?<=[\s:;]))(?:([1-9])\)|([¹²³⁴⁵⁶⁷⁸⁹])⁾?)(?=\s*\S)")
_LEVEL = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_NOTES_WITHIN = 12
"""Lines below a table in which its notes stand."""
_LAST_DIGIT = re.compile(r"(\d+(?:[.,]\d+)?)([1-9])(?=\s*%?$)")
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


def noted_signs(lines: Sequence[DocumentLine], last: int) -> frozenset[str]:
    """The digits that notes below a table begin with, up to the next table; ``last`` its end."""
    below = [line for line in lines if last < line.number <= last + _NOTES_WITHIN]
    texts = takewhile(lambda line: not line.is_cells, below)
    return frozenset(
        (level or raised_digit).translate(_LEVEL)
        for line in texts
        for level, raised_digit in _NOTE.findall(line.text)
    )


@dataclass(frozen=True)
class Beside:
    """What tells whether the last digit of a figure may be a mark.

    ``others`` are the figures of the same row, ``signs`` the digits that the notes of the table
    begin with, ``most`` what a value can be at most, where that is known.
    """

    others: Sequence[str]
    signs: Collection[str]
    most: float | None = None


def level_figure(cell: str, beside: Beside) -> str:
    """The figure before a mark that stands level with it: ``72`` of ``722``; empty for none.

    Nothing in the sign tells. It is taken for a mark where the figure is out of all proportion
    with its row, above what it can be, or has a decimal more, and without its last digit is not;
    where a note begins with that digit, less is enough.
    """
    parts = _LAST_DIGIT.fullmatch(cell.rstrip("% "))
    others = [value for other in beside.others if (value := read_cell(other).value) is not None]
    value, bare = read_cell(cell).value, read_cell(parts[1]).value if parts else None
    if not parts or not others or value is None or bare is None:
        return ""
    is_noted = parts[2] in beside.signs
    times, near = (2, 2.0) if is_noted else (5, 1.25)
    is_near = min(others) / near <= bare <= max(others) * near
    is_over = beside.most is not None and value > beside.most >= max(others)
    is_far = value > times * max(others) and (is_noted or len(others) > 1)
    has_more = is_noted and {_decimals(cell) - 1} == {_decimals(other) for other in beside.others}
    return cell.replace(parts[0], parts[1]) if is_near and (is_over or is_far or has_more) else ""


def _decimals(cell: str) -> int:
    return len(cell.rstrip("% ").replace(".", ",").partition(",")[2])
