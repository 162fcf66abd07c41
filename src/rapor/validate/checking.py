"""Checking frames with Great Expectations: suites, validation definitions and checkpoints.

This module takes seconds to import; it is imported when the first frame is checked, and
nowhere else.
"""

# mypy: disable-error-code="misc, attr-defined, untyped-decorator"
# (Great Expectations is untyped to mypy, as pyproject.toml says)

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
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

import great_expectations as gx  # noqa: E402
from great_expectations.execution_engine import PandasExecutionEngine  # noqa: E402
from great_expectations.expectations import core  # noqa: E402
from great_expectations.expectations.expectation import MulticolumnMapExpectation  # noqa: E402
from great_expectations.expectations.metrics.map_metric_provider import (  # noqa: E402
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)
from great_expectations.expectations.row_conditions import Column  # noqa: E402

__all__ = ["ExpectRangeInside", "core", "failing", "load_when_used", "rows_with", "run_suite"]


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


@cache
def _context() -> Any:
    """One for the process: it lives in memory, asks nothing and tells nobody."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    return context


@cache
def _frames() -> Any:
    """Where every frame is checked: one asset, because the context is written anew for each."""
    frames = _context().data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return frames.add_batch_definition_whole_dataframe("frame")


_definitions: dict[str, Any] = {}
"""The validation definition of each rule and its bounds: its suite is of one expectation."""

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
    name = f"{rule} {expected.given}"

    def run() -> Failing:
        if name not in _definitions:
            _definitions[name] = _defined(name, [expected.made])
        (result,) = _definitions[name].run(**_given(cells)).results
        return {rule: _unexpected(rule, result)}

    return _once(name, cells, run).get(rule, [])


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

    The suite runs as the checkpoint of its name, which is forgotten afterwards: the next city
    has one of its own. Raises as ``failing``.
    """
    given = "; ".join(f"{code} {given_to(made)}" for code, made in expectations.items())
    broken = _once(f"tables {given}", frame, lambda: _run_checkpoint(name, expectations, frame))
    return {code: broken.get(code, []) for code in expectations}


def _run_checkpoint(name: str, expectations: Mapping[str, Any], frame: pd.DataFrame) -> Failing:
    context = _context()
    definition = _defined(name, [*expectations.values()])
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(name=name, validation_definitions=[definition], result_format=_RESULT)
    )
    try:
        run = checkpoint.run(batch_parameters={"dataframe": frame})
    finally:
        context.checkpoints.delete(name)
        context.validation_definitions.delete(name)
        context.suites.delete(name)
    (outcome,) = run.run_results.values()
    results = {result.expectation_config.meta["check"]: result for result in outcome.results}
    return {code: _unexpected(f"{name}: {code}", results[code]) for code in expectations}


_RESULT: Any = {"result_format": "COMPLETE"}


def _defined(name: str, expectations: list[Any]) -> Any:
    """A validation definition over frames, with a suite of its own."""
    context = _context()
    suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=expectations))
    definition = gx.ValidationDefinition(name=name, data=_frames(), suite=suite)
    return context.validation_definitions.add(definition)


def _given(frame: pd.DataFrame) -> dict[str, Any]:
    return {"batch_parameters": {"dataframe": frame}, "result_format": _RESULT}


def _unexpected(what: str, result: Any) -> list[int]:
    raised = result.exception_info.get("raised_exception")
    if raised or "unexpected_index_list" not in result.result:
        raise RuntimeError(f"{what}: {result.exception_info}")
    return sorted(result.result["unexpected_index_list"])
