"""Whether what was read from a picture is as wide as it would be in print: words, and figures' ink.

The reader of pictures takes two letters that touch for one: ``Manfaat`` for ``Manfat``, and is sure
of it. A word's width tells: in print all words of one size agree to a hundredth. The widths of
letters are those of the typefaces in which regulations are set, from the metrics that matplotlib
carries; where a page's words agree with none of them, nothing can be said.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np

from rapor.ingest.pages.page import Word
from rapor.ingest.pages.recognition import Span, SpanText

_FACES = ("ptmr8a", "phvr8a", "pbkl8a", "pplr8a", "pncr8a", "putr8a", "phvr8an", "pagk8a")
"""Times, Helvetica (Arial has its widths), Bookman, Palatino, Schoolbook, Utopia and others."""
_METRIC = re.compile(r"^C (\d+) ; WX (\d+) ;", re.MULTILINE)
_WORD = re.compile(r"(?=.*[A-Za-z])[!-~]{3,}")
"""Words in letters, also with digits and marks; of figures the width is measured otherwise."""
_STEP = 0.02
"""Words whose sizes differ less are set in one size."""
_NEAR = 0.035
"""From here on a word is not as wide as its letters: one lost of twenty shows."""
_FEWEST = 4
_MOST = 0.8
"""Share of a page's words that have to agree before one that does not is doubted."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_BODY = 0.5
_TAIL = 0.1
"""Of a digit's height: what hangs further below the line is a comma."""
_NARROWEST, _WIDEST = 0.55, 1.45
"""How wide a figure is against others of as many digits; one lost of three makes it 1.5."""
_UNREAD = 0.5


def odd_words(words: list[Word]) -> set[int]:
    """Places of the words that are wider or narrower than the letters that were read of them."""
    asked = {at: word for at, word in enumerate(words) if _WORD.fullmatch(word.text)}
    best: tuple[int, set[int]] = (0, set())
    for face in _FACES:
        sizes = {at: _size(word, face) for at, word in asked.items()}
        usual = _usual(list(sizes.values()))
        odd = {
            at
            for at, size in sizes.items()
            if not any(abs(size / known - 1) <= _NEAR for known in usual)
        }
        if len(sizes) - len(odd) > best[0]:
            best = len(sizes) - len(odd), odd
    agreeing, odd = best
    return odd if agreeing >= max(_MOST * len(asked), 2 * _FEWEST) else set()


def _size(word: Word, face: str) -> float:
    """The size in which a word is set, by its width and that of its letters."""
    return (word.box.right - word.box.left) / sum(_widths(face)[letter] for letter in word.text)


def _usual(sizes: list[float]) -> list[float]:
    """The sizes in which several words are set."""
    near = {size: sum(abs(other / size - 1) <= _STEP for other in sizes) for size in set(sizes)}
    return [size for size, count in Counter(near).items() if count >= _FEWEST]


@cache
def _widths(face: str) -> dict[str, int]:
    metrics = Path(mpl.get_data_path(), "fonts", "afm", f"{face}.afm").read_text("latin-1")
    return {chr(int(code)): int(width) for code, width in _METRIC.findall(metrics)}


class _Measure(NamedTuple):
    """A figure as it is printed: its width for each digit, by their height; what its mark is."""

    width: float
    mark: str


def _measured(text: str, span: Span, ink: Any) -> _Measure | None:
    """A figure measured in ink; None for a text that is none. A mark is half a digit wide."""
    text = text.replace(" ", "")
    part = ink[span.top : span.bottom, span.left : span.right]
    columns = np.flatnonzero(part.any(axis=0))
    rows = part.astype(bool).sum(axis=1)
    inked = rows[rows > 0]
    full: Any = np.flatnonzero(rows >= _BODY * np.median(inked)) if len(inked) else []
    if not _FIGURE.fullmatch(text) or not len(full):
        return None
    high = full[-1] - full[0] + 1
    wide = columns[-1] - columns[0] + 1
    places = sum(1.0 if sign.isdigit() else 0.5 for sign in text)
    below = int((rows[full[-1] + 1 :] > 0).sum())
    has_tail = below >= max(_TAIL * high, 2)
    return _Measure(float(wide / high / places), "," if has_tail else ".")


def checked(lines: list[SpanText], ink: Any) -> list[SpanText]:
    """The lines; of figures that are not printed as they were read one is not sure.

    The reader takes ``00`` for ``0`` where they touch, and a comma for a point: a figure that is
    much wider than others of as many digits has lost one, and only a comma hangs below the line.
    """
    measures = [_measured(line.text, line.span, ink) for line in lines]
    widths = sorted(measure.width for measure in measures if measure)
    usual = widths[len(widths) // 2] if widths else 0.0
    checked = []
    for line, measure in zip(lines, measures, strict=True):
        is_odd = measure is not None and (
            not usual * _NARROWEST < measure.width < usual * _WIDEST
            or _mark(line.text) not in ("", measure.mark)
        )
        checked.append(line._replace(sure=min(line.sure, _UNREAD)) if is_odd else line)
    return checked


def _mark(figure: str) -> str:
    """The comma that a figure has, else its point; empty for one of digits alone."""
    return next((mark for mark in ",." if mark in figure), "")
