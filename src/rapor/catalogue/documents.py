"""A city's documents: what each can be, whose figures count, on which page a printed row stands.

``pages.csv`` of a city has a line for each part of a row on a page: its box in points from the
page's upper left corner. Row 0 is the table as a whole on that page, of which ``pages/`` has a
picture. A city whose document has no pages, such as a text, has neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import ListFile, entries_of, read_entries
from rapor.catalogue.names import fold
from rapor.ground.errors import Problems
from rapor.ground.files import csv_text
from rapor.ground.paths import Home
from rapor.ground.ref import Line
from rapor.ground.shape import Flag, ListOf, Number, Text, Words, as_printed
from rapor.ground.vocabularies import ASSESSORS

KINDS_SHAPE = entries_of(
    {
        "name": Words(meaning="in Indonesian"),
        "name_en": Words(meaning="in English"),
        "words": ListOf(
            item=as_printed(), least=1, meaning="words by which such a document is known"
        ),
        "precedence": Number(whole=True, low=1, meaning="the lower counts first"),
        "period": Flag(meaning="whether its title names the years of the road map"),
        "publication": Flag(meaning="whether it tells results and is no regulation"),
        "results": Flag(meaning="whether its tables tell results beside targets"),
        "assessor": Text(words=ASSESSORS, meaning="whose scores its tables print"),
    },
    ("name", "name_en", "words", "precedence"),
)
"""The shape of documents.yaml."""
PAGES_FILE, PAGES_FOLDER = "pages.csv", "pages"
_EDGE = Text(pattern=r"[0-9]+(\.[0-9]+)?", form="points, such as 72.5")
_EDGES = ("left", "top", "right", "bottom")
_PAGES = ListFile(
    {
        "table": Text(),
        "row": Text(pattern="[0-9]+", form="a whole number"),
        "page": Text(pattern="[1-9][0-9]*", form="a whole number from 1 on"),
        **dict.fromkeys(_EDGES, _EDGE),
    },
    {},
    ("table", "row", "page"),
)
_PAGES_COLUMNS = tuple(_PAGES.columns)


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document; see the fields of ``KINDS_SHAPE``."""

    code: str
    name: str
    name_en: str
    words: tuple[str, ...]
    precedence: int
    has_period: bool = False
    publication: bool = False
    assessor: str = ""
    tells_results: bool = False

    def word_in(self, folded: str) -> str:
        """The first of its words that a folded text holds as a whole; empty where none is."""
        return next((word for word in self.words if f" {fold(word)} " in f" {folded} "), "")

    def named(self, language: str) -> str:
        """Its name in a language."""
        return self.name_en if language == "en" else self.name


def read_document_kinds(home: Home) -> tuple[DocumentKind, ...]:
    """Read documents.yaml, in the order of recognition; raises ``DataRejected``."""
    problems, path = Problems(), home.documents
    kinds = [
        DocumentKind(
            code=entry.code,
            name=entry.text("name"),
            name_en=entry.text("name_en"),
            words=tuple(map(str, entry.items("words"))),
            precedence=int(entry.values.get("precedence") or 1),
            has_period=entry.values.get("period") is True,
            publication=entry.values.get("publication") is True,
            assessor=entry.text("assessor"),
            tells_results=entry.values.get("results") is True,
        )
        for entry in read_entries(path, home.relative(path), KINDS_SHAPE, problems)
    ]
    problems.raise_if_any()
    return tuple(kinds)


@dataclass(frozen=True)
class PagePlace:
    """A page, and the box on it, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


Places = Mapping[Line, tuple[PagePlace, ...]]
"""Where rows stand, page by page."""


def read_pages(home: Home, slug: str, problems: Problems) -> Places:
    """Where the rows of a city's tables stand; empty where its document has no pages."""
    path = home.raw(slug) / PAGES_FILE
    if not path.is_file():
        return {}
    refused = Problems()
    rows = _PAGES.read(path, home.relative(path), refused)
    for problem in refused:
        problems.add(problem.where, problem.found, problem.expected, problem.next_step)
    if refused:
        return {}
    places: dict[Line, tuple[PagePlace, ...]] = {}
    for row in rows:
        edges = (float(row[name]) for name in _EDGES)
        line = row["table"], int(row["row"])
        places[line] = (*places.get(line, ()), PagePlace(int(row["page"]), *edges))
    return places


def pages_text(places: Places) -> str:
    """The places as the file holds them, in the order of the tables."""
    rows = [
        {
            "table": table,
            "row": str(row),
            "page": str(place.page),
            **{name: f"{max(getattr(place, name), 0):.1f}" for name in _EDGES},
        }
        for (table, row), parts in places.items()
        for place in parts
    ]
    return csv_text(list(_PAGES_COLUMNS), rows)


def picture_name(table: str, page: int) -> str:
    """The picture of a table's part on a page, below the folder of its city."""
    return f"{PAGES_FOLDER}/{table}.{page}.jpg"


def pictures_of(home: Home, slug: str, places: Places) -> dict[tuple[str, int], Path]:
    """The pictures that are there, by table and page."""
    paths = {
        (table, place.page): home.raw(slug) / picture_name(table, place.page)
        for (table, row), parts in places.items()
        if row == 0
        for place in parts
    }
    return {key: path for key, path in paths.items() if path.is_file()}
