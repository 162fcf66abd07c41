"""The page of all reports in a browser, from the file system, as its reader uses it."""

import re
import shutil
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from copies import put_city
from playwright.sync_api import expect

from rapor.ground.paths import Home
from rapor.run import all_cities, stages
from rapor.run.all_cities import list_on_request, site

PHONE = (390, 844)
HOSTILE = 'Kota <b>Uji</b> "A" & \'</script><script>document.title=1</script>'


@pytest.fixture(scope="module")
def made(shared_sample):
    """Both cities' reports of a year and the page; one city and one indicator are hostile."""
    home = shared_sample
    home.params.write_text(
        "cities: [kota-contoh, kota-uji]\nyears: [2022]\nlanguages: [id]\n", encoding="utf-8"
    )
    put_city(home, "kota-uji", HOSTILE)
    path = home.reference / "indicators.yaml"
    indicators = yaml.safe_load(path.read_text(encoding="utf-8"))
    indicators["spbe_index"]["name"] = "Indeks <i>SPBE</i> é"
    path.write_text(yaml.safe_dump(indicators, allow_unicode=True), encoding="utf-8")
    for city in ("kota-contoh", "kota-uji"):
        stages.report(home, city, 2022)
    all_cities.compare(home, 2022)
    site(home)
    return home


@pytest.fixture
def index(made):
    return made.reports / "index.html"


@pytest.fixture
def page(visit, index):
    return visit(index)


def said(page, text):
    expect(page.locator("#said")).to_have_text(re.compile(text))


def lines(page):
    """The lines found, cell by cell."""
    rows = "all => all.map(row => [...row.children].map(cell => cell.innerText))"
    return page.eval_on_selector_all("#lines tr", rows)


def test_every_link_leads_to_a_file_and_every_line_to_its_place(page, made):
    page.select_option("#status", "no_data")
    said(page, "baris ditemukan")
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    assert len(links) > 10
    for link in links:
        parts = urlsplit(link)
        assert parts.scheme == "file"
        content = made.reports.joinpath(unquote(parts.path)).read_bytes()
        assert not parts.fragment or f'id="{parts.fragment}"'.encode() in content


def test_a_line_found_opens_the_report_at_its_row(page):
    page.fill("#indicator", "spbe")
    said(page, "2 baris")
    page.locator("#lines a").first.click()
    expect(page).to_have_url(re.compile("/kota-uji/2022/evaluasi.html#line-spbe_index$"))
    expect(page.locator("tr:target th")).to_contain_text("SPBE")


@pytest.mark.parametrize("typed", ["spbe", "SPBE", "E pbE dek"])
def test_a_part_of_a_name_finds_it_in_capitals_or_not_and_without_its_accent(page, typed):
    page.fill("#indicator", typed)
    said(page, "^2 baris ditemukan dalam 2 laporan dari 2 daerah")
    assert {line[0].split("\n")[0] for line in lines(page)} == {
        "Indeks SPBE (Indeks <i>SPBE</i> é)"
    }


def test_filters_combine(page):
    page.select_option("#area", "accountability")
    said(page, "^5 baris ditemukan dalam 2 laporan dari 2 daerah")
    page.fill("#city", "contoh")
    said(page, "^2 baris ditemukan dalam 1 laporan dari 1 daerah")
    page.select_option("#status", "not_achieved")
    said(page, "^1 baris")
    (only,) = lines(page)
    assert only[0].split("\n") == ["Nilai SAKIP", "Penguatan Akuntabilitas · nilai"]
    assert only[1:3] == ["Kota Contoh", "2022"]
    assert only[-1] == "▲ tidak tercapai"
    page.fill("#agency", "sekretariat")
    said(page, "^Tidak ada yang ditemukan")
    expect(page.locator("#found")).to_be_hidden()


def test_a_line_is_found_by_any_of_its_agencies(page):
    page.fill("#agency", "komunikasi DINAS")
    said(page, "^2 baris")
    results = {line[0].split("\n")[0]: line[3] for line in lines(page)}
    both = "Sekretariat Daerah; Dinas Komunikasi"
    assert results["Kasus disiplin yang ditangani"] == both


def test_a_city_and_a_year_filter_the_reports_themselves(page):
    page.fill("#city", "CONTOH")
    said(page, "^1 laporan dari 1 daerah")
    expect(page.locator("#reports tbody:visible")).to_have_count(1)
    expect(page.locator("#found")).to_be_hidden()
    page.fill("#city", "tidak ada kota ini")
    said(page, "Tidak ada yang ditemukan")
    expect(page.locator("#reports tbody:visible")).to_have_count(0)


