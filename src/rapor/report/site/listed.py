"""What the page lists: each report by what it says first, and the reports on request.

A listed report is text and counts only, so that the tables of hundreds of cities need not be held
at once. Half years, and languages, years or cities that the pipeline does not make, are on request:
the page is an output of the pipeline, whose bytes must not depend on what somebody asked for, so
these stand in a file of their own beside it, which the page loads and of which nobody keeps a
record.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from rapor.catalogue import Catalogue
from rapor.ground.files import write_text
from rapor.ground.paths import COMPARISON, Home
from rapor.ground.period import ANNUAL, PERIODS, folder_of, last_day
from rapor.ground.tables import Tables, known
from rapor.report.dossier import Dossier
from rapor.report.lines import LineView
from rapor.report.near import COMPARISON_STEMS, STEMS
from rapor.write.formats import WRITERS

ON_REQUEST = "on-request.js"
_YEAR = re.compile(r"(\d{4})(?:-.+)?")
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


def write_on_request(home: Home, catalogue: Catalogue, made: Iterable[Path]) -> Path:
    """Write the list of reports on disk that are not among ``made``; returns the list.

    ``made`` are the files that the pipeline makes. Files of other names, and folders of
    cities that the catalogue does not have, are none of ours.
    """
    known = set(made)
    on_disk = [report for report in _reports(home, catalogue) if report["files"]]
    for report in on_disk:
        report["files"] = [
            [ending.upper(), path.relative_to(home.reports).as_posix()]
            for ending, path in report["files"]
            if path not in known
        ]
    on_request = [report for report in on_disk if report["files"]]
    path = home.reports / ON_REQUEST
    listed = htmlsafe_json_dumps(on_request, sort_keys=True)
    write_text(path, f"window.raporOnRequest = {listed};\n")
    return path


def _reports(home: Home, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Every report and comparison on disk, in the order of names."""
    for slug in sorted([*catalogue.cities, COMPARISON]):
        known = catalogue.cities.get(slug)
        for folder in sorted((home.reports / slug).glob("*/")):
            year = _YEAR.fullmatch(folder.name)
            periods = [
                period
                for period in PERIODS
                if year and folder_of(int(year[1]), period) == folder.name
            ]
            for language in STEMS if year and periods else ():
                files = _formats(slug, language)
                yield {
                    "city": slug if known else "",
                    "name": known.name if known else "",
                    "year": int(folder.name[:4]),
                    "period": periods[0],
                    "language": language,
                    "files": [
                        (ending, folder / name)
                        for ending, name in files.items()
                        if (folder / name).is_file()
                    ],
                }


def _formats(slug: str, language: str) -> dict[str, str]:
    stems = COMPARISON_STEMS if slug == COMPARISON else STEMS
    return {ending: f"{stems[language]}.{ending}" for ending in WRITERS}
