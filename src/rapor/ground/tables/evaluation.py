"""Tables of the evaluation of one city and year."""

from collections.abc import Mapping

from rapor.ground import vocabularies
from rapor.ground.ref import Ref
from rapor.ground.tables import columns
from rapor.ground.tables.columns import OfYear
from rapor.ground.tables.model import Filled, TableModel, column
from rapor.ground.tables.reporting import Absorption, FollowUpItem
from rapor.ground.vocabularies import COMPARATORS


class IndicatorLine(OfYear, name="indicators", key="indicator"):
    """One line an indicator: target, realisation and what follows from them."""

    indicator: Filled = columns.INDICATOR
    label: Filled = columns.LABEL
    goal: str = columns.GOAL
    area: str = columns.AREA
    agencies: str = columns.AGENCIES
    target: float | None = columns.TARGET
    target_ref: Ref | None = columns.TARGET_REF
    realised: float | None = columns.REALISED
    realised_ref: Ref | None = columns.REALISED_REF
    polarity: str = columns.POLARITY
    achievement_pct: float | None = columns.ACHIEVEMENT_PCT
    capped_pct: float | None = column(
        "achievement_pct after the cap in force; equal to it when there is none"
    )
    category: str = column("category of the achievement by Permendagri 86/2017")
    status: Filled = columns.STATUS
    scale_pct: float | None = columns.SCALE_PCT
    path_pct: float | None = columns.PATH_PCT
    gap: float | None = columns.GAP
    findings: str = columns.FINDINGS
    measure: str = columns.MEASURE
    unit: str = columns.UNIT
    comparator: str = columns.COMPARATOR
    target_high: float | None = columns.TARGET_HIGH
    target_text: str = columns.TARGET_TEXT
    target_printed: str = columns.TARGET_PRINTED
    printed_label: str = column("name of the indicator in the row that is evaluated, as printed")
    realised_text: str = columns.REALISED_TEXT
    realised_printed: str = columns.REALISED_PRINTED
    assessor: str = columns.ASSESSOR
    scale_min: float | None = columns.SCALE_MIN
    scale_max: float | None = columns.SCALE_MAX
    baseline: float | None = columns.BASELINE
    baseline_text: str = columns.BASELINE_TEXT
    baseline_ref: Ref | None = columns.BASELINE_REF
    end_target: float | None = columns.END_TARGET
    end_target_text: str = columns.END_TARGET_TEXT
    end_target_ref: Ref | None = columns.END_TARGET_REF
    end_gap: float | None = columns.END_GAP
    period: str = columns.PERIOD
    realised_comparator: str = columns.REALISED_COMPARATOR
    realised_high: float | None = columns.REALISED_HIGH

    @property
    def has_data(self) -> bool:
        """Whether the year has a realisation."""
        return self.realised is not None or bool(self.realised_text)

    @property
    def has_target(self) -> bool:
        """Whether the year has a target that is in use."""
        return self.target is not None or bool(self.target_text)


class IndexLine(OfYear, name="index", key="component"):
    """The index and its components: official, self-assessed and recomputed."""

    component: Filled = columns.COMPONENT
    label: Filled = columns.LABEL
    weight: float | None = columns.WEIGHT
    official: float | None = columns.OFFICIAL
    self_: float | None = columns.SELF
    recomputed: float | None = columns.RECOMPUTED
    difference: float | None = columns.DIFFERENCE
    grade: str = columns.GRADE
    official_ref: Ref | None = columns.OFFICIAL_REF
    self_ref: Ref | None = columns.SELF_REF
    self_basis: str = columns.SELF_BASIS
    self_difference: float | None = columns.SELF_DIFFERENCE
    recomputed_basis: str = columns.RECOMPUTED_BASIS
    lost: float | None = columns.LOST
    findings: str = columns.FINDINGS
    period: str = columns.PERIOD

    @property
    def depth(self) -> int:
        """How far below the index the component stands."""
        return 0 if self.component == "index" else self.component.count("/") + 1


