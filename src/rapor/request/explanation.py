"""The first sheet of a form: what it is for, who fills what, and how."""

from typing import Any

from rapor.ground.language import Language
from rapor.request.form import EXPLANATION, AgencySheet, Form, time_of
from rapor.write.form.look import Formats

_PAPER_A4 = 9
_LINE = 14
_CHARACTERS = 88
"""Points a line of text, and characters of a line in the wide column."""


def write_explanation(page: Any, form: Form, formats: Formats, language: Language) -> None:
    """Write the sheet, with a link to each agency's own."""
    page.set_column(0, 0, 40)
    page.set_column(1, 1, 80)
    page.set_column(2, 2, 14)
    page.set_column(3, 3, 8, None, {"hidden": True})
    page.write_string(0, 3, str(form.identity(EXPLANATION)))
    page.set_row(0, 24)
    page.write_string(0, 0, language.text("Data request"), formats.title)
    row = 2
    for label, text in _explained(form, language):
        page.set_row(row, _LINE * max(1, -(-len(text) // _CHARACTERS)) + 4)
        page.write_string(row, 0, label, formats.label)
        page.write_string(row, 1, text, formats.text)
        row += 1
    page.write_string(row, 0, language.text("Colours"), formats.label)
    page.write_string(row, 1, language.text("yellow: to be filled"), formats.fill)
    page.write_string(row + 1, 1, language.text("white: as asked, locked"), formats.fixed)
    _agencies(page, row + 3, form, formats, language)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_PAPER_A4)
    page.fit_to_pages(1, 0)
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
        (language.text("City"), form.city_name),
        (language.text("Period"), time_of(form, language)),
        *_filling(form, language),
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
    page.set_row(row, 2 * _LINE + 2)
    for line, sheet in enumerate(form.sheets, start=row + 1):
        title = sheet.title.replace("'", "''")
        page.write_url(line, 0, f"internal:'{title}'!A1", formats.link, string=sheet.name)
        page.write_string(line, 1, _asked_of(sheet, language), formats.text)
        page.write_number(line, 2, len(sheet.to_fill), formats.count)


def _asked_of(sheet: AgencySheet, language: Language) -> str:
    indicators = sum(row.kind == "indicator" for row in sheet.rows)
    activities = len(sheet.rows) - indicators
    parts = [
        language.plural("{count} indicator", "{count} indicators", indicators),
        language.plural("{count} activity", "{count} activities", activities),
    ]
    counted = (indicators, activities)
    return language.join([part for part, count in zip(parts, counted, strict=True) if count])
