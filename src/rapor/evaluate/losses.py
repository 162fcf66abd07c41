"""The tables of losses and gains: where points of the index are lost, and what would add some."""

from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.catalogue.instruments import Component, Conversion
from rapor.evaluate.choice import Choice
from rapor.evaluate.exact import difference, exact
from rapor.evaluate.index import ROOT, Tree, converted
from rapor.evaluate.ranking import ranked
from rapor.ground.tables import EVALUATION, conform


def losses_table(city: City, tree: Tree | None) -> pd.DataFrame:
    """One line an official score that no official score lies below: weight minus score.

    Where only some parts of a component are published, its own loss is not shown beside
    theirs. Columns: ``tables.EVALUATION['losses']``; points of the index.
    """
    contract = EVALUATION["losses"]
    leaves = [path for path in tree.instrument.components if _is_leaf(tree, path)] if tree else []
    lines = ranked(
        [_loss(city, tree, path) for path in leaves] if tree else [], "lost", "loss_rank"
    )
    total = sum((exact(line["lost"]) for line in lines), Fraction())
    for line in lines:
        line["lost_pct"] = float(100 * exact(line["lost"]) / total) if total > 0 else None
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


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
    ``tables.EVALUATION['gains']``; points of the index.
    """
    contract = EVALUATION["gains"]
    parts = tree.instrument.components.values() if tree else ()
    lines = [
        {"city": city.slug, "year": year, **_gain(tree, part, part.conversion, choice)}
        for part in parts
        if tree and part.conversion
    ]
    rows = ranked(lines, "gain", "gain_rank")
    return conform(contract, pd.DataFrame(rows, columns=list(contract.columns)))


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
        "realised": realised.value,
        "realised_text": realised.text,
        "realised_ref": realised.ref,
        "recomputed": None if now.value is None else float(now.value),
        "recomputed_basis": now.basis,
        "end_target": end.value,
        "end_target_text": end.text,
        "end_target_ref": end.ref,
        "recomputed_at_end": None if then is None else float(then),
        "gain": float(then - now.value)
        if known and then is not None and now.value is not None
        else None,
    }
