"""Reading one sheet of a received form, row by row, against what was asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from rapor.catalogue.names import fold
from rapor.request.answer import Answer, Answers
from rapor.request.form import Asked, Form, Sheet
from rapor.request.layout import FILLED, HELD, KEY
from rapor.request.pages import Cell, Page, Row, merged_in
from rapor.request.values import Refused, date_of, is_empty, shown, text_of, value_of

Read = TypeVar("Read")

_MANY = 3
"""Cells that a note names before it counts the rest."""


@dataclass
class Reading:
    """The reading of one page.

    ``seen`` holds the row of every key that was read, ``by_key`` the names of the sheets that
    ask for a key; both are shared by the pages of a form.
    """

    form: Form
    page: Page
    sheet: Sheet
    found: Answers
    seen: dict[tuple[str, str], str]
    by_key: dict[str, list[str]]

    def read(self) -> None:
        """Read every row; what it says is added to ``found``."""
        if self._check_columns():
            for row in self.page.rows():
                self._row(row)
        self._say_unread()

    def _check_columns(self) -> bool:
        page, problems = self.page, self.found.problems
        for where in page.twice:
            problems.add(where, "a column of the form stands twice", "once", "remove one of them")
        for where in merged_in(page):
            problems.add(where, "merged cells", "a cell for each answer", "unmerge them")
        for cell in page.renamed:
            self.found.notes.append(
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
            self.found.notes.append(f"{named}{more}: outside the form's columns, not read")

    def _row(self, row: Row) -> None:
        filled = [cell for code, cell in row.cells.items() if code in FILLED]
        answered = [cell for cell in filled if not is_empty(cell)]
        asked = next((one for one in self.sheet.rows if one.key == row.key), None)
        if asked is None:
            self._unknown(row, answered)
            return
        first = self.seen.setdefault((self.sheet.agency, row.key), row.where)
        if not answered:
            return
        if first != row.where:
            self.found.problems.add(
                row.where,
                f"a second row for {asked.name[:60]!r}; the first is {first}",
                "one row for each question",
                "delete one of them",
            )
            return
        if asked.through:
            self.found.problems.add(
                answered[0].where,
                f"{shown(answered[0])} for an activity that an indicator measures",
                f"the value in the row of {asked.through!r}",
                "move it there",
            )
            return
        self._answer(row, asked)

    def _unknown(self, row: Row, answered: list[Cell]) -> None:
        where = answered[0].where if answered else row.where
        if not row.key:
            if answered:
                found, expected = f"a row that was added: {shown(answered[0])}", "the form's rows"
                step = "write it in the row that asks for it, or beside it as a remark"
                self.found.problems.add(where, found, expected, step)
        elif row.key in self.by_key:
            if answered:
                self.found.problems.add(
                    where,
                    f"a value for {row.key!r}, which this agency does not carry",
                    f"on the sheet of {' or '.join(self.by_key[row.key])}",
                    "move it there",
                )
        else:
            self.found.problems.add(
                row.where,
                f"the key {row.key[:60]!r} is not of this form",
                "the keys as they were sent",
                "copy the answer into the form as it was sent, or make the form anew",
            )

    def _answer(self, row: Row, asked: Asked) -> None:
        cell = row.cells.get("realised")
        if cell is None or is_empty(cell):
            said = [one.text for code, one in row.cells.items() if code in ("evidence", "remark")]
            if said:
                self.found.notes.append(
                    f"{row.where}: no realisation of {asked.name[:60]}; beside it stands"
                    f" {' / '.join(said)[:200]!r}"
                )
            return
        self.found.filled[self.sheet.agency] += 1
        if not self._is_as_asked(row, asked):
            return
        taken = self._taken(row, cell, asked)
        if taken is not None:
            self.found.taken.append(taken)

    def _taken(self, row: Row, cell: Cell, asked: Asked) -> Answer | None:
        """The answer of a row, or None when one of its cells is refused; each is told."""
        value = self._try(cell, lambda: value_of(cell, asked, self.form.language))
        date = self._try(row.cells.get("date"), lambda: date_of(row.cells.get("date"), self.form))
        evidence = self._try(
            row.cells.get("evidence"), lambda: text_of(row.cells.get("evidence"), "evidence")
        )
        remark = self._try(
            row.cells.get("remark"), lambda: text_of(row.cells.get("remark"), "remark")
        )
        publisher = self._try(row.cells.get("agency", cell), lambda: self._publisher(row))
        if value is None or date is None or evidence is None or remark is None or publisher is None:
            return None
        if value.said:
            self.found.notes.append(f"{cell.where}: {value.said}")
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

    def _try(self, cell: Cell | None, read: Callable[[], Read]) -> Read | None:
        """What ``read`` gives; None when it refuses, which is told with the cell's place."""
        try:
            return read()
        except Refused as no:
            where = cell.where if cell else self.page.title
            self.found.problems.add(where, no.found, no.expected, no.next_step)
            return None

    def _publisher(self, row: Row) -> str:
        """Who reports: the sheet's agency, or the one that the row names."""
        if self.sheet.agency:
            return self.sheet.name
        given = text_of(row.cells.get("agency"), "agency")
        if not given:
            raise Refused(
                "a value without the agency that reports it", "an agency", "fill that column too"
            )
        known = {fold(name): name for name in self.form.agencies.values()}
        if known and fold(given) not in known:
            raise Refused(f"{given[:60]!r}", "an agency of the list", "choose it from the list")
        return known.get(fold(given), given)

    def _is_as_asked(self, row: Row, asked: Asked) -> bool:
        """Whether the locked cells still say what was asked."""
        sound = True
        for code in HELD:
            wanted, cell = getattr(asked, code), row.cells.get(code)
            stands = cell.text if cell else ""
            if code in self.page.columns and fold(stands) != fold(wanted):
                sound = False
                self.found.problems.add(
                    cell.where if cell else row.where,
                    f"{code} {stands[:60]!r}",
                    f"{' '.join(wanted.split())[:60]!r}, as the data has it now",
                    "restore the cell, or make the form anew if the data has changed",
                )
        return sound
