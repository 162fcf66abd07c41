"""The page between cities: derived, honest about thin years, safe, the same every time."""

import dataclasses
import json
import re
import shutil

import pandas as pd
import pytest
from docx import Document
from made_tables import table_of
from made_up_city import CITY
from made_up_rows import line, realisation, realised
from openpyxl import load_workbook
from pypdf import PdfReader

from rapor.catalogue.cities import CityFacts
from rapor.catalogue.comparators import PublishedResult
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.ground.tables import COMPARISON, EVALUATION
from rapor.report import write_comparison
from rapor.report.compare.between import at_quantiles
from rapor.write.formats import WRITERS

OTHER = "tetangga"
YEAR = 2023


def of_other(tables):
    """The same tables as those of another city."""
    return {name: frame.assign(city=OTHER) for name, frame in tables.items()}


@pytest.fixture
def pair(thin):
    """Two cities; the second has one other value and lacks the rest."""
    shutil.copytree(thin.home.raw(CITY), thin.home.raw(OTHER))
    thin.catalogue.cities[OTHER] = CityFacts(OTHER, "Kota Tetangga", "", "00.01", "", verified=True)
    return Pair(thin, thin.tables)


class Pair:
    """Tables of both cities, and the page made from them."""

    def __init__(self, sample, first):
        self.sample, self.first = sample, first
        sample.realisations = [realisation("ombudsman", "90,1", 1)]
        sample.indicators = [
            line(
                "ombudsman",
                "no_target",
                0,
                target_ref="",
                scale_pct=90.1,
                **realised(1, "90,1", 90.1),
            ),
            line("spbe", "no_data", 0, target_ref=""),
        ]

    @property
    def tables(self):
        return {CITY: self.first, OTHER: of_other(self.sample.tables)}

    def write(self, code="id", absent=(), formats=("html",)):
        tables, catalogue = self.tables, self.sample.catalogue
        comparison = {
            "comparison": compare_year(YEAR, tables, catalogue),
            "indices": compare_indices(YEAR, tables),
            "statuses": count_statuses(YEAR, tables),
        }
        writers = {ending: WRITERS[ending] for ending in formats}
        return write_comparison(
            self.sample.home, YEAR, code, comparison, tables, catalogue, absent, writers
        )

    def page(self, code="id", absent=()):
        return self.write(code, absent).read_text(encoding="utf-8")


def files_of(folder):
    every = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}


