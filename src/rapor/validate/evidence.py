"""What the rules look at: a city's tables and statements, and what it takes to compare their cells.

``statements.csv`` of a city has a line for each fact that a document states of itself: a count
that the text gives of the rows of a table, of the years of the road map, or of the figures of a
column that meet a condition (*hanya dua parameter di atas 0,70*), and a reference that the text
prints. The sentences themselves are not carried.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.entries import ListFile
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.raw import RawTable
from rapor.ground.errors import Problems
from rapor.ground.paths import Home
from rapor.ground.ref import Line, Ref
from rapor.ground.shape import Text, as_printed
from rapor.ground.tables import TIDY, Tables

KINDS = ("rows", "years", "values", "reference")
_COUNTS = ("rows", "years", "values")
_OF_A_TABLE = ("rows", "values")
_BOUND = re.compile(r"(>=|<=|>|<)\s*([0-9]+(?:\.[0-9]+)?)")
STATEMENTS = ListFile(
    {
        "subject": as_printed("what is counted or referred to, in words of your own"),
        "kind": Text(words=KINDS, meaning="what is stated: a count, or a reference"),
        "printed": Text(meaning="the count or reference as the text prints it"),
        "table": Text(blank=True, meaning="the table whose rows or values are counted"),
        "line": Text(blank=True, meaning="line of the document"),
        "source": Text(meaning="a key of sources.yaml"),
    },
    # of a count of values only
    {
        "column": Text(blank=True, meaning="the column whose values are counted"),
        "condition": Text(
            blank=True,
            pattern=_BOUND.pattern,
            form="a bound such as '>0.70'",
            meaning="what a counted value meets",
        ),
    },
    ("subject", "kind", "printed", "line"),
)
"""Columns of statements.csv."""

_NEXT = "correct the line, or remove it"
Row = Mapping[str, Any]
"""One row of a tidy table."""

_ITEM = re.compile(r"\s*(?:[0-9]{1,2}|[A-Za-z])\s*[.)]\s+")
"""``a.`` or ``1)`` before the item of a list."""

EPSILON = 1e-9
"""Floats of the same printed decimals differ by far less, printed figures by far more."""


@dataclass(frozen=True)
class Statement:
    """One stated fact: of what, what kind, as printed, about which table, in which line.

    ``row`` is its line among the statements, ``line`` the line of the document.
    """

    row: int
    subject: str
    kind: str
    printed: str
    table: str
    line: str
    source: str
    column: str = ""
    condition: str = ""

    def met_by(self, value: float) -> bool:
        """Whether a figure meets the condition of a count of ``values``."""
        bound = _BOUND.fullmatch(self.condition)
        if bound is None:
            return False
        sign, limit = bound[1], float(bound[2])
        beyond = value > limit if ">" in sign else value < limit
        return beyond or ("=" in sign and value == limit)


def read_statements(home: Home, city: City) -> list[Statement]:
    """Read a city's statements; a city without the file has none.

    Raises ``DataRejected`` with every unknown kind, table and source, and for a count that
    is not a number.
    """
    path = home.raw(city.slug) / "statements.csv"
    shown = home.relative(path)
    if not path.exists():
        return []
    problems = Problems()
    rows = STATEMENTS.read(path, shown, problems)
    for number, row in enumerate(rows, start=2):
        _check(row, f"{shown} line {number}", city, problems)
    problems.raise_if_any()
    return [Statement(row=number, **row) for number, row in enumerate(rows, start=1)]


def _check(row: dict[str, str], where: str, city: City, problems: Problems) -> None:
    if row["kind"] in _OF_A_TABLE and row["table"] not in city.tables:
        problems.add(where, f"table {row['table']!r}", "a table of tables.yaml", _NEXT)
    elif row["kind"] == "values":
        _check_condition(row, where, city, problems)
    if row["kind"] in _COUNTS and row["printed"] and not row["printed"].isdecimal():
        problems.add(where, f"count {row['printed']!r}", "a whole number", _NEXT)
    if row["source"] and row["source"] not in city.sources:
        problems.add(where, f"source {row['source']!r}", "a key of sources.yaml", _NEXT)


def _check_condition(row: dict[str, str], where: str, city: City, problems: Problems) -> None:
    columns = city.tables[row["table"]].columns
    column, condition = row.get("column", ""), row.get("condition", "")
    if column not in columns:
        problems.add(where, f"column {column!r}", f"one of {', '.join(columns)}", _NEXT)
    if not condition:
        problems.add(where, "no condition", "a bound such as '>0.70'", _NEXT)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame in their order; a year that is not given is None."""
    if frame.empty:
        return []
    names = [str(name) for name in frame.columns]
    columns = [
        [None if cell is pd.NA else cell for cell in cells.tolist()] for _, cells in frame.items()
    ]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def printed_rows(frame: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """The cells of each printed row in the order of years, then of ``place``; rows as they come."""
    by_row: dict[Line, list[dict[str, Any]]] = {}
    for cell in records(frame):
        by_row.setdefault((cell["table"], cell["row"]), []).append(cell)
    return [sorted(line, key=_in_time) for line in by_row.values()]


def _in_time(cell: Row) -> tuple[bool, int, Any]:
    """A cell without a year comes last."""
    return cell["year"] is None, cell["year"] or 0, cell["place"]


def readable(row: Row) -> bool:
    """Whether a row holds a number or a word."""
    return not pd.isna(row["value"]) or bool(row["text"])


def line_of(row: Row) -> Line:
    """The printed row that a cell stands in."""
    return Ref.of(row).line


def reference(row: Row, column: str = "column") -> str:
    """The printed cell that a row stands for, ``table:row:column``.

    ``column`` names the field that holds the header: ``weight_column`` for a score's weight.
    """
    return str(Ref.of(row, column))


def decimals(printed: str) -> int:
    """How many decimals the last number of a printed cell shows; ``3,00`` shows two.

    Points that group thousands (``1.234,5``, ``1.234.567``) are no decimal marks.
    """
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)*", printed)
    marks = re.findall(r"[.,]", numbers[-1]) if numbers else []
    if not marks or (len(marks) > 1 and marks[-1] in marks[:-1]):
        return 0
    return len(re.split(r"[.,]", numbers[-1])[-1])


