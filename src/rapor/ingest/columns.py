"""The columns of a table: what each is for, and of which year.

What a head tells decides; else the kind of table and the cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import without_numbering
from rapor.catalogue.registers import Register
from rapor.ground.cells import read_cell
from rapor.ground.units import known_unit
from rapor.ingest.head_lines import is_bare_year, is_number_cell, years_in
from rapor.ingest.header import OF_YEARS
from rapor.ingest.table_reader import ReadTable

SCORES = ("self_assessment", "official_index")
"""Kinds of tables of scores."""

_MOST_DIGITS = 2
_WORDED = ("outcome", "text", "part", "goal")
_MEASURED = ("value", "label", "grade", "scale")
_DATED = (*OF_YEARS, "quarter", "budget")

_NOT_TAKEN = ("text", "strong")
"""What a head tells whose figures, though of a year, are not the city's own results or targets."""

Period = tuple[int | None, int | None]
"""First and last year of a road map, where its title gives them."""


@dataclass(frozen=True)
class Context:
    """What a draft rests on beside its table: names, words, and years.

    ``period`` is the road map's, ``enacted`` the year of its document.
    """

    areas: Register
    goals: Register
    vocabulary: Vocabulary
    period: Period
    enacted: int | None = None

    @property
    def before(self) -> int | None:
        """The year before the road map: that of its baseline."""
        return self.period[0] - 1 if self.period[0] is not None else None


def cells_of(table: ReadTable, at: int) -> list[str]:
    """What a column prints, without the lines across the table."""
    return [row.cells[at] for row in table.rows if row.mark != "group" and row.cells[at]]


def are_counted(cells: Sequence[str]) -> bool:
    """Whether most cells number their rows: a letter, or a number of at most two digits."""
    numbers = [cell.rstrip(".)") for cell in cells]
    short = sum(len(number) <= _MOST_DIGITS and number.isalnum() for number in numbers)
    return 2 * short > len(numbers)


def are_figures(cells: Sequence[str]) -> bool:
    """Whether most cells are figures or ticks."""
    readings = [read_cell(cell) for cell in cells]
    figures = sum(reading.value is not None or reading.text == "✓" for reading in readings)
    return 2 * figures > len(cells)


def year_of_scores(table: ReadTable) -> int | None:
    """The year of a table's scores: the last that a column of scores names, else its title.

    Else that of the nearest heading above it.
    """
    header, printed = table.header, table.printed
    places = [at for at in range(header.width) if header.role(at) == "value"]
    of_scores = [year for at in places if (year := header.year(at))]
    texts = (*header.names, printed.title, *reversed(printed.headings))
    named = (years[-1] for text in texts if (years := years_in(text)))
    return max(of_scores, default=None) or next(named, None)


