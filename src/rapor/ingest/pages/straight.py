"""A scanned page set straight: turned, level, its drawn lines measured and taken out."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rapor.ingest.pages.page import Rule, Turn
from rapor.ingest.pages.picture import POINTS
from rapor.ingest.pages.recognition import DOTS, are_upside_down, text_spans, vision

_STEEPEST = 12.0
"""Degrees by which a page may lie askew; more is a page that lies on its side."""
_SHORTEST_ACROSS = 0.22
_SHORTEST_DOWN = 0.11
"""Inches: a drawn line is longer than any stroke of a letter."""
_THICKEST = 0.04
_LONGEST_STEM = 0.3
"""Inches: no letter of a regulation is taller."""
_MOST_LINES = 40
"""Lines of a page, the longest first, whose median is how it lies."""
_NEAR = 9
_SPECK = 0.008
"""Inches: ink that is smaller in its square is dirt."""
_ASKED = 12


@dataclass(frozen=True)
class Sheet:
    """A page's picture in grey without its lines, the ink of its text, and its lines.

    ``whole`` is all of its ink, ``down`` that of the lines down the page; ``turn`` and ``skew``
    say how it was turned.
    """

    picture: Any
    ink: Any
    whole: Any
    down: Any
    rules: list[Rule]
    turn: Turn
    skew: float


def set_straight(picture: Any) -> Sheet:
    """Turn a grey picture of ``DOTS`` pixels an inch until it reads level; find its lines."""
    picture, turn = _upright(picture)
    skew = _skew(picture)
    if skew:
        picture = _rotated(picture, skew)
    ink = _ink(picture)
    across, down = _line_masks(ink)
    drawn = _grown(across | down) > 0
    rules = [*_rules(across, is_across=True), *_rules(down, is_across=False)]
    text = _without_specks(np.where(drawn, 0, ink).astype(np.uint8))
    bare = np.where(drawn, 255, picture).astype(np.uint8)
    return Sheet(bare, text, ink, down, rules, turn, skew)


def _upright(picture: Any) -> tuple[Any, Turn]:
    """The picture turned until its text is level, and how it was turned."""
    spans = text_spans(picture, roughly=True)
    high = sum(span.bottom - span.top > 1.5 * (span.right - span.left) for span in spans)
    wide = sum(span.right - span.left > 1.5 * (span.bottom - span.top) for span in spans)
    turn = Turn.NONE
    if high > wide:
        turn, picture = Turn.UP, np.ascontiguousarray(np.rot90(picture, -1))
        spans = text_spans(picture, roughly=True)
    longest = sorted(spans, key=lambda span: span.left - span.right)[:_ASKED]
    if are_upside_down(picture, longest):
        turn = Turn.DOWN if turn is Turn.UP else Turn.OVER
        picture = np.ascontiguousarray(np.rot90(picture, 2))
    return picture, turn


def _ink(picture: Any) -> Any:
    """The picture's ink as 255, its paper as 0."""
    cv2 = vision()
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    _, ink = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return ink


def _skew(picture: Any) -> float:
    """Degrees by which the page's drawn lines fall to the right; 0 where it draws none."""
    cv2 = vision()
    small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    runs = cv2.morphologyEx(_ink(small), cv2.MORPH_OPEN, np.ones((1, 20), np.uint8))
    level = np.pi / 2
    most = np.radians(_STEEPEST)
    lines = cv2.HoughLines(
        runs, 1, np.pi / 7200, small.shape[1] // 6, min_theta=level - most, max_theta=level + most
    )
    if lines is None:
        return 0.0
    votes = np.asarray(lines, dtype=float).reshape(-1, 2)[:_MOST_LINES, 1]
    return float(np.degrees(np.median(votes) - level))


def _rotated(picture: Any, degrees: float) -> Any:
    cv2 = vision()
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _line_masks(ink: Any) -> tuple[Any, Any]:
    """The ink of lines across and of lines down."""
    cv2 = vision()
    long, high = round(_SHORTEST_ACROSS * DOTS), round(_SHORTEST_DOWN * DOTS)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((high, 1), np.uint8))
    across, down = _thin(across, is_across=True), _thin(down, is_across=False)
    return across, _without_stems(down, across)


def _without_stems(down: Any, across: Any) -> Any:
    """The lines down a page without the stems of letters: a short line ends at lines across it."""
    cv2 = vision()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(down)
    near = cv2.dilate(across, np.ones((_NEAR, _NEAR), np.uint8))
    kept = np.zeros(count, dtype=bool)
    for at, (left, top, width, height, _) in enumerate(stats.tolist()):
        ends = (slice(top, top + 2), slice(top + height - 2, top + height))
        is_held = all(near[end, left : left + width].any() for end in ends)
        kept[at] = at > 0 and (height >= _LONGEST_STEM * DOTS or is_held)
    return np.where(kept[labels], down, 0).astype(np.uint8)


def _thin(mask: Any, *, is_across: bool) -> Any:
    """The mask without what is thicker than a line: a filled cell, a picture."""
    cv2 = vision()
    thick = round(_THICKEST * DOTS)
    kernel = np.ones((thick, 1) if is_across else (1, thick), np.uint8)
    return cv2.subtract(mask, cv2.dilate(cv2.erode(mask, kernel), kernel))


def _grown(mask: Any) -> Any:
    return vision().dilate(mask, np.ones((3, 3), np.uint8))


def _rules(mask: Any, *, is_across: bool) -> list[Rule]:
    cv2 = vision()
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    scale = POINTS / DOTS
    rules = []
    for at in range(1, count):
        left, top, width, height = (float(edge) * scale for edge in stats[at][:4])
        if is_across:
            rules.append(Rule(True, top + height / 2, left, left + width))
        else:
            rules.append(Rule(False, left + width / 2, top, top + height))
    return rules


def _without_specks(ink: Any) -> Any:
    cv2 = vision()
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    small = stats[:, cv2.CC_STAT_AREA] < (_SPECK * DOTS) ** 2
    clean = ink.copy()
    clean[small[labels]] = 0
    return clean
