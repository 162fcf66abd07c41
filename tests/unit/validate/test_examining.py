from dataclasses import replace

import pandas as pd
import pytest
from great_expectations.expectations.expectation import Expectation

from rapor.ground.errors import DataRejected
from rapor.ground.tables import TIDY, empty
from rapor.validate import examine
from rapor.validate.evidence import Evidence
from rapor.validate.examine import _refuse_blind
from rapor.validate.rule import CELL, view_of
from rapor.validate.rules.suite import RULES, suite

PLAN = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "60", 2022: "770"}}]}


def test_targets_without_rows_are_rejected_and_no_pass(evidence):
    tables = evidence(PLAN).tables | {"targets": empty(TIDY["targets"])}
    nothing = Evidence(evidence(PLAN).city, evidence(PLAN).catalogue, tables)
    with pytest.raises(DataRejected, match="targets of contoh: no rows"):
        examine(nothing)


def test_targets_of_which_no_cell_says_anything_are_rejected(evidence):
    cells = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "-", 2022: ""}}]}
    with pytest.raises(DataRejected, match="no cell holds a number or a word"):
        examine(evidence(cells))


def test_no_rules_at_all_are_rejected():
    with pytest.raises(DataRejected, match="no rules"):
        suite({}, [])


def test_a_rule_that_the_file_does_not_name_is_rejected(catalogue):
    entries = {code: rule for code, rule in catalogue.rules.items() if code != "no_progress"}
    with pytest.raises(DataRejected, match="no entry 'no_progress'"):
        suite(entries)


def test_an_entry_that_the_code_has_no_view_for_is_rejected(catalogue):
    entries = {**catalogue.rules, "progress": catalogue.rules["no_progress"]}
    with pytest.raises(DataRejected, match=r"rules\.yaml progress: no view"):
        suite(entries)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"bounds": {"times": 5.0, "times_without_scale": 10.0}}, "leap: no bound 'share'"),
        (
            {"bounds": {"times": 5.0, "times_without_scale": 10.0, "share": 0.25, "tiems": 5.0}},
            "leap: bound 'tiems'",
        ),
        ({"words": ("tidak",)}, "leap: words"),
    ],
)
def test_bounds_and_words_are_those_that_the_rule_looks_at(catalogue, changed, told):
    entries = {**catalogue.rules, "leap": replace(catalogue.rules["leap"], **changed)}
    with pytest.raises(DataRejected, match=told):
        suite(entries)


def test_a_bound_of_the_file_decides_what_is_found(evidence, catalogue):
    plan = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "10", 2022: "60"}}]}
    wide = replace(catalogue.rules["leap"], bounds={**catalogue.rules["leap"].bounds, "times": 7.0})
    case = evidence(plan)
    lenient = replace(case, catalogue=replace(catalogue, rules={**catalogue.rules, "leap": wide}))
    found = [list(examine(tables).findings["rule"]) for tables in (case, lenient)]
    assert found == [["leap"], []]


def test_a_finding_names_the_bound_that_it_breaks(evidence):
    plan = {"plan": [{"table": "1", "indicator": "score", "cells": {2021: "10", 2022: "60"}}]}
    assert "lebih dari 5 kali nilai sebelumnya" in examine(evidence(plan)).findings["message"][0]


def test_the_rules_are_run_in_the_order_of_the_file(catalogue):
    entries = dict(reversed(catalogue.rules.items()))
    assert [rule.code for rule in suite(entries)] == list(entries)


def test_of_every_rule_is_told_how_much_it_looked_at_and_how_much_failed(evidence, catalogue):
    checked = examine(evidence(PLAN)).checked.set_index("rule")
    assert list(checked.index) == list(catalogue.rules)
    assert list(checked.loc["outside_scale"]) == [2, 1]
    assert list(checked.loc["publishers_disagree"]) == [0, 0]


def test_a_city_without_scores_realisations_and_action_plan_is_legitimate(evidence):
    tables = evidence({}).tables
    assert all(tables[name].empty for name in ("scores", "realisations", "action_plan"))
    assert examine(evidence({})).findings.empty


def test_an_empty_view_is_rejected_where_the_rule_always_has_something_to_check(catalogue):
    with pytest.raises(DataRejected, match="nothing to check"):
        _refuse_blind(catalogue.rules["missing_cell"], view_of([], "reading"), "contoh")
    _refuse_blind(catalogue.rules["outside_scale"], view_of([], "low"), "contoh")


def test_a_view_with_a_column_of_nothing_is_rejected(catalogue):
    view = view_of([{"table": "1", "low": None}, {"table": "1", "low": None}], "low")
    with pytest.raises(DataRejected, match="no row has low"):
        _refuse_blind(catalogue.rules["outside_scale"], view, "contoh")


def test_more_than_two_hundred_failing_cells_are_all_found(evidence):
    rows = [
        {"table": "1", "row": row, "indicator": "score", "cells": {2021: f"{100 + row}"}}
        for row in range(1, 260)
    ]
    findings = examine(evidence({"plan": rows})).findings
    assert (findings["rule"] == "outside_scale").sum() == 259


def test_the_rules_change_no_table(evidence):
    given = evidence(PLAN)
    before = {name: table.copy() for name, table in given.tables.items()}
    examine(given)
    for name, table in given.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_a_finding_of_several_cells_names_them_all(evidence):
    cells = {2021: "70", 2022: "80", 2023: "90"}
    case = {"plan": [{"table": "1", "indicator": "index", "cells": cells}]}
    finding = examine(evidence(case)).findings.iloc[0]
    assert finding["cells"] == ["1:1:2021", "1:1:2022", "1:1:2023"]
    assert finding["compared_ref"] == "1:1:2022;1:1:2023"
    assert finding["compared_printed"] == "80; 90"
    assert pd.isna(finding["year"])


def test_a_finding_names_what_it_was_compared_with(evidence):
    plan = [
        {"table": "4.7", "indicator": "score", "cells": {2024: "77"}},
        {"table": "4.6", "indicator": "score", "cells": {"end": "65"}},
    ]
    finding = examine(evidence({"plan": plan})).findings.iloc[0]
    assert finding["year"] == 2024
    assert (finding["printed"], finding["expected"]) == ("77", "65")
    assert finding["compared_ref"] == "4.6:1:Target akhir"


def test_checking_writes_nothing_to_the_screen(evidence, capfd):
    examine(evidence(PLAN))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_makes_an_expectation_that_carries_its_description_and_reason(rule, catalogue):
    entry = catalogue.rules[rule.code]
    made = rule.expectation(
        description=entry.expects["id"], notes=entry.reason, meta={"rule": rule.code}
    )
    assert isinstance(made, Expectation)
    assert (made.description, made.notes) == (entry.expects["id"], entry.reason)
    assert len(entry.reason.split()) > 10
    assert rule.view.__doc__


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_expects_something_of_columns_that_its_view_has(rule, evidence):
    made = rule.expectation()
    view = rule.view(evidence(PLAN))
    assert columns_of(made)
    assert columns_of(made) <= set(view.columns) - set(CELL)


def columns_of(made):
    """The columns that an expectation looks at."""
    single = {getattr(made, name, None) for name in ("column", "column_A", "column_B")}
    return (single | set(getattr(made, "column_list", ()))) - {None}


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)
