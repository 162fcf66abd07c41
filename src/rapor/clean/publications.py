"""What is said of a result's publication: kind, date and source agree, and no line stands twice.

Nothing is held to the day of the machine's clock, for the same files have to give the same answer
on every day. A date is held to the dates beside it: the year of the value, the date that
sources.yaml gives, and the end of the road map.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rapor.clean.desk import Desk
from rapor.ground.shape import Day
from rapor.ground.text import misleads
from rapor.ground.vocabularies import PUBLICATIONS

LATEST = 5
"""Years after the end of a road map in which something about it may still be published."""

_DATE = Day(part=True)
_ASIDE = ("note",)
"""Columns that make no other result of a line."""

Disagreement = tuple[str, str]
"""What was found and what was expected."""


def disagreements(desk: Desk, line: Mapping[str, str]) -> Iterator[Disagreement]:
    """What a line of results says of its publication and sources.yaml, or its year, does not."""
    if misleads(line["printed"]):
        yield (
            f"printed {line['printed']!r}",
            "a value without control signs and signs that turn the direction of writing",
        )
    entry = desk.city.sources.get(line["source"])
    if entry is not None and line["publication"] in PUBLICATIONS:
        kind = entry.get("kind") or "official"
        if kind != line["publication"]:
            known = f"{kind}, as sources.yaml says of {line['source']}"
            yield f"publication {line['publication']!r}", known
    yield from _about_the_date(desk, line, entry or {})


def _about_the_date(
    desk: Desk, line: Mapping[str, str], entry: Mapping[str, Any]
) -> Iterator[Disagreement]:
    published = line["published"]
    if not published:
        return
    found = f"published {published!r}"
    if not _DATE.holds(published):
        yield found, f"{_DATE.expected}, or nothing"
        return
    known = str(entry.get("published") or entry.get("date") or "")
    if line["publication"] == "agency":
        known = ""  # an agency gives the day of the value, its answer comes on a later one
    if known and not (known.startswith(published) or published.startswith(known)):
        yield found, f"{known}, as sources.yaml says of {line['source']}"
    latest = desk.city.last_year + LATEST
    if line["year"].isdecimal() and not int(line["year"]) <= int(published[:4]) <= latest:
        yield found, f"a date from {line['year']}, the year of the value, to {latest}"


def repeated(lines: Iterable[Mapping[str, str]]) -> dict[int, int]:
    """Numbers of lines that say what a line above says, and the number of that one."""
    first: dict[tuple[str, ...], int] = {}
    again: dict[int, int] = {}
    for number, line in enumerate(lines, start=1):
        content = tuple(cell.strip() for name, cell in line.items() if name not in _ASIDE)
        if first.setdefault(content, number) != number:
            again[number] = first[content]
    return again


def check_dates_of_sources(desk: Desk, shown: str) -> None:
    """Every date of sources.yaml lies before the end of what can be published of a road map."""
    latest = desk.city.last_year + LATEST
    for key, entry in desk.city.sources.items():
        for name in ("date", "published"):
            day = str(entry.get(name) or "")
            if day and int(day[:4]) > latest:
                found, expected = f"{name} {day}", f"a date up to {latest}"
                desk.problems.add(f"{shown} {key}", found, expected, "correct the date")
