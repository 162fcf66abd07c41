"""Where in the document a line stands: the numbered headings above it, the lists below them.

Of lists and findings in sentences only the place is carried, not the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapor.catalogue.headers import Vocabulary
from rapor.ingest.document import DocumentLine, plain

_UPPER = re.compile(r"^(?P<letter>[A-Z])\.\s*(?:(?P<number>\d+(?:\.\d+)*)\.?)?\s+(?P<title>\S.*)$")
_SECTION = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?P<title>\S.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})\.\s+(?P<title>\S.*)$")
_LOWER = re.compile(r"^(?P<letter>[a-z])\.\s+(?P<title>\S.*)$")
_CHAPTER = re.compile(r"^BAB\s+(?:[IVX]+|\d{1,2})\b")
_MOST_WORDS = 16
_BELOW_NUMBER = 2

_ITEM = re.compile(r"^(?:[-•]\s*)?(?P<number>\d{1,2}|[a-z])[.)]\s+(?P<text>\S.*)$")


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

    def read(self, line: DocumentLine) -> bool:
        """Take note of a line; True when it is a heading."""
        if line.is_cells or line.is_blank or line.catchword is not None:
            return False
        text = plain(line.text)
        if _CHAPTER.match(text):
            self.marks, self.titles = [], []
            return True
        return bool(text) and any(
            read(text) for read in (self._section, self._upper, self._number, self._lower)
        )

    def _section(self, text: str) -> bool:
        """A heading whose number says all of its place: ``4.5.`` and below it ``4.5.1``."""
        heading = _SECTION.match(text)
        if not heading or not looks_like_title(heading["title"]):
            return False
        depth = heading["number"].count(".") - 1
        self.titles = [*self.titles[:depth], heading["title"]]
        self.marks = [heading["number"]]
        return True

    def _upper(self, text: str) -> bool:
        heading = _UPPER.match(text)
        if not heading or not looks_like_title(heading["title"]):
            return False
        number = heading["number"]
        self.marks = [f"{heading['letter']}.{number}" if number else heading["letter"]]
        self.titles = [heading["title"]]
        return True

    def _number(self, text: str) -> bool:
        heading = _NUMBER.match(text)
        if not heading or not self.marks or not looks_like_title(heading["title"]):
            return False
        self._cut(1)
        self.marks.append(heading["number"])
        self.titles.append(heading["title"])
        return True

    def _lower(self, text: str) -> bool:
        heading = _LOWER.match(text)
        if not heading or len(self.marks) < _BELOW_NUMBER or not looks_like_title(heading["title"]):
            return False
        self._cut(2)
        self.marks.append(heading["letter"])
        self.titles.append(heading["title"])
        return True

    def _cut(self, depth: int) -> None:
        del self.marks[depth:]
        del self.titles[depth:]

    @property
    def place(self) -> str:
        """The headings' marks in one: ``B.2.a``."""
        return ".".join(self.marks)


def is_list_heading(titles: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a list of recommendations or of priorities stands below a heading."""
    return any(_heads_list(title, vocabulary) for title in titles)


def _heads_list(title: str, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind(title)
    return (kind == "recommendations" and len(title.split()) <= 3) or (
        kind == "priorities" and vocabulary.kind(title.split(maxsplit=1)[0]) == kind
    )


def announces_list(line: DocumentLine, titles: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a sentence of the ministry's result announces a list: it ends in a colon."""
    is_official = any(vocabulary.says("official", title) for title in titles)
    return is_official and line.text.rstrip().endswith(":")


def announced_items(lines: list[DocumentLine]) -> list[tuple[DocumentLine, str]]:
    """The items of the lettered list right below a sentence; none where no list follows.

    A numbered list there is the order of the sentences themselves.
    """
    items = list_items(lines, introduced=True)
    return items if len(items) > 1 and items[0][1].isalpha() else []


def list_items(
    lines: list[DocumentLine], *, introduced: bool = False
) -> list[tuple[DocumentLine, str]]:
    """The items of the list that begins below a heading: line and number.

    An introduction may stand before the first item, unless it has been read already; the
    first other text after it ends the list. Catchwords repeat an item's beginning and are
    no items.
    """
    items: list[tuple[DocumentLine, str]] = []
    for line in lines:
        if line.is_cells:
            break
        if line.is_blank or line.catchword is not None:
            continue
        text = line.text.strip()
        item = _ITEM.match(text)
        is_item = item and not looks_like_title(item["text"])
        if item and is_item and (not items or _follows(item["number"], items[-1][1])):
            items.append((line, item["number"]))
        elif items and text[0].islower():
            continue  # the sentence of the item above goes on
        elif items or introduced:
            break
        else:
            introduced = True
    return items


def _follows(number: str, before: str) -> bool:
    if number.isdigit() and before.isdigit():
        return int(number) == int(before) + 1
    return not number.isdigit() and not before.isdigit() and ord(number) == ord(before) + 1
