"""What a cell may hold: the measure of what it is about decides, on every way into the data.

A table, a score, a published result, an activity's report and a form are held to this one
rule. A word where a number belongs is no value, nor is a number below nothing; what a figure
with one point before three digits means is decided by what is counted and by how the figures
around it are printed, and if that does not tell, by a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold
from rapor.ground.cells import (
    AMBIGUOUS,
    NO_VALUE,
    Reading,
    both_readings,
    marks_shown,
    read_cell,
)
from rapor.ground.units import counted
from rapor.ground.vocabularies import NO_VALUES

PERCENT = (0.0, 100.0)
"""The scale of a share of a whole, in per cent."""

_NEVER = frozenset(map(fold, (*NO_VALUES, "nihil", "tidak ada")))
"""Words that no milestone and no activity is called by: leavings of programs, and none."""


@dataclass(frozen=True)
class Permitted:
    """What may stand in a cell.

    ``measure`` is one of ``MEASURES``. ``scale`` are the ends between which a number lies;
    without one a number is not below 0, unless it may be ``below_zero``. ``words`` are the
    categories or ranks that may stand in its place; a milestone without any may be any word but
    those that say none. ``single`` cells hold one number: no range, no inequality, no word.
    """

    measure: str
    scale: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    single: bool = False
    below_zero: bool = False

    @property
    def expected(self) -> str:
        """What may stand here, in signs and in words of the field: they need no translation."""
        numbers = "≥ 0, < 0" if self.below_zero else "≥ 0"
        if self.measure in ("ordinal", "milestone"):
            numbers = ""
        if numbers and self.scale:
            numbers = "–".join(f"{end:.10g}" for end in self.scale)
        return ", ".join(filter(None, (numbers, *self.words)))

    def named(self, word: str) -> bool:
        """Whether a word is one that may stand here."""
        return fold(word) in {fold(known) for known in self.words}


SCORE = Permitted("number", (0.0, 100.0), single=True)
"""A score, a weight or a share of it."""


def permitted(
    indicator: Indicator, catalogue: Catalogue, year: int, done: Iterable[str] | None = None
) -> Permitted:
    """What a cell of an indicator may hold in a year.

    ``done`` are the words by which a result may say that a milestone is reached, beside those
    of its order: what the road map plans. A planned milestone is free in its words (None).
    """
    words: tuple[str, ...] = ()
    if indicator.measure == "milestone" and done is not None:
        words = (*_ranks(catalogue, "milestone", year), *filter(None, done))
    elif indicator.order:
        words = _ranks(catalogue, indicator.order, year)
    elif indicator.bands:
        bands = catalogue.scale(indicator.bands, year)
        words = tuple(band.name for band in bands.bands) if bands else ()
    below_zero = indicator.below_zero
    return Permitted(indicator.measure, indicator.scale, words, below_zero=below_zero)


def of_activity(unit: str, *, counts: bool) -> Permitted:
    """What a cell of an activity's own may hold: by the unit where it ``counts``, else a word."""
    if not counts:
        return Permitted("milestone")
    if unit.startswith("%"):
        return Permitted("percent", PERCENT)
    return Permitted("count" if counted(unit) else "number")


def of_report(word: str, unit: str, catalogue: Catalogue, year: int, *, counts: bool) -> Permitted:
    """What may be reported of an activity: a number of its target's unit, or that it is done.

    ``word`` is the target where it is none that ``counts``.
    """
    plain = of_activity(unit, counts=counts)
    if counts:
        return plain
    return replace(plain, words=(*_ranks(catalogue, "milestone", year), *filter(None, (word,))))


def _ranks(catalogue: Catalogue, code: str, year: int) -> tuple[str, ...]:
    scale = catalogue.scale(code, year)
    return scale.ranks if scale else ()


def read_value(printed: str, of: Permitted, *neighbourhoods: Iterable[str]) -> Reading:
    """Read a cell as a value of what it is about; never raises, whatever the text.

    ``neighbourhoods`` are the cells around it, nearest first; the first that shows a decimal
    mark decides what one point before three digits means, see ``_thousands``.
    """
    reading = read_cell(printed)
    if not reading.readable:
        return reading
    if of.measure == "milestone":
        return reading if _is_milestone(reading, of) else NO_VALUE
    if reading.value is None:
        return reading if of.named(reading.text) and not of.single else NO_VALUE
    if not _is_number_of(reading, reading.value, of):
        return NO_VALUE
    both = both_readings(printed)
    return _thousands(printed, of, both, neighbourhoods) if both else reading


def _is_milestone(reading: Reading, of: Permitted) -> bool:
    if reading.value is not None or not reading.text:
        return False
    return of.named(reading.text) if of.words else fold(reading.text) not in _NEVER


def _is_number_of(reading: Reading, value: float, of: Permitted) -> bool:
    """Whether a number can stand there; one outside of its scale is a finding of its own."""
    if of.measure == "ordinal" and of.words:
        return False
    bounded = reading.value_high is not None or reading.comparator != "="
    if of.single and (bounded or reading.text):
        return False
    return value >= 0 or of.below_zero or (of.scale is not None and not of.single)


def _thousands(
    printed: str,
    of: Permitted,
    both: tuple[Reading, Reading],
    neighbourhoods: Iterable[Iterable[str]],
) -> Reading:
    """Which of two readings is meant: by the mark of the cells around it.

    A comma alone is decimal. What is counted has no thousandths: where the mark says that it
    has, nobody can tell. Where no cell around shows a mark, the reading on the scale is meant;
    where both are, nobody can tell either.
    """
    whole, fraction = both
    counts = of.measure == "count"
    shown = next(filter(None, map(marks_shown, neighbourhoods)), set())
    if "," in printed or shown:
        meant = whole if "comma" in shown and "," not in printed else fraction
        return AMBIGUOUS if counts and meant is fraction else meant
    allowed = [whole] if counts else [reading for reading in both if _on_scale(reading, of)]
    return allowed[0] if len(allowed) == 1 else AMBIGUOUS


def _on_scale(reading: Reading, of: Permitted) -> bool:
    ends = [end for end in (reading.value, reading.value_high) if end is not None]
    return of.scale is None or all(of.scale[0] <= end <= of.scale[1] for end in ends)
