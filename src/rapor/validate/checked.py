"""What was checked: of every expectation how many rows were looked at, and how many failed.

A report that has no finding of a rule says nothing of whether the rule looked at anything. This
does: as a table for the report, and as ``validation.json`` for other programs. Neither has a time
or an identity in it, so that the same data give the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue.rules import EvidenceRule
from rapor.ground.errors import Problem
from rapor.ground.tables import Check, table_of

_OF_THE_ROWS = ("row_condition", "ignore_row_if")
"""Arguments that say which rows are left out; what was looked at says it in other words."""

RULES = "rules"
TABLES = "tables"


@dataclass(frozen=True)
class Checked:
    """One expectation of a run: its code, what it looked at, and how it is described.

    ``expectation`` has its type and arguments; it is empty where there was nothing to look at.
    ``tables`` are the tidy tables whose rows it looked at; a rule looks at a view of them.
    """

    code: str
    looked_at: int
    failed: int
    expectation: Mapping[str, Any]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class StageChecked:
    """What was checked on the tables of a stage: by the suite of tables, and by the rules.

    ``complaints`` are rows that break the suite of tables.
    """

    stage: str
    tables: tuple[Checked, ...]
    rules: tuple[Checked, ...]
    complaints: tuple[Problem, ...] = ()

    @property
    def suites(self) -> Mapping[str, tuple[Checked, ...]]:
        """Both suites by what they look at."""
        return {TABLES: self.tables, RULES: self.rules}


@dataclass(frozen=True)
class Expected:
    """An expectation of Great Expectations, made once for all the frames that it looks at.

    ``given`` is all that it was given, as text; ``told`` is what is told of it.
    """

    made: Any
    given: str
    told: Mapping[str, Any]

    @classmethod
    def of(cls, made: Any) -> "Expected":
        """An expectation with what is asked of it at every frame, for which it takes its time."""
        return cls(made, given_to(made), described(made))


def given_to(expectation: Any) -> str:
    """What an expectation is given: another project's bounds, another year may be others."""
    return json.dumps(expectation.configuration.to_json_dict()["kwargs"], sort_keys=True)


def described(expectation: Any) -> Mapping[str, Any]:
    """Type and arguments of an expectation of Great Expectations; of none nothing."""
    if expectation is None:
        return {}
    arguments = expectation.configuration.to_json_dict()["kwargs"]
    kept = {name: value for name, value in arguments.items() if name not in _OF_THE_ROWS}
    return {"type": expectation.expectation_type, "arguments": kept}


def checks_table(
    city: str,
    stages: Iterable[StageChecked],
    expects: Mapping[str, str],
    rules: Mapping[str, EvidenceRule],
) -> pd.DataFrame:
    """The table ``checks``: a row an expectation and stage; ``expects`` are its sentences."""
    rows = [
        {
            "city": city,
            "stage": stage.stage,
            "suite": suite,
            "check": checked.code,
            "severity": rules[checked.code].severity if suite == RULES else "error",
            "expects": expects[checked.code],
            "tables": " ".join(checked.tables),
            "looked_at": checked.looked_at,
            "failed": checked.failed,
        }
        for stage in stages
        for suite, of_suite in stage.suites.items()
        for checked in of_suite
    ]
    return table_of(Check, rows)


def as_json(city: str, stages: Iterable[StageChecked], expects: Mapping[str, str]) -> str:
    """``validation.json``: the suites of each stage, with what they were given and what came out.

    A check that looked at no row is neither passed nor failed: its ``success`` is null.
    """
    content = {
        "city": city,
        "stages": {
            stage.stage: {
                suite: [_entry(checked, expects) for checked in of_suite]
                for suite, of_suite in stage.suites.items()
            }
            for stage in stages
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _entry(checked: Checked, expects: Mapping[str, str]) -> Mapping[str, Any]:
    entry: dict[str, Any] = {"check": checked.code, "expects": expects[checked.code]}
    entry |= {"tables": list(checked.tables)} if checked.tables else {}
    return entry | {
        "expectation": checked.expectation or None,
        "looked_at": checked.looked_at,
        "failed": checked.failed,
        "success": not checked.failed if checked.looked_at else None,
    }
