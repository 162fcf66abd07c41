"""``rapor list`` and ``rapor check``: what data each city has, and what is wrong with it."""

import json
import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rapor.catalogue import Catalogue, load_catalogue, load_city
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems
from rapor.ground.files import read_rows
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import stored
from rapor.ground.shape import nearest_name
from rapor.ground.text import for_terminal
from rapor.run.freshness import Fingerprints, is_fresh
from rapor.run.pipeline import CLEAN, EVALUATE, VALIDATE
from rapor.run.settings import read_params
from rapor.run.textable import table

if TYPE_CHECKING:
    import pandas as pd

    from rapor.catalogue.surveys import Questionnaire

_ORDER = {"error": 0, "warning": 1, "note": 2}
_COLOURS = {"error": "31", "warning": "33", "note": "36"}
"""Red, yellow and cyan, as terminals number them."""
_NEXT = {
    "error": "look at the cell, then decide, with --reason and --evidence:",
    "warning": "look at the cell; it stops no report. Where something follows, decide, with"
    " --reason and --evidence:",
    "note": "nothing has to be done; it stops no report",
    "ask": "when the city has answered, decide anew, with --reason and --evidence:",
}
"""What is to be done about a finding that nobody has decided, by severity, or that was asked."""
_DECISION = ("decision", "decision_id", "decided_value")
_HEAD = ["city", "name", "code", "year", "road map", "tables", "results", "evaluated", "reports"]


