"""Checking frames with Great Expectations: what breaks an expectation, and which rows do.

This module takes seconds to import; it is imported when the first frame is checked, and
nowhere else.
"""

# mypy: disable-error-code="misc, attr-defined, untyped-decorator"
# (Great Expectations is untyped to mypy, as pyproject.toml says)

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any

import pandas as pd

from rapor.validate.checked import Expected, given_to


def load_when_used(name: str) -> None:
    """Let the module ``name`` be loaded when something of it is first used.

    Whoever imports it gets a module that reads its code at the first look at it: half of what
    Great Expectations takes to load is the import of a module that none of our expectations
    calls. A module that is loaded already stays as it is.
    """
    spec = find_spec(name) if name not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)


load_when_used("scipy.stats")  # for expectations about distributions, of which we have none

from great_expectations.exceptions import GreatExpectationsError  # noqa: E402
from great_expectations.execution_engine import PandasExecutionEngine  # noqa: E402
from great_expectations.expectations import core  # noqa: E402
from great_expectations.expectations.expectation import MulticolumnMapExpectation  # noqa: E402
from great_expectations.expectations.metrics.map_metric_provider import (  # noqa: E402
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)
from great_expectations.expectations.row_conditions import Column  # noqa: E402
from great_expectations.validator.metric_configuration import MetricConfiguration  # noqa: E402
from great_expectations.validator.metrics_calculator import MetricsCalculator  # noqa: E402

__all__ = ["ExpectRangeInside", "core", "failing", "load_when_used", "prepare", "rows_with"]
__all__ += ["run_suite"]


class RangeInside(MulticolumnMapMetricProvider):
    """Whether the first two of four columns lie between the last two."""

    condition_metric_name = "multicolumn_values.range_inside"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> Any:  # noqa: N805 - as its base
        low, high, least, most = (column_list[name] for name in column_list.columns)
        return (least <= low) & (high <= most)


class ExpectRangeInside(MulticolumnMapExpectation):
    """A value, or both ends of a range, lie between two bounds of the same row."""

    column_list: list[str]
    map_metric = "multicolumn_values.range_inside"


def rows_with(column: str, values: Iterable[str]) -> Any:
    """The condition by which rows with other values in a column are not looked at."""
    return Column(column).is_in(list(values))


_METRICS: dict[str, MetricConfiguration] = {}
"""What is computed for each expectation, by its kind and what it is given."""

Failing = dict[str, list[int]]
"""Index of each row that breaks an expectation, by the expectation's code."""

Cells = tuple[Any, ...]
"""What stands in a row, whatever its place; nothing is None."""

_KEPT_ROWS = 10_000
"""Rows that are remembered of an expectation: those of some ten cities."""


def failing(rule: str, expected: Expected, cells: pd.DataFrame) -> list[int]:
    """Index of each row that breaks the expectation of a rule.

    Raises ``RuntimeError`` when the rows could not be checked, which is a bug of ours.
    """

    def run() -> Failing:
        return _unexpected(rule, {rule: expected.made}, cells)

    return _once(f"{rule} {expected.given}", cells, run).get(rule, [])


@lru_cache(maxsize=256)
def _rows_of(_name: str) -> dict[Cells, frozenset[str]]:
    """Rows that an expectation, or a suite, has looked at, each with the codes that it breaks."""
    return {}


def _once(name: str, frame: pd.DataFrame, run: Callable[[], Failing]) -> Failing:
    """What fails in a frame, from memory where each of its rows has been looked at before.

    What we expect, we expect of a row by itself: a row that fails does so wherever it stands. A
    city is checked before and after its decisions, and again at each look at it.
    """
    known, rows = _rows_of(name), _cells_of(frame)
    if not known.keys() >= {*rows}:
        broken = run()
        by_row: dict[int, set[str]] = {}
        for code, failed in broken.items():
            for index in failed:
                by_row.setdefault(index, set()).add(code)
        if len(known) > _KEPT_ROWS:
            known.clear()
        for index, row in zip(frame.index, rows, strict=True):
            known[row] = frozenset(by_row.get(index, ()))
        return broken
    failed_at: Failing = {}
    for index, row in zip(frame.index, rows, strict=True):
        for code in known[row]:
            failed_at.setdefault(code, []).append(index)
    return failed_at


def _cells_of(frame: pd.DataFrame) -> list[Cells]:
    """The rows of a frame."""
    columns = (
        [None if empty else cell for cell, empty in zip(cells, cells.isna(), strict=True)]
        for _, cells in frame.items()
    )
    return list(zip(*columns, strict=True))


def run_suite(name: str, expectations: Mapping[str, Any], frame: pd.DataFrame) -> Failing:
    """Index of each row that breaks an expectation of a suite, by the expectation's code.

    Raises as ``failing``.
    """
    given = "; ".join(f"{code} {given_to(made)}" for code, made in expectations.items())
    broken = _once(f"tables {given}", frame, lambda: _unexpected(name, expectations, frame))
    return {code: broken.get(code, []) for code in expectations}


def prepare(expectations: Iterable[Any]) -> None:
    """Have ready how expectations are computed, for a process that forks."""
    engine = PandasExecutionEngine()
    for expectation in expectations:
        _metric(expectation, engine)


def _unexpected(what: str, expectations: Mapping[str, Any], frame: pd.DataFrame) -> Failing:
    """Have Great Expectations compute, over one batch, which rows each expectation did not expect.

    It is asked for these rows only: a whole validation has besides counts, samples, a document
    of results and a store for it, which take ten times as long and which nobody here reads.
    """
    engine = PandasExecutionEngine(batch_data_dict={what: frame})
    asked = {code: _metric(expectation, engine) for code, expectation in expectations.items()}
    calculator = MetricsCalculator(engine, show_progress_bars=False)
    try:
        computed, _ = calculator.compute_metrics([*asked.values()], {"catch_exceptions": False})
    except GreatExpectationsError as error:
        message = f"{what}: {error}"
        raise RuntimeError(message) from error
    return {code: sorted(computed[metric.id]) for code, metric in asked.items()}


def _metric(expectation: Any, engine: PandasExecutionEngine) -> MetricConfiguration:
    """The metric by which an expectation tells the index of the rows that break it."""
    name = f"{type(expectation).__name__} {given_to(expectation)}"
    if name not in _METRICS:
        needs = expectation.get_validation_dependencies(engine, {"result_format": _RESULT})
        rows = f"{expectation.map_metric}.unexpected_index_list"
        _METRICS[name] = needs.get_metric_configuration(rows)
    return _METRICS[name]


_RESULT: Any = {"result_format": "COMPLETE"}
