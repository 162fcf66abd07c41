"""What a city's tables say by themselves: ordinary expectations on columns of the tidy tables.

Rules look at what several cells say of each other. What one column, or two of one row, can say
stands here, as a suite a city and stage: the sources, areas, goals and indicators that are named
are known, years lie where they can, and scales, ranges, weights and ranks are in order. The stages
before promise all of it; so a row that breaks it is no finding to decide on but stops the
pipeline, with the row and the file that it comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.rules import EvidenceRule
from rapor.ground.errors import Problem
from rapor.ground.language import language, message
from rapor.ground.period import YEARS
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables
from rapor.validate.checked import Checked, described
from rapor.validate.evidence import records
from rapor.validate.rule import Expectation, at_most, one_of, under, within

TABLE = "tidy_table"
"""Column of the frame of all tables that says which of them a row is of."""

WHOLE = 100
"""The weight of the whole index: shares are in per cent."""

REPORTED = ("progress", "follow_up_answers")
"""Tables of what offices report round by round."""

PLANNED = ("targets", "action_plan", "quick_wins")
"""Tables whose years are those of the plan."""


@dataclass(frozen=True)
class TableCheck:
    """What is expected of columns of the tidy tables; ``of`` makes it for a city.

    ``expects`` is the sentence that says it, and is translated where it is shown. Cells without
    a value are not looked at; ``tables`` are those that are, all that have the column if none.
    """

    code: str
    columns: tuple[str, ...]
    expects: str
    of: Callable[[City, Catalogue], Expectation]
    tables: tuple[str, ...] = ()


CHECKS = (
    TableCheck(
        "source_known",
        ("source",),
        message("Every row comes from a document or publication that sources.yaml names."),
        lambda city, _: one_of("source", *city.sources),
    ),
    TableCheck(
        "indicator_known",
        ("indicator",),
        message("Every indicator that a row names is one of the catalogue."),
        lambda _, catalogue: one_of("indicator", *catalogue.indicators),
        ("targets", "realisations"),
    ),
    TableCheck(
        "area_known",
        ("area",),
        message("Every area of change that a row names is one of the catalogue."),
        lambda _, catalogue: one_of("area", "", *catalogue.areas.names),
    ),
    TableCheck(
        "goal_known",
        ("goal",),
        message("Every goal that a row names is one of the catalogue."),
        lambda _, catalogue: one_of("goal", "", *catalogue.goals.names),
    ),
    TableCheck(
        "year_of_the_plan",
        ("year",),
        message("Targets and activities are planned for years of the road map or its baseline."),
        lambda city, _: within("year", low=city.years[0], high=city.last_year),
        PLANNED,
    ),
    TableCheck(
        "year_possible",
        ("year",),
        message("Every year is one in which there can be a figure."),
        lambda *_: within("year", low=YEARS[0], high=YEARS[-1]),
    ),
    TableCheck(
        "range_in_order",
        ("value", "value_high"),
        message("The upper end of a range is not below its lower end."),
        lambda *_: at_most("value", "value_high"),
    ),
    TableCheck(
        "scale_in_order",
        ("scale_min", "scale_max"),
        message("A scale ends above where it begins."),
        lambda *_: under("scale_min", "scale_max"),
    ),
    TableCheck(
        "weight_possible",
        ("weight",),
        message("A component's weight is between nothing and the whole index."),
        lambda *_: within("weight", low=0, high=WHOLE),
    ),
    TableCheck(
        "rank_counts",
        ("rank",),
        message("Ranks are counted from 1."),
        lambda *_: within("rank", low=1),
    ),
    TableCheck(
        "level_known",
        ("level",),
        message("Every level that reports is one of those that the road maps name."),
        lambda _, catalogue: one_of("level", *catalogue.round.levels),
        REPORTED,
    ),
    TableCheck(
        "obstacle_known",
        ("obstacle",),
        message("Every obstacle is of a known kind."),
        lambda _, catalogue: one_of("obstacle", "", *catalogue.round.obstacles),
        REPORTED,
    ),
    TableCheck(
        "money_possible",
        ("value",),
        message("No activity is given, or spends, less than nothing."),
        lambda *_: within("value", low=0),
        ("spending",),
    ),
)
"""The suite in its order."""


@dataclass(frozen=True)
class TablesChecked:
    """What the suite looked at in the tables of a stage, and what is not as it expects."""

    checked: tuple[Checked, ...]
    complaints: tuple[Problem, ...]


def check_tables(city: City, catalogue: Catalogue, tables: Tables, stage: str) -> TablesChecked:
    """Run the suite of a city over the tables of a stage."""
    # takes seconds to import, and commands that check nothing should not pay for it
    from rapor.validate.checking import run_suite  # noqa: PLC0415

    frame = _frame_of(tables)
    looked_at = {check.code: _looked_at(check, frame) for check in CHECKS}
    suite = {
        check.code: _expectation(check, city, catalogue)
        for check in CHECKS
        if looked_at[check.code].any()
    }
    failing = run_suite(f"{city.slug} {stage}", suite, frame) if suite else {}
    checked, complaints = [], []
    for check in CHECKS:
        rows = records(frame.loc[failing.get(check.code, [])])
        complaints += [_complaint(city, check, row) for row in rows]
        count = int(looked_at[check.code].sum())
        tables_of_check = tuple(dict.fromkeys(frame.loc[looked_at[check.code], TABLE]))
        made = suite.get(check.code)
        checked.append(Checked(check.code, count, len(rows), described(made), tables_of_check))
    return TablesChecked(tuple(checked), tuple(complaints))


def sentences(code: str, rules: Mapping[str, EvidenceRule]) -> dict[str, str]:
    """What every check expects, by its code and in a language: the suite's and the rules'."""
    tongue = language(code)
    suite = {check.code: tongue.text(check.expects) for check in CHECKS}
    return suite | {rule: entry.expects[code] for rule, entry in rules.items()}


def reworded_checks(
    checks: pd.DataFrame, code: str, rules: Mapping[str, EvidenceRule]
) -> pd.DataFrame:
    """The table ``checks`` with its sentences in a language."""
    return checks.assign(expects=checks["check"].map(sentences(code, rules)))


def _frame_of(tables: Tables) -> pd.DataFrame:
    """All tables of a stage below one another, with the columns that are checked."""
    columns = dict.fromkeys(name for check in CHECKS for name in check.columns)
    place = ["table", "row", "column"]
    frames = [
        frame[[name for name in (*place, *columns) if name in frame]].assign(**{TABLE: name})
        for name, frame in tables.items()
        if len(frame)
    ]
    frame = pd.concat(frames, ignore_index=True)
    return frame.reindex(columns=[TABLE, *place, *columns])


def _looked_at(check: TableCheck, frame: pd.DataFrame) -> pd.Series:
    """Which rows a check looks at: those of its tables that have all values."""
    known = frame[list(check.columns)].notna().all(axis=1)
    return known & frame[TABLE].isin(check.tables) if check.tables else known


def _expectation(check: TableCheck, city: City, catalogue: Catalogue) -> Any:
    from rapor.validate.checking import rows_with  # noqa: PLC0415 as in check_tables

    words: dict[str, Any] = {
        "description": language("id").text(check.expects),
        "severity": "critical",
        "meta": {"check": check.code},
    }
    if check.tables:
        words["row_condition"] = rows_with(TABLE, check.tables)
    if len(check.columns) > 1:
        words["ignore_row_if"] = "either_value_is_missing"
    return check.of(city, catalogue)(**words)


def _complaint(city: City, check: TableCheck, row: Mapping[str, Any]) -> Problem:
    held = ", ".join(f"{name} {row[name]}" for name in check.columns)
    return Problem(
        f"{row[TABLE]} of {city.slug}: {Ref.of(row)}",
        f"{held} ({check.code})",
        check.expects,
        f"correct the cell in data/raw/{city.slug}, or what it names in data/reference",
    )
