"""What a report says, before any format: the content model.

It is built once per city, year and language, and written by small writers. Data text in
it is plain: a writer escapes it at its own edge. Nothing here knows HTML, Word or PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from rapor.write.brand import HOUSE, Brand
from rapor.write.of_each import OfEach

Style = Literal["plain", "strong", "source", "mark", "symbol"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style.

    ``link`` is an anchor of this report (``#target-3.7-1``) or a web address; ``status``
    colours a symbol, which always stands beside its word; ``hint`` says in full what a
    short text stands for.
    """

    text: str
    style: Style = "plain"
    link: str = ""
    status: str = ""
    hint: str = ""


Text = tuple[Run, ...]
"""Running text; see ``words`` for making one."""


def words(*parts: "str | Run | Text") -> Text:
    """Join words, runs and texts to one text; empty words are left out."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs.extend([Run(part)] if part else [])
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs.extend(part)
    return tuple(runs)


def plain(text: Text) -> str:
    """The words of a text without style and links."""
    return "".join(run.text for run in text)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter."""

    title: str
    anchor: str


@dataclass(frozen=True)
class ListBlock:
    """A list, numbered when the order matters."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Callout:
    """A remark that must not be overlooked: a finding beside the figures that it touches."""

    title: str
    text: Text


@dataclass(frozen=True)
class Count:
    """A number that stands out, with the words that say what was counted."""

    number: str
    words: str
    symbol: str = ""
    status: str = ""


ROW = 4
"""As many counts stand side by side."""


@dataclass(frozen=True)
class Tally:
    """Counts side by side, at most ``ROW`` of them; ``is_large`` sets the first one larger."""

    counts: tuple[Count, ...]
    is_large: bool = False

    @property
    def rows(self) -> tuple[tuple[Count, ...], ...]:
        """The counts in the rows in which they are set."""
        every = range(0, len(self.counts), ROW)
        return tuple(self.counts[start : start + ROW] for start in every)


ColumnKind = Literal["text", "short", "number", "printed", "status", "source"]


@dataclass(frozen=True)
class Column:
    """A table's column.

    ``short`` words are not broken; a ``number`` is aligned at its decimal sign; ``printed``
    is a cell as printed, aligned at its end.
    """

    title: str
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Cell:
    """A cell: its words, and the number behind them for a spreadsheet."""

    text: Text
    value: float | None = None


def cell(*parts: "str | Run | Text", value: float | None = None) -> Cell:
    """A cell from words, runs and texts."""
    return Cell(words(*parts), value)


@dataclass(frozen=True)
class Row:
    """A row; ``depth`` indents its first cell, ``group`` makes its only cell a head of rows."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    depth: int = 0
    group: bool = False


@dataclass(frozen=True)
class Table:
    """A table with caption, source line and remarks; ``wide`` asks for a landscape page.

    A page in a browser shows a ``long`` one a part at a time, and finds rows in it.
    """

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Text = ()
    notes: tuple[Text, ...] = ()
    wide: bool = False
    long: bool = False

    def without_empty_columns(self) -> "Table":
        """The same table without columns in which no row has a word."""
        rows = [row for row in self.rows if not row.group]
        kept = [
            place
            for place in range(len(self.columns))
            if any(row.cells[place].text for row in rows)
        ]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(
                row if row.group else replace(row, cells=tuple(row.cells[place] for place in kept))
                for row in self.rows
            ),
        )


@dataclass(frozen=True)
class Spot:
    """A part of a chart that a page tells something of, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float
    words: str


class Drawing(Protocol):
    """A chart in the forms that writers take, all from one drawing when it is first asked for."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""

    @property
    def svg(self) -> str:
        """SVG whose words are text, for who brings the typeface, as pages and PDFs do."""

    @property
    def png(self) -> bytes:
        """A picture of it that is fit for print, for who cannot bring the typeface."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What a page says where one points; the table beside a chart says it to who cannot."""


@dataclass(frozen=True)
class Bars:
    """Which columns of a figure's numbers say it as bars, and where their axis ends.

    The first column names them, ``unit`` says in words what the axis counts. ``most`` is empty
    where the axis ends with the longest bar.
    """

    columns: tuple[int, ...]
    unit: str
    most: float | None = None


