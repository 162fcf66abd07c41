"""The course of an indicator's values, as data: breaks in its series, and when it is on track."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import (
    ReferenceEntry,
    check_stated,
    entries_of,
    figure,
    read_entries,
    whole,
)
from rapor.catalogue.scales import StatedRule
from rapor.ground.errors import Problems
from rapor.ground.shape import Number, Words, coded, some_year

SERIES_SHAPE = entries_of(
    {
        "indicator": coded("a code of indicators.yaml"),
        "first_year": some_year("of the new series"),
        "statement": Words(meaning="what a report says of it"),
        "statement_en": Words(meaning="the same in English"),
    },
    ("indicator", "first_year", "statement", "statement_en"),
)
VERDICTS = ("on_track", "at_risk", "out_of_reach", "cannot_be_said")
_NEEDED = (*VERDICTS, "series_break")
TRAJECTORY_SHAPE = entries_of(
    {
        "statement": Words(meaning="the rule as a report says it"),
        "statement_en": Words(meaning="the same in English"),
        "multiple": Number(meaning="how many times the largest step the needed one may be"),
        "least_steps": Number(whole=True, low=1),
        "least_values": Number(whole=True, low=1),
    },
    ("statement",),
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
    for entry in read_entries(path, shown, SERIES_SHAPE, problems):
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
        spoken = dict.fromkeys(("statement", "statement_en"), str(new.first_year))
        check_stated(entry, "first_year", spoken, problems)
        known = breaks.setdefault((new.indicator, new.first_year), new)
        if known is not new:
            problems.add(entry.where, f"the same break as {known.code}", "each once", "remove one")
    problems.raise_if_any()
    return Series(tuple(sorted(breaks.values(), key=lambda new: (new.indicator, new.first_year))))


@dataclass(frozen=True)
class TrajectoryRules:
    """Bounds of the verdicts, and the statements that a report prints.

    ``on_track`` and ``at_risk`` are how many times the largest step seen the needed step
    may be. ``least_values`` realisations are needed to say anything, ``least_steps`` steps
    to say that a target is out of reach.
    """

    on_track: float
    at_risk: float
    least_values: int
    least_steps: int
    rules: Mapping[str, StatedRule]


def read_trajectory(path: Path, shown: str) -> TrajectoryRules:
    """Read trajectory.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    entries = {entry.code: entry for entry in read_entries(path, shown, TRAJECTORY_SHAPE, problems)}
    for needed in _NEEDED:
        if needed not in entries:
            problems.add(shown, f"no entry {needed!r}", ", ".join(_NEEDED), "restore the entry")
    problems.raise_if_any()
    on_track, at_risk = (_multiple(entries[name], problems) for name in ("on_track", "at_risk"))
    if on_track > at_risk:
        problems.add(shown, f"on_track {on_track:g} above at_risk {at_risk:g}", "rising multiples")
    least_values = _least(entries["cannot_be_said"], "least_values", problems)
    least_steps = _least(entries["out_of_reach"], "least_steps", problems)
    problems.raise_if_any()
    rules = {code: StatedRule.of(entry) for code, entry in entries.items()}
    return TrajectoryRules(on_track, at_risk, least_values, least_steps, rules)


def _multiple(entry: ReferenceEntry, problems: Problems) -> float:
    multiple = figure(entry.values.get("multiple"))
    if multiple is None or multiple <= 0:
        problems.add(entry.where, f"multiple {multiple!r}", "a number above 0", "correct the entry")
    return multiple or 0.0


def _least(entry: ReferenceEntry, name: str, problems: Problems) -> int:
    least = whole(entry.values.get(name))
    if least is None or least < 1:
        problems.add(entry.where, f"{name} {least!r}", "1 or more", "correct the entry")
    return least or 0
