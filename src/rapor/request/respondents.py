"""An export of respondents as it lies there: a CSV or workbook, its heads, its rows as text.

Exports come from Google Forms, KoboToolbox or a spreadsheet of one's own: with commas or
semicolons, in UTF-8 or UTF-16, with title lines above the heads. How it was read is told. Nothing
of its rows is kept, and no error quotes more than a person needs to find the cell.

A survey needs no column that holds persons, so an export with one is refused: by its head, by what
its cells look like, and, where nobody knows what a column is, by cells that are different names.
No error quotes a cell of such a column.
"""

import csv
import hashlib
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.surveys import Personal
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems, cannot
from rapor.ground.plaintext import decoded
from rapor.ground.received.book import BookSheet, Bounds, FilledCell
from rapor.ground.received.file import kind_of, open_received
from rapor.ground.text import from_cell

BOUNDS = Bounds(
    "survey export",
    rows=200_000,
    columns=400,
    cells=4_000_000,
    letters=200_000_000,
    elements=40_000_000,
    packed=128 * 1024 * 1024,
    unpacked=1024 * 1024 * 1024,
)
"""How large an export may be: 100,000 respondents with forty columns, and some long texts."""

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_UTF_16 = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_LEAST_HEADS = 3
"""A line with fewer filled cells stands above the heads: a title, a date."""
_TITLE_LINES = 10
_TOLD = 5
"""Places of one kind that are named; of more, the number is."""

Lines = list[tuple[int, list[str]]]
"""Rows of cells as text, each with its number in the file."""

_WORDS_BEHIND = 2
"""Words behind a phrase that may say that it is a thing's: 'nama jenis layanan'."""
_STEP = "delete the column in a copy of the export; a survey needs no persons"


@dataclass(frozen=True)
class Export:
    """A table of respondents: heads, and a row a respondent, by its number in the file.

    ``notes`` tell how it was read. ``digest`` is the SHA-256 of the file.
    """

    name: str
    digest: str
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def heads(self) -> list[str]:
        """The heads of its columns in their order."""
        return [str(head) for head in self.rows.columns]


@dataclass
class _Reading:
    """One file while it is read."""

    name: str
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read_export(path: Path) -> Export:
    """Read an export; raises ``MissingInput`` or ``DataRejected`` with all that is wrong."""
    reading = _Reading(path.name)
    content = _content(path)
    kind = kind_of(content)
    if kind is None:
        lines = _of_book(open_received(path, BOUNDS), reading)
    elif kind.found.endswith(".csv"):
        lines = _of_text(content, reading)
    else:
        found = kind.found.replace("not a workbook but ", "")
        step = kind.next_step.format(called=BOUNDS.called)
        raise DataRejected(Problem(path.name, found, "a .csv or .xlsx export", step))
    rows = _table(lines, reading)
    reading.problems.raise_if_any()
    digest = hashlib.sha256(content).hexdigest()
    return Export(path.name, digest, rows, tuple(reading.notes))


def _content(path: Path) -> bytes:
    expected = "an export of respondents, .csv or .xlsx"
    if not path.is_file():
        raise MissingInput(Problem(path.name, "no such file", expected, "check the name"))
    if path.stat().st_size > BOUNDS.packed:
        found = f"more than {BOUNDS.packed >> 20} MB"
        raise DataRejected(Problem(path.name, found, expected, "leave out what is no answer"))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingInput(cannot(error, path.name, "read")) from None
    if not content.strip():
        raise DataRejected(Problem(path.name, "the file is empty", expected, "export it again"))
    return content


