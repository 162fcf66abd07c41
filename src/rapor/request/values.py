"""What a filled cell says: a value as it will be written, or why it cannot be taken."""

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from babel.dates import get_month_names
from openpyxl.utils.datetime import from_excel

from rapor.catalogue.names import fold
from rapor.catalogue.permitted import PERCENT, read_value
from rapor.ground.cells import both_readings, read_cell
from rapor.ground.language import LANGUAGES
from rapor.ground.period import YEARS, first_day
from rapor.ground.received.book import FilledCell
from rapor.ground.units import counted, normal_unit
from rapor.request.form import Asked, Form
from rapor.request.layout import LENGTHS

_FURTHER_MONTHS = (
    "djanuari djan",
    "pebruari peb pebr febr",
    "mrt",
    "",
    "",
    "djuni",
    "djuli",
    "agust agt ags",
    "sept",
    "",
    "nopember nop nopem",
    "",
)
"""Older spellings and other abbreviations, January first; Babel knows those of today."""

_GROUPED = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})[.,]([0-9]{3})(?![0-9.,])")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_TYPED = re.compile(r"[-−]?[0-9][0-9.,]*")
_DAY = re.compile(r"(\d{1,2})[./ -]\s*([^\W_]+)[./ -]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


@cache
def _months() -> dict[str, int]:
    names = {
        fold(name): number
        for code in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=code).items()
    }
    for number, further in enumerate(_FURTHER_MONTHS, start=1):
        names |= dict.fromkeys(map(fold, further.split()), number)
    return names


def month(name: str) -> int | None:
    """The number of a month, 1 to 12, by its name or an abbreviation; None for other words."""
    return _months().get(fold(name))


class Refused(Exception):
    """A cell that cannot be taken: what was found, what was expected, what to do."""

    def __init__(self, found: str, expected: str, next_step: str = "correct the cell") -> None:
        super().__init__(found)
        self.found, self.expected, self.next_step = found, expected, next_step


@dataclass(frozen=True)
class AnswerValue:
    """A value as it is written to the city's data; ``note`` is what a person should know."""

    printed: str
    note: str = ""


def shown(cell: FilledCell) -> str:
    """A cell's content for a message."""
    return repr(cell.text[:60])


def is_empty(cell: FilledCell | None) -> bool:
    """Whether a cell says nothing: blank, a dash, or words such as ``belum ada``."""
    return cell is None or (cell.kind == "s" and read_cell(cell.text).state == "missing")


def check_plain(cell: FilledCell) -> None:
    """Refuse formulas, errors and what was never typed."""
    if cell.kind == "f":
        last = "no result is saved with it" if cell.result is None else f"its result {cell.result}"
        raise Refused(f"a formula, {last[:80]}", "a value", "copy it and paste it as a value")
    if cell.kind == "e":
        raise Refused(f"the error {cell.text[:20]}", "a value")
    if cell.kind == "b":
        raise Refused(f"{cell.value}", "a value, not true or false")


def value_of(cell: FilledCell, asked: Asked, language: str) -> AnswerValue:
    """The realisation that a cell gives; raises ``Refused``."""
    check_plain(cell)
    if cell.kind == "d" or isinstance(cell.value, datetime.timedelta):
        raise Refused(
            f"a date, {cell.text[:10]}",
            "a value",
            "spreadsheets make dates of entries such as 3-4: type it again as a number",
        )
    if asked.words:
        return _word(cell, asked)
    if asked.is_number:
        return _number(cell, asked, language)
    return _free(cell, asked, language)


def _word(cell: FilledCell, asked: Asked) -> AnswerValue:
    words = {fold(word): word for word in asked.words}
    word = words.get(fold(cell.text))
    if word is None:
        raise Refused(shown(cell), f"one of {', '.join(asked.words)}")
    return AnswerValue(word)


def _number(cell: FilledCell, asked: Asked, language: str) -> AnswerValue:
    if isinstance(cell.value, int | float):
        value, note = float(cell.value), ""
        if "%" in cell.number_format and not asked.unit.startswith("%"):
            read_as = value * 100 if _multiplies(cell.number_format) else value
            raise Refused(
                f"{_plain(read_as)} % by its number format",
                f"a number ({asked.unit or 'no unit'})",
                "type the number without the per cent sign",
            )
        if _multiplies(cell.number_format):
            note = f"{_plain(value)} in a per cent format is read as {_plain(value * 100)} per cent"
            value *= 100
        elif asked.unit.startswith("%") and 0 < value < 1:
            note = (
                f"read as {_plain(value)} per cent; correct it if {_plain(value * 100)} was meant"
            )
    else:
        value, note = _typed(cell, asked, language), _read_as(cell.text, asked, language)
    _check_scale(value, asked)
    if isinstance(cell.value, int | float):
        return AnswerValue(_plain(value), note)
    # as typed, without the unit: the indicator's own is the one that is evaluated
    return AnswerValue("".join(_TYPED.findall(_ungrouped(cell.text, asked, language))), note)


def _multiplies(number_format: str) -> bool:
    """Whether a number format shows the hundredfold: a sign in quotes is only written behind."""
    return "%" in _LITERAL.sub("", number_format)


def _typed(cell: FilledCell, asked: Asked, language: str) -> float:
    """A number typed as text, with decimal comma or point, perhaps with its unit."""
    text = cell.text
    _refuse_ambiguous(text, asked, language)
    reading = read_value(_ungrouped(text, asked, language), asked.permitted)
    single = reading.value is not None and reading.value_high is None
    if not single or reading.text or reading.comparator != "=" or reading.value is None:
        raise Refused(shown(cell), f"one number{f' ({asked.unit})' if asked.unit else ''}")
    known = (asked.unit, normal_unit(asked.unit or "-"), asked.unit.partition(" ")[0])
    if reading.unit and reading.unit not in known:
        raise Refused(
            shown(cell), f"a number ({asked.unit or 'no unit'})", "type it without the unit"
        )
    return reading.value


