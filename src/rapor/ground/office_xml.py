"""The XML of Office files that strangers send, read in one pass and within bounds.

A file of 200 kilobytes may hold an archive that unpacks to gigabytes, a part that names itself
a million times, or an element as deep as it is long. Nothing is built from a part here: its
elements pass by one after the other, so that memory does not grow with what a file says of
itself, and the first excess ends the reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Literal, NamedTuple
from xml.parsers import expat

_CHUNK = 1 << 16
_LONGEST_PIECE = 1 << 20
"""An attribute or a comment of a megabyte: no program writes one."""
_DEEPEST = 250
"""What the XML libraries behind take too; documents of programs stay below fifty."""


class TooMuch(ValueError):
    """A part that is larger or deeper than any that a program writes; says what is."""


class DeclaresEntities(ValueError):
    """A part with a document type: no Office file has one, and entities are made with it."""


class XmlEvent(NamedTuple):
    """An element that begins or ends, or text; names are without their namespace.

    The strict and the transitional form of Open XML differ in their namespaces alone.
    """

    kind: Literal["start", "end", "text"]
    name: str
    """Of the element; of text, the text."""
    attributes: Mapping[str, str]


@dataclass
class Allowance:
    """Elements that a file may still have; its parts share it."""

    elements: int

    def take(self, count: int) -> None:
        """Count elements; raises ``TooMuch`` when there are none left."""
        self.elements -= count
        if self.elements < 0:
            raise TooMuch("more elements than any form or letterhead has")


_NONE: dict[str, str] = {}


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def xml_events(part: IO[bytes], allowance: Allowance) -> Iterator[XmlEvent]:
    """The elements and texts of a part, in order.

    Raises ``TooMuch``, ``DeclaresEntities``, and ``ValueError`` for what is not well-formed.
    """
    passing: list[XmlEvent] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise TooMuch(f"elements more than {_DEEPEST} deep")
        plain = {local(key): value for key, value in attributes.items()} if attributes else _NONE
        passing.append(XmlEvent("start", local(name), plain))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        passing.append(XmlEvent("end", local(name), _NONE))

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: passing.append(XmlEvent("text", text, _NONE))
    for _ in _fed(parser, part):
        allowance.take(len(passing))
        yield from passing
        passing.clear()


def check_xml(part: IO[bytes]) -> None:
    """Read a part of which nothing is needed; raises as ``xml_events``."""
    for _ in _fed(_parser(), part):
        pass


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_type
    return parser


def _refuse_type(*_: object) -> None:
    raise DeclaresEntities("declares entities")


def _fed(parser: expat.XMLParserType, part: IO[bytes]) -> Iterator[None]:
    given = 0
    try:
        while chunk := part.read(_CHUNK):
            given += len(chunk)
            parser.Parse(chunk, False)
            if given - max(parser.CurrentByteIndex, 0) > _LONGEST_PIECE:
                raise TooMuch("a single piece of more than a megabyte")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed: {error}") from None
