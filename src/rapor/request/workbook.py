"""Writing a form as a workbook: the same bytes for the same form, no formula from data.

The first row of an agency's sheet is hidden and holds the sheet's identity and the code of
each column, the first column is hidden and holds the key of each row, so that rows that
were sorted and columns that were moved are still known.
"""

from typing import Any

from rapor.ground.language import Language, language
from rapor.request.asking import explanation_title
from rapor.request.form import EXPLANATION, IDENTITY_SHEET, AgencySheet, Asked, Form, time_of
from rapor.request.layout import DATES, FILLED, KEY, MONEY, Head, entry_rule, heads, is_to_fill
from rapor.write.form import (
    ACROSS,
    Formats,
    FormBook,
    Words,
    print_on_paper,
    printed_width,
    row_height,
    write_lists,
)

HEAD_ROW = 4
"""The row of the heads, counted from 0; above it stand identity, title and two lines."""

_UNIT_ROWS = 6
"""Times that the row of an agency's units stands on its sheet."""

_FROZEN = 3
"""Columns that stay in sight: key, number and name."""

_SMALLEST_SCALE = 10
"""Excel's smallest, in per cent."""

_EXPLAINED_LINE, _EXPLAINED_CHARACTERS = 14, 88
"""Points a line of the explanation, and characters of a line in its wide column."""
_EXPLAINED_WIDTHS = (40, 80, 14)
"""Characters of its columns: what it is about, what is said, and a count."""


def write_sheet(
    page: Any, form: Form, sheet: AgencySheet, formats: Formats, choices: dict[Words, str]
) -> None:
    """Write one sheet; ``choices`` are the ranges of the lists of words."""
    words = language(form.language)
    columns = heads(words, form.year, reporter=sheet.asks_reporter, units=sheet.has_units)
    _head(page, form, sheet, formats, columns, words)
    row = HEAD_ROW + 1
    for kind, title in (
        ("indicator", words.text("Indicators")),
        ("activity", words.text("Activities of the action plan")),
        ("follow_up", words.text("Follow-up: choose the status in place of a realisation")),
        ("level", words.text("Progress, obstacles and adjustments of groups and teams")),
        ("unit", words.text("Reports of the agency's own units: rows may be copied")),
    ):
        rows = [asked for asked in sheet.asked if asked.kind == kind]
        rows *= _UNIT_ROWS if kind == "unit" else 1
        if not rows:
            continue
        for place in range(1, len(columns)):
            page.write_blank(row, place, None, formats.group)
        page.write_string(row, 1, f"{title} ({words.number(len(rows))})", formats.group)
        page.set_row(row, 20)
        for number, asked in enumerate(rows, start=1):
            row += 1
            _asked(page, row, number, asked, columns, formats)
            for place, column in enumerate(columns):
                if is_to_fill(column.code, asked):
                    taken = entry_rule(column.code, asked, form, choices, words)
                    page.data_validation(row, place, row, place, taken)
        row += 1
    _set_up(page, form, sheet, columns)


def _head(
    page: Any,
    form: Form,
    sheet: AgencySheet,
    formats: Formats,
    columns: list[Head],
    words: Language,
) -> None:
    for place, column in enumerate(columns):
        code = str(form.identity(sheet.agency)) if column.code == KEY else column.code
        page.write_string(0, place, code)
        look = formats.head_fill if column.code in FILLED else formats.head
        page.write_string(HEAD_ROW, place, column.head, look)
        page.set_column(place, place, column.width, None, {"hidden": column.code == KEY})
    page.set_row(0, None, None, {"hidden": True})
    page.write_string(1, 1, sheet.name, formats.title)
    page.set_row(1, 22)
    what = words.text("Data request {city}, {time}", city=form.city_name, time=time_of(form, words))
    page.write_string(2, 1, what, formats.subtitle)
    fill = words.plural(
        "Fill the yellow cells of {count} row; leave empty what is not known.",
        "Fill the yellow cells of {count} rows; leave empty what is not known.",
        len(sheet.to_fill),
    )
    page.write_string(3, 1, fill, formats.subtitle)
    page.set_row(HEAD_ROW, 44)


def _asked(
    page: Any, row: int, number: int, asked: Asked, columns: list[Head], formats: Formats
) -> None:
    held = {KEY: asked.key, "number": str(number)}
    texts = (
        (column.width, getattr(asked, column.code, "")) for column in columns if column.code != KEY
    )
    page.set_row(row, row_height(texts))
    for place, column in enumerate(columns):
        if column.code in FILLED:
            page.write_blank(row, place, None, _fill_look(column.code, asked, formats))
            continue
        text = held.get(column.code) or getattr(asked, column.code, "")
        right = column.code in ("number", "target", "baseline")
        look = formats.closed if asked.through else formats.figure if right else formats.fixed
        page.write_string(row, place, text, look)


