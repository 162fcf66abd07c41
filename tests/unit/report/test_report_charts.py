import warnings

import pandas as pd
import pytest

from rapor.report.charts import completeness_map, paths, shares, standings
from rapor.report.drawings import Path, Share, Standing, shown
from rapor.report.figures.against_targets import against_targets
from rapor.report.figures.completeness import completeness
from rapor.report.figures.index_shares import index_shares
from rapor.report.figures.over_the_years import over_the_years
from rapor.write.content import Figure, Paragraph, plain

DRAWN = [
    lambda: standings([Standing("SAKIP", "achieved", 60, 50, 70, "60 / 50")], "%", "r / t"),
    lambda: paths(
        [Path("SAKIP", {2021: 50.0, 2022: 55.0}, {2021: (51.0, "51")}, (2022, 55.0, "55"), {2022})],
        range(2021, 2023),
    ),
    lambda: shares([Share("Reform", {"resmi": (40.0, "4 dari 10")})], "%"),
    lambda: completeness_map(pd.DataFrame({2021: ["both"], 2022: ["neither"]}, index=["SAKIP"])),
]


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_input_gives_the_same_picture(draw):
    assert draw() == draw()


@pytest.mark.parametrize("draw", DRAWN)
def test_a_picture_holds_no_date_and_no_font_of_the_machine(draw):
    svg = draw()
    assert "dc:date" not in svg
    assert "font-family" not in svg


@pytest.mark.parametrize("name", ["$x_{$", "🙂 中文", "\u202eabc", "a\nb", "x" * 5000, "", "{0}%s"])
def test_any_name_can_be_drawn_without_a_warning(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "<svg" in standings([Standing(name, "achieved", 60, 50, None, name)], "%", "r / t")


def test_a_long_name_is_cut_and_a_letter_without_a_shape_is_shown_as_missing():
    assert shown("a" * 50) == "a" * 37 + "…"
    assert shown("中") == "□"


def test_the_title_of_a_chart_is_its_finding(thin):
    figure = against_targets(thin.dossier())[0]
    assert figure.title == "Kepatuhan Pelayanan tidak mencapai target tahun 2023"
    thin.indicators[0] |= {"status": "achieved", "gap": 1.0}
    figure = against_targets(thin.dossier())[0]
    assert figure.title == "Kepatuhan Pelayanan mencapai target tahun 2023"


def test_a_chart_says_in_words_what_it_draws(thin):
    figure = against_targets(thin.dossier())[0]
    assert "Kepatuhan Pelayanan 84,20 / 85, tidak tercapai" in figure.alternative
    assert "2 indikator yang memiliki realisasi tidak digambar" in figure.caption
    assert [plain(one.text) for one in figure.data.rows[0].cells][:3] == [
        "Kepatuhan Pelayanan",
        "84,2",
        "85,0",
    ]


def test_where_nothing_can_be_drawn_a_sentence_stands(thin):
    thin.indicators = thin.indicators[1:2] + thin.indicators[3:5]
    thin.realisations = []
    for make in (against_targets, over_the_years, completeness):
        blocks = make(thin.dossier())
        assert [type(one) for one in blocks] == [Paragraph]


def test_an_index_without_official_scores_has_no_chart(thin):
    assert index_shares(thin.dossier()) == []


def test_components_below_half_are_counted(full):
    figure = index_shares(full.dossier())[0]
    assert isinstance(figure, Figure)
    assert figure.title == "1 dari 2 komponen kehilangan lebih dari separuh nilainya"


def test_the_evidence_is_counted_over_the_years(thin):
    figure = completeness(thin.dossier())[0]
    assert figure.title == "Dari 15 realisasi yang diperlukan sampai dengan tahun 2023, 3 sudah ada"
    states = [plain(one.text) for one in figure.data.rows[0].cells]
    assert states == ["Indeks SPBE", "·", "·", "●"]


def test_values_of_later_years_are_not_drawn(thin):
    thin.realisations[0] |= {"year": 2024}
    assert [type(one) for one in over_the_years(thin.dossier())] == [Paragraph]


def test_targets_off_the_scale_are_not_drawn(thin):
    figure = over_the_years(thin.dossier())[0]
    assert [plain(row.cells[0].text) for row in figure.data.rows] == ["Kepatuhan Pelayanan"] * 2


def test_the_end_target_has_no_ring_where_it_is_the_targets_own(thin):
    assert "Lingkaran kosong" in against_targets(thin.dossier())[0].caption
    thin.indicators[0] |= {"end_target": 85.0}
    assert "Lingkaran kosong" not in against_targets(thin.dossier())[0].caption


def test_a_target_that_a_decision_replaced_is_drawn_hollow(thin):
    kept = over_the_years(thin.dossier())[0].svg
    thin.targets[0] |= {"decision": "correct"}
    assert over_the_years(thin.dossier())[0].svg != kept
