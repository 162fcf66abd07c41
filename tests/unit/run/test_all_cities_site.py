"""The page of all reports on the sample project: which reports, and which only on request."""

import json
import re
import shutil

import pytest
from copies import put_city
from lxml.html import fromstring
from typer.testing import CliRunner

from rapor.ground.errors import UsageError
from rapor.ground.files import read_rows
from rapor.ground.paths import BY_YEAR, METRICS, Home
from rapor.ground.period import ANNUAL
from rapor.report.near import STEMS
from rapor.run import batch, cli
from rapor.run.all_cities import list_on_request, site
from rapor.run.pipeline import PLOTTED
from rapor.write.formats import WRITERS

CITIES = ("kota-contoh", "kota-uji")


@pytest.fixture(scope="module")
def made(shared_made):
    """The sample with one report of each city and the page; nothing else is made."""
    return shared_made, site(shared_made)


@pytest.fixture
def again(made, tmp_path):
    """A copy of what was made, to make more of or to change."""
    return Home(shutil.copytree(made[0].root, tmp_path / "again"))


def requested(home):
    """What the list of reports on request holds."""
    text = (home.reports / "on-request.js").read_text(encoding="utf-8")
    (listed,) = re.fullmatch(r"window\.raporOnRequest = (.*);\n", text).groups()
    return json.loads(listed)


def put(home, *names):
    for name in names:
        path = home.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_the_page_and_the_list_are_written_and_told_of(made):
    home, written = made
    assert [home.relative(path) for path in written] == [
        *("reports/index.html", "reports/on-request.js"),
        *("metrics/figures.json", "metrics/by_year.csv"),
    ]


@pytest.mark.parametrize(("city", "year"), [("kota-contoh", 2021), ("kota-uji", 2022)])
def test_the_figures_are_those_of_the_report_s_manifest(made, city, year):
    home, (page, *_) = made
    manifest = json.loads((home.report(city, year) / "manifest.json").read_bytes())["counts"]
    tree = fromstring(page.read_text(encoding="utf-8"))
    (row,) = tree.xpath(f"//tbody[@data-city='{city}']/tr[@data-year='{year}']")
    shown = {cell.get("data-name"): cell.text_content() for cell in row.xpath("td")}
    assert shown["Indikator"] == str(manifest["indicators"])
    assert shown["memiliki realisasi"] == str(manifest["realised"])
    assert shown["sumber resmi"] == str(manifest["official"])
    words = {
        "achieved": "● tercapai",
        "not_achieved": "▲ tidak tercapai",
        "no_data": "○ belum ada data",
        "no_target": "◇ tanpa target tahun ini",
        "not_comparable": "– tidak dapat dibandingkan",
    }
    counted = {code: int(shown.get(word, 0)) for code, word in words.items()}
    assert counted == manifest["status"]
    assert sum(counted.values()) == manifest["indicators"] > 0


def test_every_link_to_a_report_that_was_made_leads_to_a_file_and_a_place_in_it(made):
    home, (page, *_) = made
    tree = fromstring(page.read_text(encoding="utf-8"))
    links = set(tree.xpath("//table[@id='reports']//a/@href"))
    for city, year in (("kota-contoh", 2021), ("kota-uji", 2022)):
        folder = f"{city}/{year}/"
        own = {link.partition("#")[::2] for link in links if link.startswith(folder)}
        files = {path for path, _ in own}
        assert len(files) == len(WRITERS)
        assert [path for path in files if not (home.reports / path).is_file()] == []
        for path, place in own:
            whole = (home.reports / path).read_bytes() if place else b""
            assert not place or f'id="{place}"'.encode() in whole
    index = json.loads(tree.get_element_by_id("index").text)
    cities = [slug for slug, _ in index["cities"]]
    for city, year, subjects, *_, statuses in index["reports"]:
        path = home.report(cities[city], year) / index["page"]
        if not path.is_file():
            continue
        anchors = set(fromstring(path.read_text(encoding="utf-8")).xpath("//@id"))
        for subject, status in zip(subjects, statuses, strict=True):
            code = index["subjects"][subject][0]
            other = index["anchors"].get(index["statuses"][status][0])
            assert (other or index["anchors"]["line"] + code) in anchors


def test_the_page_has_every_city_and_year_that_the_pipeline_makes(made):
    home, (page, *_) = made
    tree = fromstring(page.read_text(encoding="utf-8"))
    rows = tree.xpath("//tr[@data-year]")
    found = [(row.getparent().get("data-city"), row.get("data-year")) for row in rows]
    assert found == [(city, str(year)) for city in CITIES for year in (2021, 2022, 2023)]
    assert "compare/2022/perbandingan.html" in tree.xpath("//a/@href")
    assert requested(home) == []


