"""A report's page as its readers meet it: on a desktop, on a phone, without scripts, by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from screens import DESKTOP, PHONE

from rapor.run import all_cities

NUMBERS = "section.chapter table.sort:has(td.number[data-v]):not(details table)"


@pytest.fixture(scope="module")
def page_of_a_report(shared_made):
    """The page of the invented city's first year, which has tables, groups and charts."""
    return shared_made.report("kota-contoh", 2021) / "evaluasi.html"


@pytest.fixture(scope="module")
def page_between_cities(shared_made):
    return all_cities.compare(shared_made, 2021)


def names(page, table):
    return page.locator(f"{table} >> nth=0").locator("tbody th[scope=row]").all_inner_texts()


def values(page, table, column):
    cells = page.locator(f"{table} >> nth=0").locator(
        f"tbody tr:not(.group) > :nth-child({column})"
    )
    return cells.evaluate_all("all => all.map(one => one.dataset.v ?? null)")


def column_of_numbers(page):
    """Place of the first column of numbers of the first table that sorts by one."""
    heads = page.locator(f"{NUMBERS} >> nth=0").locator("thead th")
    return 1 + heads.evaluate_all("all => all.findIndex(one => one.matches('.number'))")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE])
def test_a_report_is_open_to_all_readers(visit, page_of_a_report, screen):
    violations = Axe().run(visit(page_of_a_report, screen))
    assert violations.violations_count == 0, violations.generate_report()


def test_a_report_in_the_dark_is_as_readable(visit, page_of_a_report):
    page = visit(page_of_a_report, color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(20, 25, 28)"
    violations = Axe().run(page)
    assert violations.violations_count == 0, violations.generate_report()
    inks = "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    assert "rgb(27, 34, 38)" not in page.locator("figure svg text").evaluate_all(inks)


def test_the_page_between_cities_is_open_to_all_readers(visit, page_between_cities):
    violations = Axe().run(visit(page_between_cities, PHONE))
    assert violations.violations_count == 0, violations.generate_report()


def test_a_column_sorts_up_and_down_and_comes_back(visit, page_of_a_report):
    page = visit(page_of_a_report)
    column = column_of_numbers(page)
    head = page.locator(f"{NUMBERS} >> nth=0").locator(f"thead th:nth-child({column})")
    before, printed = names(page, NUMBERS), values(page, NUMBERS, column)
    states = []
    for _ in range(3):
        head.locator("button").click()
        shown = values(page, NUMBERS, column)
        states.append((head.get_attribute("aria-sort"), shown))
    known = sorted(float(cell) for cell in printed if cell is not None)
    assert len(set(known)) > 1
    up, down, back = states
    assert up[0] == "ascending"
    assert [float(cell) for cell in up[1] if cell is not None] == known
    assert down[0] == "descending"
    assert [float(cell) for cell in down[1] if cell is not None] == known[::-1]
    assert up[1][len(known) :] == down[1][len(known) :] == [None] * (len(printed) - len(known))
    assert back == (None, printed)
    assert names(page, NUMBERS) == before


def test_rows_stay_below_the_head_of_their_group(visit, page_of_a_report):
    page = visit(page_of_a_report)
    table = page.locator("table.sort:has(tr.group + tr + tr:not(.group))").first
    groups = (
        "table => [...table.tBodies].map(body => [...body.rows].map(row =>"
        " row.className + row.cells[0].innerText))"
    )
    before = table.evaluate(groups)
    table.locator("thead button").first.press("Enter")
    table.locator("thead button").first.press("Enter")
    after = table.evaluate(groups)
    assert after != before
    assert [sorted(row) for row in after] == [sorted(row) for row in before]
    assert [row[0] for row in after] == [row[0] for row in before]


def test_a_table_seen_at_a_glance_does_not_sort(visit, page_of_a_report):
    page = visit(page_of_a_report)
    few = page.locator("table:not(.sort)")
    assert few.count()
    assert few.locator("button").count() == 0


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit, page_of_a_report):
    page = visit(page_of_a_report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE])
def test_the_page_never_scrolls_sideways(visit, page_of_a_report, screen):
    page = visit(page_of_a_report, screen)
    width = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


def test_on_a_phone_the_contents_are_folded_and_fold_again(visit, page_of_a_report):
    page = visit(page_of_a_report, PHONE)
    first = page.locator("nav li a").first
    assert not first.is_visible()
    page.locator("nav summary").click()
    first.click()
    assert not first.is_visible()
    assert page.evaluate("location.hash") == "#chapter-summary"


def test_the_contents_say_where_the_reader_is(visit, page_of_a_report):
    page = visit(f"{page_of_a_report}#chapter-method")
    page.wait_for_selector("nav a[href='#chapter-method'][aria-current=location]")
    assert page.locator("nav a[aria-current]").count() == 1


@pytest.mark.parametrize("screen", [DESKTOP, PHONE])
def test_the_page_works_without_scripts(visit, page_of_a_report, screen):
    page = visit(page_of_a_report, screen, java_script_enabled=False)
    assert page.locator("thead button").count() == 0
    if screen == PHONE:
        page.locator("nav summary").click()
    page.locator("nav li a").nth(1).click()
    assert page.url.endswith("#chapter-method")
    assert page.locator("#chapter-method h2").is_visible()


def test_a_heading_can_be_linked_to(visit, page_of_a_report):
    page = visit(page_of_a_report)
    link = page.locator("#method-reading .anchor")
    assert link.get_attribute("href") == "#method-reading"
    assert link.get_attribute("aria-label") == "Tautan ke bagian ini: Cara membaca laporan"
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).opacity") == "1"


def test_words_of_a_chart_lie_inside_it(visit, page_of_a_report):
    page = visit(page_of_a_report)
    outside = page.locator(".chart svg").evaluate_all(
        "all => all.flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {"
        " const one = text.getBoundingClientRect(), box = svg.getBoundingClientRect();"
        " return one.left < box.left - 1 || one.right > box.right + 1 || one.top < box.top - 1"
        " || one.bottom > box.bottom + 1 }).map(text => text.textContent))"
    )
    assert page.locator(".chart text").count() > 10
    assert outside == []


def test_on_paper_the_head_of_a_table_is_words_only(visit, page_of_a_report):
    """Chromium does not repeat a head on the next page that holds a button's box."""
    page = visit(page_of_a_report)
    page.emulate_media(media="print")
    button = page.locator("thead button").first
    assert button.evaluate("one => getComputedStyle(one).display") == "contents"
    assert not page.locator(".anchor").first.is_visible()


def test_the_first_page_is_one_screen(visit, page_of_a_report):
    """The reader who has thirty seconds sees all of it without scrolling."""
    front = visit(page_of_a_report, (1280, 800)).locator("#front").bounding_box()
    assert front["y"] + front["height"] <= 800
