"""Tables that are drawn with lines: cells from lines, and the words in them.

The lines that touch are one table. Where it is drawn without its outer lines they are added.
Cells come from pdfplumber, which knows how lines meet; which rows and columns a cell spans
follows from where the other cells begin.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

from rapor.ingest.document import Box
from rapor.ingest.pages.cell_text import cell_text, confidence
from rapor.ingest.pages.page import Page, Rule, Word, around, lines_of

_NEAR = 3.0
"""Points within which two lines touch, and two cells begin at the same place."""
_SLIM = 4.0
"""Points: a column or row that is narrower and empty is the space of a double line."""
_FEWEST_WORDS = 0.15
"""Share of cells with words below which drawn lines are a drawing and not a table."""
_OVER = 0.5


@dataclass
class Cell:
    """A cell of a grid: where it begins, over how many rows and columns it goes, what it says."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    text: str = ""
    confidence: float | None = None


@dataclass
class Grid:
    """A table of one page: its cells by row and column, and where its columns begin.

    ``is_told_by_space``: no lines part its columns, so that its cells may not be what they seem.
    """

    page: int
    box: Box
    starts: list[float]
    cells: list[Cell]
    is_told_by_space: bool = False
    height: int = field(init=False)

    def __post_init__(self) -> None:
        self.height = max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.starts)

    def row(self, at: int) -> list[Cell | None]:
        """The cells that begin in a row, by column; None where another goes on."""
        cells: list[Cell | None] = [None] * self.width
        for cell in self.cells:
            if cell.row == at:
                cells[cell.column] = cell
        return cells

    def texts(self, at: int) -> list[str]:
        """What the cells of a row say; empty where another goes on."""
        return [cell.text if cell else "" for cell in self.row(at)]


def drawn_grids(
    page: Page, known: Collection[str] = ()
) -> tuple[list[Grid], list[Word], list[Rule]]:
    """The tables that a page draws with lines; the words and the rules that are in none of them.

    ``known`` are whole words, for cells so narrow that they break theirs.
    """
    words, grids, free = page.words, [], []
    for rules in _touching(page.rules):
        boxes = _cells(rules)
        if len(boxes) < 2:
            free += rules
            continue
        inside, outside = _parted(words, around(boxes))
        grid = _grid(page.number, boxes, inside, known)
        if grid is None:
            free += rules
            continue
        grids.append(grid)
        words = outside
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left)), words, free


def filled(page: int, boxes: list[Box], words: list[Word], known: Collection[str] = ()) -> Grid:
    """A grid of these cells with the words that stand in each; ``known`` are words of the text."""
    lefts, tops = _places(box.left for box in boxes), _places(box.top for box in boxes)
    words_of = _own_words(boxes, words)
    known = {*known, *whole_words(words_of.values())}
    cells = []
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        row, column = _at(tops, box.top), _at(lefts, box.left)
        cells.append(
            Cell(
                row,
                column,
                max(_at(tops, box.bottom) - row, 1),
                max(_at(lefts, box.right) - column, 1),
                box,
                cell_text(words_of[box], box, known),
                confidence(words_of[box]),
            )
        )
    return Grid(page, around(boxes), lefts, cells)


