import pkgutil
import re
import warnings
from itertools import product

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from made_up_rows import finding, realisation
from matplotlib.backends.backend_agg import FigureCanvasAgg

from rapor.report import charts
from rapor.report.charts import (
    against_targets,
    completeness,
    index_shares,
    load,
    over_the_years,
    side_by_side,
    waterfall,
)
from rapor.report.charts.style import Drawn, in_lines, shown
from rapor.write.content import Figure, Paragraph, plain

LONG = "Pemerintahan yang bersih dan bebas dari KKN"
ROWS = {
    against_targets: [
        ("sakip", "SAKIP", "a", "achieved", 60.0, 50.0, 70.0, 10.0, "60 / 50", False, "", "", ""),
        (
            "spbe",
            LONG,
            "b",
            "not_achieved",
            0.0,
            100.0,
            None,
            -100.0,
            "1.234,50 / ≥ 5.678",
            True,
            "K-01",
            "",
            "",
        ),
        ("mcp", "MCP", "b", "no_target", 100.0, None, 80.0, 20.0, "100 / 80", False, "", "", ""),
    ],
    completeness: [
        ("sakip", "SAKIP", "a", 2021, "both"),
        ("sakip", "SAKIP", "a", 2022, "neither"),
        ("spbe", LONG, "b", 2021, "target"),
        ("spbe", LONG, "b", 2022, "realised"),
    ],
    index_shares: [
        ("reform", LONG, "official", 40.0, "4 dari 10", False, ""),
        ("reform", LONG, "self", 100.0, "10 dari 10 [K-02]", True, "K-02"),
        ("hasil", "Hasil", "official", 0.0, "0 dari 10", False, ""),
    ],
    load: [("ins", LONG, 10, 12, 11), ("bag", "Bagian", 0, 1, 0)],
    over_the_years: [
        ("sakip", LONG, "a", "target", 2021, 50.0, "50", "50", False, ""),
        ("sakip", LONG, "a", "target", 2022, 55.0, "55", "55", True, "K-01"),
        ("sakip", LONG, "a", "realisation", 2021, 51.0, "51", "51", False, ""),
        ("sakip", LONG, "a", "end_target", 2022, 55.0, "55.555", "55", False, ""),
        ("sakip", LONG, "a", "break", 2022, None, "", "", False, ""),
    ],
    side_by_side: [
        ("sakip", LONG, "a", "contoh", "Kota Contoh", 60.0, True, "60"),
        ("sakip", LONG, "a", "lain", f"Kota {LONG}", None, False, "belum ada data"),
        ("spbe", "SPBE", "b", "lain", f"Kota {LONG}", 100.0, False, "5"),
    ],
    waterfall: [
        ("index", "Nilai penuh", "full", 0.0, 100.0, None, "100", ""),
        ("reform", LONG, "lost", 42.0, 58.0, 100.0, "−58,00", ""),
        ("index", "Indeks resmi", "official", 0.0, 42.0, None, "42", ""),
    ],
}
"""A few rows of each chart, with the longest words and values at both ends."""
CHARTS = list(ROWS)


def rows_of(chart):
    return pd.DataFrame(ROWS[chart], columns=chart.COLUMNS)


def drawn(chart):
    return Drawn(lambda: chart.draw(rows_of(chart)))


def test_every_chart_is_held_to_these_claims():
    modules = {module.name for module in pkgutil.iter_modules(charts.__path__)} - {"style"}
    assert {chart.__name__.rpartition(".")[2] for chart in CHARTS} == modules
    assert all(callable(chart.blocks) and callable(chart.frame) for chart in CHARTS)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_input_gives_the_same_picture(chart, form):
    assert getattr(drawn(chart), form) == getattr(drawn(chart), form)


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_that_is_set_on_the_machine_changes_a_picture(chart):
    usual = drawn(chart)
    hostile = {
        "font.size": 31,
        "axes.facecolor": "red",
        "svg.fonttype": "path",
        "savefig.dpi": 17,
        "savefig.bbox": "tight",
        "text.color": "red",
        "lines.markeredgewidth": 9,
    }
    before = usual.svg, usual.png
    with mpl.rc_context(hostile):
        again = drawn(chart)
        assert (again.svg, again.png) == before


