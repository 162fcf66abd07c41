"""Charts as part of a page, in the page's typeface: their words can be found and copied."""

import re

from lxml import etree
from markupsafe import Markup

from rapor.ground.text import for_file
from rapor.write.content import Figure

_HREF = "{http://www.w3.org/1999/xlink}href"
_PLACES = ("d", "x", "y", "width", "height", "transform")
_LONG = re.compile(r"(?<![\w.])-?\d+\.\d{3,}")
_NOTHING = "fill:none"
"""The style of a shape without a line and without a filling."""


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
