"""Breaks in the series of an indicator's values, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import entries_of, read_entries, whole
from rapor.catalogue.scales import StatedRule
from rapor.ground.errors import Problems
from rapor.ground.shape import Words, coded, some_year

SHAPE = entries_of(
    {
        "indicator": coded("a code of indicators.yaml"),
        "first_year": some_year("of the new series"),
        "statement": Words(meaning="what a report says of it"),
        "statement_en": Words(meaning="the same in English"),
    },
    ("indicator", "first_year", "statement", "statement_en"),
)


@dataclass(frozen=True)
class SeriesBreak(StatedRule):
    """The first year of a new series of an indicator's values, and why it is one."""

    indicator: str
    first_year: int


@dataclass(frozen=True)
class Series:
    """Which values of an indicator belong together."""

    breaks: Sequence[SeriesBreak] = ()

    def number(self, indicator: str, year: int) -> int:
        """Which series of an indicator a year belongs to, counted from 0."""
        return sum(year >= new.first_year for new in self.breaks if new.indicator == indicator)

    def is_one(self, indicator: str, *years: int) -> bool:
        """Whether values of all these years belong to one series."""
        return len({self.number(indicator, year) for year in years}) < 2

    def between(self, indicator: str, first: int, last: int) -> list[SeriesBreak]:
        """Breaks after the year ``first``, up to ``last``."""
        return [
            new
            for new in self.breaks
            if new.indicator == indicator and first < new.first_year <= last
        ]


def read_series(path: Path, shown: str) -> Series:
    """Read series.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    breaks: dict[tuple[str, int], SeriesBreak] = {}
    for entry in read_entries(path, shown, SHAPE, problems):
        first_year = whole(entry.values.get("first_year"))
        new = SeriesBreak(
            code=entry.code,
            statement=entry.text("statement"),
            statement_en=entry.text("statement_en"),
            reference=entry.reference,
            verified=entry.verified,
            indicator=entry.text("indicator"),
            first_year=first_year or 0,
        )
        known = breaks.setdefault((new.indicator, new.first_year), new)
        if known is not new:
            problems.add(entry.where, f"the same break as {known.code}", "each once", "remove one")
    problems.raise_if_any()
    return Series(tuple(sorted(breaks.values(), key=lambda new: (new.indicator, new.first_year))))