def _grid(page: int, boxes: list[Box], words: list[Word], known: Collection[str]) -> Grid | None:
    """The table of these cells; None where they frame text or are a drawing."""
    grid = filled(page, _without_slim(boxes, words), words, known)
    written = sum(bool(cell.text) for cell in grid.cells)
    is_table = grid.width > 1 and written > max(1, _FEWEST_WORDS * len(grid.cells))
    return grid if is_table else None


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups of those that meet, the ones along one line joined before."""
    edges = merge_edges([_edge(rule) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    joined = [_rule(edge) for edge in edges]
    group = list(range(len(joined)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    downs = [at for at, rule in enumerate(joined) if not rule.is_across]
    for across in (at for at, rule in enumerate(joined) if rule.is_across):
        for down in downs:
            if _meet(joined[across], joined[down]):
                group[root(down)] = root(across)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(joined):
        groups[root(at)].append(rule)
    return list(groups.values())


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _edge(rule: Rule) -> dict[str, float | str]:
    """A rule as pdfplumber's tables take it."""
    length = rule.end - rule.start
    if rule.is_across:
        place = {"x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at}
        return {**place, "width": length, "height": 0, "orientation": "h"}
    place = {"x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end}
    return {**place, "width": 0, "height": length, "orientation": "v"}


def _rule(edge: dict[str, float]) -> Rule:
    if str(edge["orientation"]) == "h":
        return Rule(True, edge["top"], edge["x0"], edge["x1"])
    return Rule(False, edge["x0"], edge["top"], edge["bottom"])


def _cells(rules: list[Rule]) -> list[Box]:
    """The cells that rules enclose, the outer lines added where they are not drawn."""
    downs = [rule for rule in rules if not rule.is_across]
    if not downs or len(downs) == len(rules):
        return []
    frame = around([_extent(rule) for rule in rules])
    left, top, right, bottom = frame
    sides = [Rule(False, left, top, bottom), Rule(False, right, top, bottom)]
    ends = [Rule(True, top, left, right), Rule(True, bottom, left, right)]
    edges = merge_edges(
        [_edge(rule) for rule in (*rules, *sides, *ends)], _NEAR, _NEAR, _NEAR, _NEAR
    )
    boxes = intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR))
    return [Box(*box) for box in boxes]


def _extent(rule: Rule) -> Box:
    if rule.is_across:
        return Box(rule.start, rule.at, rule.end, rule.at)
    return Box(rule.at, rule.start, rule.at, rule.end)


def whole_words(cells: Iterable[list[Word]]) -> set[str]:
    """Words that stand between two others of their line, so that no line end has broken them."""
    lines = (line for words in cells for line in lines_of(words))
    return {word.text.casefold() for line in lines for word in line[1:-1] if word.text.isalpha()}


def _parted(words: list[Word], box: Box) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        (inside if _holds(box, word) else outside).append(word)
    return inside, outside


def _holds(box: Box, word: Word) -> bool:
    across, down = word.middle
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _without_slim(boxes: list[Box], words: list[Word]) -> list[Box]:
    """The cells without the empty strips that lie between double lines."""
    slim = [box for box in boxes if min(box.right - box.left, box.bottom - box.top) < _SLIM]
    empty = {box for box in slim if not any(_holds(box, word) for word in words)}
    return [box for box in boxes if box not in empty]


def _own_words(boxes: list[Box], words: list[Word]) -> dict[Box, list[Word]]:
    """The words of each cell: those whose middle it holds, the smallest cell first.

    A word that runs over the cell below its own, printed upon that one's words, belongs to the
    cell in which the words written just before it stand.
    """
    small = sorted(boxes, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    words_of: dict[Box, list[Word]] = {box: [] for box in boxes}
    before: Box | None = None
    homes: list[tuple[Word, Box | None]] = []
    for word in words:
        home = next((box for box in small if _holds(box, word)), None)
        if home and before and home != before and _runs_over(word, before, home, words):
            home = before
        homes.append((word, home))
        before = home
    for word, home in homes:
        if home is not None:
            words_of[home].append(word)
    return words_of


def _runs_over(word: Word, above: Box, below: Box, words: list[Word]) -> bool:
    """Whether a word of the cell above is printed upon words of the cell below it."""
    is_below = abs(above.bottom - below.top) < _NEAR and (
        above.left - _NEAR <= word.box.left <= above.right
    )
    return is_below and any(other is not word and _overlap(word.box, other.box) for other in words)


def _overlap(box: Box, other: Box) -> bool:
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    narrow = min(box.right - box.left, other.right - other.left)
    low = min(box.bottom - box.top, other.bottom - other.top)
    return across > _OVER * narrow and down > _OVER * low


def _places(edges: Iterable[float]) -> list[float]:
    """Where cells begin, those within a line's width of each other as one."""
    ordered = sorted(edges)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > _NEAR]


def _at(places: list[float], edge: float) -> int:
    """The row or column that begins at an edge; behind the last one, their number."""
    return bisect_left(places, edge - _NEAR)
