"""What a realisation says about its target: the rules of achievement.

Pure functions on single figures. Per cent of target, of scale and of path are three
measures with three functions; none stands in for another. Rules and sources:
``data/reference/achievement.yaml`` and ``docs/method.md``.
"""

from dataclasses import dataclass

from rapor.catalogue.names import fold
from rapor.catalogue.scales import Scale
from rapor.evaluate.arithmetic import difference, exact

INFINITE = float("inf")


@dataclass(frozen=True)
class Interval:
    """The numbers from ``low`` to ``high``; an end that is ``open`` does not belong to it."""

    low: float = -INFINITE
    high: float = INFINITE
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, value: float, comparator: str, high: float | None = None) -> "Interval":
        """What a number with its inequality, or a range, leaves possible."""
        return {
            ">": cls(low=value, low_open=True),
            ">=": cls(low=value),
            "<": cls(high=value, high_open=True),
            "<=": cls(high=value),
        }.get(comparator, cls(value, value if high is None else high))

    def within(self, other: "Interval") -> bool:
        """Whether every number of it lies in the other one."""
        low = self.low > other.low or (
            self.low == other.low and (self.low_open or not other.low_open)
        )
        high = self.high < other.high or (
            self.high == other.high and (self.high_open or not other.high_open)
        )
        return low and high

    def apart(self, other: "Interval") -> bool:
        """Whether no number of it lies in the other one."""
        return _below(self, other) or _below(other, self)


def _below(lower: Interval, upper: Interval) -> bool:
    touching = lower.high == upper.low and (lower.high_open or upper.low_open)
    return lower.high < upper.low or touching


@dataclass(frozen=True)
class Quantity:
    """What a cell says: a number, perhaps a range or an inequality, or a word."""

    value: float | None = None
    high: float | None = None
    text: str = ""
    comparator: str = "="

    @property
    def known(self) -> bool:
        """Whether the cell says anything."""
        return self.value is not None or bool(self.text)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number: no word, no range, no inequality."""
        return self.value is not None and self.high is None and self.comparator == "="

    @property
    def is_bounded(self) -> bool:
        """Whether it is known only that the number lies in a range or beyond a bound."""
        return self.value is not None and not self.is_exact

    @property
    def is_target(self) -> bool:
        """Whether it can be a target: a blank, a dash and a plain 0 are none."""
        if self.value == 0 and self.comparator == "=" and self.high is None:
            return False
        return self.known


@dataclass(frozen=True)
class Judgement:
    """Status of a line, achievement in per cent of target, and realisation minus target."""

    status: str
    achievement_pct: float | None = None
    gap: float | None = None


@dataclass(frozen=True)
class WordOrders:
    """The orders in which words of an indicator stand.

    ``order`` ranks words, worst first; ``bands`` are categories, which also give a number
    its word; ``done`` ranks the words for a milestone, the last being done.
    """

    order: Scale | None = None
    bands: Scale | None = None
    done: Scale | None = None

    def rank(self, quantity: Quantity) -> int | None:
        """Place of a word, or of a number's category, in the order; None outside it."""
        word = quantity.text
        if not word and quantity.value is not None and quantity.is_exact and self.bands:
            word = self.bands.category(quantity.value)
        if self.order:
            return self.order.rank(word)
        names = [fold(band.name) for band in reversed(self.bands.bands)] if self.bands else []
        return names.index(fold(word)) if fold(word) in names else None


def judge(
    target: Quantity, realised: Quantity, measure: str, polarity: str, words: WordOrders
) -> Judgement:
    """Judge a realisation against its target.

    ``measure`` and ``polarity`` are the indicator's. Two figures that cannot be compared
    (a word against a number without categories, a word outside the order) are
    ``not_comparable``, and so is a realisation that is only a bound or a range, where the
    target is reached by some of its numbers and missed by others; without realisation
    ``no_data``; without target ``no_target``.
    """
    if not realised.known or not target.is_target:
        return Judgement("no_target" if realised.known else "no_data")
    if measure == "milestone":
        return _milestone(target, realised, words.done)
    if target.value is None or realised.value is None:
        return _ordinal(target, realised, words)
    if realised.is_bounded:
        return _bounded(target, target.value, realised, realised.value, polarity)
    return _numbers(target, target.value, realised.value, measure, polarity)


