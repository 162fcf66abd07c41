"""The reproduction table: every printed total of the index against what follows from its parts.

A total is reproduced when it lies as near as rounding allows: each rounded part and the
rounded total itself may be off by half a unit of the last decimal. Attempts that fail
are shown with the distance, so that a reader sees what has been tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.evaluate.arithmetic import SCORE_PLACES, as_score, difference, exact
from rapor.evaluate.index import ComponentScore, Tree, parts_of
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import Reproduction

HALF = Fraction(SCORE_PLACES) / 2
"""Half a unit of the last decimal that scores are printed with."""

LEVELS = ("central", "unit")
"""The two levels whose mean is the city's score of the reform part (Binjai 2.10 and 2.11)."""


@dataclass(frozen=True)
class Attempt:
    """One way to come to a printed total; ``value`` None: it cannot be tried, and why."""

    method: str
    value: Fraction | None = None
    rounding: Fraction | None = None
    reason: str = ""
    missing_weight: float | None = None


def reproduction_table(city: City, tree: Tree | None) -> pd.DataFrame:
    """One line a printed total and method. Columns: ``evaluation.Reproduction``."""
    lines = list(_lines(city, tree)) if tree else []
    return table_of(Reproduction, lines)


def _lines(city: City, tree: Tree) -> Iterator[dict[str, Any]]:
    for assessor in ("official", "self"):
        for path, component in tree.instrument.components.items():
            printed = tree.printed(assessor, path)
            if printed.value is None:
                continue
            for attempt in _attempts(tree, assessor, path):
                yield {
                    "city": city.slug,
                    "year": tree.year,
                    "component": path,
                    "label": component.label,
                    "assessor": assessor,
                    "ref": printed.ref,
                    "printed": printed.cell,
                    "value": float(printed.value),
                    **_outcome(printed.value, attempt),
                }


def _outcome(printed: Fraction, attempt: Attempt) -> dict[str, Any]:
    value, rounding = attempt.value, attempt.rounding
    near = value is not None and rounding is not None and abs(printed - value) <= rounding
    recomputed = None if value is None else as_score(value)
    return {
        "method": attempt.method,
        "recomputed": recomputed,
        "difference": difference(float(printed), recomputed),
        "rounding": None if rounding is None else float(rounding),
        "missing_weight": attempt.missing_weight,
        "within_rounding": "" if value is None else "yes" if near else "no",
        "reason": attempt.reason or ("" if near else "beyond_rounding"),
    }


def _attempts(tree: Tree, assessor: str, path: str) -> Iterator[Attempt]:
    component = tree.instrument.components[path]
    parts = [part.path for part in parts_of(tree.instrument, path)]
    if assessor == "official" and component.conversion:
        recomputed = tree.recomputed(path)
        reason = "" if recomputed.value is not None else recomputed.basis
        yield Attempt("conversion", recomputed.value, HALF, reason)
    elif parts:
        yield from _from_parts(tree, assessor, parts)
    levels = {level: tree.printed(assessor, path, level) for level in LEVELS}
    if any(score.ref for score in levels.values()):
        yield _mean(levels)


def _from_parts(tree: Tree, assessor: str, parts: list[str]) -> Iterator[Attempt]:
    scores = {part: _best(tree, assessor, part) for part in parts}
    known = {part: score.value for part, score in scores.items() if score.value is not None}
    if not known:
        yield Attempt("none", reason="parts_not_published")
        return
    total = sum(known.values(), Fraction())
    rounded = sum(scores[part].basis in ("printed", "sum_of_official_parts") for part in known)
    rounding = HALF * (rounded + 1)
    missing = [part for part in parts if part not in known]
    if not missing:
        yield Attempt("sum_of_parts", total, rounding)
        return
    reason = "parts_missing:" + ";".join(part.rpartition("/")[2] for part in missing)
    weights = {part: exact(tree.weight(part)) for part in parts}
    without = float(sum(weights[part] for part in missing))
    held = sum((weights[part] for part in known), Fraction())
    yield Attempt("known_parts", total, rounding, reason, without)
    if held:
        rescaled = total * sum(weights.values(), Fraction()) / held
        yield Attempt("known_parts_rescaled", rescaled, rounding, reason, without)


def _best(tree: Tree, assessor: str, path: str) -> ComponentScore:
    """The printed score of a part; of an official one that is not printed, the recomputed."""
    printed = tree.printed(assessor, path)
    if printed.value is not None or assessor == "self":
        return printed
    return tree.recomputed(path)


def _mean(levels: dict[str, ComponentScore]) -> Attempt:
    known = [score.value for score in levels.values() if score.value is not None]
    missing = [level for level, score in levels.items() if score.value is None]
    if missing:
        return Attempt("mean_of_levels", reason=f"level_missing:{';'.join(missing)}")
    return Attempt("mean_of_levels", sum(known, Fraction()) / len(known), 2 * HALF)
