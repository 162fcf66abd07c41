"""Cities side by side: what is ranked, what is not, and why."""

import dataclasses

import pandas as pd
import pytest
from made_tables import table_of
from made_up import MEASURED

from rapor.catalogue.scales import Scale
from rapor.evaluate import compare_indices, compare_year, count_statuses
from rapor.ground.tables import EVALUATION, TIDY

INDEX = dataclasses.replace(MEASURED, scale=(0.0, 100.0), unit="indeks")
OPINION = dataclasses.replace(MEASURED, code="opinion", measure="ordinal", order="words", unit="")
WORDS = Scale("words", "words", 0, 9999, (), ("TMP", "TW", "WDP", "WTP"), "made up", verified=True)


def evaluation(city, *values, indicator=INDEX, **more):
    """A city's evaluation with one realisation of an indicator, or none."""
    number = values[0] if values and not isinstance(values[0], str) else None
    word = values[0] if values and isinstance(values[0], str) else ""
    low, high = more.pop("scale", indicator.scale) or (None, None)
    unit = more.pop("unit", indicator.unit)
    line = {
        "city": city,
        "year": 2023,
        "indicator": indicator.code,
        "label": indicator.name,
        "polarity": indicator.polarity,
        "measure": indicator.measure,
        "unit": unit,
        "scale_min": low,
        "scale_max": high,
        "realised": number,
        "realised_text": word,
        "realised_printed": str(values[0]) if values else "",
        "realised_ref": "realisation:1:printed" if values else "",
        "status": "no_target" if values else "no_data",
        **more,
    }
    published = {
        "city": city,
        "source": "made-up",
        "table": "realisation",
        "row": 1,
        "column": "printed",
        "printed": str(values[0]) if values else "",
        "indicator": indicator.code,
        "period": "annual",
        "publisher": "made up",
        "publication": "press",
        "unit": unit,
    }
    return {
        "indicators": table_of(EVALUATION["indicators"], [line]),
        "index": table_of(EVALUATION["index"], []),
        "realisations": table_of(TIDY["realisations"], [published] if values else []),
        "targets": table_of(TIDY["targets"], []),
        "changes": table_of(EVALUATION["changes"], []),
    }


@pytest.fixture
def compared(catalogue):
    """The comparison of some evaluations by city, in 2023."""

    def compare(indicator=INDEX, **cities):
        known = dataclasses.replace(
            catalogue, indicators={indicator.code: indicator}, scales=(WORDS,)
        )
        return compare_year(2023, cities, known).set_index("city")

    return compare


def column(frame, name):
    return {city: None if pd.isna(cell) else cell for city, cell in frame[name].items()}


def test_the_highest_value_is_first_and_the_others_say_how_far_behind_they_are(compared):
    comparison = compared(
        a=evaluation("a", 62.12), b=evaluation("b", 89.05), c=evaluation("c", 80.0)
    )
    assert column(comparison, "rank") == {"a": 3, "b": 1, "c": 2}
    assert column(comparison, "distance_to_best") == {"a": 26.93, "b": 0.0, "c": 9.05}
    assert set(comparison["comparable"]) == {"yes"}
    assert set(comparison["reason"]) == {""}


def test_where_lower_is_better_the_lowest_value_is_first(compared):
    lower = dataclasses.replace(INDEX, polarity="lower")
    cities = {
        name: evaluation(name, value, indicator=lower) for name, value in (("a", 5), ("b", 3))
    }
    comparison = compared(lower, **cities)
    assert column(comparison, "rank") == {"a": 2, "b": 1}
    assert column(comparison, "distance_to_best") == {"a": 2.0, "b": 0.0}


def test_equal_values_share_a_rank_and_the_next_one_is_skipped(compared):
    comparison = compared(a=evaluation("a", 70.0), b=evaluation("b", 70.0), c=evaluation("c", 60.0))
    assert column(comparison, "rank") == {"a": 1, "b": 1, "c": 3}


def test_a_missing_value_has_no_rank_and_is_not_the_last(compared):
    comparison = compared(a=evaluation("a", 70.0), b=evaluation("b"), c=evaluation("c", 60.0))
    assert column(comparison, "rank") == {"a": 1, "b": None, "c": 2}
    assert comparison.loc["b", "reason"] == "no_data"
    assert pd.isna(comparison.loc["b", "value"])
    assert pd.isna(comparison.loc["b", "distance_to_best"])


def test_a_value_of_zero_is_a_value(compared):
    comparison = compared(a=evaluation("a", 0.0), b=evaluation("b", 1.0))
    assert column(comparison, "rank") == {"a": 2, "b": 1}


def test_the_only_value_is_not_the_best_of_anything(compared):
    comparison = compared(a=evaluation("a", 70.0), b=evaluation("b"))
    assert column(comparison, "rank") == {"a": None, "b": None}
    assert column(comparison, "reason") == {"a": "only_one", "b": "no_data"}


def test_an_indicator_of_one_city_is_not_shared(compared):
    assert compared(a=evaluation("a", 70.0)).empty


