"""A scanned page as words and rules: set straight, its lines measured, its text recognised.

What the reader of pictures is not sure of keeps its confidence, for a person to look at: nothing
is mended here in silence.
"""

import re
from itertools import pairwise
from typing import Any

import numpy as np

from rapor.ingest.document import Box
from rapor.ingest.pages.crossed_out import crossed_words
from rapor.ingest.pages.page import SURE_ENOUGH, Page, PageDoubt, Word
from rapor.ingest.pages.picture import POINTS
from rapor.ingest.pages.recognition import (
    DOTS,
    Reading,
    Span,
    SpanText,
    read_spans,
    text_spans,
    vision,
)
from rapor.ingest.pages.straight import set_straight
from rapor.ingest.pages.widths import checked, odd_words

_GAP = 0.45
"""Of the height of its small letters: a wider space in a line parts words, in any typeface."""
_SMALL = 0.7
"""Height of small letters to that of capitals and figures, in typefaces for text (0.66 to 0.74)."""
_DENSE = 0.4
"""Of the ink of a line's fullest row: the rows of its small letters have as much."""
_PAD = 4
_HELD = 0.3
"""Share of a sign's ink in a line of text from which on it belongs to that line."""
_OF_FIGURES = frozenset("0123456789.,%±")
_UNREAD = 0.5
"""How sure one can be of a sign that was told by its shape alone, or is not as it was read."""
_UNCLEAR, _SOME = 0.5, 20
"""Share of a page's words, when it has some, from which on the page itself is doubted."""
_LARGEST_SIGN = 0.4
_FLAT = 0.03
_LONGEST_HYPHEN = 0.045
"""Inches: a longer stroke is a dash."""
_HYPHEN, _DASH, _TICK = "-", "–", "√"
_ROMAN = re.compile(
    r"^((?:tabel|bab)\s+)((?=[IVX1l|]*[IVXl|])(?=[IVX]*[1l|])[IVX1l|]+)(?=[.\-\s]|$)",
    re.IGNORECASE,
)


def read_scan(picture: Any, number: int, width: float, height: float) -> Page:
    """A page's picture in grey, an array of ``DOTS`` pixels an inch, as words and rules.

    ``width`` and ``height`` are the page's, in points.
    """
    sheet = set_straight(picture)
    spans = _parted(text_spans(sheet.picture), sheet.down)
    lines = checked(_read_lines(sheet.picture, sheet.ink, spans), sheet.ink)
    doubts = [
        PageDoubt("number_mended", {"printed": line.text, "taken": _numbered(line.text)})
        for line in lines
        if _numbered(line.text) != line.text
    ]
    lines = [line._replace(text=_numbered(line.text)) for line in lines]
    words = [word for line in lines for word in _words(line, sheet.ink)]
    odd = odd_words(words) | crossed_words(words, sheet)
    words = [
        word._replace(confidence=min(word.confidence or 0.0, _UNREAD)) if at in odd else word
        for at, word in enumerate(words)
    ]
    unclear = _share_unclear(words)
    if unclear > _UNCLEAR:
        doubts.append(PageDoubt("page_unclear", {"share": round(100 * unclear)}))
    return Page(number, width, height, words, sheet.rules, sheet.turn, sheet.skew, doubts)


def _share_unclear(words: list[Word]) -> float:
    """The share of a page's words of which the reader was not sure; 0 of hardly any words."""
    asked = [word for word in words if len(word.text) > 1]
    unsure = sum((word.confidence or 0.0) < SURE_ENOUGH for word in asked)
    return unsure / len(asked) if len(asked) >= _SOME else 0.0


def _parted(spans: list[Span], down: Any) -> list[Span]:
    """The spans, those that a line down the page crosses parted there."""
    parted: list[Span] = []
    for span in spans:
        part = down[span.top : span.bottom, span.left : span.right]
        height = span.bottom - span.top
        crossed = np.flatnonzero(part.astype(bool).sum(axis=0) > 0.6 * height) + span.left
        edges = [span.left, *(int(edge) for edge in crossed), span.right]
        parted += [
            span._replace(left=left, right=right)
            for left, right in pairwise(edges)
            if right - left > _PAD
        ]
    return parted


def _read_lines(picture: Any, ink: Any, spans: list[Span]) -> list[SpanText]:
    """The lines of text, and the signs that are too small to be seen as such."""
    spans = [span for span in spans if ink[span.top : span.bottom, span.left : span.right].any()]
    lines = [
        SpanText(span, _spaced(reading, span, ink), reading.sure)
        for span, reading in zip(spans, read_spans(picture, spans), strict=True)
        if reading.text.strip()
    ]
    return lines + _small_signs(picture, _beyond(ink, [line.span for line in lines]))


