"""What is not a plain workbook is refused before anything of it is read."""

import io
import zipfile

import pytest
from filled import KOMINFO, SPBE, refused

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ground.received.file import open_received
from rapor.request.form import BOUNDS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(path, drop=(), add=None, replace=None):
    """The workbook with parts dropped, added, or with bytes of a part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in drop}
    for name, (old, new) in (replace or {}).items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    parts |= add or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def form(uji):
    uji.put(KOMINFO, SPBE, 2.4)
    return uji.save()


def reason(path):
    with pytest.raises(DataRejected) as raised:
        open_received(path, BOUNDS)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "not a workbook"),
        ("a.xlsx", b"nama,nilai\n", "not a workbook"),
        ("a.csv", b"nama,nilai\n", "not a workbook"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "not a workbook"),
        ("a.xls", OLE + bytes(600), "an old Office file"),
        ("a.xlsx", OLE + bytes(600), "an old Office file"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.xlsx", b"%PDF-1.7", "not a workbook"),
    ],
)
def test_what_is_no_zip_is_named_for_what_it_is(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    assert message in reason(path)


def test_a_file_that_is_not_there_is_missing_input(tmp_path):
    with pytest.raises(MissingInput):
        open_received(tmp_path / "a.xlsx", BOUNDS)
    with pytest.raises(MissingInput):
        open_received(tmp_path, BOUNDS)


@pytest.mark.parametrize("ending", [".xlsm", ".xlsb", ".ods", ".zip", ""])
def test_another_ending_is_refused_whatever_the_content(form, ending):
    assert "a .xlsx file" in reason(form.rename(form.with_suffix(ending)))


@pytest.mark.parametrize(
    ("add", "message"),
    [
        ({"xl/vbaProject.bin": OLE}, "macros or an embedded object"),
        ({"xl/media/image1.png": OLE + b"renamed"}, "macros or an embedded object"),
        ({"xl/VBAPROJECT.BIN": b"any"}, "macros or an embedded object"),
        ({"xl/embeddings/oleObject1.bin": OLE}, "macros or an embedded object"),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "refers to another workbook"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"xl/workbook.bin": b"any"}, "a binary workbook"),
        ({"xl/a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "declares XML entities"),
        ({"xl/a.xml": b"<a><b></a>"}, "cannot be read as a workbook"),
        ({"xl/a.xml": bytes(30_000_000)}, "unpacks to 29 MB"),
        ({"xl/a.xml": bytes(8_000_000)}, "times the packed size"),
        ({f"xl/{number}.txt": b"" for number in range(700)}, "parts"),
    ],
)
def test_a_workbook_that_holds_more_than_cells_is_refused(form, add, message):
    assert message in reason(changed(form, add=add))


def test_macros_are_known_by_the_declared_type(form):
    content_types = {"[Content_Types].xml": (b"sheet.main+xml", b"sheet.macroEnabled.main+xml")}
    assert "holds macros" in reason(changed(form, replace=content_types))


def test_a_relation_to_another_file_is_refused_but_a_web_address_is_not(form, look, uji):
    relation = (
        b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        b"<Relationship Id='r9' Type='http://x/oleObject' Target='file:///etc' %s/>"
        b"</Relationships>"
    )
    outside = {"xl/worksheets/_rels/sheet9.xml.rels": relation % b"TargetMode='External'"}
    assert "refers to another file" in reason(changed(form, add=outside))
    uji.cell(KOMINFO, SPBE, "evidence").hyperlink = "https://contoh.invalid/lhe"
    received = look(uji.save("linked.xlsx"))
    assert not received.problems
    assert "1 new" in received.summary


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml"])
def test_an_archive_without_the_parts_of_a_workbook_is_none(form, part):
    assert "no workbook" in reason(changed(form, drop=[part]))


def test_a_damaged_workbook_never_ends_in_a_traceback(form, look):
    with pytest.raises(DataRejected, match="cannot be read as a workbook"):
        look(changed(form, drop=["xl/_rels/workbook.xml.rels"]))


def test_a_sheet_that_is_named_but_not_there_is_told(form, look):
    received = look(changed(form, drop=["xl/worksheets/sheet3.xml"]))
    assert f"{KOMINFO}: the sheet did not come back" in received.summary
    assert received.taken == []


def test_a_file_cut_short_is_refused(form):
    form.write_bytes(form.read_bytes()[:-400])
    assert "form" in reason(form) or "workbook" in reason(form)


def test_a_cell_far_outside_any_form_is_refused(uji):
    uji.page(KOMINFO)["A30000"] = "jauh"
    assert "cells as far as A30000" in reason(uji.save())


def test_empty_formatted_rows_far_below_do_no_harm(uji, look):
    uji.page(KOMINFO).row_dimensions[1_048_576].height = 10
    uji.page(KOMINFO)["B1048576"].number_format = "0.00"
    uji.put(KOMINFO, SPBE, 2.4)
    assert not look(uji.save()).problems


def test_merged_cells_over_the_whole_sheet_are_told_and_not_spread(form, look):
    sheet = "xl/worksheets/sheet3.xml"
    merged = b"<mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells><pageMargins"
    path = changed(form, replace={sheet: (b"<pageMargins", merged)})
    assert "merged cells" in refused(look(path))[f"{KOMINFO}!A1:XFD1048576"]
