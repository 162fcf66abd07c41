"""The columns of an agency's sheet, and what their cells take.

What a cell says before a wrong entry it says after it too.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from rapor.ground.language import Language
from rapor.ground.period import first_day
from rapor.request.form import Asked, Form

KEY = "key"
"""Code and head of the hidden column that names each row."""

REPORTED = ("progress", "obstacle", "obstacle_text", "adjustment", "new_date")
"""Codes of the columns of a report on progress."""

UNIT = ("unit_name", "subject")
"""Codes of the columns of an agency's unit: its name, and the indicator or activity reported on."""

MONEY = ("budget", "spent")
"""Codes of the columns of money, in rupiah."""

FILLED = ("agency", "realised", "date", "evidence", "remark", *UNIT, *REPORTED, *MONEY)
"""Codes of the columns that are filled; ``agency`` stands only where the sheet does not say
who reports."""

DATES = ("date", "new_date")

HELD = ("name", "unit", "scale", "target")
"""Codes of the columns whose cells must come back as they were asked."""

LENGTHS = {"agency": 120, "unit_name": 120, "realised": 100, "evidence": 500, "remark": 500}
LENGTHS |= {"progress": 1000, "obstacle_text": 500, "adjustment": 500}
"""Longest texts that the cells of a column take."""
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""What a spreadsheet shows of the title and of the message."""

_MOST = 1e15


@dataclass(frozen=True)
class Head:
    """A column: code, head in the form's language, and width in characters."""

    code: str
    head: str
    width: float


def heads(language: Language, year: int, *, reporter: bool, units: bool) -> list[Head]:
    """Columns in the order of the sheet.

    ``reporter`` adds the one that says who reports, ``units`` those of an agency's units.
    """
    columns = [
        Head(KEY, KEY, 8),
        Head("number", language.text("No."), 4.5),
        Head("name", language.text("Indicator or activity"), 30),
        Head("about", language.text("Explanation"), 21),
        Head("unit", language.text("Unit"), 8),
        Head("scale", language.text("Scale or choice"), 12),
        Head("target", language.text("Target {year}", year=year), 12),
        Head("place", language.text("Printed at"), 10.5),
        Head("baseline", language.text("Baseline"), 9),
        Head("known", language.text("Last known"), 15),
        Head("agency", language.text("Reporting agency"), 20),
        Head("realised", language.text("Realisation {year}", year=year), 12),
        Head("date", language.text("Date of the value"), 11),
        Head("evidence", language.text("Evidence (document or address)"), 22),
        Head("remark", language.text("Remark"), 17),
        Head("unit_name", language.text("Reporting unit"), 20),
        Head("subject", language.text("Indicator or activity of the unit"), 24),
        Head("progress", language.text("Progress, in words"), 24),
        Head("obstacle", language.text("Kind of obstacle"), 13),
        Head("obstacle_text", language.text("Obstacle"), 20),
        Head("adjustment", language.text("Adjustment"), 20),
        Head("new_date", language.text("To be carried out by"), 11),
        Head("budget", language.text("Budget of the year (Rp)"), 15),
        Head("spent", language.text("Spent since the year began (Rp)"), 15),
    ]
    left = (() if reporter else ("agency",)) + (() if units else UNIT)
    return [column for column in columns if column.code not in left]


def is_to_fill(code: str, asked: Asked) -> bool:
    """Whether a row asks for a column: what is followed up has no money, a group no figure."""
    if asked.kind == "unit":
        return code in ("date", "evidence", *UNIT, *REPORTED)
    if code in UNIT:
        return False
    if asked.kind == "follow_up":
        return code in ("agency", "realised", "date", "evidence", "remark", "progress")
    if asked.kind == "level":
        return code in ("date", "evidence", *REPORTED)
    if asked.through:
        return code in ("agency", "date", "evidence", *MONEY)
    return code in FILLED and (code not in MONEY or asked.kind == "activity")


