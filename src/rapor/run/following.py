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
from rapor.ground.tables.evaluation import AgencyLoad
from rapor.ground.tables.reporting import FollowUpAnswer, FollowUpItem
from rapor.ground.text import guarded
from rapor.ground.vocabularies import ITEM_ORIGINS
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
    overdue: bool = False
    closed: bool = False

    def takes(self, item: FollowUpItem, on: str) -> bool:
        """Whether an item is asked for."""
        if self.item:
            return item.item == self.item
        return (
            (not self.agency or self.agency in item.agencies.split(";"))
            and self.area in ("", item.area)
            and self.origin in ("", item.origin)
            and (not self.overdue or item.is_overdue(on))
            and (self.closed or not item.is_closed)
        )


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
        """The answers to an item, in the order in which they were kept."""
        answers = known(self.tables, self.year, self.period)["follow_up_answers"]
        return [row for row in records(FollowUpAnswer, answers) if row.item == item]

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
    items = [item for item in listed.items if wanted.takes(item, listed.on)]
    if form == "json":
        return _as_json(listed, items)
    if form == "csv":
        return _as_csv(listed, items)
    if wanted.item:
        return _one(listed, items[0], width)
    return _as_table(listed, items, width)


def _told(listed: Register, item: FollowUpItem) -> dict[str, Any]:
    told = {**asdict(item), "ref": str(item.ref or "")}  # type: ignore[call-overload]
    return told | {"overdue": item.is_overdue(listed.on), "on": listed.on}


def _as_json(listed: Register, items: Sequence[FollowUpItem]) -> str:
    told = [
        _told(listed, item) | {"history": [asdict(row) for row in listed.history(item.item)]}  # type: ignore[call-overload]
        for item in items
    ]
    head = {"city": listed.city.slug, "year": listed.year, "period": listed.period}
    return json.dumps(head | {"on": listed.on, "items": told}, ensure_ascii=False, indent=2)


def _as_csv(listed: Register, items: Sequence[FollowUpItem]) -> str:
    columns = [*FollowUpItem.declaration().names, "overdue", "on"]
    rows = [_told(listed, item) for item in items]
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