def test_what_is_found_is_told_to_who_does_not_see_it(page):
    region = page.locator("#said")
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    said(page, "^2 laporan dari 2 daerah")


def test_a_search_stands_in_the_address_and_comes_back_from_it(page, visit, index):
    page.fill("#indicator", "spbe")
    page.select_option("#status", "no_data")
    expect(page).to_have_url(re.compile("/index.html#indicator=spbe&status=no_data$"))
    results = lines(page)
    sent = visit(f"{index}#{page.url.partition('#')[2]}")
    said(sent, "baris ditemukan")
    assert sent.input_value("#indicator") == "spbe"
    assert lines(sent) == results
    page.click("button[type=reset]")
    said(page, "^2 laporan dari 2 daerah")
    expect(page).to_have_url(re.compile("/index.html$"))
    assert page.input_value("#status") == ""


def test_going_back_in_the_browser_brings_the_search_back(page):
    page.fill("#indicator", "spbe")
    said(page, "^2 baris")
    page.locator("#lines a").first.click()
    page.wait_for_url("**/evaluasi.html*")
    page.go_back()
    said(page, "^2 baris")
    assert page.input_value("#indicator") == "spbe"


def test_an_address_that_is_no_search_changes_nothing(visit, index):
    for anchor in ("content", "indicator=&status=weg&year=1&lain=2", "%E0%A4%A="):
        opened = visit(f"{index}#{anchor}")
        said(opened, "^2 laporan dari 2 daerah")


def test_texts_of_a_city_are_shown_and_never_run(page):
    assert page.title() != "1"
    expect(page.locator("#reports")).to_contain_text(HOSTILE)
    page.fill("#indicator", "spbe")
    said(page, "^2 baris")
    assert [line[1] for line in lines(page)] == [HOSTILE, "Kota Contoh"]
    assert page.locator("#lines b, #lines i, #lines script, #reports b").count() == 0


def test_without_a_script_the_reports_are_listed_and_the_page_says_what_is_missing(visit, index):
    page = visit(index, java_script_enabled=False)
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#reports tr[data-year]")).to_have_count(2)
    page.locator("#reports th a").first.click()
    page.wait_for_url("**/evaluasi.html")


def test_reports_made_on_request_stand_with_their_city_or_by_themselves(made, visit, tmp_path):
    home = Home(shutil.copytree(made.root, tmp_path / "home"))
    put = ("kota-contoh/2022-semester-1/evaluasi.html", "kota-uji/2024/evaluation.html")
    for name in put:
        (home.reports / name).parent.mkdir()
        (home.reports / name).write_text("<!DOCTYPE html><title>Half</title>", encoding="utf-8")
    list_on_request(home)
    page = visit(home.reports / "index.html")
    expect(page.locator("#requested li")).to_have_text([f"{HOSTILE} 2024, English HTML"])
    assert page.title() != "1"
    own = page.locator("tbody[data-city=kota-contoh] .requested")
    expect(own).to_have_text(["semester I HTML"])
    own.locator("a").click()
    assert page.title() == "Half"


@pytest.mark.parametrize("screen", [PHONE, (800, 900), (1280, 900)])
def test_no_width_makes_the_reader_scroll_sideways(visit, index, screen):
    page = visit(f"{index}#indicator=e", screen)
    said(page, "baris ditemukan")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("screen", [PHONE, (1280, 900)])
@pytest.mark.parametrize("search", ["", "#indicator=spbe"])
def test_the_page_can_be_used_by_everyone(visit, index, screen, search):
    page = visit(f"{index}{search}", screen)
    said(page, "laporan")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    levels = page.eval_on_selector_all("h1, h2, h3", "all => all.map(one => one.tagName)")
    assert levels[0] == "H1"
    assert set(levels[1:]) == {"H2"}


def test_the_search_is_worked_with_the_keyboard_alone(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.focus("#indicator")
    page.keyboard.type("spbe")
    expect(page).to_have_url(re.compile("#indicator=spbe$"))
    order = []
    for _ in range(8):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert order == ["city", "agency", "area", "status", "year", "BUTTON", "A", "A"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/evaluasi.html#line-spbe_index")
