"""The head of a printed table: one line to four, repeated after page ends or not.

A column is named by its lowest cell; what it is for is told by that cell, else by the cell that
stands over it. So ``2022`` below ``Target`` is a target, and ``Realisasi`` below ``2022`` a result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapor.catalogue.headers import NOTHING, Match, Vocabulary
from rapor.catalogue.names import fold
from rapor.ground.cells import read_cell
from rapor.ingest.document import DocumentLine
from rapor.ingest.head_lines import (
    MOST_LINES,
    QUARTERS,
    are_sentences,
    counted_in,
    counts_quarters,
    counts_years,
    folded,
    is_bare_year,
    is_number_cell,
    is_year,
    joined_names,
    path_over,
    say_the_same,
    says_only_year,
    share_filled,
    spanned,
    spans_over,
    with_quarters,
    without_years,
    year_over,
    years_in,
)

_ABOVE = 6
_FILLED = 0.6
_LEAST_TOLD = 2
_PAIR = 2
_MOST_WORDS = 3
"""Words of a head below a wide one that no list has: ``Pendukung``, an agency's name."""
_MARK = 2
"""Letters that a number or a mark has at most, and a name more."""
PLANNED_OR_DONE = ("target", "realisation")
"""Roles of columns that a table repeats for every year."""

OF_YEARS = ("baseline", "end_target", "target", "realisation")
"""Roles of columns whose figures are of one year each."""

_ENDS = ("baseline", "end_target")
"""Roles of a road map's two ends, which a head tells of all that stands below it."""

FIGURES = (
    "value weight baseline end_target target realisation quarter budget central_level unit_level"
    " ratio"
).split()
"""Roles of columns whose cells are figures, or ticks in their place."""


@dataclass(frozen=True)
class Header:
    """Names of the columns, what they are for, and the printed lines that this was read from.

    ``spanned`` tells which columns stand below a wider header; ``at`` is the place of the
    first header line in its block (-1: the table prints none); ``roles`` is what the words of
    a column's head say it is for (empty: they do not tell), ``years_of`` the year that its head
    names, ``bare`` whether its lowest cell says a year and no more,
    ``sure`` whether its words tell wherever they stand; ``counts`` is the year of the road map
    that its head counts instead of naming it (``Tahun ke-2``).
    """

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    spanned: tuple[bool, ...]
    at: int
    roles: tuple[str, ...] = ()
    years_of: tuple[int | None, ...] = ()
    bare: tuple[bool, ...] = ()
    sure: tuple[bool, ...] = ()
    counts: tuple[int | None, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)

    def role(self, at: int) -> str:
        """What a column is for by its head alone; empty where the words do not tell."""
        return self.roles[at] if self.roles else ""

    def year(self, at: int) -> int | None:
        """The year that a column's head names."""
        return self.years_of[at] if self.years_of else None

    def counted_year(self, at: int) -> int | None:
        """Which year of the road map a column's head counts, from 1; None where it counts none."""
        return self.counts[at] if self.counts else None

    def index(self, role: str) -> int | None:
        """Place of the first column with a role that its header tells."""
        return next((at for at in range(self.width) if self.role(at) == role), None)

    @property
    def years(self) -> list[int]:
        """Places of the columns of single years; one ``Target 2024`` alone is an end target."""
        of_year = [at for at in range(self.width) if self.year(at)]
        plain = [at for at in of_year if is_year(self.names[at])]
        dated = [at for at in of_year if self.bare[at] or self.role(at) in PLANNED_OR_DONE]
        if plain:
            named = {self.year(at) for at in plain}
            others = [at for at in dated if self.year(at) not in named]
            told = [at for at in others if not self.bare[at]]
            return sorted([*plain, *(at for at in others if self.bare[at] or len(told) > 1)])
        return dated if len(dated) > 1 else []

    @property
    def figures(self) -> list[int]:
        """Places of the columns that hold figures."""
        years = self.years
        return [
            at
            for at in range(self.width)
            if at in years
            or self.role(at) in FIGURES
            or ((self.spanned[at] or self.counted_year(at)) and not self.role(at))
        ]

    @property
    def first_text(self) -> int:
        """Place of the first column that is not for numbers."""
        return 1 if self.index("number") == 0 and self.width > 1 else 0

    def repeats(self, cells: Sequence[str]) -> bool:
        """Whether a line is the first header line again, be it with a word less."""
        if not self.lines:
            return False
        first = [fold(cell) for cell in self.lines[0]]
        same = [fold(cell) == known for cell, known in zip(cells, first, strict=False) if known]
        return bool(same) and same[0] and sum(same) > len(same) / 2

    def repeats_lower(self, cells: Sequence[str]) -> bool:
        """Whether a line is a lower header line again, or years in its place."""
        if len(self.lines) < 2 or cells[0]:
            return False
        filled = [cell for cell in cells if cell]
        folded = [fold(cell) for cell in cells]
        is_same = any(folded == [fold(cell) for cell in line] for line in self.lines[1:])
        return bool(filled) and (is_same or all(map(is_year, filled)))


