"""What a printed bound or range leaves possible, and what that says of a target."""

from dataclasses import dataclass

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


def _below(one: Interval, other: Interval) -> bool:
    touching = one.high == other.low and (one.high_open or other.low_open)
    return one.high < other.low or touching
