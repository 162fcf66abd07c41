"""Reading a review back: as strictly as a data request, everything that is wrong told together.

What was locked must come back as it was written, every row and sheet must still be there, and a
decision is a word or text and no formula. Which decisions a question takes, the questions say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.language import LANGUAGES, Language, language
from rapor.ground.paths import is_slug
from rapor.ground.received.book import BookSheet, FilledCell
from rapor.ingest.review.questions import ALL, SHEETS, YES, Decision, accept_all
from rapor.ingest.review.sheets import (
    CHECK,
    DECISION,
    GIVEN,
    IDENTITY_SHEET,
    KEY,
    LONGEST,
    PICTURE,
    REMARK,
    VERSION,
    ReviewIdentity,
    columns_of,
    doubt_words,
    review_identity,
    sheet_title,
)
from rapor.ingest.review.workbook import DocumentPlace, digest_of

_ANEW = "make the review anew with 'rapor new-city'; decisions in it are kept"
_SHOWN = 60


@dataclass(frozen=True)
class ReceivedRow:
    """A row that came back: key, what it was written with, what it decides now, and where.

    ``is_open`` tells that it waits for a decision; ``proposal`` is the word that it proposes.
    """

    sheet: str
    key: str
    proposal: str
    is_open: bool
    given: str
    decision: str
    remark: str
    where: str


@dataclass(frozen=True)
class ReceivedReview:
    """A review that came back: what it says it is, its documents, its rows."""

    identity: ReviewIdentity
    documents: Sequence[DocumentPlace]
    rows: Sequence[ReceivedRow]

    @property
    def touched(self) -> list[ReceivedRow]:
        """The rows whose decision is another than the review was written with."""
        return [row for row in self.rows if row.decision != row.given]

    def decisions(self) -> dict[tuple[str, str], Decision]:
        """Every decision, by sheet and key; a row without one decides nothing."""
        return {
            (row.sheet, row.key): Decision(row.decision, row.remark, row.where)
            for row in self.rows
            if row.decision or row.remark
        }


def received_review(sheets: Sequence[BookSheet], shown: str) -> ReceivedReview:
    """Read a review from the sheets of a workbook.

    Raises ``DataRejected`` for a workbook that is no review of this version, and with everything
    that is wrong with its sheets, by sheet and cell.
    """
    hidden = next((sheet for sheet in sheets if sheet.title == IDENTITY_SHEET), None)
    identity = _identity(hidden, shown)
    documents = list(_documents(hidden)) if hidden else []
    problems = Problems()
    rows: list[ReceivedRow] = []
    known: dict[str, BookSheet] = {}
    for sheet in sheets:
        named = _identity_of(sheet)
        if sheet.title == IDENTITY_SHEET or named is None:
            continue
        if (named.city, named.review) != (identity.city, identity.review):
            found = f"a sheet of another review ({named.city})"
            problems.add(sheet.title, found, f"the sheets of {identity.city}", "remove it")
        elif named.sheet in known:
            problems.add(sheet.title, "a sheet twice", "each sheet once", "remove the copy")
        else:
            known[named.sheet] = sheet
            rows += _SheetReader(sheet, named.sheet, language(identity.language), problems).rows()
    words = language(identity.language)
    _refuse_missing(hidden, known, rows, words, problems)
    problems.raise_if_any()
    return ReceivedReview(identity, documents, _all_accepted(rows, words))


def _all_accepted(rows: Sequence[ReceivedRow], words: Language) -> list[ReceivedRow]:
    """The rows, with the proposals as decisions where a person accepted all those of a sheet."""
    accepting = {
        row.sheet: row
        for row in rows
        if row.key == ALL and accept_all(row.sheet, words).code(row.decision) == YES
    }
    return [
        replace(row, decision=row.proposal, remark=row.remark or accepting[row.sheet].remark)
        if row.sheet in accepting and row.is_open and row.proposal and not row.decision
        else row
        for row in rows
        if row.key != ALL
    ]


def _identity(hidden: BookSheet | None, shown: str) -> ReviewIdentity:
    cells = hidden.cells if hidden else []
    identity = next((held for cell in cells if (held := review_identity(cell.value))), None)
    if identity is None:
        raise DataRejected(
            Problem(shown, "no review of a city", "a workbook written by 'rapor new-city'", _ANEW)
        )
    problems = [
        Problem(f"{shown} {name}", repr(value[:_SHOWN]), expected, _ANEW)
        for name, value, expected, fits in (
            ("version", identity.version, VERSION, identity.version == VERSION),
            ("city", identity.city, "a slug", is_slug(identity.city)),
            ("language", identity.language, ", ".join(LANGUAGES), identity.language in LANGUAGES),
        )
        if not fits
    ]
    if problems:
        raise DataRejected(problems)
    return identity


def _identity_of(sheet: BookSheet) -> ReviewIdentity | None:
    first = (cell for cell in sheet.cells if cell.row == 1)
    return next((held for cell in first if (held := review_identity(cell.value))), None)


def _documents(hidden: BookSheet) -> Iterator[DocumentPlace]:
    lines: dict[int, dict[int, str]] = {}
    for cell in hidden.cells:
        if cell.row > 1 and cell.column in (2, 3, 4):
            lines.setdefault(cell.row, {})[cell.column] = str(cell.value)
    for _, line in sorted(lines.items()):
        if len(line) == 3:
            yield DocumentPlace(line[2], line[3], line[4])


def _refuse_missing(
    hidden: BookSheet | None,
    known: dict[str, BookSheet],
    rows: Sequence[ReceivedRow],
    words: Language,
    problems: Problems,
) -> None:
    """Every sheet and row that was written has to come back: a lost one decides in silence."""
    counted: dict[str, int] = {}
    for cell in hidden.cells if hidden else ():
        sheet, _, count = str(cell.value).partition("=")
        if cell.column == 1 and sheet in SHEETS and count.isdigit():
            counted[sheet] = int(count)
    for code, wanted in counted.items():
        came = sum(row.sheet == code for row in rows)
        title = sheet_title(code, words)
        if code not in known and wanted:
            problems.add(title, "the sheet is gone", f"{wanted} rows", _ANEW)
        elif came < wanted:
            problems.add(title, f"{wanted - came} rows are gone", f"{wanted} rows", _ANEW)


class _SheetReader:
    """Reads one sheet; what is wrong with it is added to ``problems``."""

    def __init__(self, sheet: BookSheet, code: str, words: Language, problems: Problems) -> None:
        self._sheet, self._code, self._problems = sheet, code, problems
        self._lines: dict[int, dict[int, FilledCell]] = {}
        for cell in sheet.cells:
            self._lines.setdefault(cell.row, {})[cell.column] = cell
        codes = {
            column: KEY if review_identity(cell.value) else cell.text
            for column, cell in self._lines.get(1, {}).items()
        }
        self._codes = codes
        pictures = PICTURE in codes.values()
        self._head_row = 0
        self._open = fold(doubt_words(words)["open"])
        self._wanted = columns_of(code, words, pictures=pictures) if code in SHEETS else []

    def rows(self) -> list[ReceivedRow]:
        """The rows with a key, each once."""
        missing = [column for column in self._wanted if column.code not in self._codes.values()]
        for column in missing:
            found = f"the column {column.head!r} is gone"
            self._problems.add(self._sheet.title, found, "the columns of the review", _ANEW)
        if missing or not self._heads_stand():
            return []
        rows: list[ReceivedRow] = []
        seen: set[str] = set()
        for number in sorted(self._lines):
            row = self._row(number)
            if row is None:
                continue
            if row.key in seen:
                self._problems.add(row.where, "a row twice", "each row once", "remove the copy")
            else:
                rows.append(row)
            seen.add(row.key)
        return rows

    def _heads_stand(self) -> bool:
        """Whether the heads are as they were written; they begin the rows."""
        heads = {column.code: fold(column.head) for column in self._wanted}
        shown = [column for column in self._wanted if column.code not in (KEY, CHECK, GIVEN)]
        for number in sorted(self._lines):
            cells = self._by_code(number)
            if KEY in cells and cells[KEY].text == KEY:
                changed = [
                    c
                    for c in shown
                    if c.code in cells and fold(cells[c.code].text) != heads[c.code]
                ]
                lost = [c for c in shown if c.code not in cells]
                for column in [*changed, *lost]:
                    cell = cells.get(column.code)
                    where = cell.where if cell else self._sheet.title
                    found = f"the head reads {cell.text[:_SHOWN]!r}" if cell else "a head is gone"
                    self._problems.add(where, found, repr(column.head), "restore the head")
                self._head_row = number
                return not changed and not lost
        self._problems.add(self._sheet.title, "the heads are gone", "a row of heads", _ANEW)
        return False

    def _by_code(self, number: int) -> dict[str, FilledCell]:
        cells = self._lines[number].items()
        return {self._codes[column]: cell for column, cell in cells if column in self._codes}

    def _row(self, number: int) -> ReceivedRow | None:
        if number <= self._head_row:
            return None
        cells = self._by_code(number)
        where = f"{self._sheet.title}!{number}"
        if KEY not in cells:
            filled = [cells[code] for code in (DECISION, REMARK) if code in cells]
            for cell in filled:
                found = f"{cell.text[:_SHOWN]!r} in a row that was added"
                self._problems.add(cell.where, found, "the rows of the review", "remove the row")
            return None
        self._check_locked(cells, where)
        decision, remark = (self._filled(cells.get(code)) for code in (DECISION, REMARK))
        given = cells[GIVEN].text if GIVEN in cells else ""
        decided = cells[DECISION].where if DECISION in cells else where
        key, proposal = str(cells[KEY].value), _written(cells.get("proposal"))
        is_open = "doubt" in cells and fold(cells["doubt"].text) == self._open
        return ReceivedRow(self._code, key, proposal, is_open, given, decision, remark, decided)

    def _check_locked(self, cells: dict[str, FilledCell], where: str) -> None:
        """The cells that say what is asked are as they were written."""
        places = [c.code for c in self._wanted if c.code.startswith("place")]
        texts = (_written(cells.get(code)) for code in places)
        digest = digest_of(texts, _written(cells.get("proposal")))
        if CHECK not in cells or cells[CHECK].text != digest:
            self._problems.add(
                where,
                "a cell that is not to be filled was changed",
                "the row as it was written",
                f"restore it, or {_ANEW}",
            )

    def _filled(self, cell: FilledCell | None) -> str:
        """What a person wrote; a formula, an error or a date is refused."""
        if cell is None:
            return ""
        if cell.kind not in ("s", "n"):
            kinds = {"f": "a formula", "e": "an error", "d": "a date", "b": "true or false"}
            step = "type it as text: put an apostrophe before it"
            self._problems.add(
                cell.where, f"{kinds[cell.kind]}, {cell.text[:_SHOWN]!r}", "a text", step
            )
            return ""
        if len(cell.text) > LONGEST:
            self._problems.add(
                cell.where, f"{len(cell.text)} letters", f"at most {LONGEST}", "shorten it"
            )
            return ""
        return cell.text.strip()


def _written(cell: FilledCell | None) -> str:
    return "" if cell is None else str(cell.value)
