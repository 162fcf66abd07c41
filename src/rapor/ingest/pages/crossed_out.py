"""Words of a scanned page that a pen went through: crossed out, ringed, struck with their cell.

What a pen has done to a figure is no letter, and the reader of pictures passes over it. A stroke
shows in the ink: it runs level through the middle of a word, longer than any part of a letter, or
it reaches out of the word's line.
"""

from typing import Any

import numpy as np

from rapor.ingest.pages.page import Word
from rapor.ingest.pages.picture import POINTS
from rapor.ingest.pages.recognition import DOTS, vision
from rapor.ingest.pages.straight import Sheet

_LEVEL, _LONG = 1.1, 0.75
"""Of a word's height and of its width: no letters that touch run level for so long."""
_MIDDLE = (0.3, 0.72)
_ASLANT = 3
"""Pixels that a level stroke may rise within a word, for no hand draws it straight."""
_BODY = 0.5
"""Of the ink of a row in the middle of a figure: its digits' rows have as much."""
_OUT = 0.36
"""Of a digit's height by which a stroke reaches above or below it; commas and brackets do not."""
_INSIDE = 0.25
"""Of a digit's height that such a stroke takes of it, at least."""


def crossed_words(words: list[Word], sheet: Sheet) -> set[int]:
    """Places of the words through which a stroke of a pen goes."""
    _, labels, stats, _ = vision().connectedComponentsWithStats(sheet.ink)
    crossed = set()
    for at, word in enumerate(words):
        left, top, right, bottom = (round(edge * DOTS / POINTS) for edge in word.box)
        box = slice(top, bottom), slice(left, right)
        is_crossed = _is_struck(sheet.ink[box], sheet.whole[box])
        if not is_crossed and any(letter.isdigit() for letter in word.text):
            is_crossed = _is_crossed(labels[box], top, stats)
        if is_crossed and any(letter.isalnum() for letter in word.text):
            crossed.add(at)
    return crossed


def _is_struck(ink: Any, whole: Any) -> bool:
    """Whether a level stroke goes through the middle of a word.

    ``ink`` is the word's without drawn lines, ``whole`` all that stands there.
    """
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return False
    wide = int(columns[-1] - columns[0]) + 1
    high = int(rows[-1] - rows[0]) + 1
    top, bottom = (int(rows[0]) + round(share * high) for share in _MIDDLE)
    thick = np.ones((_ASLANT, 1), np.uint8)
    middle = vision().dilate(np.pad(whole[top:bottom], 1), thick)
    long = round(max(_LEVEL * high, _LONG * wide))
    runs = vision().morphologyEx(middle, vision().MORPH_OPEN, np.ones((1, long), np.uint8))
    return bool(runs.any())


def _is_crossed(labels: Any, top: int, stats: Any) -> bool:
    """Whether a stroke that reaches out of its line goes through a figure.

    ``labels`` are the pieces of ink in its box, which begins at ``top``; ``stats`` their sizes.
    """
    rows = (labels > 0).sum(axis=1)
    if not rows.any():
        return False
    full = np.flatnonzero(rows >= _BODY * np.median(rows[rows > 0]))
    first, last = top + int(full[0]), top + int(full[-1]) + 1
    high = last - first
    for label in np.unique(labels[labels > 0]):
        above = int(stats[label][1])
        below = above + int(stats[label][3])
        is_beyond = above < first - _OUT * high or below > last + _OUT * high
        body = (labels[full[0] : full[-1] + 1] == label).any(axis=1)
        if is_beyond and body.sum() >= _INSIDE * high:
            return True
    return False
