"""The documents of a city: what each is and says of itself, and what they say of the city."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from rapor.catalogue.cities import SHAPE as CITY_SHAPE
from rapor.catalogue.documents import DocumentKind
from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import sha256
from rapor.ground.places import Day
from rapor.ground.shape import Shape, Text
from rapor.ground.vocabularies import PUBLICATIONS
from rapor.ingest.captions import CAPTION
from rapor.ingest.document import DocumentLine
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document
from rapor.ingest.review.questions import Asking, Choice, Decision, Doubt, Question
from rapor.ingest.stated import LICENCE, DocumentFacts, doubt_period, propose_statements, read_facts
from rapor.ingest.table_reader import ReadTable, read_tables

SHEET = "documents"
ROAD_MAP = "road_map"
"""Code of the kind of document that gives a city's tables their numbers."""
CITY = "city"
"""Place of the questions that are about the city and not one document."""

_TITLE_LINES = 4
_HEAD = 40
"""Lines of a document in which it says what it is."""
CODE_UNREAD = "Kode wilayah Kementerian Dalam Negeri; belum dicocokkan dengan edisi yang berlaku"
"""What is said of a code that a person typed."""
_YEAR = Text(pattern=r"(19|20)\d\d", form="a year such as 2025")
_ORDER = Text(pattern=r"[1-9]\d?", form="a number, 1 for the document that counts first")
PROVINCE = "Provinsi"
_ISSUERS = (
    (re.compile(r"^wali\s?kota\s+", re.IGNORECASE), "Kota"),
    (re.compile(r"^bupati\s+", re.IGNORECASE), "Kabupaten"),
    (re.compile(r"^gubernur\s+", re.IGNORECASE), PROVINCE),
)
"""Who issues a regulation, and what he governs."""


@dataclass(frozen=True)
class ReadDocument:
    """A document as it was read: its file, lines, tables, what was done, what it says of itself."""

    path: Path
    sha256: str
    lines: Sequence[DocumentLine]
    tables: Sequence[ReadTable]
    notes: Notes
    facts: DocumentFacts

    @property
    def name(self) -> str:
        """Name of its file, by which the review speaks of it."""
        return self.path.name


@dataclass(frozen=True)
class CityDocument:
    """A document with what is decided on it: its key and entry in ``sources.yaml``, its order."""

    read: ReadDocument
    kind: DocumentKind
    key: str
    entry: dict[str, Any]
    order: int


@dataclass(frozen=True)
class CityDraft:
    """What is decided on a city: its line in the list of cities, and its road map's years."""

    line: dict[str, str]
    first_year: int | None
    last_year: int | None
    baseline: int | None


def read(
    path: Path,
    vocabulary: Vocabulary,
    weights: Mapping[str, str],
    tell: Callable[[str], None],
) -> ReadDocument:
    """Read a document; ``tell`` is told how far a long reading is.

    ``weights`` is how much hangs on each kind of doubt.

    Raises as ``read_document``, and ``DataRejected`` without a table.
    """
    digest = sha256(path) if path.is_file() else ""
    notes = Notes(weights=weights)
    lines = read_document(path, notes, tell)
    tables = read_tables(lines, vocabulary, notes)
    if sha256(path) != digest:
        raise DataRejected(
            Problem(path.name, "changed while it was read", "a file at rest", "run this again")
        )
    if not tables:
        raise DataRejected(
            Problem(
                path.name,
                "no table in the document",
                "a table with a caption or a heading above it",
                "see docs/new-city.md for what a document should look like",
            )
        )
    facts = read_facts(lines)
    doubt_period(facts, notes)
    propose_statements(lines, tables, vocabulary, facts, notes)
    return ReadDocument(path, digest, lines, tables, notes, facts)


def ask_documents(
    documents: Sequence[ReadDocument], kinds: Sequence[DocumentKind], asking: Asking
) -> list[CityDocument]:
    """Ask what each document is; in the order in which the documents count."""
    keys: set[str] = set()
    made = [_document(document, kinds, keys, asking) for document in documents]
    ranked = sorted(made, key=lambda document: document.kind.precedence)
    ordered = []
    for place, document in enumerate(ranked, start=1):
        order = int(_order(document, place, len(made), asking))
        ordered.append(
            CityDocument(document.read, document.kind, document.key, document.entry, order)
        )
    return sorted(ordered, key=lambda document: document.order)


def _order(document: CityDocument, place: int, count: int, asking: Asking) -> str:
    if count == 1:
        return "1"
    words = asking.language
    return asking.ask(
        Question(
            SHEET,
            f"{document.read.name}:order",
            (document.read.name, words.text("Order: where two documents differ, the lower counts")),
            str(place),
            words.text("by what the document is: {kind}", kind=document.kind.named(words.code)),
            "check",
            shape=_ORDER,
        )
    )


def _document(
    document: ReadDocument, kinds: Sequence[DocumentKind], keys: set[str], asking: Asking
) -> CityDocument:
    kind = _kind(document, kinds, asking)
    facts = document.facts
    entry = {
        "title": _fact(document, "title", facts.title or _headed(document), Text(), asking),
        "number": _fact(document, "number", facts.number, Text(), asking),
        "date": _fact(document, "date", facts.date, Day(), asking),
        "issuer": _fact(document, "issuer", facts.issuer, Text(), asking),
    }
    key = base = facts.named_by(document.path).key
    count = 1
    while key in keys:
        count += 1
        key = f"{base}-{count}"
    keys.add(key)
    if kind.publication:
        entry = {
            "title": entry["title"],
            "number": entry["number"],
            "publisher": entry["issuer"],
            "kind": PUBLICATIONS[0],
            "published": entry["date"],
        }
    licence = {} if kind.publication else {"licence": LICENCE}
    entry |= {"file": document.name, "sha256": document.sha256, **licence}
    entry["reference"] = _reference(entry, kind)
    return CityDocument(document, kind, key, {k: v for k, v in entry.items() if v}, 1)


