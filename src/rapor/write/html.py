"""The HTML writer: one file that needs nothing else, for the screen and for paper.

All data text passes Jinja's escaping; only the charts and the style sheet are inserted as
they are, and both are ours. A chart is part of the page, in the page's typeface, so that its
words can be found and copied.
"""

import base64
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml import etree
from markupsafe import Markup, escape

from rapor.ground.language import language
from rapor.ground.text import for_file, turns_direction
from rapor.write.brand import HOUSE, Brand
from rapor.write.colours import NIGHT, mixed, readable
from rapor.write.columns import LONGEST_WORD
from rapor.write.content import Cell, Column, Figure, Report, Spot, plain
from rapor.write.fonts import FACES, face
from rapor.write.links import destination
from rapor.write.of_each import ROW_LINE
from rapor.write.tables import TableView
from rapor.write.takeout import taken_out

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLACES = ("d", "x", "y", "width", "height", "transform")
_LONG = re.compile(r"(?<![\w.])-?\d+\.\d{3,}")
CHART_COLOURS = {
    "#1b2226": "var(--ink)",
    "#5b656b": "var(--soft)",
    "#c9d0d3": "var(--rule)",
    "#e6ebec": "var(--pale)",
    "#ffffff": "var(--paper)",
    "#000000": "var(--ink)",
    "#b9dccf": "var(--held)",
    "#cfe0ee": "var(--known)",
    "#f0f2f3": "var(--tint)",
    "#00755a": "var(--achieved)",
    "#a8430a": "var(--not_achieved)",
    "#0072b2": "var(--no_target)",
}
"""Colours of charts as the page calls them; what is not here is read on white and on dark."""
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
        many=(inserted("many.css"), inserted("many.js")) if report.of_each else (),
        table_view=lambda table: PageTable(table, words),
        in_brand=in_brand(report.brand, words.text("DRAFT")),
    )


def rendered(template: str, **values: object) -> bytes:
    """A page of a template in the report's type and style, of what can be printed."""
    text = (
        _environment()
        .get_template(template)
        .render(style=inserted("report.css"), faces={key: face(key) for key in FACES}, **values)
    )
    return for_file(text).encode()


def in_brand(brand: Brand, draft: str) -> Markup:
    """The style of a brand on top of ours; empty without a brand.

    Colours on white and in the dark, the family of type, and the mark of a draft.
    """
    if not brand.is_given:
        return Markup("")
    colours = {"accent": brand.accent, "second": brand.second}
    dark = {
        "accent": readable(brand.accent, NIGHT),
        "second": mixed(readable(brand.accent, NIGHT), NIGHT, 0.45),
    }
    rules = [_root(colours), f"@media screen and (prefers-color-scheme: dark) {{ {_root(dark)} }}"]
    if family := brand.typeface.family if brand.typeface else brand.font:
        family = css_string(family)
        faces = brand.typeface.faces if brand.typeface else {}
        rules += [
            f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({address}); }}"
            for weight, address in faces.items()
        ]
        rules.append(f"body {{ font-family: {family}, Rapor, 'Rapor Signs', sans-serif; }}")
    if brand.is_draft:
        rules.append(f"body::after {{ content: {css_string(draft)}; }}")
    return Markup("\n".join(rules))  # noqa: S704 colours are checked, texts escaped


def _root(colours: Mapping[str, str]) -> str:
    named = "; ".join(f"--{name}: {colour}" for name, colour in colours.items())
    return f":root {{ {named}; }}"


def part(template: str, **values: object) -> str:
    """A part of a page, as a template of its own gives it."""
    return for_file(_environment().get_template(template).render(**values))


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
        "taken_out": taken_out,
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

    @cached_property
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


def inline(figure: Figure, number: int, brand: Brand = HOUSE) -> Markup:
    """A figure's chart for a page: ids of its own, title and description for all readers.

    Its colours are the page's, so that it can be read on dark too.
    """
    colours = CHART_COLOURS | {brand.accent: "var(--accent)", brand.second: "var(--second)"}
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    svg = etree.fromstring(figure.drawing.svg.encode(), parser)
    for element in svg.iter():
        element.tag = etree.QName(element).localname
    etree.strip_elements(svg, "metadata", "style", with_tail=False)
    for element in list(svg.iter()):
        _tidy(element, f"f{number}-", colours)
    etree.strip_tags(svg, "bare")
    etree.cleanup_namespaces(svg)
    _introduce(svg, figure)
    svg.extend(map(_spot, figure.drawing.spots))
    return Markup(etree.tostring(svg, encoding="unicode"))  # noqa: S704


def _tidy(element: etree._Element, prefix: str, colours: Mapping[str, str]) -> None:
    """Ids apart from those of other charts, and nothing that a page would not miss."""
    attributes = element.attrib
    if element.tag == "g":  # named by matplotlib for whoever edits the file
        attributes.update(_row_of(attributes.pop("id", "")))
        element.tag = "g" if attributes else "bare"
    if name := attributes.pop("id", None):
        attributes["id"] = f"{prefix}{name}"
    if address := attributes.pop(_HREF, None):
        attributes["href"] = f"#{prefix}{address[1:]}"
    if clip := attributes.pop("clip-path", None):
        attributes["clip-path"] = clip.replace("#", f"#{prefix}")
    if style := attributes.pop("style", None):
        attributes["style"] = _shorter(style, colours)
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    for place in _PLACES:
        if place in attributes:
            attributes[place] = _LONG.sub(_rounded, " ".join(attributes[place].split()))
    unseen = element.tag == "path" and attributes.get("style") == _NOTHING
    if unseen or (element.tag == "defs" and not len(element)):
        element.getparent().remove(element)


def _row_of(name: str) -> dict[str, str]:
    """The row that a line is named for, which a page looks for."""
    return {"data-row": name.removeprefix(ROW_LINE)} if name.startswith(ROW_LINE) else {}


def _shorter(style: str, colours: Mapping[str, str]) -> str:
    """A style without the typeface, and with the colours, that are the page's."""
    parts = (part.split(": ", 1) for part in style.split("; "))
    return ";".join(
        f"{name}:{colours.get(value, value)}" for name, value in parts if name != "font-family"
    )


def _rounded(number: re.Match[str]) -> str:
    """A number in hundredths of a point: finer than any screen."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _spot(spot: Spot) -> etree._Element:
    """A shape that nothing is seen of, and that says its words where one points at it."""
    places = ("left", "x"), ("top", "y"), ("width", "width"), ("height", "height")
    shape = etree.Element("rect", {"class": "spot"})
    for name, attribute in places:
        shape.set(attribute, f"{getattr(spot, name):.1f}")
    etree.SubElement(shape, "title").text = for_file(spot.words)
    return shape


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
