"""Tables whose rows are years and whose columns are indicators, turned to the usual way.

A table is turned only where its head makes it certain: one column is headed ``Tahun``, every row
names another year in it, and all else are figures. What a head does not say, the name of the one
indicator of ``Tahun | Target``, is taken from the title, and that is doubted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapor.catalogue.headers import Vocabulary, words_of
from rapor.ground.cells import read_cell
from rapor.ingest.document import TAB, CellPlace, DocumentLine
from rapor.ingest.head_lines import (
    is_bare_year,
    numbers_columns,
    path_over,
    says_only_year,
    without_years,
)
from rapor.ingest.header import PLANNED_OR_DONE, Header, read_header
from rapor.ingest.notes import Notes
from rapor.ingest.table_finder import PrintedTable

LABEL = "Indikator"
"""Head of the column of a turned table that names its rows."""
_ROLES = (*PLANNED_OR_DONE, "baseline", "ratio")
_OF_YEARS = re.compile(r"\b(?:tahun|periode)\b.*$", re.IGNORECASE)
_JOINING = frozenset(("dan", "serta"))

Place = CellPlace | None


@dataclass(frozen=True)
class _Column:
    """A column of figures: its place, whose figures they are, and what its head says of them."""

    at: int
    label: str
    role: str


@dataclass(frozen=True)
class LaidCell:
    """A cell of a table that is laid out anew, with the place where it is printed."""

    text: str
    place: Place = None


def turn_years(printed: PrintedTable, vocabulary: Vocabulary, notes: Notes) -> None:
    """Turn a table of years below each other, so that each indicator has a row."""
    if not printed.blocks or not printed.captioned:
        return
    lines = [line for block in printed.blocks for line in block]
    header = read_header([line.cells for line in printed.blocks[0]], vocabulary, captioned=True)
    years = _year_column(header)
    if header.at != 0 or years is None:
        return
    head, body = lines[: len(header.lines)], body_of(lines[len(header.lines) :], header)
    columns = _columns(header, years, body, printed.title, vocabulary)
    if not columns or not _are_years(body, years):
        return
    printed.blocks = [_turned(head, body, years, columns)]
    first = head[0].number
    notes.doubt("years_in_rows", printed.table, first, "kind", columns=len(columns))
    if not all(_head_names(header, column.at, vocabulary) for column in columns):
        label = columns[0].label
        notes.doubt("label_from_title", printed.table, first, "row:1", label, label=label)


def _year_column(header: Header) -> int | None:
    """Place of the one column that is headed by years and no more than that."""
    places = [at for at, name in enumerate(header.names) if says_only_year(name)]
    return places[0] if len(places) == 1 else None


def body_of(lines: Sequence[DocumentLine], header: Header) -> list[DocumentLine]:
    """The rows: neither the head again, nor a line that numbers the columns or is empty."""
    return [
        line
        for line in lines
        if any(line.cells)
        and not header.repeats(line.cells)
        and not header.repeats_lower(line.cells)
        and not numbers_columns(line.cells)
    ]


def _are_years(body: Sequence[DocumentLine], at: int) -> bool:
    """Whether each row names a year, and no two the same."""
    years = [line.cells[at] if at < len(line.cells) else "" for line in body]
    return len(years) > 1 and all(map(is_bare_year, years)) and len(set(years)) == len(years)


def _columns(
    header: Header,
    years: int,
    body: Sequence[DocumentLine],
    title: str,
    vocabulary: Vocabulary,
) -> list[_Column]:
    """The columns of figures; none where another column is no such, or two are for the same."""
    columns = []
    for at in range(header.width):
        if at == years or header.role(at) == "number":
            continue
        if not _are_figures([line.cells[at] for line in body if at < len(line.cells)]):
            return []
        label, role = _label_and_role(path_over(header.lines, at), vocabulary)
        columns.append(_Column(at, label or label_of_title(title, vocabulary), role))
    names = [(column.label, column.role) for column in columns]
    return columns if all(label for label, _ in names) and len(set(names)) == len(names) else []


def _are_figures(cells: Sequence[str]) -> bool:
    """Whether cells are figures, grades or empty, and not all of them are empty."""
    readings = [read_cell(cell) for cell in cells]
    worded = [
        reading
        for reading, cell in zip(readings, cells, strict=True)
        if reading.value is None and cell and len(cell.split()) > 1
    ]
    return any(reading.readable for reading in readings) and not worded


def _label_and_role(path: Sequence[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """Which indicator the head of a column names, and what it says of the figures."""
    labels, role = [], ""
    for cell in path:
        match = vocabulary.column(cell)
        first, _, rest = cell.partition(" ")
        if match.name in _ROLES and match.strength == "alone":
            role = cell
        elif match.name in PLANNED_OR_DONE and vocabulary.column(first).name == match.name:
            role = first
            labels += [rest] if any(map(str.isalpha, rest)) else []
        elif not says_only_year(cell):
            labels.append(cell)
    return " ".join(labels), role


def _head_names(header: Header, at: int, vocabulary: Vocabulary) -> bool:
    return bool(_label_and_role(path_over(header.lines, at), vocabulary)[0])


def label_of_title(title: str, vocabulary: Vocabulary) -> str:
    """The indicator that a title names: ``Indeks RB`` of ``Target Indeks RB Tahun 2021-2025``."""
    words = _OF_YEARS.sub("", without_years(title)).split()
    while words and _says_what(words[0], vocabulary):
        words = words[1:]
    return " ".join(words).rstrip(" -–:(")


def _says_what(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word says that figures are planned or reached, and not of what."""
    says = vocabulary.says
    return word in _JOINING or says("targets", word) or says("results", word) or not words_of(word)


