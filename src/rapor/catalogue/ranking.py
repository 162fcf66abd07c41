"""The order of recommendations, and the published means beside a result: as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapor.catalogue.entries import check_stated, entries_of, figure, read_entries, whole
from rapor.catalogue.scales import StatedRule
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.language import language
from rapor.ground.places import Address
from rapor.ground.shape import Number, Text, Words, coded, some_year

FACTORS = ("open_recommendation", "own_activity", "behind_path")
"""What raises the rank of a recommendation."""
RULE = "rule"

_SPOKEN = {"statement": language("id"), "statement_en": language("en")}
RANKING = entries_of(
    {
        "statement": Words(meaning="the rule as a report says it"),
        "statement_en": Words(meaning="the same in English"),
        "factor": Number(low=1, meaning="by which the points are multiplied where it holds"),
    },
    ("statement", "statement_en"),
)
BENCHMARKS = entries_of(
    {
        "indicator": coded("a code of indicators.yaml"),
        "year": some_year(),
        "printed": Text(meaning="the mean as published"),
        "of": Words(meaning="of whom it is the mean"),
        "of_en": Words(meaning="the same in English"),
        "address": Address(),
    },
    ("indicator", "year", "printed", "of", "of_en", "address"),
)


@dataclass(frozen=True)
class Ranking:
    """The rule of the order, and the factors by name; one that is not given changes nothing."""

    rules: Mapping[str, StatedRule] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)

    def factor(self, name: str, *, holds: bool) -> float:
        """What the points are multiplied by."""
        return self.factors.get(name, 1.0) if holds else 1.0


@dataclass(frozen=True)
class Benchmark:
    """A published mean of an indicator in a year; ``of`` says of whom, in both languages."""

    indicator: str
    year: int
    printed: str
    value: float
    of: Mapping[str, str]
    address: str
    reference: str
    verified: bool


def read_ranking(path: Path, shown: str) -> Ranking:
    """Read ranking.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    entries = {entry.code: entry for entry in read_entries(path, shown, RANKING, problems)}
    factors = {}
    for code, entry in entries.items():
        if code not in (RULE, *FACTORS):
            known = ", ".join((RULE, *FACTORS))
            problems.add(entry.where, f"entry {code!r}", f"one of {known}", "correct its name")
        elif code in FACTORS:
            factors[code] = figure(entry.values.get("factor")) or 0.0
            if "factor" not in entry.values:
                problems.add(entry.where, "no factor", "a number of at least 1", "add it")
            else:
                spoken = {name: tongue.number(factors[code]) for name, tongue in _SPOKEN.items()}
                check_stated(entry, "factor", spoken, problems)
    for code in (RULE, *FACTORS):
        if code not in entries:
            problems.add(shown, f"no entry {code!r}", "each of them", "restore the entry")
    problems.raise_if_any()
    rules = {code: StatedRule.of(entry) for code, entry in entries.items()}
    return Ranking(rules, factors)


def read_benchmarks(path: Path, shown: str) -> tuple[Benchmark, ...]:
    """Read benchmarks.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    means: dict[tuple[str, int], Benchmark] = {}
    for entry in read_entries(path, shown, BENCHMARKS, problems):
        reading = read_cell(entry.text("printed"))
        if reading.value is None or reading.comparator != "=":
            problems.add(
                entry.where, f"printed {entry.text('printed')!r}", "a number", "correct it"
            )
            continue
        mean = Benchmark(
            entry.text("indicator"),
            whole(entry.values.get("year")) or 0,
            entry.text("printed"),
            reading.value,
            {"id": entry.text("of"), "en": entry.text("of_en")},
            entry.text("address"),
            entry.reference,
            entry.verified,
        )
        if means.setdefault((mean.indicator, mean.year), mean) is not mean:
            problems.add(entry.where, "a second mean of that year", "one", "remove one of them")
    problems.raise_if_any()
    return tuple(means.values())
