"""Decisions in force: accepted tables, findings with their decisions, and what fails."""

import math
from dataclasses import replace

import pytest

from rapor.ground.errors import DataRejected
from rapor.validate import validate_city
from rapor.validate.examine import examine

PLAN = [
    {"table": "3.7", "indicator": "score", "cells": {2021: "52", 2023: "65", 2024: "770"}},
    {"table": "3.16", "indicator": "score", "cells": {2021: "52", 2023: "65", 2024: "70"}},
]
ASK = {"action": "ask", "value": None}


@pytest.fixture
def validate(home, evidence, catalogue):
    def run(case=None):
        tidy = evidence(case or {"plan": PLAN}).tables
        return validate_city(home, "contoh", tidy, catalogue)

    return run


def rejected(validate, case=None):
    with pytest.raises(DataRejected) as error:
        validate(case).require_decided()
    return "\n".join(str(problem) for problem in error.value.problems)


def cell(validated, ref, table="targets"):
    frame = validated.accepted[table]
    name, row, column = ref.split(":")
    found = frame[(frame["table"] == name) & (frame["row"] == int(row))]
    return found[found["column"] == column].iloc[0]


def finding(validated, name):
    return validated.findings.set_index("finding").loc[name]


def test_an_error_without_a_decision_stops_and_says_where_and_what_to_do(validate):
    validated = validate()
    assert list(validated.undecided["finding"]) == ["outside_scale:3.7:1:2024"]
    with pytest.raises(DataRejected) as error:
        validated.require_decided()
    (problem,) = error.value.problems
    assert str(problem) == (
        "data/raw/contoh/tables/3.7.csv row 1 column 2024: Table 3.7, row 1, column 2024 prints"
        " 770 for “Nilai SAKIP”, outside its scale of 0–100.; expected: 0–100; next: decide"
        " outside_scale:3.7:1:2024 in data/raw/contoh/corrections.yaml (correct, keep or ask)"
    )


def test_an_error_of_a_publication_names_the_file_that_it_is_in(validate):
    validated = validate({"realised": [{"indicator": "opinion", "year": 2021, "printed": "BAIK"}]})
    with pytest.raises(DataRejected) as error:
        validated.require_decided()
    (problem,) = error.value.problems
    assert problem.where == "data/raw/contoh/realisation.csv row 1 column printed"


def test_a_correction_takes_the_cells_place_and_the_printed_value_stays_beside_it(validate, decide):
    decide({})
    validated = validate()
    validated.require_decided()
    corrected = cell(validated, "3.7:1:2024")
    assert (corrected["value"], corrected["value_printed"]) == (70, 770)
    assert (corrected["decision"], corrected["printed"]) == ("correct", "770")
    decided = finding(validated, "outside_scale:3.7:1:2024")
    assert (decided["decision"], decided["decision_id"]) == ("correct", "K-01")
    assert (decided["decided_value"], decided["reason"]) == ("70", "Target akhir mencantumkan 70.")


def test_rows_without_a_decision_say_so(validate, decide):
    decide({})
    untouched = cell(validate(), "3.7:1:2021")
    assert (untouched["decision"], untouched["value_printed"]) == ("none", 52)


def test_keeping_leaves_the_printed_value_in_use(validate, decide):
    decide({"action": "keep", "value": None})
    validated = validate()
    validated.require_decided()
    kept = cell(validated, "3.7:1:2024")
    assert (kept["value"], kept["decision"]) == (770, "keep")


def test_what_is_kept_looks_to_the_rules_as_it_was_printed(home, evidence, catalogue, decide):
    decide({"action": "keep", "value": None})
    printed = evidence({"plan": PLAN})
    accepted = validate_city(home, "contoh", printed.tables, catalogue).accepted
    before, after = examine(printed), examine(replace(printed, tables=accepted))
    assert after.rules == before.rules
    assert after.findings.equals(before.findings)


@pytest.mark.parametrize(("meanwhile", "value"), [("keep", 770), ("withhold", None)])
def test_asking_keeps_or_withholds_the_value_until_the_answer(validate, decide, meanwhile, value):
    decide(ASK | {"meanwhile": meanwhile})
    validated = validate()
    validated.require_decided()
    asked = cell(validated, "3.7:1:2024")
    assert asked["decision"] == "ask"
    assert asked["value"] == value if value else math.isnan(asked["value"])
    assert asked["value_printed"] == 770


def test_a_decision_reaches_the_action_plan_that_prints_the_same_cell(validate, decide):
    plan = [{"table": "3.16", "indicator": "score", "cells": {2021: "60", 2024: "770"}}]
    activities = [{"table": "3.16", "cells": {2021: "60", 2024: "770"}}]
    decide({"findings": ["outside_scale:3.16:1:2024"]})
    validated = validate({"plan": plan, "activities": activities})
    assert cell(validated, "3.16:1:2024", "action_plan")["value"] == 70