class CourseLine(OfYear, name="course", key="indicator series of_year"):
    """The figure in use of each year: targets of all years, realisations up to the report's."""

    indicator: Filled = columns.INDICATOR
    label: str = columns.LABEL
    series: Filled = column("what the figure is", words=vocabularies.SERIES)
    of_year: int = column("year that the figure is for")
    ends: Filled = column("whether it is the end target of the road map", words=vocabularies.YES_NO)
    value: float | None = columns.VALUE
    value_high: float | None = column("upper bound of a range")
    text: str = columns.TEXT
    comparator: str = columns.COMPARATOR
    printed: str = columns.PRINTED
    ref: Ref = columns.REF
    in_place_of: tuple[Ref, ...] = column(
        "cells for the same year that go before it and have nothing to use, joined by ';'"
    )


class TrajectoryLine(OfYear, name="trajectory", key="indicator"):
    """One line an indicator of the road map: what is still needed, what was ever reached."""

    indicator: Filled = columns.INDICATOR
    label: Filled = columns.LABEL
    area: str = columns.AREA
    agencies: str = columns.AGENCIES
    measure: str = columns.MEASURE
    polarity: str = columns.POLARITY
    unit: str = columns.UNIT
    known: float | None = column("last realised value up to the report's year")
    known_text: str = column("last realised value that is a word")
    known_year: int | None = column("year of the last realised value")
    known_ref: Ref | None = column("where the last realised value comes from")
    known_count: int | None = column("years with a realised value, in the series of the last one")
    baseline: float | None = columns.BASELINE
    baseline_text: str = columns.BASELINE_TEXT
    baseline_ref: Ref | None = columns.BASELINE_REF
    end_target: float | None = columns.END_TARGET
    end_target_text: str = columns.END_TARGET_TEXT
    end_target_ref: Ref | None = columns.END_TARGET_REF
    end_year: int | None = column("year that the end target is for")
    step_needed: float | None = column(
        "change per year still needed, from the last realised value to the end target; 0 when"
        " it is reached"
    )
    step_seen: float | None = column(
        "change per year between two realised values, the best of those known"
    )
    step_from_year: int | None = column("first year of the largest step seen")
    step_to_year: int | None = column("last year of the largest step seen")
    path_pct: float | None = columns.PATH_PCT
    verdict: Filled = columns.VERDICT
    verdict_basis: Filled = column(
        "part of the rule that decided the verdict", words=vocabularies.VERDICT_BASES
    )
    known_comparator: str = column(
        "inequality printed before the last realised value", words=COMPARATORS
    )
    known_high: float | None = column("upper bound of a last realised value that is a range")
    baseline_in_place_of: tuple[Ref, ...] = column(
        "cells that go before the baseline and have nothing to use, joined by ';'; where it is a"
        " realised value, every printed baseline"
    )

    @property
    def has_data(self) -> bool:
        """Whether any realisation is known up to the report's year."""
        return self.known is not None or bool(self.known_text)


class ChangeLine(OfYear, name="changes", key="indicator"):
    """One line an indicator with a realisation of the year or of the year before: what moved.

    Of a half year there is none: it is not set against a whole year.
    """

    indicator: Filled = columns.INDICATOR
    label: str = columns.LABEL
    before: float | None = columns.BEFORE
    before_text: str = column("realised value of the year before that is a word")
    before_ref: Ref | None = columns.BEFORE_REF
    before_status: Filled = column(
        "status of the indicator in the year before", words=vocabularies.STATUSES
    )
    now: float | None = column("realised value of the year")
    now_text: str = column("realised value of the year that is a word")
    now_ref: Ref | None = columns.REALISED_REF
    status: Filled = columns.STATUS
    change: float | None = column("now minus before; only of numbers that are compared")
    move: str = column(
        "which way the value went, by the indicator's polarity or the order of its words; empty:"
        " nothing is compared",
        words=vocabularies.MOVES,
    )
    move_basis: Filled = column(
        "compared: both values are; first_known, not_known_now: one of them is missing;"
        " series_break, only_bounds, not_comparable: why two values are not compared",
        words=vocabularies.MOVE_BASES,
    )