def test_the_page_is_the_same_whatever_was_made_on_request(made, again):
    before = made[1][0].read_bytes()
    put(again, "kota-uji/2022-semester-1/evaluasi.html", "kota-uji/2022/evaluation.html")
    page = site(again)[0]
    assert page.read_bytes() == before
    assert len(requested(again)) == 2


def test_only_what_the_pipeline_does_not_make_is_listed_as_made_on_request(sample):
    put(
        sample,
        "kota-uji/2022/evaluasi.html",
        "kota-uji/2022/evaluation.html",
        "kota-uji/2022-semester-2/evaluasi.html",
        "kota-uji/2024/evaluasi.html",
        "kota-uji/2022/04_report.ipynb",
        "kota-uji/2022-semester-9/evaluasi.html",
        "kota-uji/lain/evaluasi.html",
        "kota-asing/2022/evaluasi.html",
        "compare/2022/perbandingan.html",
        "compare/2022/comparison.html",
    )
    list_on_request(sample)
    found = [
        (entry["city"], entry["year"], entry["period"], entry["language"], entry["files"])
        for entry in requested(sample)
    ]
    uji = "kota-uji"
    assert found == [
        ("", 2022, ANNUAL, "en", [["HTML", "compare/2022/comparison.html"]]),
        (uji, 2022, ANNUAL, "en", [["HTML", f"{uji}/2022/evaluation.html"]]),
        (uji, 2022, "semester_2", "id", [["HTML", f"{uji}/2022-semester-2/evaluasi.html"]]),
        (uji, 2024, ANNUAL, "id", [["HTML", f"{uji}/2024/evaluasi.html"]]),
    ]


def test_a_city_without_data_yet_keeps_no_report_of_another_from_the_list(sample):
    put(sample, "kota-uji/2022/evaluation.html")
    text = sample.params.read_text(encoding="utf-8")
    sample.params.write_text(text.replace("kota-contoh", "kota-baru"), encoding="utf-8")
    list_on_request(sample)
    assert [report["city"] for report in requested(sample)] == ["kota-uji"]


def test_a_city_s_name_in_the_list_is_text_for_the_page_that_loads_it(sample):
    put_city(sample, "kota-uji", "</script>\u2028")
    put(sample, "kota-uji/2024/evaluasi.html")
    written = list_on_request(sample).read_text(encoding="utf-8")
    assert "</script>" not in written
    assert written.isascii()
    assert requested(sample)[0]["name"] == "</script>\u2028"


def test_a_city_that_does_not_exist_is_refused_before_anything_is_made(sample):
    text = sample.params.read_text(encoding="utf-8")
    sample.params.write_text(text.replace("kota-uji", "kota-lupa"), encoding="utf-8")
    with pytest.raises(UsageError, match="kota-lupa"):
        site(sample)
    assert not sample.reports.exists()


def test_a_report_made_on_request_is_listed_at_once(sample, monkeypatch):
    def report(home, city, year, language, period, _base):
        folder = home.report(city, year, period)
        put(home, f"{folder.relative_to(home.reports)}/{STEMS[language]}.html")
        return folder

    monkeypatch.setattr(batch, "report", report)
    asked = ["report", "kota-uji", "2022", "--period", "semester_1", "--home", str(sample.root)]
    ended = CliRunner().invoke(cli.app, asked)
    assert ended.exit_code == 0, ended.output
    assert [entry["period"] for entry in requested(sample)] == ["semester_1"]
    assert not (sample.reports / "index.html").exists()


def test_the_command_makes_the_page_and_says_where(again):
    (again.reports / "index.html").unlink()
    ended = CliRunner().invoke(cli.app, ["site", "--home", str(again.root)])
    assert ended.exit_code == 0, ended.output
    assert ended.output.split()[:2] == ["reports/index.html", "reports/on-request.js"]
    assert (again.reports / "index.html").is_file()


def test_the_metrics_are_the_figures_of_each_reports_first_page(made):
    home, _ = made
    figures = json.loads((home.root / METRICS).read_bytes())
    manifest = json.loads((home.report("kota-contoh", 2021) / "manifest.json").read_bytes())
    of_year = figures["kota-contoh"]["2021"]
    assert of_year["indicators"] == manifest["counts"]["indicators"]
    assert of_year["realised"] == manifest["counts"]["realised"]
    assert of_year["findings"] > 0


def test_an_index_that_is_not_known_is_absent_and_never_zero(made):
    home, _ = made
    assert "index" not in json.loads((home.root / METRICS).read_bytes())["kota-uji"]["2022"]
    header, rows = read_rows(home.root / BY_YEAR, BY_YEAR)
    assert {row["index"] for row in rows if row["city"] == "kota-uji"} == {""}
    assert set(PLOTTED) <= set(header)
