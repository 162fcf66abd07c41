"""What a chart draws: already chosen, on its scale, and worded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """An indicator against its target, in per cent of its scale, and the words beside it."""

    name: str
    status: str
    realised: float
    target: float | None
    end_target: float | None
    said: str


@dataclass(frozen=True)
class Path:
    """One indicator over the years; ``hollow`` years have a target that a decision changed."""

    name: str
    targets: dict[int, float]
    realised: dict[int, tuple[float, str]]
    end: tuple[int, float, str] | None
    hollow: frozenset[int]


@dataclass(frozen=True)
class Share:
    """Scores of one component; ``scores`` maps who scored to share of weight and its words."""

    name: str
    scores: dict[str, tuple[float, str]]


SIGNS = {"both": "●", "realised": "◆", "target": "○", "neither": "·"}
"""What a cell of the completeness map holds."""
