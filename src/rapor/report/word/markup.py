"""Elements of WordprocessingML, and text that may stand in them.

Text only ever becomes the text of an element, so that nothing in it can be read as markup
or as a field.
"""

import re
from functools import cache
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"w": MAIN, "r": RELATIONS}

Element = Any
"""An lxml element; lxml carries no types."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_BLANKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def name(short: str) -> str:
    """A name in the main vocabulary, as lxml writes it; ``r:id`` in that of relations."""
    prefix, _, local = short.rpartition(":")
    return f"{{{NAMES[prefix or 'w']}}}{local}"


def w(tag: str, *children: Element, **values: object) -> Element:
    """An element of the main vocabulary, with its attributes and children in order."""
    made = etree.Element(name(tag))
    for key, value in values.items():
        made.set(name(key), str(value))
    made.extend(children)
    return made


def clean(text: str) -> str:
    """The text as one line that XML takes.

    Signs that turn the direction of writing are left out: Word would turn what stands
    beside them as well.
    """
    return _BLANKS.sub(" ", _DIRECTION.sub("", _FORBIDDEN.sub("", text)))


def text_node(text: str, tag: str = "t") -> Element:
    """A text, or with ``tag`` the instruction of a field."""
    made = etree.Element(name(tag))
    made.text = clean(text)
    made.set(_SPACE, "preserve")
    return made


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in the style of that id; ``properties`` in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