def read_header(
    lines: Sequence[Sequence[str]], vocabulary: Vocabulary, *, captioned: bool
) -> Header:
    """Find the header among the first lines of a table's first block.

    Lines above it are titles inside the frame. A table below a heading may have none; then
    its columns are named by their place.
    """
    width = max(len(cells) for cells in lines)
    rows = [[*cells, *[""] * (width - len(cells))] for cells in lines]
    reader = _Reader(rows, vocabulary)
    place = next((at for at in range(min(_ABOVE, len(rows))) if reader.is_header(at)), None)
    if place is None and captioned and share_filled(rows[0]) >= _FILLED and len(rows) > 1:
        place = 0
    if place is None:
        return Header(tuple(f"col{at + 1}" for at in range(width)), (), (False,) * width, -1)
    return reader.header(place)


def begins_with_head(lines: Sequence[DocumentLine], vocabulary: Vocabulary) -> bool:
    """Whether lines of cells begin with a head: its words tell, and rows stand below it."""
    rows = [line.cells for line in lines]
    width = max(map(len, rows))
    reader = _Reader([[*cells, *[""] * (width - len(cells))] for cells in rows], vocabulary)
    told = [cell for cell in rows[0] if cell and vocabulary.column(cell).tells]
    return len(rows) > reader.depth(0) and len(told) >= _LEAST_TOLD and reader.is_header(0)


