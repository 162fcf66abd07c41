"""Where in the document a line stands: the numbered headings above it."""

import re
from dataclasses import dataclass, field

from rapor.ingest.document import Line
from rapor.ingest.markup import plain

_UPPER = re.compile(r"^(?P<letter>[A-Z])\.\s*(?:(?P<number>\d+(?:\.\d+)*)\.?)?\s+(?P<title>\S.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})\.\s+(?P<title>\S.*)$")
_LOWER = re.compile(r"^(?P<letter>[a-z])\.\s+(?P<title>\S.*)$")
_CHAPTER = re.compile(r"^BAB\s+[IVX]+\b")
_MOST_WORDS = 16
_BELOW_NUMBER = 2


def looks_like_title(text: str) -> bool:
    """Whether a text is a heading and not an item of a list.

    A heading is short, is no sentence, and all its longer words begin with a capital.
    """
    words = text.rstrip(".").split()
    longer = [word for word in words if len(word) > 4 and word[0].isalpha()]
    return (
        len(words) <= _MOST_WORDS
        and text[-1] not in ";,:"
        and bool(longer)
        and all(word[0].isupper() for word in longer)
    )


@dataclass
class Outline:
    """Follows the headings, line by line: ``B.`` then ``2.`` then ``a.``."""

    marks: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def read(self, line: Line) -> bool:
        """Take note of a line; True when it is a heading."""
        if line.is_cells or line.is_blank or line.catchword is not None:
            return False
        text = plain(line.text)
        if _CHAPTER.match(text):
            self.marks, self.titles = [], []
            return True
        return bool(text) and (self._upper(text) or self._number(text) or self._lower(text))

    def _upper(self, text: str) -> bool:
        found = _UPPER.match(text)
        if not found or not looks_like_title(found["title"]):
            return False
        number = found["number"]
        self.marks = [f"{found['letter']}.{number}" if number else found["letter"]]
        self.titles = [found["title"]]
        return True

    def _number(self, text: str) -> bool:
        found = _NUMBER.match(text)
        if not found or not self.marks or not looks_like_title(found["title"]):
            return False
        self._cut(1)
        self.marks.append(found["number"])
        self.titles.append(found["title"])
        return True

    def _lower(self, text: str) -> bool:
        found = _LOWER.match(text)
        if not found or len(self.marks) < _BELOW_NUMBER or not looks_like_title(found["title"]):
            return False
        self._cut(2)
        self.marks.append(found["letter"])
        self.titles.append(found["title"])
        return True

    def _cut(self, depth: int) -> None:
        del self.marks[depth:]
        del self.titles[depth:]

    @property
    def place(self) -> str:
        """The headings' marks in one: ``B.2.a``."""
        return ".".join(self.marks)
