"""Where points of the index are lost, what would add some, and the thematic part.

Three tables: losses, gains, and the index under each highest score that is given for its
thematic part. Sources disagree on the highest score of RB Tematik, so it is a parameter of
the instrument, and both readings are shown.
"""

from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.catalogue.instruments import Component, Conversion
from rapor.evaluate.arithmetic import as_score, difference, exact, ranked
from rapor.evaluate.choice import Choice
from rapor.evaluate.index import ROOT, Tree, converted
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import ComponentGain, ComponentLoss, ThematicIndex

THEMATIC = "thematic"
"""Component path of the part on top of the general one."""


def losses_table(city: City, tree: Tree | None) -> pd.DataFrame:
    """One line an official score that no official score lies below: weight minus score.

    Where only some parts of a component are published, its own loss is not shown beside
    theirs. Columns: ``evaluation.ComponentLoss``; points of the index.
    """
    leaves = [path for path in tree.instrument.components if _is_leaf(tree, path)] if tree else []
    lines = ranked(
        [_loss(city, tree, path) for path in leaves] if tree else [], "lost", "loss_rank"
    )
    total = sum((exact(line["lost"]) for line in lines), Fraction())
    for line in lines:
        line["lost_pct"] = float(100 * exact(line["lost"]) / total) if total > 0 else None
    return table_of(ComponentLoss, lines)


def _is_leaf(tree: Tree, path: str) -> bool:
    if tree.printed("official", path).value is None:
        return False
    return not any(
        tree.printed("official", below).value is not None
        for below in tree.instrument.components
        if below != path and (path == ROOT or below.startswith(f"{path}/"))
    )


def _loss(city: City, tree: Tree, path: str) -> dict[str, Any]:
    official, weight = tree.printed("official", path), tree.weight(path)
    score = float(official.value or 0)
    return {
        "city": city.slug,
        "year": tree.year,
        "component": path,
        "label": tree.instrument.components[path].label,
        "weight": weight,
        "official": score,
        "official_ref": official.ref,
        "lost": difference(weight, score),
    }


def gains_table(city: City, year: int, tree: Tree | None, choice: Choice) -> pd.DataFrame:
    """One line a component that is converted from an indicator, in any year of its instrument.

    A point for each unit of the indicator where the conversion is linear; for words only
    the gain. All other components are taken to stay as they are. Columns:
    ``evaluation.ComponentGain``; points of the index.
    """
    parts = tree.instrument.components.values() if tree else ()
    lines = [
        {"city": city.slug, "year": year, **_gain(tree, part, part.conversion, choice)}
        for part in parts
        if tree and part.conversion
    ]
    rows = ranked(lines, "gain", "gain_rank")
    return table_of(ComponentGain, rows)


def _gain(tree: Tree, part: Component, conversion: Conversion, choice: Choice) -> dict[str, Any]:
    realised = choice.realisation(conversion.indicator, tree.year)
    end = choice.end_target(conversion.indicator)
    weight = tree.weight(part.path)
    now, then = tree.recomputed(part.path), converted(end, weight, conversion)
    known = now.value is not None and then is not None
    linear = exact(weight) / exact(conversion.maximum) if conversion.maximum else None
    return {
        "component": part.path,
        "label": part.label,
        "indicator": conversion.indicator,
        "weight": weight,
        "unit": realised.unit or end.unit,
        "points_per_unit": None if linear is None else float(linear),
        **realised.columns("realised"),
        "recomputed": None if now.value is None else float(now.value),
        "recomputed_basis": now.basis,
        **end.columns("end_target"),
        "recomputed_at_end": None if then is None else float(then),
        "gain": float(then - now.value)
        if known and then is not None and now.value is not None
        else None,
    }


def thematic_table(city: City, tree: Tree | None) -> pd.DataFrame:
    """One line a highest score of the thematic part; none for instruments without it.

    A thematic score that is printed with its weight is carried over as a share of the
    weight; one without a weight counts as printed, and not at all where it is above the
    highest score. Columns: ``evaluation.ThematicIndex``; points of the index.
    """
    highest = tree.instrument.thematic if tree else ()
    lines = [_thematic_line(city, tree, told.highest) for told in highest] if tree else []
    return table_of(ThematicIndex, lines)


def _thematic_line(city: City, tree: Tree, highest: float) -> dict[str, Any]:
    roots = [part.path for part in tree.instrument.children("")]
    others = [path for path in roots if path not in (ROOT, THEMATIC)]
    weight = sum((exact(tree.weight(path)) for path in others), exact(highest))
    general = [tree.printed("official", path).value for path in others]
    thematic, basis = _thematic(tree, highest)
    if None in general:
        basis = "no_official_score"
    known = [part for part in (*general, thematic) if part is not None]
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
    known = [score for score in scores if score is not None]
    return float(sum(known, Fraction())) if scores and len(known) == len(scores) else None
