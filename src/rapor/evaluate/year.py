"""The evaluation of one year."""

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.errors import Problem, UsageError
from rapor.evaluate.choice import Choice
from rapor.evaluate.index import index_table, tree_of
from rapor.evaluate.indicators import indicators_table
from rapor.tables import Tables


def evaluate_year(
    city: City,
    year: int,
    accepted: Tables,
    findings: pd.DataFrame,
    catalogue: Catalogue,
    cap: float | None = None,
) -> Tables:
    """Evaluate a city's year: tables ``indicators`` and ``index``.

    ``accepted`` are the tidy tables after the decisions, ``findings`` what is wrong with
    them. ``cap`` is the highest percentage of target that is counted; None takes the
    catalogue's, which is no cap.

    Raises ``DataRejected`` for a year that the road map does not reach, ``UsageError`` for
    a cap that the catalogue does not offer.
    """
    city.check_year(year, catalogue.city(city.slug).name)
    choice = Choice(city, accepted)
    return {
        "indicators": indicators_table(
            city, year, choice, findings, catalogue, _cap(cap, catalogue)
        ),
        "index": index_table(city, tree_of(year, choice, accepted, catalogue)),
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
                f"none, or one of {', '.join(f'{one:g}' for one in offered)}",
                "choose one, or add it to data/reference/achievement.yaml",
            )
        )
    return cap
