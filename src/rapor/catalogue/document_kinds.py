"""What a document of a city can be, and whose figures count where two print the same."""

from dataclasses import dataclass

from rapor.catalogue.entries import entries_of, read_entries
from rapor.catalogue.names import fold
from rapor.ground.errors import Problems
from rapor.ground.paths import Home
from rapor.ground.shape import Flag, ListOf, Number, Text, Words, as_printed
from rapor.ground.vocabularies import ASSESSORS

SHAPE = entries_of(
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


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document; see the fields of ``SHAPE``."""

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
        for entry in read_entries(path, home.relative(path), SHAPE, problems)
    ]
    problems.raise_if_any()
    return tuple(kinds)
