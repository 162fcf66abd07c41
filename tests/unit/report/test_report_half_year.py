"""The report of a half year says so wherever it could be taken for that of the year."""

from dataclasses import replace

import pytest

from rapor.ground.language import language
from rapor.ground.period import ANNUAL
from rapor.report.chapters import method
from rapor.report.front import front_page, running_head
from rapor.report.manifest import manifest
from rapor.report.notes import note_path
from rapor.report.statements import statement
from rapor.report.status import STATUSES, word
from rapor.report.writing import assemble
from rapor.write.content import Heading, ListBlock, Paragraph, plain
from rapor.write.html import html


@pytest.fixture
def half(thin):
    return replace(thin.dossier(), period="semester_1")


def paragraphs(blocks):
    return " ".join(plain(block.text) for block in blocks if isinstance(block, Paragraph))


def test_the_first_page_begins_with_what_a_half_year_report_is(half):
    front = front_page(half)
    assert front.half == "semester I"
    assert dict(front.facts)["Periode"] == "Semester I: Januari–Juni 2023"
    first = front.sections[0]
    assert first.title == "Laporan tengah tahun"
    assert "hanya laporan tahunan yang menyatakan" in paragraphs(first.blocks)


def test_the_running_head_and_the_title_name_the_half_year(half):
    assert "2023 (semester I)" in running_head(half)
    page = html(assemble(half)).decode()
    assert "Evaluasi Tengah Tahun" in page
    assert "2023 semester I</title>" in page


def test_the_method_says_which_targets_and_realisations_are_used(half):
    blocks = method.chapter(half).blocks
    assert "Laporan tengah tahun" in [block.title for block in blocks if isinstance(block, Heading)]
    points = " ".join(
        plain(item) for block in blocks if isinstance(block, ListBlock) for item in block.items
    )
    assert "target tahun 2023 secara utuh" in points
    assert "semester I tahun 2023" in points


def test_a_target_is_not_missed_in_the_middle_of_its_year(half):
    missed = half.with_status("not_achieved")[0]
    assert "untuk satu tahun penuh" in plain(statement(missed))
    for code in ("id", "en"):
        shown = [word(language(code), status, "semester_1") for status in STATUSES]
        annual = [word(language(code), status) for status in STATUSES]
        assert shown[:2] != annual[:2]
        assert shown[2:] == annual[2:]
    page = html(assemble(half)).decode()
    assert "▲</span> tidak tercapai" not in page
    assert "▲</span> target tahun belum terpenuhi" in page


def test_the_annual_report_says_nothing_of_half_years(thin):
    page = html(thin.report()).decode()
    assert "tengah tahun" not in page.lower()
    assert "semester" not in page.lower()


def test_a_note_and_the_manifest_are_of_their_period(half, home):
    assert note_path(home, "kota-contoh", 2023, "en", "semester_2").name == "2023-semester-2.en.md"
    assert note_path(home, "kota-contoh", 2023, "id").name == "2023.md"
    assert b'"period": "semester_1"' in manifest(half)
    assert half.period != ANNUAL
