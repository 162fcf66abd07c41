"""``rapor list`` and ``rapor check``: what data each city has, and what is wrong with it."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems
from rapor.ground.files import read_rows
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import stored
from rapor.run.freshness import Fingerprints, is_fresh
from rapor.run.pipeline import CLEAN, EVALUATE, VALIDATE
from rapor.run.settings import read_params
from rapor.run.textable import table

if TYPE_CHECKING:
    import pandas as pd

_ORDER = {"error": 0, "warning": 1, "note": 2}
_DECISION = ("decision", "decision_id", "decided_value")
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
        results, fresh = _results(home, slug), _fresh(home, slug, city.years)
        for year in city.years:
            if year in fresh:
                made = "yes"
            elif home.evaluation(slug, year).is_dir():
                made = "before the data changed"
            else:
                made = "not yet" if (slug, year) in asked else "not in params.yaml"
            span = f"{city.first_year}-{city.last_year}"
            counts = [str(len(city.tables)), str(results.count(year))]
            pages = " ".join(path.name for path in stored(home.report(slug, year), "*.html"))
            rows.append([slug, facts.name, facts.code, str(year), span, *counts, made, pages])
    return str(table(_HEAD, rows, width, right="tables results"))


def _fresh(home: Home, slug: str, years: Iterable[int]) -> set[int]:
    """Years whose evaluation is as data and code are now."""
    fingerprints = Fingerprints(home, slug)
    stages = ((home.tidy(slug), CLEAN), (home.accepted(slug), VALIDATE))
    if not all(is_fresh(folder, fingerprints.of(stage)) for folder, stage in stages):
        return set()
    return {
        year
        for year in years
        if is_fresh(home.evaluation(slug, year), fingerprints.of(EVALUATE, folder_of(year, ANNUAL)))
    }


def _results(home: Home, slug: str) -> list[int]:
    path = home.raw(slug) / "realisation.csv"
    if not path.is_file():
        return []
    _, rows = read_rows(path, home.relative(path))
    years = (row.get("year", "") for row in rows)
    return [int(year) for year in years if re.fullmatch("[0-9]{4}", year)]


def check(home: Home, cities: Sequence[str]) -> tuple["pd.DataFrame", list[Problem]]:
    """Findings of some cities, worst first, and the problems that stop them.

    A city whose data cannot be read at all, or whose errors are not all decided, adds its
    problems, and so does a note that its report would refuse; the other cities are checked all
    the same.
    """
    import pandas as pd

    from rapor.run.noting import check_notes
    from rapor.run.stages import inspect

    frames, problems = [], []
    for city in cities:
        try:
            validated = inspect(home, city)
            frames.append(validated.findings)
            validated.require_decided()
            wrong = Problems()
            check_notes(home, validated, wrong)
            wrong.raise_if_any()
        except DataRejected as rejected:
            problems.extend(rejected.problems)
    findings = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if len(findings):
        findings = findings.sort_values(
            ["city", "severity", "finding"],
            key=lambda column: column.map(_ORDER) if column.name == "severity" else column,
            ignore_index=True,
        )
    return findings, problems


def as_text(findings: "pd.DataFrame", width: int, problems: Sequence[Problem] = ()) -> str:
    """Findings as a table for people; nothing where problems kept the rules from looking."""
    if findings.empty and problems:
        return ""
    if findings.empty:
        return "no findings"
    head = ["city", "severity", "finding", "printed", "expected", "decision"]
    rows = [
        [
            *(line[name] for name in head[:5]),
            " ".join(filter(None, (line[name] for name in _DECISION))),
        ]
        for line in findings.to_dict("records")
    ]
    counts = [f"{(findings['severity'] == severity).sum()} {severity}s" for severity in _ORDER]
    return f"{table(head, rows, width)}\n{', '.join(counts)}"


def as_json(cities: Sequence[str], findings: "pd.DataFrame", problems: Sequence[Problem]) -> str:
    """Findings and stopping problems as JSON for programs; an empty cell is null."""
    import pandas as pd

    lines: list[dict[str, Any]] = [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}
        for row in findings.astype(object).to_dict("records")
    ]
    answer = {
        "cities": list(cities),
        "accepted": not problems,
        "findings": lines,
        "problems": [vars(problem) for problem in problems],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=int)
