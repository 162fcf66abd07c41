"""What can be expected of every row of a view, by the columns that are looked at.

Each is an expectation of Great Expectations, which takes seconds to import: it is made when
the first view is checked. What it means of the cells of a road map is said by the rule that
uses it, whose words it is given as ``description``, ``notes`` and ``meta``.
"""

from collections.abc import Callable
from typing import Any

Expectation = Callable[..., Any]
"""Makes the expectation, with the words that it is given."""


def filled(column: str) -> Expectation:
    """There is something in the column."""
    return lambda **words: _core().ExpectColumnValuesToNotBeNull(column=column, **words)


def one_of(column: str, *values: str) -> Expectation:
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
