"""The findings of the two regulations against a list that was read by hand."""

from pathlib import Path

import both_cities
import pandas as pd
import pytest
import yaml

from rapor.catalogue import load_city
from rapor.ground.paths import Home
from rapor.ground.ref import Ref
from rapor.ground.tables import ACCEPTED, Finding, conform
from rapor.validate.decisions import read_decisions

CASES = Path(__file__).parents[1] / "cases" / "findings_documents.yaml"
BY_HAND = yaml.safe_load(CASES.read_text(encoding="utf-8"))

CLEAN = {
    "bengkulu": "3.9 3.10 3.13 3.18 3.19 3.22",
    "binjai": ("2.1 2.2 2.4 2.5 2.6 2.7 2.8 2.13 2.15 2.16 2.18 4.1 4.2 4.3 4.4 A.1 pokja-1"),
}
"""Tables in which every figure is right, read by hand."""

EXAMPLES = {
    "bengkulu": ("outside_scale:3.7:1:2024 truncated_percent:3.11:2:2024 unit_differs:3.12:3:2021"),
    "binjai": (
        "above_weight:2.10:6:NILAI against_polarity:4.7:4:2023 no_progress:4.7:4:2022"
        " repeats_old_series:4.7:2:2022"
        " tables_disagree:4.7:2:2024 baseline_disagrees:4.9:5:2021 parts_do_not_sum:2.3:1:BOBOT"
        " ratio_disagrees:2.10:5:% not_the_mean:2.10:2:NILAI missing_cell:2.12:10:NILAI"
    ),
}
"""The examples of the list of classes of findings."""

WORDS = ("label", "number", "outcome", "activity", "text", "agencies")
"""Roles of columns whose words and names may be wrong where every figure is right."""

CITIES = pytest.mark.parametrize("city", BY_HAND)


@pytest.fixture(scope="module")
def home(repository):
    return Home(repository)


@pytest.fixture(scope="module")
def validated():
    return {city: both_cities.validated(city) for city in BY_HAND}


@pytest.fixture
def severities(validated):
    return lambda city: dict(
        validated[city].findings[["finding", "severity"]].itertuples(index=False)
    )


@CITIES
def test_the_findings_are_those_read_by_hand_and_no_other(severities, city):
    assert severities(city) == {
        f"{rule}:{cell}": severity
        for rule, by_severity in BY_HAND[city].items()
        for severity, cells in by_severity.items()
        for cell in cells
    }


@CITIES
def test_the_examples_of_each_class_are_found(severities, city):
    assert set(EXAMPLES[city].split()) <= set(severities(city))


@CITIES
def test_no_figure_of_a_table_that_is_right_is_accused(home, validated, city):
    specs = load_city(home, city).tables
    places = validated[city].findings[["table", "column"]].itertuples(index=False)
    accused = {
        table
        for table, column in places
        if table in specs and column in specs[table].columns
        if specs[table].columns[column].role not in WORDS
    }
    assert not accused & set(CLEAN[city].split())


@CITIES
def test_a_cell_has_one_finding(validated, city):
    findings = validated[city].findings
    cells = findings[["table", "row", "column"]].apply(tuple, axis=1)
    twice = set(cells[cells.duplicated()])
    assert twice == set()


@CITIES
def test_every_error_is_decided_with_a_reason(validated, city):
    validated[city].require_decided()
    errors = validated[city].findings.query("severity == 'error'")
    assert set(errors["decision"]) <= {"correct", "keep", "ask"}
    assert (errors["reason"] != "").all()
    assert (errors["decision_id"] != "").all()


@CITIES
def test_every_question_to_the_city_is_put_as_one(home, city):
    asked = [decision for decision in read_decisions(home, city) if decision.action == "ask"]
    assert all(decision.reason.startswith("Kota diminta ") for decision in asked)


@pytest.mark.parametrize(
    ("city", "table", "ref", "field", "printed", "accepted"),
    [
        ("bengkulu", "targets", "3.7:1:2024", "value", "770", 70),
        ("bengkulu", "targets", "3.11:2:2024", "value", "0%", 100),
        ("bengkulu", "targets", "3.11:3:Target 2024", "value", "00%", 100),
        ("binjai", "scores", "2.3:1:NILAI", "weight", "2.01", 3),
        ("binjai", "targets", "4.9:5:2021", "value", "74,50", 78.5),
    ],
)
def test_corrected_cells_hold_the_decided_value(
    validated, city, table, ref, field, printed, accepted
):
    frame = validated[city].accepted[table]
    refs = frame["table"] + ":" + frame["row"].astype(str) + ":" + frame["column"]
    row = frame[refs == ref].iloc[0]
    assert (row[field], row["printed"], row["decision"]) == (accepted, printed, "correct")


def test_a_score_whose_only_evidence_follows_from_itself_is_withheld(validated):
    frame = validated["binjai"].accepted["scores"]
    row = frame[(frame["table"] == "2.10") & (frame["row"] == 6)].iloc[0]
    assert (row["printed"], row["value_printed"], row["decision"]) == ("13.81", 13.81, "ask")
    assert pd.isna(row["value"])
    assert pd.isna(row["ratio"])


@CITIES
def test_accepted_tables_and_findings_keep_their_contracts(validated, city):
    findings = validated[city].findings
    assert len(conform(Finding, findings)) == len(findings) > 0
    for name, frame in validated[city].accepted.items():
        kept = conform(ACCEPTED[name], frame)
        assert list(kept.columns) == ACCEPTED[name].declaration().names
        assert len(kept) == len(frame)


@CITIES
def test_a_finding_about_a_figure_says_its_place_and_ends_as_a_sentence(home, validated, city):
    rows = load_city(home, city).rows
    for row in validated[city].findings.to_dict("records"):
        assert row["message"].endswith(".")
        assert "{" not in row["message"]
        if row["table"] not in ("statements", "realisation") and row["row"]:
            ref = Ref.of(row)
            place = "judul ke-" if rows.is_heading(ref) else "baris "
            start = f"Tabel {row['table']} {place}{rows.number(ref)} "
            assert row["message"].startswith(start)


@pytest.mark.parametrize(
    ("city", "ref", "counted"),
    [
        ("bengkulu", "3.7:1:2024", 1),  # no headings
        ("bengkulu", "3.20:2:2021", 1),  # below the heading of the area
        ("binjai", "4.7:2:2024", 1),
        ("binjai", "4.8:16:2023", 12),  # four headings above it
        ("binjai", "2.13:2:NILAI", 1),
    ],
)
def test_rows_are_counted_as_on_the_page(home, city, ref, counted):
    """Read by hand from the regulations."""
    assert load_city(home, city).rows.number(Ref.read(ref)) == counted
