"""Tables of a city's documents: tidy, accepted after the decisions, and the findings."""

from collections.abc import Mapping

from rapor.ground import vocabularies
from rapor.ground.ref import Ref
from rapor.ground.tables import columns
from rapor.ground.tables.columns import Traced
from rapor.ground.tables.model import Filled, TableModel, column
from rapor.ground.tables.reporting import (
    AdoptedAdvice,
    FollowUpAnswer,
    ProgressReport,
    SpentMoney,
)


class Target(Traced, name="targets", key="table row column kind"):
    """Planned values of the road map, a row per printed cell."""

    indicator: Filled = columns.INDICATOR
    label: Filled = columns.LABEL
    goal: str = columns.GOAL
    area: str = columns.AREA
    agencies: str = columns.AGENCIES
    year: int | None = columns.YEAR
    kind: Filled = column(
        "what the value is in the plan: its start, a year's target, or its end",
        words=vocabularies.KINDS,
    )
    measure: Filled = columns.MEASURE
    value: float | None = columns.VALUE
    value_high: float | None = columns.VALUE_HIGH
    text: str = columns.TEXT
    comparator: str = columns.COMPARATOR
    unit: str = columns.UNIT
    scale_min: float | None = columns.SCALE_MIN
    scale_max: float | None = columns.SCALE_MAX
    polarity: Filled = columns.POLARITY


class Realisation(Traced, name="realisations", key="table row column"):
    """Measured values, a row per publication of a value."""

    indicator: Filled = columns.INDICATOR
    label: str = columns.LABEL
    year: int | None = columns.YEAR
    period: Filled = columns.PERIOD
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    unit: str = columns.UNIT
    assessor: str = columns.ASSESSOR
    publisher: Filled = columns.PUBLISHER
    address: str = columns.ADDRESS
    publication: Filled = columns.PUBLICATION
    scale_min: float | None = columns.SCALE_MIN
    scale_max: float | None = columns.SCALE_MAX
    note: str = columns.NOTE
    comparator: str = columns.COMPARATOR
    value_high: float | None = columns.VALUE_HIGH


class PrintedScore(Traced, name="scores", key="table row column"):
    """Scores of the index and its components, a row per component, assessor and level."""

    year: int | None = columns.YEAR
    assessor: Filled = column("who gave the score", words=vocabularies.ASSESSORS)
    level: Filled = column(
        "whether the score is the city's, its central level's or its units'",
        words=vocabularies.LEVELS,
    )
    component: Filled = columns.COMPONENT
    label: str = columns.LABEL
    weight: float | None = columns.WEIGHT
    value: float | None = columns.VALUE
    ratio: float | None = column("printed share of the weight that was reached")
    weight_printed: str = column("the weight's cell as printed")
    ratio_printed: str = column("the ratio's cell as printed")
    weight_column: str = column("header of the weight's column")
    ratio_column: str = column("header of the ratio's column")


class PlannedActivity(Traced, name="action_plan", key="table row column", within="activity"):
    """Yearly targets of activities, a row per printed cell; activities without figures."""

    area: str = columns.AREA
    activity: Filled = columns.ACTIVITY
    outcome: str = columns.OUTCOME
    indicator: str = columns.INDICATOR
    label: str = columns.LABEL
    agencies: str = columns.AGENCIES
    year: int | None = columns.YEAR
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    comparator: str = columns.COMPARATOR
    unit: str = columns.UNIT
    value_high: float | None = columns.VALUE_HIGH


class ReportedActivity(Traced, name="activity_realisations", key="table row column"):
    """What agencies report of activities that no indicator measures, a row per report."""

    activity: Filled = columns.ACTIVITY
    planned: Ref = column("where the target of the activity is printed, table:row:column")
    year: int | None = columns.YEAR
    period: Filled = columns.PERIOD
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    unit: str = columns.UNIT
    publisher: Filled = columns.PUBLISHER
    address: str = columns.ADDRESS
    publication: Filled = columns.PUBLICATION
    note: str = columns.NOTE
    comparator: str = columns.COMPARATOR
    value_high: float | None = columns.VALUE_HIGH


class Priority(Traced, name="priorities", key="table row column"):
    """What the city puts first: scores and ranks of areas, problems, what is to be kept."""

    goal: str = columns.GOAL
    area: str = columns.AREA
    label: str = columns.LABEL
    year: int | None = columns.YEAR
    score: float | None = column("points that a change area got when priorities were chosen")
    rank: int | None = column("place in the order of priorities, 1 being the first")
    title: str = columns.TITLE
    problem: str = columns.PROBLEM
    aim: str = column("change that is aimed at, as printed")
    activity: str = columns.ACTIVITY
    first: str = column("what of the activities is to be carried out first, as printed")


class QuickWin(Traced, name="quick_wins", key="table row column"):
    """Fast improvements, a row each; 'year' to 'last_year' where a span is printed."""

    goal: str = columns.GOAL
    area: str = columns.AREA
    year: int | None = columns.YEAR
    last_year: int | None = column("last year of a span of years that 'year' begins")
    title: Filled = columns.TITLE
    agencies: str = columns.AGENCIES
    condition: str = column("condition to be reached, as printed")
    impact: str = column("effect that is expected, as printed")
    users: str = column("whom a service is for, as printed")

    def covers(self, year: int) -> bool:
        """Whether the year is one of its own; one without years covers all."""
        return self.year is None or self.year <= year <= (self.last_year or self.year)


