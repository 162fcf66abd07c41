"""What a rule is in code: a view of a city's tables, and what is expected of its every row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from rapor.validate.evidence import Evidence, Row, reference
from rapor.validate.expectations import Expectation

CELL = (
    "source table row column printed indicator label year expected compared_ref"
    " compared_printed severity"
).split()
"""Columns that every view has beside those that its expectation looks at.

They say what the finding will say if the row fails; ``severity`` is empty where the
rule's own holds.
"""

CELLS_OF_ONE_CAUSE = "cells"
"""Bound of rules that put several cells into one finding: as many must fail."""


@dataclass(frozen=True)
class Rule:
    """How one class of things that can be wrong is looked for.

    ``code`` is its entry in rules.yaml, which says all that is said of it: name, severity,
    sentence, reason. ``view`` makes the frame of things to check, ``expectation`` what every
    row of it should be.

    ``covers``: ``row`` puts all failing cells of a printed row into one finding, ``most of
    the row`` only when enough fail and they are more than half of those checked; ``cause``
    all failing cells for which the view's ``cause`` says the same, where they are enough:
    the bound ``cells``.
    ``settles`` keeps the cells of a finding from the rules after it, ``settles_compared``
    also the cells that they were compared with. ``bounds`` are the names of the figures that
    rules.yaml gives it, ``words`` whether that gives it words; what they are stands there.
    """

    code: str
    view: Callable[[Evidence], pd.DataFrame]
    expectation: Expectation
    covers: Literal["cell", "row", "most of the row", "cause"] = "cell"
    settles: bool = False
    settles_compared: bool = False
    bounds: tuple[str, ...] = ()
    words: bool = False


def about(
    evidence: Evidence,
    row: Row,
    *,
    expected: str = "",
    compared: Row | None = None,
    severity: str = "",
    **checked: Any,
) -> dict[str, Any]:
    """One row of a view: the cell, what was expected, the cell compared with, what is checked."""
    return {
        **{name: row[name] for name in ("source", "table", "row", "column", "printed")},
        "indicator": row.get("indicator", ""),
        "label": evidence.name(row),
        "year": row["year"],
        "expected": expected,
        "compared_ref": reference(compared) if compared is not None else "",
        "compared_printed": compared["printed"] if compared is not None else "",
        "severity": severity,
        **checked,
    }


def view_of(rows: Iterable[Mapping[str, Any]], *checked: str) -> pd.DataFrame:
    """A view from its rows; also an empty one has all its columns."""
    frame = pd.DataFrame(list(rows), columns=[*CELL, *checked])
    frame["year"] = pd.to_numeric(frame["year"]).astype("Int64")
    return frame


def plain(value: float, places: int | None = None) -> str:
    """A computed figure as data shows it: decimal point, at most ten digits."""
    return f"{value:.10g}" if places is None else f"{value:.{places}f}"
