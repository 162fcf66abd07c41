"""What a page holds before anything is understood: words and drawn lines, each with its place.

A text layer and a reader of pictures both give this, so that tables and prose are found in one
way. A page whose text runs up or down its side is turned until it reads from left to right;
``Turn`` leads back to the page as it is shown.
"""

import math
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from rapor.ingest.document import Box

SURE_ENOUGH = 0.9
"""Certainty of a reader of pictures below which a person looks: what was read with more was right
in the scans that were tried."""


class Turn(IntEnum):
    """Degrees by which a text runs against the clock, from left to right being 0."""

    NONE = 0
    UP = 90
    OVER = 180
    DOWN = 270

    def upright(self, box: Box, width: float, height: float) -> Box:
        """Where a box comes to stand when a page of this size is turned until the text is level."""
        left, top, right, bottom = box
        if self is Turn.UP:
            return Box(height - bottom, left, height - top, right)
        if self is Turn.OVER:
            return Box(width - right, height - bottom, width - left, height - top)
        if self is Turn.DOWN:
            return Box(top, width - right, bottom, width - left)
        return box

    def back(self, box: Box, width: float, height: float) -> Box:
        """The place on the page of this size as it is shown; undoes ``upright``."""
        return Turn(-self % 360).upright(box, *self.size(width, height))

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (height, width) if self in (Turn.UP, Turn.DOWN) else (width, height)


class Word(NamedTuple):
    """A word: its place, the height of its letters, how sure a reader of pictures is of it.

    ``turn`` is not none for words that run otherwise than most of their page.
    """

    text: str
    box: Box
    size: float
    confidence: float | None = None
    turn: Turn = Turn.NONE

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle of its box."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


class Rule(NamedTuple):
    """A drawn line: across the page at a height, or down it at a distance from the left."""

    is_across: bool
    at: float
    start: float
    end: float


class PageDoubt(NamedTuple):
    """Something doubtful on a page: its kind, a key of ``notes.DOUBTS``, and its details."""

    code: str
    details: dict[str, str | int]


@dataclass(frozen=True)
class Page:
    """One page, turned until its text is level; ``turn`` is how it was turned.

    ``width`` and ``height`` are those of the page as it is shown, in points; ``skew`` are the
    degrees by which a scanned page, turned, fell to the right before it was set straight.
    ``doubts`` say what could not be read.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    turn: Turn = Turn.NONE
    skew: float = 0.0
    doubts: list[PageDoubt] = field(default_factory=list)

    def shown(self, box: Box) -> Box:
        """Where a box of the turned page stands on the page as it is shown."""
        if self.skew:
            box = _askew(box, self.skew, *self.turn.size(self.width, self.height))
        back = self.turn.back(box, self.width, self.height)
        return Box(*(round(edge, 1) for edge in back))


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def lines_of(words: list[Word]) -> list[list[Word]]:
    """Words that stand beside each other, from top to bottom, each line from left to right.

    A word belongs to a line when the middle of its height lies within the line's.
    """
    lines: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.box.left)):
        if spans and spans[-1][0] <= word.middle[1] <= spans[-1][1]:
            lines[-1].append(word)
            continue
        lines.append([word])
        spans.append((word.box.top + word.size / 4, word.box.bottom - word.size / 8))
    return [sorted(line, key=lambda word: word.box.left) for line in lines]


def by_turn(words: list[Word]) -> list[tuple[Turn, list[Word]]]:
    """Words in groups that run the same way, the level ones first."""
    ordered = sorted(words, key=lambda word: word.turn)
    return [(turn, list(group)) for turn, group in groupby(ordered, lambda word: word.turn)]


def _askew(box: Box, skew: float, width: float, height: float) -> Box:
    """The box on a page of this size before it was set straight."""
    angle = math.radians(skew)
    middle = (width / 2, height / 2)
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs, ys = [], []
    for x, y in corners:
        across, down = x - middle[0], y - middle[1]
        xs.append(middle[0] + across * math.cos(angle) - down * math.sin(angle))
        ys.append(middle[1] + across * math.sin(angle) + down * math.cos(angle))
    return Box(min(xs), min(ys), max(xs), max(ys))
