"""What of a drafted table may be read another way: each is said, with what was taken.

Nothing here changes a draft. What is certain is not asked; what a figure's meaning hangs on is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapor.catalogue.names import without_numbering
from rapor.ground.cells import read_cell
from rapor.ingest.cell_doubts import doubt_cells, figures_in, is_scanned
from rapor.ingest.columns import SCORES, Context, are_counted, are_figures, cells_of
from rapor.ingest.head_lines import is_bare_year, years_in
from rapor.ingest.header import OF_YEARS
from rapor.ingest.kinds import PLANNED, years_of
from rapor.ingest.notes import Notes
from rapor.ingest.rows import PrintedRow
from rapor.ingest.table_reader import ReadTable

_WORDED = ("text", "part", "outcome", "goal", "area", "agencies", "label", "activity", "owner")
_SCORED = ("value", "weight", "ratio", "budget", "central_level", "unit_level")
_NAMES = ("label", "activity")
_SHOWN = 60
_LEAST_HEADS = 2
_CROSSES = frozenset("xX×✗✘")
_LONGEST_HEAD = 6
_LONGEST_GRADE = 4
_SENTENCES = ("review", "recommendations")
_OF_WORDS = ("teams", "strategy", "problems", "quick_wins", "activities", "unused")


def doubt_table(table: ReadTable, entry: dict[str, Any], context: Context, notes: Notes) -> None:
    """Note what of a drafted table may be read another way."""
    if table.printed.items or entry["kind"] in _SENTENCES:
        return
    doubts = _Doubts(table, entry, context, notes)
    doubts.of_kind()
    doubts.of_columns()
    doubts.of_years()
    doubts.of_names()
    doubts.of_rows()
    doubts.of_merged()
    doubt_cells(table, entry, notes)
    doubts.of_marks()


@dataclass(frozen=True)
class _Doubts:
    """One table, its draft, and where doubts of it are noted."""

    table: ReadTable
    entry: dict[str, Any]
    context: Context
    notes: Notes

    @property
    def _columns(self) -> Iterator[tuple[int, str, str, int | None]]:
        """Place, head, role and year of every column."""
        for at, (name, column) in enumerate(self.entry["columns"].items()):
            yield at, name, column["role"], column.get("year")

    def _note(
        self, code: str, at: str, proposed: str = "", line: int = 0, **details: object
    ) -> None:
        first = self.table.printed.first_line
        self.notes.doubt(code, self.table.table, line or first, at, proposed, **details)

    def of_kind(self) -> None:
        """Years that could be targets or results, and scores that could be of either assessor."""
        kind, header = self.entry["kind"], self.table.header
        texts = (self.table.printed.title, *self.table.printed.headings, *header.names)
        if kind in SCORES and not any(map(self.context.vocabulary.names_assessor, texts)):
            self._note("assessor_unsaid", "kind", kind)
        if kind not in (*PLANNED, "results") or not header.years:
            return
        bare = [at for at in header.years if header.role(at) not in OF_YEARS]
        first, years = self.context.period[0], years_of(self.table)
        before = [year for year in years if first is not None and year < first]
        if not bare or len(before) == len(years):
            return  # heads tell; or nothing but years of the past, which are results
        enacted = self.context.enacted
        is_ahead = enacted is not None and max(years) > enacted  # nothing was reached by then
        is_told = self._says_targets or is_ahead
        if kind == "results" or not is_told or len(before) > 1:
            told = ", ".join(map(str, years))
            self._note("results_or_targets", "kind", kind, years=told)

    @property
    def _says_targets(self) -> bool:
        heads = " ".join(cell for line in self.table.header.lines for cell in line)
        texts = (self.table.printed.title, heads)
        says = self.context.vocabulary.says
        return any(says("targets", text) or says("plan", text) for text in texts)

    def of_columns(self) -> None:
        """Columns whose cells are not what their role says."""
        for at, name, role, _ in self._columns:
            cells = cells_of(self.table, at)
            told = self.table.header.role(at)
            names = [without_numbering(cell) for cell in cells]
            if not cells:
                continue
            if role == "number" and not told:
                self._doubt_numbers(at, name, cells)
            elif role in _WORDED and are_figures(names) and not all(map(is_bare_year, cells)):
                self._doubt_words(at, name, role)
            elif role == "value" and not told and self.entry["kind"] != "priorities":
                self._note("figures_without_role", f"column:{name}", role, column=name)
            elif role == "value" and self._is_unread:
                kind = self.entry["kind"]
                self._note("figures_unread", f"column:{name}", role, column=name, kind=kind)
            elif role in _SCORED and not _hold_figures(cells):
                shown = "; ".join(cells[:2])[:_SHOWN]
                self._note("words_as_figures", f"column:{name}", role, column=name, cells=shown)

    def _doubt_words(self, at: int, name: str, role: str) -> None:
        """Figures that are kept as words: by their head, for want of one, or of another plan."""
        told, year = self.table.header.role(at), self.table.header.year(at)
        is_target = told == "target" and self.entry["kind"] != "results"
        if is_target and year is not None and not self._is_within(told, year):
            self._note_year(name, year, role)
        else:
            code = "figures_as_text" if told else "figures_without_role"
            self._note(code, f"column:{name}", role, column=name)

    def _note_year(self, name: str, year: int, taken: str) -> None:
        period = "-".join(map(str, self.context.period))
        self._note("year_outside", f"column:{name}", taken, column=name, year=year, period=period)

    @property
    def _is_unread(self) -> bool:
        """Whether figures of the role ``value`` are not read from a table of this kind."""
        has_results = any(role == "realisation" for _, _, role, _ in self._columns)
        return self.entry["kind"] in PLANNED or (self.entry["kind"] == "results" and has_results)

    def _doubt_numbers(self, at: int, name: str, cells: Sequence[str]) -> None:
        if not are_counted(cells):
            self._note("figures_without_role", f"column:{name}", "number", column=name)
        elif at and not _count_up(cells):
            self._note("numbers_not_first", f"column:{name}", "number", column=name)

    def of_years(self) -> None:
        """Years outside the road map, years that are not printed, and columns for the same."""
        same: dict[str, list[str]] = defaultdict(list)
        for at, name, role, year in self._columns:
            if role not in OF_YEARS:
                continue
            taken, place = f"{role} {year or ''}".strip(), f"column:{name}"
            same[taken].append(name)
            if year is not None and not self._is_within(role, year):
                self._note_year(name, year, taken)
            if self.table.header.year(at) is None:
                code = "year_by_place" if self._is_confirmed(role, year) else "without_year"
                self._note(code, place, taken, column=name, year=year or "?")
        self._doubt_achieved()
        for taken, names in same.items():
            if len(names) > 1:
                listed = "; ".join(names)
                self._note("same_twice", f"column:{names[1]}", taken, columns=listed, role=taken)

    def _doubt_achieved(self) -> None:
        """Columns of what was achieved (``Capaian``) beside targets: values, or shares of them."""
        columns = list(self._columns)
        planned = {year for _, _, role, year in columns if role in ("target", "end_target")}
        for at, name, role, year in columns:
            is_weak = role == "realisation" and not self.table.header.sure[at]
            if is_weak and planned & {year, None}:
                taken = f"{role} {year or ''}".strip()
                self._note("achieved_or_realised", f"column:{name}", taken, column=name)

    def _is_confirmed(self, role: str, year: int | None) -> bool:
        """Whether the title or a count names the year, or the targets beside it end there."""
        if self._has_years_in_rows:
            return False
        if years_in(self.table.printed.title) == [year]:
            return True
        if role == "target" and self._are_all_counted:
            return True
        targets = [of for _, _, other, of in self._columns if other == "target" and of]
        if role == "baseline":
            return year is not None and min(targets, default=0) == year + 1
        return role == "end_target" and max(targets, default=0) == year

    @property
    def _has_years_in_rows(self) -> bool:
        """Whether the rows say their years themselves, in a column of their own."""
        columns = (cells_of(self.table, at) for at in range(self.table.header.width))
        return any(cells and all(map(is_bare_year, cells)) for cells in columns)

    @property
    def _are_all_counted(self) -> bool:
        """Whether the heads count the years of the road map (``Tahun ke-1``), each of them."""
        (first, last), header = self.context.period, self.table.header
        counted = {header.counted_year(at) for at in range(header.width)} - {None}
        is_known = first is not None and last is not None
        return is_known and counted == set(range(1, (last or 0) - (first or 0) + 2))

    def _is_within(self, role: str, year: int) -> bool:
        """Whether a year can be one of a road map: before it there are results and a baseline."""
        first, last = self.context.period
        if first is None or last is None:
            return True
        return year <= last and (role in ("realisation", "baseline") or year >= first)

    def of_names(self) -> None:
        """Which column names the rows, and whether any row can give a figure."""
        kind, columns = self.entry["kind"], list(self._columns)
        labels = [name for _, name, role, _ in columns if role == "label"]
        if len(labels) > 1:
            listed = "; ".join(labels)
            self._note("several_labels", f"column:{labels[1]}", "label", columns=listed)
        header = self.table.header
        for at, name, role, _ in columns:
            if role == "label" and header.role(at) not in _NAMES and kind in PLANNED:
                self._note("label_by_place", f"column:{name}", "label", column=name)
        if kind not in (*PLANNED, "results"):
            return
        needed = ("label", "activity") if kind == "action_plan" else ("label",)
        if not any(role in needed for _, _, role, _ in columns):
            self._note("nothing_tidy", "kind", kind)
        elif not any(role in (*OF_YEARS, "quarter") for _, _, role, _ in columns):
            self._note("figures_missing", "kind", kind)

    def of_rows(self) -> None:
        """Rows that read like a head: another table may begin there, or the head stands again."""
        for number, row in enumerate(self.table.rows, start=1):
            if row.mark not in ("unplaced", "sentence") and self._is_head(row):
                shown = "; ".join(row.cells[at] for at in row.filled)[:_SHOWN]
                self._note("head_in_body", f"row:{number}", row.mark, row.lines[0], cells=shown)
            if not row.mark and self._is_of_sums(row):
                shown = "; ".join(row.cells[at] for at in row.filled)[:_SHOWN]
                self._note("row_of_sums", f"row:{number}", "", row.lines[0], cells=shown)

    def _is_of_sums(self, row: PrintedRow) -> bool:
        """Whether a row of a plan or of results sums up others, by the words that name it."""
        if self.entry["kind"] not in (*PLANNED, "results"):
            return False
        words = [row.cells[at] for at, _, role, _ in self._columns if role in (*_NAMES, *_WORDED)]
        first = next(filter(None, [row.cells[0], *words]), "")
        says = self.context.vocabulary.says
        return says("sums", first) or says("sums", next(filter(None, words), ""))

    def _is_head(self, row: PrintedRow) -> bool:
        """Whether most cells are words of heads, and none is a figure.

        Years that a line across the table repeats in their own columns are none.
        """
        names = self.table.header.names
        repeats = {at for at in row.filled if row.mark == "group" and row.cells[at] == names[at]}
        cells = [row.cells[at] for at in row.filled if at not in repeats]
        years = [cell for cell in cells if is_bare_year(cell)]
        named = [cell for cell in cells if cell not in years and self._names_column(cell)]
        others = len(cells) - len(years) - len(named)
        figures = [
            cell for cell in cells if cell not in years and read_cell(cell).value is not None
        ]
        is_told = len(named) + len(years) >= _LEAST_HEADS + (not named)
        return is_told and others < len(named) + len(years) and len(figures) == len(years)

    def _names_column(self, cell: str) -> bool:
        match = self.context.vocabulary.column(cell)
        return match.strength in ("alone", "strong") and len(cell.split()) <= _LONGEST_HEAD

    def of_marks(self) -> None:
        """Crosses beside ticks: the one may say that something is planned, the other that not."""
        marked = (at for at, _, role, _ in self._columns if role in ("target", "quarter"))
        cells = {cell for at in marked for cell in cells_of(self.table, at)}
        ticks = {cell for cell in cells if read_cell(cell).text == "✓"}
        if ticks and cells & _CROSSES:
            self._note("crosses_and_ticks", "kind", self.entry["kind"])

    def of_merged(self) -> None:
        """Merged cells that stand over the columns of several years, and count for the first."""
        dated = {at: name for at, name, role, _ in self._columns if role in (*OF_YEARS, "quarter")}
        is_scan = is_scanned(self.table)
        for number, row in enumerate(self.table.rows, start=1):
            if row.mark:
                continue
            for at, span in enumerate(self._spans(row)):
                columns = [name for to, name in dated.items() if at <= to < at + span]
                cell = row.cells[at]
                if at in dated and len(columns) > 1 and cell and not (is_scan and figures_in(cell)):
                    shown = "; ".join(columns)
                    place = f"cell:{number}:{dated[at]}"
                    self._note(
                        "cell_over_columns", place, cell, row.lines[0], cell=cell, columns=shown
                    )

    def _spans(self, row: PrintedRow) -> tuple[int, ...]:
        """Over how many columns each cell of a row stands; empty where the reader cannot tell."""
        blocks = self.table.printed.blocks
        lines = (line for block in blocks for line in block if line.number == row.lines[0])
        return next(lines).spans


def _hold_figures(cells: Sequence[str]) -> bool:
    """Whether most cells are figures, ticks, grades, or say that a value is missing."""
    readings = [read_cell(cell) for cell in cells]
    worded = sum(
        reading.state != "missing"
        and reading.value is None
        and len(reading.text) != 1
        and len(cell) > _LONGEST_GRADE
        for reading, cell in zip(readings, cells, strict=True)
    )
    return 2 * worded <= len(cells)


def _count_up(cells: Sequence[str]) -> bool:
    """Whether numbers go up by one, or begin again."""
    numbers = [cell.strip("().") for cell in cells]
    whole = [int(number) for number in numbers if number.isdecimal()]
    if len(whole) < len(numbers):
        return not whole
    return whole[:1] == [1] and all(after in (before + 1, 1) for before, after in pairwise(whole))