def _fill_look(code: str, asked: Asked, formats: Formats) -> Any:
    if not is_to_fill(code, asked):
        return formats.closed
    if code in DATES:
        return formats.fill_date
    is_figure = code in MONEY or (code == "realised" and asked.is_number)
    return formats.fill_figure if is_figure else formats.fill


def _set_up(page: Any, form: Form, sheet: AgencySheet, columns: list[Head]) -> None:
    """Protection, frozen heads and the printed page."""
    page.protect(
        "",
        {"format_columns": True, "format_rows": True, "insert_hyperlinks": True},
    )
    page.freeze_panes(HEAD_ROW + 1, _FROZEN)
    _print(page, columns)
    name = sheet.name.replace("&", "&&")
    city = form.city_name.replace("&", "&&")
    page.set_footer(f"&L&8{city} {form.year}&C&8{name[:120]}&R&8&P/&N")
    first = next(place for place, column in enumerate(columns) if column.code in FILLED)
    page.set_selection(HEAD_ROW + 2, first, HEAD_ROW + 2, first)


def _print(page: Any, columns: list[Head]) -> None:
    """A row on two pages side by side, both with its name: on one it could not be read.

    The first has what is asked and the result, the second what is reported of the work.
    """
    print_on_paper(page)
    page.repeat_rows(HEAD_ROW)
    page.repeat_columns(1, _FROZEN - 1)
    first = 1 + next(place for place, column in enumerate(columns) if column.code == "remark")
    named, asked, reported = columns[1:_FROZEN], columns[_FROZEN:first], columns[first:]
    halves = (named + half for half in (asked, reported))
    widest = max(sum(printed_width(head.width) for head in half) for half in halves)
    page.set_print_scale(max(_SMALLEST_SCALE, min(100, int(100 * ACROSS / widest))))
    page.set_v_pagebreaks([first])
    page.print_across()


def workbook(form: Form) -> bytes:
    """The form as an .xlsx file."""
    words = language(form.language)
    book = FormBook(words.text("Data request {city} {year}", city=form.city_name, year=form.year))
    first = book.sheet(explanation_title(words))
    sheets = [(sheet, book.sheet(sheet.title)) for sheet in form.sheets if sheet.asked]
    choices = _identity(book, form)
    write_explanation(first, form, book.formats, words)
    for sheet, page in sheets:
        write_sheet(page, form, sheet, book.formats, choices)
    first.activate()
    return book.content()


def _identity(book: FormBook, form: Form) -> dict[Words, str]:
    """Write the hidden sheet; return where each list of words stands, as a range."""
    page = book.sheet(IDENTITY_SHEET)
    page.very_hidden()
    page.protect()
    page.write_string(0, 0, str(form.identity()))
    written = [sheet for sheet in form.sheets if sheet.asked]
    for row, sheet in enumerate(written, start=1):
        page.write_string(row, 0, sheet.title)
        page.write_string(row, 1, str(form.identity(sheet.agency)))
    lists = {asked.words for _, asked in form.asked() if asked.words}
    lists |= {form.reporters, form.obstacle_words}
    return write_lists(page, lists - {()}, first=3)


