"""What the cleaning of one city has at hand: names and their codes, and the cells that it reads.

A name that the catalogue does not know is a problem with its nearest candidates, never a
guess: a figure under the wrong indicator would be worse than none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapor.catalogue import Catalogue, City, TableSpec
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import fold, nearest, without_numbering
from rapor.catalogue.permitted import Permitted, permitted, read_value
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.registers import NamedAgency, Register, codes_in, named_agencies
from rapor.catalogue.scales import is_unread_scale
from rapor.catalogue.wording import measures_of, words_of
from rapor.ground.cells import Reading, marks_shown, read_cell
from rapor.ground.errors import Problems
from rapor.ground.paths import RAW, REFERENCE
from rapor.ground.units import normal_unit

FIGURES = (
    "target",
    "baseline",
    "end_target",
    "realisation",
    "value",
    "weight",
    "ratio",
    "central_level",
    "unit_level",
)
"""Roles of columns that hold figures; they show each other's decimal mark."""

TidyRow = dict[str, object]
"""A row of a tidy table, by column."""

_INHERITED = ("goal", "area", "outcome", "activity")
"""Roles whose merged cells belong to the rows below, outermost first.

An indicator is not among them: a row of an action plan that prints none has figures of
its own. Nor is a figure, nor an agency.
"""


@dataclass(frozen=True)
class Names:
    """Finds the codes of a city's printed names, and notes those that have none."""

    city: str
    catalogue: Catalogue
    problems: Problems

    def known_indicator(self, table: str, printed: str) -> Indicator | None:
        """The indicator that a label stands for, or None; no problem is noted."""
        for label in (printed, without_numbering(printed)):
            code = self.catalogue.labels.find(table, label)
            if code:
                return self.catalogue.indicators[code]
        return None

    def indicator(self, table: str, where: str, printed: str, unit: str = "") -> Indicator | None:
        """The indicator that a label stands for; a problem when there is none.

        None without a problem for a label that the city's list says to be no indicator. It is a
        problem too where the row prints a ``unit`` by which something else is measured, such
        as a share under the name of an amount, unless the city's own list says so.
        """
        indicator = self.known_indicator(table, printed)
        if indicator and unit and not self._is_measured_in(unit, table, printed, indicator):
            self.problems.add(
                where,
                f"label {printed!r} with the unit {unit!r}",
                f"{indicator.name!r}, which is measured in {indicator.unit!r}",
                f"say in {self._own('labels.csv')} which indicator this label stands for",
            )
            return None
        if indicator is None and not self.catalogue.labels.is_none(table, printed):
            like = nearest(without_numbering(printed), self.catalogue.labels.known_in(table))
            self._unknown(
                where, f"label {printed!r}", "a known label", like, self._own("labels.csv")
            )
        return indicator

    def _is_measured_in(self, unit: str, table: str, printed: str, indicator: Indicator) -> bool:
        """Whether a printed unit, and what the label says of it, fits an indicator."""
        labels, wording = self.catalogue.labels, self.catalogue.wordings.labels
        if any(labels.is_own(table, form) for form in (printed, without_numbering(printed))):
            return True
        of_label = wording.core(words_of(printed)).measures
        wanted = of_label if of_label is not None else wording.measured_in(unit)
        own_words = wording.core(words_of(indicator.name)).measures
        return wanted is None or wanted == own_words or bool(wanted & measures_of(indicator))

    def area(self, where: str, printed: str) -> str:
        """Code of a change area; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.areas, "areas.yaml")

    def goal(self, where: str, printed: str) -> str:
        """Code of a reform goal; a problem when there is none."""
        return self._registered(where, printed, self.catalogue.goals, "goals.yaml")

    def agencies(self, where: str, printed: str, year: int | None = None) -> list[str]:
        """Codes of the agencies that one cell names (for a year), in order, each once.

        A name that is not known is a problem.
        """
        register = self.catalogue.agencies
        named, unknown = named_agencies(register, printed)
        for name in unknown:
            like = nearest(name, register.spellings)
            self._unknown(
                where,
                f"agency {name!r} in {printed!r}",
                "a known agency",
                like,
                self._own("agencies.csv"),
            )
        return codes_in(named, year)

    def known_agencies(self, printed: str) -> list[NamedAgency]:
        """The agencies in one cell that are known; no problem is noted."""
        return named_agencies(self.catalogue.agencies, printed)[0]

    def _registered(self, where: str, printed: str, register: Register, file: str) -> str:
        for name in (printed, without_numbering(printed)):
            code = register.find(name)
            if code:
                return code
        like = nearest(without_numbering(printed), register.names.values())
        place = f"{REFERENCE}/{file}"
        self._unknown(where, f"name {printed!r}", f"a name of {file}", like, place)
        return ""

    def _own(self, file: str) -> str:
        """Where a city's own names stand."""
        return f"{RAW.format(city=self.city)}/{file}"

    def _unknown(self, where: str, name: str, expected: str, like: list[str], file: str) -> None:
        candidates = f"{expected}, nearest: {', '.join(map(repr, like))}" if like else expected
        self.problems.add(
            where,
            f"{name} is not in the catalogue",
            candidates,
            f"correct the cell, or add it to {file}",
        )


@dataclass(frozen=True)
class NamedRow:
    """A row with the names that it prints or inherits, and the area of its group.

    ``printed_at`` tells for each name in which row it is printed, for errors.
    """

    row: RawRow
    where: str
    names: dict[str, str]
    printed_at: dict[str, str]
    group_area: str = ""


