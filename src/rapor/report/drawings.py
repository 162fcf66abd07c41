"""What a chart draws: already chosen, on its scale, and worded."""

from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import get_font

from rapor.ground.text import for_type
from rapor.write.fonts import path


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


@dataclass(frozen=True)
class Dots:
    """An indicator of several cities, in per cent of its scale.

    ``said`` words each city's value, also where there is none to draw; ``summary`` stands
    in its place when the cities are too many for a column each; ``best`` are the first.
    """

    name: str
    places: dict[str, float]
    said: dict[str, str]
    best: frozenset[str]
    summary: str


@dataclass(frozen=True)
class Load:
    """How much hangs on an agency, and how much of it was missed."""

    name: str
    indicators: int
    activities: int
    missed: int


@dataclass(frozen=True)
class Fall:
    """Points that one component takes away from the full score, with their words."""

    name: str
    lost: float
    said: str


SERIES = ("●", "■", "◆", "▼")
"""Signs of the cities of a chart, when they are few enough to have one each."""

SIGNS = {"both": "●", "realised": "◆", "target": "○", "neither": "·"}
"""What a cell of the completeness map holds."""


MOST_LETTERS = 38
"""A longer name would leave no room for what is drawn; the table beside has it in full."""


@cache
def _letters() -> frozenset[int]:
    faces = (path("FiraSans-Regular.ttf"), path("DejaVuSans.ttf"))
    return frozenset(letter for face in faces for letter in get_font(face).get_charmap())


def shown(name: str) -> str:
    """A name as a chart can write it: in one line, with the letters of its font."""
    line = " ".join(name.split())
    if len(line) > MOST_LETTERS:
        line = f"{line[: MOST_LETTERS - 1].rstrip()}…"
    return for_type(line, _letters(), "□")
