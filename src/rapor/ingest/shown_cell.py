"""What a cell of a workbook shows: its value in its number format, as the page prints it.

What a cell holds and does not show is told: a format that hides or scales a value, letters that
are crossed out or white on white, a formula that gave an error.
"""

import datetime
import re
from typing import Any, NamedTuple

from babel.dates import format_date
from openpyxl.cell.rich_text import CellRichText, TextBlock

from rapor.ingest.document import BREAK
from rapor.ingest.footnote_marks import raised
from rapor.ingest.left_out import struck, unseen

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?.,]*")
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|[^;"])*)(?:;|$)')
_GENERAL = re.compile("general", re.IGNORECASE)
_UNUSUAL = ("/", "E+", "E-", "@")
"""Fractions, powers of ten, text: such a format is read as the value itself."""
_WHITE = "FFFFFFFF"
_TINY = 2
_ROUNDED = 0.005
"""Share of a value by which a format may round it before that is told."""


class Shown(NamedTuple):
    """A cell as Excel shows it; ``doubt`` is a key of ``notes.DOUBTS`` where it holds ``value``."""

    text: str
    doubt: str = ""
    value: str = ""


def show(cell: Any, *, is_plain: bool) -> Shown:
    """A cell as Excel shows it, in Indonesian: decimal comma, points between thousands.

    ``is_plain``: nothing but its own style colours it.
    """
    value = cell.value
    if value is None:
        return Shown("")
    if cell.data_type == "e":
        return Shown(str(value), "formula_without_result")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = _number(value, str(cell.number_format))
    else:
        shown = Shown(_text(value, str(cell.number_format)))
    if not cell.has_style:
        return shown
    return shown._replace(text=_styled(shown.text, cell, is_plain=is_plain))


def _text(value: Any, shape: str) -> str:
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, (datetime.datetime, datetime.date)):
        is_year = set(_LITERAL.sub("", shape).casefold()) == {"y"}
        return str(value.year) if is_year else str(format_date(value, "d MMMM y", locale="id"))
    text = _rich_text(value) if isinstance(value, CellRichText) else str(value)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return BREAK.join(line for line in lines if line)


def _rich_text(parts: CellRichText) -> str:
    """The text of a cell whose letters are not all printed alike."""
    return "".join(
        _printed(part.text, part.font) if isinstance(part, TextBlock) else str(part)
        for part in parts
    )


def _printed(text: str, font: Any) -> str:
    """Some letters of a cell with the signs of how they are printed: raised, or crossed out."""
    if font.strike:
        return struck(text)
    return raised(text) if font.vertAlign == "superscript" else text


def _styled(text: str, cell: Any, *, is_plain: bool) -> str:
    """The text of a cell with the signs of what its style says: crossed out, or not to be seen."""
    font = cell.font
    if font.strike:
        return struck(text)
    is_white = font.color is not None and (
        font.color.rgb == _WHITE or (font.color.type == "theme" and font.color.theme == 0)
    )
    is_unseen = is_white and is_plain and cell.fill.fill_type is None
    return unseen(text) if is_unseen or (font.sz is not None and font.sz < _TINY) else text


def _number(value: float, shape: str) -> Shown:
    """A number in its format: its decimals, thousands, per cent sign and words around it."""
    section, part = _section(value, shape)
    bare = _LITERAL.sub("", section)
    digits = _DIGITS.search(bare)
    if "general" in bare.casefold():
        around = _GENERAL.split(_LITERAL.sub(_said, section), maxsplit=1)
        return Shown(plain_number(part).join(around).strip())
    if any(sign in bare for sign in _UNUSUAL):
        return Shown(plain_number(value))
    if digits is None:
        said = _LITERAL.sub(_said, section).strip()
        hidden = Shown(unseen(plain_number(value)))
        return Shown(said, "shown_otherwise", plain_number(value)) if said else hidden
    text, held = _in_digits(part, digits.group(), 100 if "%" in bare else 1)
    before, after = _LITERAL.sub(_said, section).split(digits.group(), 1)
    is_other = abs(held - part) > _ROUNDED * abs(part)
    doubt = ("shown_otherwise", plain_number(value)) if is_other else ()
    return Shown(f"{before}{text}{after}".strip(), *doubt)


def _section(value: float, shape: str) -> tuple[str, float]:
    """The part of a format that a number is shown by, and the number that it shows."""
    sections = [match[1] for match in _SECTIONS.finditer(shape)][:-1] or [shape]
    if len(sections) == 1 or any("[<" in each or "[>" in each for each in sections):
        return sections[0], value
    if value < 0:
        return sections[1], -value
    return sections[2 if value == 0 and len(sections) > 2 else 0], value


def _in_digits(value: float, digits: str, times: int) -> tuple[str, float]:
    """A number in the digits of a format, and what a reader takes it for.

    A comma behind the last digit stands for three that are not shown.
    """
    thousands = len(digits) - len(digits.rstrip(","))
    whole, _, decimals = digits.rstrip(",").partition(".")
    shown = value * times / 1000**thousands
    least, most = decimals.count("0"), len(decimals)
    text = f"{shown:,.{most}f}" if "," in whole else f"{shown:.{most}f}"
    held = float(text.replace(",", "")) / times
    if most > least:
        text = text[: len(text) - (most - least)] + text[len(text) - (most - least) :].rstrip("0")
    return text.rstrip(".").translate(str.maketrans(",.", ".,")), held


def plain_number(value: float) -> str:
    """A number without a format of its own, with a decimal comma."""
    return f"{value:.10g}".replace(".", ",")


def _said(literal: re.Match[str]) -> str:
    return literal[1] or literal[2] or literal[3] or ""
