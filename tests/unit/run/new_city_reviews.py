"""Reviews of new cities, filled as a person fills them in a spreadsheet."""

import openpyxl
from copies import REPOSITORY

from rapor.ground.paths import Home
from rapor.run.new_city import Subject, write_review
from rapor.run.taking_over import take_over
from rapor.run.writer import Writer

DOCUMENTS = REPOSITORY / "tests" / "sample" / "documents"
ROAD_MAP = DOCUMENTS / "perwal-contoh-baru.txt"
AMENDMENT = DOCUMENTS / "perwal-contoh-baru-perubahan.txt"
REPORT = DOCUMENTS / "lkjip-contoh-baru-2022.txt"
CITY, PROVINCE = "contoh-baru", "Jawa Tengah"
BY = Writer(True, "Ani", "2026-02-01")

OPEN_BY_NATURE = {
    ("indicators", "nilai kepuasan layanan:polarity"): "makin tinggi makin baik",
}
"""What the document does not say and nothing can propose."""


def written(home, *documents, folder, language="id", **subject):
    path = folder / f"review-{CITY}.xlsx"
    about = Subject(CITY, documents or (ROAD_MAP,), language, province=PROVINCE, **subject)
    return write_review(home, about, path)


class FilledReview:
    """A review in a spreadsheet: its decisions by sheet and key."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def sheet(self, code):
        return next(page for page in self.book if str(page.cell(1, 1).value).endswith(f";{code}"))

    def column(self, code, name):
        codes = [cell.value for cell in self.sheet(code)[1]]
        return codes.index(name) + 1

    def row(self, code, key):
        page = self.sheet(code)
        return next(row for row in range(5, page.max_row + 1) if page.cell(row, 1).value == key)

    def cell(self, code, key, name="decision"):
        return self.sheet(code).cell(self.row(code, key), self.column(code, name))

    def decide(self, code, key, decision, remark=None):
        self.cell(code, key).value = decision
        if remark:
            self.cell(code, key, "remark").value = remark
        return self

    def accept_all(self):
        for page in self.book:
            for row in range(5, page.max_row + 1):
                if page.cell(row, 1).value == "*":
                    codes = [cell.value for cell in page[1]]
                    word = "ya" if ";id;" in codes[0] else "yes"
                    page.cell(row, codes.index("decision") + 1).value = word
        return self

    def save(self, name="filled.xlsx"):
        path = self.path.with_name(name)
        self.book.save(path)
        return path


def decided(path):
    """A review in which everything that waits is decided, most of it as proposed."""
    review = FilledReview(path).accept_all()
    for (code, key), decision in OPEN_BY_NATURE.items():
        review.decide(code, key, decision)
    return review


def taken_over(home: Home, *documents, folder):
    made = written(home, *documents, folder=folder)
    return take_over(home, decided(made.path).save(), BY)


def files(home):
    folder = home.raw(CITY)
    if not folder.exists():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
