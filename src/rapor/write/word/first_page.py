"""How large the first page is set, so that it stays one page in whatever family it is read.

Word sets a document anew on each machine, so nothing can be tried out as in a PDF: heights are
reckoned from the report's family, or from the widest that a document is likely to be read in where
it has another, and from the paddings of our own styles. All sizes are in twentieths of a point.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rapor.write.content import (
    Block,
    Figure,
    FrontPage,
    ListBlock,
    Paragraph,
    Section,
    Tally,
    Text,
    plain,
)

NAMES: Final = 2155
"""Width of the names of the parts (38 mm)."""
_LINE = 1.22
"""The height of a line, in sizes of its letters."""
_SMALL, _TITLE = 170, 250
"""Sizes of the words of a count or a remark, and of the title of a part."""
_LARGE, _COUNT = 560, 270
"""Sizes of a large count and of others."""
_NUMBERED = 567
"""How far the items of a list are moved in."""
_TITLES = 3000
"""What title, city, and facts take together."""
_LETTERHEAD_LINE, _LEAST_LETTERHEAD = 230, 900
_PART, _COUNTED, _AFTER = 130, 100, 30
"""White of a part of the page, behind a count, and behind a paragraph."""
_AROUND_CHART = 1150
"""Caption, remark and source of a chart."""


@dataclass(frozen=True)
class FrontSetting:
    """The size of running text, and the share of its column that a chart takes."""

    size: int
    chart: float


SETTINGS: Final = tuple(
    FrontSetting(size, chart)
    for size, chart in (
        *((220, 0.7), (210, 0.7), (200, 0.65), (190, 0.65)),
        *((180, 0.6), (170, 0.6), (160, 0.6), (160, 0.5)),
    )
)
"""From the size of all other text down to what can still be read on paper in a wide family."""


class FrontHeights:
    """What the parts of a first page take in height; ``measure`` gives a text's width in ems."""

    def __init__(self, width: int, measure: Callable[[str], float]) -> None:
        self._width, self._measure = width - NAMES, measure

    def setting(self, front: FrontPage, letterhead: int, height: int) -> FrontSetting:
        """The largest setting in which the page fits ``height``; the smallest where none does.

        ``letterhead`` are the lines above the title.
        """
        above = max(_LEAST_LETTERHEAD, letterhead * _LETTERHEAD_LINE) if letterhead else 0
        room = height - above - _TITLES
        return next((of for of in SETTINGS if self._high(front, of) <= room), SETTINGS[-1])

    def _high(self, front: FrontPage, setting: FrontSetting) -> float:
        return sum(self._part(section, setting) for section in front.sections)

    def _part(self, section: Section, setting: FrontSetting) -> float:
        said = sum(self._block(block, setting) for block in section.blocks)
        return _PART + max(self._text(section.title, NAMES, _TITLE), said)

    def _block(self, block: Block, setting: FrontSetting) -> float:
        match block:
            case Paragraph():
                return self._said(block.text, self._width, setting)
            case ListBlock():
                room = self._width - _NUMBERED
                return sum(self._said(item, room, setting) for item in block.items)
            case Tally():
                return self._tally(block)
            case Figure():
                wide, high = (side * 20 for side in block.drawing.size)
                return high * min(1.0, self._width * setting.chart / wide) + _AROUND_CHART
            case _:
                return 0.0

    def _said(self, text: Text, width: int, setting: FrontSetting) -> float:
        return self._text(plain(text), width, setting.size) + _AFTER

    def _tally(self, tally: Tally) -> float:
        """Rows of counts, each as high as the words of its longest."""
        each = self._width / max(map(len, tally.rows), default=1) - _SMALL
        number = _LARGE if tally.is_large else _COUNT
        return sum(
            number * _LINE + _COUNTED + max(self._text(of.words, each, _SMALL) for of in row)
            for row in tally.rows
        )

    def _text(self, text: str, width: float, size: int) -> float:
        """The height of a text, its words set line by line."""
        count, at, blank = 1, 0.0, self._measure(" ") * size
        for word in text.split():
            wide = self._measure(word) * size
            if at and at + blank + wide > width:
                count, at = count + 1, 0.0
            at += wide + (blank if at else 0.0)
        return count * size * _LINE
