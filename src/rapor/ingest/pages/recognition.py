"""The reader of pictures that the extra ``scan`` brings: where text stands, and what it says.

RapidOCR finds lines of text and reads them. It loses spaces between words, and does not see what
is as small as a dash or a tick; ``scanned`` looks after both. Its models come in the package, so
that nothing is asked of a network.
"""

import importlib
import importlib.util
from functools import cache
from typing import Any, NamedTuple

from rapor.ground.errors import MissingInput, Problem

DOTS = 300
"""Pixels an inch at which pages are read."""
NEEDED = ("cv2", "rapidocr_onnxruntime")
HOW = "run 'make scan' (or 'python rapor.py scan') once, then use .venv-scan/bin/rapor"
"""How a person gets what reads pictures."""
_LONGEST_SIDE = 2000
_ROUGH_SIDE = 960
_SHORTEST_LINE = (3, 48, 96)
"""Colours, height and least width of a line that is read; a figure filled up to the 320 pixels that
are usual takes longer, and is read with less certainty."""
_ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
_WIDE = {ord("。"): ".", ord("、"): ",", ord("一"): "–", ord("米"): "*"} | {
    wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)
}
_WIDE |= {0x2160 + at: roman for at, roman in enumerate(_ROMAN)}
"""Signs of East Asian print, for which the reader takes ours at times."""


class Span(NamedTuple):
    """A part of a picture in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class SpanText(NamedTuple):
    """What stands in a part of a picture, and how sure one can be of it, from 0 to 1."""

    span: Span
    text: str
    sure: float


class Reading(NamedTuple):
    """A text, where the middle of each of its letters is, as a share of the part's width.

    ``sure`` is how sure the reader is of the letter that it is least sure of, from 0 to 1.
    """

    text: str
    middles: tuple[float, ...]
    sure: float


def can_read_pictures() -> bool:
    """Whether the extra ``scan`` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


def needs_scan(where: str, found: str) -> MissingInput:
    """What a person is told who has a picture to read, and not what reads it."""
    return MissingInput(Problem(where, found, "the extra 'scan', which reads pictures", HOW))


@cache
def vision() -> Any:
    """OpenCV, quiet and on one thread, so that its answers do not depend on the machine's load."""
    cv2 = importlib.import_module("cv2")
    cv2.setNumThreads(1)
    return cv2


@cache
def _engine() -> Any:
    return importlib.import_module("rapidocr_onnxruntime").RapidOCR(
        intra_op_num_threads=1,
        inter_op_num_threads=1,
        rec_batch_num=1,
        rec_img_shape=list(_SHORTEST_LINE),
        det_limit_type="max",  # a low page is not made larger than it was asked for
    )  # lines that are read together are all widened to the longest: one by one is quicker


def text_spans(picture: Any, *, roughly: bool = False) -> list[Span]:
    """Where lines of text stand in a grey picture; ``roughly`` is quick and misses small ones."""
    height, width = picture.shape
    scale = min(1.0, (_ROUGH_SIDE if roughly else _LONGEST_SIDE) / max(height, width))
    cv2 = vision()
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    corners, _ = _engine().text_det(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
    spans = []
    for points in corners if corners is not None else []:
        left, top = points.min(axis=0) / scale
        right, bottom = points.max(axis=0) / scale
        spans.append(
            Span(
                max(int(left), 0),
                max(int(top), 0),
                min(round(right), width),
                min(round(bottom), height),
            )
        )
    return spans


def read_spans(picture: Any, spans: list[Span]) -> list[Reading]:
    """What stands in parts of a grey picture."""
    cv2 = vision()
    crops = [
        cv2.cvtColor(picture[span.top : span.bottom, span.left : span.right], cv2.COLOR_GRAY2BGR)
        for span in spans
    ]
    answers = _engine().text_rec(crops, return_word_box=True)[0] if crops else []
    return [_reading(text, *details) for text, _, details in answers]


def _reading(
    text: str, length: float, words: Any, columns: Any, kinds: Any, sure: list[float]
) -> Reading:
    """An answer of the reader; a sign of two letters shares the place of its first."""
    del words, kinds
    middles = [(column + 0.5) / length for word in columns for column in word]
    letters: list[tuple[str, float, float]] = []
    for sign, middle, share in zip(text, middles, sure, strict=False):  # of no text it is sure too
        letters += [(letter, middle, share) for letter in sign.translate(_WIDE)]
    return Reading(
        "".join(letter for letter, _, _ in letters),
        tuple(middle for _, middle, _ in letters),
        min((share for letter, _, share in letters if letter != " "), default=0.0),
    )


def are_upside_down(picture: Any, spans: list[Span]) -> bool:
    """Whether most of these lines of text stand on their heads."""
    cv2 = vision()
    crops = [
        cv2.cvtColor(picture[span.top : span.bottom, span.left : span.right], cv2.COLOR_GRAY2BGR)
        for span in spans
    ]
    if not crops:
        return False
    _, answers, _ = _engine().text_cls(crops)
    return bool(2 * sum(label == "180" for label, _ in answers) > len(answers))