def entry_rule(
    code: str, asked: Asked, form: Form, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    """The rule of a cell in a column to fill, as XlsxWriter takes it."""
    if code == "realised":
        limits = _of_value(asked, choices, language)
    elif code in DATES:
        limits = _of_date(code, form, language)
    elif code == "subject":
        limits = _of_subject(asked, choices, language)
    elif code == "obstacle":
        limits = _of_obstacle(form, choices, language)
    elif code in MONEY:
        limits = _of_money(code, language)
    elif code == "agency":
        limits = _of_agency(form, choices, language)
    else:
        limits = _of_text(code, language)
    title = language.text("Please check")
    message = limits.pop("message")[:_LONGEST_MESSAGE]
    return {
        **limits,
        "input_title": asked.name[:_LONGEST_TITLE],
        "input_message": message,
        "error_title": title[:_LONGEST_TITLE],
        "error_message": message,
        "error_type": "stop",
    }


def _of_value(
    asked: Asked, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    if asked.words:
        message = language.text("Choose one of: {words}.", words=asked.scale)
        return {"validate": "list", "source": choices[asked.words], "message": message}
    if not asked.is_number:
        message = language.text(
            "Write what was reached, as the target is written. At most {count} characters. Leave"
            " empty what is not known.",
            count=LENGTHS["realised"],
        )
        return {**_length("realised"), "message": message}
    unit = asked.unit or language.text("number")
    if asked.low is not None and asked.high is not None:
        message = language.text(
            "A number from {low} to {high} ({unit}), without the unit. Leave empty what is not"
            " known.",
            low=language.number(asked.low),
            high=language.number(asked.high),
            unit=unit,
        )
        bounds = {"minimum": asked.low, "maximum": asked.high}
    else:
        message = language.text(
            "A number ({unit}), without the unit. Leave empty what is not known.", unit=unit
        )
        least = 0 if asked.measure in ("count", "percent") else -_MOST
        bounds = {"minimum": least, "maximum": _MOST}
    return {"validate": "decimal", "criteria": "between", **bounds, "message": message}


def _of_obstacle(
    form: Form, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    words = form.obstacle_words
    message = language.text("Choose one of: {words}.", words=", ".join(words))
    return {"validate": "list", "source": choices[words], "message": message}


def _of_subject(
    asked: Asked, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    message = language.text("Choose from the list; leave empty what is on all work of the unit.")
    if asked.words:
        return {"validate": "list", "source": choices[asked.words], "message": message}
    return {**_length("unit_name"), "message": message}


def _of_money(code: str, language: Language) -> dict[str, Any]:
    if code == "budget":
        message = language.text("Budget of the whole year, in whole rupiah.")
    else:
        message = language.text("Spent from January to the end of the period, in rupiah.")
    bounds = {"minimum": 0, "maximum": _MOST}
    return {"validate": "decimal", "criteria": "between", **bounds, "message": message}


def _of_date(code: str, form: Form, language: Language) -> dict[str, Any]:
    first = first_day(form.year, form.period)
    if code == "new_date":
        message = language.text("The day by which the adjustment is to be carried out.")
    else:
        message = language.text(
            "The day on which the value was set or published, not before {day}.",
            day=language.date(first),
        )
    start = datetime.datetime.combine(first, datetime.time())
    return {"validate": "date", "criteria": ">=", "value": start, "message": message}


def _of_agency(
    form: Form, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    message = language.text("Which agency reports this value.")
    names = form.reporters
    if names:
        return {"validate": "list", "source": choices[names], "message": message}
    return {**_length("agency"), "message": message}


def _of_text(code: str, language: Language) -> dict[str, Any]:
    if code == "evidence":
        message = language.text(
            "Number and title of the document, or its web address. At most {count} characters.",
            count=LENGTHS[code],
        )
    elif code == "adjustment":
        message = language.text(
            "What is done otherwise because of it. A target stays as it is: another target needs a"
            " decision of the local government."
        )
    else:
        message = language.text("At most {count} characters.", count=LENGTHS[code])
    return {**_length(code), "message": message}


def _length(code: str) -> dict[str, Any]:
    return {"validate": "length", "criteria": "<=", "value": LENGTHS[code]}
