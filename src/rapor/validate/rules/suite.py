"""All rules, in the order in which they are run.

A rule that settles a cell goes before the rules that would trip over the same cause.
"""

from rapor.validate.rule import Rule
from rapor.validate.rules import (
    agencies,
    agreement,
    completeness,
    coverage,
    ends,
    printing,
    ranks,
    scale,
    scores,
    series,
    sums,
    units,
    wholes,
)

RULES: tuple[Rule, ...] = (
    coverage.ROW_MISSING,
    completeness.MISSING_CELL,
    completeness.UNREADABLE_CELL,
    scale.OUTSIDE_SCALE,
    scale.OUTSIDE_RANKS,
    ends.TRUNCATED,
    sums.WEIGHTS_SUM,
    scale.ABOVE_WEIGHT,
    ends.LAST_YEAR,
    units.INDEX_AS_PERCENT,
    units.UNIT_DIFFERS,
    agreement.TABLES_DISAGREE,
    agreement.PUBLISHERS_DISAGREE,
    agreement.BASELINE_DISAGREES,
    units.UNIT_LOST,
    series.AGAINST_POLARITY,
    series.NO_PROGRESS,
    coverage.NO_YEARLY_TARGET,
    sums.VALUES_SUM,
    scores.DECIMALS,
    scores.RATIO,
    scores.LEVEL_MEAN,
    scores.SCALE_SHARE,
    ranks.GRADE,
    ranks.RANK,
    wholes.TWO_GOALS,
    agencies.ASSIGNED_TWICE,
    agencies.BY_YEAR,
    agencies.OTHER_NAME,
    wholes.STATED_COUNT,
    wholes.REFERENCE,
    printing.TABLE_NUMBER_TWICE,
    printing.TABLE_NUMBER_SKIPPED,
    printing.DECIMAL_MARKS,
)
