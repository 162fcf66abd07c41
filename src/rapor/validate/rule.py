"""What a rule is: a view, a named expectation on it, and the wording of its finding."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from rapor.validate.evidence import Evidence, Row, reference

FOUND = (
    "source table row column printed indicator label year expected compared_ref"
    " compared_printed severity"
).split()
"""Columns that every view has beside those that its expectation looks at.

They say what the finding will say if the row fails; ``severity`` is empty where the
rule's own holds.
"""


@dataclass(frozen=True)
class Rule:
    """One class of things that can be wrong with a city's documents.

    ``description`` says in the domain's words what is expected, ``reason`` why its bound,
    tolerance and severity are what they are. ``view`` makes the frame of things to check,
    which may be empty for the reason given in ``silent_when``; where that is empty, an
    empty view is an error. ``expectation`` names a class of ``expectations``.
    ``message`` is the finding's sentence, ``several`` its form for more than one cell.

    ``covers``: ``row`` puts all failing cells of a printed row into one finding, ``most of
    the row`` only when three or more fail and they are more than half of those checked.
    ``settles`` keeps the cells of a finding from the rules after it, ``settles_compared``
    also the cells that they were compared with. ``computed``: what was expected is a figure
    of ours, not a printed cell. ``compares``: of how many compared cells ``message`` speaks;
    with more ``several`` is said, where there is one.
    """

    code: str
    severity: Literal["error", "warning", "note"]
    description: str
    reason: str
    view: Callable[[Evidence], pd.DataFrame]
    expectation: str
    message: str
    silent_when: str
    several: str = ""
    covers: Literal["cell", "row", "most of the row"] = "cell"
    settles: bool = False
    settles_compared: bool = False
    computed: bool = False
    compares: int = 0


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
    frame = pd.DataFrame(list(rows), columns=[*FOUND, *checked])
    frame["year"] = pd.to_numeric(frame["year"]).astype("Int64")
    return frame


def plain(value: float, places: int | None = None) -> str:
    """A computed figure as data shows it: decimal point, at most ten digits."""
    return f"{value:.10g}" if places is None else f"{value:.{places}f}"
