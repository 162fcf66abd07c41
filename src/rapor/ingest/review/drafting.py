"""The draft of a city: its documents, read and asked about, with everything decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.documents import DocumentKind
from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.matching import Matcher
from rapor.ground.digests import combined
from rapor.ground.language import Language
from rapor.ingest.document import CellPlace, DocumentLine
from rapor.ingest.pages.picture import cut_out
from rapor.ingest.review.alike import SHEET as CELLS
from rapor.ingest.review.cells import UNPLACED, ask_cells, ask_unread_rows
from rapor.ingest.review.documents import ReadDocument, ask_city, ask_documents
from rapor.ingest.review.doubts import Who, asked_doubts, doubts_text
from rapor.ingest.review.files import CityData
from rapor.ingest.review.findings import Checked, ask_findings, numbered
from rapor.ingest.review.instrument import ask_instrument
from rapor.ingest.review.names import ask_names
from rapor.ingest.review.questions import Asking, Decision, Decisions, Question
from rapor.ingest.review.statements import ask_statements
from rapor.ingest.review.tables import DraftedTable, TableDesk, ask_tables


@dataclass(frozen=True)
class Registers:
    """What a review knows beside the documents: the catalogue, what names mean, kinds of papers."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    matcher: Matcher
    kinds: Sequence[DocumentKind]


@dataclass(frozen=True)
class Draft:
    """A review of a city's documents: the questions, and the data that follows from the answers."""

    slug: str
    language: Language
    documents: Sequence[ReadDocument]
    asking: Asking
    data: CityData

    def doubts_text(self, who: Who) -> str:
        """``doubts.csv`` of what is decided; empty where nothing could be read two ways."""
        doubts = list(asked_doubts(self.data.documents, self.data.tables))
        reason = self.language.text("decided when the document was reviewed")
        return doubts_text(doubts, self.asking.questions, who, reason) if doubts else ""

    @property
    def unread_rows(self) -> dict[tuple[str, str], Decision]:
        """The rows that are proposed to be left out, as decisions to do so."""
        return {
            (question.sheet, key): Decision(UNPLACED)
            for key, question in self.asking.questions[CELLS].items()
            if question.waits and question.proposal == UNPLACED
        }

    @property
    def waiting(self) -> list[Question]:
        """What a person has to decide still."""
        return [question for question in self.asking.all() if question.waits]

    def with_checked(self, checked: Checked) -> "Draft":
        """The draft with the questions that a dry check brings."""
        others = ask_unread_rows(self.data.tables, checked.problems, self.asking)
        ask_findings(replace(checked, problems=others), self.asking)
        self.asking.offer_all()
        return self

    def decided_on(
        self, checked: Checked, known: Sequence[dict[str, Any]], by: str, on: str
    ) -> "Draft":
        """The draft with its decisions on findings, numbered behind those that are ``known``."""
        decided = ask_findings(checked, self.asking)
        return replace(self, data=replace(self.data, corrections=numbered(known, decided, by, on)))


def draft_city(
    slug: str,
    documents: Sequence[ReadDocument],
    registers: Registers,
    decided: Decisions,
    language: Language,
) -> Draft:
    """Put the questions on a city's documents, with what is decided, and draft its data.

    What is not decided is as proposed, so that what follows from it can be asked as well.
    """
    asking = Asking(language, decided)
    ordered = ask_documents(documents, registers.kinds, asking)
    city = ask_city(slug, ordered, asking)
    tables = ask_tables(ordered, TableDesk(registers.catalogue, registers.vocabulary, city, asking))
    tables = ask_cells(tables, _picture, asking)
    instrument = ask_instrument(tables, registers.catalogue, registers.vocabulary, asking)
    names = ask_names(tables, registers.matcher, registers.catalogue, asking)
    stated = ask_statements(ordered, tables, asking)
    data = CityData(city, ordered, tables, names, instrument, statements=stated)
    return Draft(slug, language, documents, asking, data)


def _picture(table: DraftedTable, line: DocumentLine, place: CellPlace) -> bytes:
    document: Path = table.document.read.path
    return cut_out(document, line.page, place.box) if line.page else b""


def state_of(documents: Sequence[ReadDocument]) -> str:
    """SHA-256 over the documents of a review."""
    return combined(f"{document.name} {document.sha256}" for document in documents)
