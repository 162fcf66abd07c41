"""Who is responsible: agencies that are not named, for some years, by another name, or twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.registers import NamedAgency, named_agencies
from rapor.validate.evidence import Evidence, Row, records, reference
from rapor.validate.rule import Rule, about, above, equal, view_of, within


@dataclass(frozen=True)
class _AgencyCell:
    """A printed cell that names agencies."""

    table: RawTable
    row: RawRow
    named: tuple[NamedAgency, ...]

    def place(self, printed: str, label: str) -> Row:
        """The cell as a finding shows it."""
        spec = self.table.spec
        return {
            "source": spec.source,
            "table": spec.table,
            "row": self.row.number,
            "column": spec.column("agencies"),
            "printed": printed,
            "year": None,
            "label": label,
        }

    @property
    def names(self) -> str:
        """What the cell prints, each name once and without the words between them."""
        return ", ".join(dict.fromkeys(map(str, self.named)))

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(agency.code for agency in self.named)


def _cells(evidence: Evidence) -> Iterator[_AgencyCell]:
    register = evidence.catalogue.agencies
    for table in evidence.raw.values():
        for row in table.lines:
            named, _ = named_agencies(register, table.agencies(row))
            if named:
                yield _AgencyCell(table, row, tuple(named))


def _together(
    evidence: Evidence, printed: list[Row], expected: str, **checked: Any
) -> dict[str, Any]:
    """One row of a view for all cells that have one cause; the first one stands in front."""
    first, *others = printed
    return about(evidence, first, expected=expected, **checked) | {
        "compared_ref": ";".join(reference(place) for place in others),
        "compared_printed": "; ".join(place["printed"] for place in others),
    }


def by_year(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of agencies: how many ``names`` in it hold for some years only.

    Cells that name the same agencies by year are one row.
    """
    dated: dict[tuple[str, ...], list[Row]] = {}
    rows, names = [], evidence.catalogue.agencies.names
    for cell in _cells(evidence):
        limited = [agency for agency in cell.named if agency.years]
        if not limited:
            rows.append(about(evidence, cell.place(cell.names, cell.names), names=0))
            continue
        codes = tuple(agency.code for agency in limited)
        label = ", ".join(names[code] for code in codes)
        place = cell.place(", ".join(map(str, limited)), label)
        dated.setdefault(codes, []).append(place)
    rows += [_together(evidence, places, "", names=len(codes)) for codes, places in dated.items()]
    return view_of(rows, "names")


def spellings(evidence: Evidence) -> pd.DataFrame:
    """One row an agency and spelling of it: as printed, and as the register means it."""
    register = evidence.catalogue.agencies
    printed: dict[tuple[str, str], list[Row]] = {}
    for cell in _cells(evidence):
        for agency in cell.named:
            place = cell.place(agency.printed, register.names[agency.code])
            printed.setdefault((agency.code, fold(agency.printed)), []).append(place)
    rows = []
    for (_, spelling), places in printed.items():
        meant = register.meant.get(spelling, str(places[0]["printed"]))
        rows.append(_together(evidence, places, meant, reading=spelling, other=fold(meant)))
    return view_of(rows, "reading", "other")


def assigned(evidence: Evidence) -> pd.DataFrame:
    """One row a task in two tables: how many agencies (``shared``) both name.

    Tasks that two tables assign to the same two sets of agencies are one row.
    """
    apart: dict[tuple[Any, ...], list[Row]] = {}
    rows = []
    for mine, other in _pairs(evidence):
        shared = _shared(evidence, mine.cell.codes, other.cell.codes)
        places = [mine.place, other.place]
        if shared:
            rows.append(_together(evidence, places, other.cell.names, shared=shared))
            continue
        ends = (mine.table, mine.cell.codes, other.table, other.cell.codes)
        apart.setdefault(ends, places[:1]).append(places[1])
    rows += [
        _together(evidence, places, places[1]["printed"], shared=0) for places in apart.values()
    ]
    return view_of(rows, "shared")


def _shared(evidence: Evidence, codes: frozenset[str], others: frozenset[str]) -> int:
    """How many agencies two cells share; *all agencies* beside others says nothing by itself."""
    collective = evidence.catalogue.agencies.collective
    named, named_there = codes - collective, others - collective
    return len(named & named_there) if named and named_there else len(codes & others)


def left_out(evidence: Evidence) -> pd.DataFrame:
    """One row a task in two tables: how many agencies (``lost``) one leaves out.

    Only where it names no other: tables that name others too are another rule's. The table that
    says less is the finding.
    """
    rows = []
    for pair in _pairs(evidence):
        fewer, more = sorted(pair, key=lambda task: len(task.cell.codes))
        if fewer.cell.codes & more.cell.codes:
            less = fewer.cell.codes < more.cell.codes
            lost = len(more.cell.codes - fewer.cell.codes) if less else 0
            places = [{**fewer.place, "label": pair[0].activity}, more.place]
            rows.append(_together(evidence, places, more.cell.names, lost=lost))
    return view_of(rows, "lost")


