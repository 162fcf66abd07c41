"""Finding the printed tables of a document: by caption, by heading, by their first line.

A table is a caption (or a heading that stands for one) and the lines of cells below it,
over page ends and catchwords, until other text follows.
"""

import re
from dataclasses import dataclass, field

from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.names import fold
from rapor.ingest.captions import CAPTION, captions_above, unnumbered
from rapor.ingest.document import DocumentLine, paragraphs, plain
from rapor.ingest.head_lines import repeats_with_other_years
from rapor.ingest.header import begins_with_head
from rapor.ingest.notes import Notes
from rapor.ingest.outline import (
    Outline,
    announced_items,
    announces_list,
    is_list_heading,
    list_items,
    looks_like_title,
)

_FIGURE = re.compile(r"^\W*gambar\s+\d", re.IGNORECASE)
_CONTINUED = re.compile(r"\b(?:lanjutan|sambungan)\b", re.IGNORECASE)
_OUTLINE_CELL = re.compile(r"^[A-Z](?:\.\d+)+$")
_NUMBERED_TITLE = re.compile(r"^(?P<number>\d{1,2})[.)]?\s+(?P<word>[A-Z]{4,})\s+\S")
_ITEM = re.compile(r"^[-•]\s+\S")
_LETTERS = "bcdefghijklmnopqrstuvwxyz"
_TITLE_LINES = 5
_LONGEST_TITLE = 200
_FRAME_LINES = 2
_LONGEST_SHOWN = 60
_HEAD_LINES = 6
_NAMELESS = "tabel"
"""Name of a table that has neither a number nor a heading above it."""


@dataclass
class PrintedTable:
    """A table as it was found: its name, its lines of cells, and what its place says.

    ``blocks`` are its lines between page ends; ``tail`` are lines of text that go on with
    its last row; ``headings`` are the titles above it, outermost first; ``signs`` are the
    digits that notes below it begin with.
    """

    table: str
    title: str
    first_line: int
    headings: tuple[str, ...]
    captioned: bool
    blocks: list[list[DocumentLine]] = field(default_factory=list)
    tail: list[DocumentLine] = field(default_factory=list)
    items: list[tuple[DocumentLine, str]] = field(default_factory=list)
    signs: frozenset[str] = frozenset()

    @property
    def last_line(self) -> int:
        """Number of the last line that belongs to it."""
        lines = [line for block in self.blocks for line in block]
        lines += self.tail + [line for line, _ in self.items]
        return max([line.number for line in lines], default=self.first_line)


