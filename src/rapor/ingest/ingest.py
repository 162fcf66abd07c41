"""A document's tables, as printed, to a city's raw data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.catalogue.doubts import read_weights
from rapor.catalogue.headers import Vocabulary, read_vocabulary
from rapor.catalogue.registers import Register, read_register
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import sha256
from rapor.ground.paths import Home
from rapor.ground.paths import slug as check_slug
from rapor.ground.together import changing, write_together
from rapor.ingest.columns import Context
from rapor.ingest.document import DocumentLine
from rapor.ingest.draft import NO_REGISTER, draft_table
from rapor.ingest.notes import Note, Notes
from rapor.ingest.pages.kept import keeping_pages
from rapor.ingest.reading import read_document
from rapor.ingest.stated import LICENCE, DocumentFacts, doubt_period, propose_statements, read_facts
from rapor.ingest.table_reader import ReadTable, read_tables
from rapor.ingest.writer import (
    notes_of_others,
    notes_text,
    page_files,
    settings_text,
    sources_text,
    table_text,
)


@dataclass(frozen=True)
class Ingested:
    """What was read and written.

    ``notes`` tell what was done beside copying, in document order; ``paths`` are the files
    written; ``drafted`` whether ``tables.yaml`` is a draft that waits for review.
    """

    tables: Sequence[ReadTable]
    notes: Sequence[Note]
    paths: Sequence[Path]
    drafted: bool

    def __str__(self) -> str:
        """What a person has to know: how many tables, what to look at, what to do next."""
        done = [f"{len(self.tables)} tables, {len(self.paths)} files written"]
        for note in self.notes:
            where = f"line {note.line}" if note.line else "document"
            table = f" table {note.table}" if note.table else ""
            done.append(f"  {where}{table}: {note.what}: {note.reason}")
        if self.drafted:
            done.append("tables.yaml is a draft: review kinds, areas, goals and roles")
        return "\n".join(done)


def ingest_document(
    document: Path, slug: str, home: Home, tell: Callable[[str], None] = lambda _: None
) -> Ingested:
    """Read a regulation and write its tables to ``data/raw/<city>``.

    Writes ``tables/*.csv``, ``ingest.csv`` (what was done, by line of the document), and,
    where they are not there yet, ``tables.yaml`` as a draft and the document's entry in
    ``sources.yaml``. The same document gives the same bytes. ``tell`` is told how far a long
    reading is.

    Raises ``MissingInput`` when there is no document, ``UsageError`` for a city that is no
    slug, ``DataRejected`` when the document cannot be read or holds no table; then nothing
    is written.
    """
    city = check_slug(slug)
    notes = Notes(weights=read_weights(home))
    lines, digest = _unchanged(document, home, notes, tell)
    vocabulary = read_vocabulary(home, city)
    tables = read_tables(lines, vocabulary, notes)
    if not tables:
        raise DataRejected(_no_table(document))
    facts = read_facts(lines).named_by(document)
    _note_missing(facts, notes)
    doubt_period(facts, notes)
    draft = _draft(tables, facts, vocabulary, home, notes)
    propose_statements(lines, tables, vocabulary, facts, notes)
    folder = home.raw(city)
    with changing(folder):
        settings = settings_text(home, city, draft, notes)
        sources = sources_text(home, city, facts.key, _source(facts, document, digest), notes)
        texts: dict[str, str | bytes] = {}
        texts |= {f"tables/{table.table}.csv": table_text(table) for table in tables}
        texts |= {"tables.yaml": settings} if settings is not None else {}
        texts |= {"sources.yaml": sources} if sources is not None else {}
        made = notes.in_document_order()
        others = notes_of_others(home, city, facts.key, set(draft["tables"]))
        texts["ingest.csv"] = notes_text(made, facts.key, others)
        texts |= page_files(document, tables, home, city)
        written = write_together(folder, texts)
    return Ingested(tables, made, written, settings is not None)


def _unchanged(
    document: Path, home: Home, notes: Notes, tell: Callable[[str], None]
) -> tuple[list[DocumentLine], str]:
    """The lines of a document and its SHA-256; refused when it changes while it is read."""
    before = sha256(document) if document.is_file() else ""
    with keeping_pages(home.read_pages):
        lines = read_document(document, notes, tell)
    digest = sha256(document)
    if digest != before:
        raise DataRejected(
            Problem(
                document.name,
                "changed while it was read",
                "a document that nobody is writing",
                "close it where it is open, or wait for its download, then run this again",
            )
        )
    return lines, digest


def _no_table(document: Path) -> Problem:
    return Problem(
        document.name,
        "no table in the document",
        "tables: in a text, lines of cells between tabs below 'Tabel …'",
        "see whether this is the right document, and whether its tables are in it",
    )


def _note_missing(facts: DocumentFacts, notes: Notes) -> None:
    for name in ("title", "number", "date", "issuer"):
        if not getattr(facts, name):
            notes.add("", 1, "incomplete", f"the document's {name} was not found in its head")


def _source(facts: DocumentFacts, document: Path, digest: str) -> dict[str, Any]:
    return {
        "title": facts.title,
        "number": facts.number,
        "date": facts.date,
        "issuer": facts.issuer,
        "file": document.name,
        "sha256": digest,
        "licence": LICENCE,
        "reference": facts.reference,
    }


def _draft(
    tables: Sequence[ReadTable],
    facts: DocumentFacts,
    vocabulary: Vocabulary,
    home: Home,
    notes: Notes,
) -> dict[str, Any]:
    areas, goals = _register(home, "areas.yaml", notes), _register(home, "goals.yaml", notes)
    context = Context(areas, goals, vocabulary, facts.period, facts.enacted)
    first, last = facts.period
    baseline = first - 1 if first is not None else None
    drafts = {table.table: draft_table(table, context, notes) for table in tables}
    kinds = {name: entry["kind"] for name, entry in drafts.items()}
    yearly = [name for name, kind in kinds.items() if kind in ("targets", "action_plan")]
    ends = [name for name, kind in kinds.items() if kind == "end_targets"]
    has_baseline = any(
        column["role"] == "baseline"
        for entry in drafts.values()
        for column in entry["columns"].values()
    )
    return {
        "document": facts.key,
        "road_map": {"from": first, "to": last, "baseline": baseline if has_baseline else None},
        "precedence": {"targets": yearly + ends, "realisations": ["official", "agency", "press"]},
        "tables": drafts,
    }


def _register(home: Home, name: str, notes: Notes) -> Register:
    path = home.reference / name
    if not path.is_file():
        notes.add("", 0, "incomplete", f"{home.relative(path)} is not there; names stay empty")
        return NO_REGISTER
    return read_register(path, home.relative(path))
