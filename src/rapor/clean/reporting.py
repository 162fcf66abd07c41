"""What offices report in the rounds of the year: progress, answers, money, advice taken over.

The lists are kept by ``rapor receive`` and ``rapor adopt``, and may be edited by hand: so each
line is held to the registers, to the city's own tables, and to what was said before it.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from rapor.catalogue.entries import items, mapping
from rapor.catalogue.names import nearest
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.reporting_round import (
    AGENCY_LEVEL,
    UNIT_LEVEL,
    objections_to_answers,
    objections_to_progress,
    rupiah,
)
from rapor.catalogue.result_lists import ADOPTED, FOLLOW_UP, PROGRESS, SPENDING, ResultList
from rapor.clean.desk import Desk, TidyRow, figure_columns
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, PERIODS
from rapor.ground.places import Day
from rapor.ground.ref import Line, Ref
from rapor.ground.tables.reporting import item_id
from rapor.ground.vocabularies import MONEY_KINDS, SPENT_PERIODS

_DAY = Day()
_NUMBERED = tuple[int, dict[str, str]]
"""A line of a list with its number, counted from 1."""


class Rounds:
    """The lists of a city's rounds, held to ``tables``: rows of its other tidy tables by name."""

    def __init__(self, desk: Desk, home: Home, tables: Mapping[str, list[TidyRow]]) -> None:
        self._desk, self._home, self._tables = desk, home, tables

    def rows(self) -> dict[str, list[TidyRow]]:
        """Rows of the tables that the lists give, by name; what is wrong is a problem."""
        return {
            "progress": (progress := list(self._progress())),
            "adopted": (adopted := list(self._adopted())),
            "follow_up_answers": list(self._answers({*self._items(progress, adopted)})),
            "spending": [*self._printed_money(), *self._reported_money()],
        }

    def _lines(self, results: ResultList) -> list[_NUMBERED]:
        path = self._home.raw(self._desk.city.slug) / results.file
        if path.exists():
            with self._desk.problems.gathering():
                return list(enumerate(results.lines(path, self._home.relative(path)), start=1))
        return []

    def _where(self, results: ResultList, number: int) -> str:
        path = self._home.raw(self._desk.city.slug) / results.file
        return f"{self._home.relative(path)} row {number}"

    def _trace(
        self, results: ResultList, number: int, line: Mapping[str, str], column: str
    ) -> TidyRow:
        return {
            "city": self._desk.city.slug,
            "source": line["source"],
            "table": results.table,
            "row": number,
            "column": column,
            "printed": line[column],
        }

    def _refused(
        self,
        results: ResultList,
        number: int,
        line: Mapping[str, str],
        columns: Collection[str],
        further: Collection[tuple[str, str]] = (),
    ) -> bool:
        """Note what is wrong with what all lines name, and ``further``; whether anything is."""
        objections = [*self._about_names(line, columns), *further]
        for found, expected in objections:
            self._desk.problems.add(
                self._where(results, number), found, expected, "correct the line"
            )
        return bool(objections)

    def _about_names(
        self, line: Mapping[str, str], columns: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        desk = self._desk
        registers: dict[str, Collection[str]] = {
            "level": desk.catalogue.round.levels,
            "area": ["", *desk.catalogue.areas.names],
            "indicator": ["", *desk.catalogue.indicators],
            "source": desk.city.sources,
            "period": SPENT_PERIODS if "unit" in columns else PERIODS,
            "unit": desk.catalogue.round.money,
            "agency": ["", *desk.catalogue.agencies.names],
        }
        for name in (column for column in columns if column in registers):
            if line[name] not in registers[name]:
                like = nearest(line[name], [code for code in registers[name] if code])
                nearby = f"; nearest: {', '.join(like)}" if like else ""
                yield f"{name} {line[name][:60]!r}", f"a known {name}{nearby}"
        if "level" in columns:
            yield from self._about_office(line)
        if not (line["year"].isdecimal() and int(line["year"]) in desk.city.years):
            first, last = desk.city.years[0], desk.city.last_year
            yield f"year {line['year'][:20]!r}", f"{first} to {last}, the road map"

    def _about_office(self, line: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """A working group has its area, and whoever is no team an agency."""
        level = self._desk.catalogue.round.levels.get(line["level"])
        if level and level.by_area and not line["area"]:
            yield f"level {level.code} without an area", "the area of the group"
        ground = level and level.code in (UNIT_LEVEL, AGENCY_LEVEL)
        if level and ground and not line["agency"]:
            yield f"level {level.code} without an agency", "the code of the office"

    def _plan_row(self, line: Mapping[str, str]) -> TidyRow | None:
        """The row of the action plan that a line names; None where there is none."""
        return self._plan.get((line["planned"], line["activity"]))

    @cached_property
    def _plan(self) -> dict[tuple[str, object], TidyRow]:
        return {(str(Ref.of(row)), row["activity"]): row for row in self._tables["action_plan"]}

    def _about_activity(self, line: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        if (line["activity"] or line["planned"]) and self._plan_row(line) is None:
            named = f"activity {line['activity'][:60]!r} at {line['planned'][:40]!r}"
            yield named, "an activity of the action plan and the cell that prints it"

    def _progress(self) -> Iterator[TidyRow]:
        """The last report of each office on each thing in each round.

        An adjustment of which a later report says nothing stands: it is an item of the register,
        to be answered or dropped there, and never taken back by a row that leaves it empty.
        """
        last: dict[tuple[str, ...], TidyRow] = {}
        for number, line in self._lines(PROGRESS):
            further = [*self._about_activity(line)]
            if line["indicator"] and line["activity"]:
                further.append(("an indicator and an activity", "one of them"))
            if not self._refused(PROGRESS, number, line, PROGRESS.columns, further):
                further = [
                    (found, expected)
                    for _, found, expected in objections_to_progress(
                        line, self._desk.catalogue.round
                    )
                ]
                if self._refused(PROGRESS, number, line, (), further):
                    continue
                key = PROGRESS.key_of(line)
                before = last.get(key, {"first": number, **line})
                decided = line if line["adjustment"] else before
                last[key] = {
                    **line,
                    **{name: decided[name] for name in ("adjustment", "new_date")},
                    **self._trace(PROGRESS, number, line, "progress"),
                    "year": int(line["year"]),
                    "first": before["first"],
                }
        yield from last.values()

    def _adopted(self) -> Iterator[TidyRow]:
        for number, line in self._lines(ADOPTED):
            agencies = [code for code in line["agencies"].split(";") if code]
            further = [
                (f"agency {code!r}", "a code of agencies.csv")
                for code in agencies
                if code not in self._desk.catalogue.agencies.names
            ]
            if not line["item"].strip() or not line["topic"].strip():
                further.append(("no item or no topic", "both"))
            further += [
                (f"{name} {line[name]!r}", _DAY.expected)
                for name in ("due", "on")
                if not (_DAY.holds(line[name]) or (name == "due" and not line[name]))
            ]
            if not self._refused(ADOPTED, number, line, ADOPTED.columns, further):
                trace = self._trace(ADOPTED, number, line, "topic")
                yield {**line, **trace, "year": int(line["year"])}

    def _items(self, progress: list[TidyRow], adopted: list[TidyRow]) -> Iterator[str]:
        """Ids of all that can be answered to."""
        for name, origin in (
            ("recommendations", "ministry"),
            ("quick_wins", "quick_win"),
            ("teams", "team_task"),
        ):
            for row in self._tables[name]:
                ref = Ref.of(row)
                yield item_id(origin, ref.row, ref.table)
        for row in progress:
            if row["adjustment"]:
                yield item_id("adjustment", int(str(row["first"])))
        yield from (str(row["item"]) for row in adopted)
        yield from self._questions()

    def _questions(self) -> Iterator[str]:
        """Numbers of the decisions of corrections.yaml, which says what is wrong with itself."""
        path = self._home.raw(self._desk.city.slug) / "corrections.yaml"
        entries: object = None
        if path.is_file():
            with self._desk.problems.gathering():
                entries = read_yaml(path, self._home.relative(path))
        yield from (str(mapping(entry).get("decision", "")) for entry in items(entries))

    def _answers(self, known: set[str]) -> Iterator[TidyRow]:
        """Answers in the order of their rounds, each held to what was said before it."""
        sound: list[_NUMBERED] = []
        lines = dict(self._lines(FOLLOW_UP))
        for number, line in lines.items():
            further = []
            if line["item"] not in known:
                like = nearest(line["item"], known)
                nearby = f"; nearest: {', '.join(like)}" if like else ""
                further.append((f"item {line['item'][:60]!r}", f"an id of the register{nearby}"))
            if not self._refused(FOLLOW_UP, number, line, FOLLOW_UP.columns, further):
                sound.append((number, line))
        for number, _, objections in objections_to_answers(sound, self._desk.catalogue.round):
            line = lines[number]
            further = [(found, expected) for _, found, expected in objections]
            if not self._refused(FOLLOW_UP, number, line, (), further):
                trace = self._trace(FOLLOW_UP, number, line, "status")
                yield {**line, **trace, "year": int(line["year"])}

    def _reported_money(self) -> Iterator[TidyRow]:
        units = self._desk.catalogue.round.money
        last: dict[tuple[str, ...], TidyRow] = {}
        for number, line in self._lines(SPENDING):
            further = [*self._about_activity(line)]
            unit = units.get(line["unit"])
            for kind in MONEY_KINDS:
                if line[kind] and unit and rupiah(line[kind], unit) is None:
                    further.append((f"{kind} {line[kind][:40]!r}", f"an amount in {unit.code}"))
            if not _DAY.holds(line["on"]):
                further.append((f"on {line['on']!r}", _DAY.expected))
            refused = self._refused(SPENDING, number, line, SPENDING.columns, further)
            plan = self._plan_row(line)
            if refused or unit is None or plan is None:
                continue
            for kind in MONEY_KINDS:
                if line[kind]:
                    key = (*(line[name] for name in SPENDING.key), kind)
                    self._tell_other_money(number, last, key, rupiah(line[kind], unit))
                    last[key] = {
                        **{name: line[name] for name in ("activity", "planned", "period")},
                        **{name: line[name] for name in ("unit", "agency", "on")},
                        **self._trace(SPENDING, number, line, kind),
                        "area": plan["area"],
                        "agencies": plan["agencies"],
                        "year": int(line["year"]),
                        "kind": kind,
                        "value": rupiah(line[kind], unit),
                    }
        yield from last.values()

    def _tell_other_money(
        self,
        number: int,
        known: Mapping[tuple[str, ...], TidyRow],
        key: tuple[str, ...],
        value: float | None,
    ) -> None:
        """An activity has one budget and one sum spent, whoever reports it."""
        *of, agency, kind = key
        for (*other_of, other, other_kind), row in known.items():
            same = (other_of, other_kind) == (of, kind) and other != agency
            if same and row["value"] != value:
                self._desk.problems.add(
                    self._where(SPENDING, number),
                    f"{kind} of {agency} is not that of {other} in row {row['row']}",
                    "one figure of an activity",
                    "let the agencies agree on one",
                )

    def _printed_money(self) -> Iterator[TidyRow]:
        """Budgets that the plan prints beside its activities."""
        by_line: dict[Line, dict[object, TidyRow]] = {}
        for row in self._tables["action_plan"]:
            by_line.setdefault(Ref.of(row).line, {}).setdefault(row["activity"], row)
        for table in self._desk.tables.values():
            for column in figure_columns(table.spec, "budget"):
                for raw in table.lines:
                    activities = by_line.get((table.spec.table, raw.number))
                    if raw.cells[column] and activities:
                        yield self._printed(table, raw, column, activities)

    def _printed(
        self, table: RawTable, raw: RawRow, column: str, activities: Mapping[object, TidyRow]
    ) -> TidyRow:
        """Money of a row; what one cell prints for several activities is divided among none."""
        units = self._desk.catalogue.round
        unit = units.unit_in(column) or units.unit_in(table.spec.title) or _whole(units.money)
        plan = next(iter(activities.values()))
        return {
            **self._desk.trace(table, raw, column),
            "activity": "; ".join(map(str, activities)),
            "planned": str(Ref.of(plan)),
            "area": plan["area"],
            "agencies": plan["agencies"],
            "year": table.spec.columns[column].year or table.spec.year,
            "period": ANNUAL,
            "kind": MONEY_KINDS[0],
            "value": rupiah(raw.cells[column], unit),
            "unit": unit.code,
            "agency": "",
            "on": "",
        }


def _whole(units: Mapping[str, Any]) -> Any:
    """The unit of whole rupiah, in which money is written where no head says otherwise."""
    return min(units.values(), key=lambda unit: unit.factor)
