"""trajectory.yaml: the bounds of the verdicts are data, and a wrong file is named."""

import pytest

from rapor.catalogue.series import read_trajectory


def test_the_bounds_are_read(reference):
    rules = read_trajectory(reference.home.reference / "trajectory.yaml", "t")
    assert (rules.on_track, rules.at_risk) == (1.0, 2.0)
    assert (rules.least_values, rules.least_steps) == (2, 2)
    assert rules.rules["on_track"].reference == "T"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("at_risk:", "risk:", "no entry 'at_risk'"),
        ("multiple: 1", "multiple: satu", "'satu'"),
        ("multiple: 1", "multiple: 0", "a number above 0"),
        ("multiple: 1", "multiple: 3", "rising multiples"),
        ("least_steps: 2", "least_steps: 0", "1 or more"),
        ("least_values: 2", "least_values: 1.5", "1.5"),
        ("least_values", "least_value", "unknown field 'least_value'"),
    ],
)
def test_a_badly_filled_rule_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("trajectory.yaml", old, new)
    assert problem in rejected(read_trajectory, path, "trajectory.yaml")
