"""The order in which people read table numbers."""

import re


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts table numbers as people do: 3.9 before 3.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in _parts(name))


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"(\d+)|[.:-]", name) if part]