class ActivityLine(OfYear, name="plan", key="target_ref", within="activity"):
    """Activities with a target of the year, each judged against what is printed for it."""

    area: str = columns.AREA
    activity: Filled = columns.ACTIVITY
    outcome: str = columns.OUTCOME
    indicator: str = columns.INDICATOR
    label: str = columns.LABEL
    agencies: str = columns.AGENCIES
    target: float | None = columns.TARGET
    target_text: str = columns.TARGET_TEXT
    target_printed: str = columns.TARGET_PRINTED
    target_ref: Ref = columns.TARGET_REF
    comparator: str = columns.COMPARATOR
    unit: str = columns.UNIT
    realised: float | None = columns.REALISED
    realised_text: str = columns.REALISED_TEXT
    realised_printed: str = columns.REALISED_PRINTED
    realised_ref: Ref | None = columns.REALISED_REF
    achievement_pct: float | None = columns.ACHIEVEMENT_PCT
    gap: float | None = columns.GAP
    status: Filled = columns.STATUS
    target_high: float | None = columns.TARGET_HIGH
    realised_comparator: str = columns.REALISED_COMPARATOR
    realised_high: float | None = columns.REALISED_HIGH


class AgencyLoad(OfYear, name="agencies", key="agency"):
    """What hangs on each agency, and what of it was reached.

    What several share counts for each of them.
    """

    agency: str = column("code of the agency; empty: no agency is named")
    label: str = columns.LABEL
    indicator_count: int = column("indicators of the road map that hang on the agency")
    shared_count: int = column("those of them that hang on other agencies too")
    activity_count: int = column("activities with a target of the year")
    undated_count: int = column("activities that are planned without a yearly target")
    achieved_count: int = column("indicators that reached the target of the year")
    not_achieved_count: int = column("indicators that missed the target of the year")
    no_data_count: int = column("indicators without a realised value of the year")
    no_target_count: int = column("indicators realised, but without a target of the year")
    not_comparable_count: int = column("indicators whose target cannot be compared")
    missed: str = column("codes of the indicators that missed the target, joined by ';'")
    miss_rank: int | None = column(
        "place by missed indicators, 1 being the most; empty without any"
    )


class ComponentLoss(OfYear, name="losses", key="component"):
    """Where points of the index are lost: the lowest components with an official score."""

    component: Filled = columns.COMPONENT
    label: Filled = columns.LABEL
    weight: float | None = columns.WEIGHT
    official: float | None = columns.OFFICIAL
    official_ref: Ref = columns.OFFICIAL_REF
    lost: float | None = columns.LOST
    lost_pct: float | None = column("points lost in per cent of all points lost")
    loss_rank: int | None = column("place by points lost, 1 being the most; equal losses share it")


class ComponentGain(OfYear, name="gains", key="component"):
    """What an indicator would add to the index at its end target, all else being equal."""

    component: Filled = columns.COMPONENT
    label: Filled = columns.LABEL
    indicator: Filled = columns.INDICATOR
    weight: float | None = columns.WEIGHT
    unit: str = columns.UNIT
    points_per_unit: float | None = column(
        "points of the index that one unit of the indicator is worth"
    )
    realised: float | None = columns.REALISED
    realised_text: str = columns.REALISED_TEXT
    realised_ref: Ref | None = columns.REALISED_REF
    recomputed: float | None = columns.RECOMPUTED
    recomputed_basis: Filled = columns.RECOMPUTED_BASIS
    end_target: float | None = columns.END_TARGET
    end_target_text: str = columns.END_TARGET_TEXT
    end_target_ref: Ref | None = columns.END_TARGET_REF
    recomputed_at_end: float | None = column("score that would follow from the end target")
    gain: float | None = column("points that the index would gain if the end target were reached")
    gain_rank: int | None = column("place by points to be gained, 1 being the most")


