"""The round of the year as data: who reports at which level, kinds of obstacles, units of money."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA

from rapor.catalogue.entries import ReferenceEntry, entries_of, read_entries, whole
from rapor.catalogue.names import fold
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.language import message
from rapor.ground.period import first_day, place_in_time
from rapor.ground.places import Day
from rapor.ground.shape import Flag, ListOf, Number, Text, Words, coded
from rapor.ground.text import guarded, misleads
from rapor.ground.vocabularies import FOLLOW_UP

_NAMED = {
    "name": Words(meaning="in Indonesian"),
    "name_en": Words(meaning="in English"),
}
LEVELS = entries_of(
    {
        **_NAMED,
        "above": coded("the level that what cannot be settled goes to; none above the highest"),
        "by_area": Flag(meaning="whether there is one for each change area"),
        "agency": coded("code of the office that the level is"),
    },
    tuple(_NAMED),
)
"""The shape of levels.yaml."""
OBSTACLES = entries_of(_NAMED, tuple(_NAMED))
"""The shape of obstacles.yaml."""
MONEY = entries_of(
    {
        **_NAMED,
        "words": ListOf(item=Text(), least=1, meaning="words of a column's head that say so"),
        "factor": Number(whole=True, low=1, meaning="rupiah that a figure of 1 stands for"),
    },
    (*_NAMED, "words", "factor"),
)
"""The shape of money.yaml."""

OPEN, IN_PROGRESS, DONE, VERIFIED, DROPPED = FOLLOW_UP
STATUS_WORDS = {
    OPEN: message("open"),
    IN_PROGRESS: message("in progress"),
    DONE: message("done"),
    VERIFIED: message("verified"),
    DROPPED: message("not pursued"),
}
ORIGIN_WORDS = {
    "internal_review": message("Internal review (Inspektorat)"),
    "ministry": message("Ministry (Kementerian PANRB)"),
    "question": message("Question on the data"),
    "adjustment": message("Adjustment of a progress report"),
    "own_report": message("Recommendation of an evaluation report"),
    "quick_win": message("Quick win"),
    "team_task": message("Task of a group or team"),
}
"""What an item comes from, as it is said."""

_DAY = Day()
Objection = tuple[str, str, str]
"""What is wrong with a line: the column, what was found, what was expected."""

UNIT_LEVEL, AGENCY_LEVEL = "unit", "agency"
"""Levels of a part of an agency, and of whoever answers on its own sheet."""


@dataclass(frozen=True)
class NamedCode:
    """A code with its names by language."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Level(NamedCode):
    """A level of the round; see the fields of ``LEVELS``."""

    above: str = ""
    by_area: bool = False
    agency: str = ""


@dataclass(frozen=True)
class MoneyUnit(NamedCode):
    """A unit in which money is written; see the fields of ``MONEY``."""

    words: tuple[str, ...] = ()
    factor: int = 1


@dataclass(frozen=True)
class ReportingRound:
    """Levels from the ground up, kinds of obstacles, and units of money, by code."""

    levels: Mapping[str, Level]
    obstacles: Mapping[str, NamedCode]
    money: Mapping[str, MoneyUnit]

    def level_of(self, agency: str) -> str:
        """The level that an agency answers at: its own where it is one, else the agencies'."""
        codes = (level.code for level in self.levels.values() if agency and level.agency == agency)
        return next(codes, AGENCY_LEVEL)

    @property
    def verifiers(self) -> frozenset[str]:
        """The levels that alone may say that something is verified: those that are an office."""
        return frozenset(level.code for level in self.levels.values() if level.agency)

    def unit_in(self, head: str) -> MoneyUnit | None:
        """The unit of money that the head of a column names; None where it names none."""
        folded = f" {fold(head)} "
        held = (
            unit
            for unit in self.money.values()
            if any(f" {fold(word)} " in folded for word in unit.words)
        )
        return next(held, None)


NO_ROUND = ReportingRound({}, {}, {})
"""Where no city's round is asked for."""


