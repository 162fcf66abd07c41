"""The comparison of many cities: tables that turn and are searched, a marked city."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from rapor.write.content import Chapter, Column, Figure, FrontPage, Report, Row, Table, cell
from rapor.write.html import html
from rapor.write.of_each import OfEach

CODES = [f"kota-{number:03}" for number in range(120)]
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">
<g id="row:spbe"><path d="M 50 20 L 150 20" style="stroke: #e6ebec"/></g></svg>"""


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A page of a table of cities, one of indicators, and a figure with one row."""
    names = {code: f"Kota Dé {code[-3:]}" for code in CODES}
    cities = Table(
        "table-cities",
        "Cities",
        (Column("City"), Column("Index", "number")),
        tuple(
            Row((cell(name), cell(str(200 - number), value=200 - number)), anchor=f"city-{code}")
            for number, (code, name) in enumerate(names.items())
        ),
        long=True,
    )
    shared = (Row((cell("SPBE"),), anchor="shared-spbe"), Row((cell("IPP"),)))
    indicators = Table("table-shared", "Indicators", (Column("Indicator"),), shared)
    drawing = SimpleNamespace(svg=DRAWING, png=b"", size=(200, 50), spots=())
    figure = Figure("figure-shared", "Spread", "Caption", (), "", drawing, indicators)
    each = OfEach(
        names,
        {code: f"../../{code}/2023/evaluation.html" for code in CODES},
        {"shared-spbe": {code: f"{number} ({number})" for number, code in enumerate(CODES)}},
        {"spbe": {CODES[7]: 25.0}, "not-drawn": {CODES[7]: 1.0}},
    )
    front = FrontPage("Comparison", "120 cities", 2023, (("Period", "2023"),), ())
    chapter = Chapter("cities", "Cities", (figure, indicators, cities))
    path = tmp_path_factory.mktemp("many") / "comparison.html"
    path.write_bytes(html(Report("en", "RB", front, (chapter,), of_each=each)))
    return path


def test_a_long_table_is_turned_searched_and_sorted_as_a_whole(visit, many):
    page = visit(many)
    rows, said = page.locator("#table-cities tbody tr:visible"), page.locator(".find output")
    expect(rows).to_have_count(50)
    expect(said).to_have_text("1 to 50 of 120 rows")
    page.get_by_role("button", name="Next rows").click(click_count=2)
    expect(rows).to_have_count(20)
    expect(page.get_by_role("button", name="Next rows")).to_be_disabled()
    page.get_by_role("button", name="Index").click()
    expect(said).to_have_text("1 to 50 of 120 rows")
    expect(rows.first).to_contain_text("Kota Dé 119")
    page.get_by_label("Find in this table").fill("DE 118")
    expect(said).to_have_text("1 to 2 of 2 rows")
    page.get_by_label("Find in this table").fill("tidak ada")
    expect(said).to_have_text("No row has these words")
    page.emulate_media(media="print")
    expect(page.locator("#table-cities tbody tr:visible")).to_have_count(120)


def test_the_chosen_city_is_marked_where_its_value_lies_and_stays_in_the_address(visit, many):
    page = visit(f"{many}#city={CODES[7]}")
    mark = page.locator("circle.chosen")
    expect(mark).to_have_attribute("cx", "75")
    expect(page.locator("#shared-spbe td.chosen")).to_have_text("7 (7)")
    expect(page.locator(f"#city-{CODES[7]}")).to_have_class("chosen")
    link = page.locator(f"#city-{CODES[7]} a")
    expect(link).to_have_attribute("href", f"../../{CODES[7]}/2023/evaluation.html")
    page.get_by_label("Your local government").select_option(CODES[8])
    expect(mark).to_have_count(0)
    expect(page.locator("td.chosen")).to_have_text("8 (8)")
    assert page.evaluate("location.hash") == f"#city={CODES[8]}"
    page.get_by_label("Your local government").select_option("")
    expect(page.locator(".chosen")).to_have_count(0)
