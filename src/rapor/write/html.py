"""The HTML writer: one file that needs nothing else, for the screen and for paper.

All data text passes Jinja's escaping; only the charts and the style sheet are inserted as
they are, and both are ours. A chart is part of the page, in the page's typeface, so that its
words can be found and copied.
"""

import base64
import re
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml import etree
from markupsafe import Markup, escape

from rapor.ground.language import language
from rapor.ground.text import for_file, turns_direction
from rapor.write.columns import LONGEST_WORD
from rapor.write.content import Cell, Column, Figure, Report, plain
from rapor.write.fonts import FACES, face
from rapor.write.links import destination
from rapor.write.tables import TableView

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLACES = ("d", "x", "y", "width", "height", "transform")
_LONG = re.compile(r"(?<![\w.])-?\d+\.\d{3,}")
_NOTHING = "fill:none"
"""The style of a shape without a line and without a filling."""


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
        "embedded": embedded,
    }
    environment.tests |= {kind: _is(kind) for kind in _KINDS}
    return environment


_KINDS = ("Paragraph", "Heading", "ListBlock", "Callout", "Tally", "Table", "Figure", "Facsimile")


def embedded(picture: bytes) -> Markup:
    """A JPEG as an address that holds it."""
    return Markup(f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}")  # noqa: S704


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


def inline(figure: Figure, number: int) -> Markup:
    """A figure's chart for a page: ids of its own, title and description for all readers."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    svg = etree.fromstring(figure.drawing.svg.encode(), parser)
    for element in svg.iter():
        element.tag = etree.QName(element).localname
    etree.strip_elements(svg, "metadata", "style", with_tail=False)
    for element in list(svg.iter()):
        _tidy(element, f"f{number}-")
    etree.strip_tags(svg, "bare")
    etree.cleanup_namespaces(svg)
    _introduce(svg, figure)
    return Markup(etree.tostring(svg, encoding="unicode"))  # noqa: S704


def _tidy(element: etree._Element, prefix: str) -> None:
    """Ids apart from those of other charts, and nothing that a page would not miss."""
    attributes = element.attrib
    if element.tag == "g":  # named by matplotlib for whoever edits the file
        attributes.pop("id", None)
        element.tag = "g" if attributes else "bare"
    if name := attributes.pop("id", None):
        attributes["id"] = f"{prefix}{name}"
    if address := attributes.pop(_HREF, None):
        attributes["href"] = f"#{prefix}{address[1:]}"
    if clip := attributes.pop("clip-path", None):
        attributes["clip-path"] = clip.replace("#", f"#{prefix}")
    if style := attributes.pop("style", None):
        attributes["style"] = _shorter(style)
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    for place in _PLACES:
        if place in attributes:
            attributes[place] = _LONG.sub(_rounded, " ".join(attributes[place].split()))
    unseen = element.tag == "path" and attributes.get("style") == _NOTHING
    if unseen or (element.tag == "defs" and not len(element)):
        element.getparent().remove(element)


def _shorter(style: str) -> str:
    """A style without the typeface, which is the page's."""
    parts = (part.split(": ", 1) for part in style.split("; "))
    return ";".join(f"{name}:{value}" for name, value in parts if name != "font-family")


def _rounded(number: re.Match[str]) -> str:
    """A number in hundredths of a point: finer than any screen."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _introduce(svg: etree._Element, figure: Figure) -> None:
    """What the chart is to a page and to those who do not see it."""
    title, description = etree.Element("title"), etree.Element("desc")
    title.text, description.text = for_file(figure.title), for_file(figure.alternative)
    for element, ending in ((title, "t"), (description, "d")):
        element.set("id", f"{figure.anchor}-{ending}")
    svg.insert(0, title)
    svg.insert(1, description)
    box = svg.get("viewBox")
    svg.attrib.clear()
    svg.attrib.update(
        {
            "role": "img",
            "aria-labelledby": f"{figure.anchor}-t {figure.anchor}-d",
            "viewBox": box,
            "style": f"--w:{figure.drawing.size[0]:g}",
            "stroke-linejoin": "round",
            "stroke-linecap": "butt",
        }
    )
