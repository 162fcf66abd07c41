"""A form as an agency fills it: by sheet, key of the row and code of the column."""

import datetime

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
    """A form that is being filled; ``save`` writes it beside, never over, the sent one."""

    def __init__(self, path, folder):
        self.book = openpyxl.load_workbook(path)
        self.folder = folder

    def page(self, sheet):
        return self.book[sheet]

    def row(self, sheet, key):
        return next(row[0].row for row in self.book[sheet].iter_rows() if row[0].value == key)

    def column(self, sheet, code):
        return next(cell.column for cell in self.book[sheet][1] if cell.value == code)

    def cell(self, sheet, key, code="realised"):
        return self.book[sheet].cell(self.row(sheet, key), self.column(sheet, code))

    def put(self, sheet, key, value, code="realised", look=None):
        """Fill a cell; return its place. A text is a text, even one that begins with '='."""
        cell = self.cell(sheet, key, code)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if look:
            cell.number_format = look
        return f"{sheet}!{cell.coordinate}"

    def save(self, name="isian.xlsx"):
        path = self.folder / name
        self.book.save(path)
        return path


def refused(received):
    """What is refused, as text by place."""
    return {problem.where: str(problem) for problem in received.problems}
