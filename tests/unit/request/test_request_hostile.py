"""A small file cannot make the reading large: it ends within 150 MB and five seconds."""

import sys
import zipfile
from functools import cache, partial

import pytest
from measured import reader

MOST_MEGABYTES, MOST_SECONDS, SMALL = 150, 5, 200_000
READING = """
from pathlib import Path
from rapor.ground.errors import DataRejected
from rapor.ground.received.file import open_received
from rapor.request.form import BOUNDS
from rapor.request.received_sheets import identity_of, pages

def reading(path):
    try:
        identity_of(pages(open_received(path, BOUNDS), "x"), "x")
    except DataRejected as rejected:
        return str(rejected)
    return "read"
"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets):
    listed = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def book(path, sheet="<sheetData/>", strings="", names="", beside=None):
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="a" sheetId="1" r:id="r0"/></sheets>{names}</workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (parts | (beside or {})).items():
            archive.writestr(name, content)
        # what does not pack keeps the ratio that a form has
        archive.writestr("xl/media/noise.bin", noise(), zipfile.ZIP_STORED)
    return path


@cache
def noise():
    """Bytes that do not pack, the same each time."""
    state, letters = 1, bytearray()
    for _ in range(100_000):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        letters.append(state >> 16 & 0xFF)
    return bytes(letters)


def rows(count, cell):
    return (
        "<sheetData>" + "".join(f"<row>{cell * 100}</row>" for _ in range(count)) + "</sheetData>"
    )


HOSTILE = {
    "a million empty cells": partial(book, sheet=rows(5_000, '<c s="1"/>')),
    "half a million numbers": partial(book, sheet=rows(5_000, "<c><v>1</v></c>")),
    "half a million formulas": partial(book, sheet=rows(4_000, "<c><f>A1</f></c>")),
    "cells that all show one long text": partial(
        book,
        sheet=rows(500, '<c t="s"><v>0</v></c>'),
        strings=f"<si><t>{'=' * 1_000_000}</t></si>",
    ),
    "a million texts": partial(book, strings="<si><t>a</t></si>" * 700_000),
    "a text in a million pieces": partial(book, strings=f"<si>{'<r><t>a</t></r>' * 700_000}</si>"),
    "one text of ten megabytes": partial(book, strings=f"<si><t>{'a' * 10_000_000}</t></si>"),
    "a hundred thousand merged ranges": partial(
        book, sheet='<sheetData/><mergeCells><mergeCell ref="A1:XFD9"/></mergeCells>' * 100_000
    ),
    "names that no one needs": partial(
        book, names=f"<definedNames>{'<definedName>A1</definedName>' * 400_000}</definedNames>"
    ),
    "elements in elements": partial(book, sheet="<a>" * 300_000 + "</a>" * 300_000),
    "an attribute of ten megabytes": partial(book, sheet=f'<a b="{"x" * 10_000_000}"/>'),
    "a comment of ten megabytes": partial(
        book, beside={"xl/a.xml": f"<a><!--{' ' * 9_000_000}-->"}
    ),
    "entities in entities": partial(
        book, sheet="<a/>", beside={"xl/a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}
    ),
    "a relation a thousand times over": partial(
        book, beside={"xl/b.rels": f"<a>{'<Relationship/>' * 700_000}</a>"}
    ),
}


@pytest.fixture(scope="module")
def read():
    with reader(READING) as started:
        yield started


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured by Linux")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_small_hostile_workbook_is_answered_within_bounds(read, tmp_path, kind):
    path = HOSTILE[kind](tmp_path / "isian.xlsx")
    assert path.stat().st_size < SMALL
    answer, megabytes, seconds = read(path)
    assert answer != "read"
    assert megabytes < MOST_MEGABYTES
    assert seconds < MOST_SECONDS
