"""Places in an order, in which equals share a place."""

from collections.abc import Mapping, Sequence
from typing import Any


def places(amounts: Sequence[float | None]) -> list[int | None]:
    """Place of each amount, 1 being the greatest; equal ones share it and the next is skipped.

    An amount that is not known, or not above 0, has no place.
    """
    known = [one for one in amounts if one is not None and one > 0]
    return [
        None if one is None or one <= 0 else 1 + sum(other > one for other in known)
        for one in amounts
    ]


def ranked(lines: Sequence[Mapping[str, Any]], amount: str, place: str) -> list[dict[str, Any]]:
    """The lines with ``place`` added, by the order of their ``amount``."""
    found = places([line[amount] for line in lines])
    return [{**line, place: rank} for line, rank in zip(lines, found, strict=True)]
