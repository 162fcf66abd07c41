"""The text layer of a PDF's page: its words and drawn lines, as pdfplumber gives them.

Letters through which a line is drawn, and letters that cannot be seen, are told from the others.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfplumber.utils.text import extract_words

from rapor.ingest.document import Box, sign_of
from rapor.ingest.footnote_marks import raised
from rapor.ingest.left_out import struck, unseen
from rapor.ingest.pages.page import Page, PageDoubt, Rule, Turn, Word

_GAP = 0.18
"""Of a letter's height: a wider space parts words."""
_THIN = 3.0
"""Points: a filled box that is not wider than this is a drawn line."""
_SHORTEST = 4.0
_BOLD = 0.8
"""Points by which letters are moved that are printed twice to look bold."""
_MOST_RULES = 20_000
"""Lines on one page; a form of 60 rows and 20 columns drawn cell by cell has 5000."""
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_PRIVATE = range(0xE000, 0xF900)
_UNREADABLE = 0.3
_RAISED = 0.8
"""Of the height of the letters before it: a smaller sign that stands higher is a mark."""
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


def read_text_layer(page: Any, number: int) -> Page:
    """A page of pdfplumber as words and rules, upright; nothing is kept of the library's page."""
    left, top, right, bottom = page.cropbox
    width, height = float(right - left), float(bottom - top)
    placed = [_placed(char, left, top) for char in page.chars if char["text"].strip()]
    chars = [char for char in placed if _is_on_page(char, width, height)]
    turns = Counter(_turn(char) for char in chars)
    main = min(turns, key=lambda turn: (-turns[turn], turn), default=Turn.NONE)
    rules, doubts = _rules(page, left, top, main, width, height)
    rules = mark_struck(chars, rules, lambda box: main.upright(box, width, height))
    mark_unseen(chars, shades_of(page, left, top))
    words: list[Word] = []
    for turn in sorted(turns):
        turned = [char for char in chars if _turn(char) is turn]
        words += _once(_words(_thin_printed(turned), turn, main, width, height))
    lost = sum(word.text.count("\N{REPLACEMENT CHARACTER}") for word in words)
    if lost:
        doubts.append(PageDoubt("letters_unknown", {"count": lost}))
    if beside := len(placed) - len(chars):
        doubts.append(PageDoubt("letters_beside", {"count": beside}))
    return Page(number, width, height, words, rules, main, doubts=doubts)


def is_unreadable(chars: Iterable[Any]) -> bool:
    """Whether the fonts of a page mostly do not say which letters they show."""
    texts = [char["text"] for char in chars if char["text"].strip()]
    lost = sum(bool(_UNMAPPED.fullmatch(text)) or ord(text[0]) in _PRIVATE for text in texts)
    return bool(texts) and lost > _UNREADABLE * len(texts)


def _placed(char: Any, left: float, top: float) -> dict[str, Any]:
    """A char with what is needed of it, measured from the corner of the page as shown."""
    return {
        "text": _sign(char),
        "x0": char["x0"] - left,
        "x1": char["x1"] - left,
        "top": char["top"] - top,
        "bottom": char["bottom"] - top,
        "size": char["size"],
        "matrix": char["matrix"],
        "colour": char.get("non_stroking_color"),
        "upright": True,
    }


def _sign(char: Any) -> str:
    """The letters of a char; of a font that numbers its signs by itself, what they look like."""
    text: str = char["text"]
    if _UNMAPPED.fullmatch(text):
        return "\N{REPLACEMENT CHARACTER}"
    if len(text) == 1 and ord(text) in _PRIVATE:
        return sign_of(char["fontname"], ord(text))
    return text


