"""Who reports in the rounds of a year, and what each office has brought in each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapor.catalogue import Catalogue, City
from rapor.catalogue.names import fold
from rapor.catalogue.reporting_round import AGENCY_LEVEL, UNIT_LEVEL
from rapor.ground.tables import Tables, records
from rapor.ground.tables.evaluation import AgencyLoad
from rapor.ground.tables.reporting import FollowUpItem

_FIGURES = ("realisations", "activity_realisations")
_REPORTS, _ANSWERS = "progress", "follow_up_answers"

Line = Mapping[Any, Any]


@dataclass(frozen=True)
class Brought:
    """What an office has brought in a round: figures, reports of progress and answers.

    ``units`` counts the units of an agency whose reports are among them; ``last`` is the day on
    which the last of it was received.
    """

    office: str
    period: str
    figures: int
    reports: int
    answers: int
    units: int
    last: str

    @property
    def has_reported(self) -> bool:
        """Whether the office has brought anything."""
        return bool(self.figures or self.reports or self.answers)


@dataclass(frozen=True)
class Offices:
    """All that report in the rounds of a year."""

    city: City
    catalogue: Catalogue
    tables: Tables
    year: int

    @cached_property
    def asked(self) -> list[str]:
        """Codes of agencies that carry anything or have answered, then of levels with areas."""
        codes = [row.agency for row in records(AgencyLoad, self.tables["agencies"])]
        for item in records(FollowUpItem, self.tables["follow_up"]):
            codes += item.agencies.split(";")
        for name in (_REPORTS, _ANSWERS):  # on the sheet of a group others answer too
            told = self.tables[name]
            codes += list(told.loc[told["year"] == self.year, "agency"])
        collective = self.catalogue.agencies.collective
        agencies = {code for code in codes if code and code not in collective}
        agencies |= {level.agency for level in self.catalogue.round.levels.values() if level.agency}
        return [*sorted(agencies), *self._groups()]

    def _groups(self) -> Iterator[str]:
        """Working groups (``working_group:supervision``) and teams."""
        for level in self.catalogue.round.levels.values():
            if level.by_area:
                yield from (f"{level.code}:{area}" for area in self.catalogue.areas.names)
            elif not level.agency and level.code not in (UNIT_LEVEL, AGENCY_LEVEL):
                yield level.code

    @cached_property
    def idle(self) -> frozenset[str]:
        """Those of ``asked`` that no form asks anything any more.

        They carry no figure, and what names them is done or closed.
        """
        busy = {row.agency for row in records(AgencyLoad, self.tables["agencies"])}
        for item in records(FollowUpItem, self.tables["follow_up"]):
            busy |= set(item.agencies.split(";")) if item.waits else set()
        busy |= {level.agency for level in self.catalogue.round.levels.values()}
        return frozenset({*self.asked} - busy - {*self._groups()})

    @property
    def unasked(self) -> list[str]:
        """Codes of the city's own list that carry nothing and have brought nothing."""
        register = self.catalogue.agencies
        return sorted(register.own - register.collective - {*self.asked})

    def brought(self, office: str, period: str) -> Brought:
        """What an office has brought in a round."""
        figures = [row for name in _FIGURES for row in self._figures(name, office, period)]
        reports, answers = (list(self._own(name, office, period)) for name in (_REPORTS, _ANSWERS))
        days = [self._received(row) for row in (*figures, *reports, *answers)]
        units = {fold(str(row["unit_name"])) for row in reports} - {""}
        counts = (len(figures), len(reports), len(answers), len(units))
        return Brought(office, period, *counts, max(days, default=""))

    def _figures(self, name: str, office: str, period: str) -> Iterator[Line]:
        publisher = self.catalogue.agencies.names.get(office, office)
        for row in self._of_round(name, period):
            if row["publication"] == "agency" and row["publisher"] == publisher:
                yield row

    def _own(self, name: str, office: str, period: str) -> Iterator[Line]:
        level, _, area = office.partition(":")
        for row in self._of_round(name, period):
            of_group = not row["agency"] and (row["level"], row["area"]) == (level, area)
            if row["agency"] == office or of_group:
                yield row

    def _of_round(self, name: str, period: str) -> Iterator[Line]:
        for row in self.tables[name].to_dict("records"):
            if row["year"] == self.year and row["period"] == period:
                yield row

    def _received(self, row: Line) -> str:
        """The day on which the source of a line came in; else that of the line itself."""
        entry = self.city.sources.get(row["source"]) or {}
        return str(entry.get("published") or row.get("on") or "")
