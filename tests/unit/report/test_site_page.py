"""The page of all reports: the first pages' figures, and an index that says what reports say."""

import dataclasses
import json

import pytest
from lxml.html import fromstring
from made_up_city import CITY

from rapor.report.front import front_page, state
from rapor.report.site.listed import of_dossier
from rapor.report.site.page import Site, html, page_name, write_site
from rapor.write.formats import WRITERS

HOSTILE = "Kota </script><script>alert(1)</script> \"A\" & 'B' \u2028\u2029 \u202eKanan"


@pytest.fixture
def reports(thin, full):
    return [of_dossier(thin.dossier()), of_dossier(full.dossier())]


def page(reports, code="id", languages=("id",)):
    return fromstring(html(Site(code, languages, reports, [2021, 2023])).decode())


def index_of(tree):
    return json.loads(tree.get_element_by_id("index").text)


def row(tree, year):
    """The cells of a report by the names of their columns."""
    heads = tree.xpath("//th[@scope='col' and ancestor::*[@id='reports']]")
    (found,) = tree.xpath(f"//tr[@data-year='{year}']")
    return {plain(head): plain(one) for head, one in zip(heads, found, strict=True)}


def plain(one):
    return " ".join(one.text_content().split())


def test_a_row_says_what_the_first_page_counts(thin, reports):
    tally = {
        f"{count.symbol} {count.words}".strip(): count.number
        for section in front_page(thin.dossier()).sections
        for block in section.blocks
        for count in getattr(block, "counts", ())
    }
    shown = row(page(reports), 2023)
    counted = state(thin.dossier()).split()
    assert shown["Indikator"] == counted[2] == "5"
    assert shown["memiliki realisasi"] == counted[0] == "3"
    assert shown["sumber resmi"] == counted[8] == "2"
    for status in ("● tercapai", "▲ tidak tercapai", "○ belum ada data"):
        assert shown[status] == tally[status]
    assert shown["Status laporan"] == "Draf"


def test_an_official_index_stands_with_its_grade_and_a_missing_one_is_said_to_be_missing(reports):
    tree = page(reports)
    assert row(tree, 2021)["Indeks resmi"] == "42,94 C"
    assert row(tree, 2023)["Indeks resmi"] == "belum ada"


def test_a_self_assessment_alone_is_no_official_index(full):
    full.index[0] |= {"official": None, "self": 51.2}
    assert (of_dossier(full.dossier()).index, of_dossier(full.dossier()).grade) == ("", "")


def test_a_rare_status_has_a_column_only_where_it_occurs(reports):
    assert row(page(reports), 2023)["– tidak dapat dibandingkan"] == "1"
    assert "– tidak dapat dibandingkan" not in row(page(reports[1:]), 2021)


def test_errors_that_nobody_has_decided_have_a_column_only_where_there_are_any(reports):
    assert "Kesalahan belum diputus" not in row(page(reports), 2023)
    open_one = dataclasses.replace(reports[0], undecided=2)
    assert row(page([open_one, reports[1]]), 2023)["Kesalahan belum diputus"] == "2"


def test_what_is_followed_up_has_columns_only_where_there_is_any_and_leads_to_the_chapter(reports):
    assert "Butir tindak lanjut" not in row(page(reports), 2023)
    tree = page([dataclasses.replace(reports[0], followed=7, overdue=2), reports[1]])
    shown = row(tree, 2023)
    assert (shown["Butir tindak lanjut"], shown["melewati tenggat"]) == ("7", "2")
    assert tree.xpath("//tr[@data-year='2023']//a[text()='7']/@href") == [
        f"{CITY}/2023/evaluasi.html#chapter-followup"
    ]
    assert row(tree, 2021)["Butir tindak lanjut"] == "0"


def test_each_report_is_linked_in_every_format_that_is_written(reports):
    (found,) = page(reports).xpath("//tr[@data-year='2023']")
    links = set(found.xpath(".//a/@href"))
    assert links == {f"{CITY}/2023/evaluasi.{ending}" for ending in WRITERS}


def unpacked(index):
    """Every line of an index as city, year, indicator, area, agencies, figures and status."""
    for city, year, *parts in index["reports"]:
        for subject, team, target, realised, status in zip(*parts, strict=True):
            code, name, area, unit = index["subjects"][subject]
            yield (
                index["cities"][city][0],
                year,
                code,
                name,
                index["areas"][area][1],
                tuple(index["agencies"][agency] for agency in index["teams"][team]),
                index["figures"][target],
                index["figures"][realised],
                unit,
                index["statuses"][status][0],
            )


def test_the_index_holds_every_line_of_every_report_as_the_report_prints_it(reports):
    wanted = [
        (
            *(edition.city, edition.year, line.indicator, line.name, line.area_name, line.agencies),
            *(line.target, line.realised, line.unit, line.status),
        )
        for edition in sorted(reports, key=lambda edition: edition.year)
        for line in edition.lines
    ]
    found = list(unpacked(index_of(page(reports))))
    assert found == wanted
    shown = {(line[1], line[2]): line[6:8] for line in found}
    assert shown[2023, "ombudsman"] == ("85", "84,20")
    assert shown[2023, "opinion"] == ("WTP", "WTP")


