"""Twenty agencies send their forms back, some careless, some malicious."""

import pytest
from filled import CASES, DAY, KOMINFO, OPINION, SAKIP, SETDA, SPBE, UNNAMED, refused

HOSTILE = "=cmd|' /C calc'!A0\"><script>alert(1)</script>\u202e{x}'; DROP"


def put(*cells):
    def fill(form):
        for cell in cells:
            form.put(*cell)

    return fill


def both(*steps):
    def fill(form):
        for step in steps:
            step(form)

    return fill


def delete_row(form):
    form.page(SETDA).delete_rows(form.row(SETDA, CASES))


def shift_down(form):
    form.page(KOMINFO).insert_rows(2, 3)


def rename_everything(form):
    form.page(KOMINFO).title = "Lembar1"
    form.page("Lembar1")["K5"] = "isi di sini"


def own_sheet(form):
    form.book.create_sheet("rekap")["A1"] = "SPBE 2,4"


def formula(form):
    form.cell(KOMINFO, SPBE).value = "=AVERAGE(A1:A9)"


def changed_target(form):
    form.put(KOMINFO, SPBE, 2.0)
    form.put(KOMINFO, SPBE, "2,00", "target")


def stolen_row(form):
    page = form.page(KOMINFO)
    page.append([cell.value for cell in page[form.row(KOMINFO, SPBE)]])
    page.cell(page.max_row, 1).value = SAKIP
    page.cell(page.max_row, 11).value = 99


SENT = {
    "fills all": (
        put((SETDA, SAKIP, 61.5), (SETDA, CASES, 2), (KOMINFO, SPBE, 2.4), (KOMINFO, CASES, 2)),
        (4, 0),
    ),
    "fills nothing": (put(), (0, 0)),
    "writes what is missing in words": (
        put((SETDA, SAKIP, "belum ada"), (SETDA, CASES, "-"), (KOMINFO, SPBE, "n/a")),
        (0, 0),
    ),
    "types numbers as text": (put((SETDA, SAKIP, "61,50"), (KOMINFO, SPBE, " 2.4 ")), (2, 0)),
    "adds units": (put((SETDA, CASES, "2 kasus"), (KOMINFO, SPBE, "2,4 indeks")), (2, 0)),
    "types a date as text": (
        both(put((SETDA, SAKIP, 61)), put((SETDA, SAKIP, "31 Desember 2023", "date"))),
        (1, 0),
    ),
    "reports what has no agency": (
        put((UNNAMED, OPINION, "wtp"), (UNNAMED, OPINION, "sekretariat daerah", "agency")),
        (1, 0),
    ),
    "forgets who reports": (put((UNNAMED, OPINION, "WTP")), (0, 1)),
    "removes a row": (both(put((SETDA, SAKIP, 61)), delete_row), (1, 0)),
    "inserts empty rows at the top": (both(put((KOMINFO, SPBE, 2.4)), shift_down), (1, 0)),
    "renames sheet and heads": (both(put((KOMINFO, SPBE, 2.4)), rename_everything), (1, 0)),
    "adds a sheet of its own": (both(put((KOMINFO, SPBE, 2.4)), own_sheet), (1, 1)),
    "leaves a formula": (formula, (0, 1)),
    "gives thousands or thousandths": (put((SETDA, CASES, "1.000")), (0, 1)),
    "exceeds the scale": (put((SETDA, SAKIP, 615), (KOMINFO, SPBE, -1)), (0, 2)),
    "dates before the year": (
        put((SETDA, SAKIP, 61), (SETDA, SAKIP, DAY.replace(year=2020), "date")),
        (0, 1),
    ),
    "lowers its target": (changed_target, (0, 1)),
    "answers for another agency": (stolen_row, (0, 1)),
    "contradicts another agency": (put((SETDA, CASES, 2), (KOMINFO, CASES, 7)), (2, 1)),
    "writes what programs might run": (
        put((SETDA, SAKIP, HOSTILE), (KOMINFO, SPBE, 2.4), (KOMINFO, SPBE, HOSTILE, "remark")),
        (1, 1),
    ),
}


@pytest.mark.parametrize("name", SENT)
def test_every_agency_gets_its_answer(uji, keep, project, name):
    fill, (taken, wrong) = SENT[name]
    fill(uji)
    path = project.raw("kota-uji") / "realisation.csv"
    before = path.read_bytes()
    received = keep(uji.save())
    new = sum(line.startswith("  + ") for line in received.summary.splitlines())
    assert (new, len(refused(received))) == (taken, wrong)
    added = path.read_text(encoding="utf-8").count("\n") - before.decode().count("\n")
    assert added == (0 if wrong else taken)
    assert all(" " in line or line == "" for line in received.summary.splitlines())
    assert "\u202e" not in received.summary
