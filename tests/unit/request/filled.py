"""A form as an agency fills it: by sheet, key of the row and code of the column."""

import datetime
from copy import copy

import openpyxl

ON = "2024-02-01"
DAY = datetime.date(2024, 1, 15)
SETDA, KOMINFO, UNNAMED = (
    "Sekretariat Daerah",
    "Dinas Komunikasi",
    "Perangkat daerah tidak disebut",
)
INSPECTORATE = "Inspektorat Kota"
SAKIP, SPBE, CASES, OPINION = (
    "indicator:sakip_score",
    "indicator:spbe_index",
    "indicator:discipline_cases",
    "indicator:bpk_opinion",
)
COMPLAINTS, FORMED = "indicator:complaints_handled", "indicator:upg_formed"


class Filled:
    """A form that is being filled; ``save`` writes it beside, never over, the sent one.

    Opening a form takes longer than the tests that fill it: one that only ``put`` has changed can
    be ``emptied`` again for the next test.
    """

    def __init__(self, path, folder, opened=None):
        self._book = opened or openpyxl.load_workbook(path)
        self._before = []
        self._changed_at_will = False
        self.folder = folder

    @property
    def book(self):
        self._changed_at_will = True
        return self._book

    def page(self, sheet):
        return self.book[sheet]

    def row(self, sheet, key):
        return next(row[0].row for row in self._book[sheet].iter_rows() if row[0].value == key)

    def column(self, sheet, code):
        return next(cell.column for cell in self._book[sheet][1] if cell.value == code)

    def cell(self, sheet, key, code="realised"):
        return self.book[sheet].cell(self.row(sheet, key), self.column(sheet, code))

    def put(self, sheet, key, value, code="realised", look=None):
        """Fill a cell; return its place. A text is a text, even one that begins with '='."""
        cell = self._book[sheet].cell(self.row(sheet, key), self.column(sheet, code))
        self._before.append((cell, cell._value, cell.data_type, copy(cell._style)))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if look:
            cell.number_format = look
        return f"{sheet}!{cell.coordinate}"

    def emptied(self):
        """The book as it was sent; None for one that was changed at will."""
        for cell, *stood in reversed(self._before):
            cell._value, cell.data_type, cell._style = stood
        return None if self._changed_at_will else self._book

    def save(self, name="isian.xlsx"):
        path = self.folder / name
        self._book.save(path)
        return path


def refused(received):
    """What is refused, as text by place."""
    return {problem.where: str(problem) for problem in received.problems}