@dataclass(frozen=True)
class _Task:
    """A cell of agencies, and what its row says is to be done: the activity and its indicator.

    ``label`` is the indicator as printed.
    """

    cell: _AgencyCell
    area: str
    activity: str
    indicator: str
    label: str

    @property
    def table(self) -> str:
        return self.cell.table.spec.table

    @property
    def place(self) -> Row:
        return self.cell.place(self.cell.names, self.activity)

    def likeness(self, other: "_Task") -> float:
        """Words of the two activities that both have, as a share of all, from 0 to 1."""
        mine, theirs = (set(fold(task.activity).split()) for task in (self, other))
        return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _pairs(evidence: Evidence) -> Iterator[tuple[_Task, _Task]]:
    """Two tables' rows about one task: the same activity of an area, else the same indicator.

    Two areas may head different tasks with one title, so they are not the same activity. Two
    wordings are one activity where neither has a better partner in the other's table; rows of
    one indicator are about one task where no activity says so.
    """
    by_table: dict[str, list[_Task]] = {}
    for task in _tasks(evidence):
        by_table.setdefault(task.table, []).append(task)
    least = evidence.bound("agency_twice", "likeness")
    for mine, others in combinations(by_table.values(), 2):
        partners = _partners(mine, others, least)
        yield from partners
        paired = {task.indicator for pair in partners for task in pair}
        first = {task.indicator: task for task in reversed(others)}
        for indicator, task in {task.indicator: task for task in reversed(mine)}.items():
            if indicator in first.keys() - paired - {""}:
                yield replace(task, activity=task.label), first[indicator]


def _partners(
    mine: Sequence[_Task], others: Sequence[_Task], least: float
) -> list[tuple[_Task, _Task]]:
    """Activities of two tables that are each other's most alike, and alike from ``least`` on."""
    alike = sorted(
        (
            (-likeness, at, other)
            for at, task in enumerate(mine)
            for other, theirs in enumerate(others)
            if task.area == theirs.area and (likeness := task.likeness(theirs)) >= least
        ),
    )
    best: dict[int, int] = {}
    for _, at, other in alike:
        if at not in best and other not in best.values():
            best[at] = other
    return [(mine[at], others[other]) for at, other in sorted(best.items())]


def _tasks(evidence: Evidence) -> Iterator[_Task]:
    rows = {
        (row["table"], row["row"]): row for row in reversed(records(evidence.tables["action_plan"]))
    }
    for cell in _cells(evidence):
        row = rows.get((cell.table.spec.table, cell.row.number))
        if row and row["activity"]:
            yield _Task(cell, row["area"], row["activity"], row["indicator"], row["label"])


def unnamed(evidence: Evidence) -> pd.DataFrame:
    """One row a printed row with a task: how many ``letters`` its cell of agencies holds.

    Only tables that name an agency in most rows. One that names the same agency in two rows
    running does not merge its cells; where none does, a single blank cell may be merged with
    the one above, and is noted.
    """
    rows = []
    for table in evidence.raw.values():
        lines = [row for row in table.lines if _task(table, row)]
        printed = [table.agencies(row).strip() for row in lines]
        again = any(cell and fold(cell) == fold(before) for before, cell in pairwise(printed))
        blank = printed.count("")
        if blank * 2 > len(printed) or (not again and blank > 1):
            continue
        severity = "" if again or not all(printed[:1]) else "note"
        for row, cell in zip(lines, printed, strict=True):
            place = _AgencyCell(table, row, ()).place(cell, _task(table, row).rstrip(" .;"))
            rows.append(about(evidence, place, severity=severity, letters=len(cell)))
    return view_of(rows, "letters")


def _task(table: RawTable, row: RawRow) -> str:
    """What a row says is to be done, where its table names agencies."""
    if not table.spec.column("agencies"):
        return ""
    return table.cell(row, "activity") or table.cell(row, "label")


def outside_period(evidence: Evidence) -> pd.DataFrame:
    """One row a table and agency named by year: how many years ``beyond`` the road map's last.

    The finding is about the column, for one table names an agency by year in many rows.
    """
    printed: dict[tuple[str, str], list[tuple[Row, int]]] = {}
    first, last = evidence.city.first_year, evidence.city.last_year
    for cell in _cells(evidence):
        for agency in cell.named:
            if agency.years:
                beyond = max(agency.years[-1] - last, first - agency.years[0], 0)
                place = {**cell.place(str(agency), str(agency)), "row": 0}
                printed.setdefault((cell.table.spec.table, str(agency)), []).append((place, beyond))
    rows = [
        about(evidence, place, expected=f"{first}–{last}", beyond=beyond)
        for (place, beyond), *_ in printed.values()
    ]
    return view_of(rows, "beyond")


RULES = (
    Rule("agency_missing", unnamed, above("letters", 0)),
    Rule("agency_outside_period", outside_period, within("beyond", high=0)),
    Rule("agency_twice", assigned, within("shared", low=1), bounds=("likeness",)),
    Rule("agency_left_out", left_out, within("lost", high=0)),
    Rule("agency_by_year", by_year, within("names", high=0)),
    Rule("agency_name_differs", spellings, equal("reading", "other")),
)
