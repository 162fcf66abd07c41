"""trajectory.yaml: the bounds of the verdicts are data, and a wrong file is named."""

import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.trajectory_rules import read_trajectory


def test_the_bounds_are_read(reference):
    rules = read_trajectory(reference.home.reference / "trajectory.yaml", "t")
    assert (rules.on_track, rules.at_risk) == (1.0, 2.0)
    assert (rules.least_values, rules.least_steps) == (2, 2)
    assert rules.rules["on_track"].reference == "T"


def test_a_year_after_a_break_belongs_to_another_series(reference):
    rules = read_trajectory(reference.home.reference / "trajectory.yaml", "t")
    assert [rules.series("sakip_score", year) for year in (2022, 2023, 2024)] == [0, 1, 1]
    assert rules.series("another", 2024) == 0


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("at_risk:", "risk:", "no entry 'at_risk'"),
        ("multiple: 1", "multiple: satu", "'satu'"),
        ("multiple: 1", "multiple: 0", "a number above 0"),
        ("multiple: 1", "multiple: 3", "rising multiples"),
        ("least_steps: 2", "least_steps: 0", "1 or more"),
        ("least_values: 2", "least_values: 1.5", "1.5"),
        ("breaks: {sakip_score: [2023]}", "breaks: [2023]", "field: value"),
        ("[2023]", "2023", "a list"),
        ("[2023]", "[dulu]", "'dulu'"),
        ("least_values", "least_value", "unknown field 'least_value'"),
    ],
)
def test_a_badly_filled_rule_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("trajectory.yaml", old, new)
    assert problem in rejected(read_trajectory, path, "trajectory.yaml")


def test_a_break_of_an_unknown_indicator_is_refused(reference, rejected):
    reference.spoil("trajectory.yaml", "sakip_score", "nilai_lain")
    assert "nilai_lain" in rejected(load_catalogue, reference.home)
