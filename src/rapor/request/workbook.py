"""Writing a form as a workbook: the same bytes for the same form, no formula from data."""

import datetime
import io

import xlsxwriter

from rapor.ground.language import language
from rapor.request.asking import explanation_title
from rapor.request.explanation import write_explanation
from rapor.request.form import Form
from rapor.request.formats import Formats
from rapor.request.sheet import write_sheet

IDENTITY_SHEET = "rapor"
"""A sheet that no menu shows: what the form is, and the words that cells may be chosen from."""

_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 XlsxWriter takes no zone
"""A date that says nothing: the workbook's bytes must not depend on the day."""

_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def workbook(form: Form) -> bytes:
    """The form as an .xlsx file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _TEXT_STAYS_TEXT)
    said = language(form.language)
    book.set_properties(
        {
            "title": said.text("Data request {city} {year}", city=form.city_name, year=form.year),
            "created": _CREATED,
        }
    )
    formats = Formats(book)
    first = book.add_worksheet(explanation_title(said))
    sheets = [(sheet, book.add_worksheet(sheet.title)) for sheet in form.sheets]
    choices = _identity(book, form)
    write_explanation(first, form, formats, said)
    for sheet, page in sheets:
        write_sheet(page, form, sheet, formats, choices)
    first.activate()
    book.close()
    return out.getvalue()


def _identity(book: xlsxwriter.Workbook, form: Form) -> dict[tuple[str, ...], str]:
    """Write the hidden sheet; return where each list of words stands, as a range."""
    page = book.add_worksheet(IDENTITY_SHEET)
    page.very_hidden()
    page.protect()
    page.write_string(0, 0, str(form.identity()))
    for row, sheet in enumerate(form.sheets, start=1):
        page.write_string(row, 0, sheet.title)
        page.write_string(row, 1, str(form.identity(sheet.agency)))
    lists = {one.words for _, one in form.asked() if one.words}
    lists |= {tuple(form.agencies.values())} - {()}
    choices = {}
    for column, words in enumerate(sorted(lists), start=3):
        for row, word in enumerate(words):
            page.write_string(row, column, word)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        choices[words] = f"={IDENTITY_SHEET}!${letter}$1:${letter}${len(words)}"
    return choices
