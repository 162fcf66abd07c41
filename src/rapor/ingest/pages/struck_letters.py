"""Letters of a page through which a line is drawn, and letters that cannot be seen on it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any

from rapor.ingest.document import Box
from rapor.ingest.left_out import struck, unseen
from rapor.ingest.pages.page import Rule

_THROUGH = (0.3, 0.8)
"""Of a letter's height from its top: a line there goes through it; lower ones underline it."""
_BEYOND = 0.6
"""Of a letter's height by which a stroke may reach beyond its words; borders reach further."""
_TALLEST = 40.0
_TINY = 1.0
_PALE = 0.98
_INKS = 4

Letter = dict[str, Any]
"""A char of the page, as ``text_layer`` places it."""


def mark_struck(
    letters: list[Letter], rules: list[Rule], upright: Callable[[Box], Box]
) -> list[Rule]:
    """Mark the letters that a rule goes through; the other rules, which may part cells.

    A stroke begins and ends with the words that it crosses out, or goes through letters for most
    of its way; the border of a table on which words were printed by mistake does not.
    ``upright`` turns a box as the page is turned.
    """
    placed = [
        (upright(Box(each["x0"], each["top"], each["x1"], each["bottom"])), each)
        for each in letters
    ]
    placed.sort(key=lambda pair: pair[0].top + pair[0].bottom)
    middles = [(box.top + box.bottom) / 2 for box, _ in placed]
    kept = []
    for rule in rules:
        near = placed[
            bisect_left(middles, rule.at - _TALLEST) : bisect_right(middles, rule.at + _TALLEST)
        ]
        crossed = [(box, each) for box, each in near if _goes_through(rule, box)]
        if not crossed or not _is_as_long(rule, [box for box, _ in crossed]):
            kept.append(rule)
            continue
        for _, each in crossed:
            each["text"] = struck(each["text"])
    return kept


def _goes_through(rule: Rule, box: Box) -> bool:
    high = box.bottom - box.top
    is_level = box.top + _THROUGH[0] * high < rule.at < box.top + _THROUGH[1] * high
    return rule.is_across and is_level and rule.start <= (box.left + box.right) / 2 <= rule.end


def _is_as_long(rule: Rule, boxes: list[Box]) -> bool:
    beyond = _BEYOND * max(box.bottom - box.top for box in boxes)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    crossed = sum(box.right - box.left for box in boxes)
    is_close = rule.start > left - beyond and rule.end < right + beyond
    return is_close or 2 * crossed > rule.end - rule.start


def shades_of(page: Any, left: float, top: float) -> list[Box]:
    """The places of a page that something other than white is painted on."""
    painted = [shape for shape in (*page.rects, *page.curves) if shape.get("fill")]
    shades = [shape for shape in painted if not _is_white(shape.get("non_stroking_color"))]
    return [
        Box(each["x0"] - left, each["top"] - top, each["x1"] - left, each["bottom"] - top)
        for each in (*shades, *page.images)
    ]


def mark_unseen(letters: list[Letter], shades: list[Box]) -> None:
    """Mark the letters that are white on white, or too small for anyone to read."""
    for each in letters:
        across, down = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
        is_lost = _is_white(each["colour"]) and not any(
            shade.left <= across <= shade.right and shade.top <= down <= shade.bottom
            for shade in shades
        )
        if is_lost or each["size"] < _TINY:
            each["text"] = unseen(each["text"])


def _is_white(colour: Any) -> bool:
    """Whether a colour is white: of grey, of red, green and blue, or of four inks."""
    parts = colour if isinstance(colour, (tuple, list)) else ()
    shares = [float(part) for part in parts if isinstance(part, (int, float))]
    if not shares or len(shares) < len(parts):
        return False
    return max(shares) < 1 - _PALE if len(shares) == _INKS else min(shares) > _PALE
