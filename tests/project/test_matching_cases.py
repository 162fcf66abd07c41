"""Labels and agencies of real planning papers, and what the registers may propose for them."""

from functools import cache

import pytest
from copies import REPOSITORY

from rapor.catalogue.matching import Matcher, load_matcher
from rapor.ground.files import read_rows
from rapor.ground.paths import Home

CASES = REPOSITORY / "tests" / "cases"
LABELS = read_rows(CASES / "labels.csv", "labels.csv")[1]
CELLS = read_rows(CASES / "agencies.csv", "agencies.csv")[1]


@cache
def matcher() -> Matcher:
    """The matcher of a city that is not there yet, Kota Uji."""
    return load_matcher(Home(REPOSITORY), "uji", "Kota Uji")


@pytest.mark.parametrize("case", LABELS, ids=[f"{row['label']} {row['unit']}" for row in LABELS])
def test_a_label_is_proposed_for_what_it_says_or_stays_open(case):
    proposal = matcher().label(case["label"], case["unit"])
    assert proposal.code == case["indicator"], proposal


@pytest.mark.parametrize("case", CELLS, ids=[row["cell"] for row in CELLS])
def test_an_agency_is_proposed_for_what_it_is_called_or_stays_open(case):
    proposals = matcher().agencies_of(case["cell"])
    assert [proposal.code or "-" for proposal in proposals] == case["agencies"].split()


def test_the_cases_have_enough_of_both():
    labels = [row["indicator"] for row in LABELS]
    assert len(labels) - labels.count("") >= 80
    assert labels.count("") >= 60


@pytest.mark.parametrize("label", ["Indeks SPBE", "Nilai SAKIP", "Laju Inflasi", "Opini BPK"])
def test_a_national_label_needs_nobody_to_decide(label):
    assert matcher().label(label).is_exact


def test_a_label_of_another_city_is_only_proposed():
    proposal = matcher().label("Jumlah Agen Perubahan Kota Bengkulu")
    assert (proposal.strength, proposal.city, proposal.is_exact) == ("exact", "bengkulu", False)