@dataclass(frozen=True)
class _Reader:
    """The lines of a table's first block, and the words by which heads are known."""

    rows: Sequence[Sequence[str]]
    vocabulary: Vocabulary

    def is_header(self, at: int) -> bool:
        """Whether a header begins at a line: it names most columns, and prints no figure."""
        lines = self.rows[at : at + self.depth(at)]
        filled = [any(column) for column in zip(*lines, strict=True)]
        cells = [cell for line in lines for cell in line if cell]
        known = [cell for cell in cells if self._names_column(cell)]
        is_told = len(known) >= min(2, len(filled))
        return sum(filled) >= _FILLED * len(filled) and is_told and not self._has_figure(at)

    def _has_figure(self, at: int) -> bool:
        """Whether a cell is a figure that no head prints: with decimals, or of more digits."""
        readings = [(cell, read_cell(cell)) for cell in self.rows[at] if cell]
        return any(
            reading.value is not None and not years_in(cell) and not cell.isdigit()
            for cell, reading in readings
            if not is_number_cell(cell)
        )

    def _names_column(self, cell: str) -> bool:
        return is_bare_year(cell) or self.vocabulary.role(cell) != ""

    def depth(self, at: int) -> int:
        """How many lines the header has that begins at a line."""
        depth = 1
        while depth < MOST_LINES and self._goes_on(at + depth - 1, at):
            depth += 1
        return depth

    def _goes_on(self, at: int, top: int) -> bool:
        """Whether the line below is a header too: years, or words below a spanning header.

        ``top`` is the first line of the header: its cells stand over what no lower line parts.
        """
        if at + 1 >= len(self.rows):
            return False
        first, second = self._over(at, top), self.rows[at + 1]
        filled = [place for place, cell in enumerate(second) if cell]
        if not filled or (second[0] and not self._is_named_twice(first, second)):
            return False
        below = [place for place in filled if second[place] != first[place]]
        are_years = all(is_bare_year(second[place]) for place in filled)
        return (
            are_years
            or counts_years(first, second)
            or (bool(below) and self._are_below(at, top, below))
        )

    def _over(self, at: int, top: int) -> Sequence[str]:
        """A line of the header with the cells of the line above where it parts none."""
        line = self.rows[at]
        upper = self.rows[at - 1] if at > top else [""] * len(line)
        return [cell or over for cell, over in zip(line, upper, strict=True)]

    def _are_below(self, at: int, top: int, below: Sequence[int]) -> bool:
        """Whether cells of the line below a header line name columns that it heads together."""
        first, second = self._over(at, top), self.rows[at + 1]
        if any(self._is_data(second[place]) for place in below):
            return False
        if second[0] and all(is_bare_year(second[place]) for place in below):
            return True
        spans = list(spans_over(first))
        wide = {place for place, (over, span) in enumerate(spans) if over and span > 1}
        if set(below) <= wide and self._are_short_heads([second[place] for place in below]):
            return True
        wider = {place for place, (over, span) in enumerate(spans) if over and span > _PAIR}
        if any(second[place][0].isdigit() for place in below):
            return False
        if set(below) == wide and say_the_same(first, second, wide):
            return True
        return set(below) == wider or (set(below) < wider and self._goes_on(at + 1, top))

    def _are_short_heads(self, cells: Sequence[str]) -> bool:
        """Whether cells name columns, or are no more than the few words that a head has."""
        others = [cell for cell in cells if not self._names_column(cell)]
        counted = [cell for cell in others if cell in QUARTERS]
        if counts_quarters(counted):
            others = [cell for cell in others if cell not in QUARTERS]
        return all(
            len(cell.split()) <= _MOST_WORDS and len(cell) > _MARK and cell[0].isalpha()
            for cell in others
        )

    def _is_named_twice(self, first: Sequence[str], second: Sequence[str]) -> bool:
        """Whether merged heads are printed in both of their lines, as some readers give them."""
        if not second[0] or fold(first[0]) != fold(second[0]):
            return False
        pairs = zip(first, second, strict=True)
        others = [down for up, down in pairs if down and fold(up) != fold(down)]
        return all(self._tells(down) for down in others)

    def _is_data(self, cell: str) -> bool:
        reading = read_cell(cell)
        return reading.value is not None and not years_in(cell) and not self._tells(cell)

    def _tells(self, cell: str) -> bool:
        return is_bare_year(cell) or self.vocabulary.column(cell).tells

    def header(self, place: int) -> Header:
        """The header that begins at a line."""
        used = [list(line) for line in self.rows[place : place + self.depth(place)]]
        for upper, lower in pairwise(used):
            for at, cell in enumerate(lower):
                lower[at] = "" if cell and cell == upper[at] and not is_year(cell) else cell
        over, last = folded(used)
        paths = [path_over(used, at) for at in range(len(over))]
        years = [year_over(path) for path in paths]
        matches = [self._match(path) for path in paths]
        body = self.rows[place + len(used) :]
        roles = self._of_several_years(_with_ratios(matches, paths, years), paths, years)
        roles = [
            _of_sentences(role) if not year and are_sentences(body, at) else role
            for at, (role, year) in enumerate(zip(roles, years, strict=True))
        ]
        roles = with_quarters(roles, paths)
        bare = [bool(path) and is_bare_year(path[-1]) for path in paths]
        return Header(
            joined_names(over, last, paths),
            tuple(map(tuple, self.rows[place : place + len(used)])),
            spanned(over, last),
            place,
            tuple(_parted(roles, paths, body)),
            tuple(years),
            tuple(bare),
            tuple(match.tells for match in matches),
            tuple(
                None if year else counted_in(path) for path, year in zip(paths, years, strict=True)
            ),
        )

    def _match(self, path: Sequence[str]) -> Match:
        """What the lowest cell tells, else the one over it."""
        told = [cell for cell in path if not says_only_year(cell)] or path
        matches = [self.vocabulary.column(cell) for cell in reversed(told)]
        of_figures = [match for match in matches if match.name in FIGURES]
        if not path or is_bare_year(path[-1]):
            return next((match for match in matches[1:] if match.name), NOTHING)
        if matches[0].name == "value":  # ``Nilai`` below ``Kondisi Awal`` is no score
            return next((match for match in of_figures if match.name in OF_YEARS), matches[0])
        of_ends = [match for match in matches[1:] if match.name in _ENDS and match.tells]
        if of_ends and matches[0].name == "target":
            return of_ends[0]  # ``target`` beside ``Rp`` below ``Kondisi Akhir Periode``
        of_quarters = [match for match in matches[1:] if match.name == "quarter"]
        if of_quarters and matches[0].name in PLANNED_OR_DONE:
            return of_quarters[0]  # what is planned or done in a part of a year is not the year's
        if matches[0].name in PLANNED_OR_DONE and self._is_money(told[:-1]):
            return next(match for match in matches[1:] if match.name == "budget")
        # to a word of its own below a wide head only what is planned or done goes down
        return matches[0] if matches[0].name else next(iter(of_figures), NOTHING)

    def _of_several_years(
        self, roles: Sequence[str], paths: Sequence[Sequence[str]], years: Sequence[int | None]
    ) -> list[str]:
        """The roles; the end (``Target Renstra``) over several years heads their targets."""

        def are_several(at: int) -> bool:
            told = [self.vocabulary.role(cell) == "end_target" for cell in paths[at]]
            over = paths[at][: told.index(True) + 1] if any(told) else paths[at]
            pairs = zip(paths, years, strict=True)
            below = {year for path, year in pairs if path[: len(over)] == over}
            return len(over) < len(paths[at]) and len(below - {None}) > 1

        return [
            "target" if role == "end_target" and are_several(at) else role
            for at, role in enumerate(roles)
        ]

    def _is_money(self, above: Sequence[str]) -> bool:
        """Whether the heads over a column speak of money alone, and of no figures beside it."""
        of_budget = [cell for cell in above if self.vocabulary.column(cell).name == "budget"]
        return bool(of_budget) and not any(map(self._says_targets, above))

    def _says_targets(self, cell: str) -> bool:
        return self.vocabulary.says("targets", cell)


