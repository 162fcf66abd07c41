import re
from types import SimpleNamespace

import pytest
from lxml import etree

from rapor.report.charts.style import Chart, style
from rapor.write.content import Figure, Spot, Table
from rapor.write.html import inline


@pytest.fixture(scope="module")
def svg():
    """A chart with words, markers, clipped lines and shapes."""
    with style():
        chart = Chart(figsize=(3, 2))
        axes = chart.add_subplot(xlabel="% dari skala")
        axes.plot([0.123456, 1, 5], [1, 3, 2], "o-", label="<b> & 'x'")
        axes.set_title("<b> & 'x'", weight="bold")
    return chart.svg()


def inlined(svg, number=3, title="Judul", spots=()):
    drawing = SimpleNamespace(svg=svg, size=(216, 144), spots=spots)
    figure = Figure("figure-x", title, "", (), "Uraian <b>", drawing, Table("d", "", (), ()))
    return inline(figure, number)


def test_words_stay_words_in_the_typeface_of_the_page(svg):
    made = inlined(svg)
    assert ">% dari skala</text>" in made
    assert ">&lt;b&gt; &amp; 'x'</text>" in made
    assert "font-family" not in made
    assert "font-weight:700" in made


def test_a_chart_has_a_title_and_a_description(svg):
    chart = etree.fromstring(inlined(svg, title="Judul & <b>"))
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == "figure-x-t figure-x-d"
    assert [(part.tag, part.get("id"), part.text) for part in chart[:2]] == [
        ("title", "figure-x-t", "Judul & <b>"),
        ("desc", "figure-x-d", "Uraian <b>"),
    ]


def test_a_spot_says_its_words_and_shows_nothing(svg):
    spot = Spot(1.0, 20.04, 200.0, 12.5, "SPBE: 1,67 <b> (T 2.14, b 3)")
    chart = etree.fromstring(inlined(svg, spots=(spot,)))
    (shape,) = chart.findall("rect")
    assert shape.attrib == {
        "class": "spot",
        "x": "1.0",
        "y": "20.0",
        "width": "200.0",
        "height": "12.5",
    }
    assert shape.findtext("title") == spot.words


def test_a_title_that_no_page_can_hold_is_made_harmless(svg):
    assert ">ab</title>" in inlined(svg, title="a\x07b")


def test_ids_are_its_own_and_lead_to_something(svg):
    chart = etree.fromstring(inlined(svg, 7))
    names = [name for name in chart.xpath("//@id") if not name.startswith("figure-x")]
    asked = {address[1:] for address in chart.xpath("//@href")}
    asked |= {clip[5:-1] for clip in chart.xpath("//@clip-path")}
    assert names
    assert all(name.startswith("f7-") for name in names)
    assert asked == set(names)
    assert chart.xpath("//g/@id") == []


def test_nothing_is_asked_for_elsewhere_and_nothing_is_carried_along(svg):
    made = inlined(svg)
    assert "http" not in made
    assert not re.search("metadata|<style|<!--|<g/>|<defs/>|<g>", made)
    assert len(made) < len(svg) * 0.7
    assert max(len(digits) for digits in re.findall(r'(?: d| x| y)="[^"]*?\.(\d+)', made)) == 2
