"""Tables without lines between their columns: columns and rows are told by white space.

They are looked for between lines across the page, and below a caption. What comes out is a
reading, not a measurement, and always says so.
"""

import re
from itertools import pairwise

from rapor.ingest.captions import CAPTION
from rapor.ingest.document import Box
from rapor.ingest.pages.cell_text import said
from rapor.ingest.pages.grid import Grid, filled
from rapor.ingest.pages.page import Page, Rule, Word, around, lines_of

_SAME_END = 6.0
"""Points by which the lines across one table may differ in where they begin and end."""
_CORRIDOR = 0.8
"""Of a letter's height: white space between columns is wider than between words."""
_HEAD_LINES = 2
_WIDE = 0.4
"""Of a table's width: a line without spaces that is longer runs across it."""
_LOOSE = 1.3
"""Rows are further apart than the lines of one row, by this factor."""
_FEWEST_LINES = 3
_FIGURE = re.compile(r"^[-–\d.,%()]+$|^[A-D]{1,2}$")


def spaced_grids(page: Page, words: list[Word], rules: list[Rule]) -> tuple[list[Grid], list[Word]]:
    """The tables between lines across a page or below a caption, and the words in none of them."""
    grids: list[Grid] = []
    for region, rows in _ruled_regions(words, rules) + [
        (region, []) for region in _below_captions(words)
    ]:
        inside = [word for word in words if _is_in(word, region)]
        grid = _grid(page.number, region, inside, rows) if inside else None
        if grid is not None:
            grids.append(grid)
            words = [word for word in words if not _is_in(word, region)]
    return grids, words


