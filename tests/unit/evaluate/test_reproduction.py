"""Printed totals of the index, and what follows from their parts."""

import pandas as pd
import pytest
from made_up import NO_FINDINGS, accepted, city_of, realisation, score

from rapor.evaluate.choice import Choice
from rapor.evaluate.index import index_table, tree_of
from rapor.evaluate.reproduction import reproduction_table

CHANGE = "enabler/fulfilment/change_management"
MEASURED = {
    "merit_index": "87,5",
    "ip_asn": "32,71",
    "spbe_index": "1,67",
    "itkp": "5,51",
    "ipp": "2,40",
    "apip_capability": "3",
    "spip_maturity": "2",
    "archive_index": "22,82",
    "ombudsman_compliance": "62,12",
}
SHARES = [0.22, 0.33, 0.33, 0.06, 0.48, 0.60, 0.40, 0.23, 0.62]


@pytest.fixture
def tree(catalogue):
    def run(scores, results=()):
        known = [
            realisation(catalogue.indicators[code], 2021, cell)
            for code, cell in dict(results).items()
        ]
        tables = accepted(realisations=known, scores=scores)
        return tree_of(2021, Choice(city_of(), tables), tables, catalogue)

    return run


@pytest.fixture
def totals(tree):
    """Lines by component and method; None where a cell is empty."""

    def run(scores, results=()):
        table = reproduction_table(city_of(), tree(scores, results))
        return {
            (line["component"], line["method"]): {
                name: None if pd.isna(value) else value for name, value in line.items()
            }
            for line in table.to_dict("records")
        }

    return run


def parts(*values, whole=None, path=CHANGE):
    scores = [
        score(f"{path}/{number}", value, assessor="self")
        for number, value in enumerate(values, start=1)
    ]
    return scores + ([] if whole is None else [score(path, whole, assessor="self")])


def test_a_total_that_is_the_sum_of_its_parts_is_reproduced(totals):
    line = totals(parts(0.30, 0.21, 0.37, 0.21, whole=1.09))[CHANGE, "sum_of_parts"]
    assert (line["recomputed"], line["difference"], line["within_rounding"]) == (1.09, 0, "yes")
    assert (line["printed"], line["reason"]) == ("1.09", "")


@pytest.mark.parametrize(("whole", "within"), [(1.11, "yes"), (1.115, "yes"), (1.12, "no")])
def test_each_rounded_part_and_the_total_may_be_off_by_half_a_hundredth(totals, whole, within):
    line = totals(parts(0.30, 0.21, 0.37, 0.21, whole=whole))[CHANGE, "sum_of_parts"]
    assert (line["rounding"], line["within_rounding"]) == (0.025, within)
    assert line["reason"] == ("" if within == "yes" else "beyond_rounding")


def test_parts_without_a_printed_total_are_no_line(totals):
    assert totals(parts(0.30, 0.21)) == {}


def test_a_total_whose_parts_nobody_published_cannot_be_tried(totals):
    line = totals([score("enabler/reform", 4.92)])["enabler/reform", "none"]
    assert (line["reason"], line["recomputed"]) == ("parts_not_published", None)
    assert line["within_rounding"] == ""


def test_official_totals_are_not_made_of_self_assessed_parts(totals):
    lines = totals([score("enabler/reform", 4.92), *parts(2.0, path="enabler/reform")])
    assert ("enabler/reform", "none") in lines


def test_a_converted_total_is_as_near_as_its_own_rounding(totals):
    scores = [score("result/accountability", 6.61)]
    line = totals(scores, {"bpk_opinion": "WTP", "sakip_score": "51,53"})[
        "result/accountability", "sum_of_parts"
    ]
    assert (line["recomputed"], line["rounding"], line["within_rounding"]) == (6.61, 0.005, "yes")


