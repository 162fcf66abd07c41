"""The Excel writer: the report's content as one workbook, the same bytes everywhere."""

import datetime
import io

from xlsxwriter.workbook import Workbook

from rapor.ground.language import language
from rapor.ground.text import for_file
from rapor.write.content import Report
from rapor.write.workbook.book import Book
from rapor.write.workbook.first_sheet import write_first
from rapor.write.workbook.sheets import grid, sheet_name, sheets
from rapor.write.workbook.table_sheet import AnchorPlaces, row_of, write_table

CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""A workbook has to name a day; the day of the data stands on its first sheet."""
LONGEST_PROPERTY = 255

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""No text of a document ever becomes a formula, a link or a number."""


def xlsx(report: Report) -> bytes:
    """The report as an Excel workbook."""
    out, words = io.BytesIO(), language(report.language)
    with Workbook(out, OPTIONS) as workbook:
        book = Book(workbook, report, words)
        _properties(workbook, report)
        contents = sheet_name(words.text("Contents"), "")
        listed = sheets(report, words)
        grids = [grid(sheet.table, words) for sheet in listed]
        rows = {
            anchor: (sheet.name, row_of(place))
            for sheet, cells in zip(listed, grids, strict=True)
            for place, anchor in enumerate(cells.anchors)
            if anchor
        }
        places = AnchorPlaces(contents, rows)
        first = workbook.add_worksheet(contents)
        for sheet, cells in zip(listed, grids, strict=True):
            write_table(book, workbook.add_worksheet(sheet.name), sheet, cells, places)
        write_first(book, first, listed)
    return out.getvalue()


def _properties(workbook: Workbook, report: Report) -> None:
    front = report.front
    workbook.set_properties(
        {
            "title": for_file(front.full_title)[:LONGEST_PROPERTY],
            "subject": for_file(report.running)[:LONGEST_PROPERTY],
            "comments": "Rapor RB",
            "created": CREATED,
        }
    )
    workbook.set_custom_property("Language", report.language, "text")