def _is_in(word: Word, box: Box) -> bool:
    across, down = word.middle
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _ruled_regions(words: list[Word], rules: list[Rule]) -> list[tuple[Box, list[float]]]:
    """What stands between the first and last of several lines of one length; their heights."""
    acrosses = sorted((rule for rule in rules if rule.is_across), key=lambda rule: rule.at)
    groups: list[list[Rule]] = []
    for rule in acrosses:
        group = next((group for group in groups if _is_alike(group[-1], rule, words)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return [
        (
            Box(group[0].start - 1, group[0].at, group[0].end + 1, group[-1].at),
            [rule.at for rule in group],
        )
        for group in groups
        if len(group) > 1
    ]


def _is_alike(above: Rule, rule: Rule, words: list[Word]) -> bool:
    """Whether two lines are of one table: of one length, and no caption between them."""
    is_same = abs(above.start - rule.start) < _SAME_END and abs(above.end - rule.end) < _SAME_END
    between = Box(rule.start, above.at, rule.end, rule.at)
    lines = lines_of([word for word in words if _is_in(word, between)]) if is_same else []
    return is_same and not any(CAPTION.match(said(line)) for line in lines)


def _below_captions(words: list[Word]) -> list[Box]:
    """The lines right below a caption that have wide spaces at the same places."""
    lines = lines_of([word for word in words if not word.turn])
    regions = []
    for at, line in enumerate(lines):
        if not CAPTION.match(said(line)):
            continue
        start = next(
            (place for place in range(at + 1, min(at + 5, len(lines))) if _is_parted(lines[place])),
            None,
        )
        if start is None:
            continue
        end = _end(lines, start)
        if end - start >= _FEWEST_LINES:
            box = around([word.box for row in lines[start:end] for word in row])
            regions.append(Box(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1))
    return regions


def _end(lines: list[list[Word]], start: int) -> int:
    """The first line that is none of the table's: prose, another caption, after a wide space."""
    right = max(line[-1].box.right for line in lines[start : start + _FEWEST_LINES])
    for at in range(start + 1, len(lines)):
        gap = lines[at][0].box.top - max(word.box.bottom for word in lines[at - 1])
        is_far = gap > 2 * lines[at][0].size
        is_prose = not _is_parted(lines[at]) and (
            lines[at][-1].box.right > right or len(lines[at]) > 8 or CAPTION.match(said(lines[at]))
        )
        if is_far or is_prose:
            return at
    return len(lines)


def _is_parted(line: list[Word]) -> bool:
    """Whether a line has a space that is wider than those between words."""
    return any(
        word.box.left - before.box.right > _CORRIDOR * 1.5 * word.size
        for before, word in pairwise(line)
    )


def _grid(page: int, region: Box, words: list[Word], rules: list[float]) -> Grid | None:
    """The words of a region as a table; None where they are not parted into columns."""
    lines = lines_of([word for word in words if not word.turn])
    columns = _column_edges(lines, region)
    if len(columns) < 3 or len(lines) < 2:
        return None
    rows = _row_edges(lines, columns, region, rules)
    if len(rows) < 3:
        return None
    boxes = [
        Box(left, top, right, bottom)
        for top, bottom in pairwise(rows)
        for left, right in pairwise(columns)
    ]
    grid = filled(page, boxes, _in_columns(words, columns))
    grid.is_told_by_space = True
    return grid


def _column_edges(lines: list[list[Word]], region: Box) -> list[float]:
    """Where columns begin and end: in the middle of the white corridors between them.

    The first lines of a longer table are not asked, for a head may stand over several columns,
    nor are lines that run across it.
    """
    body = lines[_HEAD_LINES:] if len(lines) > 2 * _HEAD_LINES else lines
    half = _WIDE * (region.right - region.left)
    body = [
        line for line in body if _is_parted(line) or line[-1].box.right - line[0].box.left < half
    ]
    sizes = sorted(word.size for line in body for word in line)
    edges = sorted({edge for line in body for word in line for edge in word.box[::2]})
    corridors = [
        (left, right)
        for left, right in pairwise(edges)
        if not any(_covers(line, (left + right) / 2) for line in body)
    ]
    wide = _CORRIDOR * sizes[len(sizes) // 2] if sizes else 0.0
    inner = [(left + right) / 2 for left, right in corridors if right - left >= wide]
    return [region.left, *inner, region.right]


def _covers(line: list[Word], x: float) -> bool:
    """Whether a word, or the space between two words of a phrase, stands at a place."""
    if any(word.box.left < x < word.box.right for word in line):
        return True
    return any(
        before.box.right <= x <= word.box.left
        and word.box.left - before.box.right < _CORRIDOR * word.size
        for before, word in pairwise(line)
    )


def _row_edges(
    lines: list[list[Word]], columns: list[float], region: Box, rules: list[float]
) -> list[float]:
    """Where rows begin: at drawn lines where there is one a row, else where lines stand apart."""
    if len(rules) > 3 and len(rules) * 3 >= len(lines):
        return rules
    tops = [min(word.box.top for word in line) for line in lines]
    bottoms = [max(word.box.bottom for word in line) for line in lines]
    gaps = [max(below - above, 0.0) for above, below in zip(bottoms, tops[1:], strict=False)]
    tight = min(gaps, default=0.0) + lines[0][0].size
    is_loose = any(gap + lines[0][0].size > _LOOSE * tight for gap in gaps)
    edges = [region.top]
    for at, gap in enumerate(gaps, start=1):
        is_far = gap + lines[0][0].size > _LOOSE * tight
        is_ruled = any(bottoms[at - 1] - 2 <= rule <= tops[at] + 2 for rule in rules)
        begins = _begins(lines[at], columns) and not _is_wrapped(lines, at, columns)
        if is_ruled or (is_far if is_loose else begins):
            edges.append((bottoms[at - 1] + tops[at]) / 2)
    return [*edges, region.bottom]


def _begins(line: list[Word], columns: list[float]) -> bool:
    """Whether a line begins a row: its first cell is filled, or it holds a figure."""
    return line[0].box.left < columns[1] or any(_FIGURE.match(word.text) for word in line)


def _is_wrapped(lines: list[list[Word]], at: int, columns: list[float]) -> bool:
    """Whether a line only goes on with the first cell of the row above it.

    It stands in the first column alone, and its first word found no room on the line above: had
    it begun a row of its own, it would have been set there by chance only.
    """
    line, above = lines[at], [word for word in lines[at - 1] if word.box.right <= columns[1]]
    if line[-1].box.right > columns[1] or not above:
        return False
    firsts = (word for each in lines for word in each if word.box.right <= columns[1])
    room = max(word.box.right for word in firsts)
    return above[-1].box.right + line[0].box.right - line[0].box.left > room


def _in_columns(words: list[Word], columns: list[float]) -> list[Word]:
    """The words, those that cross into the next column kept whole in the one they begin in."""
    placed = []
    for word in words:
        home = max(at for at, edge in enumerate(columns[:-1]) if edge <= word.box.left or not at)
        right = min(word.box.right, columns[home + 1])
        placed.append(word._replace(box=word.box._replace(right=max(right, word.box.left))))
    return placed
