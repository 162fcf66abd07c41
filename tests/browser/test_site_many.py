"""The page of all reports where there are many: lists are shown a step at a time."""

import dataclasses

import pytest
from playwright.sync_api import expect

from rapor.report.site.listed import ListedLine, ListedReport
from rapor.report.site.page import Site, html


@pytest.fixture
def many(tmp_path):
    """The page of sixty cities with two lines each, and nothing on request."""
    line = ListedLine("x", "Indeks X", "a", "Area A", ("Dinas",), "", "1", "2", "achieved")
    other = dataclasses.replace(line, indicator="y", name="Indeks Y", realised="", status="no_data")
    status = {"achieved": 1, "not_achieved": 0, "no_data": 1, "no_target": 0, "not_comparable": 0}
    known = {"year": 2022, "is_final": False, "index": "", "grade": "", "undecided": 0, "asked": 0}
    known |= {"indicators": 2, "realised": 1, "official": 1, "status": status}
    reports = [
        ListedReport(f"k{number}", f"Kota {number:02}", "P", lines=(line, other), **known)
        for number in range(60)
    ]
    path = tmp_path / "index.html"
    path.write_bytes(html(Site("en", ["en"], reports, [2022])))
    (tmp_path / "on-request.js").write_text("", encoding="utf-8")
    return path


def test_long_lists_are_shown_a_step_at_a_time_and_the_reader_goes_on_where_he_was(visit, many):
    page = visit(many)
    said = page.locator("#said")
    expect(said).to_have_text("60 reports of 60 cities.")
    cities, found = page.locator("#reports tbody:visible"), page.locator("#lines tr")
    expect(cities).to_have_count(50)
    page.get_by_role("button", name="Show 10 more").click()
    expect(cities).to_have_count(60)
    assert (
        page.evaluate("document.activeElement.getAttribute('href')") == "k50/2022/evaluation.html"
    )
    page.fill("#indicator", "indeks")
    expect(said).to_have_text("120 lines found in 60 reports of 60 cities. The first 50 are shown.")
    for shown, left in ((50, 50), (100, 20)):
        expect(found).to_have_count(shown)
        page.locator("#more-lines").filter(has_text=f"Show {left} more").click()
    expect(found).to_have_count(120)
    expect(page.locator("#more-lines")).to_be_hidden()
    active = page.evaluate("document.activeElement.getAttribute('href')")
    assert active == "k50/2022/evaluation.html#line-x"
    page.fill("#city", "kota 07")
    expect(said).to_have_text("2 lines found in 1 report of 1 city.")