@dataclass(frozen=True)
class Columns:
    """The columns of one table: what each is for, and of which year."""

    table: ReadTable
    kind: str
    context: Context

    def role(self, at: int) -> tuple[str, int | None]:
        """Role of a column, and its year where the role has one."""
        header, cells = self.table.header, cells_of(self.table, at)
        if self.table.printed.items:
            return ("topic" if at else "number"), None
        role = header.role(at)
        if self._is_dated(at, role):
            return self._dated(at, role)
        if role == "value" and self.kind == "results":
            return "realisation", header.year(at) or year_of_scores(self.table)
        if role == "value" and header.year(at) and header.year(at) != year_of_scores(self.table):
            return "text", None
        if role == "unit_level" and header.index("central_level") is None:
            role = "unit" if self._are_units(cells) else ""  # only beside ``Pusat`` it is a level
        if self._is_part(at, role, cells):
            role = "part"
        elif not role and header.spanned[at]:
            role = "value"
        elif role in ("", "outcome", "part") and _are_names(cells, self.context.goals):
            role = "goal"
        elif self._names_rows(at, role):
            role = "label"
        return role or self._by_cells(at, cells), None

    def _names_rows(self, at: int, role: str) -> bool:
        """Whether a column stands where indicators do in a table whose heads name none."""
        header = self.table.header
        is_named = header.index("label") is not None or header.index("activity") is not None
        if is_named or self.kind not in ("results", "targets", "end_targets"):
            return False
        if self.kind == "results":
            return at == header.first_text
        words = [
            place
            for place in range(header.width)
            if header.role(place) in ("", *_WORDED)
            and not all(map(is_bare_year, cells_of(self.table, place)))
        ]
        beside = [place for place in words if place < min(header.figures, default=header.width)]
        return role in ("", *_WORDED) and at == max(beside, default=-1)

    def _dated(self, at: int, role: str) -> tuple[str, int | None]:
        """Role and year of a column of figures that are for one year."""
        header, context = self.table.header, self.context
        year = header.year(at)
        is_of_year = at in header.years or header.counted_year(at)
        if is_of_year and role not in (*_DATED, "ratio"):
            is_done = self.kind == "results" or self._is_before_targets(year)
            role = "budget" if self._is_money else "realisation" if is_done else "target"
        if role in OF_YEARS and all(map(is_bare_year, cells_of(self.table, at) or ("",))):
            return "text", None  # the years of what stands beside it
        if role in ("quarter", "budget", "realisation", "ratio"):
            beside = self._only_planned_year if role == "quarter" else None
            return role, year or self._title_year(at) or beside
        if self.kind == "results":
            return "text", None  # what a plan before this one had promised
        if role == "end_target" and year and self._is_on_the_way(year):
            role = "target"
        if role in ("target", "end_target") and year and self._is_of_another(year, at):
            return "text", None
        if role == "target":
            return self._target(at, year)
        return role, year or (context.before if role == "baseline" else context.period[1])

    def _is_dated(self, at: int, role: str) -> bool:
        """Whether a column is one of figures that are for one year; scores are not, nor guesses."""
        header = self.table.header
        head = self.context.vocabulary.column(header.names[at])
        if (role == "value" and self.kind in SCORES) or (head.name, head.strength) == _NOT_TAKEN:
            return False
        return at in header.years or role in _DATED or bool(not role and header.counted_year(at))

    @property
    def _is_money(self) -> bool:
        """Whether the title says that the table is of money alone: ``Pendanaan (juta rupiah)``."""
        title, vocabulary = self.table.printed.title, self.context.vocabulary
        places = (
            at for at in range(self.table.header.width) if self.table.header.role(at) == "unit"
        )
        units = " ".join(cell for at in places for cell in cells_of(self.table, at))
        is_budget = vocabulary.column(title).name == "budget"
        is_counted = vocabulary.says("money", f"{title} {units}")
        return is_budget and is_counted and not vocabulary.says("targets", title)

    def _target(self, at: int, year: int | None) -> tuple[str, int | None]:
        """A column of targets; what stands among them for the year before is the baseline."""
        if at in self.table.header.years:
            return ("baseline" if year and year == self.context.before else "target"), year
        if counted := self._counted_year(at):
            return "target", counted
        return self._only_target(year or self._title_year(at), at)

    @property
    def _only_planned_year(self) -> int | None:
        """The one year of a table's targets, to which its quarters belong; else None."""
        header = self.table.header
        planned = (header.year(at) for at in range(header.width) if header.role(at) == "target")
        years = {year for year in planned if year}
        return years.pop() if len(years) == 1 else None

    @property
    def _years_reached(self) -> set[int | None]:
        """The years of which the table prints results."""
        header = self.table.header
        places = (at for at in range(header.width) if header.role(at) == "realisation")
        return {header.year(at) for at in places}

    def _is_before_targets(self, year: int | None) -> bool:
        """Whether a bare year is before the road map, and before all that are told to be targets.

        ``2022 | 2023 | Target 2024 | Target 2025``: what stands before the targets was reached.
        """
        header, first = self.table.header, self.context.period[0]
        planned = (header.year(at) for at in header.years if header.role(at) == "target")
        told = [of for of in planned if of]
        return bool(year and first and told) and (year or 0) < min(first or 0, *told)

    def _is_on_the_way(self, year: int) -> bool:
        """Whether the end of another plan (``Target Menengah 2027``) is before this one's."""
        first, last = self.context.period
        return first is not None and last is not None and first <= year < last

    def _is_of_another(self, year: int, at: int) -> bool:
        """Whether a target, told by its head, is of a year that another plan is for."""
        first, last = self.context.period
        if first is None or last is None:
            return False
        if self.table.header.role(at) not in ("target", "end_target"):
            return False
        is_reached = year in self._years_reached
        before = self.context.before if at in self.table.header.years and not is_reached else first
        return not (before or first) <= year <= last

    def _counted_year(self, at: int) -> int | None:
        """The year of a column that counts the years of the road map: ``Tahun ke-2``."""
        counted, first = self.table.header.counted_year(at), self.context.period[0]
        return first + counted - 1 if counted and first else None

    def _only_target(self, year: int | None, at: int) -> tuple[str, int | None]:
        """The one column of targets of a table: of the end, unless it names a year before."""
        last = None if self._is_of_other_year(at) else self.context.period[1]
        is_before = year is not None and last is not None and year < last
        if is_before or (self.kind == "action_plan" and "label" not in self.table.header.roles):
            return "target", year or last
        return "end_target", year or last

    def _title_year(self, at: int) -> int | None:
        """The year of the title, for a column that does not say to be of another one."""
        years = years_in(self.table.printed.title)
        return years[0] if len(years) == 1 and not self._is_of_other_year(at) else None

    def _is_of_other_year(self, at: int) -> bool:
        """Whether a head speaks of the year before or after, whichever that is."""
        return self.context.vocabulary.says("other_year", self.table.header.names[at])

    def _are_units(self, cells: Sequence[str]) -> bool:
        """Whether most cells are units of measurement, or say what is measured: ``Indeks``."""
        name_of = self.context.vocabulary.role
        units = sum(known_unit(cell) or name_of(cell) in _MEASURED for cell in cells)
        return 2 * units > len(cells)

    def _is_part(self, at: int, role: str, cells: Sequence[str]) -> bool:
        """Whether what a head calls an activity or an area only groups the rows."""
        if role == "area":
            return not self._are_areas(at, cells)
        return role == "activity" and self._has_later(at, role)

    def _are_areas(self, at: int, cells: Sequence[str]) -> bool:
        """Whether a column told to be of areas names them; ``Program`` heads programmes too."""
        areas = self.context.areas
        if not areas.spellings:
            return True
        named = [bool(areas.find(without_numbering(cell))) for cell in cells]
        head = self.context.vocabulary.column(self.table.header.names[at])
        return 2 * sum(named) > len(named) if head.strength == "alone" else any(named)

    def _has_later(self, at: int, role: str) -> bool:
        """Whether a column is parted further by one of the same role to its right."""
        return role in self.table.header.roles[at + 1 :]

    def _by_cells(self, at: int, cells: Sequence[str]) -> str:
        """Role of a column without a telling header, from its kind of table and its cells."""
        header = self.table.header
        if self.kind == "teams" and at == 0:
            return "step"
        if 2 * sum(is_number_cell(cell) and not is_bare_year(cell) for cell in cells) > len(cells):
            return "number"
        if self.kind in SCORES and at == header.first_text:
            return "label"
        if self.kind == "review" and at:
            return "topic"
        return "text" if at or header.at >= 0 else "part"


def _are_names(cells: Sequence[str], register: Register) -> bool:
    return bool(cells) and all(register.find(cell) for cell in cells)