class Recommendation(Traced, name="recommendations", key="table row column"):
    """Recommendations of the internal review and of the ministry; no sentence is carried."""

    year: int | None = columns.YEAR
    origin: Filled = column("who made the recommendation", words=vocabularies.ORIGINS)
    number: str = column("number or letter that is printed before it")
    topic: Filled = columns.TOPIC
    area: Filled = columns.AREA
    agencies: str = columns.AGENCIES
    status: Filled = column(
        "how far the recommendation is followed up",
        words=vocabularies.FOLLOW_UP,
    )
    repeats: tuple[Ref, ...] = column(
        "earlier findings or recommendations that it takes up again, as references"
    )


class ReviewFinding(Traced, name="review_findings", key="table row column"):
    """Findings of the internal review by component; no sentence is carried."""

    year: int | None = columns.YEAR
    area: Filled = columns.AREA
    component: Filled = columns.COMPONENT
    topic: Filled = columns.TOPIC
    agencies: str = columns.AGENCIES


class TeamTask(Traced, name="teams", key="table row column"):
    """Tasks of the teams by step, with what each has to bring."""

    team: Filled = column("name of the team as printed")
    area: str = columns.AREA
    step: Filled = column(
        "step of the cycle of improvement that the task belongs to", words=vocabularies.STEPS
    )
    task: Filled = column("task as printed")
    output: str = column("what the task has to bring, as printed")


class PrintedProblem(Traced, name="problems", key="table row column"):
    """Problems and interventions by area and aspect, as printed."""

    area: str = columns.AREA
    aspect: Filled = column(
        "what the problem is said of: the area's main issue, a goal, or a term",
        words=vocabularies.ASPECTS,
    )
    goal: str = columns.GOAL
    problem: str = columns.PROBLEM


class GoalAchievement(Traced, name="goal_achievements", key="table row column"):
    """What was reached by goal: in words, or with the printed per cent of scale."""

    goal: str = columns.GOAL
    indicator: Filled = columns.INDICATOR
    label: Filled = columns.LABEL
    year: int | None = columns.YEAR
    achieved: str = column("what has been reached, as printed")
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    scale_min: float | None = columns.SCALE_MIN
    scale_max: float | None = columns.SCALE_MAX
    scale_pct: float | None = columns.SCALE_PCT


class Strategy(Traced, name="strategies", key="table row column"):
    """Strategies by goal or by the aim that they serve, with their policies, as printed."""

    goal: str = columns.GOAL
    outcome: str = columns.OUTCOME
    strategy_: Filled = column("strategy as printed", alias="strategy")
    policy: str = column("policy that serves the strategy, as printed")


class Accepted(TableModel):
    """Every row is one of the tidy stage after the decisions."""

    decision: Filled = column(
        "what was decided about the row's value", words=vocabularies.DECISIONS
    )
    value_printed: float | None = column("the value as printed, before the decision")


class AcceptedTarget(Accepted, Target):
    """Planned values of the road map after the decisions, a row per printed cell."""


class Finding(Traced, name="findings", key="finding"):
    """What is wrong with a city's data, a row per finding, with its decision."""

    finding: Filled = column("identity of the finding: rule:table:row:column")
    rule: Filled = column("code of the rule")
    severity: Filled = column(
        "error stops without a decision; warning and note are shown", words=vocabularies.SEVERITIES
    )
    indicator: str = columns.INDICATOR
    label: str = columns.LABEL
    year: int | None = columns.YEAR
    expected: str = column("what the rule expected in the cell's place")
    message: Filled = column("the finding in one Indonesian sentence")
    compared_ref: tuple[Ref, ...] = column(
        "cells compared with, or covered by the same finding: table:row:column, joined by ';'"
    )
    compared_printed: str = column("these cells as printed, joined by '; '")
    decision: Filled = column("what was decided about the finding", words=vocabularies.DECISIONS)
    decision_id: str = columns.DECISION_ID
    decided_value: str = column("the value that the decision puts in the place of the printed one")
    reason: str = column("why it was decided so")


class Check(TableModel, name="checks", key="stage suite check"):
    """What was checked on a city's tables, a row per expectation and stage.

    Of what is in order nothing else tells that it was looked at.
    """

    city: Filled = columns.CITY
    stage: Filled = column(
        "which tables were looked at: as tidied, or as accepted after the decisions",
        words=vocabularies.CHECKED_STAGES,
    )
    suite: Filled = column(
        "columns of tables by themselves, or the rules of evidence", words=vocabularies.SUITES
    )
    check: Filled = column("code of the expectation: of the suite of tables, or of the rule")
    severity: Filled = column(
        "how grave a failure is; one of the suite of tables stops the pipeline",
        words=vocabularies.SEVERITIES,
    )
    expects: Filled = column("what is expected, in one Indonesian sentence")
    tables: str = column("tables whose rows were looked at, by the suite of tables")
    looked_at: int = column("how many rows, or things that a rule looks for, were looked at")
    failed: int = column("how many of them are not as expected")


TIDY: Mapping[str, type[Traced]] = {
    model.declaration().name: model
    for model in (
        Target,
        Realisation,
        PrintedScore,
        PlannedActivity,
        ReportedActivity,
        Priority,
        QuickWin,
        Recommendation,
        ReviewFinding,
        TeamTask,
        PrintedProblem,
        GoalAchievement,
        Strategy,
        ProgressReport,
        FollowUpAnswer,
        SpentMoney,
        AdoptedAdvice,
    )
}
"""Tables of the tidy stage by name."""

ACCEPTED: Mapping[str, type[Traced]] = {
    name: type(f"Accepted{model.__name__}", (Accepted, model), {"__doc__": model.__doc__})
    for name, model in TIDY.items()
} | {"targets": AcceptedTarget}
"""The same tables after the decisions."""