def _turned(
    head: Sequence[DocumentLine],
    body: Sequence[DocumentLine],
    years: int,
    columns: Sequence[_Column],
) -> list[DocumentLine]:
    """The lines of the turned table; each keeps the places where its cells are printed."""
    roles = list(dict.fromkeys(column.role for column in columns))
    rows = [*_head(body, years, roles)]
    for label in dict.fromkeys(column.label for column in columns):
        own = {column.role: column.at for column in columns if column.label == label}
        named = LaidCell(label, _place(head[-1], min(own.values())))
        figures = (
            cell_at(line, own[role]) if role in own else LaidCell("")
            for line in body
            for role in roles
        )
        rows.append([named, *figures])
    return [laid_line(body[0], head[0].number + at, row) for at, row in enumerate(rows)]


def laid_line(like: DocumentLine, number: int, row: Sequence[LaidCell]) -> DocumentLine:
    """A line of cells that were printed elsewhere, on the page of a line ``like`` it."""
    return replace(
        like,
        number=number,
        text=TAB.join(cell.text for cell in row),
        places=tuple(cell.place for cell in row) if like.places else (),
        spans=(),
        goes_on=False,
    )


def _head(
    body: Sequence[DocumentLine], years: int, roles: Sequence[str]
) -> Iterator[list[LaidCell]]:
    """The head: years, below the one word that says what they are, or above several."""
    named = [cell_at(line, years) for line in body]
    if len(roles) > 1:
        blanks = [LaidCell("")] * (len(roles) - 1)
        yield [LaidCell(LABEL), *(cell for year in named for cell in (year, *blanks))]
        yield [LaidCell(""), *(LaidCell(role) for _ in named for role in roles)]
    elif roles[0]:
        yield [LaidCell(LABEL), LaidCell(roles[0]), *[LaidCell("")] * (len(named) - 1)]
        yield [LaidCell(""), *named]
    else:
        yield [LaidCell(LABEL), *named]


def cell_at(line: DocumentLine, at: int) -> LaidCell:
    """The cell of a line in a column; empty where the line ends before it."""
    return LaidCell(line.cells[at] if at < len(line.cells) else "", _place(line, at))


def _place(line: DocumentLine, at: int) -> Place:
    return line.places[at] if at < len(line.places) else None
