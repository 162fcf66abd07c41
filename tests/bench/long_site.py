"""The page of all reports and its search at five hundred cities, in Chromium: ``STEPS=site``.

``CITIES`` says of how many cities (else 514); each has four years of thirty lines.
"""

import os
import shutil
import time

from playwright.sync_api import sync_playwright
from project_copy import COPY

from rapor.ground.paths import Home
from rapor.report.site.listed import ListedLine, ListedReport
from rapor.report.site.page import write_site

YEARS = (2021, 2022, 2023, 2024)
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_SEARCHED = """() => {
  const field = document.getElementById("indicator");
  field.value = "indeks 17";
  const start = performance.now();
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  return performance.now() - start;
}"""


def main() -> None:
    """Seconds to write the pages, their sizes, and what a reader waits for."""
    count = int(os.environ.get("CITIES", "514"))
    home = Home(COPY.parent / "site")
    start = time.perf_counter()
    (page,) = write_site(home, {"id": [*_reports(count)]}, YEARS)
    seconds = time.perf_counter() - start
    print(f"\nthe page of {count * len(YEARS)} reports, written in {seconds:.1f} s")
    sizes = {path.name: path.stat().st_size for path in sorted(page.parent.glob("index*"))}
    print(", ".join(f"{name} {size / 1e3:.0f} kB" for name, size in sizes.items()))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        opened = browser.new_page()
        start = time.perf_counter()
        opened.goto(page.as_uri())
        opened.wait_for_selector("#search:not([hidden])")
        ready = time.perf_counter() - start
        nodes = opened.evaluate("document.querySelectorAll('*').length")
        painted = opened.evaluate(_PAINTED)
        opened.evaluate("window.location.hash = 'indicator=indeks+17'")
        searched = opened.evaluate(_SEARCHED)
        print(f"first paint {painted:.0f} ms, search ready {ready * 1e3:.0f} ms, {nodes} nodes")
        print(f"a search {searched:.0f} ms: {opened.text_content('#said')}")
        browser.close()


def _reports(count: int):
    status = {"achieved": 9, "not_achieved": 6, "no_data": 15, "no_target": 0, "not_comparable": 0}
    known = {"is_final": False, "grade": "B", "undecided": 0, "asked": 3, "official": 12}
    known |= {"indicators": 30, "realised": 15, "status": status}
    for number in range(count):
        for year in YEARS:
            lines = tuple(_line(number, year, place) for place in range(30))
            name, index = f"Kota {number:03}", f"{50 + number % 40},{year % 100}"
            yield ListedReport(
                f"k{number}", name, f"P{number % 38}", year, index=index, lines=lines, **known
            )


def _line(number: int, year: int, place: int) -> ListedLine:
    agencies = (f"Dinas {place % 12}", f"Badan {number % 7}")
    reached = f"{(number * year + place) % 9000 / 100:.2f}"
    area = f"a{place % 8}"
    of_line = (f"i{place}", f"Indeks {place}", area, f"Area {area}", agencies, "nilai")
    return ListedLine(*of_line, f"{60 + place}", reached, "achieved" if place % 2 else "no_data")
