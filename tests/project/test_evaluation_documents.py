"""The evaluation of both cities, from their documents on: every line that has a result.

``tests/cases/evaluated.csv`` holds those lines, ``achievement.yaml`` and ``index.yaml`` the
sentences about them, and ``docs/method.md`` shows some of them as examples.
"""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from rapor.evaluate import evaluate_year
from rapor.ground.errors import DataRejected
from rapor.ground.paths import Home

ROOT = Path(__file__).parents[2]
HOME = Home(ROOT)
CASES = ROOT / "tests" / "cases"
COUNTS = {
    ("bengkulu", 2021): {"achieved": 2, "no_data": 22, "no_target": 1},
    ("bengkulu", 2022): {"achieved": 1, "no_data": 23},
    ("bengkulu", 2023): {
        "achieved": 1,
        "no_data": 21,
        "no_target": 1,
        "not_achieved": 1,
        "not_comparable": 1,
    },
    ("bengkulu", 2024): {"achieved": 2, "no_data": 22, "no_target": 1},
    ("binjai", 2021): {"no_data": 12, "no_target": 15},
    ("binjai", 2022): {"no_data": 24, "not_achieved": 2},
    ("binjai", 2023): {"achieved": 1, "no_data": 25, "no_target": 2},
    ("binjai", 2024): {"achieved": 1, "no_data": 25, "no_target": 2},
}
TEXTS = "target_printed target_ref realised_printed realised_ref status category".split()
TEXTS += "baseline_text baseline_ref end_target_text end_target_ref".split()
NUMBERS = "achievement_pct gap baseline end_target end_gap path_pct scale_pct".split()

with (CASES / "evaluated.csv").open(encoding="utf-8", newline="") as file:
    EVALUATED = list(csv.DictReader(file))
SENTENCES = yaml.safe_load((CASES / "achievement.yaml").read_text(encoding="utf-8"))
OF_CITIES = [case for case in SENTENCES if "city" in case]
YEARLY = yaml.safe_load((CASES / "yearly.yaml").read_text(encoding="utf-8"))
INDEX = yaml.safe_load((CASES / "index.yaml").read_text(encoding="utf-8"))
METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^> - (.*?) \[`(\w+)`\]$", METHOD, re.MULTILINE)


@pytest.fixture(scope="module")
def lines(evaluated):
    """Every line of the indicators tables by city, year and indicator; None where empty."""
    return {
        (city, year, line["indicator"]): {
            name: None if pd.isna(value) else value for name, value in line.items()
        }
        for (city, year), tables in evaluated.items()
        for line in tables["indicators"].to_dict("records")
    }


@pytest.fixture(scope="module")
def index(evaluated):
    """The index of Binjai 2021 by component; None where empty."""
    return {
        line["component"]: {name: None if pd.isna(value) else value for name, value in line.items()}
        for line in evaluated["binjai", 2021]["index"].to_dict("records")
    }


def same(computed, expected):
    """Whether a figure is the expected one, which is written with two decimals at most."""
    if expected is None or computed is None:
        return computed is expected
    return computed == pytest.approx(expected, abs=0.0051)


def test_every_line_with_a_result_is_listed_and_no_other(lines):
    listed = {(row["city"], int(row["year"]), row["indicator"]) for row in EVALUATED}
    assert {key for key, line in lines.items() if line["realised_printed"]} == listed
    assert len(listed) == len(EVALUATED)


@pytest.mark.parametrize(
    "row", EVALUATED, ids=[f"{row['city']}-{row['year']}-{row['indicator']}" for row in EVALUATED]
)
def test_a_line_with_a_result_is_evaluated_so(lines, row):
    line = lines[row["city"], int(row["year"]), row["indicator"]]
    assert {name: line[name] for name in TEXTS} == {name: row[name] for name in TEXTS}
    for name in NUMBERS:
        assert same(line[name], float(row[name]) if row[name] else None), name


@pytest.mark.parametrize("case", OF_CITIES, ids=[case["case"] for case in OF_CITIES])
def test_a_sentence_about_a_city_is_true_of_it(lines, case):
    line = lines[case["city"], case["year"], case["indicator"]]
    assert line["target_printed"] == case.get("target", "")
    assert line["realised_printed"] == case.get("realised", "")
    for name, expected in case["expect"].items():
        if isinstance(expected, str):
            assert line[name] == expected, name
        else:
            assert same(line[name], expected), name


@pytest.mark.parametrize(("city", "year"), COUNTS)
def test_so_many_lines_have_each_status(evaluated, city, year):
    counts = evaluated[city, year]["indicators"]["status"].value_counts().to_dict()
    assert counts == COUNTS[city, year]


def test_a_line_without_a_result_says_so_and_judges_nothing(lines):
    without = [line for line in lines.values() if not line["realised_printed"]]
    assert {line["status"] for line in without} == {"no_data"}
    for name in ("achievement_pct", "capped_pct", "gap", "end_gap", "path_pct", "scale_pct"):
        assert [line["indicator"] for line in without if line[name] is not None] == []


def test_only_what_the_road_map_plans_has_a_baseline(chain, lines):
    _, cities = chain
    planned = {
        (slug, code)
        for slug, (_, checked) in cities.items()
        for code in checked.accepted["targets"]["indicator"]
    }
    unplanned = {key for key in lines if (key[0], key[2]) not in planned}
    assert {key[2] for key in unplanned} == {"rb_index", "kpk_mcp", "kpk_spi"}
    assert [key for key in unplanned if lines[key]["baseline_ref"]] == []


