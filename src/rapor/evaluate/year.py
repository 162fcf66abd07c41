"""The evaluation of one year."""

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.changes import changes_table
from rapor.evaluate.choice import Choice
from rapor.evaluate.follow_up import follow_up_table
from rapor.evaluate.index import index_table, instrument_tree, tree_of
from rapor.evaluate.indicators import indicators_table
from rapor.evaluate.losses import gains_table, losses_table, thematic_table
from rapor.evaluate.plan import absorption_table, agencies_table, plan_table
from rapor.evaluate.readings import readings_table
from rapor.evaluate.reproduction import reproduction_table
from rapor.evaluate.trajectory import course_table, trajectory_table
from rapor.ground.errors import Problem, UsageError
from rapor.ground.period import ANNUAL, check_period
from rapor.ground.tables import Tables, known, undated


def evaluate_year(
    city: City,
    year: int,
    accepted: Tables,
    findings: pd.DataFrame,
    catalogue: Catalogue,
    cap: float | None = None,
    period: str = ANNUAL,
) -> Tables:
    """Evaluate a city's year: every table of ``tables.EVALUATION``, some without rows.

    ``accepted`` are the tidy tables after the decisions, ``findings`` what is wrong with
    them. ``cap`` is the highest percentage of target that is counted; None takes the
    catalogue's. ``period``: the year's targets against what is known by the end of it.

    Raises ``DataRejected`` for a year that the road map does not reach, ``UsageError`` for a
    cap that the catalogue does not offer or no period.
    """
    check_period(period)
    city.check_year(year, catalogue.city(city.slug).name)
    accepted = known(accepted, year, period)
    choice = Choice(city, accepted, period)
    indicators = indicators_table(city, year, choice, findings, catalogue, _cap(cap, catalogue))
    planned = indicators[indicators["indicator"].isin(choice.road_map)]
    plan = plan_table(city, year, choice, accepted, catalogue)
    others = undated(accepted["action_plan"])
    return {
        "indicators": indicators,
        "course": course_table(city, year, choice, catalogue),
        "trajectory": trajectory_table(city, year, choice, catalogue),
        "changes": changes_table(city, year, choice, catalogue),
        "plan": plan,
        "agencies": agencies_table(city, year, planned, plan, others, catalogue),
        "follow_up": follow_up_table(city, year, accepted, findings, catalogue),
        "absorption": absorption_table(city, year, period, accepted["spending"], plan),
        **_of_index(city, year, choice, accepted, findings, catalogue),
    }


def _of_index(
    city: City,
    year: int,
    choice: Choice,
    accepted: Tables,
    findings: pd.DataFrame,
    catalogue: Catalogue,
) -> Tables:
    """The tables of the index, and the readings, which are of indicators and components."""
    tree = tree_of(year, choice, accepted, catalogue)
    instrument = instrument_tree(year, choice, accepted, catalogue)
    return {
        "index": index_table(city, tree, findings),
        "losses": losses_table(city, tree),
        "gains": gains_table(city, year, instrument, choice),
        "thematic": thematic_table(city, instrument),
        "reproduction": reproduction_table(city, tree),
        "readings": readings_table(city, year, choice, accepted, findings, catalogue, tree),
    }


def _cap(cap: float | None, catalogue: Catalogue) -> float | None:
    offered = catalogue.achievement.caps
    if cap is None:
        return catalogue.achievement.default_cap
    if cap not in offered:
        raise UsageError(
            Problem(
                "cap",
                f"{cap!r} is not offered",
                f"none, or one of {', '.join(f'{percent:g}' for percent in offered)}",
                "choose one, or add it to data/reference/achievement.yaml",
            )
        )
    return cap