def _numbers(target: Quantity, aim: float, value: float, measure: str, polarity: str) -> Judgement:
    gap = gap_to(value, target)
    if measure == "ordinal" or target.comparator != "=":
        at_least = "<=" if polarity == "lower" else ">="
        comparator = at_least if target.comparator == "=" else target.comparator
        return Judgement(_status(is_met(value, aim, comparator)), gap=gap)
    percent = percent_of_target(value, aim, polarity, target.high)
    return Judgement(_status(_reached(value, target, polarity)), percent, gap)


def _bounded(
    target: Quantity, aim: float, realised: Quantity, bound: float, polarity: str
) -> Judgement:
    """Achieved where all that the realisation may be reaches the target, missed where none does.

    Neither a percentage nor a distance follows from a bound.
    """
    at_least = "<=" if polarity == "lower" else ">="
    plain = target.comparator == "="
    near = near_bound(target, polarity) if plain else aim
    reached = Interval.of(near or 0.0, at_least if plain else target.comparator)
    possible = Interval.of(bound, realised.comparator, realised.high)
    if possible.within(reached):
        return Judgement("achieved")
    return Judgement("not_achieved" if possible.apart(reached) else "not_comparable")


def _status(met: bool) -> str:
    return "achieved" if met else "not_achieved"


def _milestone(target: Quantity, realised: Quantity, done: Scale | None) -> Judgement:
    if realised.text and fold(realised.text) == fold(target.text):
        return Judgement("achieved")
    rank = done.rank(realised.text) if done else None
    if done is None or rank is None:
        return Judgement("not_comparable")
    return Judgement(_status(rank == len(done.ranks) - 1))


def _ordinal(target: Quantity, realised: Quantity, words: WordOrders) -> Judgement:
    wanted, reached = words.rank(target), words.rank(realised)
    if wanted is None or reached is None:
        return Judgement("not_comparable")
    comparator = ">=" if target.comparator == "=" else target.comparator
    return Judgement(_status(is_met(reached, wanted, comparator)))


def is_met(value: float, bound: float, comparator: str) -> bool:
    """Whether an inequality holds, as printed: ``> 4`` is not met by 4."""
    return {
        ">": value > bound,
        ">=": value >= bound,
        "<": value < bound,
        "<=": value <= bound,
        "=": value == bound,
    }[comparator]


def near_bound(target: Quantity, polarity: str) -> float | None:
    """The end of a target range that has to be reached; the value itself without a range."""
    return target.high if polarity == "lower" and target.high is not None else target.value


def _reached(value: float, target: Quantity, polarity: str) -> bool:
    bound = near_bound(target, polarity)
    if bound is None:
        return False
    return value <= bound if polarity == "lower" else value >= bound


def gap_to(value: float | None, target: Quantity) -> float | None:
    """Realisation minus target, in the indicator's unit; 0 inside a target range."""
    if value is None or target.value is None or target.high is None:
        return difference(value, target.value)
    if target.value <= value <= target.high:
        return 0.0
    return difference(value, target.high if value > target.high else target.value)


def percent_of_target(
    realised: float, target: float, polarity: str, high: float | None = None
) -> float | None:
    """Realisation in per cent of target.

    Higher is better: R / T x 100. Lower is better: (1 + (1 - R / T)) x 100, not below 0
    (Permenpan RB 8/2021). A range ``target`` to ``high`` is reached inside, and measured
    against the bound that was passed outside it. None for a target that is not above 0.
    """
    bound = target
    if high is not None:
        if target <= realised <= high:
            return 100.0
        bound = high if realised > high else target
    if bound <= 0:
        return None
    percent = 100 * exact(realised) / exact(bound)
    return float(max(200 - percent, exact(0)) if polarity == "lower" else percent)


def percent_of_scale(value: float | None, maximum: float | None) -> float | None:
    """Value in per cent of the scale's maximum; None without either."""
    if value is None or not maximum:
        return None
    return float(100 * exact(value) / exact(maximum))


def percent_of_path(value: float, baseline: float, end: float, polarity: str) -> float | None:
    """Way from baseline to end target that has been gone, in per cent.

    Below 0 when the value is worse than the baseline, above 100 beyond the end target. None
    when the end target is not better than the baseline: there is no way to go.
    """
    ahead = end < baseline if polarity == "lower" else end > baseline
    if not ahead:
        return None
    return float(100 * (exact(value) - exact(baseline)) / (exact(end) - exact(baseline)))


def capped(percent: float | None, cap: float | None) -> float | None:
    """The percentage, not above the cap where one is in force."""
    return percent if percent is None or cap is None else min(percent, cap)
