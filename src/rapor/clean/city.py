"""Cleaning a city: raw tables in, tidy tables out, every problem told at once."""

from rapor.catalogue import Catalogue, City, load_city
from rapor.catalogue.cities import check_names
from rapor.catalogue.doubts import check_doubts
from rapor.catalogue.raw import read_raw
from rapor.catalogue.result_lists import RESULTS
from rapor.clean.desk import Desk
from rapor.clean.planned import action_plan, targets
from rapor.clean.priorities import priorities
from rapor.clean.realisations import activity_realisations, check_dates_of_sources, realisations
from rapor.clean.reporting import Rounds
from rapor.clean.reviews import recommendations, review_findings
from rapor.clean.scores import scores
from rapor.clean.topics import FILE as TOPICS
from rapor.clean.topics import Topic, read_topics
from rapor.clean.word_tables import goal_achievements, quick_wins, strategies, teams
from rapor.clean.word_tables import problems as problems_by_area
from rapor.ground.errors import DataRejected, Problems
from rapor.ground.paths import Home
from rapor.ground.ref import Line
from rapor.ground.tables import TIDY, Tables, table_of


def clean_city(home: Home, slug: str, catalogue: Catalogue) -> Tables:
    """Tidy tables of a city, one for each name of ``rapor.ground.tables.TIDY``.

    Nothing is repaired: a cell that cannot be read has neither value nor text, and keeps
    what is printed. Raises ``UsageError`` for a city that the catalogue does not have,
    ``MissingInput`` for missing files, and one ``DataRejected`` with every problem of the
    city's files, tables, names, years and publications.
    """
    catalogue.city(slug)
    city = load_city(home, slug)
    problems = Problems()
    desk = Desk(city, catalogue, read_raw(home, city, problems), problems)
    check_names(home, city, problems)
    check_doubts(home, slug, problems)
    lines = _published(desk, home)
    check_dates_of_sources(desk, home.relative(home.raw(slug) / "sources.yaml"))
    _check_settings(city, catalogue, home.relative(home.raw(slug) / "tables.yaml"), problems)
    topics = _topics(desk, home)
    results = home.relative(home.raw(slug) / RESULTS.file)
    rows = {
        "targets": (planned := targets(desk)),
        "realisations": realisations(desk, lines, results, planned),
        "scores": scores(desk),
        "action_plan": (plan := action_plan(desk)),
        "activity_realisations": activity_realisations(desk, home, plan),
        "priorities": priorities(desk, topics),
        "quick_wins": quick_wins(desk),
        "recommendations": recommendations(desk, topics),
        "review_findings": review_findings(desk, topics),
        "teams": teams(desk),
        "problems": problems_by_area(desk),
        "goal_achievements": goal_achievements(desk),
        "strategies": strategies(desk),
    }
    rows |= Rounds(desk, home, rows).rows()
    if problems:
        # a name that stands in two tables' way, as target and as activity, is told once
        raise DataRejected(dict.fromkeys(problems))
    return {name: table_of(TIDY[name], tidy_rows) for name, tidy_rows in rows.items()}


def _published(desk: Desk, home: Home) -> list[dict[str, str]]:
    """Lines of realisation.csv; none where there is none, or it is refused and told of."""
    path = home.raw(desk.city.slug) / RESULTS.file
    if not path.exists():
        return []
    with desk.problems.gathering():
        return RESULTS.lines(path, home.relative(path))
    return []


def _topics(desk: Desk, home: Home) -> dict[Line, Topic]:
    """Topics of topics.csv; none where the file is refused, which is told with the rest."""
    path = home.raw(desk.city.slug) / TOPICS
    with desk.problems.gathering():
        return read_topics(desk, path, home.relative(path))
    return {}


def _check_settings(city: City, catalogue: Catalogue, shown: str, problems: Problems) -> None:
    """Years inside the road map, areas and goals of the registers, tables that exist."""
    for spec in city.tables.values():
        where = f"{shown} table {spec.table}"
        if spec.source not in city.sources:
            problems.add(
                where, f"source {spec.source!r}", "a key of sources.yaml", "name its document"
            )
        for name, cell in spec.columns.items():
            if cell.role in ("target", "baseline", "end_target") and cell.year not in city.years:
                problems.add(
                    f"{where} column {name!r}",
                    f"year {cell.year}",
                    f"{city.years[0]} to {city.years[-1]}, the road map",
                    "correct the year, or road_map",
                )
        for name, code, register in (
            ("area", spec.area, catalogue.areas),
            ("goal", spec.goal, catalogue.goals),
        ):
            if code and code not in register.names:
                problems.add(
                    where, f"{name} {code!r}", f"one of {', '.join(register.names)}", "correct it"
                )
    for name in city.precedence.get("targets", ()):
        if name not in city.tables:
            problems.add(
                f"{shown} precedence", f"no table {name!r}", "tables of this file", "correct it"
            )
