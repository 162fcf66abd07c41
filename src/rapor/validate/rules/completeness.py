"""Cells that say nothing or cannot be read, and rows and targets that should be there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.permitted import SCORE, Permitted, of_report, permitted
from rapor.catalogue.raw import RawRow, RawTable
from rapor.ground.cells import both_readings, read_cell
from rapor.validate.evidence import Evidence, Row, readable, records
from rapor.validate.rule import Rule, about, equal, filled, one_of, plain, view_of, within

_NUMBER = re.compile(r"([0-9]{1,3})\s*[.)]?")
_BESIDE = frozenset({"owner", "problem", "first", "outcome", "topic"})
"""Roles of columns that say something of what a row names, and hold no figure and no agency."""
_ITEM = re.compile(r"(?:^|\s)(?:[0-9]{1,2}[.)]|[•✓])\s+|;")
"""What parts the items of a list in one cell."""
_NAMING = ("goal", "area", "label", "activity", "first", "text")


def missing(evidence: Evidence) -> pd.DataFrame:
    """One row a printed cell; ``reading`` is empty where the cell says nothing."""
    rows = []
    for row, evaluated in _cells(evidence):
        state = _state(row)
        dash = bool(row["printed"].strip())
        severity = "" if evaluated or not dash else "note"
        reading = None if state == "missing" else row["printed"]
        rows.append(about(evidence, row, severity=severity, reading=reading))
    return view_of(rows, "reading")


def unreadable(evidence: Evidence) -> pd.DataFrame:
    """One row a printed cell that is not blank; ``state`` says whether it can be read."""
    rows = []
    for row, evaluated in _cells(evidence):
        state = _state(row)
        if state != "missing":
            severity = "" if evaluated else "warning"
            readable_so_far = "unreadable" if state == "unreadable" else "read"
            rows.append(about(evidence, row, severity=severity, state=readable_so_far))
    return view_of(rows, "state")


def values(evidence: Evidence) -> pd.DataFrame:
    """One row a cell that can be read; ``state`` is ``no_value`` for what cannot be measured."""
    rows = []
    for row, evaluated in _cells(evidence):
        state = _state(row)
        if state in ("missing", "unreadable"):
            continue
        expected = permitted_of(evidence, row).expected if state == "no_value" else ""
        if state == "ambiguous" or _is_for_ranks(evidence, row):
            state = "read"
        severity = "" if evaluated else "warning"
        rows.append(about(evidence, row, expected=expected, severity=severity, state=state))
    return view_of(rows, "state")


def ambiguous(evidence: Evidence) -> pd.DataFrame:
    """One row a number: ``readings`` counts what it can be read as and nothing decides."""
    rows = []
    for row, evaluated in _cells(evidence):
        both = both_readings(_shown(row)) if _state(row) == "ambiguous" else None
        if both is None and pd.isna(row["value"]):
            continue
        shown = [plain(reading.value or 0.0) for reading in both or ()]
        severity = "" if evaluated else "warning"
        readings = len(shown) or 1
        expected = " / ".join(shown)
        rows.append(about(evidence, row, expected=expected, severity=severity, readings=readings))
    return view_of(rows, "readings")


def permitted_of(evidence: Evidence, row: Row) -> Permitted:
    """What the cell of a row may hold."""
    indicator, year = evidence.indicator(row), row["year"] or evidence.city.last_year
    if indicator is not None and "scale_pct" not in row:
        of = permitted(indicator, evidence.catalogue, year, done=())
        low, high = row.get("scale_min"), row.get("scale_max")
        return of if pd.isna(low) or pd.isna(high) else replace(of, scale=(low, high))
    if "planned" in row:
        targets = evidence.activities
        target, *_ = [*records(targets[targets["ref"] == str(row["planned"])]), row]
        word, counts = target["text"], not pd.isna(target["value"])
        return of_report(word, row["unit"], evidence.catalogue, year, counts=counts)
    return SCORE


def _is_for_ranks(evidence: Evidence, row: Row) -> bool:
    """A word in place of a rank is found by the rule of ranks, which knows the other ones."""
    indicator = evidence.indicator(row)
    return bool(indicator and indicator.order and read_cell(_shown(row)).text)


def numbering(evidence: Evidence) -> pd.DataFrame:
    """One row a raw row: its number, and the ``next`` one after the row before it.

    ``number`` is the printed number in a table that numbers all its rows, where it may also
    repeat and begin again at 1; else the row's own number in the file.
    """
    rows: list[dict[str, Any]] = []
    for table in evidence.raw.values():
        column = table.spec.column("number") or ""
        if not all(_printed(row, column) for row in table.lines):
            column = ""
        last = printed_last = 0
        for row in table.rows:
            number, expected, printed = row.number, last + 1, _printed(row, column)
            if number == expected and printed:
                follows = (1, printed_last, printed_last + 1)
                expected = printed if printed in follows or not printed_last else printed_last + 1
                number = printed
            place = _place(table, row, column if printed else "row")
            rows.append(
                about(evidence, place, expected=str(expected), number=number, next=expected)
            )
            last, printed_last = row.number, printed or printed_last
    return view_of(rows, "number", "next")


def texts(evidence: Evidence) -> pd.DataFrame:
    """One row a cell that says something beside what its row names: whether it ``says`` any.

    Only columns that most rows fill: others hold what stands once for many rows.
    """
    rows = []
    share, least = (evidence.bound("text_missing", name) for name in ("share", "rows"))
    for table in evidence.raw.values():
        for name, column in table.spec.columns.items():
            full = [bool(row.cells[name].strip()) for row in table.lines]
            enough = len(full) >= least and sum(full) >= share * len(full)
            if column.role not in _BESIDE or not enough:
                continue
            for row, says in zip(table.lines, full, strict=True):
                place = {**_place(table, row, name), "label": _named(table, row)}
                rows.append(about(evidence, place, says=int(says)))
    return view_of(rows, "says")


def _named(table: RawTable, row: RawRow) -> str:
    """What a row is about: its first words, or else the table's title."""
    named = (name for name, column in table.spec.columns.items() if column.role in _NAMING)
    return next((row.cells[name] for name in named if row.cells[name]), table.spec.title)


