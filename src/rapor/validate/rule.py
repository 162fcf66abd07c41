"""What a rule is in code: a view of a city's tables, and what is expected of its every row.

What can be expected is said by the columns of the view that are looked at. Each is an
expectation of Great Expectations, which takes seconds to import: it is made when the first view
is checked. What it means of the cells of a road map is said by the rule that uses it, whose
words it is given as ``description``, ``notes`` and ``meta``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pandas as pd

from rapor.validate.evidence import Evidence, Row, reference

Expectation = Callable[..., Any]
"""Makes the expectation, with the words that it is given."""
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


def filled(column: str) -> Expectation:
    """There is something in the column."""
    return lambda **words: _core().ExpectColumnValuesToNotBeNull(column=column, **words)


def one_of(column: str, *values: str | float) -> Expectation:
    """The column holds one of these values."""
    return lambda **words: _core().ExpectColumnValuesToBeInSet(
        column=column, value_set=list(values), **words
    )


def without(column: str, pattern: str) -> Expectation:
    """The text of the column has no such part."""
    return lambda **words: _core().ExpectColumnValuesToNotMatchRegex(
        column=column, regex=pattern, **words
    )


def equal(column: str, other: str) -> Expectation:
    """Both columns hold the same."""
    return lambda **words: _core().ExpectColumnPairValuesToBeEqual(
        column_A=column, column_B=other, **words
    )


def at_most(column: str, limit: str) -> Expectation:
    """The column is not above its limit, which stands in another column of the row."""
    return lambda **words: _core().ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=limit, column_B=column, or_equal=True, **words
    )


def under(column: str, limit: str) -> Expectation:
    """The column is below its limit, which stands in another column of the row."""
    return lambda **words: _core().ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=limit, column_B=column, or_equal=False, **words
    )


def within(column: str, low: float | None = None, high: float | None = None) -> Expectation:
    """The column is at least ``low`` and at most ``high``, where they are given."""
    return lambda **words: _core().ExpectColumnValuesToBeBetween(
        column=column, min_value=low, max_value=high, **words
    )


def above(column: str, bound: float) -> Expectation:
    """The column is above the bound and not equal to it."""
    return lambda **words: _core().ExpectColumnValuesToBeBetween(
        column=column, min_value=bound, strict_min=True, **words
    )


def inside(low: str, high: str, least: str, most: str) -> Expectation:
    """A range from ``low`` to ``high`` lies between ``least`` and ``most``, ends included."""

    def make(**words: Any) -> Any:
        from rapor.validate.checking import ExpectRangeInside  # noqa: PLC0415 as in _core

        return ExpectRangeInside(column_list=[low, high, least, most], **words)

    return make


def _core() -> Any:
    # takes seconds to import, and commands that check nothing should not pay for it
    from rapor.validate.checking import core  # noqa: PLC0415

    return core


@dataclass(frozen=True)
class Rule:
    """How one class of things that can be wrong is looked for.

    ``code`` is its entry in rules.yaml, which says all that is said of it: name, severity,
    sentence, reason. ``view`` makes the frame of things to check, ``expectation`` what every
    row of it should be.

    ``covers``: ``row`` puts all failing cells of a printed row into one finding, ``most of
    the row`` only when enough fail and they are more than half of those checked; ``rows
    compared`` all of a printed row that were compared with cells of one other row; ``cause``
    all failing cells for which the view's ``cause`` says the same, where they are enough:
    the bound ``cells``.
    ``settles`` keeps the cells of a finding from the rules after it, ``settles_compared``
    also the cells that they were compared with. ``bounds`` are the names of the figures that
    rules.yaml gives it, ``words`` whether that gives it words; what they are stands there.
    """

    code: str
    view: Callable[[Evidence], pd.DataFrame]
    expectation: Expectation
    covers: Literal["cell", "row", "most of the row", "rows compared", "cause"] = "cell"
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
    listed = list(rows)
    # shallow: pandas copies what is shared before either side changes it
    return _framed(listed, checked) if listed else _empty(checked).copy(deep=False)


def _framed(rows: list[Mapping[str, Any]], checked: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*CELL, *checked])
    frame["year"] = pd.to_numeric(frame["year"]).astype("Int64")
    return frame


@cache
def _empty(checked: tuple[str, ...]) -> pd.DataFrame:
    """Most rules have nothing to look at in most cities."""
    return _framed([], checked)


def plain(value: float, places: int | None = None) -> str:
    """A computed figure as data shows it: decimal point, at most ten digits."""
    return f"{value:.10g}" if places is None else f"{value:.{places}f}"
