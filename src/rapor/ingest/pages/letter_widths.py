"""Whether a word that was read from a picture is as wide as its letters are.

The reader of pictures takes two letters that touch for one: ``Manfaat`` for ``Manfat``, and is sure
of it. A word's width tells: in print all words of one size agree to a hundredth. The widths of
letters are those of the typefaces in which regulations are set, from the metrics that matplotlib
carries; where a page's words agree with none of them, nothing can be said.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import matplotlib as mpl

from rapor.ingest.pages.page import Word

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
