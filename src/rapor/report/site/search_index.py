"""The lines of all reports, packed for the search of the page.

A text that many lines share stands once, and a line is a place in each of a few lists: sixty
thousand lines of five hundred cities take about a megabyte and a half.
"""

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

from rapor.ground.language import Language
from rapor.report.chapters.achievement import LINE, UNPLANNED_ANCHOR
from rapor.report.site.listed import UNPLANNED, ListedLine, ListedReport
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

    def report(self, report: ListedReport) -> list[Any]:
        """A report: its city, its year, and a list of places for each part of its lines."""
        parts = zip(*map(self._line, report.lines), strict=True) if report.lines else [()] * 5
        return [self.cities.of((report.city, report.name)), report.year, *parts]

    def _line(self, line: ListedLine) -> tuple[int, ...]:
        area = self.areas.of((line.area, line.area_name))
        return (
            self.subjects.of((line.indicator, line.name, area, line.unit)),
            self.teams.of(tuple(self.agencies.of(name) for name in line.agencies)),
            self.figures.of(line.target),
            self.figures.of(line.realised),
            self.statuses.of(line.status),
        )


def packed(language: Language, reports: Iterable[ListedReport], page: str) -> dict[str, Any]:
    """The index of some reports in their order; ``page`` is the name of a report's file.

    ``reports`` holds for each report the places of its city, year, and of each line's
    subject, agencies, target, realisation and status.
    """
    statuses = [[code, status.symbol, word(language, code)] for code, status in STATUSES.items()]
    statuses.append([UNPLANNED, "", language.text("outside the road map")])
    packing = _Packing(code for code, _, _ in statuses)
    packed_reports = [packing.report(report) for report in reports]
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
        "reports": packed_reports,
    }