def lost_numbers(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row that begins something: its ``number``, and the one that ``fits``.

    A row begins something where the first column that names things is filled. One without a
    number, between rows whose numbers leave out just one, has lost it.
    """
    rows = []
    for table in evidence.raw.values():
        column = table.spec.column("number")
        naming = (name for name, spec in table.spec.columns.items() if spec.role in _NAMING)
        leads = next(naming, None)
        if column is None or leads is None:
            continue
        begun = [row for row in table.lines if row.cells[leads].strip()]
        printed = [0, *(_printed(row, column) for row in begun)]
        for row, (before, number, after) in zip(begun, _threes(printed), strict=True):
            fits = before + 1 if not number and after == before + 2 else number
            place = {**_place(table, row, column), "label": row.cells[leads]}
            rows.append(about(evidence, place, expected=str(fits), number=number, fits=fits))
    return view_of(rows, "number", "fits")


def _threes(numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each number but the first, with the one before and the one behind it."""
    return zip(numbers, numbers[1:], [*numbers[2:], 0], strict=False)


def yearly_targets(evidence: Evidence) -> pd.DataFrame:
    """One row an end target: how many yearly targets (``years``) its indicator has.

    Only where most end targets of the city have some: a road map may plan its end alone.
    """
    planned = evidence.planned
    yearly = planned[planned["kind"] == "target"]
    rows = []
    for row in records(planned[planned["kind"] == "end_target"]):
        if readable(row):
            years = yearly.loc[yearly["indicator"] == row["indicator"], "year"].nunique()
            rows.append(about(evidence, row, years=years))
    planned_yearly = [row for row in rows if row["years"]]
    return view_of(rows if len(planned_yearly) * 2 > len(rows) else [], "years")


def _cells(evidence: Evidence) -> Iterator[tuple[Row, bool]]:
    """Every printed cell that should hold a figure, once, and whether it is evaluated.

    A cell of an action plan that is an indicator's target too is taken as a target, a value
    among what was reached by goal as a realisation.
    """
    seen: set[str] = set()
    for frame in (evidence.planned, evidence.realised):
        for row in records(frame):
            seen.add(row["ref"])
            yield row, True
    for row in _score_cells(evidence):
        yield row, True
    for row in records(evidence.reported):
        yield row, True
    for row in _further(evidence):
        yield row, False
    for row in records(evidence.activities):
        # an activity of a table without years has no figures to miss
        if row["ref"] not in seen and row["year"] is not None:
            yield row, False


def _further(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """Filled cells that are shown and not evaluated: shares of scale, scores and ranks."""
    for row in records(evidence.shares):
        if row["printed"].strip() and not row["achieved"]:
            yield {**row, "value": row["scale_pct"], "text": ""}
    for row in records(evidence.ranked):
        told = row["title"] or row["problem"] or row["aim"] or row["activity"] or row["first"]
        if row["printed"].strip() and not told:
            yield row


def _score_cells(evidence: Evidence) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in records(evidence.scores):
        for part in ("value", "weight", "ratio"):
            header = row["column"] if part == "value" else row[f"{part}_column"]
            if not header or row[f"{part}_ref"] in seen:
                continue
            seen.add(row[f"{part}_ref"])
            printed = row["printed"] if part == "value" else row[f"{part}_printed"]
            yield {
                **row,
                "column": header,
                "printed": printed,
                "shown": row[f"{part}_shown"],
                "value": row[part],
                "text": "",
            }


def _state(row: Row) -> str:
    """The state of a row's ``Reading``; a withheld value was readable."""
    if readable(row) or row.get("decision") == "ask":
        return "read"
    state = read_cell(_shown(row)).state
    if state != "read":
        return state
    return "ambiguous" if both_readings(_shown(row)) else "no_value"


def _shown(row: Row) -> str:
    """The cell as printed, or what a correction put in its place."""
    return str(row.get("shown", row["printed"]))


def announced(evidence: Evidence) -> pd.DataFrame:
    """One row an item of a text: whether its words announce a figure and are ``without`` it.

    They do where the same words stand at the end of an item of another cell, and a figure
    behind them. How many words, the rule's bound says.
    """
    least = int(evidence.bound("figure_not_given", "words"))
    items = [
        (place, fold(item).split())
        for table in evidence.raw.values()
        for line in table.lines
        for column in line.cells
        for place in [_place(table, line, column)]
        for item in _ITEM.split(place["printed"])
    ]
    figures = {
        tuple(words[-least - 1 : -1]): place
        for place, words in items
        if len(words) > least and words[-1].isdigit() and not words[-2].isdigit()
    }
    rows = []
    for place, words in items:
        if len(words) >= least:
            full = figures.get(tuple(words[-least:]))
            ending = f"… {' '.join(words[-least:])}"
            shown = {**place, "printed": ending}
            rows.append(about(evidence, shown, compared=full, without=int(full is not None)))
    return view_of(rows, "without")


def _printed(row: RawRow, column: str) -> int:
    """The number that a row prints in a column; 0 for none."""
    number = _NUMBER.fullmatch(row.cells.get(column, ""))
    return int(number[1]) if number else 0


def _place(table: RawTable, row: RawRow, column: str) -> Row:
    return {
        "source": table.spec.source,
        "table": table.spec.table,
        "row": row.number,
        "column": column,
        "printed": row.cells.get(column, str(row.number)),
        "year": None,
        "label": table.spec.title,
    }


RULES = (
    Rule("row_missing", numbering, equal("number", "next")),
    Rule("row_number_lost", lost_numbers, equal("number", "fits")),
    Rule("missing_cell", missing, filled("reading"), covers="row"),
    Rule("text_missing", texts, within("says", low=1), bounds=("share", "rows")),
    Rule("figure_not_given", announced, within("without", high=0), bounds=("words",)),
    Rule("unreadable_cell", unreadable, one_of("state", "read")),
    Rule("not_a_value", values, one_of("state", "read")),
    Rule("ambiguous_number", ambiguous, within("readings", high=1)),
    Rule("no_yearly_target", yearly_targets, within("years", low=1)),
)
