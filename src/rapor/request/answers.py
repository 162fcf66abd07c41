"""The answers of a received form, each held to what was asked, row by row.

Nothing is dropped in silence: what cannot be taken is a problem with sheet and cell, and
what was not read is said in a note.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from rapor.catalogue.names import fold
from rapor.ground.errors import Problems
from rapor.ground.received.book import FilledCell
from rapor.request.form import EXPLANATION, AgencySheet, Asked, Form
from rapor.request.layout import FILLED, HELD, KEY, MONEY, REPORTED, is_to_fill
from rapor.request.received_sheets import FilledRow, Page, merged_in
from rapor.request.reported import Office, Reported, office_of, reported_in
from rapor.request.unit_reports import unit_report
from rapor.request.values import Refused, date_of, is_empty, same_value, shown, text_of, value_of

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
            note = self.answers.notes.append
            self.answers.reported += unit_report(row, asked, self.sheet, self.form, self._try, note)
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


def read_answers(form: Form, pages: list[Page]) -> Answers:
    """Read every sheet against the form as it would be made now."""
    answers = Answers()
    seen: dict[tuple[str, str], str] = {}
    by_key: dict[str, list[str]] = {}
    for sheet, asked in form.asked():
        by_key.setdefault(asked.key, []).append(sheet.name)
    for page in pages:
        asked_of = _sheet_of(form, page, answers)
        if asked_of is not None:
            SheetReader(form, page, asked_of, answers, seen, by_key).read()
    _say_missing(form, pages, seen, answers)
    _refuse_conflicts(answers)
    return answers


def _sheet_of(form: Form, page: Page, answers: Answers) -> AgencySheet | None:
    """The sheet of the form that a page is; None, and told, where it is none."""
    if page.identity is None:
        if page.cells:
            answers.problems.add(
                page.title,
                f"not a sheet of the form; {len(page.cells)} cells stand on it",
                "the sheets of the form",
                "move what belongs into the form to the agency's sheet, and delete this one",
            )
        return None
    if page.identity.agency == EXPLANATION:
        return None
    sheet = form.sheet(page.identity.agency)
    if sheet is None:
        answers.problems.add(
            page.title,
            f"sheet of the agency {page.identity.agency[:40]!r}, of which nothing is asked",
            f"one of {', '.join(known.name for known in form.sheets)}",
            "make the form anew: the road map's agencies have changed",
        )
    elif page.hidden:
        answers.notes.append(f"{page.title}: the sheet is hidden; it was read like the others")
    return sheet


def _say_missing(
    form: Form, pages: list[Page], seen: dict[tuple[str, str], str], answers: Answers
) -> None:
    """Sheets and rows that did not come back: they count as not filled, and are told."""
    came = {page.identity.agency for page in pages if page.identity}
    for sheet in form.sheets:
        missing = [
            row
            for row in sheet.to_fill
            # what is open when a form comes back is not what was open when it was sent
            if row.kind != "follow_up" and (sheet.agency, row.key) not in seen
        ]
        if not sheet.asked:
            continue
        if sheet.agency not in came:
            answers.notes.append(
                f"{sheet.title}: the sheet did not come back; nothing of it is read"
            )
        elif missing:
            named = "; ".join(row.name[:60] for row in missing[:3])
            answers.notes.append(
                f"{sheet.title}: {len(missing)} rows did not come back ({named}); not filled"
            )


def _refuse_conflicts(answers: Answers) -> None:
    """One indicator has one value, whichever agency reports it; both are shown."""
    by_key: dict[str, list[Answer]] = {}
    for answer in answers.taken:
        by_key.setdefault(answer.asked.key, []).append(answer)
    for several in by_key.values():
        first = several[0]
        for place, other in enumerate(several[1:], start=1):
            before = several[:place]
            if other.publisher in {earlier.publisher for earlier in before}:
                answers.problems.add(
                    other.where,
                    f"{other.printed!r} for {other.asked.name[:60]!r}, by {other.publisher} again",
                    f"each agency once; {first.printed!r} stands in {first.where}",
                    "leave one of the two cells empty",
                )
            elif not same_value(first.printed, other.printed):
                answers.problems.add(
                    other.where,
                    f"{other.printed!r} ({other.publisher}) for {other.asked.name[:60]!r}",
                    f"{first.printed!r} as in {first.where} ({first.publisher})",
                    "let the agencies agree on one value and write it on both sheets",
                )
