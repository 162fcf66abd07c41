"""The HTML writer: one file that needs nothing else, for the screen and for paper.

All data text passes Jinja's escaping; only the charts and the style sheet are inserted as
they are, and both are ours.
"""

import re
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rapor.ground.language import language
from rapor.ground.text import for_file, turns_direction
from rapor.write.columns import LONGEST_WORD
from rapor.write.content import Cell, Column, Report, plain
from rapor.write.fonts import FACES, face
from rapor.write.inline_svg import inline
from rapor.write.links import destination
from rapor.write.tables import TableView

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


def html(report: Report) -> bytes:
    """The report as one HTML file."""
    words = language(report.language)
    return rendered(
        "report.html.j2",
        report=report,
        numbers=report.numbers,
        text=words.text,
        script=inserted("report.js"),
        table_view=lambda table: PageTable(table, words),
    )


def rendered(template: str, **values: object) -> bytes:
    """A page of a template in the report's type and style, of what can be printed."""
    text = (
        _environment()
        .get_template(template)
        .render(style=inserted("report.css"), faces={key: face(key) for key in FACES}, **values)
    )
    return for_file(text).encode()


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
        "link": destination,
        "inline": inline,
        "isolated": turns_direction,
        "breakable": breakable,
        "plain": plain,
        "css_string": css_string,
    }
    environment.tests |= {kind: _is(kind) for kind in _KINDS}
    return environment


_KINDS = ("Paragraph", "Heading", "ListBlock", "Callout", "Tally", "Table", "Figure")


def _is(kind: str) -> Callable[[object], bool]:
    return lambda block: type(block).__name__ == kind


def breakable(text: str) -> Markup:
    """A text whose words too long for a line, such as addresses, may be broken."""
    if not _LONG_WORD.search(text):
        return escape(text)
    parts = (
        Markup("<wbr>").join(
            word[first : first + LONGEST_WORD] for first in range(0, len(word), LONGEST_WORD)
        )
        for word in re.split(r"(\s+)", text)
    )
    return Markup("").join(parts)


def css_string(text: str) -> Markup:
    """A text as the content of a CSS string: every sign that is not a letter is escaped."""
    escaped = (
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} "
        for letter in text
    )
    return Markup('"' + "".join(escaped) + '"')  # noqa: S704


FEWEST_SORTED = 4
"""A table of fewer rows is seen at a glance."""


class PageTable(TableView):
    """A table with what a page adds: classes of cells, and what a column is sorted by."""

    @property
    def sorts(self) -> bool:
        """Whether its columns can be sorted."""
        return sum(not row.group for row in self.table.rows) >= FEWEST_SORTED

    def styled(self, column: Column, depth: int = 0) -> Markup:
        """The class attribute of a cell; running text at the margin has none."""
        kinds = [column.kind] if column.kind != "text" else []
        names = [*kinds, *([f"depth-{depth}"] if depth else [])]
        return Markup(f' class="{" ".join(names)}"' if names else "")  # noqa: S704

    def sorted_by(self, cell: Cell) -> Markup:
        """The number that a cell sorts by, written alike in every language."""
        if not self.sorts or cell.value is None:
            return Markup("")
        return Markup(f" data-v={cell.value:.7g}")  # noqa: S704
