"""The named expectations, in Great Expectations' terms.

Each says of one view what every row should be; what it means and why its bound is what it
is stands in the rule that names it.
"""

# ruff: noqa: N815, RUF012 - names and mutable defaults are fields of the base classes
# mypy: disable-error-code="misc, attr-defined, untyped-decorator"
# (Great Expectations is untyped to mypy, as pyproject.toml says)

from great_expectations.expectations.core import (
    ExpectColumnPairValuesAToBeGreaterThanB,
    ExpectColumnPairValuesToBeEqual,
    ExpectColumnValuesToBeBetween,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToNotBeNull,
    ExpectColumnValuesToNotMatchRegex,
)

from rapor.validate.inside_scale import ExpectValueInsideItsScale  # noqa: F401 named by a rule
from rapor.validate.pairs import TENFOLD


class ExpectCellToSaySomething(ExpectColumnValuesToNotBeNull):
    """A cell holds more than a blank, a dash or 'Belum Diisi'."""

    column: str = "reading"


class ExpectNumbersInSequence(ExpectColumnPairValuesToBeEqual):
    """A row has the number that follows the row before it."""

    column_A: str = "number"
    column_B: str = "next"


class ExpectYearlyTargets(ExpectColumnValuesToBeBetween):
    """An indicator with an end target has at least one yearly target."""

    column: str = "years"
    min_value: float = 1


class ExpectCellToBeReadable(ExpectColumnValuesToBeInSet):
    """A filled cell is a number or a word."""

    column: str = "state"
    value_set: list[str] = ["read"]


class ExpectWordOfItsScale(ExpectColumnValuesToBeBetween):
    """A word has a rank in the order of its indicator."""

    column: str = "rank"
    min_value: float = 0


class ExpectPercentToKeepItsDigits(ExpectColumnPairValuesAToBeGreaterThanB):
    """What looks like a rest of 100 is no less than the figure before it."""

    column_A: str = "value"
    column_B: str = "before"
    or_equal: bool = True


class ExpectScoreAtMostItsWeight(ExpectColumnPairValuesAToBeGreaterThanB):
    """A score is at most its weight, a share at most 1."""

    column_A: str = "most"
    column_B: str = "score"
    or_equal: bool = True


class _ExpectTheSame(ExpectColumnPairValuesToBeEqual):
    """Two cells say the same; the view gives cells that agree the same text."""

    column_A: str = "reading"
    column_B: str = "other"


class ExpectLastYearToBeTheEndTarget(_ExpectTheSame):
    """The last year's target and the end target of one row say the same."""


class ExpectTablesToAgree(_ExpectTheSame):
    """Two tables print one target for an indicator and year."""


class ExpectBaselinesToAgree(_ExpectTheSame):
    """Two places print one baseline for an indicator."""


class ExpectPublishersToAgree(_ExpectTheSame):
    """Two publications give one realised value for an indicator and year."""


class ExpectOneReference(_ExpectTheSame):
    """A reference is printed as it was before."""


class ExpectGradeToFollowFromTheScore(ExpectColumnPairValuesToBeEqual):
    """A printed grade is the one of the printed score."""

    column_A: str = "grade"
    column_B: str = "by_score"


class ExpectRankToFollowFromTheScores(ExpectColumnPairValuesToBeEqual):
    """A printed rank is the place of its score, or the one that the others leave."""

    column_A: str = "rank"
    column_B: str = "should"


class ExpectUnitOfTheRow(ExpectColumnPairValuesToBeEqual):
    """A cell prints the unit that the other cells of its row agree on."""

    column_A: str = "unit"
    column_B: str = "most"


class ExpectStatedCount(ExpectColumnPairValuesToBeEqual):
    """A count in the text is the count of what is printed."""

    column_A: str = "stated"
    column_B: str = "counted"


class ExpectOneGoal(ExpectColumnValuesToBeBetween):
    """An indicator is printed under one goal."""

    column: str = "goals"
    max_value: float = 1


class ExpectOneAgencyForAllYears(ExpectColumnValuesToBeBetween):
    """No agency of a cell is named for some years only."""

    column: str = "names"
    max_value: float = 0


class ExpectNameOfTheRegister(_ExpectTheSame):
    """An agency is printed by a name that the register does not take for a mistake."""


class ExpectAnAgencyInCommon(ExpectColumnValuesToBeBetween):
    """Two tables name at least one agency in common for an activity."""

    column: str = "shared"
    min_value: float = 1


class ExpectTableNumberOnce(ExpectColumnValuesToBeBetween):
    """A table is the first one with its number."""

    column: str = "uses"
    max_value: float = 1


class ExpectNoNumberLeftOut(ExpectColumnValuesToBeBetween):
    """No number is left out before a table."""

    column: str = "skipped"
    max_value: float = 0


class ExpectUsualDecimals(ExpectColumnValuesToBeBetween):
    """A score has as many decimals as all others of its assessor."""

    column: str = "off"
    max_value: float = 0


class ExpectOneDecimalMark(ExpectColumnValuesToBeBetween):
    """No cell of a table uses the decimal mark that fewer of its cells use."""

    column: str = "fewer"
    max_value: float = 0


class ExpectIndexWithoutPercent(ExpectColumnValuesToNotMatchRegex):
    """An index is printed without a per cent sign."""

    column: str = "unit"
    regex: str = "%"


class ExpectTablesToUseOneUnit(ExpectColumnValuesToBeBetween):
    """Two tables' figures of one indicator are of one size in at least one year."""

    column: str = "factor"
    max_value: float = TENFOLD
    strict_max: bool = True


class ExpectTargetsNotToFallBack(ExpectColumnValuesToBeBetween):
    """A step from one year to the next is no step back."""

    column: str = "step"
    min_value: float = 0.0


class ExpectFirstTargetToBeatTheBaseline(ExpectColumnValuesToBeBetween):
    """The first target is better than the baseline."""

    column: str = "step"
    min_value: float = 0.0
    strict_min: bool = True


class _ExpectWithinRounding(ExpectColumnPairValuesAToBeGreaterThanB):
    """A difference is no more than rounding explains."""

    column_A: str = "rounding"
    column_B: str = "difference"
    or_equal: bool = True


class ExpectPartsToSumToTheWhole(_ExpectWithinRounding):
    """A sum of parts differs from the printed whole by no more than rounding."""


class ExpectShareToBeScoreByWeight(_ExpectWithinRounding):
    """A printed share differs from score by weight by no more than rounding."""


class ExpectShareOfTheScale(_ExpectWithinRounding):
    """A printed per cent of scale differs from value by maximum by no more than rounding."""


class ExpectScoreToBeTheMeanOfItsLevels(_ExpectWithinRounding):
    """A score differs from the mean of its two levels by no more than rounding."""
