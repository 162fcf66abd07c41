"""Whether two figures can be held against each other at all."""

from dataclasses import replace

import pytest
from made_up import MEASURED

from rapor.evaluate.choice import ChosenFigure
from rapor.evaluate.measurement import comparable, outside_scale

HUNDRED = replace(MEASURED, scale=(0.0, 100.0))
FIVE = replace(MEASURED, scale=(1.0, 5.0))


def on(value, low=None, high=None, unit=""):
    return ChosenFigure(value=value, scale_min=low, scale_max=high, unit=unit)


@pytest.mark.parametrize("value", [0.9, 5.1, 70.0])
def test_a_number_outside_the_scale_is_compared_with_nothing(value):
    assert outside_scale(on(value), FIVE)
    assert not comparable(on(value), on(2.61), FIVE)
    assert not comparable(on(2.61), on(value), FIVE)


@pytest.mark.parametrize("value", [1.0, 3.5, 5.0])
def test_the_ends_of_a_scale_belong_to_it(value):
    assert not outside_scale(on(value), FIVE)


def test_a_range_has_to_lie_on_the_scale_as_a_whole():
    assert outside_scale(ChosenFigure(value=80.0, high=110.0), HUNDRED)
    assert not outside_scale(ChosenFigure(value=80.0, high=90.0), HUNDRED)


def test_a_number_without_any_scale_is_outside_none():
    assert not outside_scale(on(770.0), MEASURED)


def test_the_printed_scale_holds_where_the_catalogue_has_none():
    assert outside_scale(on(6.0, 0.0, 5.0), MEASURED)


def test_scales_are_one_when_they_end_alike():
    assert comparable(on(3.0, 0.0, 5.0), on(2.61, 1.0, 5.0), replace(MEASURED, scale=(0.0, 5.0)))
    assert not comparable(on(3.0, 0.0, 5.0), on(3.0, 0.0, 4.0), MEASURED)


def test_units_that_differ_are_not_compared():
    for indicator in (MEASURED, HUNDRED):
        assert not comparable(on(35.0, unit="PD"), on(85.0, unit="kali"), indicator)


def test_spelling_makes_no_other_unit():
    assert comparable(on(35.0, unit="PD"), on(30.0, unit="pd"), MEASURED)


def test_a_unit_that_is_not_given_is_the_other_ones():
    assert comparable(on(35.0, unit="PD"), on(30.0), MEASURED)


def test_per_cent_and_an_index_of_a_hundred_are_one_unit_on_that_scale_only():
    assert comparable(on(70.0, unit="%"), on(32.71, unit="indeks"), HUNDRED)
    assert not comparable(on(3.0, unit="%"), on(2.61, unit="indeks"), FIVE)


def test_words_are_left_to_their_order():
    assert comparable(ChosenFigure(text="WTP"), on(2.61), FIVE)
