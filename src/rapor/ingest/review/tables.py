"""Questions on tables: what each is, and what each of its columns holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.registers import Register
from rapor.ground.cells import read_cell
from rapor.ground.language import Language
from rapor.ground.period import YEARS
from rapor.ground.shape import Text
from rapor.ground.vocabularies import ASSESSORS
from rapor.ingest.columns import Context
from rapor.ingest.draft import draft_table
from rapor.ingest.left_out import OF_CELLS
from rapor.ingest.notes import Note, Notes
from rapor.ingest.review.documents import ROAD_MAP, CityDocument, CityDraft
from rapor.ingest.review.questions import Asking, Choice, Doubt, Question
from rapor.ingest.review.sheets import OF_A_YEAR, kind_choices, role_choices
from rapor.ingest.stated import STATED
from rapor.ingest.table_reader import ReadTable

SHEET, COLUMNS = "tables", "columns"

SCORES = ("self_assessment", "official_index")
_OF_A_YEAR = (*SCORES, "official_parameters", "achievement", "review", "recommendations")
"""Kinds of tables whose figures or sentences are of one year and one assessor."""
_UNUSED = "unused"
_WITHOUT_FIGURES = (_UNUSED, "teams", "strategy", "problems")
_GRAVE = "grave"
_UNREAD = "block_unread"
_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_NONE = "none"
_YEAR = Text(pattern=r"(19|20)\d\d", form="a year such as 2025")


@dataclass(frozen=True)
class DraftedTable:
    """A table with its entry in ``tables.yaml``, and the document it stands in.

    ``name`` is its name in the city's data; ``notes`` are what was noted of it alone.
    """

    name: str
    document: CityDocument
    read: ReadTable
    entry: dict[str, Any]
    notes: Sequence[Note]

    @property
    def named(self) -> ReadTable:
        """The table as it was read, under its name in the city's data."""
        return replace(self.read, printed=replace(self.read.printed, table=self.name))

    @property
    def kind(self) -> str:
        """What it is."""
        return str(self.entry["kind"])

    def columns(self, *roles: str) -> list[tuple[int, str]]:
        """Place and head of the columns with one of the roles."""
        return [
            (at, name)
            for at, (name, column) in enumerate(self.entry["columns"].items())
            if column["role"] in roles
        ]


