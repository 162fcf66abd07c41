"""Rows of one table: printed twice, their columns exchanged, out of step with their sisters."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from textwrap import shorten
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawRow, RawTable
from rapor.validate.evidence import Evidence, Row
from rapor.validate.rule import Rule, about, equal, view_of, within

SHOWN = 60
"""Letters of a row that a finding about the whole of it shows."""

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_ITEM = re.compile(r"(?:^|\s)([0-9]{1,2})\s*[.)]\s+(?=[^\W\d_])")
_AT_FRONT = re.compile(r"\s*([0-9]{1,2})\s*[.)]\s")
_BEFORE_ITEM = re.compile(r"(?:^|\s)(?:[0-9]{1,2}[.)]|[•✓])\s+")
"""What parts the items of a list in one cell."""
_NO_CELL = ("number", "step")
_NO_LINE = ("group", "sentence", "unplaced")
_FIGURES = ("baseline", "target", "end_target", "value", "weight")


def place_of(table: RawTable, row: RawRow, column: str, label: str) -> Row:
    """A cell of a raw table as a finding shows it."""
    spec = table.spec
    return {
        "source": spec.source,
        "table": spec.table,
        "row": row.number,
        "column": column,
        "printed": row.cells.get(column, ""),
        "year": None,
        "label": label,
    }


def items_of(cell: str) -> list[str]:
    """The items of a list in one cell, without their numbers and the stops behind them."""
    return [item.strip(" .;") for item in _BEFORE_ITEM.split(cell)]


def like_words(word: str, other: str, likeness: float) -> bool:
    """Whether two words are one, in two spellings: alike from ``likeness`` (0 to 1) on."""
    return word == other or SequenceMatcher(None, word, other).ratio() >= likeness


def copies(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row: how many rows before it, under its heading, print the same.

    Numbers in front do not count, nor do rows that say hardly anything.
    """
    rows, least = [], evidence.bound("row_twice", "filled")
    for table in evidence.raw.values():
        before: dict[tuple[str, ...], RawRow] = {}
        for row in table.rows:
            if row.mark in _NO_LINE:
                before = {} if row.mark == "group" else before
                continue
            content = tuple(
                fold(cell)
                for name, cell in row.cells.items()
                if table.spec.columns[name].role not in _NO_CELL
            )
            if sum(map(bool, content)) < least:
                continue
            column = _named_by(table, row)
            same = before.setdefault(content, row)
            again = same is not row
            place = place_of(table, row, column, row.cells[column])
            other = place_of(table, same, column, "") if again else None
            rows.append(about(evidence, place, compared=other, copies=int(again)))
    return view_of(rows, "copies")