@dataclass(frozen=True)
class Figure:
    """A chart: its title is a finding, its caption says what is drawn.

    ``alternative`` says the same for those who do not see it; ``data`` are its numbers, and
    ``bars`` how a program that draws charts of its own shows them, where bars can.
    """

    anchor: str
    title: str
    caption: str
    source: Text
    alternative: str
    drawing: Drawing
    data: Table
    bars: Bars | None = None


@dataclass(frozen=True)
class Mark:
    """A row on the picture of a page: its label, and where it begins and ends, as shares of it."""

    anchor: str
    label: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Facsimile:
    """A table as its document prints it, a JPEG with a mark for each row.

    A web page and a PDF show it and lead to its marks; in Word the number of the page beside
    each figure is enough.
    """

    anchor: str
    title: str
    alternative: str
    picture: bytes
    marks: tuple[Mark, ...]

    @property
    def anchors(self) -> set[str]:
        """Where links to the picture and to its rows lead."""
        return {self.anchor, *(mark.anchor for mark in self.marks if mark.anchor)}


def texts_of(block: "Block") -> Iterator[Text]:
    """Every running text of a block; a figure's numbers are not shown beside it."""
    match block:
        case Paragraph() | Callout():
            yield block.text
        case ListBlock():
            yield from block.items
        case Figure():
            yield block.source
        case Table():
            yield from (block.source, *block.notes)
            yield from (cell.text for row in block.rows for cell in row.cells)


Block = Paragraph | Heading | ListBlock | Callout | Tally | Table | Figure | Facsimile


@dataclass(frozen=True)
class Chapter:
    """A chapter; ``code`` names its module and stays when numbers move."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    number: int | None = None

    @property
    def anchor(self) -> str:
        """Where links to the chapter lead."""
        return f"chapter-{self.code}"


@dataclass(frozen=True)
class Section:
    """A titled part of the front page; ``code`` names its place on a wide screen."""

    title: str
    blocks: tuple[Block, ...]
    code: str = ""


@dataclass(frozen=True)
class FrontPage:
    """What the city's secretary reads: facts of the report, then its sections.

    ``half`` names the half year of which the report is; empty for a whole year.
    """

    title: str
    city: str
    year: int
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    half: str = ""

    @property
    def period(self) -> str:
        """The year, and the half year where the report is of one."""
        return f"{self.year} {self.half}".strip()

    @property
    def full_title(self) -> str:
        """What a file calls itself: the title, and what the report is of."""
        return f"{self.title}: {self.city} {self.period}"


@dataclass(frozen=True)
class Report:
    """A whole report in one language; ``running`` heads every printed page.

    One of a few pages has no list of contents (``is_short``). ``brand`` is whose it is, the
    first line of its ``letterhead`` the name.
    Beside one with a ``stem`` its figures and tables lie as files of that name; ``near`` are other
    files to go to: words and a relative address. ``in_full`` is one long table for a workbook,
    ``of_each`` what a page says of a city that is chosen there.
    """

    language: str
    running: str
    front: FrontPage
    chapters: tuple[Chapter, ...]
    is_short: bool = False
    brand: Brand = HOUSE
    letterhead: tuple[str, ...] = ()
    stem: str = ""
    near: tuple[tuple[str, str], ...] = ()
    in_full: Table | None = None
    of_each: OfEach | None = None

    def blocks(self) -> Iterator[Block]:
        """Every block, front page first."""
        for section in self.front.sections:
            yield from section.blocks
        for chapter in self.chapters:
            yield from chapter.blocks

    @property
    def numbers(self) -> dict[str, int]:
        """Number of each table and figure by anchor, counted apart through the report."""
        numbers: dict[str, int] = {}
        for kind in (Table, Figure):
            anchors = [block.anchor for block in self.blocks() if isinstance(block, kind)]
            numbers |= {anchor: number for number, anchor in enumerate(anchors, start=1)}
        return numbers

    @property
    def anchors(self) -> list[str]:
        """Every place that a link can lead to, once: chapters, then what stands in them."""
        anchors = [chapter.anchor for chapter in self.chapters]
        for block in self.blocks():
            if isinstance(block, Heading | Table | Figure):
                anchors.append(block.anchor)
            if isinstance(block, Table):
                anchors += [row.anchor for row in block.rows]
        return list(dict.fromkeys(anchor for anchor in anchors if anchor))

    @property
    def anchors_asked(self) -> set[str]:
        """Anchors that something in the report leads to, whether they are there or not."""
        runs = (run for block in self.blocks() for text in texts_of(block) for run in text)
        return {run.link[1:] for run in runs if run.link.startswith("#")}