def _of_text(content: bytes, reading: _Reading) -> Lines:
    """The rows of a CSV, whatever separates its cells."""
    text = _decoded(content, reading)
    first, _, rest = text.partition("\n")
    if named := re.fullmatch(r"\s*sep=(.)\s*", first, re.IGNORECASE):
        text, sign = rest, named.group(1)
    else:
        sign = max(_SEPARATORS, key=lambda sign: _width(text, sign))
    if sign != ",":
        reading.notes.append(f"its cells are separated by {_SEPARATORS.get(sign, repr(sign))}")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows: Lines = []
    try:
        for cells in lines:
            rows.append(
                (lines.line_num, [cell if cell.isalnum() else from_cell(cell) for cell in cells])
            )
    except csv.Error as error:
        step = "close the quotes of the cells before this line, or export it again"
        where = f"{reading.name} line {lines.line_num}"
        reading.problems.add(where, str(error), "CSV", step)
    formulas = [number for number, cells in rows if any(cell.startswith("=") for cell in cells)]
    _refuse_formulas([f"line {number}" for number in formulas], reading)
    return rows


def _decoded(content: bytes, reading: _Reading) -> str:
    encoding = _UTF_16.get(content[:2])
    if encoding is None:
        return decoded(content, reading.name)
    reading.notes.append("its text is UTF-16")
    try:
        return content[2:].decode(encoding)
    except UnicodeDecodeError:
        step = "save it again as CSV in UTF-8"
        raise DataRejected(Problem(reading.name, "broken UTF-16", "text", step)) from None


def _width(text: str, sign: str) -> int:
    """Most cells of one of the first lines, were they separated by the sign."""
    lines = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=sign)
    try:
        return max((len(cells) for _, cells in zip(range(_TITLE_LINES), lines, strict=False)),
                   default=0)  # fmt: skip
    except csv.Error:
        return 0


def _of_book(sheets: Sequence[BookSheet], reading: _Reading) -> Lines:
    """The rows of the one sheet that holds answers; of several, none is chosen."""
    filled = [sheet for sheet in sheets if len({cell.row for cell in sheet.cells}) > 1]
    seen = [sheet for sheet in filled if not sheet.hidden]
    for sheet in filled:
        if sheet.hidden:
            reading.notes.append(f"the hidden sheet {sheet.title!r} was not read")
    if len(seen) != 1:
        titles = ", ".join(repr(sheet.title) for sheet in seen) or "none with answers"
        step = "keep the sheet of the answers, and delete the others in a copy"
        reading.problems.add(reading.name, f"sheets: {titles}", "one sheet of answers", step)
        return []
    _refuse_formulas([cell.where for cell in seen[0].cells if cell.kind == "f"], reading)
    width = max(cell.column for cell in seen[0].cells)
    lines: dict[int, list[str]] = {}
    for cell in seen[0].cells:
        lines.setdefault(cell.row, [""] * width)[cell.column - 1] = _text(cell)
    return sorted(lines.items())


def _text(cell: FilledCell) -> str:
    """A cell as text; a whole number without a decimal point."""
    if isinstance(cell.value, datetime):
        return cell.value.isoformat(sep=" ")
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return cell.text


def _refuse_formulas(places: list[str], reading: _Reading) -> None:
    """A formula is no answer of a person: its value depends on who opens the file."""
    if places:
        step = "copy the sheet and paste it as values, or export it again"
        found = f"formulas in {len(places)} cells or lines: {_some(places)}"
        reading.problems.add(reading.name, found, "answers as they were given", step)


def _table(lines: Lines, reading: _Reading) -> pd.DataFrame:
    """The rows below the line of heads; lines above it and empty ones are no rows."""
    filled = [(number, cells) for number, cells in lines if any(cells)]
    at = next(
        (at for at, (_, cells) in enumerate(filled[:_TITLE_LINES])
         if sum(map(bool, cells)) >= _LEAST_HEADS),
        None,
    )  # fmt: skip
    if at is None:
        if not reading.problems:
            step = "export the answers with their questions as heads"
            reading.problems.add(reading.name, "no line of heads", "a column a question", step)
        return pd.DataFrame()
    if at:
        reading.notes.append(f"{at} lines above the heads were not read")
    heads, rows = filled[at][1], filled[at + 1 :]
    heads = heads[: max(place for place, head in enumerate(heads, start=1) if head)]
    _check_heads(heads, reading)
    _check_widths(rows, len(heads), reading)
    if not rows:
        reading.problems.add(reading.name, "heads and no row", "a row a respondent", "export it")
    if reading.problems:
        return pd.DataFrame()
    cells = [(row + [""] * len(heads))[: len(heads)] for _, row in rows]
    return pd.DataFrame(cells, index=[number for number, _ in rows], columns=heads, dtype="str")