def test_a_decision_on_a_row_reaches_all_its_cells(validate, decide):
    cells = {2021: "70", 2022: "80", 2023: "90"}
    decide(ASK | {"findings": ["outside_scale:3.7:1:2021"], "meanwhile": "withhold"})
    validated = validate({"plan": [{"table": "3.7", "indicator": "index", "cells": cells}]})
    assert set(validated.accepted["targets"]["decision"]) == {"ask"}
    assert validated.accepted["targets"]["value"].isna().all()


def test_a_word_is_corrected_to_a_word(validate, decide):
    cells = {2021: "WTP", 2022: "W7P", 2023: "WTP"}
    printed = {"3.7:1:2022": "W7P"}
    decide({"findings": ["unreadable_cell:3.7:1:2022"], "printed": printed, "value": "WTP"})
    validated = validate({"plan": [{"table": "3.7", "indicator": "opinion", "cells": cells}]})
    validated.require_decided()
    assert cell(validated, "3.7:1:2022")["text"] == "WTP"


SCORES = [
    {"table": "2.3", "row": 1, "component": "enabler/one", "weight": "2.00", "value": "2.01"},
    {"table": "2.3", "row": 2, "component": "enabler/one/1", "weight": "1.00", "value": "0.90"},
    {"table": "2.3", "row": 3, "component": "enabler/one/2", "weight": "2.00", "value": "1.11"},
]


def test_a_weight_is_corrected_in_its_own_cell(validate, decide):
    decide({"findings": ["parts_do_not_sum:2.3:1:BOBOT"], "printed": None, "value": "3.00"})
    validated = validate({"scores": SCORES})
    validated.require_decided()
    row = cell(validated, "2.3:1:NILAI", "scores")
    assert (row["weight"], row["weight_printed"]) == (3, "2.00")
    assert (row["value"], row["decision"]) == (2.01, "correct")


def test_the_cell_compared_with_can_be_the_one_that_is_corrected(validate, decide):
    decide({"findings": ["parts_do_not_sum:2.3:1:BOBOT"], "value": "1.00", "cell": "2.3:3:BOBOT"})
    scores = [{**SCORES[0], "value": "1.50"}, SCORES[1], {**SCORES[2], "value": "0.60"}]
    validated = validate({"scores": scores})
    assert cell(validated, "2.3:3:NILAI", "scores")["weight"] == 1
    assert cell(validated, "2.3:1:NILAI", "scores")["weight"] == 2


def test_a_decision_that_matches_no_finding_fails_and_names_the_nearest(validate, decide):
    decide({"findings": ["outside_scale:3.7:1:2023"]})
    told = rejected(validate)
    assert "corrections.yaml K-01: stale: no finding outside_scale:3.7:1:2023" in told
    assert "such as outside_scale:3.7:1:2024" in told


def test_a_correction_that_does_not_mend_its_finding_fails(validate, decide):
    decide({"value": "700"})
    assert "outside_scale:3.7:1:2024 stands with '700' too" in rejected(validate)


def test_a_correction_that_makes_a_new_error_fails(validate, decide):
    decide({"value": "75"})
    cells = {2021: "52", 2023: "65", 2024: "770", "end": "70"}
    told = rejected(validate, {"plan": [{"table": "3.7", "indicator": "score", "cells": cells}]})
    assert "K-01: the corrections make a new error last_year_not_end_target:3.7:1:2024" in told


def test_an_error_that_a_correction_brings_to_light_can_be_decided_too(validate, decide):
    decide(
        {"value": "75"},
        ASK | {"findings": ["last_year_not_end_target:3.7:1:2024"], "meanwhile": "withhold"},
    )
    cells = {2021: "52", 2023: "65", 2024: "770", "end": "70"}
    validated = validate({"plan": [{"table": "3.7", "indicator": "score", "cells": cells}]})
    validated.require_decided()
    assert finding(validated, "last_year_not_end_target:3.7:1:2024")["decision"] == "ask"


def test_what_a_correction_brings_to_light_is_a_finding_too(validate, decide):
    decide({"value": "75"})
    validated = validate()
    found = finding(validated, "tables_disagree:3.7:1:2024")
    assert (found["severity"], found["decision"]) == ("warning", "none")
    assert found["printed"] == "770"


def test_one_value_cannot_correct_several_cells(validate, decide):
    cells = {2021: "70", 2022: "80", 2023: "90"}
    decide({"findings": ["outside_scale:3.7:1:2021"], "value": "3"})
    told = rejected(validate, {"plan": [{"table": "3.7", "indicator": "index", "cells": cells}]})
    assert "is about 3 cells" in told


