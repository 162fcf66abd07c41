"""The thematic table: the index under each highest score given for its thematic part.

Sources disagree on the highest score of RB Tematik, so it is a parameter of the
instrument, and both readings are shown.
"""

from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.evaluate.exact import as_score, difference, exact
from rapor.evaluate.index import ROOT, Tree
from rapor.ground.tables import EVALUATION, conform

THEMATIC = "thematic"
"""Component path of the part on top of the general one."""


def thematic_table(city: City, tree: Tree | None) -> pd.DataFrame:
    """One line a highest score of the thematic part; none for instruments without it.

    A thematic score that is printed with its weight is carried over as a share of the
    weight; one without a weight counts as printed, and not at all where it is above the
    highest score. Columns: ``tables.EVALUATION['thematic']``; points of the index.
    """
    contract = EVALUATION["thematic"]
    highest = tree.instrument.thematic if tree else ()
    lines = [_line(city, tree, one) for one in highest] if tree else []
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def _line(city: City, tree: Tree, highest: float) -> dict[str, Any]:
    roots = [part.path for part in tree.instrument.children("")]
    others = [path for path in roots if path not in (ROOT, THEMATIC)]
    weight = sum((exact(tree.weight(path)) for path in others), exact(highest))
    general = [tree.printed("official", path).value for path in others]
    thematic, basis = _thematic(tree, highest)
    if None in general:
        basis = "no_official_score"
    known = [one for one in (*general, thematic) if one is not None]
    score = as_score(sum(known, Fraction())) if basis in ("share", "points") else None
    official = tree.printed("official", ROOT).value
    index = None if official is None else float(official)
    return {
        "city": city.slug,
        "year": tree.year,
        "thematic_weight": highest,
        "index_weight": float(weight),
        "general": _total(general),
        "thematic": None if thematic is None else float(thematic),
        "recomputed": score,
        "recomputed_basis": basis,
        "official": index,
        "difference": difference(index, score),
        "grade": "" if score is None else tree.instrument.grade(score),
        "lost": difference(float(weight), index if index is not None else score),
    }


def _thematic(tree: Tree, highest: float) -> tuple[Fraction | None, str]:
    """The thematic score under a highest score, and how it follows from what is printed."""
    printed = tree.printed("official", THEMATIC).value
    if printed is None:
        return None, "no_official_score"
    weight = tree.printed_weight("official", THEMATIC)
    if weight:
        return printed / exact(weight) * exact(highest), "share"
    return (printed, "points") if printed <= exact(highest) else (None, "above_highest")


def _total(scores: list[Fraction | None]) -> float | None:
    known = [one for one in scores if one is not None]
    return float(sum(known, Fraction())) if scores and len(known) == len(scores) else None