def words(page):
    body = re.sub(r"<(style|svg|script).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_format_the_tables_and_the_manifest_stand_in_the_year_s_folder_twice_the_same(pair):
    folder = pair.write(formats=WRITERS).parent
    first = files_of(folder)
    tables = {f"{name}.csv" for name in COMPARISON}
    formats = {f"perbandingan.{ending}" for ending in WRITERS}
    page = first["perbandingan.html"].decode()
    taken = set(re.findall(r'<a href="([^"]+)" download', page))
    assert any(name.startswith("figures/perbandingan-") for name in taken)
    assert first.keys() == tables | formats | taken | {"manifest.json"}
    assert json.loads(first["manifest.json"])["outputs"].keys() == tables | formats | taken
    (folder / "tables" / "perbandingan-gone.csv").write_text("of an earlier comparison")
    pair.write(formats=WRITERS)
    assert files_of(folder) == first
    assert pair.write("en").name == "comparison.html"


def test_the_formats_say_what_the_page_says(pair):
    folder = pair.write(formats=WRITERS).parent
    docx = Document(folder / "perbandingan.docx")
    pages = PdfReader(folder / "perbandingan.pdf").pages
    printed = "".join(page.extract_text() for page in pages)
    book = load_workbook(folder / "perbandingan.xlsx")
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    best = "Kota Tetangga 90,1, nilai tertinggi"
    assert best in words((folder / "perbandingan.html").read_text(encoding="utf-8"))
    assert any(
        best in cell.text for table in docx.tables for row in table.rows for cell in row.cells
    )
    assert best in " ".join(printed.split())
    assert 90.1 in cells


def test_a_comparison_leads_to_its_formats_languages_years_and_reports(pair):
    pair.sample.home.params.write_text(
        f"cities: [{CITY}, {OTHER}]\nyears: [1999, 2022, {YEAR}]\nlanguages: [id, en]\n"
    )
    links = dict(re.findall(r'<li><a href="([^"#]+)">([^<]+)</a></li>', pair.page()))
    assert links == {
        "perbandingan.pdf": "PDF",
        "perbandingan.docx": "Word",
        "perbandingan.xlsx": "Excel",
        "comparison.html": "English",
        "../2022/perbandingan.html": "2022",
        f"../../{CITY}/{YEAR}/evaluasi.html": "Kota Contoh",
        f"../../{OTHER}/{YEAR}/evaluasi.html": "Kota Tetangga",
        "../../index.html": "Semua laporan",
    }


def test_a_comparison_is_in_the_project_s_brand(pair):
    assert "letterhead" not in re.sub(r"<style.*?</style>", "", pair.page(), flags=re.DOTALL)
    brand = pair.sample.home.reference / "brand.yaml"
    brand.write_text("name: PT Uji Rupa\nstate: draft\ncolours: {accent: '#7a1f3d'}\n")
    page = pair.page()
    assert "<strong>PT Uji Rupa</strong>" in page
    assert "--accent: #7a1f3d" in page
    assert 'content: "DRAF"' in page


def test_the_first_page_says_how_little_can_be_compared(pair):
    said = words(pair.page("en"))
    assert (
        "Of 2 shared indicators, 1 has a realisation of 2023 in two or more local governments"
        in said
    )
    assert "Of the others, 1 has one in a single local government." in said


def test_a_year_without_two_values_says_that_nothing_can_be_compared(pair):
    pair.sample.indicators = [line("ombudsman", "no_data", 0, target_ref="")]
    said = words(pair.page("en"))
    assert "None of the 1 shared indicators has a realisation of 2023 in two or more" in said
    assert "No indicator of 2023 can be ranked" in said
    assert "No chart is drawn" in said
    assert "highest value" not in said


def test_cities_that_share_nothing_are_told_so(pair):
    pair.sample.indicators = []
    assert "share no indicator in 2023" in words(pair.page("en"))


def test_the_sentence_names_the_best_and_the_distance_with_printed_decimals(pair):
    said = words(pair.page())
    assert "Kota Tetangga 90,1, nilai tertinggi; Kota Contoh 84,20 (selisih 5,90)." in said


def test_a_changed_value_changes_the_sentence(pair):
    pair.sample.indicators = [
        line("ombudsman", "no_target", 0, target_ref="", **realised(1, "80,0", 80.0))
    ]
    assert "Kota Contoh 84,20, nilai tertinggi; Kota Tetangga 80,0 (selisih 4,20)." in words(
        pair.page()
    )


def test_a_value_that_stands_alone_is_said_with_its_reason(pair):
    assert "Indeks SPBE : hanya Kota Contoh memiliki nilai" in words(pair.page())


def test_cities_out_of_the_year_s_reach_are_named(pair):
    said = words(pair.page("en", absent=["Kota Jauh"]))
    assert "Not compared, because the road map does not reach 2023: Kota Jauh." in said


def test_markup_in_data_is_text(pair):
    attack = '<script>alert("x")</script>'
    pair.sample.realisations = [realisation("ombudsman", "90,1", 1, publisher=attack)]
    pair.sample.catalogue.cities[OTHER] = CityFacts(OTHER, attack, "", "", "", verified=True)
    page = pair.page()
    assert page.count("<script") == 1, "ours, and no other"
    assert "&lt;script&gt;" in page


def test_an_address_that_is_no_web_address_is_no_link(pair):
    pair.sample.realisations = [realisation("ombudsman", "90,1", 1, address="javascript:alert(1)")]
    assert "javascript:" not in pair.page()


def test_every_link_inside_the_page_leads_somewhere(pair):
    page = pair.page()
    anchors = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links - anchors == set()


def test_the_page_loads_nothing(pair):
    page = pair.page()
    assert not re.search(r'src="|@import|<link|<img', page)


def test_the_manifest_names_the_inputs_of_every_city_and_no_machine(pair):
    pair.write()
    text = (pair.sample.home.comparison(YEAR) / "manifest.json").read_text(encoding="utf-8")
    content = json.loads(text)
    assert content["cities"] == [CITY, OTHER]
    assert {name.split("/")[2] for name in content["inputs"] if "raw" in name} == {CITY, OTHER}
    assert content["counts"] == {"ranked": 1, "realised": 1, "shared": 2}
    assert str(pair.sample.home.root) not in text


def test_more_cities_than_have_a_sign_are_drawn_as_rings_with_the_best_filled(pair):
    said = words(page_of(pair, 5))
    assert "7 local governments 2023" in said
    assert "Filled: the best value; rings: the other local governments." in said


def page_of(pair, more, code="en", moves=()):
    """The page of both cities and of ``more``, each with a value and a province of its own."""
    tables = pair.tables
    for number in range(more):
        slug = f"kota-{number}"
        shutil.copytree(pair.sample.home.raw(CITY), pair.sample.home.raw(slug))
        facts = CityFacts(slug, f"Kota {number}", f"P{number % 2}", "", "", verified=True)
        pair.sample.catalogue.cities[slug] = facts
        shown = f"{70 + number},5"
        pair.sample.realisations = [realisation("ombudsman", shown, 1)]
        given = realised(1, shown, 70.5 + number)
        pair.sample.indicators = [
            line("ombudsman", "no_target", 0, target_ref="", scale_pct=70.5 + number, **given)
        ]
        index = pd.DataFrame([OFFICIAL | {"official": 50.0 + number}])
        own = pair.sample.tables | {"index": index}
        if moves:
            own = with_moves(own, moves[number])
        tables[slug] = {name: frame.assign(city=slug) for name, frame in own.items()}
    comparison = {
        "comparison": compare_year(YEAR, tables, pair.sample.catalogue),
        "indices": compare_indices(YEAR, tables),
        "statuses": count_statuses(YEAR, tables),
    }
    arguments = (pair.sample.home, YEAR, code, comparison, tables, pair.sample.catalogue)
    return write_comparison(*arguments).read_text(encoding="utf-8")


OFFICIAL = {"component": "index", "label": "Indeks", "grade": "B", "self_basis": ""}


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (1, [0, 0, 0, 0, 0]),
        (2, [0, 0, 0, 1, 1]),
        (9, [0, 2, 4, 6, 8]),
        (514, [0, 128, 256, 385, 513]),
    ],
)
def test_what_stands_at_a_quantile_is_what_a_city_has(count, places):
    assert at_quantiles(range(count)) == places


