"""``rapor site``: the page from which all reports are found."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.paths import Home
from rapor.run.params import Params, reached, read_params
from rapor.run.stages import everything

if TYPE_CHECKING:
    from rapor.report import ListedReport


def site(home: Home) -> list[Path]:
    """Write ``reports/index.html`` and the list of reports made on request; returns both.

    The page holds the reports of ``params.yaml``: what an evaluation lacks is made first.
    Raises as ``stages.evaluate``, and ``DataRejected`` for a year that no city reaches.
    """
    from rapor.report import listed_report, write_site

    params, catalogue = read_params(home), load_catalogue(home)
    for city in params.cities:
        catalogue.city(city)
    compared = [year for year in params.years if reached(home, year)]
    reports: dict[str, list[ListedReport]] = {code: [] for code in params.languages}
    for city, year in _reports(home, params):
        tables = everything(home, city, year)
        for code, in_language in reports.items():
            in_language.append(listed_report(home, city, year, code, tables, catalogue))
    return [*write_site(home, reports, compared), list_on_request(home)]


def list_on_request(home: Home) -> Path:
    """Renew the list of reports that ``params.yaml`` does not ask for; returns it.

    Raises as ``read_params`` and ``load_catalogue``.
    """
    from rapor.report import write_on_request
    from rapor.report.compare.page import FILES
    from rapor.report.writing import STEMS, WRITERS

    params = read_params(home)
    made = {
        home.report(city, year) / f"{STEMS[code]}.{ending}"
        for (city, year), code, ending in product(_reports(home, params), params.languages, WRITERS)
    }
    made |= {
        home.comparison(year) / FILES[code] for year in params.years for code in params.languages
    }
    return write_on_request(home, load_catalogue(home), made)


def _reports(home: Home, params: Params) -> Iterator[tuple[str, int]]:
    """City and year of every report of the pipeline, in alphabetical order."""
    for city in sorted(params.cities):
        years = load_city(home, city).years
        yield from ((city, year) for year in sorted(params.years) if year in years)
