"""Reports that the pipeline does not make: half years, and languages, years or cities on request.

The page of all reports is an output of the pipeline, whose bytes must not depend on what
somebody asked for. So these reports are listed in a file of their own beside it, which the
page loads and of which nobody keeps a record.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from rapor.catalogue import Catalogue
from rapor.ground.files import write_text
from rapor.ground.paths import COMPARISON, Home
from rapor.ground.period import PERIODS, folder_of
from rapor.report.near import COMPARISON_STEMS, STEMS
from rapor.write.formats import WRITERS

NAME = "on-request.js"
_YEAR = re.compile(r"(\d{4})(?:-.+)?")


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
    path = home.reports / NAME
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
