"""Text of people and documents made harmless, for each place that it comes to.

A text may hold signs that steer a terminal, that no XML takes, that turn the direction of
writing also of what stands beside them, that no font draws, or that a spreadsheet takes for a
formula. What is done about them depends on the reader: a person at a terminal has to see that
they are there, a file and a page only have to be whole. Escaping stays with each format, at its
own edge.

A report can be set in the signs of its two typefaces, which all machines share. A sign that
neither has becomes a box in PDF and charts; pages, Word and workbooks keep it.
"""

import re
from collections.abc import Container
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters, which no XML takes."""
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_LINE_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_SPACE = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What has no width, or acts on its neighbours: on paper it can only do harm."""
_HIDDEN = re.compile("[\xad\u200b\u2060\ufeff]")
"""What is never seen and joins no letters: a word with it is another than the one that it shows."""
_ANY_SIGN = re.compile(r"[=+\-@＝＋－＠]")
_SIGN = re.compile(r"(^|[;\t\r\n])([\s\"]*)('*)([=+\-@＝＋－＠])")
_PLAIN = re.compile(r"[-+]?[\d.,\s]*%?|[-\s]+|=")
"""Numbers, dashes and a comparator alone: nothing that a spreadsheet could run."""
_GUARDED = re.compile(r"(^|[;\t\r\n])([\s\"]*)'('*)([=+\-@＝＋－＠])")
_MISSING = "\ufffd"
"""What stands for a sign that cannot be drawn."""


def turns_direction(text: str) -> bool:
    """Whether a text holds signs that turn the direction of writing."""
    return bool(_DIRECTION.search(text))


def misleads(text: str) -> bool:
    """Whether a figure may be another than it looks: by what steers, or turns the direction."""
    return bool(_CONTROL.search(text) or _DIRECTION.search(text) or "\u061c" in text)


def hides(text: str) -> bool:
    """Whether a text holds signs that nobody sees, so that it is not equal to what it shows."""
    return bool(_HIDDEN.search(text))


def for_terminal(text: str) -> str:
    """One line that a terminal only shows: what would steer it is written out."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else ascii(letter)[1:-1]
        for letter in text
    )


def for_file(text: str) -> str:
    """Without control characters and halves of characters; line breaks stay."""
    if text.isprintable():
        return text
    return _CONTROL.sub("", text)


def for_xml_line(text: str) -> str:
    """As ``for_file``, in one line, and without signs that turn the direction of writing."""
    if text.isprintable():
        return text
    return _LINE_BREAKS.sub(" ", _DIRECTION.sub("", for_file(text)))


def from_cell(content: object) -> str:
    """What somebody wrote into a cell, as one line of signs that can be seen."""
    line = " ".join(str(content).split())
    return "".join(letter for letter in line if letter.isprintable())


def for_type(text: str, letters: Container[int], missing: str) -> str:
    """With single spaces, and only signs that have a form among ``letters``, their codes.

    What is not seen is left out; ``missing`` stands for a sign without a form.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    seen = _UNSEEN.sub("", _SPACE.sub(" ", text))
    return "".join(letter if ord(letter) in letters else missing for letter in seen)


def guarded(text: str) -> str:
    """The text with an apostrophe before each sign that would begin a formula."""
    if not _ANY_SIGN.search(text) or _PLAIN.fullmatch(text):
        return text
    return _SIGN.sub(r"\1\2'\3\4", text)


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return _GUARDED.sub(r"\1\2\3\4", text) if "'" in text else text


@cache
def drawn() -> frozenset[int]:
    """The codes of the signs that either family has."""
    # read only for a text with other signs than ASCII, which most settings are without
    import fontpkg_fira_sans  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    matplotlib = find_spec("matplotlib")  # only where it lies: importing it takes a second
    lies = next(iter(matplotlib.submodule_search_locations or ())) if matplotlib else ""
    faces = (
        fontpkg_fira_sans.ROOT / "files" / "FiraSans-Regular.ttf",
        Path(lies) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf",
    )
    return frozenset(code for face in faces for code in TTFont(face, lazy=True).getBestCmap())


def not_drawn(text: str) -> str:
    """The signs of a text that become boxes, each once, with their codes; mostly empty."""
    if text.isascii():
        return ""
    signs = [sign for sign in dict.fromkeys(text) if ord(sign) > 127]
    lost = [sign for sign in signs if for_type(sign, drawn(), _MISSING) == _MISSING]
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in lost)
