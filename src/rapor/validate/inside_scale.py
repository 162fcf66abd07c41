"""Values inside their scale, in Great Expectations' terms: a row of four columns is checked."""

# ruff: noqa: RUF012 - mutable defaults are fields of the base class
# mypy: disable-error-code="misc, attr-defined, untyped-decorator"
# (Great Expectations is untyped to mypy, as pyproject.toml says)

from typing import Any

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)


class InsideScale(MulticolumnMapMetricProvider):
    """Whether ``low`` and ``high`` lie between ``scale_min`` and ``scale_max``."""

    condition_metric_name = "multicolumn_values.inside_scale"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> Any:  # noqa: N805 - as its base
        low, high, scale_min, scale_max = (column_list[name] for name in column_list.columns)
        return (scale_min <= low) & (high <= scale_max)


class ExpectValueInsideItsScale(MulticolumnMapExpectation):
    """A value, or both ends of a range, lie on the scale of the indicator."""

    column_list: list[str] = ["low", "high", "scale_min", "scale_max"]
    map_metric = "multicolumn_values.inside_scale"