@dataclass(frozen=True)
class TableDesk:
    """What questions on tables rest on."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    city: CityDraft
    asking: Asking

    @property
    def context(self) -> Context:
        """What a draft of a table rests on."""
        return Context(self.catalogue.areas, self.catalogue.goals, self.vocabulary, self.period)

    @property
    def period(self) -> tuple[int | None, int | None]:
        """First and last year of the road map."""
        return self.city.first_year, self.city.last_year


def ask_tables(documents: Sequence[CityDocument], desk: TableDesk) -> list[DraftedTable]:
    """Ask of every table of every document what it is and what its columns hold."""
    ask_lines(documents, desk.asking)
    names = _names(documents)
    drafted = []
    for document in documents:
        for read in document.read.tables:
            name = names[document.key, read.table]
            before = [note for note in document.read.notes.notes if note.table == read.table]
            own = Notes(list(before), document.read.notes.weights)
            entry = _of_its_document(draft_table(read, desk.context, own), document)
            notes = [note for note in own.notes if not _is_told_by(document, note)]
            table = DraftedTable(name, document, read, entry, _renamed(notes, name))
            drafted.append(_asked(table, desk))
    return drafted


def _names(documents: Sequence[CityDocument]) -> dict[tuple[str, str], str]:
    """The name of each table in the city's data, by its document and number.

    The road map's keep their number; where another document has the same, its key is added.
    """
    names: dict[tuple[str, str], str] = {}
    ranked = sorted(documents, key=lambda document: (document.kind.code != ROAD_MAP, document.key))
    for document in ranked:
        for read in document.read.tables:
            taken = set(names.values())
            plain = read.table if read.table not in taken else f"{read.table}-{document.key}"
            names[document.key, read.table] = plain
    return names


def _renamed(notes: Sequence[Note], name: str) -> list[Note]:
    return [replace(note, table=name) for note in dict.fromkeys(notes)]


def _is_told_by(document: CityDocument, note: Note) -> bool:
    """Whether a doubt is none, since the kind of document says whose assessment it holds."""
    return note.code == "assessor_unsaid" and bool(document.kind.assessor)


def _of_its_document(entry: dict[str, Any], document: CityDocument) -> dict[str, Any]:
    """Scores are those of the assessor whose document they stand in; a report tells results."""
    roles = {column["role"] for column in entry["columns"].values()}
    if document.kind.tells_results and "realisation" in roles:
        entry["kind"] = "results"
    if entry["kind"] in SCORES and document.kind.assessor:
        entry["assessor"] = document.kind.assessor
        entry["kind"] = SCORES[ASSESSORS.index(document.kind.assessor)]
    return entry


def _asked(table: DraftedTable, desk: TableDesk) -> DraftedTable:
    kind = _ask_kind(table, desk.asking)
    if kind and kind != table.kind:  # the roles of its columns follow from what it is
        notes = Notes(weights=table.document.read.notes.weights)
        anew = draft_table(table.read, desk.context, notes, kind)
        on_kind = [note for note in table.notes if not note.code or _is_on_table(note)]
        on_columns = [note for note in notes.notes if note.code and not _is_on_table(note)]
        table = replace(table, entry=anew, notes=[*on_kind, *_renamed(on_columns, table.name)])
    entry = dict(table.entry) | {"kind": kind}
    if kind not in _WITHOUT_FIGURES:
        _ask_place(table, entry, desk)
    if kind in _OF_A_YEAR:
        _ask_score_facts(table, entry, desk)
    columns = {
        name: _ask_column(table, at, name, desk)
        for at, name in enumerate(table.entry["columns"])
        if kind not in ("", _UNUSED)
    }
    entry["columns"] = columns or table.entry["columns"]
    return replace(table, entry=_in_order(entry))


def _in_order(entry: dict[str, Any]) -> dict[str, Any]:
    names = "title kind area goal year assessor component lines rows columns".split()
    return {name: entry[name] for name in names if name in entry}


def place_of(table: DraftedTable, question: str) -> tuple[str, ...]:
    """The cells that tell a person which table a question is about."""
    printed = table.read.printed
    page = str(page_of(table.read) or "")
    return table.name, printed.title, table.document.read.name, page, question


def page_of(read: ReadTable) -> int:
    """The page on which a table begins; 0 where the document does not say."""
    lines = [line for block in read.printed.blocks for line in block]
    return lines[0].page if lines else 0


def _is_on_table(note: Note) -> bool:
    """Whether a doubt does not follow from a kind: on the table, its caption, or how it is read."""
    return note.at == "kind" or note.at.startswith("line:") or note.code in OF_CELLS


def doubts_on(notes: Sequence[Note], at: str) -> list[Note]:
    """The doubts about one thing: a column, a row, a cell."""
    return [note for note in notes if note.code and note.at == at]


def weight_of(doubts: Sequence[Note]) -> Doubt:
    """How a question is asked that doubts are about: a grave one waits for a decision."""
    if any(note.weight == _GRAVE for note in doubts):
        return "open"
    return "check" if doubts else "sure"


def said(doubts: Sequence[Note], words: Language) -> str:
    """What doubts say, in the language of the review."""
    return "; ".join(note.said(words) for note in doubts)


def _ask_kind(table: DraftedTable, asking: Asking) -> str:
    words = asking.language
    doubts = [note for note in table.notes if note.code and _is_on_table(note)]
    proposal = table.entry["kind"]
    told = words.text("by its title, the headings above it and the words of its head")
    return asking.ask(
        Question(
            SHEET,
            f"{table.name}:kind",
            place_of(table, words.text("What the table is")),
            proposal,
            said(doubts, words) or told,
            weight_of(doubts) if proposal else "open",
            kind_choices(words),
        )
    )


def _ask_place(table: DraftedTable, entry: dict[str, Any], desk: TableDesk) -> None:
    words = desk.asking.language
    registers: tuple[tuple[str, str, Register], ...] = (
        ("area", words.text("Change area of all its rows"), desk.catalogue.areas),
        ("goal", words.text("Goal of all its rows"), desk.catalogue.goals),
    )
    for name, title, register in registers:
        nothing = Choice(_NONE, words.text("none, or as its rows say"))
        named = tuple(Choice(code, told) for code, told in register.names.items())
        proposal = str(entry.get(name) or _NONE)
        reason = (
            words.text("named in its title")
            if proposal != _NONE
            else words.text("its title names none")
        )
        question = Question(
            SHEET,
            f"{table.name}:{name}",
            place_of(table, title),
            proposal,
            reason,
            choices=(nothing, *named),
        )
        answer = desk.asking.ask(question)
        entry.pop(name, None)
        if answer != _NONE:
            entry[name] = answer


def _ask_score_facts(table: DraftedTable, entry: dict[str, Any], desk: TableDesk) -> None:
    asking, words = desk.asking, desk.asking.language
    year, assessor = str(entry.get("year") or ""), str(entry.get("assessor") or "")
    question = Question(
        SHEET,
        f"{table.name}:year",
        place_of(table, words.text("Year of its figures")),
        year,
        words.text("read in its head or title") if year else words.text("no year is printed"),
        "sure" if year else "open",
        shape=_YEAR,
    )
    answer = asking.ask(question)
    names = (
        words.text("the local government itself"),
        words.text("the ministry or another assessor"),
    )
    choices = tuple(Choice(code, name) for code, name in zip(ASSESSORS, names, strict=True))
    question = Question(
        SHEET,
        f"{table.name}:assessor",
        place_of(table, words.text("Whose assessment it is")),
        assessor,
        words.text("by its document and the headings above it"),
        "sure" if assessor else "open",
        choices,
    )
    entry["assessor"] = asking.ask(question)
    entry["year"] = int(answer) if answer.isdigit() else None
    if entry["kind"] in SCORES:
        _ask_component(table, entry, desk)


def _ask_component(table: DraftedTable, entry: dict[str, Any], desk: TableDesk) -> None:
    words, year = desk.asking.language, entry["year"]
    instrument = desk.catalogue.instrument(year) if year else None
    parts = instrument.components.values() if instrument else ()
    whole = Choice(_NONE, words.text("the whole index"))
    proposal = str(entry.get("component") or _NONE)
    question = Question(
        SHEET,
        f"{table.name}:component",
        place_of(table, words.text("Part of the index that its scores are about")),
        proposal,
        words.text("by its title and the headings above it"),
        "check",
        (whole, *(Choice(part.path, f"{part.label} ({part.path})") for part in parts)),
    )
    answer = desk.asking.ask(question)
    entry.pop("component", None)
    if answer != _NONE:
        entry["component"] = answer


def _ask_column(table: DraftedTable, at: int, name: str, desk: TableDesk) -> dict[str, Any]:
    words = desk.asking.language
    column = table.entry["columns"][name]
    proposal = " ".join(str(column[part]) for part in ("role", "year") if column.get(part))
    doubts = doubts_on(table.notes, f"column:{name}")
    doubt, reason = weight_of(doubts), said(doubts, words)
    if column["role"] == "ratio" and _prints_per_cent(table, at):
        proposal, doubt = "text", "check"
        reason = words.text("prints per cent and no share of the weight, which is computed anyway")
    if column["role"] in OF_A_YEAR and not column.get("year"):
        is_budget = column["role"] == "budget"  # without a year it is nothing to hold results to
        proposal, doubt = ("text", "check") if is_budget else ("", "open")
        reason = reason or words.text("no year is printed for its figures")
    question = Question(
        COLUMNS,
        f"{table.name}:{name}",
        (table.name, name, examples(table, at)),
        proposal,
        reason or words.text("by its head and its cells"),
        doubt,
        role_choices(words, _years(table, desk)),
    )
    answer = desk.asking.ask(question)
    role, _, year = (answer or proposal).partition(" ")
    return {"role": role} | ({"year": int(year)} if year else {})


def _prints_per_cent(table: DraftedTable, at: int) -> bool:
    """Whether most figures of a column are above 1, and so no shares."""
    cells = (row.cells[at] for row in table.read.rows if row.mark != "group")
    values = [value for cell in cells if (value := read_cell(cell).value) is not None]
    return 2 * sum(value > 1 for value in values) > len(values)


def examples(table: DraftedTable, at: int) -> str:
    """The first cells of a column, to see what it holds."""
    cells = (row.cells[at] for row in table.read.rows if row.mark != "group" and row.cells[at])
    shown = (
        cell if len(cell) <= _LONGEST_EXAMPLE else f"{cell[:_LONGEST_EXAMPLE]}..."
        for _, cell in zip(range(_EXAMPLES), cells, strict=False)
    )
    return " | ".join(shown)


def _years(table: DraftedTable, desk: TableDesk) -> list[int]:
    """Years that a column of the table may be for: those of its heads and of the road map."""
    first, last = desk.period
    printed = [column["year"] for column in table.entry["columns"].values() if column.get("year")]
    road_map = range(first - 1, last + 1) if first and last and last - first < len(YEARS) else ()
    return [*printed, *road_map]


LINES_TAKEN, LINES_LEFT = "accepted", "left"
"""What is decided on lines that are not surely part of a table."""


def ask_lines(documents: Sequence[CityDocument], asking: Asking) -> None:
    """Ask about lines that belong to no table, or whose caption could be another's."""
    words = asking.language
    choices = (
        Choice(LINES_TAKEN, words.text("as it was taken")),
        Choice(LINES_LEFT, words.text("left out on purpose")),
    )
    for document in documents:
        pages = {line.number: line.page for line in document.read.lines}
        for note in document.read.notes.notes:
            if note.code and not note.table and note.code not in STATED:
                page = str(pages.get(note.line) or "")
                where = words.text("Line {line}", line=note.line)
                question = Question(
                    SHEET,
                    lines_key(document, note),
                    ("", note.said(words), document.read.name, page, where),
                    LINES_LEFT if note.code == _UNREAD else LINES_TAKEN,
                    words.text("look at the page; see docs/new-city.md for tables without caption"),
                    weight_of([note]),
                    choices,
                )
                asking.ask(question)


def lines_key(document: CityDocument, note: Note) -> str:
    """Key of the question on lines of a document."""
    return f"{document.key}:{note.at}"
