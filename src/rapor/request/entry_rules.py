"""What a cell of a form takes, and what it says before and after a wrong entry."""

import datetime
from typing import Any

from rapor.ground.language import Language
from rapor.ground.period import HALVES
from rapor.request.form import Asked, Form
from rapor.request.layout import LENGTHS

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""What a spreadsheet shows of the title and of the message."""

_MOST = 1e15


def first_day(year: int, period: str) -> datetime.date:
    """The first day of a year, or of its half."""
    return datetime.date(year, 7 if period == HALVES[1] else 1, 1)


def rule(
    code: str, asked: Asked, form: Form, choices: dict[tuple[str, ...], str], language: Language
) -> dict[str, Any]:
    """The rule of a cell in a column to fill, as XlsxWriter takes it."""
    if code == "realised":
        limits = _of_value(asked, choices, language)
    elif code == "date":
        limits = _of_date(form, language)
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


def _of_date(form: Form, language: Language) -> dict[str, Any]:
    first = first_day(form.year, form.period)
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
    else:
        message = language.text("At most {count} characters.", count=LENGTHS[code])
    return {**_length(code), "message": message}


def _length(code: str) -> dict[str, Any]:
    return {"validate": "length", "criteria": "<=", "value": LENGTHS[code]}
