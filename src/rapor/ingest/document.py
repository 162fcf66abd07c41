"""A document as lines, each with its number, and the few things that a line can be."""

import re
from dataclasses import dataclass
from pathlib import Path

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import read_text
from rapor.ingest.markup import plain

TAB = "\t"
LONGEST_LINE = 100_000

_DOTS = 4
_STROKES = re.compile(r"^[-_=|:+]+$")
_SHORTEST_RULE = 3
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True)
class Line:
    """One line of the document; ``number`` counts from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed; a page ends with such a line."""
        return not self.text.strip()

    @property
    def is_cells(self) -> bool:
        """Whether the line is a line of a table: cells between tabs."""
        return TAB in self.text

    @property
    def catchword(self) -> str | None:
        """The words that a page's last line repeats from the next page, else None.

        They end in a row of dots: ``Tabel 4.6.....``.
        """
        text = self.text.strip()
        words = text.rstrip(".")
        is_announced = len(text) - len(words) >= _DOTS and not self.is_cells
        return words.rstrip() if is_announced else None

    @property
    def is_rule(self) -> bool:
        """Whether every cell is a stroke of a drawn line; one dash says that a value is missing."""
        cells = [cell.strip() for cell in self.text.split(TAB)]
        is_long = max(len(cell) for cell in cells) >= _SHORTEST_RULE
        return self.is_cells and is_long and all(_STROKES.match(cell) for cell in cells)

    @property
    def cells(self) -> list[str]:
        """The cells, as printed without markup."""
        return [plain(cell) for cell in self.text.split(TAB)]


def read_document(path: Path) -> list[Line]:
    """Read a document as lines; line ends of any machine and a byte-order mark are fine.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when it is empty, is not
    UTF-8, or is not text.
    """
    try:
        text = read_text(path, path.name)
    except OSError as error:
        raise DataRejected(
            Problem(path.name, f"cannot be read: {error.strerror}", "a readable file", "check it")
        ) from None
    if not text.strip():
        raise DataRejected(
            Problem(path.name, "the document is empty", "OCR text", "export the text again")
        )
    if _CONTROL.search(text):
        raise DataRejected(
            Problem(path.name, "holds bytes that are not text", "OCR text", "export it as text")
        )
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            raise DataRejected(
                Problem(
                    f"{path.name} line {line.number}",
                    f"{len(line.text)} characters in one line",
                    f"at most {LONGEST_LINE}",
                    "break the line where the page does",
                )
            )
    return lines
