"""The Excel writer: the report's content as one workbook, the same bytes everywhere."""

import datetime
import io
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PIL import Image
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rapor.ground.language import language
from rapor.ground.text import for_file
from rapor.write.content import Block, Heading, ListBlock, Paragraph, Report, Tally, plain
from rapor.write.workbook.sheets import Sheet, grid, sheet_name, sheets
from rapor.write.workbook.table_sheet import (
    ACCENT,
    RULE,
    SOFT,
    TINT,
    AnchorPlaces,
    Book,
    cell_address,
    height,
    row_of,
    write_table,
)

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
WIDTHS = (34, 84, 44)
LOGO_PIXELS = 44
"""Two rows of the first sheet."""
READING = "-reading"
"""How the anchor of the section ends that says how to read a report."""


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


def write_first(book: Book, sheet: Worksheet, listed: list[Sheet]) -> None:
    """Fill the first sheet."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    front = book.report.front
    small = book.format(font_color=SOFT, font_size=11)
    large = book.format(bold=True, font_color=ACCENT, font_size=18)
    sheet.write_string(0, 0, book.text(front.title), small)
    sheet.write_string(1, 0, book.text(f"{front.city} {front.period}"), large)
    _letterhead(book, sheet)
    row = 3
    for name, line in _lines_of(book):
        label = book.format(bold=True, font_color=ACCENT, text_wrap=True)
        sheet.write_string(row, 0, book.text(name), label)
        sheet.write_string(row, 1, book.text(line), book.format(text_wrap=True))
        sheet.set_row(row, height(book.text(line), WIDTHS[1]))
        row += 1
    _contents(book, sheet, row + 1, listed)
    sheet.freeze_panes(2, 0)
    book.set_page(sheet)


def _letterhead(book: Book, sheet: Worksheet) -> None:
    """The logo beside the title, and the mark of a draft that is seen on a screen too."""
    brand = book.report.brand
    if brand.logo is not None:
        picture = io.BytesIO(brand.logo.picture)
        with Image.open(io.BytesIO(brand.logo.picture)) as opened:
            scale = LOGO_PIXELS / opened.size[1] * (opened.info.get("dpi", (96, 96))[1] / 96)
        sheet.insert_image(
            0,
            2,
            "logo.png",
            {
                "image_data": picture,
                "x_scale": scale,
                "y_scale": scale,
                "description": brand.name,
                "object_position": 3,
            },
        )
    if brand.is_draft:
        mark = book.format(bold=True, font_color="#B34700", font_size=14)
        sheet.write_string(2, 0, book.language.text("DRAFT"), mark)


def _lines_of(book: Book) -> Iterator[tuple[str, str]]:
    """What stands on the front page and how to read: a title, then its lines."""
    text = book.language.text
    yield from book.report.front.facts
    yield from _titled(book.language.text("Issued by"), book.report.letterhead)
    yield "", ""
    what = text(
        "The tables of the report and the numbers of its figures, a sheet each, for filtering and"
        " computing. Numbers are shown with the report's decimals and kept in full; a range, a"
        " word or a misprint stays text. The report itself says what they mean."
    )
    yield text("This workbook"), what
    for section in book.report.front.sections:
        yield from _titled(section.title, _lines(section.blocks))
    yield from _reading(book.report)


def _titled(title: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines):
        yield "" if place else title, line


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Running text and counts, a line each."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.text)
        elif isinstance(block, Tally):
            for count in block.counts:
                yield " ".join(part for part in (count.symbol, count.number, count.words) if part)
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, start=1):
                yield f"{number}. {plain(item)}" if block.ordered else plain(item)


def _reading(report: Report) -> Iterator[tuple[str, str]]:
    """The report's own words on its symbols, sources and marks."""
    for before, block in pairwise(report.blocks()):
        if isinstance(before, Heading) and before.anchor.endswith(READING):
            yield from _titled(before.title, _lines((block,)))


def _contents(book: Book, sheet: Worksheet, row: int, listed: list[Sheet]) -> None:
    text = book.language.text
    titles = (text("Sheet"), text("Table or figure"), text("Chapter"))
    head = book.format(bold=True, bg_color=TINT, bottom=1)
    for column, title in enumerate(titles):
        sheet.write_string(row, column, book.text(title), head)
    cell = {"text_wrap": True, "bottom": 4, "bottom_color": RULE}
    for place, named in enumerate(listed, start=row + 1):
        link = book.format(**cell, font_color=ACCENT, underline=1)
        sheet.write_url(place, 0, cell_address(named.name), link, named.name)
        caption = book.text(f"{named.label}. {named.title}")
        sheet.write_string(place, 1, caption, book.format(**cell))
        sheet.write_string(place, 2, book.text(named.chapter), book.format(**cell))
        sheet.set_row(place, max(height(caption, WIDTHS[1]), height(named.chapter, WIDTHS[2])))
