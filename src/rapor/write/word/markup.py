"""WordprocessingML as text, and data text that may stand in it.

Data only ever becomes the text or an attribute of an element, both escaped here, so that
nothing in it can be read as markup or as a field. Text is written rather than elements made
one by one, which takes ten times as long; it is parsed once, when it goes into a document.
"""

from functools import cache, lru_cache
from typing import Any, NewType
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.parser import parse_xml

from rapor.ground.text import for_xml_line

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

Element = Any
"""An lxml element; lxml carries no types."""
Xml = NewType("Xml", str)
"""Markup that is whole: an element, or several."""

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


@cache
def name(short: str) -> str:
    """A name in the main vocabulary, as lxml writes it; ``r:id`` in that of relations."""
    prefix, _, local = short.rpartition(":")
    return f"{{{NAMES[prefix or 'w']}}}{local}"


def w(tag: str, *children: Xml, **values: object) -> Xml:
    """An element of the main vocabulary, with its attributes and children in order."""
    start = f"<w:{tag}{''.join([_attribute(key, values[key]) for key in values])}"
    return Xml(f"{start}>{''.join(children)}</w:{tag}>" if children else f"{start}/>")


def _attribute(key: str, value: object) -> str:
    quoted = f'"{value}"' if isinstance(value, int) else _quoted(str(value))
    return f" {key if ':' in key else f'w:{key}'}={quoted}"


@lru_cache(maxsize=5_000)
def _quoted(value: str) -> str:
    return quoteattr(for_xml_line(value))


def text_node(text: str, tag: str = "t") -> Xml:
    """A text, or with ``tag`` the instruction of a field."""
    return Xml(f'<w:{tag} xml:space="preserve">{escape(for_xml_line(text))}</w:{tag}>')


def paragraph(style: str, *content: Xml, properties: tuple[Xml, ...] = ()) -> Xml:
    """A paragraph in the style of that id; ``properties`` in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def elements(*markup: Xml) -> list[Element]:
    """Markup as the elements of a document."""
    return list(parse_xml(f"<w:body {_DECLARED}>{''.join(markup)}</w:body>"))


def field(instruction: str, result: str, *properties: Xml) -> Xml:
    """A field in one piece, with its result and what that looks like."""
    return w("fldSimple", w("r", *properties, text_node(result)), instr=f" {instruction} ")


def field_start(instruction: str) -> list[Xml]:
    """The start of a field whose result is what follows it."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_node(f" {instruction} ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def field_end() -> Xml:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))
