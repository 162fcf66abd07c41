"""Tables between cities, of one year."""

from collections.abc import Mapping

from rapor.ground import vocabularies
from rapor.ground.ref import Ref
from rapor.ground.tables import columns
from rapor.ground.tables.model import Filled, TableModel, column


class ComparedValue(TableModel, name="comparison", key="indicator city"):
    """Indicators that two or more cities share, a row per indicator and city."""

    year: int = columns.YEAR
    indicator: Filled = columns.INDICATOR
    label: Filled = columns.LABEL
    unit: str = columns.UNIT
    measure: str = columns.MEASURE
    polarity: str = columns.POLARITY
    scale_min: float | None = columns.SCALE_MIN
    scale_max: float | None = columns.SCALE_MAX
    city: Filled = columns.CITY
    value: float | None = columns.VALUE
    text: str = columns.TEXT
    printed: str = columns.PRINTED
    ref: Ref | None = columns.REF
    publication: str = columns.PUBLICATION
    scale_pct: float | None = columns.SCALE_PCT
    target: float | None = columns.TARGET
    target_high: float | None = columns.TARGET_HIGH
    target_text: str = columns.TARGET_TEXT
    comparator: str = columns.COMPARATOR
    target_printed: str = columns.TARGET_PRINTED
    target_ref: Ref | None = columns.TARGET_REF
    achievement_pct: float | None = columns.ACHIEVEMENT_PCT
    status: Filled = columns.STATUS
    comparable: Filled = column(
        "whether the value is ranked among those of the other cities", words=vocabularies.YES_NO
    )
    reason: str = column(
        "why the value has no rank",
        words=vocabularies.REASONS,
    )
    rank: int | None = column("place among the cities, 1 being the best")
    distance_to_best: float | None = column(
        "how far the value lies behind the best city's, in the indicator's unit; 0 for the best"
    )

    before: float | None = columns.BEFORE
    before_ref: Ref | None = columns.BEFORE_REF
    change: float | None = column("value minus before; only of numbers that are compared")
    move: str = column(
        "which way the city's value went since the year before; empty: nothing is compared",
        words=vocabularies.MOVES,
    )
    realised_comparator: str = columns.REALISED_COMPARATOR
    realised_high: float | None = columns.REALISED_HIGH

    @property
    def known(self) -> bool:
        """Whether the city has a realisation of the year."""
        return self.value is not None or bool(self.text)


class CityIndex(TableModel, name="indices", key="city"):
    """The whole index of each city: official and self-assessed."""

    year: int = columns.YEAR
    city: Filled = columns.CITY
    official: float | None = columns.OFFICIAL
    grade: str = columns.GRADE
    official_ref: Ref | None = columns.OFFICIAL_REF
    self_: float | None = columns.SELF
    self_ref: Ref | None = columns.SELF_REF
    self_basis: str = columns.SELF_BASIS
    self_difference: float | None = columns.SELF_DIFFERENCE


class StatusCount(TableModel, name="statuses", key="city status"):
    """How many indicators of each city's road map have each status."""

    year: int = columns.YEAR
    city: Filled = columns.CITY
    status: Filled = columns.STATUS
    count: int = column("number of indicators of the city's road map")


COMPARISON: Mapping[str, type[TableModel]] = {
    model.declaration().name: model
    for model in (
        ComparedValue,
        CityIndex,
        StatusCount,
    )
}
"""Tables between cities by name."""