def _thin_printed(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chars without those that repeat the one before, as some programs print bold."""
    return chars[:1] + [
        char
        for before, char in pairwise(chars)
        if char["text"] != before["text"] or not _is_same_place(before, char)
    ]


def _is_same_place(char: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(abs(char[edge] - other[edge]) < _BOLD for edge in ("x0", "x1", "top", "bottom"))


def _once(words: Iterable[Word]) -> list[Word]:
    """The words, those once that are printed twice upon each other."""
    kept: dict[tuple[str, int, int], Word] = {}
    for word in words:
        place = (round(word.box.left / _BOLD / 2), round(word.box.top / _BOLD / 2))
        kept.setdefault((word.text, *place), word)
    return list(kept.values())


def _is_on_page(char: dict[str, Any], width: float, height: float) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(0 <= across <= width and 0 <= down <= height)


def _turn(char: dict[str, Any]) -> Turn:
    """Which way a char runs, by the matrix that it is drawn with."""
    along, up = float(char["matrix"][0]), float(char["matrix"][1])
    if abs(along) >= abs(up):
        return Turn.NONE if along >= 0 else Turn.OVER
    return Turn.UP if up > 0 else Turn.DOWN


def _words(
    chars: list[dict[str, Any]], turn: Turn, main: Turn, width: float, height: float
) -> Iterator[Word]:
    """Words of the chars that run one way, on the page turned to ``main``."""
    level = []
    for char in chars:
        box = turn.upright(Box(char["x0"], char["top"], char["x1"], char["bottom"]), width, height)
        edges = {"x0": box.left, "x1": box.right, "top": box.top, "bottom": box.bottom}
        level.append({**char, **edges, "doctop": box.top})
    # In the order in which they were written: words that are printed over each other stay apart.
    pieces = extract_words(level, x_tolerance_ratio=_GAP, return_chars=True, use_text_flow=True)
    for piece in pieces:
        box = Box(piece["x0"], piece["top"], piece["x1"], piece["bottom"])
        yield Word(
            _with_marks(piece["chars"]),
            main.upright(turn.back(box, width, height), width, height),
            float(max(char["size"] for char in piece["chars"])),
            turn=Turn((turn - main) % 360),
        )


def _with_marks(chars: list[dict[str, Any]]) -> str:
    """The letters of a word, small raised digits as such: a footnote's mark is no figure."""
    size, top = chars[0]["size"], chars[0]["top"]
    bottom = max(char["bottom"] for char in chars if char["size"] >= size)
    texts = []
    for char in chars:
        is_raised = char["size"] < _RAISED * size and char["bottom"] < bottom - size * 0.1
        is_raised = is_raised and char["top"] < top + size / 2
        texts.append(raised(char["text"]) if is_raised else char["text"])
    return "".join(texts)


def _rules(
    page: Any, left: float, top: float, main: Turn, width: float, height: float
) -> tuple[list[Rule], list[PageDoubt]]:
    """The drawn lines of a page turned to ``main``; none, and why, of a page that is a drawing."""
    boxes = [*_stroked(page)]
    if len(boxes) > _MOST_RULES:
        return [], [PageDoubt("drawing", {"count": len(boxes)})]
    rules = []
    for x0, y0, x1, y1 in boxes:
        box = main.upright(Box(x0 - left, y0 - top, x1 - left, y1 - top), width, height)
        is_across = box.right - box.left >= box.bottom - box.top
        if is_across and box.right - box.left >= _SHORTEST:
            rules.append(Rule(True, (box.top + box.bottom) / 2, box.left, box.right))
        elif not is_across and box.bottom - box.top >= _SHORTEST:
            rules.append(Rule(False, (box.left + box.right) / 2, box.top, box.bottom))
    return rules, []


def _stroked(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Lines, edges of drawn boxes, and filled boxes that are as thin as a line."""
    for line in page.lines:
        yield line["x0"], line["top"], line["x1"], line["bottom"]
    for rect in page.rects:
        x0, y0, x1, y1 = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        if min(x1 - x0, y1 - y0) <= _THIN:
            yield x0, y0, x1, y1
        elif rect.get("stroke"):
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
    for annotation in page.annots:
        yield from _strokes_of(annotation, float(page.height))
    for curve in page.curves:
        points = curve.get("pts") or []
        for (x0, y0), (x1, y1) in pairwise(points):
            if min(abs(x1 - x0), abs(y1 - y0)) < 1:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _strokes_of(annotation: Any, height: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines by which an annotation strikes words out, each through the middle of them."""
    data = annotation.get("data") or {}
    if str(data.get("Subtype", "")).strip("/'") != "StrikeOut":
        return
    corners = [float(each) for each in resolve1(data.get("QuadPoints")) or ()]
    for at in range(0, len(corners) - 7, 8):
        across, up = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
        middle = height - (min(up) + max(up)) / 2
        yield min(across), middle, max(across), middle


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
