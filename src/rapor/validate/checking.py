"""Checking a view with Great Expectations.

This module takes seconds to import; it is imported when the first view is checked, and
nowhere else.
"""

# mypy: disable-error-code="misc, attr-defined, untyped-decorator"
# (Great Expectations is untyped to mypy, as pyproject.toml says)

import sys
from functools import cache
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any

import pandas as pd


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

__all__ = ["ExpectRangeInside", "core", "failing", "load_when_used"]


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


@cache
def _views() -> Any:
    """Where every view is checked: one asset, because the context is written anew for each."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    views = context.data_sources.add_pandas("views").add_dataframe_asset("view")
    return views.add_batch_definition_whole_dataframe("view")


_checked: dict[str, tuple[pd.DataFrame, list[int]]] = {}
"""The last view of each rule: the run after the decisions sees most of them again."""


def failing(rule: str, expectation: Any, cells: pd.DataFrame) -> list[int]:
    """Index of each row that breaks the expectation of a rule.

    Raises ``RuntimeError`` when the rows could not be checked, which is a bug of ours.
    """
    before, broken = _checked.get(rule, (None, []))
    if before is not None and before.equals(cells):
        return broken
    batch = _views().get_batch(batch_parameters={"dataframe": cells})
    result = batch.validate(expectation, result_format={"result_format": "COMPLETE"})
    if (
        result.exception_info.get("raised_exception")
        or "unexpected_index_list" not in result.result
    ):
        raise RuntimeError(f"{rule}: {result.exception_info}")
    _checked[rule] = cells, sorted(result.result["unexpected_index_list"])
    return _checked[rule][1]