def _check_heads(heads: list[str], reading: _Reading) -> None:
    for head, count in Counter(heads).items():
        if not head:
            found = f"{count} columns without a head"
            reading.problems.add(reading.name, found, "a head each", "name or delete them")
        elif count > 1:
            step = "rename or delete one in a copy of the export"
            reading.problems.add(reading.name, f"{head[:80]!r} {count} times", "once", step)


def _check_widths(rows: Lines, width: int, reading: _Reading) -> None:
    """A row with more cells than heads is split wrongly: its answers may stand anywhere."""
    wide = [f"line {number}" for number, cells in rows if any(cells[width:])]
    if wide:
        found = f"{len(wide)} rows with more cells than heads: {_some(wide)}"
        step = "quote cells that hold the separator, or export it again"
        reading.problems.add(reading.name, found, f"{width} cells", step)


def _some(places: Sequence[str]) -> str:
    more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
    return f"{', '.join(places[:_TOLD])}{more}"


def lines_of(rows: Sequence[int]) -> str:
    """Rows as errors name them: the first of them, and how many there are besides."""
    return _some([str(row) for row in rows])


def head_form(head: str) -> str:
    """A head as heads are compared: words without case, punctuation, strokes and underscores."""
    return " ".join(fold(head.replace("_", " ").replace("/", " ")).split())


def refuse_persons(
    export: Export, personal: Personal, *, known: Collection[str], problems: Problems
) -> None:
    """Note every column that holds persons.

    ``known`` are the heads whose meaning is known: they are not looked at for names by content.
    """
    for head in export.heads:
        cells = export.rows[head]
        filled = cells[cells != ""]
        if not len(filled):
            continue  # KoboToolbox exports some columns that hold nothing
        kinds = dict(_of_head(head, personal))
        kinds |= dict(_of_content(filled, personal))
        if not kinds and head not in known and _are_names(filled, personal):
            kinds = {"name": "its cells look like names"}
        for kind, why in kinds.items():
            where = f"{export.name} column {head[:80]!r}"
            problems.add(where, f"holds persons ({kind}): {why}", "no such column", _STEP)


def _of_head(head: str, personal: Personal) -> Iterator[tuple[str, str]]:
    """The first kind that the head names: an e-mail address is no address."""
    words = f" {head_form(head)} "
    for kind, phrases in personal.heads.items():
        for phrase in map(head_form, phrases):
            _, is_there, rest = words.partition(f" {phrase} ")
            if is_there and not personal.unless & set(rest.split()[:_WORDS_BEHIND]):
                yield kind, "by its head"
                return


def _of_content(filled: pd.Series, personal: Personal) -> Iterator[tuple[str, str]]:
    cells = pd.Series(filled.unique())
    for kind, pattern in personal.contents.items():
        looks = cells[cells.str.contains(pattern)]
        if len(looks):
            rows = [int(row) for row in filled.index[filled.isin(looks)]]
            yield kind, f"by {len(rows)} cells, in rows {lines_of(rows)}"


def _are_names(filled: pd.Series, personal: Personal) -> bool:
    """Whether most cells are names, all of them different: a group or a unit comes back."""
    if len(filled) < personal.names_from:
        return False
    different = pd.Series(filled.unique()).str.title()
    form = re.compile(personal.names)
    return int(different.str.fullmatch(form).sum()) >= personal.names_share * len(filled)
