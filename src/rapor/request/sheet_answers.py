"""The answers on one sheet of a received form, each held to what was asked, row by row.

Nothing is dropped in silence: what cannot be taken is a problem with sheet and cell, and what was
not read is said in a note. At its end a sheet has rows for the reports of the agency's own units.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from rapor.catalogue.names import fold
from rapor.catalogue.reporting_round import UNIT_LEVEL, objection_to_unit_name
from rapor.ground.errors import Problems
from rapor.ground.received.book import FilledCell
from rapor.request.form import AgencySheet, Asked, Form
from rapor.request.layout import FILLED, HELD, KEY, MONEY, REPORTED, is_to_fill
from rapor.request.received_sheets import FilledRow, Page, merged_in
from rapor.request.reported import Office, Reported, office_of, reported_in
from rapor.request.values import (
    Refused,
    check_plain,
    date_of,
    is_empty,
    shown,
    text_of,
    value_of,
)

Read = TypeVar("Read")

_MANY = 3
"""Cells that a note names before it counts the rest."""


@dataclass(frozen=True)
class Answer:
    """A value that an agency gives: what, who, where in the form, and with what evidence."""

    asked: Asked
    sheet: AgencySheet
    publisher: str
    where: str
    printed: str
    published: str
    address: str
    note: str


@dataclass
class Answers:
    """What a form says, what is wrong with it, and what a person should know.

    ``reported`` are the lines beside figures; ``filled`` counts the rows of each sheet that have
    a realisation, a status or a level's report, taken or refused.
    """

    taken: list[Answer] = field(default_factory=list)
    reported: list[Reported] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)


@dataclass
class SheetReader:
    """The reading of one page.

    ``seen`` holds the row of every key that was read, ``by_key`` the names of the sheets that
    ask for a key; both are shared by the pages of a form.
    """

    form: Form
    page: Page
    sheet: AgencySheet
    answers: Answers
    seen: dict[tuple[str, str], str]
    by_key: dict[str, list[str]]

    def read(self) -> None:
        """Read every row; what it says is added to ``answers``."""
        if self._check_columns():
            for row in self.page.rows():
                self._row(row)
        self._say_unread()

    def _check_columns(self) -> bool:
        page, problems = self.page, self.answers.problems
        for where in page.twice:
            problems.add(where, "a column of the form stands twice", "once", "remove one of them")
        for where in merged_in(page):
            problems.add(where, "merged cells", "a cell for each answer", "unmerge them")
        for cell in page.renamed:
            self.answers.notes.append(
                f"{cell.where}: the head reads {shown(cell)}; the column was known by its code"
            )
        needed = [code for code in (KEY, "realised") if code not in page.columns]
        for code in needed:
            problems.add(
                page.title,
                f"the column {code!r} is gone",
                "the columns of the form",
                "copy the answers into the form as it was sent",
            )
        return not needed and not page.twice

    def _say_unread(self) -> None:
        """Cells beside the form's own columns are told, for somebody wrote them."""
        page, columns = self.page, set(self.page.columns.values())
        beside = [
            cell.where
            for cell in page.cells
            if cell.row >= page.head_row and cell.column not in columns
        ]
        if beside:
            more = f" and {len(beside) - _MANY} more" if len(beside) > _MANY else ""
            named = ", ".join(beside[:_MANY])
            self.answers.notes.append(f"{named}{more}: outside the form's columns, not read")

    def _row(self, row: FilledRow) -> None:
        filled = [cell for code, cell in row.cells.items() if code in FILLED]
        answered = [cell for cell in filled if not is_empty(cell)]
        asked = next((question for question in self.sheet.rows if question.key == row.key), None)
        if asked is None:
            self._unknown(row, answered)
            return
        first = self.seen.setdefault((self.sheet.agency, row.key), row.where)
        if not answered:
            return
        if first != row.where and asked.kind != "unit":
            self.answers.problems.add(
                row.where,
                f"a second row for {asked.name[:60]!r}; the first is {first}",
                "one row for each question",
                "delete one of them",
            )
            return
        if not self._refuses(row, asked):
            self._answer(row, asked)

    def _refuses(self, row: FilledRow, asked: Asked) -> bool:
        """Whether cells are filled that the row does not ask for, which is told."""
        beside = [
            cell
            for code, cell in row.cells.items()
            if code in FILLED and not is_empty(cell) and not is_to_fill(code, asked)
        ]
        if beside and asked.through:
            self.answers.problems.add(
                beside[0].where,
                f"{shown(beside[0])} for an activity that an indicator measures",
                f"the value in the row of {asked.through!r}",
                "move it there",
            )
        elif beside:
            self.answers.problems.add(
                beside[0].where,
                f"{shown(beside[0])} where nothing is asked of {asked.name[:60]!r}",
                "an empty cell",
                "move it to the row that asks for it",
            )
        return bool(beside)

    def _unknown(self, row: FilledRow, answered: list[FilledCell]) -> None:
        where = answered[0].where if answered else row.where
        if not row.key:
            if answered:
                found, expected = f"a row that was added: {shown(answered[0])}", "the form's rows"
                step = "write it in the row that asks for it, or beside it as a remark"
                self.answers.problems.add(where, found, expected, step)
        elif row.key in self.by_key:
            if answered:
                self.answers.problems.add(
                    where,
                    f"a value for {row.key!r}, which this agency does not carry",
                    f"on the sheet of {' or '.join(self.by_key[row.key])}",
                    "move it there",
                )
        else:
            self.answers.problems.add(
                row.where,
                f"the key {row.key[:60]!r} is not of this form",
                "the keys as they were sent",
                "copy the answer into the form as it was sent, or make the form anew",
            )

    def _answer(self, row: FilledRow, asked: Asked) -> None:
        cell = row.cells.get("realised")
        beside_figures = self._report(row, asked)
        if asked.kind in ("follow_up", "level", "unit"):
            return
        if cell is None or is_empty(cell):
            if beside_figures:
                return
            beside = [row.cells[code].text for code in row.cells if code in ("evidence", "remark")]
            if beside:
                self.answers.notes.append(
                    f"{row.where}: no realisation of {asked.name[:60]}; beside it stands"
                    f" {' / '.join(beside)[:200]!r}"
                )
            return
        self.answers.filled[self.sheet.agency] += 1
        if not self._is_as_asked(row, asked):
            return
        taken = self._taken(row, cell, asked)
        if taken is not None:
            self.answers.taken.append(taken)

    def _report(self, row: FilledRow, asked: Asked) -> bool:
        """Take what the row says beside a figure; whether it says anything."""
        if asked.kind == "unit":
            self.answers.reported += self._of_unit(row, asked)
            return True
        filled = {code for code in row.cells if not is_empty(row.cells[code])}
        needed = {"follow_up": {"realised"}, "level": {*REPORTED}}
        if not filled & needed.get(asked.kind, {*REPORTED, *MONEY}):
            if asked.kind in needed and filled & {"date", "evidence", "remark", "progress"}:
                self.answers.notes.append(
                    f"{row.where}: no status or report of {asked.name[:60]}; what stands beside it"
                    " is not read"
                )
            return False
        if asked.kind in needed:
            self.answers.filled[self.sheet.agency] += 1
        elif not self._is_as_asked(row, asked):
            return True
        office = self._try(row.cells.get("agency"), lambda: self._office(row, asked))
        if office:
            taken = reported_in(row, asked, self.sheet, self.form, office, self._try)
            self.answers.reported += taken
        return True

    def _of_unit(self, row: FilledRow, asked: Asked) -> list[Reported]:
        """The lines of a unit's row; a row may stand several times, once for each unit."""
        name, about = row.cells.get("unit_name"), row.cells.get("subject")
        agency = office_of(self.sheet.name, asked, self.form)
        unit = self._try(name, lambda: _unit_of(name, agency), row.where)
        subject = self._try(about, lambda: _subject_of(about, asked, self.sheet))
        if not (unit and subject):
            return []
        if all(is_empty(row.cells.get(code)) for code in REPORTED):
            note = f"{row.where}: {unit.unit} reports nothing; not kept"
            self.answers.notes.append(note)
            return []
        return list(reported_in(row, subject, self.sheet, self.form, unit, self._try))

    def _office(self, row: FilledRow, asked: Asked) -> Office:
        name = asked.speaker_name if asked.speaker else self._publisher(row)
        return office_of(name, asked, self.form)

    def _taken(self, row: FilledRow, cell: FilledCell, asked: Asked) -> Answer | None:
        """The answer of a row, or None when one of its cells is refused; each is told."""
        value = self._try(cell, lambda: value_of(cell, asked, self.form.language))
        date = self._try(row.cells.get("date"), lambda: date_of(row.cells.get("date"), self.form))
        evidence, remark = (
            self._try(row.cells.get(code), partial(text_of, row.cells.get(code), code))
            for code in ("evidence", "remark")
        )
        publisher = self._try(row.cells.get("agency", cell), lambda: self._publisher(row))
        if value is None or date is None or evidence is None or remark is None or publisher is None:
            return None
        if value.note:
            self.answers.notes.append(f"{cell.where}: {value.note}")
        return Answer(
            asked=asked,
            sheet=self.sheet,
            publisher=publisher,
            where=cell.where,
            printed=value.printed,
            published=date,
            address=evidence,
            note=remark,
        )

    def _try(self, cell: FilledCell | None, read: Callable[[], Read], row: str = "") -> Read | None:
        """What ``read`` gives; None when it refuses, which is told with the cell's place."""
        try:
            return read()
        except Refused as refusal:
            where = cell.where if cell else row or self.page.title
            self.answers.problems.add(where, refusal.found, refusal.expected, refusal.next_step)
            return None

    def _publisher(self, row: FilledRow) -> str:
        """Who reports: the sheet's agency, or the one that the row names."""
        if not self.sheet.asks_reporter:
            return self.sheet.name
        if "agency" not in self.page.columns:
            raise Refused(
                f"a value on the sheet {self.sheet.name!r}, which does not say who reports it",
                "the column of the reporting agency",
                "make the form anew with 'rapor request' and copy the answers into it",
            )
        given = text_of(row.cells.get("agency"), "agency")
        if not given:
            raise Refused(
                "a value without the agency that reports it", "an agency", "fill that column too"
            )
        known = {fold(name): name for name in self.form.reporters}
        if known and fold(given) not in known:
            raise Refused(f"{given[:60]!r}", "an agency of the list", "choose it from the list")
        return known.get(fold(given), given)

    def _is_as_asked(self, row: FilledRow, asked: Asked) -> bool:
        """Whether the locked cells still say what was asked."""
        sound = True
        for code in HELD:
            wanted, cell = getattr(asked, code), row.cells.get(code)
            stands = cell.text if cell else ""
            if code in self.page.columns and fold(stands) != fold(wanted):
                sound = False
                self.answers.problems.add(
                    cell.where if cell else row.where,
                    f"{code} {stands[:60]!r}",
                    f"{' '.join(wanted.split())[:60]!r}, as the data has it now",
                    "restore the cell, or make the form anew if the data has changed",
                )
        return sound


def _unit_of(name: FilledCell | None, agency: Office) -> Office:
    """The unit of an agency that a row is reported by; raises ``Refused`` for what is no name."""
    unit = text_of(name, "unit_name")
    for written in dict.fromkeys((unit, str(name.value) if name else "")):
        if objection := objection_to_unit_name(written):
            raise Refused(*objection)
    return replace(agency, level=UNIT_LEVEL, unit=unit)


def _subject_of(cell: FilledCell | None, asked: Asked, sheet: AgencySheet) -> Asked:
    """What a unit reports on: a row of its agency's sheet; all its work where it names none.

    Raises ``Refused`` for anything else.
    """
    if cell is None or is_empty(cell):
        return asked
    check_plain(cell)
    subjects = {fold(name): row for name, row in sheet.subjects.items()}
    if fold(cell.text) not in subjects:
        expected = "an indicator or activity of this sheet"
        raise Refused(shown(cell), expected, "choose it from the list")
    return subjects[fold(cell.text)]