def read_round(levels: Path, obstacles: Path, money: Path, shown: str) -> ReportingRound:
    """Read levels.yaml, obstacles.yaml and money.yaml of the folder ``shown``.

    Raises ``DataRejected`` with all their problems.
    """
    problems = Problems()
    by_level = {
        entry.code: Level(
            entry.code,
            _names(entry),
            above=entry.text("above"),
            by_area=entry.values.get("by_area") is True,
            agency=entry.text("agency"),
        )
        for entry in read_entries(levels, f"{shown}/{levels.name}", LEVELS, problems)
    }
    _check_order(by_level, f"{shown}/{levels.name}", problems)
    kinds = {
        entry.code: NamedCode(entry.code, _names(entry))
        for entry in read_entries(obstacles, f"{shown}/{obstacles.name}", OBSTACLES, problems)
    }
    units = {
        entry.code: MoneyUnit(
            entry.code,
            _names(entry),
            words=tuple(map(str, entry.items("words"))),
            factor=whole(entry.values.get("factor")) or 1,
        )
        for entry in read_entries(money, f"{shown}/{money.name}", MONEY, problems)
    }
    for file, codes in ((levels, by_level), (obstacles, kinds), (money, units)):
        for named in codes.values():
            _check_spelling(named, f"{shown}/{file.name} {named.code}", problems)
    problems.raise_if_any()
    return ReportingRound(by_level, kinds, units)


def _check_spelling(named: NamedCode, where: str, problems: Problems) -> None:
    """Note a code that is its English name but for one slip; any other code is one's own."""
    name = "_".join(fold(named.names["en"]).split())
    if OSA.distance(name, named.code, score_cutoff=1) == 1:
        step = "give both the same letters, or the code a name of its own"
        problems.add(where, f"code {named.code!r}", f"{name!r}, as its name_en", step)


def _names(entry: ReferenceEntry) -> dict[str, str]:
    return {"id": entry.text("name"), "en": entry.text("name_en")}


def _check_order(levels: Mapping[str, Level], shown: str, problems: Problems) -> None:
    """What a level hands on goes up: to one that stands further below in the file."""
    order = list(levels)
    for place, level in enumerate(levels.values(), start=1):
        if level.above and level.above not in order[place:]:
            found, expected = f"above {level.above!r}", "a level further below in the file"
            problems.add(f"{shown} {level.code}", found, expected, "correct the entry")
    for level in levels.values():
        if not level.above and level.code != order[-1]:
            expected = f"a level further below in the file; {order[-1]} alone has none"
            problems.add(f"{shown} {level.code}", "no above", expected, "complete the entry")


def rupiah(printed: str, unit: MoneyUnit) -> float | None:
    """Money as written in a unit, in rupiah; None for what is no amount.

    Points group digits, as Indonesian official writing does: ``1.250`` is 1250.
    """
    reading = read_cell(printed, "comma")
    value = reading.value
    if value is None or value < 0 or reading.comparator != "=" or reading.value_high is not None:
        return None
    return None if reading.text or reading.unit.startswith("%") else value * unit.factor


def objections_to_progress(line: Mapping[str, str], known: ReportingRound) -> Iterator[Objection]:
    """What is wrong with a report of progress by itself; its year and period are sound."""
    yield from _objections_to_unit(line)
    first = first_day(int(line["year"]), line["period"]).isoformat()
    if not _DAY.holds(line["on"]):
        yield "on", f"on {line['on']!r}", _DAY.expected
    elif line["on"] < first:
        yield "on", f"a report of {line['on']} on a period to come", f"a day from {first} on"
    if line["obstacle"] and line["obstacle"] not in known.obstacles:
        kinds = ", ".join(known.obstacles)
        yield "obstacle", f"obstacle {line['obstacle'][:40]!r}", f"one of {kinds}"
    if line["obstacle_text"] and not line["obstacle"]:
        yield "obstacle", "an obstacle without its kind", "a kind of obstacles.yaml"
    if line["adjustment"] and not line["new_date"]:
        yield "new_date", "an adjustment without a date", "the day by which it is carried out"
    if line["new_date"] and not line["adjustment"]:
        yield "adjustment", "a new date without an adjustment", "what is done by that day"
    if line["new_date"] and not _DAY.holds(line["new_date"]):
        yield "new_date", f"new date {line['new_date']!r}", _DAY.expected
    elif line["new_date"] and line["new_date"] < first:
        yield "new_date", f"new date {line['new_date']}", f"a day from {first} on"
    contents = ("progress", "obstacle", "obstacle_text", "adjustment")
    if not any(line[name].strip() for name in contents):
        yield "progress", "nothing reported", "progress, an obstacle or an adjustment"