def _reference(entry: dict[str, Any], kind: DocumentKind) -> str:
    issuer, number = entry.get("issuer", ""), entry["number"]
    if issuer and number and not kind.publication:
        return f"Peraturan {issuer} Nomor {number}"
    return str(entry["title"])


def _kind(document: ReadDocument, kinds: Sequence[DocumentKind], asking: Asking) -> DocumentKind:
    """What a document is, by its title, its first lines or its file's name."""
    words = asking.language
    head = " ".join(line.text for line in document.lines[:_HEAD])
    texts = (document.facts.title, head, document.path.stem.replace("-", " ").replace("_", " "))
    told = ((kind, word) for text in texts for kind in kinds if (word := kind.word_in(fold(text))))
    kind, word = next(told, (None, ""))
    reason = (
        words.text("it says {word!r}", word=word)
        if kind
        else words.text("neither its title nor its first lines say what it is")
    )
    code = asking.ask(
        Question(
            SHEET,
            f"{document.name}:kind",
            (document.name, words.text("What the document is")),
            kind.code if kind else "",
            reason,
            "sure" if kind else "open",
            tuple(Choice(known.code, known.named(words.code)) for known in kinds),
        )
    )
    return next((known for known in kinds if known.code == code), kinds[0])


def _headed(document: ReadDocument) -> str:
    """The first lines of text of a document that has no title of a regulation."""
    lines = [line for line in document.lines[:_HEAD] if not line.is_blank]
    before = takewhile(lambda line: not line.is_cells and not CAPTION.match(line.text), lines)
    return " ".join(" ".join(line.text.split()) for line in list(before)[:_TITLE_LINES])


def _fact(
    document: ReadDocument,
    name: str,
    read: str,
    shape: Shape,
    asking: Asking,
) -> str:
    words = asking.language
    titles = {
        "title": words.text("Title"),
        "number": words.text("Number"),
        "date": words.text("Date"),
        "issuer": words.text("Issuer"),
    }
    missing: Doubt = "open" if name == "title" else "check"
    reason = words.text("read in its head") if read else words.text("not found in its head")
    return asking.ask(
        Question(
            SHEET,
            f"{document.name}:{name}",
            (document.name, titles[name]),
            read,
            reason,
            "sure" if read else missing,
            shape=shape,
        )
    )


def ask_city(slug: str, documents: Sequence[CityDocument], asking: Asking) -> CityDraft:
    """Ask who the city is and which years its road map is for."""
    facts = [document.read.facts for document in documents if document.kind.has_period]
    first = next((fact for fact in facts if fact.period[0] is not None), None)
    years = first.period if first else (None, None)
    line = {"city": slug, **_names(slug, documents, asking)}
    misread = first.misread_years if first else ""
    start = _year("from", years[0], misread, asking)
    end = _year("to", years[1], misread, asking)
    return CityDraft(line, start, end, start - 1 if start is not None else None)


def given(name: str, province: str, code: str) -> dict[tuple[str, str], Decision]:
    """What somebody said of a city beforehand, as decisions."""
    stated = {"name": name, "province": province, "code": code}
    return {(SHEET, f"{CITY}:{key}"): Decision(text) for key, text in stated.items() if text}


def _names(slug: str, documents: Sequence[CityDocument], asking: Asking) -> dict[str, str]:
    words = asking.language
    titles = {
        "name": words.text("Name of the local government"),
        "province": words.text("Province"),
        "code": words.text("Code of the Ministry of Home Affairs, such as 12.75"),
    }
    issuers = (str(document.entry.get("issuer", "")) for document in documents)
    named = next(filter(None, map(_governed, issuers)), "")
    read_here = words.text("read from who issued the regulation")
    read = {"name": named}
    if named.startswith(PROVINCE):
        read["province"] = named.removeprefix(f"{PROVINCE} ")
    line = {}
    for name, title in titles.items():
        is_read = bool(read.get(name))
        line[name] = asking.ask(
            Question(
                SHEET,
                f"{CITY}:{name}",
                (slug, title),
                read.get(name, ""),
                read_here if is_read else words.text("the document does not say it"),
                "sure" if is_read else "open" if name in CITY_SHAPE.needed else "check",
                shape=CITY_SHAPE.fields[name],
            )
        )
    return line | {"reference": CODE_UNREAD, "verified": "false"}


def _governed(issuer: str) -> str:
    for pattern, kind in _ISSUERS:
        if pattern.match(issuer):
            return f"{kind} {pattern.sub('', issuer)}"
    return ""


def _year(name: str, year: int | None, misread: str, asking: Asking) -> int | None:
    """Ask for one end of the road map; ``misread`` are years that the title hardly means."""
    words = asking.language
    titles = {
        "from": words.text("First year of the road map"),
        "to": words.text("Last year of the road map"),
    }
    reason = words.text("read in the title") if year else words.text("not found in the title")
    if misread:
        reason = words.text("read in the title, which prints {years}", years=misread)
    answer = asking.ask(
        Question(
            SHEET,
            f"{CITY}:{name}",
            (words.text("Road map"), titles[name]),
            str(year or ""),
            reason,
            "open" if year is None else "check" if misread else "sure",
            shape=_YEAR,
        )
    )
    return int(answer) if answer.isdigit() else None


def check_files(paths: Sequence[Path]) -> None:
    """Raise ``DataRejected`` for two documents of one name: a review tells them apart by it."""
    problems = Problems()
    names = [path.name for path in paths]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(name, "two documents of this name", "each its own", "rename one of them")
    problems.raise_if_any()