def test_of_many_cities_the_page_shows_how_their_values_are_spread(pair):
    page = page_of(pair, 12)
    said = words(page)
    assert "from 61 down to 50; half of them have 56 or more" in said
    assert "All 14 local governments together" in said
    assert "90.1 80.5 77.5 73.5 70.5 Kota Tetangga" in said
    assert "Kota 5" not in said.partition("Each local government by itself")[0]
    assert "Local governments by province, 2023" in said
    assert "Regencies and cities" not in said, "all of one kind"
    anchors = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) - anchors == set()


def test_the_city_that_a_reader_chooses_has_its_values_places_and_report(pair):
    page = page_of(pair, 12)
    each = json.loads(re.search(r'id="of-each"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    at = each["codes"].index("kota-3")
    assert each["names"][at] == "Kota 3"
    assert each["reports"][at] == f"../../kota-3/{YEAR}/evaluation.html"
    assert each["cells"]["shared-ombudsman"][at] == "73.5 (11)"
    assert each["places"]["ombudsman"][at] == 73.5
    assert 'data-row="ombudsman"' in page, "the line on which a place is marked"
    assert 'id="city-kota-3"' in page
    assert "data-long" in page
    assert "of-each" not in pair.page(), "of few cities each is said anyway"


def test_of_many_cities_the_most_improved_is_named_and_moves_are_counted(pair):
    pair.first = with_moves(pair.first, 2.0)
    said = words(page_of(pair, 12, moves=[-1.0, None, 3.5, *[0.5] * 9]))
    assert "Kota 2 (3.5 better)" in said
    assert "Kota Tetangga 11 1 Kota 2" in said, "eleven better, one worse"


def with_moves(tables, change):
    """Tables whose one value moved since the year before; None where nothing was compared."""
    row = {"city": CITY, "year": YEAR, "indicator": "ombudsman", "label": "x"}
    row |= {"before_status": "no_target", "status": "no_target", "move_basis": "first_known"}
    if change is not None:
        move = "better" if change > 0 else "worse"
        row |= {"before": 70.0, "change": change, "move": move, "move_basis": "compared"}
    return tables | {"changes": table_of(EVALUATION["changes"], [row])}


def test_published_results_of_others_stand_beside_on_the_same_scale_and_of_the_same_year(pair):
    known = ("ombudsman", YEAR, "87,5", 87.5, "B", (0.0, 100.0), "pers.example", "press")
    magelang = PublishedResult("Kota Magelang", *known, "https://pers.example/1", verified=False)
    others = (
        magelang,
        dataclasses.replace(magelang, city="Kota Lama", year=YEAR - 1),
        dataclasses.replace(magelang, city="Kota Lain", scale=(0.0, 120.0)),
        dataclasses.replace(magelang, city="Kota Huruf", value=None, printed=""),
        dataclasses.replace(magelang, city="KOTA TETANGGA"),
        dataclasses.replace(magelang, city="Kota Asing", indicator="unheard"),
    )
    without = pair.page("en")
    pair.sample.catalogue = dataclasses.replace(pair.sample.catalogue, published=others)
    page = pair.page("en")
    said = words(page)
    assert "Kota Tetangga 90 .1 Kota Magelang 87 .5 B pers.example press Kota Contoh 84" in said
    assert "because measured on another scale: Kota Lain." in said
    assert "1 of 1 of them has not been compared" in said
    assert not any(name in page for name in ("Kota Lama", "Kota Huruf", "KOTA TET", "Kota Asing"))
    assert 'href="https://pers.example/1"' in page
    assert "Published results" not in without


def test_a_city_that_alone_has_a_result_stands_beside_the_published_ones(pair):
    pair.sample.realisations = []
    pair.sample.indicators = [line("ombudsman", "no_data", 0, target_ref="")]
    known = ("ombudsman", YEAR, "87,5", 87.5, "B", (0.0, 100.0), "pers.example", "press")
    magelang = PublishedResult("Kota Magelang", *known, "https://pers.example/1", verified=False)
    pair.sample.catalogue = dataclasses.replace(pair.sample.catalogue, published=(magelang,))
    beside = words(pair.page("en")).partition("Published results of other regencies and cities")[2]
    assert "Kota Magelang 87 .5 B pers.example press Kota Contoh 84" in beside