def _objections_to_unit(line: Mapping[str, str]) -> Iterator[Objection]:
    """A report of a unit names it, and no other report names one."""
    name = line["unit_name"]
    if name and line["level"] != UNIT_LEVEL:
        found = f"unit {name[:60]!r} at level {line['level']}"
        yield "unit_name", found, f"level {UNIT_LEVEL}, or no name of a unit"
    if (name or line["level"] == UNIT_LEVEL) and (objection := objection_to_unit_name(name)):
        yield "unit_name", *objection


def objection_to_unit_name(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a unit that reports, and what is expected.

    It goes into tables and pages as it is written.
    """
    if not name.strip():
        return "a report of a unit without its name", "the name of the unit"
    if misleads(name) or guarded(name) != name:
        return f"unit {name[:60]!r}", "a name, without formula or hidden signs"
    return None


Numbered = tuple[int, Mapping[str, str]]
"""A line of the list of answers with its number in it."""


def objections_to_answers(
    lines: Iterable[Numbered], known: ReportingRound
) -> Iterator[tuple[int, Mapping[str, str], list[Objection]]]:
    """Each answer with what is wrong with it, in the order of the rounds and of their days.

    An answer is held to what the same office said before it, and to the Inspektorat's word. One
    that is refused is passed over. Years and periods are sound.
    """
    latest: dict[tuple[str, ...], str] = {}
    verified: set[str] = set()
    for number, line in sorted(lines, key=_in_time):
        office = tuple(line[name] for name in ("item", "level", "area", "agency"))
        is_verified = line["item"] in verified
        before = latest.get(office, "")
        objections = [*objections_to_answer(line, before, known, verified=is_verified)]
        yield number, line, objections
        if not objections:
            latest[office] = line["status"]
            (verified.add if line["status"] == VERIFIED else verified.discard)(line["item"])


def _in_time(numbered: Numbered) -> tuple[tuple[int, int], str, int]:
    number, line = numbered
    return place_in_time(int(line["year"]), line["period"]), line["on"], number


def objections_to_answer(
    line: Mapping[str, str], before: str, known: ReportingRound, *, verified: bool
) -> Iterator[Objection]:
    """What is wrong with an answer by itself and against what stands.

    ``before`` is the status that the same office gave last, empty for none; ``verified`` whether
    the Inspektorat has verified the item.
    """
    status = line["status"]
    if status not in FOLLOW_UP:
        yield "status", f"status {status[:40]!r}", f"one of {', '.join(FOLLOW_UP)}"
        return
    if not _DAY.holds(line["on"]):
        yield "on", f"on {line['on']!r}", _DAY.expected
    elif line["on"] < (first := first_day(int(line["year"]), line["period"]).isoformat()):
        yield "on", f"an answer of {line['on']} in a period to come", f"a day from {first} on"
    if status == VERIFIED and line["level"] not in known.verifiers:
        levels = ", ".join(sorted(known.verifiers))
        yield "status", "verified", f"{DONE}; only {levels} verifies"
    if status == DROPPED and not line["reason"].strip():
        yield "reason", "dropped without a reason", "why nobody acts any more"
    reached = VERIFIED if verified else before
    if reached and _is_backwards(reached, status) and not line["reason"].strip():
        yield "reason", f"{status} after {reached}, without a reason", "why it stands lower"


def _is_backwards(before: str, now: str) -> bool:
    """Whether a status takes back what was said; dropping is no step back but has its reason."""
    if now == DROPPED:
        return False
    return before == DROPPED or FOLLOW_UP.index(now) < FOLLOW_UP.index(before)
