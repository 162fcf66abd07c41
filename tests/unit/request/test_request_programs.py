"""Forms as other programs write them are the same forms; what is none is told in one line."""

import re
import shutil
import subprocess
import zipfile

import pytest
from filled import DAY, KOMINFO, OPINION, SETDA, SPBE, UNNAMED
from openpyxl import Workbook

from rapor.ground.errors import DataRejected
from rapor.ground.received.file import open_received
from rapor.request.form import BOUNDS

SOFFICE = shutil.which("soffice")
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def rewritten(path, change):
    """The workbook with every part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


@pytest.fixture
def form(uji):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.put(KOMINFO, SPBE, DAY, "date")
    uji.put(KOMINFO, SPBE, "LHE & <surat>", "evidence")
    uji.put(UNNAMED, OPINION, "WTP")
    uji.put(UNNAMED, OPINION, SETDA, "agency")
    return uji.save()


def test_strict_open_xml_is_read_like_the_usual_one(form, look):
    usual = look(form)

    def strict(_, content):
        for transitional, other in STRICT.items():
            content = content.replace(transitional, other)
        return content

    received = look(rewritten(form, strict))
    assert not received.problems
    assert received.taken == usual.taken != []


def test_dates_as_strict_open_xml_writes_them_are_dates(form, look):
    serial = (DAY - DAY.replace(year=1899, month=12, day=30)).days

    def dated(_, content):
        return content.replace(
            f't="n"><v>{serial}</v>'.encode(), b't="d"><v>2024-01-15T00:00:00</v>'
        )

    received = look(rewritten(form, dated))
    assert [answer.published for answer in received.taken if answer.published] == ["2024-01-15"]


def test_parts_under_other_names_and_cells_without_places_are_read(form, look):
    usual = look(form)

    def placeless(_, content):
        content = re.sub(
            rb'<c r="[A-Z]+[0-9]+"', b"<c", content.replace(b"styles.xml", b"looks.xml")
        )
        return content.replace(b"xl/workbook.xml", b"xl/book.xml")

    rewritten(form, placeless)
    with zipfile.ZipFile(form) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in (("styles", "looks"), ("workbook", "book"), ("_rels/workbook", "_rels/book")):
        ending = ".xml.rels" if "_rels" in old else ".xml"
        parts[f"xl/{new}{ending}"] = parts.pop(f"xl/{old}{ending}")
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    received = look(form)
    assert [(answer.printed, answer.published) for answer in received.taken] == [
        (answer.printed, answer.published) for answer in usual.taken
    ]


def packed(*names):
    def write(path):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")

    return write


def bytes_of(content):
    return lambda path: path.write_bytes(content)


SENT_BACK = {
    "PDF": (bytes_of(b"%PDF-1.7\n"), "a PDF file", "the form itself"),
    "CSV": (bytes_of(b"No.;Indikator;Realisasi\n1;SPBE;2,4\n"), "a text file", "copy the answers"),
    "UTF-16 text": (bytes_of("No.\tSPBE".encode("utf-16")), "a text file", "copy the answers"),
    "picture": (bytes_of(b"\xff\xd8\xff\xe0photo"), "a picture", "the form itself"),
    "xls": (bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "old Office", "(.xlsx)"),
    "web page": (bytes_of(b"<html><table><tr><td>SPBE"), "a web page", "(.xlsx)"),
    "XML of 2003": (
        bytes_of(
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        ),
        "an XML spreadsheet",
        "(.xlsx)",
    ),
    "ods": (packed("mimetype", "content.xml"), "OpenDocument", "(.xlsx)"),
    "Numbers": (packed("Index/Document.iwa"), "a Numbers file", "export it as Excel"),
    "Word": (packed("[Content_Types].xml", "word/document.xml"), "a Word doc", "the form itself"),
    "zip": (packed("a/isian.xlsx", "b/isian.xlsx"), "holds 2 workbooks", "unpack it"),
    "empty": (bytes_of(b""), "an empty file", "again"),
}


@pytest.mark.parametrize("kind", SENT_BACK)
@pytest.mark.parametrize("ending", [".xlsx", ".bin"])
def test_another_kind_of_file_is_named_in_one_line_with_what_to_do(tmp_path, kind, ending):
    write, refusal, step = SENT_BACK[kind]
    path = tmp_path / f"isian{ending}"
    write(path)
    with pytest.raises(DataRejected) as refused:
        open_received(path, BOUNDS)
    (problem,) = refused.value.problems
    assert refusal in problem.found
    assert step in problem.next_step


def test_number_formats_dates_and_kinds_of_cells_are_read_as_written(tmp_path):
    book = Workbook()
    page = book.active
    page.append([0.955, 0.955, 1.5, DAY, "=1+1", True, "a_x0041_", 12345678901234])
    page["A1"].number_format = "0.0%"
    page["B1"].number_format = '0.0"%"'
    page["H1"].number_format = "yyyy"
    path = tmp_path / "isian.xlsx"
    book.save(path)
    (sheet,) = open_received(path, BOUNDS)
    assert [(cell.kind, cell.number_format) for cell in sheet.cells[:3]] == [
        ("n", "0.0%"),
        ("n", '0.0"%"'),
        ("n", "General"),
    ]
    kinds = "".join(cell.kind for cell in sheet.cells[3:])
    assert kinds == "dfbse"
    assert sheet.cells[3].value.date() == DAY
    assert sheet.cells[4].value == "=1+1"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_what_libreoffice_saved_otherwise_and_again_as_xlsx_is_the_form(
    form, look, tmp_path, ending
):
    usual = look(form)
    for step, kind in enumerate((ending, "xlsx")):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        folder = tmp_path / f"saved{step}"
        subprocess.run(
            [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", folder, form],
            check=True,
            capture_output=True,
            timeout=180,
        )
        form = folder / f"isian.{kind}"
        if kind == ending:
            with pytest.raises(DataRejected):
                open_received(form, BOUNDS)
    received = look(form)
    assert not received.problems
    assert received.taken == usual.taken