@pytest.mark.parametrize("chart", CHARTS)
def test_drawing_leaves_nothing_behind(chart):
    set_before = dict(mpl.rcParams)
    _ = drawn(chart).png
    assert dict(mpl.rcParams) == set_before
    assert plt.get_fignums() == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_holds_no_date_and_no_font_of_the_machine(chart):
    made = drawn(chart)
    assert "dc:date" not in made.svg
    assert set(re.findall(r"font-family: ([^;]*)", made.svg)) == {"'Fira Sans', 'DejaVu Sans'"}


@pytest.mark.parametrize("chart", CHARTS)
def test_the_words_of_a_chart_are_text_on_a_page(chart):
    name = ROWS[chart][0][1]
    svg = drawn(chart).svg
    ways = [shown(name)], in_lines(name)
    assert any(all(f">{line}</text>" in svg for line in lines) for lines in ways)


@pytest.mark.parametrize("chart", CHARTS)
def test_all_words_lie_inside_the_picture(chart):
    figure = chart.draw(rows_of(chart))
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    texts = [text for text in figure.findobj(mpl.text.Text) if text.get_text().strip()]
    boxes = {text.get_text(): text.get_window_extent(renderer) for text in texts}
    outside = [
        words
        for words, box in boxes.items()
        if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1
    ]
    assert len(boxes) > 3
    assert outside == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_notebook_shows_a_chart_without_pyplot(chart):
    shown_as, _ = DisplayFormatter().format(chart.draw(rows_of(chart)))
    assert shown_as["image/png"].startswith(b"\x89PNG")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_part_of_a_frame_can_be_drawn_and_of_none_it_is_said(chart):
    rows = rows_of(chart)
    assert drawn(chart).size[1] >= chart.draw(rows.head(1)).get_size_inches()[1] * 72
    assert [text.get_text() for text in chart.draw(rows.head(0)).texts] == ["○ –"]


def test_the_language_of_a_chart_can_be_chosen():
    rows = rows_of(index_shares)
    assert ">% dari bobot</text>" in index_shares.draw(rows).svg()
    assert ">% of weight</text>" in index_shares.draw(rows, "en").svg()


@pytest.mark.parametrize("name", ["$x_{$", "🙂 中文", "\u202eabc", "a\nb", "x" * 5000, "", "{0}%s"])
def test_any_name_can_be_drawn_without_a_warning(name):
    rows = rows_of(against_targets).assign(label=name, words=name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = Drawn(lambda: against_targets.draw(rows))
        assert "<svg" in made.svg
        assert made.png


def test_a_long_name_is_cut_and_a_letter_without_a_shape_is_shown_as_missing():
    assert shown("a" * 50) == "a" * 37 + "…"
    assert shown("中") == "□"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Inspektorat", ["Inspektorat"]),
        ("", [""]),
        (
            "Badan Pengelola Keuangan dan Aset Daerah",
            ["Badan Pengelola Keuangan dan Aset", "Daerah"],
        ),
        ("a" * 50, ["a" * 38, "a" * 12]),
    ],
)
def test_the_name_of_a_row_is_whole_in_two_lines(name, lines):
    assert in_lines(name) == lines


def test_what_two_lines_do_not_hold_is_cut():
    assert [len(line) for line in in_lines("b" * 200)] == [38, 38]
    assert in_lines("b" * 200)[1].endswith("…")


def test_an_accent_that_is_a_sign_of_its_own_is_joined_to_its_letter_or_shown_as_missing():
    assert shown("Cafe\u0301") == "Café"
    assert shown("Z\u0351") == "Z□"


