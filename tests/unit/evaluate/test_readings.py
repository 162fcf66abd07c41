"""What hangs on a decision: lines under each reading of a cell."""

from dataclasses import replace

import pandas as pd
import pytest
from made_tables import table_of
from made_up import MEASURED, accepted, city_of, realisation
from made_up import target as cell_of

from rapor.evaluate.choice import Choice
from rapor.evaluate.readings import readings_table
from rapor.ground.tables import Finding

ORDINAL = replace(MEASURED, measure="ordinal", order="bpk_opinion")


def target(indicator, year, printed, row=1, **more):
    return cell_of(indicator, year, printed, row=row, **more)


def finding(ref, rule="tables_disagree", compared="", decision="K-01"):
    table, row, column = ref.split(":")
    return {
        "city": "contoh",
        "source": "made-up",
        "table": table,
        "row": int(row),
        "column": column,
        "finding": f"{rule}:{ref}",
        "rule": rule,
        "severity": "warning",
        "message": "…",
        "compared_ref": compared,
        "decision": "ask",
        "decision_id": decision,
    }


@pytest.fixture
def readings(catalogue):
    """Lines of the readings table; None where a cell is empty."""

    def run(targets, realisations, *findings, year=2024, indicator=MEASURED):
        known = table_of(Finding, findings)
        tables, city = accepted(targets, realisations), city_of("3.1", "3.16")
        made_up = replace(catalogue, indicators={indicator.code: indicator})
        table = readings_table(city, year, Choice(city, tables), tables, known, made_up)
        return [
            {name: None if pd.isna(value) else value for name, value in line.items()}
            for line in table.to_dict("records")
        ]

    return run


def corrected(year, printed, value, **more):
    return target(MEASURED, year, printed, decision="correct", **more) | {"value": value}


def short(lines, *names):
    return [tuple(line[name] for name in names) for line in lines]


CORRECTED = corrected(2024, "770", 70.0)
OUTSIDE = finding("3.1:1:2024", "outside_scale")


def test_a_corrected_target_is_shown_as_decided_and_as_printed(readings):
    lines = readings([CORRECTED], [realisation(MEASURED, 2024, "72")], OUTSIDE)
    assert short(lines, "reading", "value", "status", "changes") == [
        ("evaluated", 70, "achieved", "nothing"),
        ("printed", 770, "not_achieved", "status"),
    ]
    assert {line["printed"] for line in lines} == {"770"}
    assert {line["decision_id"] for line in lines} == {"K-01"}


def test_the_achievement_under_each_reading_is_shown(readings):
    lines = readings([CORRECTED], [realisation(MEASURED, 2024, "35")], OUTSIDE)
    assert short(lines, "achievement_pct", "gap", "changes")[0] == (50, -35, "nothing")
    assert lines[1]["changes"] == "figures"


def test_without_a_realisation_no_reading_changes_anything(readings):
    lines = readings([CORRECTED], [], OUTSIDE)
    assert short(lines, "status", "changes") == [("no_data", "nothing")] * 2


def test_a_printed_zero_would_be_no_target(readings):
    lines = readings([corrected(2024, "0%", 100.0)], [realisation(MEASURED, 2024, "80%")], OUTSIDE)
    assert short(lines, "reading", "status") == [
        ("evaluated", "not_achieved"),
        ("printed", "no_target"),
    ]


TWO_TABLES = [target(MEASURED, 2023, "77"), target(MEASURED, 2023, "65", table="3.16")]
DISAGREE = finding("3.1:1:2023", compared="3.16:1:2023")


@pytest.mark.parametrize(
    ("known", "statuses", "changes"),
    [
        ("70", ("not_achieved", "achieved"), "status"),
        ("80", ("achieved", "achieved"), "figures"),
        ("60", ("not_achieved", "not_achieved"), "figures"),
    ],
)
def test_two_tables_give_two_readings(readings, known, statuses, changes):
    lines = readings(TWO_TABLES, [realisation(MEASURED, 2023, known)], DISAGREE, year=2023)
    assert short(lines, "reading", "ref", "value") == [
        ("evaluated", "3.1:1:2023", 77),
        ("other", "3.16:1:2023", 65),
    ]
    assert tuple(line["status"] for line in lines) == statuses
    assert lines[1]["changes"] == changes


def test_a_finding_that_names_the_evaluated_cell_second_counts_too(readings):
    back = finding("3.16:1:2023", compared="3.1:1:2023")
    assert len(readings(TWO_TABLES, [], back, year=2023)) == 2


def test_a_disagreement_about_another_year_does_not_touch_this_one(readings):
    assert readings(TWO_TABLES, [], DISAGREE, year=2022) == []


def test_a_cell_of_another_year_is_no_reading_of_this_one(readings):
    series = [target(MEASURED, 2023, "77"), target(MEASURED, 2022, "80")]
    against = finding("3.1:1:2023", "against_polarity", compared="3.1:1:2022")
    assert readings(series, [], against, year=2023) == []