class ThematicIndex(OfYear, name="thematic", key="thematic_weight"):
    """The index under each highest score that sources give for its thematic part."""

    thematic_weight: float | None = column(
        "highest score of the thematic part, as a source gives it"
    )
    index_weight: float | None = column("highest value of the index with that thematic part")
    general: float | None = column("official score of the general part")
    thematic: float | None = column("score of the thematic part under this highest score")
    recomputed: float | None = columns.RECOMPUTED
    recomputed_basis: Filled = columns.RECOMPUTED_BASIS
    official: float | None = columns.OFFICIAL
    difference: float | None = columns.DIFFERENCE
    grade: str = columns.GRADE
    lost: float | None = columns.LOST


class Reproduction(OfYear, name="reproduction", key="assessor component method"):
    """Each printed total of the index against what follows from its parts.

    Attempts that fail are shown too.
    """

    component: Filled = columns.COMPONENT
    label: Filled = columns.LABEL
    assessor: Filled = column("who gave the score", words=vocabularies.ASSESSORS)
    method: Filled = column(
        "how the printed total was tried to be reproduced", words=vocabularies.METHODS
    )
    ref: Ref = columns.REF
    printed: str = columns.PRINTED
    value: float | None = columns.VALUE
    recomputed: float | None = columns.RECOMPUTED
    difference: float | None = column("the printed total minus recomputed")
    rounding: float | None = column("how far rounded parts may lie from their rounded total")
    missing_weight: float | None = column("weight of the parts that have no score")
    within_rounding: str = column(
        "whether the total is reproduced within rounding; empty: not tried",
        words=vocabularies.YES_NO,
    )
    reason: str = column("why the total is not reproduced")


class ReadingLine(OfYear, name="readings", key="indicator component used_ref reading ref"):
    """What hangs on a decision: lines of the year under each reading of a cell.

    Of indicators, and of the components of the index.
    """

    indicator: str = columns.INDICATOR
    component: str = columns.COMPONENT
    label: Filled = columns.LABEL
    role: Filled = column(
        "what the figure is in the line, joined by ';' where it is several things"
    )
    used_ref: Ref = column("the cell that the evaluation uses")
    reading: Filled = column(
        "evaluated: what the evaluation uses; printed: the cell before the decision; other:"
        " another table or publisher",
        words=vocabularies.READINGS,
    )
    ref: Ref | None = columns.REF
    printed: str = columns.PRINTED
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    comparator: str = columns.COMPARATOR
    unit: str = columns.UNIT
    status: str = columns.STATUS
    achievement_pct: float | None = columns.ACHIEVEMENT_PCT
    gap: float | None = columns.GAP
    path_pct: float | None = columns.PATH_PCT
    end_gap: float | None = columns.END_GAP
    verdict: str = columns.VERDICT
    changes: Filled = column(
        "what would change against the evaluated reading", words=vocabularies.CHANGES
    )
    findings: str = columns.FINDINGS
    decision: str = column("what was decided about the cell", words=vocabularies.DECISIONS)
    decision_id: str = columns.DECISION_ID
    value_high: float | None = columns.VALUE_HIGH


EVALUATION: Mapping[str, type[TableModel]] = {
    model.declaration().name: model
    for model in (
        IndicatorLine,
        IndexLine,
        CourseLine,
        TrajectoryLine,
        ChangeLine,
        ActivityLine,
        AgencyLoad,
        ComponentLoss,
        ComponentGain,
        ThematicIndex,
        Reproduction,
        ReadingLine,
        FollowUpItem,
        Absorption,
    )
}
"""Tables of a year's evaluation by name."""
