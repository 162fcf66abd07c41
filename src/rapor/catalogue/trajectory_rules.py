"""The rule by which an indicator is on track to its end target, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import ReferenceEntry, entries_of, figure, read_entries, whole
from rapor.catalogue.scales import StatedRule
from rapor.ground.errors import Problems
from rapor.ground.shape import Number, Words

VERDICTS = ("on_track", "at_risk", "out_of_reach", "cannot_be_said")
_NEEDED = (*VERDICTS, "series_break")
SHAPE = entries_of(
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
    entries = {entry.code: entry for entry in read_entries(path, shown, SHAPE, problems)}
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
    return TrajectoryRules(on_track, at_risk, least_values, least_steps, _statements(entries))


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


def _statements(entries: Mapping[str, ReferenceEntry]) -> dict[str, StatedRule]:
    return {
        code: StatedRule(
            code,
            entry.text("statement"),
            entry.text("statement_en"),
            entry.reference,
            entry.verified,
        )
        for code, entry in entries.items()
    }
