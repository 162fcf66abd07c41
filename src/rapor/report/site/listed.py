"""What the page says of one report: the figures of its first page, and a line an indicator.

A listed report is text and counts only, so that the tables of hundreds of cities need not be held
at once.
"""

from dataclasses import dataclass

from rapor.catalogue import Catalogue
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, last_day
from rapor.ground.tables import Tables, known
from rapor.report.dossier import Dossier
from rapor.report.lines import LineView

UNPLANNED = "unplanned"
"""Stands for a status: published for the city, but its road map has no target for it."""


@dataclass(frozen=True)
class ListedLine:
    """A line of a report as the search shows it; figures as the report prints them."""

    indicator: str
    name: str
    area: str
    area_name: str
    agencies: tuple[str, ...]
    unit: str
    target: str
    realised: str
    status: str


@dataclass(frozen=True)
class ListedReport:
    """One report: what its first page counts, and its lines.

    ``index`` and ``grade`` are the official ones, empty when none is known; ``status`` counts
    the lines of the road map by status; ``undecided`` are errors, ``asked`` questions to the
    city;
    ``followed`` counts what of the register somebody has still to act on at the end of the year,
    ``overdue`` what of it was past its day then.
    """

    city: str
    name: str
    province: str
    year: int
    is_final: bool
    index: str
    grade: str
    indicators: int
    realised: int
    official: int
    status: dict[str, int]
    undecided: int
    asked: int
    lines: tuple[ListedLine, ...]
    followed: int = 0
    overdue: int = 0


def listed_report(
    home: Home, slug: str, year: int, language: str, stage_tables: Tables, catalogue: Catalogue
) -> ListedReport:
    """A city's annual report as the page lists it, from the tables that the report is made from.

    Raises as ``write_report``.
    """
    tables = known(stage_tables, year, ANNUAL)
    return of_dossier(Dossier.of(home, slug, year, language, tables, catalogue))


def of_dossier(dossier: Dossier) -> ListedReport:
    """The report of a dossier as the page lists it."""
    total = dossier.total
    lines = [_listed_line(line, line.row.status) for line in dossier.planned]
    lines += [_listed_line(line, UNPLANNED) for line in dossier.unplanned]
    waiting = [item for item in dossier.register.values() if item.waits]
    day = last_day(dossier.year, dossier.period).isoformat()
    return ListedReport(
        city=dossier.city.slug,
        name=dossier.facts.name,
        province=dossier.facts.province,
        year=dossier.year,
        is_final=dossier.is_final,
        index=str(total.official) if total else "",
        grade=total.row.grade if total and total.official else "",
        indicators=len(dossier.planned),
        realised=len(dossier.realised),
        official=len(dossier.official),
        status=dossier.counts,
        undecided=dossier.undecided_count,
        asked=dossier.question_count,
        lines=tuple(lines),
        followed=len(waiting),
        overdue=sum(item.is_overdue(day) for item in waiting),
    )


def _listed_line(line: LineView, status: str) -> ListedLine:
    return ListedLine(
        indicator=line.row.indicator,
        name=line.name,
        area=line.group,
        area_name=line.edition.groups[line.group] if line.group else "",
        agencies=tuple(line.agencies),
        unit=line.row.unit,
        target=str(line.target),
        realised=str(line.realised),
        status=status,
    )
