"""Columns whose cells hold two figures or those of several years: a column for each of them.

``60 → 75`` is what a road map begins with and what it aims at; ``2024: 40%, 2025: 70%`` are the
targets of two years. Where every cell of a column is of one such form, the table is laid out anew
with a column for each figure, and that is said. What two figures are, the head has to say
(``Kondisi Awal → Target Akhir``); else they are taken for just that, and it is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapor.catalogue.headers import Vocabulary
from rapor.ground.cells import read_cell
from rapor.ingest.document import DocumentLine
from rapor.ingest.head_lines import without_years
from rapor.ingest.header import OF_YEARS, Header, read_header
from rapor.ingest.notes import Notes
from rapor.ingest.table_finder import PrintedTable
from rapor.ingest.years_down import LaidCell, body_of, cell_at, laid_line

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|=>|-+>)\s*")
_SLASH = re.compile(r"\s*/\s*")
_SAYS_YEAR = r"(?:(?:tahun|thn?)\b\.?\s*)?(20\d\d)\s*[:=]\s*"
_OF_YEAR = re.compile(rf"{_SAYS_YEAR}(.+?)\s*(?:[;,]\s*)?(?={_SAYS_YEAR}|$)", re.IGNORECASE)
_FROM_TO = ("Kondisi Awal", "Target Akhir")
"""Heads of two figures of which the table says no more than that the one leads to the other."""
_BOTH = 2
_SHOWN = 60


@dataclass(frozen=True)
class _Parting:
    """A column of such cells: the head of each part, the parts of its cells, how sure that is."""

    at: int
    head: str
    heads: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]
    is_sure: bool = True


def part_cells(printed: PrintedTable, vocabulary: Vocabulary, notes: Notes) -> None:
    """Lay out anew a table in which cells of one column hold several figures each."""
    if not printed.blocks:
        return
    lines = [line for block in printed.blocks for line in block]
    header = read_header([line.cells for line in printed.blocks[0]], vocabulary, captioned=True)
    if header.at != 0:
        return
    parting = next(_partings(header, body_of(lines[len(header.lines) :], header), vocabulary), None)
    if parting is None:
        return
    printed.blocks = [[_laid(line, parting) for line in block] for block in printed.blocks]
    shown = "; ".join(parting.parts)[:_SHOWN]
    code = "figures_together" if parting.is_sure else "figures_of_two"
    details = {"column": header.names[parting.at], "cells": shown}
    notes.doubt(code, printed.table, lines[0].number, "kind", "; ".join(parting.heads), **details)


def _partings(
    header: Header, body: Sequence[DocumentLine], vocabulary: Vocabulary
) -> Iterator[_Parting]:
    for at in range(header.width):
        own = [cells[at] for cells in header.lines if at < len(cells) and cells[at]]
        cells = dict.fromkeys(cell for line in body if (cell := cell_at(line, at).text))
        if not cells or len(own) != 1:
            continue
        parting = _by_year(at, own[0], list(cells)) or _by_sign(at, own[0], list(cells), vocabulary)
        if parting:
            yield parting


def _by_year(at: int, head: str, cells: Sequence[str]) -> _Parting | None:
    """A column in which each cell names the years of its figures."""
    named = {cell: {match[1]: match[2] for match in _OF_YEAR.finditer(cell)} for cell in cells}
    years = sorted({year for parts in named.values() for year in parts})
    if len(years) < _BOTH or any(_OF_YEAR.sub("", cell) for cell in cells):
        return None
    word = without_years(head).strip(" ()-–")
    heads = tuple(f"{word} {year}" for year in years)
    parts = {cell: tuple(own.get(year, "") for year in years) for cell, own in named.items()}
    return _Parting(at, head, heads, parts)


def _by_sign(at: int, head: str, cells: Sequence[str], vocabulary: Vocabulary) -> _Parting | None:
    """A column in which each cell is two figures with an arrow, or a stroke that its head has."""
    told = _told(head, vocabulary)
    for sign in (_ARROW, _SLASH):
        parts = {cell: tuple(sign.split(cell)) for cell in cells}
        if not all(len(pair) == _BOTH and all(map(_is_figure, pair)) for pair in parts.values()):
            continue
        if told:
            return _Parting(at, head, told, parts)
        if sign is _ARROW:
            return _Parting(at, head, _FROM_TO, parts, is_sure=False)
    return None


def _told(head: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two heads that one head is made of; empty where it does not say what each figure is."""
    for sign in (_ARROW, _SLASH):
        heads = tuple(sign.split(head))
        roles = [vocabulary.role(part) for part in heads]
        if len(heads) == _BOTH and len(set(roles)) == _BOTH and set(roles) <= set(OF_YEARS):
            return heads
    return ()


def _is_figure(part: str) -> bool:
    return read_cell(part).value is not None


def _laid(line: DocumentLine, parting: _Parting) -> DocumentLine:
    """A line with a cell for each part of the column, in rows and in the head."""
    if len(line.cells) <= parting.at:
        return line
    at, count = parting.at, len(parting.heads)
    cell = cell_at(line, at)
    parts = {**parting.parts, parting.head: parting.heads}
    texts = parts.get(cell.text, (cell.text, *[""] * (count - 1)))
    row = [cell_at(line, place) for place in range(len(line.cells))]
    row[at : at + 1] = [LaidCell(text, cell.place) for text in texts]
    spans = (*line.spans[:at], *[1] * count, *line.spans[at + 1 :]) if line.spans else ()
    return replace(laid_line(line, line.number, row), spans=spans, goes_on=line.goes_on)
