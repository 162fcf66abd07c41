"""Whether a figure that was read from a picture is printed as it was read, measured in its ink."""

import re
from typing import Any, NamedTuple

import numpy as np

from rapor.ingest.pages.recognition import Span, SpanText

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_BODY = 0.5
_TAIL = 0.1
"""Of a digit's height: what hangs further below the line is a comma."""
_NARROWEST, _WIDEST = 0.55, 1.45
"""How wide a figure is against others of as many digits; one lost of three makes it 1.5."""
_UNREAD = 0.5


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