def _as_table(listed: Register, items: Sequence[FollowUpItem], width: int) -> str:
    rows = [
        [
            item.item,
            item.topic,
            listed.responsible(item) or "not named",
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
    head = ["item", "what", "with whom", "due", "status", "answered"]
    return f"{told}\n{table(head, rows, width)}"


def _one(listed: Register, item: FollowUpItem, width: int) -> str:
    """An item with its history."""
    about = {
        "item": item.item,
        "origin": f"{item.origin}, {item.asked_year or 'no year'}",
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


@dataclass(frozen=True)
class Reported:
    """What an office has brought in a round: figures, reports of progress and answers."""

    office: str
    period: str
    figures: int
    reports: int
    answers: int
    last: str

    @property
    def has_reported(self) -> bool:
        """Whether the office has brought anything."""
        return bool(self.figures or self.reports or self.answers)


def status(listed: Register, form: str, width: int) -> str:
    """Who has reported in the rounds of the year, who has not, and what is due next."""
    rounds = [_reported(listed, office, part) for office in _offices(listed) for part in _ROUNDS]
    upcoming = [item for item in listed.items if item.due >= listed.on and not item.is_closed]
    if form == "json":
        told = [asdict(row) | {"state": _state(listed, row)} for row in rounds]
        head = {"city": listed.city.slug, "year": listed.year, "on": listed.on}
        ahead = [_told(listed, item) for item in upcoming]
        return json.dumps(head | {"rounds": told, "due": ahead}, ensure_ascii=False, indent=2)
    by_office: dict[str, list[Reported]] = {}
    for row in rounds:
        by_office.setdefault(row.office, []).append(row)
    rows = [
        [listed.offices(office), *(_state(listed, row) for row in of_office)]
        for office, of_office in by_office.items()
    ]
    ended = [part for part in _ROUNDS if _has_ended(listed, part)]
    lines = [f"{listed.city.slug}, {listed.year}, on {listed.on}"]
    lines.append(str(table(["office", *_ROUNDS], rows, width)))
    for part in ended:
        silent = sum(row.period == part and not row.has_reported for row in rounds)
        lines.append(f"{part}: {len(rows) - silent} of {len(rows)} have reported")
    lines += _next(listed, upcoming)
    return "\n".join(lines)


def _has_ended(listed: Register, part: str) -> bool:
    return last_day(listed.year, part).isoformat() < listed.on


def _state(listed: Register, row: Reported) -> str:
    if row.has_reported:
        counts = (("figures", row.figures), ("reports", row.reports), ("answers", row.answers))
        told = ", ".join(
            f"{count} {name[:-1] if count == 1 else name}" for name, count in counts if count
        )
        return f"{told} ({row.last})" if row.last else told
    return "not reported" if _has_ended(listed, row.period) else "not due yet"


def _next(listed: Register, upcoming: Sequence[FollowUpItem]) -> Iterator[str]:
    """The round that ends next, and the items with the nearest day."""
    rounds = [(last_day(listed.year, part).isoformat(), part) for part in _ROUNDS]
    for day, part in [(day, part) for day, part in rounds if day >= listed.on][:1]:
        yield f"next round: {listed.year} {part}, ends on {day}"
    if upcoming:
        first = upcoming[0]
        who = listed.responsible(first) or "nobody named"
        yield f"due next: {first.item} on {first.due}, {who}; {len(upcoming)} in all"


def _offices(listed: Register) -> list[str]:
    """Codes of all that report: agencies that carry anything or have answered, then levels."""
    collective = listed.catalogue.agencies.collective
    carry = [row.agency for row in records(AgencyLoad, listed.tables["agencies"])]
    carry += [code for item in listed.items for code in item.agencies.split(";")]
    for name in ("progress", "follow_up_answers"):  # on the sheet of a group others answer too
        told = listed.tables[name]
        carry += list(told.loc[told["year"] == listed.year, "agency"])
    agencies = [code for code in dict.fromkeys(carry) if code and code not in collective]
    levels = listed.catalogue.round.levels.values()
    others: list[str] = []
    for level in levels:
        if level.by_area:
            others += [f"{level.code}:{area}" for area in listed.catalogue.areas.names]
        elif level.agency:
            agencies += [level.agency] if level.agency not in agencies else []
        elif level.code not in ("unit", "agency"):
            others.append(level.code)
    return [*sorted(agencies), *others]


def _reported(listed: Register, office: str, part: str) -> Reported:
    name = listed.catalogue.agencies.names.get(office, office)
    place = office.partition(":")
    published = [
        row
        for table_name in ("realisations", "activity_realisations")
        for row in listed.tables[table_name].to_dict("records")
        if row["publication"] == "agency"
        and row["publisher"] == name
        and _of_round(row, listed.year, part)
    ]

    def own(table_name: str) -> list[Mapping[Any, Any]]:
        return [
            row
            for row in listed.tables[table_name].to_dict("records")
            if _of_round(row, listed.year, part)
            and (
                row["agency"] == office
                or (not row["agency"] and (row["level"], row["area"]) == (place[0], place[2]))
            )
        ]

    reports, answers = own("progress"), own("follow_up_answers")
    days = [str(row["on"]) for row in (*reports, *answers)]
    days += [_kept_on(listed.city.sources, row["source"]) for row in published]
    return Reported(office, part, len(published), len(reports), len(answers), max(days, default=""))


def _of_round(row: Mapping[Any, Any], year: int, part: str) -> bool:
    return bool(row["year"] == year) and row["period"] == part


def _kept_on(sources: Mapping[str, Mapping[str, Any]], key: str) -> str:
    return str((sources.get(key) or {}).get("published") or "")


def check_form(form: str, forms: Collection[str]) -> None:
    """Raise ``UsageError`` for a form that a command does not write."""
    if form not in forms:
        wanted = f"one of {', '.join(forms)}"
        raise UsageError(Problem("--format", repr(form[:40]), wanted, "choose one"))