def test_what_the_cities_define_differently_is_never_ranked(compared):
    apart = dataclasses.replace(INDEX, not_shared="lain", not_shared_en="different")
    comparison = compared(
        apart, a=evaluation("a", 1.0, indicator=apart), b=evaluation("b", 2.0, indicator=apart)
    )
    assert set(comparison["reason"]) == {"not_shared"}
    assert comparison["rank"].isna().all()


def test_a_value_on_another_scale_is_left_out_of_the_rank(compared):
    comparison = compared(
        a=evaluation("a", 70.0), b=evaluation("b", 60.0), c=evaluation("c", 3.0, scale=(1, 5))
    )
    assert column(comparison, "rank") == {"a": 1, "b": 2, "c": None}
    assert comparison.loc["c", "reason"] == "other_scale"


def test_two_values_on_two_scales_are_judged_by_the_catalogues(compared):
    comparison = compared(a=evaluation("a", 70.0), b=evaluation("b", 3.0, scale=(1, 5)))
    assert column(comparison, "reason") == {"a": "only_one", "b": "other_scale"}


def test_a_value_in_another_unit_is_left_out_of_the_rank(compared):
    comparison = compared(
        a=evaluation("a", 70.0), b=evaluation("b", 60.0), c=evaluation("c", 3.0, unit="per tahun")
    )
    assert comparison.loc["c", "reason"] == "other_unit"
    assert column(comparison, "rank") == {"a": 1, "b": 2, "c": None}


def test_an_index_of_100_that_is_printed_as_per_cent_is_the_same_index(compared):
    comparison = compared(a=evaluation("a", 70.0, unit="%"), b=evaluation("b", 60.0))
    assert column(comparison, "rank") == {"a": 1, "b": 2}


def test_a_scale_printed_from_another_lower_end_is_the_same_scale(compared):
    comparison = compared(
        a=evaluation("a", 70.0, scale=(25, 100)), b=evaluation("b", 60.0, scale=(0, 100))
    )
    assert column(comparison, "rank") == {"a": 1, "b": 2}


def test_a_value_outside_its_scale_is_left_out_of_the_rank(compared):
    comparison = compared(
        a=evaluation("a", 770.0), b=evaluation("b", 60.0), c=evaluation("c", 50.0)
    )
    assert comparison.loc["a", "reason"] == "outside_scale"
    assert column(comparison, "rank") == {"a": None, "b": 1, "c": 2}


def test_scores_without_a_known_scale_are_not_ranked(compared):
    bare = dataclasses.replace(INDEX, scale=None)
    comparison = compared(
        bare, a=evaluation("a", 1.0, indicator=bare), b=evaluation("b", 2.0, indicator=bare)
    )
    assert set(comparison["reason"]) == {"no_scale"}


def test_words_are_ranked_by_their_order_and_have_no_distance(compared):
    comparison = compared(
        OPINION,
        a=evaluation("a", "WDP", indicator=OPINION),
        b=evaluation("b", "WTP", indicator=OPINION),
        c=evaluation("c", "WTP DPP", indicator=OPINION),
    )
    assert column(comparison, "rank") == {"a": 2, "b": 1, "c": None}
    assert comparison.loc["c", "reason"] == "no_order"
    assert comparison["distance_to_best"].isna().all()


def test_a_word_among_numbers_has_no_rank(compared):
    comparison = compared(a=evaluation("a", "B"), b=evaluation("b", 60.0), c=evaluation("c", 50.0))
    assert comparison.loc["a", "reason"] == "no_order"
    assert column(comparison, "rank") == {"a": None, "b": 1, "c": 2}


def test_the_order_of_the_cities_changes_nothing(compared):
    first, two = evaluation("a", 70.0), evaluation("b", 60.0)
    pd.testing.assert_frame_equal(compared(a=first, b=two), compared(b=two, a=first))


def test_a_value_keeps_its_source_and_the_kind_of_its_publication(compared):
    comparison = compared(a=evaluation("a", 70.0), b=evaluation("b", 60.0))
    assert set(comparison["ref"]) == {"realisation:1:printed"}
    assert set(comparison["publication"]) == {"press"}


def test_a_city_without_an_index_has_a_row_without_figures():
    with_index = evaluation("a", 70.0)
    whole = {
        "city": "a",
        "year": 2021,
        "component": "index",
        "label": "Indeks",
        "official": 42.94,
        "grade": "C",
    }
    part = {**whole, "component": "enabler", "official": 15.93, "grade": ""}
    with_index["index"] = table_of(EVALUATION["index"], [whole, part])
    indices = compare_indices(2023, {"a": with_index, "b": evaluation("b")}).set_index("city")
    assert column(indices, "official") == {"a": 42.94, "b": None}
    assert column(indices, "grade") == {"a": "C", "b": ""}


def test_statuses_are_counted_among_indicators_of_the_road_map_alone():
    planned = evaluation("a", 70.0)
    target = {
        "city": "a",
        "source": "made-up",
        "table": "3.7",
        "row": 1,
        "column": "2023",
        "indicator": INDEX.code,
        "label": INDEX.name,
        "kind": "target",
        "measure": "number",
        "polarity": "higher",
    }
    planned["targets"] = table_of(TIDY["targets"], [target])
    counts = count_statuses(2023, {"a": planned, "b": evaluation("b", 60.0)})
    assert counts[["city", "status", "count"]].to_numpy().tolist() == [["a", "no_target", 1]]