@dataclass
class TableFinder:
    """Walks through a document once and gathers its tables."""

    lines: list[DocumentLine]
    vocabulary: Vocabulary
    notes: Notes
    tables: list[PrintedTable] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    open_table: PrintedTable | None = None
    is_figure: bool = False
    catchword: str = ""
    above: str = ""
    announced: dict[int, str] = field(default_factory=dict)
    at: int = 0

    def find(self) -> list[PrintedTable]:
        """All tables in document order, those of a number used twice told apart."""
        self.lines = captions_above(self.lines, self.notes)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_cells:
                self._take_block()
                continue
            if line.catchword is not None:
                self.catchword = line.catchword
            elif not line.is_blank:
                self._take_text(line)
                continue
            self.at += 1
        for table in [table for table in self.tables if not table.blocks and not table.items]:
            self.notes.add(table.table, table.first_line, "skipped", "a caption without a table")
        self.tables = [table for table in self.tables if table.blocks or table.items]
        self._tell_apart()
        return self.tables

    def _take_text(self, line: DocumentLine) -> None:
        if self._goes_on(line):
            self._take_tail()
            return
        self.at += 1
        self.catchword = ""
        self.is_figure = bool(_FIGURE.match(plain(line.text))) or (
            self.is_figure and self.open_table is None and line.text.isupper()
        )
        caption = CAPTION.match(plain(line.text))
        if caption:
            self._take_caption(line, caption)
            return
        below = next((line for line in self.lines[self.at :] if not line.is_blank), None)
        if title := unnumbered(line, below):
            self.is_figure = False
            self._new(self.outline.place or _NAMELESS, title, line, captioned=True)
            return
        self.open_table, self.above = None, plain(line.text)
        if self.outline.read(line):
            if is_list_heading(self.outline.titles[-1:], self.vocabulary):
                self._take_list(self.outline.place, line, list_items(self.lines[self.at :]))
        elif announces_list(line, self.outline.titles, self.vocabulary):
            place = f"{self.outline.place}."
            lists = [table for table in self.tables if table.items]
            before = [table for table in lists if table.table.startswith(place)]
            letter = f"a{_LETTERS}"[len(before) % 26]
            self._take_list(place + letter, line, announced_items(self.lines[self.at :]))

    def _take_list(
        self, name: str, line: DocumentLine, items: list[tuple[DocumentLine, str]]
    ) -> None:
        if items:
            table = self._new(name, self.outline.titles[-1], line, captioned=False)
            table.items = items
            self.open_table = None

    def _take_caption(self, line: DocumentLine, caption: re.Match[str]) -> None:
        number = "".join(caption["number"].split())
        title = plain(self._title(caption["title"] or ""))
        before = self.tables[-1] if self.tables else None
        if before and before.table == number and _CONTINUED.search(f"{plain(line.text)} {title}"):
            self.open_table = before
            return
        self.is_figure = False
        self._new(number, title, line, captioned=True)

    def _title(self, words: str) -> str:
        """The title of a caption, which may stand below it on lines of its own."""
        parts = [words]
        while self.at < len(self.lines) and len(parts) <= _TITLE_LINES:
            line = self.lines[self.at]
            is_end = line.is_blank and any(parts)
            is_other = line.is_cells or line.catchword is not None
            if is_end or is_other or len(line.text) > _LONGEST_TITLE:
                break
            if CAPTION.match(plain(line.text)):
                break
            parts.append(line.text.replace("*", "").strip())
            self.at += 1
        return " ".join(parts)

    def _take_block(self) -> None:
        block: list[DocumentLine] = []
        self.announced[self.lines[self.at].number] = self.catchword
        while self.at < len(self.lines) and self.lines[self.at].is_cells:
            block.append(self.lines[self.at])
            self.at += 1
        self.catchword = ""
        reason = self._no_table(block)
        if reason:
            self.notes.add("", block[0].number, "skipped", reason)
            return
        for part in self._parts(block):
            table = self._table_of(part)
            if table is None:
                first, cells = part[0].number, "; ".join(filter(None, part[0].cells))
                at = f"line:{first}"
                self.notes.doubt("block_unread", "", first, at, cells=cells[:_LONGEST_SHOWN])
            else:
                table.blocks.append(part)

    def _parts(self, block: list[DocumentLine]) -> list[list[DocumentLine]]:
        """Lines of cells that follow each other, parted where another table's title stands."""
        parts: list[list[DocumentLine]] = [[]]
        for at, line in enumerate(block):
            is_titled = not self._is_captioned and _OUTLINE_CELL.match(line.cells[0])
            if parts[-1] and (is_titled or _is_next(parts[-1], block[at:])):
                parts.append([])
            parts[-1].append(line)
        return parts

    @property
    def _is_captioned(self) -> bool:
        return self.open_table is not None and self.open_table.captioned

    def _no_table(self, block: list[DocumentLine]) -> str:
        if self.is_figure:
            self.is_figure = False
            return "the words of a drawing, not a table"
        cells = [cell for line in block for cell in line.text.split("\t")]
        if (
            len(block) <= _FRAME_LINES
            and not self._is_captioned
            and any(paragraphs(cell) > 1 for cell in cells)
        ):
            return "a frame around paragraphs, not a table"
        return ""

    def _table_of(self, block: list[DocumentLine]) -> PrintedTable | None:
        """The table that a block belongs to: one that it begins, the open one, or a new one."""
        table = self.open_table
        if table is not None and table.blocks and _is_next(table.blocks[0], block):
            return self._new(table.table, table.title, block[0], captioned=table.captioned)
        if self._is_captioned and not self._begins_another(block):
            return self.open_table
        first = block[0]
        if _OUTLINE_CELL.match(first.cells[0]):
            return self._new(first.cells[0], first.cells[1], first, captioned=False)
        numbered = _NUMBERED_TITLE.match(first.cells[0])
        if numbered and not any(first.cells[1:]):
            name = f"{numbered['word'].lower()}-{numbered['number']}"
            title = first.cells[0][numbered.end("number") :].lstrip(".) ")
            return self._new(name, title, first, captioned=False)
        if self.open_table is not None and not self._begins_another(block):
            return self.open_table
        return self._nameless(block)

    def _nameless(self, block: list[DocumentLine]) -> PrintedTable | None:
        """A table without a caption, named by the heading above it; None for other cells."""
        first, is_first = block[0], self.open_table is None
        if self.outline.marks and is_first:
            return self._new(self.outline.place, self.outline.titles[-1], first, captioned=False)
        if not begins_with_head(block, self.vocabulary):
            return None
        self.notes.doubt("caption_missing", "", first.number, f"line:{first.number}")
        title = self.above if self.above and looks_like_title(self.above) else ""
        return self._new(self.outline.place or _NAMELESS, title, first, captioned=False)

    def _begins_another(self, block: list[DocumentLine]) -> bool:
        """Whether a block after a gap has a head of its own, other than the open table's."""
        table = self.open_table
        if table is None or not table.blocks or not begins_with_head(block, self.vocabulary):
            return False
        known = {fold(cell) for line in table.blocks[0][:_HEAD_LINES] for cell in line.cells}
        cells = [fold(cell) for cell in block[0].cells if cell]
        return 2 * sum(cell in known for cell in cells) < len(cells)

    def _new(self, name: str, title: str, line: DocumentLine, *, captioned: bool) -> PrintedTable:
        headings = tuple(self.outline.titles)
        table = PrintedTable(name, title.rstrip("."), line.number, headings, captioned)
        self.tables.append(table)
        self.open_table = table
        return table

    def _goes_on(self, line: DocumentLine) -> bool:
        """Whether text after a page end goes on with the last row of the open table."""
        if not self.open_table or not self.open_table.blocks or not self.catchword:
            return False
        last = self.open_table.blocks[-1][-1].cells[0]
        return self.catchword.casefold() == last.casefold() and line.text.lstrip()[0].islower()

    def _take_tail(self) -> None:
        table = self.open_table
        while table and self.at < len(self.lines):
            line = self.lines[self.at]
            is_part = _ITEM.match(line.text.strip()) or not table.tail
            if line.is_cells or line.catchword is not None or not (line.is_blank or is_part):
                break
            if not line.is_blank:
                table.tail.append(line)
            self.at += 1
        self.open_table = None

    def _tell_apart(self) -> None:
        """Give a table whose number is printed before the first free letter."""
        taken: set[str] = set()
        for table in self.tables:
            number = table.table
            letters = (f"{number}-{letter}" for letter in [*_LETTERS, *map(str, range(26, 999))])
            if number in taken:
                table.table = next(name for name in letters if name not in taken)
                reason = f"number {number} is printed before, this table is kept as {table.table}"
                self.notes.add(table.table, table.first_line, "renamed", reason)
            taken.add(table.table)


def _is_next(before: list[DocumentLine], lines: list[DocumentLine]) -> bool:
    """Whether lines begin with the head of the table before them, but for other years."""
    heads = [line.cells for line in before[:_HEAD_LINES]]
    return repeats_with_other_years(heads, [line.cells for line in lines[:_HEAD_LINES]])