def test_a_year_without_activities_shows_indicators_alone():
    rows = rows_of(load)
    assert ">10 + 12</text>" in load.draw(rows).svg()
    alone = load.draw(rows.assign(activities=0)).svg()
    assert ">10</text>" in alone
    assert " + 0" not in alone
    assert ">indikator</text>" in alone


def test_a_status_is_never_shown_by_colour_alone():
    assert set(against_targets.MARKERS) == set(against_targets.STATUS_COLOURS)
    assert len(set(against_targets.MARKERS.values())) == len(against_targets.MARKERS)
    assert len(set(completeness.SIGNS.values())) == len(completeness.SIGNS)
    assert len(side_by_side.SIGNS) == len(side_by_side.MARKERS) == len(side_by_side.COLOURS)


def test_many_cities_are_rings_and_the_best_is_filled():
    cities = [f"kota-{number}" for number in range(6)]
    rows = pd.DataFrame(
        [
            (code, code, "a", city, city, 10.0 * place, place == 5, str(place))
            for code, (place, city) in product(("sakip", "spbe"), enumerate(cities))
        ],
        columns=side_by_side.COLUMNS,
    )
    svg = side_by_side.draw(rows).svg()
    assert svg.count(">0 … 5</text>") == 2
    assert "kota-3" not in svg


def test_long_names_of_cities_leave_room_for_what_is_drawn():
    rows = pd.DataFrame(
        [("sakip", LONG, "a", city, f"{city} {LONG}", 50.0, False, "50") for city in "abcd"],
        columns=side_by_side.COLUMNS,
    )
    figure = side_by_side.draw(rows)
    assert figure.axes[0].get_position().width * figure.get_size_inches()[0] > 2


def test_every_frame_has_the_columns_that_its_chart_names(full):
    dossier = full.dossier()
    for chart in (against_targets, completeness, index_shares, load, over_the_years, waterfall):
        assert tuple(chart.frame(dossier).columns) == chart.COLUMNS


def test_a_chart_and_its_numbers_come_from_one_frame(thin):
    dossier = thin.dossier()
    rows = against_targets.frame(dossier)
    figure = against_targets.blocks(dossier)[0]
    assert [cells[0].text[0].text for cells in (row.cells for row in figure.data.rows)] == list(
        rows["label"]
    )
    assert [row.cells[1].value for row in figure.data.rows] == list(rows["realised"])
    assert figure.drawing.svg == against_targets.draw(rows).svg()


def test_the_title_of_a_chart_is_its_finding(thin):
    figure = against_targets.blocks(thin.dossier())[0]
    assert figure.title == "Kepatuhan Pelayanan tidak mencapai target tahun 2023"
    thin.indicators[0] |= {"status": "achieved", "gap": 1.0}
    figure = against_targets.blocks(thin.dossier())[0]
    assert figure.title == "Kepatuhan Pelayanan mencapai target tahun 2023"


def test_a_chart_says_in_words_what_it_draws(thin):
    figure = against_targets.blocks(thin.dossier())[0]
    assert "Kepatuhan Pelayanan 84,20 / 85, tidak tercapai" in figure.alternative
    assert "2 indikator yang memiliki realisasi tidak digambar" in figure.caption
    assert [plain(cell.text) for cell in figure.data.rows[0].cells][:3] == [
        "Kepatuhan Pelayanan",
        "84,2",
        "85,0",
    ]


def test_where_nothing_can_be_drawn_a_sentence_stands(thin):
    thin.indicators = thin.indicators[1:2] + thin.indicators[3:5]
    thin.realisations = []
    for chart in (against_targets, over_the_years, completeness):
        blocks = chart.blocks(thin.dossier())
        assert [type(block) for block in blocks] == [Paragraph]


def test_an_index_without_official_scores_has_no_chart(thin):
    assert index_shares.blocks(thin.dossier()) == []


def test_components_below_half_are_counted(full):
    figure = index_shares.blocks(full.dossier())[0]
    assert isinstance(figure, Figure)
    assert figure.title == "1 dari 2 komponen memperoleh kurang dari separuh bobotnya"


