"""What a report says of reference data that nobody has read follows from what it uses."""

import dataclasses

import pytest

from rapor.catalogue.series import Series, SeriesBreak
from rapor.ground.tables import EVALUATION
from rapor.report.chapters.index import scores
from rapor.report.unverified import unverified


def instrument(sample, **changed):
    first, *others = sample.catalogue.instruments
    made = (dataclasses.replace(first, **changed), *others)
    sample.catalogue = dataclasses.replace(sample.catalogue, instruments=made)


def whats(sample):
    return [entry.what for entry in unverified(sample.dossier("en"))]


def test_a_report_whose_reference_was_read_lists_nothing(full):
    assert whats(full) == []


def test_a_part_recomputed_by_a_conversion_without_a_source_is_listed(full):
    instrument(full, share_reference="ours", share_verified=False)
    assert whats(full) == []
    full.index[2] |= {"recomputed_basis": "share_of_scale:sakip"}
    (entry,) = unverified(full.dossier("en"))
    assert (entry.used_for, entry.reference) == ("Reform", "ours")


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"verified": False}, "Instrument of the index"),
        ({"grades_verified": False}, "Bounds of the grades"),
    ],
)
def test_an_instrument_is_listed_where_it_was_not_read(full, changed, what):
    instrument(full, **changed)
    assert whats(full) == [what]


def test_an_instrument_in_force_is_listed_also_in_a_year_without_scores(full):
    instrument(full, verified=False)
    full.index, full.scores = [], []
    assert whats(full) == ["Instrument of the index"]


def test_the_chapter_of_the_index_says_that_its_weights_were_not_read(full):
    def said():
        return str(scores.chapter(full.dossier("en"))).count("not verified")

    assert said() == 0
    (first, *_) = full.catalogue.instruments
    unread = {
        path: dataclasses.replace(component, verified=False)
        for path, component in first.components.items()
    }
    instrument(full, components=unread)
    assert said() == 1


def test_an_area_whose_name_was_not_read_is_listed(full):
    area = full.indicators[0]["area"]
    areas = dataclasses.replace(full.catalogue.areas, unread={area: "nobody", "other": "x"})
    full.catalogue = dataclasses.replace(full.catalogue, areas=areas)
    (entry,) = unverified(full.dossier("en"))
    assert (entry.what, entry.reference) == ("Name", "nobody")


def test_a_rule_that_was_not_read_is_listed(full):
    (code, rule), *_ = full.catalogue.achievement.rules.items()
    rules = {code: dataclasses.replace(rule, verified=False)}
    achievement = dataclasses.replace(full.catalogue.achievement, rules=rules)
    full.catalogue = dataclasses.replace(full.catalogue, achievement=achievement)
    assert whats(full) == ["Rule of achievement"]


def test_a_break_that_nobody_read_is_listed_where_it_parts_values(full):
    full.trajectory = [
        dict.fromkeys(EVALUATION["trajectory"].declaration().names)
        | {"city": "kota-contoh", "year": 2021, "indicator": "ombudsman", "label": "Ombudsman",
           "known": 62.12, "known_year": 2021, "verdict": "cannot_be_said",
           "verdict_basis": "series_break"}
    ]  # fmt: skip
    new = SeriesBreak("b", "S", "S", "T", verified=False, indicator="ombudsman", first_year=2022)
    full.catalogue = dataclasses.replace(full.catalogue, series=Series((new,)))
    assert whats(full) == ["Break of a series of values"]
    later = Series((dataclasses.replace(new, first_year=2030),))
    full.catalogue = dataclasses.replace(full.catalogue, series=later)
    assert whats(full) == []


def test_only_the_words_in_use_count_of_an_order_that_was_partly_read(full):
    (scale,) = full.catalogue.scales
    partly = dataclasses.replace(scale, unverified=frozenset({"TMP"}))
    assert partly.is_read(["WTP", ""])
    assert not partly.is_read(["WTP", "tmp"])
    assert not dataclasses.replace(scale, verified=False).is_read([])
