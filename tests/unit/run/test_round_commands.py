"""The register of follow-up on the command line, and recommendations that a city takes over."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from rapor.ground.errors import UsageError
from rapor.ground.tables import table_of
from rapor.ground.tables.reporting import FollowUpAnswer
from rapor.run import following
from rapor.run.cli import app

CITY = "kota-contoh"


@pytest.fixture(scope="module")
def told(shared_made):
    """What a command says."""

    def run(*arguments):
        outcome = CliRunner().invoke(app, [*arguments, "--home", str(shared_made.root)])
        if outcome.exception and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        return outcome.output

    return run


def items(told, *filters):
    return json.loads(told("follow-up", CITY, "--format", "json", *filters))["items"]


def test_adopted_recommendations_keep_their_ids_and_are_taken_over_once(told):
    looked = told("adopt", CITY, "2021")
    assert "Nothing was written" in looked
    assert _own(told) == []
    kept = ("--apply", "--by", "Setda", "--on", "2022-03-01")
    assert "adopted.csv" in told("adopt", CITY, "2021", *kept)
    first = _own(told)
    assert first
    assert "Nothing new" in told("adopt", CITY, "2021", *kept)
    assert _own(told) == first
    assert [item.startswith("E-2021-") for item in first] == [True] * len(first)


def _own(told):
    return [item["item"] for item in items(told) if item["origin"] == "own_report"]


def test_items_can_be_told_by_what_they_are_with_whom_and_past_which_day(told):
    assert {item["origin"] for item in items(told, "--origin", "quick_win")} == {"quick_win"}
    assert items(told, "--origin", "ministry") == []
    late = items(told, "--overdue", "--on", "2099-01-01")
    assert late == [item for item in items(told, "--on", "2099-01-01") if item["overdue"]]
    assert all(item["due"] for item in late)
    for filters in (
        ("--agency", "nobody"),
        ("--origin", "rumour"),
        ("--item", "R-0-0"),
        ("--on", "1 Maret"),
    ):
        with pytest.raises(UsageError):
            told("follow-up", CITY, *filters)


def test_a_table_and_one_item_never_call_an_unanswered_item_done(told):
    item = items(told)[0]["item"]
    one = told("follow-up", CITY, "--item", item)
    assert "no answer yet" in one
    table = told("follow-up", CITY, "--on", "2022-03-01")
    assert "no answer yet" in table
    assert "done" not in table


def test_status_says_of_a_round_that_has_not_ended_that_nothing_is_due(told):
    rounds = json.loads(told("status", CITY, "--year", "2021", "--on", "2021-08-01",
                             "--format", "json"))["rounds"]  # fmt: skip
    states = {(row["office"], row["period"]): row["state"] for row in rounds}
    assert states["executing_team", "semester_1"] == "not reported"
    assert states["executing_team", "semester_2"] == "not due yet"


def test_an_agency_that_answers_on_the_sheet_of_a_group_is_among_those_that_have_reported(
    shared_made,
):
    listed = following.register(shared_made, CITY, 2021, "annual", "2022-03-01")
    place = {"city": CITY, "source": "doc", "table": "follow-up", "row": 1, "column": "status"}
    said = {"item": "K-01", "status": "done", "on": "2022-01-09", "decision": "none"}
    by = {"year": 2021, "period": "annual", "level": "agency", "agency": "dinkes"}
    answers = table_of(FollowUpAnswer, [{**place, **said, **by}])
    answered = replace(listed, tables={**listed.tables, "follow_up_answers": answers})
    rows = {
        (row["office"], row["period"]): row["state"]
        for row in json.loads(following.status(answered, "json", 100))["rounds"]
    }
    assert ("dinkes", "annual") not in {
        (row["office"], row["period"])
        for row in json.loads(following.status(listed, "json", 100))["rounds"]
    }
    assert rows["dinkes", "annual"] == "1 answer (2022-01-09)"
    assert rows["dinkes", "semester_1"] == "not reported"