def test_the_evidence_is_counted_over_the_years(thin):
    figure = completeness.blocks(thin.dossier())[0]
    assert figure.title == "Dari 15 realisasi yang diperlukan sampai dengan tahun 2023, 3 sudah ada"
    states = [plain(cell.text) for cell in figure.data.rows[0].cells]
    assert states == ["Indeks SPBE", "·", "·", "●"]


def test_values_of_later_years_are_not_drawn(thin):
    thin.realisations[0] |= {"year": 2024}
    assert [type(block) for block in over_the_years.blocks(thin.dossier())] == [Paragraph]


def with_a_course(sample):
    """A second year of an indicator: what is known of one year only is not drawn."""
    sample.realisations.append(realisation("ombudsman", "80,10", 9, 2022))
    return sample


def test_an_indicator_known_of_one_year_only_is_no_course(thin):
    assert over_the_years.frame(thin.dossier()).empty
    with_a_course(thin)
    assert set(over_the_years.frame(thin.dossier())["indicator"]) == {"ombudsman"}


def test_targets_off_the_scale_are_not_drawn(thin):
    with_a_course(thin)
    assert set(over_the_years.frame(thin.dossier())["label"]) == {"Kepatuhan Pelayanan"}


def test_a_single_course_is_a_sentence_and_no_panel(thin):
    (told,) = over_the_years.blocks(with_a_course(thin).dossier())
    assert plain(told.text) == "Kepatuhan Pelayanan: realisasi 80,10 (2022) dan 84,20 (2023)."


def test_the_end_target_has_no_ring_where_it_is_the_targets_own(thin):
    assert "Lingkaran kosong" in against_targets.blocks(thin.dossier())[0].caption
    thin.indicators[0] |= {"end_target": 85.0}
    assert "Lingkaran kosong" not in against_targets.blocks(thin.dossier())[0].caption


def test_a_figure_that_a_decision_replaced_is_drawn_hollow_with_its_mark_beside(thin):
    with_a_course(thin)
    assert not over_the_years.frame(thin.dossier())["moved"].any()
    thin.findings = [finding("outside_scale", severity="error")]
    for chart, name in ((over_the_years, "marks"), (against_targets, "target_marks")):
        drawn = chart.frame(thin.dossier())
        moved = drawn[drawn["moved"]]
        assert list(moved[name]) == ["K-01"]
    figure = against_targets.blocks(thin.dossier())[0]
    assert "kosong" in figure.caption
    text = plain(tuple(run for row in figure.data.rows for cell in row.cells for run in cell.text))
    assert "K-01" in text
    assert "[K-01]" in figure.alternative


def test_a_target_that_stands_alone_in_its_series_is_drawn():
    rows = rows_of(over_the_years)
    lone = rows[rows["series"] == over_the_years.TARGET].head(1)
    (axes,) = over_the_years.draw(lone).axes
    assert any(max(line.get_xdata()) > min(line.get_xdata()) for line in axes.lines)


@pytest.mark.parametrize(("chart", "sample"), [(index_shares, "full"), (against_targets, "thin")])
def test_who_points_at_a_row_is_told_its_value_and_source(request, chart, sample):
    drawing = chart.blocks(request.getfixturevalue(sample).dossier())[0].drawing
    wide, high = drawing.size
    tops = [spot.top for spot in drawing.spots]
    assert tops
    assert tops == sorted(tops)
    assert all(spot.width == wide and 0 <= spot.top < high - 5 for spot in drawing.spots)
    assert all("(T " in spot.words or "(R " in spot.words for spot in drawing.spots)


def test_who_points_at_a_dot_is_told_its_year_and_source(thin):
    thin.realisations.append(realisation("ombudsman", "80,10", 9, 2022))
    rows = over_the_years.frame(thin.dossier())
    dots = rows.assign(told=rows["words"])
    spots = list(over_the_years.draw(dots).spots())
    assert [spot.words for spot in spots] == ["80,10", "84,20"]
    assert spots[0].left < spots[1].left