@dataclass(frozen=True)
class Desk:
    """A city's settings, its raw tables, the catalogue, and the problems found so far."""

    city: City
    catalogue: Catalogue
    tables: dict[str, RawTable]
    problems: Problems

    @property
    def names(self) -> Names:
        """Codes of printed names."""
        return Names(self.city.slug, self.catalogue, self.problems)

    def of_kind(self, *kinds: str) -> list[RawTable]:
        """Tables of these kinds, in the order of the document."""
        return [table for table in self.tables.values() if table.spec.kind in kinds]

    def trace(self, table: RawTable, row: RawRow, column: str) -> TidyRow:
        """Where a figure stands, and how it is printed."""
        return {
            "city": self.city.slug,
            "source": table.spec.source,
            "table": table.spec.table,
            "row": row.number,
            "column": column,
            "printed": row.cells[column],
        }

    def read(self, table: RawTable, row: RawRow, column: str, of: Permitted) -> Reading:
        """Read a figure's cell as a value of what it is ``of``.

        What an ambiguous point means is told by its row, its column, its table, its document.
        """
        columns = figure_columns(table.spec)
        beside = (row.cells[name] for name in columns)
        below = (line.cells[column] for line in table.lines)
        around = (line.cells[name] for line in table.lines for name in columns)
        of_document = self._one_mark(table.spec.source)
        return read_value(row.cells[column], of, beside, below, around, of_document)

    def _one_mark(self, source: str) -> Iterator[str]:
        """The figures of a document where they all show one decimal mark; else none."""
        cells = [
            line.cells[name]
            for table in self.tables.values()
            if table.spec.source == source
            for line in table.lines
            for name in figure_columns(table.spec)
        ]
        if len(marks_shown(cells)) == 1:
            yield from cells

    def permitted(
        self, indicator: Indicator, year: int | None, scale_printed: str = ""
    ) -> Permitted:
        """What a planned cell of an indicator may hold, on the scale that its row prints."""
        of = permitted(indicator, self.catalogue, year or self.city.first_year)
        low, high = self.scale_of(scale_printed, indicator)
        return of if low is None or high is None else replace(of, scale=(low, high))

    def area(self, line: NamedRow) -> str:
        """Code of the area that a row prints or inherits; empty where there is none."""
        printed = line.names["area"]
        return self.names.area(line.printed_at["area"], printed) if printed else ""

    def usual_area(self, indicator: Indicator, goal: str) -> str:
        """The area that an indicator has where its table says none; none under some goals."""
        return "" if goal in self.catalogue.goals.without_areas else indicator.area

    def goal(self, line: NamedRow) -> str:
        """Code of the goal that a row prints or inherits; empty where there is none."""
        printed = line.names["goal"]
        return self.names.goal(line.printed_at["goal"], printed) if printed else ""

    def word(self, indicator: Indicator, reading: Reading, year: int | None) -> str:
        """A cell's word, an ordinal one in the spelling of its scale's ranks."""
        scale = self.catalogue.scale(indicator.order, year or self.city.first_year)
        rank = scale.rank(reading.text) if scale else None
        return scale.ranks[rank] if scale and rank is not None else reading.text

    def scale_of(self, printed: str, indicator: Indicator) -> tuple[float | None, float | None]:
        """Ends of a scale: the printed one (``0-5``), else the catalogue's, else none.

        One that is printed and is no range is told by a rule of evidence.
        """
        reading = read_cell(printed)
        if reading.value_high is not None and not is_unread_scale(printed):
            return reading.value, reading.value_high
        return indicator.scale or (None, None)


def figure_columns(spec: TableSpec, *roles: str) -> list[str]:
    """Headers of the columns that hold figures, or of those of some roles."""
    return [name for name, cell in spec.columns.items() if cell.role in (roles or FIGURES)]


def lines(desk: Desk, table: RawTable) -> Iterator[NamedRow]:
    """The rows of a table with the names that merged cells above give them.

    A cell that is newly printed ends what the cells inside it said: a new area or goal
    clears the outcome. A group row that names an area holds until the next group row, or
    until the table's first column, where it is not a number, starts another block.
    """
    held, printed_at = dict.fromkeys(_INHERITED, ""), dict.fromkeys(_INHERITED, "")
    group_area, first_of_group = "", False
    block = next(iter(table.spec.columns), "")
    blocks = block and table.spec.columns[block].role not in ("number", *_INHERITED)
    for row in table.rows:
        if row.mark == "group":
            group_area, first_of_group = area_of_group(desk, row), True
            continue
        if row.mark in ("unplaced", "sentence"):
            continue
        if blocks and row.cells[block] and not first_of_group:
            group_area = ""
        first_of_group = False
        for depth, role in enumerate(_INHERITED):
            printed = table.cell(row, role)
            if printed and printed != held[role] and role in ("goal", "area"):
                held.update(dict.fromkeys(_INHERITED[depth + 1 :], ""))
            if printed:
                held[role], printed_at[role] = printed, table.where(row)
        yield NamedRow(row, table.where(row), dict(held), dict(printed_at), group_area)


def area_of_group(desk: Desk, row: RawRow) -> str:
    """Code of the area that a group row names, or empty: most groups name something else."""
    cells = [row.text, *row.cells.values()]
    codes = (desk.catalogue.areas.find(cell) for cell in cells if fold(cell))
    return next((code for code in codes if code), "")


def unit_of(reading: Reading, indicator: Indicator | None, of_row: str = "") -> str:
    """The unit printed in a cell, else that printed in its row, else the indicator's.

    None for a cell that gives nothing. What cannot be a unit is none of the row's.
    """
    if reading.unit or not reading.readable:
        return reading.unit
    return normal_unit(of_row) or (indicator.unit if indicator else "")


def joined(codes: Iterable[str]) -> str:
    """Codes in one cell, each once, in order."""
    return ";".join(dict.fromkeys(codes))