def _refuse_ambiguous(text: str, asked: Asked, language: str) -> None:
    """``1.234`` is one and a quarter or a thousand; in English ``1,234`` is so too.

    What is counted has no thousandths: there a point in an Indonesian form groups.
    """
    english, counts = language == "en", asked.measure == "count"
    group = _GROUPED.search(text)
    if group is None or both_readings(text) is None:
        return
    if ("," in text and not english and not counts) or _groups(text, asked, language):
        return
    whole, fraction = group.groups()
    raise Refused(
        f"{text!r} typed as text",
        f"a number: is it {whole}{fraction}, or {whole} and {fraction} thousandths?",
        f"type it as a number, or as {whole}{fraction} or {whole},{fraction}0",
    )


def _groups(text: str, asked: Asked, language: str) -> bool:
    """Whether a point groups thousands beyond doubt: ``1.250 orang`` in an Indonesian form."""
    named = counted(read_cell(text).unit) and asked.measure == "count"
    return named and "," not in text and language != "en" and both_readings(text) is not None


def _ungrouped(text: str, asked: Asked, language: str) -> str:
    """A count without the point of its thousands, so that nobody reads it otherwise."""
    return _GROUPED.sub(r"\1\2", text) if _groups(text, asked, language) else text


def _read_as(text: str, asked: Asked, language: str) -> str:
    plain = _ungrouped(text, asked, language)
    return "" if plain == text else f"{text!r} is read as {plain!r}"


def _check_scale(value: float, asked: Asked) -> None:
    low, high = asked.low, asked.high
    if low is None and asked.measure in ("count", "percent"):
        low = 0.0
    below, above = low is not None and value < low, high is not None and value > high
    if below or above or abs(value) >= 1e15:
        ends = asked.scale or ("0 or more" if low == 0 else "a number")
        raise Refused(_plain(value), f"on the scale {ends}" if asked.scale else ends)


def _plain(value: float) -> str:
    """A number with a decimal comma and no more digits than were typed."""
    return f"{value:.12f}".rstrip("0").rstrip(".").replace(".", ",") if value else "0"


def _free(cell: FilledCell, asked: Asked, language: str) -> AnswerValue:
    """An activity's or a milestone's value: a number or words, as its target is written."""
    note = ""
    if isinstance(cell.value, int | float):
        value, percent = float(cell.value), "%" in cell.number_format
        printed = f"{_plain(value)}{'%' if percent else ''}"
        if _multiplies(cell.number_format):
            printed = f"{_plain(value * 100)}%"
            note = f"{_plain(value)} in a per cent format is read as {printed}"
    else:
        _refuse_ambiguous(cell.text, asked, language)
        printed = _ungrouped(cell.text, asked, language)
        note = _read_as(cell.text, asked, language)
    if len(printed) > LENGTHS["realised"]:
        raise Refused(f"{len(printed)} characters", f"at most {LENGTHS['realised']}")
    if not read_cell(printed).readable:
        raise Refused(
            shown(cell), "a number with its unit, or words without figures", "put more in remark"
        )
    reading = read_value(printed, asked.permitted)
    if not reading.readable:
        raise Refused(shown(cell), asked.permitted.expected or "what was reached")
    # a share of a whole is one whatever the unit of the target
    low, high = PERCENT if reading.unit.startswith("%") else (asked.low, asked.high)
    for end in (reading.value, reading.value_high):
        if end is not None:
            _check_scale(end, replace(asked, low=low, high=high))
    return AnswerValue(printed, note)


def text_of(cell: FilledCell | None, code: str) -> str:
    """Evidence, remark or reporter as one line; raises ``Refused`` when it is too long."""
    if cell is None:
        return ""
    check_plain(cell)
    text = cell.text if cell.kind != "d" else str(cell.value)[:10]
    if len(text) > LENGTHS[code]:
        raise Refused(f"{len(text)} characters", f"at most {LENGTHS[code]}", "shorten the text")
    return "" if code != "remark" and read_cell(text).state == "missing" else text


def date_of(cell: FilledCell | None, form: Form) -> str:
    """A date as ``2024-12-31``, empty where there is none; raises ``Refused``."""
    if cell is None or is_empty(cell):
        return ""
    check_plain(cell)
    day = _day(cell)
    first = first_day(form.year, form.period)
    if day is None:
        raise Refused(shown(cell), "a date such as 31/12/2024")
    if day < first or day.year > YEARS[-1]:
        raise Refused(f"{day.isoformat()}", f"a date from {first.isoformat()} on")
    return day.isoformat()


def _day(cell: FilledCell) -> datetime.date | None:
    value: Any = cell.value
    try:
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, int | float):
            moment: Any = from_excel(value)
            return moment.date() if isinstance(moment, datetime.datetime) else None
        return _typed_day(cell.text)
    except (ValueError, OverflowError):
        return None


def _typed_day(text: str) -> datetime.date | None:
    """A day as it is written in Indonesia, or as ISO 8601 writes it."""
    if iso := _ISO.fullmatch(text):
        return datetime.date(*(int(part) for part in iso.groups()))
    if not (match := _DAY.fullmatch(text)):
        return None
    day, name, year = match.groups()
    number = int(name) if name.isascii() and name.isdigit() else month(name)
    return datetime.date(int(year), number, int(day)) if number else None


def same_value(written: str, other: str) -> bool:
    """Whether two written values say the same."""
    first, second = read_cell(written), read_cell(other)
    return (first.value, first.text, first.unit) == (second.value, second.text, second.unit)