@pytest.mark.parametrize(("city", "year"), [("bengkulu", 2020), ("binjai", 2020), ("binjai", 2025)])
def test_a_year_out_of_the_road_map_is_refused(chain, city, year):
    catalogue, cities = chain
    settings, checked = cities[city]
    with pytest.raises(DataRejected, match="not in the road map"):
        evaluate_year(settings, year, checked.accepted, checked.findings, catalogue)


def test_only_binjai_2021_has_scores_of_the_index(evaluated):
    scored = {key for key, tables in evaluated.items() if len(tables["index"])}
    assert scored == {("binjai", 2021)}


@pytest.mark.parametrize(
    "row", INDEX["printed"], ids=[row["component"] for row in INDEX["printed"]]
)
def test_the_index_of_binjai_2021_is_as_printed(index, row):
    line = index[row["component"]]
    assert line["weight"] == row["weight"]
    assert line["official"] == row.get("official")
    assert line["official_ref"] == row.get("ref", "")
    assert line["recomputed"] == row.get("recomputed")
    assert line["grade"] == row.get("grade", "")
    for name, column in (("self", "self"), ("basis", "recomputed_basis")):
        if name in row:
            assert line[column] == row[name]


def test_every_printed_score_of_table_2_13_is_in_the_index(index):
    with (HOME.raw("binjai") / "tables" / "2.13.csv").open(encoding="utf-8", newline="") as file:
        printed = [row["NILAI 2021"] for row in csv.DictReader(file) if row["NILAI 2021"]]
    official = [line["official"] for line in index.values() if line["official"] is not None]
    assert sorted(official) == sorted(float(cell.replace(",", ".")) for cell in printed)


def test_what_can_be_recomputed_of_the_index_is_as_printed(index):
    assert {line["difference"] for line in index.values()} == {None, 0}


def test_self_assessment_and_official_score_are_kept_apart(index):
    fulfilment = index["enabler/fulfilment"]
    assert (fulfilment["self"], fulfilment["official"]) == (12.36, 7.49)
    assert fulfilment["self_difference"] == 4.87


def test_the_parts_of_the_official_index_sum_up_as_printed(index):
    enabler = [
        index[f"enabler/{part}"]["official"] for part in "fulfilment intermediate reform".split()
    ]
    assert round(sum(enabler), 2) == index["enabler"]["official"]
    assert round(index["enabler"]["official"] + index["result"]["official"], 2) == 42.94


# --- docs/method.md


def numbers(text):
    """The numbers of a text, as written with a decimal point."""
    return {float(figure) for figure in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text)}


def told(case):
    """The numbers that a case gives and expects, with those of its sentence."""
    parts = [
        case[name] for name in ("target", "realised", "baseline", "end_target") if name in case
    ]
    parts += [case[name] for name in ("result", "says", "year", "cap") if name in case]
    parts += [*case.get("earlier", {}), *case.get("earlier", {}).values()]
    parts += [case.get("points", ""), *case.get("expect", {}).values()]
    parts += [
        value for assessor in ("official", "self") for value in case.get(assessor, {}).values()
    ]
    return numbers(" ".join(str(part).replace(",", ".") for part in parts))


OF_TABLES = (*SENTENCES, *INDEX["converted"], *INDEX["summed"], *YEARLY)
KNOWN = {case["case"]: case for case in OF_TABLES}


def test_the_method_has_an_example_for_every_rule(chain):
    catalogue, _ = chain
    shown = {KNOWN[name].get("rule") for _, name in EXAMPLES}
    assert set(catalogue.achievement.rules) - shown == set()


def test_every_line_of_an_example_names_its_case():
    marked = [line for line in METHOD.splitlines() if line.startswith(">")]
    assert len(marked) == len(EXAMPLES)


@pytest.mark.parametrize(("text", "name"), EXAMPLES, ids=[name for _, name in EXAMPLES])
def test_an_example_of_the_method_is_a_case_with_its_numbers(text, name):
    assert name in KNOWN
    assert numbers(text) <= told(KNOWN[name]), "a number that its case does not have"


def test_the_method_says_of_every_rule_whether_it_is_verified(chain):
    catalogue, _ = chain
    for code, rule in catalogue.achievement.rules.items():
        sure = "verified" if rule.verified else "not verified"
        assert f"| `{code}` | {sure} |" in METHOD


def test_the_method_names_every_unverified_entry_that_an_evaluation_uses(chain):
    catalogue, _ = chain
    unsure = [
        entry.code for entry in (*catalogue.scales, *catalogue.instruments) if not entry.verified
    ]
    assert [code for code in unsure if f"`{code}`" not in METHOD] == []


def test_a_correction_told_in_the_method_is_in_force(chain):
    _, cities = chain
    targets = cities["bengkulu"][1].accepted["targets"]
    (row,) = targets.query("table == '3.7' and row == 1 and column == '2024'").to_dict("records")
    assert (row["decision"], row["printed"], row["value"]) == ("correct", "770", 70)


def test_the_bounds_told_in_the_method_are_the_catalogues(chain):
    catalogue, _ = chain
    text = " ".join(METHOD.split())
    *upper, lowest = catalogue.achievement.categories.bands
    assert (
        f"{', '.join(f'{grade.name} above {grade.bound:g}' for grade in upper)}, else {lowest.name}"
        in text
    )
    grades = catalogue.instrument(2021).grades
    assert ", ".join(f"{grade.letter} above {grade.bound:g}" for grade in grades) in text