def test_what_the_road_map_does_not_have_is_found_but_called_so(reports):
    lines = {line.indicator: line.status for line in reports[0].lines}
    assert lines["mcp"] == "unplanned"
    assert sum(reports[0].status.values()) == reports[0].indicators == len(lines) - 1


def test_a_missing_realisation_stays_empty(reports):
    missing = [line for line in unpacked(index_of(page(reports))) if line[-1] == "no_data"]
    assert [line[7] for line in missing] == ["", ""]


def test_texts_of_a_city_are_text_wherever_they_stand(reports):
    lines = tuple(
        dataclasses.replace(line, name=HOSTILE, agencies=(HOSTILE,)) for line in reports[0].lines
    )
    hostile = dataclasses.replace(reports[0], name=HOSTILE, province=HOSTILE, lines=lines)
    whole = html(Site("id", ["id"], [hostile], [2023])).decode()
    assert "alert(1)</script>" not in whole
    assert "<script>alert" not in whole
    assert not set("\u2028\u2029") & set(whole.partition('<script id="index"')[2])
    tree = fromstring(whole)
    assert index_of(tree)["cities"] == [[CITY, HOSTILE]]
    assert len(tree.xpath("//script")) == len(page(reports).xpath("//script"))


def test_the_same_reports_give_the_same_bytes_in_whatever_order_they_come(reports):
    more = [dataclasses.replace(report, city="a", name="Kota A") for report in reports]
    wanted = html(Site("id", ["id"], [*reports, *more], [2021]))
    for mixed in ([*more, *reports], [more[1], reports[1], more[0], reports[0]]):
        assert html(Site("id", ["id"], mixed, [2021])) == wanted


def test_cities_stand_in_the_order_of_their_names(reports):
    more = [dataclasses.replace(reports[0], city="z", name="kota A")]
    groups = page([*reports, *more]).xpath("//tbody/@data-city")
    assert groups == ["z", CITY]


def test_the_page_of_the_first_language_is_the_index_and_pages_lead_to_each_other(thin):
    found = {code: [of_dossier(thin.dossier(code))] for code in ("id", "en")}
    pages = write_site(thin.home, found, [2023])
    assert [page.name for page in pages] == ["index.html", "index.en.html"]
    first, second = (fromstring(page.read_text(encoding="utf-8")) for page in pages)
    for one, code, other in ((first, "en", pages[1]), (second, "id", pages[0])):
        (link,) = one.xpath(f"//a[@hreflang='{code}']")
        assert link.get("href") == other.name
    assert second.get("lang") == "en"
    assert f"{CITY}/2023/evaluation.html" in second.xpath("//tr/th/a/@href")
    write_site(thin.home, {"en": found["en"]}, [2023])
    left = sorted(path.name for path in thin.home.reports.iterdir())
    assert left == ["index.html"]
    assert page_name("en", ["en"]) == "index.html"


def test_the_page_has_the_project_s_brand_but_is_no_draft(thin):
    found = {"id": [of_dossier(thin.dossier())]}
    (path,) = write_site(thin.home, found, [2023])
    bare = path.read_text(encoding="utf-8")
    assert '<div class="letterhead">' not in bare
    brand = thin.home.reference / "brand.yaml"
    brand.write_text("name: PT <Uji>\nstate: draft\ncolours: {accent: '#7a1f3d'}\n")
    write_site(thin.home, found, [2023])
    page = path.read_text(encoding="utf-8")
    assert "<strong>PT &lt;Uji&gt;</strong>" in page
    assert "--accent: #7a1f3d" in page
    assert "DRAF" not in page


def test_cities_further_down_stand_in_files_beside_the_page_that_go_with_them(thin):
    first = of_dossier(thin.dossier())
    many = [
        dataclasses.replace(first, city=f"k{number}", name=f"Kota {number:03}")
        for number in range(160)
    ]
    (page,) = write_site(thin.home, {"id": many}, [2023])
    names = [f"index.part-{place}.js" for place in (1, 2, 3)]
    tree = fromstring(page.read_text(encoding="utf-8"))
    assert tree.get_element_by_id("index").get("data-parts") == " ".join(names)
    assert len(tree.xpath("//tbody[@data-city]")) == 50
    beside = [(page.parent / name).read_text(encoding="utf-8") for name in names]
    assert beside[0].startswith("window.raporIndex = {")
    assert [text.count("data-city") for text in beside] == [0, 100, 10]
    write_site(thin.home, {"id": [first]}, [2023])
    assert [path.name for path in thin.home.reports.iterdir()] == ["index.html"]


def test_a_page_that_cannot_be_written_whole_leaves_the_earlier_one(thin, monkeypatch):
    found = {"id": [of_dossier(thin.dossier())]}
    (path,) = write_site(thin.home, found, [2023])
    before = path.read_bytes()
    monkeypatch.setattr("rapor.report.site.page.rendered", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_site(thin.home, found, [2023])
    assert path.read_bytes() == before


def test_nothing_in_the_page_is_fetched_but_the_list_of_reports_on_request(reports):
    tree = page(reports)
    assert tree.xpath("//script/@src | //img/@src | //link/@href") == ["on-request.js"]
    whole = html(Site("id", ["id"], reports, [2021])).decode()
    assert "http" not in whole.replace("http://www.w3.org", "")