def _of_sentences(role: str) -> str:
    """The role of a column that prints sentences where its head speaks of figures of a year."""
    return "outcome" if role == "target" else "" if role in OF_YEARS else role


def _with_ratios(
    matches: Sequence[Match], paths: Sequence[Sequence[str]], years: Sequence[int | None]
) -> list[str]:
    """The roles; ``Capaian`` beside ``Realisasi`` is the share of the target that was reached.

    One of another year than every ``Realisasi`` is what was reached in that year, unless the same
    words head such a share: ``Capaian 2018`` behind ``Realisasi 2019 | Capaian 2019``.
    """
    done = [at for at, match in enumerate(matches) if match.name == "realisation"]
    weak = [at for at in done if not matches[at].tells]
    told = {years[at] for at in done if matches[at].tells}
    shares = [at for at in weak if told and years[at] in (None, *told)]
    words = {tuple(map(without_years, paths[at])) for at in shares}
    alike = [at for at in weak if tuple(map(without_years, paths[at])) in words]
    return ["ratio" if at in alike else match.name for at, match in enumerate(matches)]


def _parted(
    roles: Sequence[str], paths: Sequence[Sequence[str]], body: Sequence[Sequence[str]]
) -> list[str]:
    """The roles; of two columns below one head it names the second, if the first only counts."""
    made = list(roles)
    for at in range(len(paths) - 1):
        is_shared = bool(paths[at]) and not any(paths[at + 1])
        pairs = [(row[at], row[at + 1]) for row in body if row[at] and row[at + 1]]
        counted = sum(is_number_cell(cell) and len(beside) > _MARK for cell, beside in pairs)
        if is_shared and 2 * counted > len(pairs):
            made[at], made[at + 1] = "number", roles[at] if roles[at] != "number" else ""
    return made
