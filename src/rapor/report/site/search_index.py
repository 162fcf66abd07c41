"""The lines of all reports, packed for the search of the page.

A text that many lines share stands once, and a line is a place in each of a few lists: sixty
thousand lines of five hundred cities take about a megabyte and a half.
"""

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

from rapor.ground.language import Language
from rapor.report.chapters.achievement import LINE, UNPLANNED_ANCHOR
from rapor.report.site.entries import UNPLANNED, Entry, Sought
from rapor.report.status import STATUSES, word

Value = TypeVar("Value", bound=Hashable)


class Places(Generic[Value]):
    """Different values in the order in which they first come, and the place of each."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._places: dict[Value, int] = {}
        for value in values:
            self.of(value)

    def of(self, value: Value) -> int:
        """The place of a value, a new one if it is new."""
        return self._places.setdefault(value, len(self._places))

    @property
    def values(self) -> list[Value]:
        """The values by place."""
        return list(self._places)


class _Packing:
    """The texts that lines share, gathered while reports are packed one after another."""

    def __init__(self, statuses: Iterable[str]) -> None:
        self.cities: Places[tuple[str, str]] = Places()
        self.areas: Places[tuple[str, str]] = Places()
        self.agencies: Places[str] = Places()
        self.teams: Places[tuple[int, ...]] = Places()
        self.subjects: Places[tuple[str, str, int, str]] = Places()
        self.figures: Places[str] = Places([""])
        self.statuses = Places(statuses)

    def report(self, one: Entry) -> list[Any]:
        """A report: its city, its year, and a list of places for each part of its lines."""
        parts = zip(*map(self._line, one.lines), strict=True) if one.lines else [()] * 5
        return [self.cities.of((one.city, one.name)), one.year, *parts]

    def _line(self, line: Sought) -> tuple[int, ...]:
        area = self.areas.of((line.area, line.area_name))
        return (
            self.subjects.of((line.indicator, line.name, area, line.unit)),
            self.teams.of(tuple(self.agencies.of(one) for one in line.agencies)),
            self.figures.of(line.target),
            self.figures.of(line.realised),
            self.statuses.of(line.status),
        )


def packed(language: Language, entries: Iterable[Entry], page: str) -> dict[str, Any]:
    """The index of some reports in their order; ``page`` is the name of a report's file.

    ``reports`` holds for each report the places of its city, year, and of each line's
    subject, agencies, target, realisation and status.
    """
    statuses = [[code, one.symbol, word(language, code)] for code, one in STATUSES.items()]
    statuses.append([UNPLANNED, "", language.text("outside the road map")])
    packing = _Packing(code for code, _, _ in statuses)
    reports = [packing.report(one) for one in entries]
    return {
        "page": page,
        "anchors": {"line": LINE, UNPLANNED: UNPLANNED_ANCHOR},
        "statuses": statuses,
        "cities": packing.cities.values,
        "areas": packing.areas.values,
        "agencies": packing.agencies.values,
        "teams": packing.teams.values,
        "subjects": packing.subjects.values,
        "figures": packing.figures.values,
        "reports": reports,
    }
