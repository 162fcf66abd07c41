"""The HTML writer: one file that needs nothing else, for the screen and for paper.

All data text passes Jinja's escaping; only the charts and the style sheet are inserted as
they are, and both are ours. Addresses other than ``#…``, ``https:`` and ``http:`` are
written as text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rapor.ground.language import Language, language
from rapor.ground.text import DIRECTION, printable
from rapor.write.content import Cell, Column, Report, Row, Run, Table, plain
from rapor.write.fonts import FACES, face
from rapor.write.svg import inline

_LINKS = ("#", "https://", "http://")


LONGEST = 24
"""A word longer than this many letters may be broken anywhere."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST + 1}}}")


def html(report: Report) -> bytes:
    """The report as one HTML file."""
    words = language(report.language)
    return rendered(
        "report.html.j2",
        report=report,
        numbers=report.numbers,
        text=words.text,
        script=inserted("report.js"),
        table_view=lambda table: TableView(table, words),
    )


def rendered(template: str, **values: object) -> bytes:
    """A page of a template in the report's type and style, of what can be printed."""
    text = (
        _environment()
        .get_template(template)
        .render(style=inserted("report.css"), faces={key: face(key) for key in FACES}, **values)
    )
    return printable(text).encode()


def inserted(name: str) -> Markup:
    """A style sheet or script of ours as it stands; no word of a document is in it."""
    return Markup(_environment().get_template(name).render().strip())  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rapor.write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "link": link,
        "inline": inline,
        "isolated": isolated,
        "breakable": breakable,
        "plain": plain,
        "css_string": css_string,
    }
    environment.tests |= {kind: _is(kind) for kind in _KINDS}
    return environment


_KINDS = ("Paragraph", "Heading", "ListBlock", "Callout", "Tally", "Table", "Figure")


def _is(kind: str) -> Callable[[object], bool]:
    return lambda block: type(block).__name__ == kind


def link(run: Run) -> str:
    """The run's address if it is one that a page may lead to; else nothing."""
    return run.link if run.link.startswith(_LINKS) else ""


def isolated(text: str) -> bool:
    """Whether a text turns the direction of writing and must not turn its neighbours."""
    return bool(DIRECTION.search(text))


def breakable(text: str) -> Markup:
    """A text whose words too long for a line, such as addresses, may be broken."""
    if not _LONG_WORD.search(text):
        return escape(text)
    parts = (
        Markup("<wbr>").join(word[at : at + LONGEST] for at in range(0, len(word), LONGEST))
        for word in re.split(r"(\s+)", text)
    )
    return Markup("").join(parts)


def css_string(text: str) -> Markup:
    """A text as the content of a CSS string: every sign that is not a letter is escaped."""
    escaped = (one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
    return Markup('"' + "".join(escaped) + '"')  # noqa: S704


FEWEST_SORTED = 4
"""A table of fewer rows is seen at a glance."""


@dataclass(frozen=True)
class Number:
    """A number cut at its decimal sign, so that a column can be aligned there."""

    whole: str
    fraction: str
    marks: tuple[Run, ...]


class TableView:
    """A table as a page shows it: bodies by group, numbers cut at the decimal sign."""

    def __init__(self, table: Table, words: Language) -> None:
        self.table = table
        self.sorts = sum(not row.group for row in table.rows) >= FEWEST_SORTED
        self._sign = words.number(0.1, 1)[1]
        self.fractions = [self._widest(place, "fraction") for place in range(len(table.columns))]
        self.marks = [self._widest(place, "marks") for place in range(len(table.columns))]

    def number(self, cell: Cell, kind: str) -> Number:
        """The parts of a cell in a column of numbers, or of cells as printed."""
        marks = tuple(run for run in cell.text if run.style == "mark")
        shown = "".join(run.text for run in cell.text if run.style != "mark")
        found = re.search(rf"(?<=\d){re.escape(self._sign)}\d+%?$", shown)
        if found is None or kind == "printed":
            return Number(shown, "", marks)
        return Number(shown[: found.start()], found.group(), marks)

    def _widest(self, place: int, part: str) -> int:
        kind = self.table.columns[place].kind
        if kind not in ("number", "printed"):
            return 0
        cells = [row.cells[place] for row in self.table.rows if not row.group]
        numbers = [self.number(one, kind) for one in cells if one.text]
        if part == "marks":
            return max((sum(len(run.text) + 1 for run in one.marks) for one in numbers), default=0)
        lengths = {len(one.fraction) for one in numbers}
        return max(lengths) if len(lengths) > 1 else 0

    def styled(self, column: Column, depth: int = 0) -> Markup:
        """The class attribute of a cell; running text at the margin has none."""
        kinds = [column.kind] if column.kind != "text" else []
        names = kinds + ([f"depth-{depth}"] if depth else [])
        return Markup(f' class="{" ".join(names)}"' if names else "")  # noqa: S704

    def sorted_by(self, cell: Cell) -> Markup:
        """The number that a cell sorts by, written alike in every language."""
        if not self.sorts or cell.value is None:
            return Markup("")
        return Markup(f" data-v={cell.value:.7g}")  # noqa: S704

    @property
    def bodies(self) -> list[list[Row]]:
        """Rows in bodies: a group's head and what it heads stay together."""
        starts = [place for place, row in enumerate(self.table.rows) if row.group]
        cuts = sorted({0, *starts, len(self.table.rows)})
        return [list(self.table.rows[first:last]) for first, last in pairwise(cuts)]
