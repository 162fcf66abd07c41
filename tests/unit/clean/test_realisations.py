"""Realisations: printed in the city's document, and published."""

import pandas as pd
import pytest

from rapor.ground.period import PERIODS

LINE = (
    "sakip_score,2022,annual,61,Kementerian PANRB,kota.test,official,,https://kota.test/a,"
    "0-100,,kota-2023"
)


def test_a_published_value_is_traced_to_its_line(tidy):
    row = tidy["realisations"].query("table == 'realisation' and row == 1").iloc[0]
    assert (row.column, row.printed, row.value) == ("printed", "61,25", 61.25)
    assert (row.source, row.publisher, row.publication) == ("kota-2023", "kota.test", "official")
    assert (row.label, row.unit, row.year) == ("Nilai SAKIP", "nilai", 2022)
    assert (row.scale_min, row.scale_max) == (0, 100)


def test_a_year_before_the_road_map_is_kept(tidy):
    row = tidy["realisations"].query("year == 2019").iloc[0]
    assert (row.text, row.printed, row.note) == ("WDP", "wdp", "lama")


def test_official_parameters_are_realisations_of_their_year(tidy):
    row = tidy["realisations"].query("table == '2.4' and row == 2").iloc[0]
    assert (row.indicator, row.year, row.value, row.period) == ("spbe_index", 2021, 1.67, "annual")
    assert (row.assessor, row.publisher) == ("Kementerian PANRB", "Perwali Contoh 1/2022")
    assert (row.address, row.publication) == ("Tabel 2.4, baris 1", "official")


def test_without_a_printed_owner_the_catalogues_assesses(tidy):
    row = tidy["realisations"].query("table == '2.4' and row == 3").iloc[0]
    assert (row.assessor, row.text) == ("Kota", "WTP")
    assert pd.isna(row.scale_max)


def test_the_official_index_is_a_realisation_and_its_components_are_not(tidy):
    rows = tidy["realisations"].query("table == '2.3'")
    assert rows[["indicator", "value", "column", "row"]].to_numpy().tolist() == [
        ["rb_index", 42.94, "NILAI 2021", 7]
    ]


def test_a_value_printed_and_published_stands_twice(contoh):
    contoh.published.append(LINE.replace("2022", "2021").replace("sakip_score", "spbe_index"))
    rows = contoh.clean()["realisations"].query("indicator == 'spbe_index' and year == 2021")
    assert rows["table"].to_list() == ["2.4", "realisation"]


def test_a_city_without_any_publication_is_fine(contoh):
    contoh.published = []
    assert "realisation" not in set(contoh.clean()["realisations"]["table"])


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("sakip_score", "sakip_scor", "indicator 'sakip_scor'"),
        ("2022", "2025", "year '2025'"),
        ("2022", "202", "year '202'"),
        ("2022", "٢٠٢٢", "year"),
        ("2022", "", "year ''"),
        ("2022,annual", ",semester_1", "period 'semester_1' without a year"),
        ("annual", "yearly", "period 'yearly'"),
        (",61,", ",,", "no printed"),
        ("kota.test,", ",", "no publisher"),
        ("official", "rumour", "publication 'rumour'"),
        ("kota-2023", "kota-2024", "source 'kota-2024'"),
    ],
)
def test_a_line_that_is_not_sound_is_refused_with_its_row(contoh, rejected, old, new, found):
    contoh.published.append(LINE.replace(old, new, 1))
    problem = rejected(contoh)
    assert problem.where.endswith("realisation.csv row 3")
    assert found in problem.found
    assert problem.expected
    assert problem.next_step


def test_a_slip_in_a_code_is_answered_with_its_nearest(contoh, rejected):
    contoh.published.append(LINE.replace("sakip_score", "sakip_scor"))
    assert "sakip_score" in rejected(contoh).expected


def test_a_value_that_cannot_be_read_is_kept_as_published(contoh):
    contoh.published.append(LINE.replace(",61,", ",O1,"))
    row = contoh.clean()["realisations"].query("table == 'realisation' and row == 3").iloc[0]
    assert row.printed == "O1"
    assert pd.isna(row.value)


def test_half_years_are_kept_apart(contoh):
    contoh.published += [LINE.replace("annual", period) for period in PERIODS]
    assert set(contoh.clean()["realisations"]["period"]) == set(PERIODS)
