"""The page of all reports where there are many: lists are shown a step at a time."""

import dataclasses
import json

import pytest
from playwright.sync_api import expect

from rapor.ground.paths import Home
from rapor.report.site.listed import ListedLine, ListedReport
from rapor.report.site.page import write_site


@pytest.fixture
def many(tmp_path):
    """The page of sixty cities with two lines each, and a half year of one further down."""
    line = ListedLine("x", "Indeks X", "a", "Area A", ("Dinas",), "", "1", "2", "achieved")
    other = dataclasses.replace(line, indicator="y", name="Indeks Y", realised="", status="no_data")
    status = {"achieved": 1, "not_achieved": 0, "no_data": 1, "no_target": 0, "not_comparable": 0}
    known = {"year": 2022, "is_final": False, "index": "", "grade": "", "undecided": 0, "asked": 0}
    known |= {"indicators": 2, "realised": 1, "official": 1, "status": status}
    reports = [
        ListedReport(f"k{number}", f"Kota {number:02}", "P", lines=(line, other), **known)
        for number in range(60)
    ]
    requested = [{"city": "k55", "year": 2022, "period": "semester_1", "language": "en"}]
    requested[0] |= {"name": "Kota 55", "files": [["PDF", "k55/2022-semester-1/evaluation.pdf"]]}
    (path,) = write_site(Home(tmp_path), {"en": reports}, [2022])
    listed = f"window.raporOnRequest = {json.dumps(requested)};"
    (path.parent / "on-request.js").write_text(listed, encoding="utf-8")
    return path


def test_long_lists_are_shown_a_step_at_a_time_and_the_reader_goes_on_where_he_was(visit, many):
    page = visit(many)
    said = page.locator("#said")
    expect(said).to_have_text("60 reports of 60 local governments.")
    cities, found = page.locator("#reports tbody:visible"), page.locator("#lines tr")
    expect(cities).to_have_count(50)
    page.get_by_role("button", name="Show 10 more").click()
    expect(cities).to_have_count(60)
    assert (
        page.evaluate("document.activeElement.getAttribute('href')") == "k50/2022/evaluation.html"
    )
    page.fill("#indicator", "indeks")
    expect(said).to_have_text(
        "120 lines found in 60 reports of 60 local governments. The first 50 are shown."
    )
    for shown, left in ((50, 50), (100, 20)):
        expect(found).to_have_count(shown)
        page.locator("#more-lines").filter(has_text=f"Show {left} more").click()
    expect(found).to_have_count(120)
    expect(page.locator("#more-lines")).to_be_hidden()
    active = page.evaluate("document.activeElement.getAttribute('href')")
    assert active == "k50/2022/evaluation.html#line-x"
    page.fill("#city", "kota 07")
    expect(said).to_have_text("2 lines found in 1 report of 1 local government.")


def test_what_was_made_on_request_stands_with_a_city_that_is_further_down(visit, many):
    page = visit(many)
    page.fill("#city", "kota 55")
    expect(page.locator("#said")).to_have_text("1 report of 1 local government.")
    expect(page.locator("#reports tbody:visible .requested a")).to_have_text("PDF")


def test_a_part_that_is_missing_is_told_and_the_first_cities_are_there(visit, many):
    parts = sorted(many.parent.glob("index.part-*.js"))
    assert len(parts) == 2
    parts[-1].unlink()
    page = visit(many)
    expect(page.locator("#said")).to_contain_text("index.part-2.js is missing beside this page")
    expect(page.locator("#reports tbody:visible")).to_have_count(50)
    assert all("ERR_FILE_NOT_FOUND" in complaint for complaint in visit.complaints)
    visit.complaints.clear()
