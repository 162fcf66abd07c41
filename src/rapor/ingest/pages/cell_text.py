"""The words of a cell as its text: lines joined as they were before they were broken."""

import re
from itertools import pairwise

from rapor.ingest.document import BREAK
from rapor.ingest.pages.page import Word, around, by_turn, lines_of

_ITEM = re.compile(r"^(?:[-•▪➢✓*]|\(?\d{1,2}[.)]|\(?[a-z][.)])(?=\s|$)")
_FIGURE = re.compile(r"^[\d.,]*\d[\d.,]*$")
_HYPHEN = re.compile(r"\w[-‐]$")


def cell_text(words: list[Word]) -> str:
    """The text of a cell: its lines in order, an item of a list parted from the one above.

    Words that run up or down the page stand in their own order, after the level ones.
    """
    texts = []
    for turn, group in by_turn(words):
        level = [word._replace(box=turn.upright(word.box, 0, 0)) for word in group]
        lines = lines_of(level)
        right = max((line[-1].box.right for line in lines), default=0)
        texts.append(_joined(lines, right))
    return " ".join(texts)


def confidence(words: list[Word]) -> float | None:
    """How sure the reader is of its least sure word; None of words that nobody had to guess."""
    sure = [word.confidence for word in words if word.confidence is not None]
    return min(sure, default=None)


def _joined(lines: list[list[Word]], right: float) -> str:
    text = said(lines[0]) if lines else ""
    for above, line in pairwise(lines):
        below = said(line)
        if _ITEM.match(below):
            text += BREAK + below
        elif _is_broken(text, below, above, right):
            text += below
        else:
            text += f" {below}"
    return text


def said(line: list[Word]) -> str:
    """The words of a line; pieces of one word without a space, the doubled ones once."""
    text = line[0].text if line else ""
    for before, word in pairwise(line):
        gap = word.box.left - before.box.right
        is_piece = -word.size / 3 < gap < word.size * 0.1 and word.size == before.size
        is_piece = is_piece and word.confidence is None  # what was recognised are whole words
        text += word.text if is_piece else f" {word.text}"
    return text


def _is_broken(text: str, below: str, above: list[Word], right: float) -> bool:
    """Whether a line breaks inside of a word: behind a hyphen, or in a figure for want of room."""
    if _HYPHEN.search(text) and (below[:1].isalnum()):
        return True
    last, first = text.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0]
    is_full = len(above) == 1 and around([word.box for word in above]).right > right - above[0].size
    return is_full and bool(_FIGURE.match(last) and _FIGURE.match(first)) and "." in last
