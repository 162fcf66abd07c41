"""Checking a view with its rule's expectation.

This module and ``expectations`` take seconds to import; they are imported when the first
view is checked, and nowhere else.
"""

from functools import cache
from typing import Any

import pandas as pd

from rapor.validate.later import load_when_used
from rapor.validate.rule import FOUND, Rule

load_when_used("scipy.stats")  # for expectations about distributions, of which we have none

import great_expectations as gx  # noqa: E402

from rapor.validate import expectations  # noqa: E402


def expectation(rule: Rule) -> Any:
    """The rule's expectation, carrying the rule's description and reason."""
    named = getattr(expectations, rule.expectation)
    return named(description=rule.description, notes=rule.reason, meta={"rule": rule.code})


@cache
def _views() -> Any:
    """Where every view is checked: one asset, because the context is written anew for each."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    views = context.data_sources.add_pandas("views").add_dataframe_asset("view")
    return views.add_batch_definition_whole_dataframe("view")


_checked: dict[str, tuple[pd.DataFrame, list[int]]] = {}
"""The last view of each rule: the run after the decisions sees most of them again."""


def failing(rule: Rule, view: pd.DataFrame) -> list[int]:
    """Index of each row of the view that breaks the rule's expectation.

    Raises ``RuntimeError`` when the view could not be checked, which is a bug of ours.
    """
    cells = view.drop(columns=FOUND)
    before, found = _checked.get(rule.code, (None, []))
    if before is not None and before.equals(cells):
        return found
    batch = _views().get_batch(batch_parameters={"dataframe": cells})
    result = batch.validate(expectation(rule), result_format={"result_format": "COMPLETE"})
    if (
        result.exception_info.get("raised_exception")
        or "unexpected_index_list" not in result.result
    ):
        raise RuntimeError(f"{rule.code}: {result.exception_info}")
    _checked[rule.code] = cells, sorted(result.result["unexpected_index_list"])
    return _checked[rule.code][1]