def labels_twice(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row with figures: whether one before it, under its heading, has its label.

    Rows that print all the same are another rule's; where activities are named, each may have the
    indicator of the one before it.
    """
    rows = []
    for table in evidence.raw.values():
        columns = table.spec.columns
        figures = [name for name, column in columns.items() if column.role in _FIGURES]
        label = table.spec.column("label")
        if not label or not figures or table.spec.column("activity"):
            continue
        before: dict[str, RawRow] = {}
        for row in table.rows:
            before = {} if row.mark == "group" else before
            name = fold(_AT_FRONT.sub("", row.cells.get(label, "")))
            if row.mark in _NO_LINE or not name or not any(row.cells[each] for each in figures):
                continue
            same = before.setdefault(name, row)
            again = any(row.cells[each] != same.cells[each] for each in figures)
            place, other = (place_of(table, each, label, row.cells[label]) for each in (row, same))
            rows.append(about(evidence, place, compared=other if again else None, again=int(again)))
    return view_of(rows, "again")


def unplaced(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row: whether its cells could not be given to columns (``unplaced``).

    Nothing is read from such a row, so that what it says is counted nowhere.
    """
    rows = []
    for table in evidence.raw.values():
        for row in table.rows:
            if row.mark in ("group", "sentence") or not any(row.cells.values()):
                continue
            column = _named_by(table, row)
            lost = int(row.mark == "unplaced")
            shown = " ".join(row.cells[column].split())
            place = place_of(table, row, column, shorten(shown, SHOWN, placeholder="…"))
            rows.append(about(evidence, place, unplaced=lost))
    return view_of(rows, "unplaced")


def _named_by(table: RawTable, row: RawRow) -> str:
    """The column that says what a row is about, else the first that is filled."""
    for role in ("label", "activity", "outcome", "problem"):
        name = table.spec.column(role)
        if name and row.cells[name]:
            return name
    filled = [name for name, cell in row.cells.items() if cell]
    named = (name for name in filled if table.spec.columns[name].role not in _NO_CELL)
    return next(named, filled[0])


def exchanged(evidence: Evidence) -> pd.DataFrame:
    """One row an expected outcome beside an indicator: whether it is a ``measure``.

    It is one where it is a label of the catalogue, or says what a label of its own indicator
    does; where it begins with a word that only shares begin with, such as *persentase*; or
    where it begins as indicators do, and what stands in the indicator's place does not.
    """
    measuring, shares = _measuring_words(evidence)
    likeness = evidence.bound("columns_exchanged", "likeness")

    def begins_with(text: str, words: set[str]) -> bool:
        return any(like_words(fold(text).split()[0], word, likeness) for word in words)

    rows: list[dict[str, Any]] = []
    for table, row in _outcomes(evidence):
        outcome, label = table.cell(row, "outcome"), table.cell(row, "label")
        begins, beside = begins_with(outcome, measuring), begins_with(label, measuring)
        known = _is_label(evidence, table.spec.table, outcome, label, inside=begins)
        is_measure = known or begins_with(outcome, shares) or (begins and not beside)
        place = place_of(table, row, table.spec.column("outcome") or "", label)
        other = place_of(table, row, table.spec.column("label") or "", label)
        checked = about(evidence, place, compared=other, measure=int(is_measure))
        rows.append(checked | {"expected": label})
    return view_of(rows, "measure")


def _is_label(evidence: Evidence, table: str, outcome: str, label: str, *, inside: bool) -> bool:
    """Whether an outcome is a label, or (``inside``) stands in one of its row's indicator."""
    labels = evidence.catalogue.labels
    code, words = labels.find(table, label), set(fold(outcome).split())
    labels_of_code = (printed for (_, printed), known in labels.lines.items() if known == code)
    is_label = labels.find(table, outcome) is not None
    return is_label or (inside and any(words <= set(printed.split()) for printed in labels_of_code))


def _outcomes(evidence: Evidence) -> Iterator[tuple[RawTable, RawRow]]:
    for table in evidence.raw.values():
        for row in table.lines:
            if fold(table.cell(row, "outcome")) and fold(table.cell(row, "label")):
                yield table, row


def _measuring_words(evidence: Evidence) -> tuple[set[str], set[str]]:
    """Words that labels of several indicators begin with (*indeks*), and those of shares only."""
    begins: dict[str, set[str]] = {}
    for (_, label), code in evidence.catalogue.labels.lines.items():
        if label and code:
            measure = evidence.catalogue.indicators[code].measure
            if measure != "milestone":
                begins.setdefault(label.split()[0], set()).add(code)
    enough = evidence.bound("columns_exchanged", "names")
    many = {word: codes for word, codes in begins.items() if len(codes) >= enough}
    of = evidence.catalogue.indicators
    shares = {
        word for word, codes in many.items() if {of[code].measure for code in codes} == {"percent"}
    }
    # the letter of a list is no word
    return {word for word in many if len(word) > 1}, {word for word in shares if len(word) > 1}


def sisters(evidence: Evidence) -> pd.DataFrame:
    """One row a sentence with one figure that its table prints under several headings.

    ``figure`` is its own, ``most`` that of its sisters of the same years: where the sisters
    rise from one part of the plan to the next, one that repeats the old figure was copied.
    """
    rows: list[Mapping[str, Any]] = []
    least = evidence.bound("sister_differs", "words_of_a_sentence")
    for table in evidence.raw.values():
        parts: dict[tuple[str, str, str], list[tuple[RawRow, str]]] = {}
        years = ""
        for row in table.rows:
            if row.mark == "group":
                named = _YEAR.findall(row.text)
                years = "-".join(named) if named else years
                continue
            for name, cell in row.cells.items():
                figures = _NUMBER.findall(cell)
                if len(figures) == 1 and len(cell.split()) >= least:
                    key = (years, name, fold(_NUMBER.sub("0", cell)))
                    parts.setdefault(key, []).append((row, figures[0]))
        for (_, name, _), alike in parts.items():
            rows += _against_sisters(evidence, table, name, alike)
    return view_of(rows, "figure", "most")


def _against_sisters(
    evidence: Evidence, table: RawTable, column: str, alike: Sequence[tuple[RawRow, str]]
) -> Iterator[Mapping[str, Any]]:
    (most, times), *_ = Counter(figure for _, figure in alike).most_common(1)
    stands_out = times >= evidence.bound("sister_differs", "sisters") and times == len(alike) - 1
    witness = next(row for row, figure in alike if figure == most)
    for row, figure in alike:
        other = place_of(table, witness, column, "")
        place = place_of(table, row, column, row.cells[column])
        odd = stands_out and figure != most
        yield about(
            evidence,
            place,
            compared=other if odd else None,
            expected=most,
            figure=figure,
            most=most if odd else figure,
        )


def item_numbers(evidence: Evidence) -> pd.DataFrame:
    """One row a numbered item at the front of a cell: its ``number`` and the one that ``fits``.

    The first item of a cell goes on from the last front number of its column, or begins with 1;
    where a column numbers its rows, the items within a cell are a list of their own.
    """
    rows = []
    for table in evidence.raw.values():
        for name, spec in table.spec.columns.items():
            if spec.role not in ("text", "outcome", "activity", "label", "problem", "first"):
                continue
            fronts = [
                (row, int(front[1]))
                for row in table.lines
                if (front := _AT_FRONT.match(row.cells[name]))
            ]
            for (row, number), fits in zip(fronts, _fitting(fronts, name), strict=True):
                label = row.cells[name]
                place = place_of(table, row, name, label)
                rows.append(
                    about(evidence, place, expected=str(fits), number=number, fits=fits)
                    | {"printed": f"{number}."}
                )
    return view_of(rows, "number", "fits")


def _fitting(fronts: Sequence[tuple[RawRow, int]], column: str) -> list[int]:
    """The number that each front number should be: 1, one more than before, or itself."""
    fits = [1] * min(1, len(fronts))
    for (before, last), (_, number) in pairwise(fronts):
        # a list within the cell before ends with its own last number
        ends = [int(item) for item in _ITEM.findall(before.cells[column])]
        follows = {1, last + 1}
        fits.append(number if number in follows else last + 1 if len(ends) < 2 else 1)
    return fits


def priorities(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of what comes first: how many of its items are none of the row's activities.

    An item is one of them where its first word, which says what is done, stands in them, or where
    another row of the table lists it. Only tables that choose most items from the activities.
    """
    rows = []
    share, alike = (evidence.bound("priority_not_listed", name) for name in ("share", "likeness"))
    for table in evidence.raw.values():
        chosen, listed = table.spec.column("first"), table.spec.column("activity")
        if not chosen or not listed:
            continue
        every = [_said(item) for row in table.lines for item in items_of(row.cells[listed])]
        of_table = []
        for row in table.lines:
            items = [item for item in items_of(row.cells[chosen]) if _said(item)]
            others = [
                item
                for item in items
                if _said(item)[0] not in _said(row.cells[listed])
                and not any(_shared(_said(item), known) >= alike for known in every)
            ]
            if items:
                shown = {**place_of(table, row, chosen, ""), "printed": "; ".join(others or items)}
                of_table.append(
                    about(evidence, shown, expected=row.cells[listed], unlisted=len(others))
                )
        listing = sum(not row["unlisted"] for row in of_table)
        rows += of_table if listing >= share * len(of_table) else []
    return view_of(rows, "unlisted")


def _said(item: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", fold(item))


def _shared(words: Sequence[str], others: Sequence[str]) -> float:
    """Words that both have, as a share of all, from 0 to 1."""
    both = len(set(words) & set(others))
    return 2 * both / (len(set(words)) + len(set(others))) if both else 0.0


RULES = (
    Rule("row_unplaced", unplaced, within("unplaced", high=0)),
    Rule("row_twice", copies, within("copies", high=0), bounds=("filled",)),
    Rule("label_twice", labels_twice, within("again", high=0)),
    Rule(
        "columns_exchanged",
        exchanged,
        within("measure", high=0),
        settles=True,
        settles_compared=True,
        bounds=("likeness", "names"),
    ),
    Rule(
        "sister_differs",
        sisters,
        equal("figure", "most"),
        covers="row",
        bounds=("sisters", "words_of_a_sentence"),
    ),
    Rule(
        "priority_not_listed",
        priorities,
        within("unlisted", high=0),
        bounds=("share", "likeness"),
    ),
    Rule("item_number_jumps", item_numbers, equal("number", "fits")),
)
