import dataclasses
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from made_up_city import catalogue_of
from made_up_rows import finding

from rapor.write.content import Chapter, Column, Row, Table, cell
from rapor.write.html import html

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "{{ 7 * 7 }} {x} {0} %s ${y} $\\frac{1}{2}$",
    "</style><svg/onload=alert(1)>",
    "\u202eABC\u2066 \u200f",
    "é 中文 🙂 \x07",
    "=1+1;DROP",
    "../../etc/passwd",
    "x" * 5000,
    "",
]


class Page(HTMLParser):
    """What a browser would find: tags, attributes, text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture
def page(thin):
    thin.findings = [finding(indicator="ombudsman"), finding("tables_disagree", severity="warning")]
    thin.indicators[0] |= {"findings": "outside_scale:3.7:1:2023;tables_disagree:3.7:1:2023"}
    return Page(thin.page())


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_document_prints_comes_out_as_text(thin, words):
    thin.put_everywhere(words)
    page = Page(thin.page())
    assert [tag for tag in page.tags if tag[0] in ("img", "iframe", "object")] == []
    assert [given for tag, given in page.tags if tag == "script"] == [{}], "ours, and no other"
    assert not any(name.startswith("on") for _, given in page.tags for name in given)
    shown = "".join(page.words)
    assert not words or words.replace("\x07", "") in shown


def test_an_address_that_is_no_web_address_is_never_a_link(thin):
    thin.realisations[0] |= {"address": "javascript:alert(1)"}
    links = [link["href"] for link in Page(thin.page()).all("a")]
    assert all(link.startswith(("#", "https://")) for link in links)


def test_a_city_cannot_break_out_of_the_style_sheet(thin):
    facts = dataclasses.replace(thin.catalogue.cities["contoh"], name='"; } </style> Kota \\')
    thin.catalogue = catalogue_of(cities={"contoh": facts})
    assert thin.page().count("</style>") == 1


def test_the_page_loads_nothing(page):
    assert not any("src" in given for given in page.all("script"))
    assert page.all("link", "img", "iframe", "source", "image") == []
    assert "@import" not in "".join(page.words)
    addresses = re.findall(r"url\(([^)]*)\)", "".join(page.words))
    assert all(address.startswith(("data:", "#")) for address in addresses)


def test_every_link_into_the_page_leads_somewhere(page):
    anchors = {given["id"] for _, given in page.tags if "id" in given}
    links = {given["href"] for given in page.all("a", "use") if given["href"].startswith("#")}
    assert {link[1:] for link in links} <= anchors


def test_no_anchor_stands_twice(page):
    anchors = [given["id"] for _, given in page.tags if "id" in given]
    assert len(anchors) == len(set(anchors))


def test_headings_come_in_order(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_table_heads_say_what_they_head(page):
    assert {given.get("scope") for given in page.all("th")} == {"col", "row", "rowgroup"}
    assert len(page.all("caption")) == len(page.all("table"))


def test_charts_have_a_title_and_a_description_for_all_readers(page):
    charts = [given for given in page.all("svg") if given.get("role") == "img"]
    anchors = {given["id"] for given in page.all("title", "desc") if "id" in given}
    assert charts
    assert all(set(chart["aria-labelledby"].split()) <= anchors for chart in charts)


def test_a_symbol_is_hidden_from_readers_who_hear_its_word(page):
    symbols = [given for given in page.all("span") if "symbol" in given.get("class", "")]
    assert symbols
    assert all(given.get("aria-hidden") == "true" for given in symbols)


@pytest.mark.parametrize(("code", "title"), [("id", "Keadaan data"), ("en", "State of the data")])
def test_the_page_is_marked_with_its_language(thin, code, title):
    page = Page(thin.page(code))
    assert page.all("html") == [{"lang": code}]
    assert title in page.words


def test_numbers_of_different_decimals_are_cut_at_the_decimal_sign(thin):
    """Figures of the same decimals are in line by themselves."""
    assert re.search(r'<td class="number">84,20<', thin.page())
    thin.indicators[2] |= {"area": thin.indicators[0]["area"], "realised_printed": "2,6"}
    page = thin.page()
    assert re.search(r'<td class="number">84<span class=fraction style=--n:3>,20</span>', page)
    assert re.search(r'<td class="number">2<span class=fraction style=--n:3>,6', page)


def test_a_longer_table_says_by_which_numbers_it_sorts(full):
    """The number is written the same in every language; a table seen at a glance has none."""
    rows = tuple(Row((cell("a"), cell("1.234,5", value=1234.5))) for _ in range(4))
    columns = (Column("A"), Column("B", "number"))
    for count, marked in ((4, 4), (3, 0)):
        table = Table("t", "T", columns, rows[:count])
        chapter = Chapter("one", "One", (table,), 1)
        page = html(dataclasses.replace(full.report(), chapters=(chapter,))).decode()
        assert page.count(" data-v=1234.5>1.234,5</td>") == marked
        assert page.count("<table class=sort>") == bool(marked)


def test_the_words_of_a_chart_are_words(full):
    page = full.page()
    assert re.search(r'<text x="[^"]*" y="[^"]*" style="font-size:8.5px;[^>]*>Reform</text>', page)
    assert "scale(0.0" not in page, "no letter is left as a shape"


def test_the_same_content_gives_the_same_bytes(thin):
    assert thin.page() == thin.page()