def test_a_baseline_is_no_reading_of_a_target(readings):
    plan = [target(MEASURED, 2022, "51,53"), target(MEASURED, 2021, "50", kind="baseline", row=2)]
    still = finding("3.1:1:2022", "no_progress", compared="3.1:2:baseline")
    assert readings(plan, [], still, year=2022) == []


def test_cells_that_say_the_same_are_one_reading(readings):
    plan = [target(MEASURED, 2023, "77"), target(MEASURED, 2023, "77,00", table="3.16")]
    assert readings(plan, [], DISAGREE, year=2023) == []


def test_without_a_finding_another_table_is_no_reading(readings):
    assert readings(TWO_TABLES, [], year=2023) == []


def test_two_publishers_give_two_readings(readings):
    published = [
        realisation(MEASURED, 2024, "90,74", row=3),
        realisation(MEASURED, 2024, "90,47", "press", row=4),
    ]
    conflict = finding("realisation:3:printed", "publishers_disagree", "realisation:4:printed")
    lines = readings([target(MEASURED, 2024, "90,5")], published, conflict)
    assert short(lines, "reading", "value", "status", "changes") == [
        ("evaluated", 90.74, "achieved", "nothing"),
        ("other", 90.47, "not_achieved", "status"),
    ]


END_ELSEWHERE = [
    target(MEASURED, 2024, "77"),
    target(MEASURED, 2024, "65", kind="end_target", table="3.16"),
]
ENDS = finding("3.1:1:2024", compared="3.16:1:end_target")


def test_an_end_target_that_differs_from_the_last_year_is_read_both_ways(readings):
    lines = readings(END_ELSEWHERE, [realisation(MEASURED, 2024, "70")], ENDS)
    assert short(lines, "role", "reading", "value", "status") == [
        ("target;end_target", "evaluated", 77, "not_achieved"),
        ("target;end_target", "other", 65, "achieved"),
    ]


def test_before_the_last_year_only_the_way_to_the_end_target_is_read_twice(readings):
    known = [realisation(MEASURED, 2022, "50"), realisation(MEASURED, 2023, "60")]
    lines = readings(END_ELSEWHERE, known, ENDS, year=2023)
    assert short(lines, "role", "verdict", "end_gap", "changes") == [
        ("end_target", "at_risk", -17, "nothing"),
        ("end_target", "on_track", -5, "verdict"),
    ]


def test_a_cell_that_is_target_and_end_target_is_replaced_in_both(readings):
    known = [realisation(MEASURED, 2024, "72")]
    lines = readings([CORRECTED], known, OUTSIDE)
    assert {line["role"] for line in lines} == {"target;end_target"}
    assert short(lines, "end_gap") == [(2,), (-698,)]


def test_a_corrected_baseline_changes_the_path_only(readings):
    plan = [
        corrected(2021, "74,50", 78.5, kind="baseline", row=2),
        target(MEASURED, 2024, "90,5", kind="end_target"),
    ]
    wrong = finding("3.1:2:baseline", "baseline_disagrees")
    lines = readings(plan, [realisation(MEASURED, 2022, "80,5")], wrong, year=2022)
    assert short(lines, "role", "path_pct", "changes") == [
        ("baseline", pytest.approx(100 * 2 / 12), "nothing"),
        ("baseline", 37.5, "figures"),
    ]


def test_a_withheld_number_is_read_as_printed_too(readings):
    plan = [target(MEASURED, 2023, "770", decision="withhold")]
    lines = readings(
        plan, [realisation(MEASURED, 2023, "72")], finding("3.1:1:2023", "outside_scale"), year=2023
    )
    assert short(lines, "reading", "value", "status") == [
        ("evaluated", None, "no_target"),
        ("printed", 770, "not_achieved"),
    ]


def test_a_corrected_word_is_read_as_printed(readings):
    row = target(ORDINAL, 2023, "WPT", decision="correct") | {"value": None, "text": "WTP"}
    lines = readings(
        [row],
        [realisation(ORDINAL, 2023, "WTP")],
        finding("3.1:1:2023", "unreadable"),
        year=2023,
        indicator=ORDINAL,
    )
    assert short(lines, "reading", "text", "status") == [
        ("evaluated", "WTP", "achieved"),
        ("printed", "WPT", "not_comparable"),
    ]


def test_only_the_findings_behind_the_readings_are_named(readings):
    aside = finding("3.1:1:2024", "truncated_percent", compared="3.1:1:2023", decision="K-09")
    (line, _) = readings(TWO_TABLES, [], DISAGREE, aside, year=2023)
    assert (line["findings"], line["decision_id"]) == ("tables_disagree:3.1:1:2023", "K-01")