def write_explanation(page: Any, form: Form, formats: Formats, language: Language) -> None:
    """Write the sheet, with a link to each agency's own."""
    for place, width in enumerate(_EXPLAINED_WIDTHS):
        page.set_column(place, place, width)
    page.set_column(3, 3, 8, None, {"hidden": True})
    page.write_string(0, 3, str(form.identity(EXPLANATION)))
    page.set_row(0, 24)
    page.write_string(0, 0, language.text("Data request"), formats.title)
    row = 2
    for label, text in _explained(form, language):
        page.set_row(row, _EXPLAINED_LINE * max(1, -(-len(text) // _EXPLAINED_CHARACTERS)) + 4)
        page.write_string(row, 0, label, formats.label)
        page.write_string(row, 1, text, formats.text)
        row += 1
    page.write_string(row, 0, language.text("Colours"), formats.label)
    page.write_string(row, 1, language.text("yellow: to be filled"), formats.fill)
    page.write_string(row + 1, 1, language.text("white: as asked, locked"), formats.fixed)
    _agencies(page, row + 3, form, formats, language)
    page.protect("", {"format_columns": True, "format_rows": True})
    print_on_paper(page)
    page.set_footer("&R&8&P/&N")


def _explained(form: Form, language: Language) -> list[tuple[str, str]]:
    """What the sheet says, label and text a row; a row without text is left out."""
    rows = [
        (
            language.text("Purpose"),
            language.text(
                "Collects what was realised of the bureaucratic reform road map, for its"
                " evaluation."
            ),
        ),
        (language.text("Local government"), form.city_name),
        (language.text("Period"), time_of(form, language)),
        *_filling(form, language),
        *_reporting(language),
        (
            language.text("Sending back"),
            language.text(
                "Return the file as .xlsx, without macros, formulas and links to other files. Rows"
                " may be sorted; rows, keys and heads must stay."
            ),
        ),
        (
            language.text("Protection"),
            language.text(
                "The cells that are not to be filled are locked without a password, against slips."
                " A target that seems wrong is to be named in the remark, not changed."
            ),
        ),
    ]
    return [(label, text) for label, text in rows if text]


def _filling(form: Form, language: Language) -> list[tuple[str, str]]:
    unnamed = ""
    if form.sheet(""):
        unnamed = language.text(
            "For what the road map names no agency for, the last sheet asks which agency reports."
        )
    return [
        (
            language.text("Who fills what"),
            language.text(
                "Each agency fills the sheet that bears its name. What several agencies carry"
                " stands on the sheet of each; their values must be equal."
            ),
        ),
        ("", unnamed),
        (
            language.text("Realisation"),
            language.text(
                "The value of this period: a number without its unit, or one of the words offered."
                " Leave the cell empty when the value is not known. A zero is a value."
            ),
        ),
        (
            language.text("Evidence"),
            language.text(
                "Number and title of the document that holds the value, or its web address."
            ),
        ),
        (
            language.text("Activities"),
            language.text(
                "Asked are those with a target of the year. An activity that an indicator measures"
                " is shown, and filled at the indicator."
            ),
        ),
    ]


def _reporting(language: Language) -> list[tuple[str, str]]:
    return [
        (
            language.text("Progress"),
            language.text(
                "Beside the figure: what progressed, what stood in the way, and what is done"
                " otherwise by which day. A target is not changed by it."
            ),
        ),
        (
            language.text("Units"),
            language.text(
                "A division, technical unit or kelurahan reports at the end of its agency's sheet:"
                " its name, the indicator or activity, and its words. A row for each; where the"
                " rows are not enough, unprotect the sheet and copy one. The agency checks them"
                " and sends the sheet."
            ),
        ),
        (
            language.text("Follow-up"),
            language.text(
                "Choose how far each item is, and write what was done beside it. An item that is"
                " dropped, or stands lower than before, needs its reason in the remark. Only the"
                " Inspektorat verifies."
            ),
        ),
    ]


def _agencies(page: Any, row: int, form: Form, formats: Formats, language: Language) -> None:
    """A line an agency: link to its sheet, what is asked, and how many realisations."""
    for place, head in enumerate(
        (
            language.text("Agency"),
            language.text("Asked"),
            language.text("Cells to fill"),
        )
    ):
        page.write_string(row, place, head, formats.head_right if place == 2 else formats.head)
    page.set_row(row, 2 * _EXPLAINED_LINE + 2)
    written = [sheet for sheet in form.sheets if sheet.asked]
    for line, sheet in enumerate(written, start=row + 1):
        title = sheet.title.replace("'", "''")
        page.write_url(line, 0, f"internal:'{title}'!A1", formats.link, string=sheet.name)
        asked = _asked_of(sheet, language)
        page.write_string(line, 1, asked, formats.text)
        texts = zip(_EXPLAINED_WIDTHS, (sheet.name, asked), strict=False)
        page.set_row(line, row_height(texts))
        page.write_number(line, 2, len(sheet.to_fill), formats.count)


def _asked_of(sheet: AgencySheet, language: Language) -> str:
    kinds = [row.kind for row in sheet.asked]
    counted = [kinds.count(kind) for kind in ("indicator", "activity", "follow_up", "level")]
    parts = [
        language.plural("{count} indicator", "{count} indicators", counted[0]),
        language.plural("{count} activity", "{count} activities", counted[1]),
        language.plural("{count} item to follow up", "{count} items to follow up", counted[2]),
        language.plural("{count} report on progress", "{count} reports on progress", counted[3]),
    ]
    return language.join([part for part, count in zip(parts, counted, strict=True) if count])
