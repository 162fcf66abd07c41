"""The register of follow-up on the command line, and recommendations that a city takes over."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from rapor.evaluate.follow_up import _adopted
from rapor.ground.errors import UsageError
from rapor.ground.tables import ACCEPTED, table_of
from rapor.ground.tables.reporting import FollowUpAnswer, FollowUpItem
from rapor.report import recommendations
from rapor.report.advice import Addressee, Advice
from rapor.run import adopting, following
from rapor.run.cli import app
from rapor.write.content import words

CITY = "kota-contoh"


@pytest.fixture(scope="module")
def told(shared_made):
    """What a command says."""

    def run(*arguments):
        wide = CliRunner(env={"COLUMNS": "110"})  # no cell folded, whoever runs the tests
        outcome = wide.invoke(app, [*arguments, "--home", str(shared_made.root)])
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


@pytest.mark.parametrize(
    ("closed", "item", "again"), [(False, "E-2021-1", "2022"), (True, "E-2022-1", "")]
)
def test_what_a_later_report_recommends_again_keeps_its_id_while_it_is_open(
    monkeypatch, closed, item, again
):
    def lines(year, topic, before=()):
        register = {"E-2021-1": SimpleNamespace(is_closed=closed)}
        dossier = SimpleNamespace(year=year, period="annual", register=register)
        dossier.catalogue = SimpleNamespace(agencies=SimpleNamespace(names={}))
        advice = Advice(
            "points", Addressee("", ""), words(topic), (), "", component="enabler/reform"
        )
        monkeypatch.setattr(recommendations, "recommended", lambda _: [advice])
        return list(adopting._new(dossier, list(before)))

    (first,) = lines(2021, "naikkan skor reform dari 13,81")
    (later,) = lines(2022, "naikkan skor reform dari 15,20 (bobot 30)", [first])
    assert (first["item"], later["item"]) == ("E-2021-1", item)
    assert lines(2022, "raise the score", [first, later]) == []
    place = {"city": CITY, "source": "doc", "table": "adopted", "column": "topic"}
    rows = [{**place, **line, "row": row, "printed": line["topic"], "on": "2022-03-01",
             "decision": "none", "year": int(line["year"])}
            for row, line in enumerate((first, later), start=1)]  # fmt: skip
    (kept, *_) = _adopted({"adopted": table_of(ACCEPTED["adopted"], rows)})
    assert (kept["item"], kept["again"]) == ("E-2021-1", again)


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


def test_what_is_asked_of_a_group_is_shown_to_each_agency_and_marked(shared_made):
    listed = following.register(shared_made, CITY, 2021, "annual", "2022-03-01")
    item = {**dict.fromkeys(("city", "topic"), CITY), "year": 2021, "answers": 0, "disputed": "no"}
    item |= {"origin": "ministry", "level": "agency", "status": "open"}
    rows = [{**item, "item": f"R-1-{row}", "agencies": code}
            for row, code in enumerate(("all_agencies", "dinkes", "setda"), start=1)]  # fmt: skip
    names = {"all_agencies": "Semua", "dinkes": "Dinkes", "setda": "Setda"}
    register = replace(listed.catalogue.agencies, collective={"all_agencies"}, names=names)
    tables = {**listed.tables, "follow_up": table_of(FollowUpItem, rows)}
    asked = replace(listed, tables=tables, catalogue=replace(listed.catalogue, agencies=register))
    wanted = following.Wanted(agency="dinkes")
    told = json.loads(following.follow_up(asked, wanted, "json", 100))["items"]
    assert {row["item"]: row["as_one_of"] for row in told} == {
        "R-1-1": "all_agencies",
        "R-1-2": "",
    }
    assert "Semua (as one of them)" in following.follow_up(asked, wanted, "table", 100)
    done = following.Wanted(status="done")
    assert json.loads(following.follow_up(asked, done, "json", 100))["items"] == []


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
    assert rows["dinkes", "annual"] == "1 answer, received 2022-01-09"
    assert rows["dinkes", "semester_1"] == "nothing of its own open"
    assert "dinkes" not in json.loads(following.status(answered, "json", 100))["not_asked"]


def test_an_agency_of_the_city_that_nothing_is_asked_of_is_named_apart(shared_made):
    listed = following.register(shared_made, CITY, 2021, "annual", "2022-03-01")
    agencies = replace(
        listed.catalogue.agencies,
        names={**listed.catalogue.agencies.names, "dlh": "Dinas Lingkungan Hidup"},
        own=listed.catalogue.agencies.own | {"dlh"},
    )
    wider = replace(listed, catalogue=replace(listed.catalogue, agencies=agencies))
    told = following.status(wider, "table", 100)
    (named,) = (line for line in told.splitlines() if line.startswith("nothing of their own"))
    assert "Dinas Lingkungan Hidup" in named
    assert "Dinas Lingkungan Hidup" not in following.status(listed, "table", 100)