@dataclass(frozen=True)
class Evidence:
    """A city's tables as tidied, or as accepted after the decisions.

    ``raw`` are the printed tables that they were made from, for rules about whole rows,
    ``statements`` what the document says of itself.
    ``decided`` gives what stands in a cell (by reference) after a correction; ``doubted``
    are cells that a rule has found wrong already: the rules after it leave them out, so
    that one cause gives one finding. ``disputed`` are those of them that may well be right,
    for they were only found to differ from another print.
    """

    city: City
    catalogue: Catalogue
    tables: Tables
    raw: Mapping[str, RawTable] = field(default_factory=dict)
    statements: Sequence[Statement] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()

    def doubting(self, cells: Iterable[str], *, disputed: bool = False) -> "Evidence":
        """The same evidence without relying on these cells."""
        more = frozenset(cells)
        doubting = replace(
            self,
            doubted=self.doubted | more,
            disputed=self.disputed | (more - self.doubted) if disputed else self.disputed,
        )
        # no table below depends on what is doubted: those that are made need not be made again
        made = {name: self.__dict__[name] for name in _MADE_ONCE if name in self.__dict__}
        doubting.__dict__.update(made)
        return doubting

    def trusted(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The cells of a frame that no rule has found wrong, in the order of precedence."""
        kept = frame[~frame["ref"].isin(self.doubted)]
        return kept.sort_values("place", kind="stable")

    @cached_property
    def planned(self) -> pd.DataFrame:
        """The targets table with ``ref``, ``shown``, ``level`` and ``place`` of each cell.

        ``level`` is what can be ordered: the number, or the rank of a word; empty for
        milestones. ``place`` orders cells by the city's precedence, then by the document.
        """
        return self._located(self.tables["targets"])

    @cached_property
    def realised(self) -> pd.DataFrame:
        """The realisations table with the same columns added."""
        return self._located(self.tables["realisations"])

    @cached_property
    def activities(self) -> pd.DataFrame:
        """The action plan's yearly cells with the same columns added."""
        return self._located(self.tables["action_plan"])

    @cached_property
    def reported(self) -> pd.DataFrame:
        """What is reported of activities, with the same columns added.

        A report without a unit is of the unit that its target is planned in.
        """
        reports = self._located(self._table("activity_realisations"))
        targets = self.tables["action_plan"]
        planned = {(reference(row), row["activity"]): row["unit"] for row in records(targets)}
        units = [
            row["unit"] or planned.get((str(row["planned"]), row["activity"]), "")
            for row in records(reports)
        ]
        return reports.assign(unit=pd.Series(units, index=reports.index, dtype=object))

    @cached_property
    def shares(self) -> pd.DataFrame:
        """What was reached by goal, with the same columns added."""
        return self._located(self._table("goal_achievements"))

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Scores and ranks of priorities, with the same columns added; each is one of the two."""
        frame = self._table("priorities")
        figures = frame["score"].where(frame["score"].notna(), frame["rank"])
        return self._located(frame.assign(value=figures, text=""))

    def _table(self, name: str) -> pd.DataFrame:
        return self.tables.get(name, pd.DataFrame(columns=TIDY[name].declaration().names))

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The scores table with ``value_ref``, ``weight_ref`` and ``ratio_ref``."""
        frame = self.tables["scores"].copy()
        for part, column in (("value", ""), ("weight", "weight_"), ("ratio", "ratio_")):
            refs = [reference(row, f"{column}column") for row in records(frame)]
            frame[f"{part}_ref"] = pd.Series(refs, index=frame.index, dtype=object)
            printed = frame[f"{column}printed"]
            frame[f"{part}_shown"] = [
                self.decided.get(ref, cell) for ref, cell in zip(refs, printed, strict=True)
            ]
        return frame

    def indicator(self, row: Row) -> Indicator | None:
        """The catalogue's entry of a row's indicator; None for an activity's own figure."""
        return self.catalogue.indicators.get(row.get("indicator", ""))

    def name(self, row: Row) -> str:
        """What a row is about: an indicator as its cell prints it, for a reader who looks there."""
        indicator = self.indicator(row)
        if indicator:
            printed = str(row.get("label") or "") if row["table"] in self.city.tables else ""
            return _ITEM.sub("", printed).rstrip(" .;:") or indicator.name
        instrument = self.catalogue.instrument(row["year"]) if row.get("component") else None
        component = instrument.components.get(row["component"]) if instrument else None
        return component.label if component else row.get("label") or row.get("activity") or ""

    def bound(self, rule: str, name: str) -> float:
        """The figure by which a rule tells what is wrong from what may be, see rules.yaml."""
        return self.catalogue.rules[rule].bounds[name]

    def ordered(self, table: str, other: str) -> bool:
        """Whether the city's precedence says which of two tables is evaluated."""
        return bool({table, other} & set(self.city.precedence.get("targets", ())))

    def level(self, row: Row) -> float:
        """The number of a row, or the rank of its word; NaN where there is no order."""
        if not pd.isna(row["value"]):
            return float(row["value"])
        rank = self.rank(row)
        return float("nan") if rank is None else float(rank)

    def rank(self, row: Row) -> int | None:
        """Rank of a row's word in the order of its indicator, from 0."""
        indicator = self.indicator(row)
        if indicator is None or not indicator.order or not row["text"]:
            return None
        given = row["year"]
        year: int = self.city.last_year if pd.isna(given) else int(given)
        scale = self.catalogue.scale(indicator.order, year)
        return scale.rank(row["text"]) if scale else None

    def _located(self, table: pd.DataFrame) -> pd.DataFrame:
        order = {name: place for place, name in enumerate(self.city.precedence.get("targets", ()))}
        kinds = {
            name: place for place, name in enumerate(self.city.precedence.get("realisations", ()))
        }
        document = {name: place for place, name in enumerate(self.city.tables)}
        frame = table.copy()
        rows = records(frame)
        frame["ref"] = pd.Series([reference(row) for row in rows], index=frame.index, dtype=object)
        frame["shown"] = [self.decided.get(reference(row), row["printed"]) for row in rows]
        frame["level"] = pd.Series(
            [self.level(row) for row in rows], index=frame.index, dtype=float
        )
        frame["place"] = [
            (
                kinds.get(row.get("publication", ""), len(kinds)),
                order.get(row["table"], len(order)),
                document.get(row["table"], len(document)),
                row["row"],
                row["column"],
            )
            for row in rows
        ]
        return frame


_MADE_ONCE = tuple(
    name for name, made in vars(Evidence).items() if isinstance(made, cached_property)
)
