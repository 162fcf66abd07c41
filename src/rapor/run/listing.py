"""``rapor list``: the cities of a project and what data each has."""

import re

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import MissingInput
from rapor.ground.files import read_rows
from rapor.ground.paths import Home
from rapor.run.freshness import fingerprint, is_fresh
from rapor.run.params import read_params
from rapor.run.textable import table

_HEAD = ["city", "name", "code", "year", "road map", "tables", "results", "evaluated", "reports"]


def overview(home: Home, width: int) -> str:
    """A line a city and year: printed tables, published results, what has been made.

    Cities of the catalogue that have no data yet are listed too. Raises ``DataRejected`` and
    ``MissingInput`` for a project that cannot be read.
    """
    catalogue, params = load_catalogue(home), read_params(home)
    asked = {(city, year) for city in params.cities for year in params.years}
    rows = []
    for slug, facts in sorted(catalogue.cities.items()):
        try:
            city = load_city(home, slug)
        except MissingInput:
            rows.append([slug, facts.name, facts.code, "-", "no data yet", "0", "0", "", ""])
            continue
        results, made_from = _results(home, slug), fingerprint(home, slug)
        for year in city.years:
            folder = home.evaluation(slug, year)
            if is_fresh(folder, made_from):
                made = "yes"
            elif folder.is_dir():
                made = "before the data changed"
            else:
                made = "not yet" if (slug, year) in asked else "not in params.yaml"
            span = f"{city.first_year}-{city.last_year}"
            counts = [str(len(city.tables)), str(results.count(year))]
            pages = " ".join(sorted(path.name for path in home.report(slug, year).glob("*.html")))
            rows.append([slug, facts.name, facts.code, str(year), span, *counts, made, pages])
    return str(table(_HEAD, rows, width, right="tables results"))


def _results(home: Home, slug: str) -> list[int]:
    path = home.raw(slug) / "realisation.csv"
    if not path.is_file():
        return []
    _, rows = read_rows(path, home.relative(path))
    years = (row.get("year", "") for row in rows)
    return [int(year) for year in years if re.fullmatch("[0-9]{4}", year)]