def overview(home: Home, width: int) -> str:
    """A line a city and year: printed tables, results, what has been made.

    Results are indicators of the road map that have one, as in the report; where the evaluation is
    not up to date, publications of the year.

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
            known = _counted(home, slug, year) if year in fresh else ""
            counts = [str(len(city.tables)), known or f"{results.count(year)} published"]
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


def _counted(home: Home, slug: str, year: int) -> str:
    """How many indicators of the road map have a result, as the report counts them."""
    places = home.accepted(slug) / "targets.csv", home.evaluation(slug, year) / "indicators.csv"
    if not all(path.is_file() for path in places):
        return ""
    targets, lines = (read_rows(path, home.relative(path))[1] for path in places)
    planned = {row["indicator"] for row in targets}
    of_plan = [row for row in lines if row["indicator"] in planned]
    known = sum(bool(row["realised"] or row["realised_text"]) for row in of_plan)
    return f"{known} of {len(of_plan)}"


def _results(home: Home, slug: str) -> list[int]:
    path = home.raw(slug) / "realisation.csv"
    if not path.is_file():
        return []
    _, rows = read_rows(path, home.relative(path))
    years = (row.get("year", "") for row in rows)
    return [int(year) for year in years if re.fullmatch("[0-9]{4}", year)]


def check(
    home: Home, cities: Sequence[str], language: str = "id"
) -> tuple["pd.DataFrame", list[Problem]]:
    """Findings of some cities, worst first, and the problems that stop them.

    ``language`` is that of the findings' sentences; problems are English.

    A city whose data cannot be read at all, or whose errors are not all decided, adds its
    problems, and so do a note and a brand that its report would refuse; the other cities are
    checked all the same.
    """
    import pandas as pd

    from rapor.run.noting import check_notes
    from rapor.run.stages import inspect
    from rapor.validate import reworded
    from rapor.write.brand import read_brand

    frames, problems = [], list(_unread(home))
    for city in cities:
        try:
            validated = inspect(home, city)
            said_with = validated.rules, validated.counted
            frames.append(reworded(validated.findings, language, *said_with))
            validated.require_decided()
            wrong = Problems()
            with wrong.gathering():
                read_brand(home, city)
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


def _unread(home: Home) -> Problems:
    """What is wrong with the reference files that no city needs to be checked.

    They are read when a document, or the answers of a survey, come: too late to hear of a slip.
    """
    from rapor.catalogue.catalogue import read_data_version
    from rapor.catalogue.documents import read_document_kinds
    from rapor.catalogue.headers import read_vocabulary
    from rapor.catalogue.matching import load_matcher
    from rapor.catalogue.surveys import load_surveys

    problems, catalogue = Problems(), load_catalogue(home)
    readers = (read_data_version, read_vocabulary, load_matcher, read_document_kinds, _weigh)
    for read in readers:
        with problems.gathering():
            read(home)
    with problems.gathering():
        surveys, folder = load_surveys(home), home.questionnaires
        if home.reference in folder.parents:  # the package's may name what a project lacks
            for survey in surveys.questionnaires.values():
                where = f"{home.relative(folder)}/{survey.code}.yaml"
                _check_questionnaire(survey, catalogue, where, problems)
    return problems


def _check_questionnaire(
    survey: "Questionnaire", catalogue: Catalogue, where: str, problems: Problems
) -> None:
    """Note codes that other files do not have, and letters that none of its indices can get."""
    families = {scale.family for scale in catalogue.scales}
    for name, code, known, file in (
        ("indicator", survey.indicator, catalogue.indicators, "indicators.yaml"),
        ("bands", survey.bands, families, "scales.yaml"),
    ):
        if code and code not in known:
            likely = nearest_name(code, known)
            step = f"the nearest is {likely!r}" if likely else "correct it"
            problems.add(where, f"{name} {code!r}", f"a code of {file}", step)
    low, high = map(float, survey.ends)
    for scale in catalogue.scales:
        if scale.family == survey.bands:
            scale.check_reach((low, high), f"{where} bands", problems)


def _weigh(home: Home) -> None:
    """Raise ``DataRejected`` where doubts are weighed that no reader has."""
    from rapor.catalogue.doubts import read_weights
    from rapor.ingest.notes import DOUBTS

    problems, shown = Problems(), home.relative(home.doubt_weights)
    for code in read_weights(home):
        if code not in DOUBTS:
            likely = nearest_name(code, DOUBTS)
            step = f"the nearest is {likely!r}" if likely else "take it out"
            problems.add(shown, f"doubt {code!r}", "a kind of doubt that readers have", step)
    problems.raise_if_any()


def undecided(findings: "pd.DataFrame") -> "pd.DataFrame":
    """The findings on which nobody has decided yet."""
    return findings[findings["decision"] == "none"] if len(findings) else findings


def as_text(
    findings: "pd.DataFrame", width: int, problems: Sequence[Problem] = (), *, colour: bool = False
) -> str:
    """Findings for people, each with its whole id, its sentence and the next step.

    Nothing where problems kept the rules from looking. An id stays in one line, however long, for
    it is copied from here; ``colour`` is for a terminal and says nothing that no word says.
    """
    if findings.empty and problems:
        return ""
    if findings.empty:
        return "no findings"
    blocks = ["\n".join(_block(line, width, colour)) for line in findings.to_dict("records")]
    numbers = {severity: (findings["severity"] == severity).sum() for severity in _ORDER}
    counts = [f"{of} {severity}{'' if of == 1 else 's'}" for severity, of in numbers.items()]
    return "\n\n".join([*blocks, ", ".join(counts)])


def _block(line: Mapping[Any, Any], width: int, colour: bool) -> Iterator[str]:
    severity, finding = str(line["severity"]), for_terminal(str(line["finding"]))
    shown = f"\x1b[{_COLOURS[severity]}m{severity}\x1b[0m" if colour else severity
    decided = " ".join(filter(None, (str(line[name] or "") for name in _DECISION)))
    yield f"{shown}  {finding}"
    about = ", ".join(filter(None, (str(line["city"]), str(line["indicator"] or ""))))
    state = severity if line["decision"] == "none" else str(line["decision"])
    told = [f"{about}: {for_terminal(str(line['message']))}"]
    if line["decision"] != "none":
        told.append(f"decided: {for_terminal(decided)}")
    if state in _NEXT:
        told.append(f"next: {_NEXT[state]}")
    for text in told:
        yield from textwrap.wrap(text, max(width - 4, 20), initial_indent="  ",
                                 subsequent_indent="    ", break_on_hyphens=False)  # fmt: skip
    if state in _NEXT and state != "note":
        about = str(line["decision_id"] if state == "ask" else line["finding"])
        parts = f"rapor decide {line['city']}", shlex.quote(about), "--action correct|keep|ask"
        yield from _command(parts, width)


def _command(parts: Sequence[str], width: int) -> Iterator[str]:
    """A line to be copied; where it is wider than the terminal, in parts that a shell joins."""
    line = f"    {' '.join(parts)}"
    if len(line) <= width:
        yield line
        return
    yield f"    {parts[0]} \\"
    yield from (f"      {part} \\" for part in parts[1:-1])
    yield f"      {parts[-1]}"


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