def _beyond(ink: Any, spans: list[Span]) -> Any:
    """The ink of signs that mostly lie in none of these spans."""
    cv2 = vision()
    held = np.zeros_like(ink)
    for span in spans:
        held[span.top : span.bottom, span.left : span.right] = 255
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    inside = np.bincount(labels[held > 0], minlength=len(stats))
    kept = inside < _HELD * stats[:, cv2.CC_STAT_AREA]
    kept[0] = False
    return np.where(kept[labels], ink, 0).astype(np.uint8)


def _spaced(reading: Reading, span: Span, ink: Any) -> str:
    """The text with a space wherever the page has one; inside of a figure it has none."""
    text, width = "", span.right - span.left
    pieces = _pieces(span, ink, reading.text)
    gaps = [(before.right + after.left) / 2 - span.left for before, after in pairwise(pieces)]
    signs = list(zip(reading.text, reading.middles, strict=True))
    for (letter, middle), (after, next_middle) in pairwise([*signs, (" ", 1.0)]):
        text += letter
        is_gap = any(middle * width <= gap < next_middle * width for gap in gaps)
        is_figure = letter in _OF_FIGURES and after in _OF_FIGURES
        if is_gap and not is_figure and " " not in (letter, after):
            text += " "
    return " ".join(text.split())


def _pieces(span: Span, ink: Any, text: str) -> list[Span]:
    """The words of a line that says ``text``, by the white space between them."""
    part = ink[span.top : span.bottom, span.left : span.right]
    columns = np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return []
    rows = part.astype(bool).sum(axis=1)
    # capitals and figures stand as far apart as small letters do, and are higher
    gap = _GAP if any(letter.islower() for letter in text) else _GAP * _SMALL
    wide = max(gap * int((rows >= _DENSE * rows.max()).sum()), 4)
    breaks = np.flatnonzero(np.diff(columns) > wide)
    starts = [columns[0], *columns[breaks + 1]]
    ends = [*columns[breaks], columns[-1]]
    return [
        span._replace(left=span.left + int(start), right=span.left + int(end) + 1)
        for start, end in zip(starts, ends, strict=True)
    ]


def _small_signs(picture: Any, ink: Any) -> list[SpanText]:
    """What no line of text holds: single digits, dashes, ticks; by reading, else by shape."""
    cv2 = vision()
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    spans = []
    for left, top, width, height, area in stats[1:count].tolist():
        if max(width, height) >= 0.025 * DOTS and area >= 12 and height < _LARGEST_SIGN * DOTS:
            spans.append(Span(left, top, left + width, top + height))
    wide = [_padded(span, picture) for span in spans]
    return [
        _sign(span, reading) for span, reading in zip(spans, read_spans(picture, wide), strict=True)
    ]


def _padded(span: Span, picture: Any) -> Span:
    """A sign with paper around it, as much as the reader is used to."""
    high = max(span.bottom - span.top, 24)
    middle = (span.top + span.bottom) // 2
    return Span(
        max(span.left - high // 3, 0),
        max(middle - high * 2 // 3, 0),
        min(span.right + high // 3, picture.shape[1]),
        min(middle + high * 2 // 3, picture.shape[0]),
    )


def _sign(span: Span, reading: Reading) -> SpanText:
    """A single sign as it was read; a flat one is a dash, one that cannot be read maybe a tick."""
    width, height = span.right - span.left, span.bottom - span.top
    if width > 1.3 * height and height < _FLAT * DOTS:
        return SpanText(span, _HYPHEN if width < _LONGEST_HYPHEN * DOTS else _DASH, _UNREAD)
    if reading.text.strip() and reading.sure > _UNREAD:
        return SpanText(span, reading.text.strip(), reading.sure)
    return SpanText(span, _TICK, 0.0)


def _numbered(text: str) -> str:
    """A caption or chapter whose Roman number was read as small letters, with its number."""
    return _ROMAN.sub(lambda number: number[1] + re.sub(r"[1l|]", "I", number[2]), text)


def _words(line: SpanText, ink: Any) -> list[Word]:
    """The words of a line, each with its share of it."""
    scale = POINTS / DOTS
    texts = line.text.split()
    pieces = _pieces(line.span, ink, line.text)
    if len(pieces) != len(texts):
        pieces, texts = [line.span], [" ".join(texts)]
    words = []
    for span, text in zip(pieces, texts, strict=True):
        box = Box(*(edge * scale for edge in span))
        words.append(Word(text, box, box.bottom - box.top, line.sure))
    return words