def test_two_decisions_cannot_correct_one_cell_to_two_values(validate, decide):
    cells = {"baseline": "52", 2021: "52", 2022: "51", 2023: "60"}
    decide(
        {"findings": ["no_progress:3.7:1:2021"], "value": "53", "cell": "3.7:1:2021"},
        {"findings": ["against_polarity:3.7:1:2022"], "value": "50", "cell": "3.7:1:2021"},
    )
    told = rejected(validate, {"plan": [{"table": "3.7", "indicator": "score", "cells": cells}]})
    assert "K-02: 3.7:1:2021 is '50', but '53' in K-01" in told


def test_a_correction_stays_with_the_cells_of_its_finding(validate, decide):
    decide({"cell": "3.7:1:2023"})
    assert "is not about cell 3.7:1:2023" in rejected(validate)


def test_a_stale_decision_hides_no_finding_and_names_the_cell_that_has_changed(validate, decide):
    decide({"findings": ["moved:3.7:1:2024"], "printed": {"3.7:1:2024": "70"}})
    validated = validate()
    assert list(validated.undecided["finding"]) == ["outside_scale:3.7:1:2024"]
    told = rejected(validate)
    assert "outside_scale:3.7:1:2024" in told
    assert "'70' when it was decided and now prints '770'" in told


def test_a_decision_on_a_cell_that_prints_something_else_by_now_is_stale(validate, decide):
    decide({"printed": {"3.7:1:2024": "707"}})
    assert "stale: 3.7:1:2024 printed '707'" in rejected(validate)
    decide({"printed": {"3.7:1:2024": "770"}})
    validate().require_decided()


@pytest.mark.parametrize(
    ("kept", "cell", "unkept"),
    [
        (None, None, '{"3.7:1:2024": "770"}'),
        ({"3.16:1:2024": "70"}, None, '{"3.7:1:2024": "770"}'),
        ({"3.7:1:2024": "770"}, "3.16:1:2024", '{"3.16:1:2024": "70"}'),
    ],
)
def test_a_decision_says_what_each_cell_printed_that_it_decides(
    validate, decide, kept, cell, unkept
):
    decide({"printed": kept, "cell": cell})
    told = rejected(validate)
    assert "K-01: it does not say what" in told
    assert f"printed: {unkept}, if it was decided on what stands there now" in told
    assert validate().findings["finding"].str.startswith("outside_scale").any()


def test_what_a_decision_is_taken_on_is_what_the_cells_print(validate):
    validated = validate()
    assert validated.printed_by(["outside_scale:3.7:1:2024"]) == {"3.7:1:2024": "770"}


def test_a_correction_to_a_word_where_a_number_belongs_fails(validate, decide):
    decide({"value": "baik"})
    assert "not_a_value:3.7:1:2024" in rejected(validate)


SHARE = [
    {"table": "2.10", "row": 6, "component": "enabler/one", "weight": "3.75", "value": "13.81"}
    | {"ratio": "3.68"}
]


@pytest.mark.parametrize(
    "words",
    [
        "Tabel 2.10 baris 6: rasio 3.68.",
        "Table 2.10 row 6, column %: 3.68",
        "Rasio pada baris itu 3.68.",
        "tabel 2.10 baris 6 kolom NILAI dan Tabel 2.10 baris 6 kolom %",
    ],
)
def test_a_score_cannot_be_corrected_by_what_its_own_row_makes_of_it(validate, decide, words):
    finding = "above_weight:2.10:6:NILAI"
    decide({"findings": [finding], "value": "1.38", "evidence": words})
    assert "K-01: the evidence for 2.10:6:NILAI is its own row" in rejected(
        validate, {"scores": SHARE}
    )


@pytest.mark.parametrize(
    "words",
    [
        "Tabel 2.10 baris 6: 13.81; Tabel 2.11 baris 6: 1.38.",
        "Tabel 2.10 baris 5-7: jumlahnya 5,10.",
        "Tabel 2.13: 18,63.",
        "Tabel 2.10 baris 6; statements.csv baris 3.",
        "Tabel 2.10 baris 6; Daftar realisasi baris 3.",
    ],
)
def test_a_score_can_be_corrected_by_what_stands_elsewhere(validate, decide, words):
    taken_on = {"findings": ["above_weight:2.10:6:NILAI"], "printed": {"2.10:6:NILAI": "13.81"}}
    decide(taken_on | {"value": "1.38", "evidence": words})
    accepted = validate({"scores": SHARE})
    accepted.require_decided()
    corrected = cell(accepted, "2.10:6:NILAI", "scores")
    assert corrected["value"] == 1.38
    # the share 3.68 was made from 13.81
    assert "2.10:6:%" not in " ".join(accepted.findings["finding"])


def test_a_target_can_be_corrected_by_the_end_target_of_its_row(validate, decide):
    decide({"evidence": "Tabel 3.7 baris 1 kolom Target akhir: 70."})
    accepted = validate()
    accepted.require_decided()
    assert cell(accepted, "3.7:1:2024")["value"] == 70