def test_an_official_score_of_a_converted_part_is_recomputed_or_says_what_is_missing(totals):
    path = "result/accountability/sakip_score"
    key = path, "conversion"
    assert totals([score(path, 3.61)], {"sakip_score": "51,53"})[key]["within_rounding"] == "yes"
    assert totals([score(path, 3.65)], {"sakip_score": "51,53"})[key]["within_rounding"] == "no"
    assert totals([score(path, 3.61)])[key]["reason"] == "no_realisation:sakip_score"


def test_the_intermediate_score_of_binjai_is_not_reproduced_and_both_attempts_are_shown(totals):
    lines = totals([score("enabler/intermediate", 3.52)], MEASURED)
    known = lines["enabler/intermediate", "known_parts"]
    rescaled = lines["enabler/intermediate", "known_parts_rescaled"]
    assert (known["recomputed"], known["difference"]) == (3.26, 0.26)
    assert (rescaled["recomputed"], rescaled["difference"]) == (3.63, -0.11)
    assert known["missing_weight"] == 1.0
    assert {known["reason"], rescaled["reason"]} == {"parts_missing:asset_management"}
    assert {known["within_rounding"], rescaled["within_rounding"]} == {"no"}


def test_the_nine_parameters_are_recomputed_as_shares_of_their_scales(tree):
    index = index_table(
        city_of(), tree([score("enabler/intermediate", 3.52)], MEASURED), NO_FINDINGS
    )
    lines = index.set_index("component").to_dict("index")
    parts = {code: lines[f"enabler/intermediate/{code}"] for code in MEASURED}
    assert [line["recomputed"] for line in parts.values()] == SHARES
    assert {line["recomputed_basis"] for line in parts.values()} == {
        f"share_of_scale:{code}" for code in MEASURED
    }
    assert lines["enabler/intermediate"]["recomputed_basis"] == "parts_missing:asset_management"
    assert pd.isna(lines["enabler/intermediate"]["recomputed"])


def test_a_whole_is_never_recomputed_from_shares_that_no_source_states(tree):
    results = {**MEASURED, "asset_management": "2"}
    scores = [score("enabler/fulfilment", 7.49), score("enabler/reform", 4.92)]
    scored = tree(scores, results)
    assert scored.recomputed("enabler/intermediate/asset_management").value is not None
    whole = scored.recomputed("enabler/intermediate")
    assert (whole.value, whole.basis) == (None, "not_derivable")
    assert scored.recomputed("enabler").basis == "parts_missing:intermediate"


@pytest.mark.parametrize(
    ("results", "basis"),
    [({}, "no_realisation:itkp"), ({"itkp": "105"}, "not_convertible:itkp")],
)
def test_a_share_needs_a_result_on_its_scale(tree, results, basis):
    scored = tree([score("enabler/intermediate", 3.52)], results)
    assert scored.recomputed("enabler/intermediate/itkp").basis == basis


def levels(whole, central, unit, path="enabler/reform/deregulation"):
    return [
        score(path, whole, assessor="self"),
        score(path, central, assessor="self", level="central"),
        score(path, unit, assessor="self", level="unit"),
    ]


@pytest.mark.parametrize(
    ("whole", "central", "unit", "within"),
    [
        (2.00, 2.54, 1.46, "yes"),
        (1.83, 1.96, 1.71, "yes"),
        (2.79, 3.50, 2.09, "yes"),
        (2.16, 2.50, 0.83, "no"),
        (3.00, 3.15, 1.64, "no"),
    ],
)
def test_a_reform_score_is_the_mean_of_its_two_levels_or_not(totals, whole, central, unit, within):
    line = totals(levels(whole, central, unit))["enabler/reform/deregulation", "mean_of_levels"]
    assert line["within_rounding"] == within


def test_a_level_without_a_score_is_named(totals):
    line = totals(levels(1.38, None, 1.68))["enabler/reform/deregulation", "mean_of_levels"]
    assert (line["reason"], line["recomputed"]) == ("level_missing:central", None)


def test_a_year_without_scores_has_no_totals():
    assert reproduction_table(city_of(), None).empty
