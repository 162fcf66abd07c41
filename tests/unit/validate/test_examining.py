import subprocess
import sys

import pandas as pd
import pytest

from rapor.ground.errors import DataRejected
from rapor.ground.tables import CONTRACTS, empty
from rapor.validate import examine
from rapor.validate.checking import expectation
from rapor.validate.evidence import Evidence
from rapor.validate.examine import _refuse_blind
from rapor.validate.rule import view_of
from rapor.validate.rules import RULES
from rapor.validate.rules.completeness import MISSING_CELL
from rapor.validate.rules.scale import OUTSIDE_SCALE

PLAN = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "60", 2022: "770"}}]}


def test_targets_without_rows_are_rejected_and_no_pass(evidence):
    tables = evidence(PLAN).tables | {"targets": empty(CONTRACTS["targets"])}
    nothing = Evidence(evidence(PLAN).city, evidence(PLAN).catalogue, tables)
    with pytest.raises(DataRejected, match="targets of contoh: no rows"):
        examine(nothing)


def test_targets_of_which_no_cell_says_anything_are_rejected(evidence):
    cells = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "-", 2022: ""}}]}
    with pytest.raises(DataRejected, match="no cell holds a number or a word"):
        examine(evidence(cells))


def test_no_rules_at_all_are_rejected(evidence):
    with pytest.raises(DataRejected, match="no rules"):
        examine(evidence(PLAN), [])


def test_a_city_without_scores_realisations_and_action_plan_is_legitimate(evidence):
    tables = evidence({}).tables
    assert all(tables[name].empty for name in ("scores", "realisations", "action_plan"))
    assert examine(evidence({})).empty


def test_an_empty_view_is_rejected_where_the_rule_always_has_something_to_check():
    with pytest.raises(DataRejected, match="nothing to check"):
        _refuse_blind(MISSING_CELL, view_of([], "reading"), "contoh")
    _refuse_blind(OUTSIDE_SCALE, view_of([], "low"), "contoh")


def test_a_view_with_a_column_of_nothing_is_rejected():
    view = view_of([{"table": "1", "low": None}, {"table": "1", "low": None}], "low")
    with pytest.raises(DataRejected, match="no row has low"):
        _refuse_blind(OUTSIDE_SCALE, view, "contoh")


def test_more_than_two_hundred_failing_cells_are_all_found(evidence):
    rows = [
        {"table": "1", "row": row, "indicator": "score", "cells": {2021: f"{100 + row}"}}
        for row in range(1, 260)
    ]
    found = examine(evidence({"plan": rows}))
    assert (found["rule"] == "outside_scale").sum() == 259


def test_the_rules_change_no_table(evidence):
    given = evidence(PLAN)
    before = {name: table.copy() for name, table in given.tables.items()}
    examine(given)
    for name, table in given.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_a_finding_of_several_cells_names_them_all(evidence):
    cells = {2021: "70", 2022: "80", 2023: "90"}
    case = {"plan": [{"table": "1", "indicator": "index", "cells": cells}]}
    finding = examine(evidence(case)).iloc[0]
    assert finding["cells"] == ["1:1:2021", "1:1:2022", "1:1:2023"]
    assert finding["compared_ref"] == "1:1:2022;1:1:2023"
    assert finding["compared_printed"] == "80; 90"
    assert pd.isna(finding["year"])


def test_a_finding_names_what_it_was_compared_with(evidence):
    plan = [
        {"table": "4.7", "indicator": "score", "cells": {2024: "77"}},
        {"table": "4.6", "indicator": "score", "cells": {"end": "65"}},
    ]
    finding = examine(evidence({"plan": plan})).iloc[0]
    assert finding["year"] == 2024
    assert (finding["printed"], finding["expected"]) == ("77", "65")
    assert finding["compared_ref"] == "4.6:1:Target akhir"


def test_great_expectations_is_not_imported_before_something_is_checked():
    code = "import rapor.validate, sys; print('great_expectations' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_checking_writes_nothing_to_the_screen(evidence, capfd):
    examine(evidence(PLAN))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_is_a_named_expectation_with_description_and_reason(rule):
    made = expectation(rule)
    assert type(made).__name__ == rule.expectation
    assert made.description == rule.description
    assert made.notes == rule.reason
    assert type(made).__doc__
    assert len(rule.reason.split()) > 10
    assert rule.view.__doc__


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)
