"""The words of a cell as its text: lines joined as they were before they were broken."""

import re
from collections.abc import Collection
from itertools import pairwise

from rapor.ingest.document import BREAK, Box
from rapor.ingest.pages.page import Word, by_turn, lines_of

_ITEM = re.compile(r"^(?:[-•▪➢✓*]|\(?\d{1,2}[.)]|\(?[a-z][.)])(?=\s|$)")
_FIGURE = re.compile(r"^[\d.,]*\d[\d.,]*-?$")
_MONEY = re.compile(r"^rp\.?", re.IGNORECASE)
_BELOW = re.compile(r"[a-z]+[.,;:)]?$")
_MARKS = ".,;:)"
_SHORTEST = 3
_NO_START = re.compile(
    r"(?!(?:[bdfgkpt]r|[bfgkps]l|s[ktpwy]|sm|sn|str|skr|spr|ny|ng|kh|sy|kw|dw|tw)[aeiou])"
    r"[bcdfghjklmnpqrstvwxyz]{2}"
)
_NO_END = re.compile(r"(?!ng|ks|rs|ns|kh|sy)[bcdfghjklmnpqrstvwxyz]{2}$|[cjqvwy]$", re.IGNORECASE)
"""How no Indonesian word of four letters or more begins, and how none ends."""
_SMALL_WORDS = frozenset(
    "yang dan di ke dari untuk pada dengan atau serta oleh dalam secara agar bagi para".split()
)
"""Words that every text of the language has, and that are no end of another."""
_LONGEST_WORD = 20
"""Letters of the longest words of such documents: pertanggungjawaban has 18."""
_HYPHEN = re.compile(r"\w[-‐]$")


def cell_text(words: list[Word], cell: Box, known: Collection[str] = ()) -> str:
    """The text of a cell: its lines in order, an item of a list parted from the one above.

    Words that run up or down the page stand in their own order, after the level ones. ``known``
    are words of the page that no line end can have broken.
    """
    texts = []
    for turn, group in by_turn(words):
        level = [word._replace(box=turn.upright(word.box, 0, 0)) for word in group]
        lines = lines_of(level)
        texts.append(_joined(lines, turn.upright(cell, 0, 0), known))
    return " ".join(texts)


def confidence(words: list[Word]) -> float | None:
    """How sure the reader is of its least sure word; None of words that nobody had to guess."""
    sure = [word.confidence for word in words if word.confidence is not None]
    return min(sure, default=None)


def _joined(lines: list[list[Word]], cell: Box, known: Collection[str]) -> str:
    text = said(lines[0]) if lines else ""
    right = max((line[-1].box.right for line in lines), default=0)
    room = _room(lines, cell)
    for at, (above, line) in enumerate(pairwise(lines)):
        below = said(line)
        if _ITEM.match(below):
            text += BREAK + below
        elif _is_broken(text, below, above, right) or _is_one_word(
            text, lines[at : at + 3], room, known
        ):
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


def _room(lines: list[list[Word]], cell: Box) -> tuple[float, float]:
    """From where to where a cell's lines can reach: as far from its right edge as from its left."""
    margin = min((line[0].box.left for line in lines), default=cell.left) - cell.left
    return cell.left + margin, cell.right - margin


def _is_one_word(
    text: str,
    lines: list[list[Word]],
    room: tuple[float, float],
    known: Collection[str],
) -> bool:
    """Whether the first two lines hold one word that the cell is too narrow for.

    ``text`` is the cell's so far, with the first line. That line is full, for not one letter more
    had room, and holds nothing else; both parts together would not fit; and they cannot be two
    words, by how words of the language begin and end, or are one that the page has elsewhere.
    """
    above, line, *_ = lines
    first, second = above[-1], line[0]
    if len(above) > 1 or not first.text.isalpha() or not _BELOW.match(second.text):
        return False
    begun = f"{text.rsplit(maxsplit=1)[-1]}{second.text}".casefold().rstrip(_MARKS)
    below = second.text.rstrip(_MARKS)
    if begun in known or below in known or below in _SMALL_WORDS:
        return begun in known
    is_full = room[1] - first.box.right < _width(first) / len(first.text)
    is_wide = _width(first) + _width(second) > room[1] - room[0]
    is_part = len(below) <= _SHORTEST or _NO_START.match(below) or _NO_END.search(first.text)
    return bool(is_full and is_wide and is_part and len(begun) <= _LONGEST_WORD)


def _width(word: Word) -> float:
    return word.box.right - word.box.left


def _is_broken(text: str, below: str, above: list[Word], right: float) -> bool:
    """Whether a line breaks inside of a word: behind a hyphen, or in a figure for want of room."""
    if _HYPHEN.search(text) and (below[:1].isalnum()):
        return True
    last, first = text.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0]
    figures = [word for word in above if not _MONEY.fullmatch(word.text)]
    is_full = len(figures) == 1 and above[-1].box.right > right - above[0].size
    last = _MONEY.sub("", last)
    return is_full and bool(_FIGURE.match(last) and _FIGURE.match(first)) and "." in last
