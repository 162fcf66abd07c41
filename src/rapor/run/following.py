"""``rapor follow-up`` and ``rapor status``: what is open and with whom, and who has reported."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from rapor.catalogue import Catalogue, City, load_catalogue, load_city
from rapor.catalogue.names import nearest
from rapor.ground.errors import Problem, UsageError
from rapor.ground.files import csv_text
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, HALVES, last_day
from rapor.ground.ref import natural
from rapor.ground.tables import Tables, known, records
from rapor.ground.tables.reporting import FollowUpAnswer, FollowUpItem
from rapor.ground.text import guarded
from rapor.ground.vocabularies import FOLLOW_UP, ITEM_ORIGINS
from rapor.report.round_offices import Brought, Offices
from rapor.run import stages
from rapor.run.textable import table

_ROUNDS = (*HALVES, ANNUAL)


@dataclass(frozen=True)
class Wanted:
    """Which items are asked for; an empty filter takes all. ``closed`` adds those at their end."""

    agency: str = ""
    area: str = ""
    origin: str = ""
    item: str = ""
    status: str = ""
    overdue: bool = False
    closed: bool = False

    def takes(self, item: FollowUpItem, on: str, groups: Collection[str]) -> bool:
        """Whether an item is asked for; what is asked of a group is asked of each agency."""
        if self.item:
            return item.item == self.item
        named = item.agencies.split(";")
        return (
            (not self.agency or self.agency in named or bool(self.group_of(item, groups)))
            and self.area in ("", item.area)
            and self.origin in ("", item.origin)
            and self.status in ("", item.status)
            and (not self.overdue or item.is_overdue(on))
            and (self.closed or bool(self.status) or not item.is_closed)
        )

    def group_of(self, item: FollowUpItem, groups: Collection[str]) -> str:
        """The group as one of which the agency is asked; empty where it is named itself."""
        named = item.agencies.split(";")
        if not self.agency or self.agency in named:
            return ""
        return next((code for code in named if code in groups), "")


@dataclass(frozen=True)
class Register:
    """The register of a city as it stands at the end of a round, looked at on a day."""

    city: City
    catalogue: Catalogue
    tables: Tables
    year: int
    period: str
    on: str

    @cached_property
    def items(self) -> list[FollowUpItem]:
        """All items: those with a day first, the earliest first."""
        items = records(FollowUpItem, self.tables["follow_up"])
        return sorted(items, key=lambda item: (not item.due, item.due, natural(item.item)))

    def history(self, item: str) -> list[FollowUpAnswer]:
        """The answers to an item, in the order of the rounds, then of their days."""
        answers = known(self.tables, self.year, self.period)["follow_up_answers"]
        of_item = (row for row in records(FollowUpAnswer, answers) if row.item == item)
        return sorted(of_item, key=FollowUpAnswer.place_in_time)

    def offices(self, codes: str) -> str:
        """Names of agencies and levels from their codes (``a;working_group:oversight``)."""
        return "; ".join(self._office(code) for code in codes.split(";") if code)

    def _office(self, code: str) -> str:
        level, _, area = code.partition(":")
        if level in self.catalogue.round.levels:
            name = self.catalogue.round.levels[level].names["id"]
            return f"{name} {self.catalogue.areas.names.get(area, '')}".strip()
        return self.catalogue.agencies.names.get(code, code)

    def responsible(self, item: FollowUpItem) -> str:
        """Who is to act: the agencies that are named, else the level; nobody where none is."""
        level = self.catalogue.round.levels.get(item.level)
        if item.agencies or level is None or level.code == "agency":
            return self.offices(item.agencies)
        return self._office(f"{level.code}:{item.area}" if level.by_area else level.code)

    def check(self, wanted: Wanted) -> None:
        """Raise ``UsageError`` for a filter that names nothing."""
        problems = []
        for option, name, codes in (
            ("--agency", wanted.agency, self.catalogue.agencies.names),
            ("--area", wanted.area, self.catalogue.areas.names),
            ("--origin", wanted.origin, ITEM_ORIGINS),
            ("--status", wanted.status, FOLLOW_UP),
            ("--item", wanted.item, {item.item for item in self.items}),
        ):
            if name and name not in codes:
                likely = ", ".join(nearest(name, codes)) or ", ".join(sorted(codes)[:10])
                problems.append(
                    Problem(option, repr(name[:60]), "one that the register has", likely)
                )
        if problems:
            raise UsageError(problems)


def register(home: Home, slug: str, year: int | None, period: str, on: str) -> Register:
    """The register of a city; without a year that of the day, inside the road map.

    Raises as ``stages.everything``.
    """
    city, catalogue = load_city(home, slug), load_catalogue(home, slug)
    of_year = year or min(max(int(on[:4]), city.years[0]), city.last_year)
    tables = stages.everything(home, slug, of_year, period)
    return Register(city, catalogue, tables, of_year, period, on)


def follow_up(listed: Register, wanted: Wanted, form: str, width: int) -> str:
    """What is asked for of the register, as ``table``, ``json`` or ``csv``."""
    listed.check(wanted)
    groups = listed.catalogue.agencies.collective
    items = [item for item in listed.items if wanted.takes(item, listed.on, groups)]
    through = {item.item: wanted.group_of(item, groups) for item in items}
    if form == "json":
        return _as_json(listed, items, through)
    if form == "csv":
        return _as_csv(listed, items, through)
    if wanted.item:
        return _one(listed, items[0], width)
    return _as_table(listed, items, through, width)


def _told(listed: Register, item: FollowUpItem, through: str = "") -> dict[str, Any]:
    told = {**asdict(item), "ref": str(item.ref or "")}  # type: ignore[call-overload]
    told |= {"as_one_of": through}
    return told | {"overdue": item.is_overdue(listed.on), "on": listed.on}


def _as_json(listed: Register, items: Sequence[FollowUpItem], through: Mapping[str, str]) -> str:
    told = [
        _told(listed, item, through[item.item])
        | {"history": [asdict(row) for row in listed.history(item.item)]}  # type: ignore[call-overload]
        for item in items
    ]
    head = {"city": listed.city.slug, "year": listed.year, "period": listed.period}
    return json.dumps(head | {"on": listed.on, "items": told}, ensure_ascii=False, indent=2)


def _as_csv(listed: Register, items: Sequence[FollowUpItem], through: Mapping[str, str]) -> str:
    columns = [*FollowUpItem.declaration().names, "as_one_of", "overdue", "on"]
    rows = [_told(listed, item, through[item.item]) for item in items]
    cells = [
        {name: guarded("" if cell is None else str(cell)) for name, cell in row.items()}
        for row in rows
    ]
    for row, told in zip(cells, rows, strict=True):
        row["overdue"] = "yes" if told["overdue"] else "no"
    return csv_text(columns, cells).rstrip("\n")


def _status(listed: Register, item: FollowUpItem) -> str:
    """The status, and what has to be known with it."""
    parts = ["no answer yet" if item.is_unanswered else item.status]
    parts += ["overdue"] if item.is_overdue(listed.on) else []
    parts += ["answers differ"] if item.disputed == "yes" else []
    if item.answers and item.silent:
        parts.append(f"no answer from {listed.offices(item.silent)}")
    return ", ".join(parts)


def _as_table(
    listed: Register, items: Sequence[FollowUpItem], through: Mapping[str, str], width: int
) -> str:
    rows = [
        [
            item.item,
            item.topic,
            _with_whom(listed, item, through[item.item]),
            item.since or "-",
            item.due or "-",
            _status(listed, item),
            item.answered_on or "-",
        ]
        for item in items
    ]
    open_count = sum(not item.is_closed for item in items)
    overdue = sum(item.is_overdue(listed.on) for item in items)
    unanswered = sum(item.is_unanswered for item in items)
    told = (
        f"{listed.city.slug}, {listed.year} {listed.period}, on {listed.on}: {len(items)} items,"
        f" {open_count} open, {unanswered} without an answer, {overdue} overdue"
    )
    if not rows:
        return told
    head = ["item", "what", "with whom", "since", "due", "status", "answered"]
    return f"{told}\n{table(head, rows, width)}"


def _with_whom(listed: Register, item: FollowUpItem, through: str) -> str:
    who = listed.responsible(item) or "not named"
    return f"{who} (as one of them)" if through else who


def _one(listed: Register, item: FollowUpItem, width: int) -> str:
    """An item with its history."""
    about = {
        "item": item.item,
        "origin": f"{item.origin}, {item.since or 'no year'}",
        "what": item.topic,
        "with whom": listed.responsible(item) or "not named",
        "due": item.due or "none stated",
        "status": _status(listed, item),
        "asked again": item.again or "-",
        "stands at": str(item.ref or "-"),
    }
    rows = [
        [
            *(f"{row.year} {row.period}", row.on, _by(listed, row)),
            *(row.status, row.answer, row.reason, row.evidence),
        ]
        for row in listed.history(item.item)
    ]
    told = str(table(["", ""], [[name, text] for name, text in about.items()], width))
    head = ["round", "on", "office", "status", "answer", "reason", "evidence"]
    return f"{told}\n\n{table(head, rows, width)}" if rows else f"{told}\n\nno answer yet"


def _by(listed: Register, row: FollowUpAnswer) -> str:
    place = f"{row.level}:{row.area}" if row.area else row.level
    return listed.offices(row.agency or place)


def status(listed: Register, form: str, width: int) -> str:
    """Who has reported in the rounds of the year, who has not, and what is due next."""
    offices = Offices(listed.city, listed.catalogue, listed.tables, listed.year)
    rounds = [offices.brought(office, part) for office in offices.asked for part in _ROUNDS]
    upcoming = [item for item in listed.items if item.due >= listed.on and item.waits]
    if form == "json":
        told = [asdict(row) | {"state": _state(listed, offices, row)} for row in rounds]
        head = {"city": listed.city.slug, "year": listed.year, "on": listed.on}
        ahead = [_told(listed, item) for item in upcoming]
        whole = head | {"rounds": told, "not_asked": offices.unasked, "due": ahead}
        return json.dumps(whole, ensure_ascii=False, indent=2)
    rows = [
        [listed.offices(of_office[0].office), *(_state(listed, offices, row) for row in of_office)]
        for of_office in zip(*[iter(rounds)] * len(_ROUNDS), strict=True)
    ]
    lines = [f"{listed.city.slug}, {listed.year}, on {listed.on}"]
    lines.append(str(table(["office", *_ROUNDS], rows, width)))
    lines += _counted(listed, offices, rounds)
    lines += _next(listed, upcoming)
    return "\n".join(lines)


def _counted(listed: Register, offices: Offices, rounds: Sequence[Brought]) -> Iterator[str]:
    """How many have reported in each round that has ended, and who is not asked at all."""
    for part in (part for part in _ROUNDS if _has_ended(listed, part)):
        awaited = [row for row in rounds if row.period == part and not _is_idle(offices, row)]
        brought = sum(row.has_reported for row in awaited)
        yield f"{part}: {brought} of {len(awaited)} have reported"
    if offices.unasked:
        names = listed.offices(";".join(offices.unasked))
        yield f"nothing of their own is asked of, and nothing came from: {names}"


def _is_idle(offices: Offices, row: Brought) -> bool:
    return row.office in offices.idle and not row.has_reported


def _has_ended(listed: Register, part: str) -> bool:
    return last_day(listed.year, part).isoformat() < listed.on


def _state(listed: Register, offices: Offices, row: Brought) -> str:
    if row.has_reported:
        counts = [("figures", row.figures), ("reports", row.reports), ("answers", row.answers)]
        counts.append(("units", row.units))
        told = ", ".join(
            f"{count} {name[:-1] if count == 1 else name}" for name, count in counts if count
        )
        return f"{told}, received {row.last}" if row.last else told
    if not _has_ended(listed, row.period):
        return "not due yet"
    return "nothing of its own open" if _is_idle(offices, row) else "not reported"


def _next(listed: Register, upcoming: Sequence[FollowUpItem]) -> Iterator[str]:
    """The round that ends next, and the items with the nearest day."""
    rounds = [(last_day(listed.year, part).isoformat(), part) for part in _ROUNDS]
    for day, part in [(day, part) for day, part in rounds if day >= listed.on][:1]:
        yield f"next round: {listed.year} {part}, ends on {day}"
    if upcoming:
        first = upcoming[0]
        who = listed.responsible(first) or "nobody named"
        yield f"due next: {first.item} on {first.due}, {who}; {len(upcoming)} in all"


def check_form(form: str, forms: Collection[str]) -> None:
    """Raise ``UsageError`` for a form that a command does not write."""
    if form not in forms:
        wanted = f"one of {', '.join(forms)}"
        raise UsageError(Problem("--format", repr(form[:40]), wanted, "choose one"))
