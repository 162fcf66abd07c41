"""Heads that count years from one that they call N: ``Tahun n-2``, ``N``, ``N+1``.

Which year N is, a document says in its text (``Tahun N adalah tahun 2023``) or in a head
(``N (2024)``). Where it says one year, every such head gets its own; else the heads stay as they
are, and each column is doubted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

_SAID = re.compile(r"\btahun\s+n\b(?!\s*[-+−–]\s*\d)[^.;]{0,80}?\b(20\d\d)\b", re.IGNORECASE)
_EQUAL = re.compile(r"\bn\s*=\s*(?:tahun\s*)?(20\d\d)\b", re.IGNORECASE)
_IN_HEAD = re.compile(r"(?:tahun\s*)?n\s*(?:\((20\d\d)\)|:?\s*(20\d\d))", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?P<before>(?:target|realisasi|capaian)?\s*(?:tahun|thn?\.?)?\s*)"
    r"\(?n\s*(?:(?P<sign>[-+−–])\s*(?P<by>\d{1,2}))?\)?",
    re.IGNORECASE,
)


def name_years(lines: Sequence[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines with the year behind each head that counts from N, where N is one year."""
    named = {year for line in lines for year in _years_of_n(line)}
    if len(named) != 1:
        return list(lines)
    (first,) = named
    return [_with_years(line, first, notes) if line.is_cells else line for line in lines]


def _years_of_n(line: DocumentLine) -> set[int]:
    """The years that a line says N to be."""
    if not line.is_cells:
        return {int(year) for shape in (_SAID, _EQUAL) for year in shape.findall(line.text)}
    matches = (_IN_HEAD.fullmatch(plain(cell)) for cell in line.text.split(TAB))
    return {int(match[1] or match[2]) for match in matches if match}


def _with_years(line: DocumentLine, first: int, notes: Notes) -> DocumentLine:
    cells = line.text.split(TAB)
    counted = [_COUNTED.fullmatch(plain(cell)) for cell in cells]
    if not any(match and match["sign"] for match in counted):
        return line  # one ``N`` alone heads the numbers of the rows
    for at, match in enumerate(counted):
        if match:
            by = int(match["by"] or 0) * (1 if match["sign"] == "+" else -1)
            cells[at] = f"{plain(cells[at])} ({first + by})"
    notes.doubt("years_relative", "", line.number, f"line:{line.number}", str(first), year=first)
    return replace(line, text=TAB.join(cells))
