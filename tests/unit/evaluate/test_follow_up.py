"""The register of follow-up: what all answers to an item say together, and money beside output."""

from types import SimpleNamespace

import pytest
from made_up import EMPTY, NO_FINDINGS, city_of, frame

from rapor.catalogue.registers import Register
from rapor.catalogue.reporting_round import Level, ReportingRound
from rapor.evaluate.follow_up import follow_up_table
from rapor.evaluate.plan import absorption_table
from rapor.ground.ref import Ref
from rapor.ground.tables import EVALUATION, empty, known, records, table_of

INSPECTS = Level("inspectorate", {}, agency="inspektorat")
CATALOGUE = SimpleNamespace(
    agencies=Register({}, collective={"all_agencies"}),
    round=ReportingRound({"inspectorate": INSPECTS}, {}, {}),
)


def recommendation(row, agencies="a;b", year=2021, **more):
    place = {"city": "contoh", "source": "doc", "table": "B.1", "row": row, "column": "Isi"}
    said = {"origin": "ministry", "topic": f"Hal {row}", "area": "supervision", "status": "open"}
    return {**place, **said, "year": year, "agencies": agencies, "decision": "none", **more}


def answer(row, agency, status, year=2022, period="semester_1", item="R-B.1-1", **more):
    place = {"city": "contoh", "source": "doc", "table": "follow-up", "row": row}
    level = "inspectorate" if agency == "inspektorat" else "agency"
    said = {"item": item, "agency": agency, "level": level, "status": status, "on": f"{year}-07-01"}
    round_ = {"column": "status", "year": year, "period": period, "decision": "none"}
    return {**place, **round_, **said, **more}


def register(answers=(), rows=None, year=2022, period="annual", **tables):
    accepted = {
        **EMPTY,
        "recommendations": frame("recommendations", rows or [recommendation(1)]),
        "follow_up_answers": frame("follow_up_answers", list(answers)),
        **{name: frame(name, lines) for name, lines in tables.items()},
    }
    made = follow_up_table(city_of(), year, known(accepted, year, period), NO_FINDINGS, CATALOGUE)
    return {item.item: item for item in records(EVALUATION["follow_up"], made)}


@pytest.mark.parametrize(
    ("told", "status", "silent"),
    [
        ([], "open", "a;b"),
        ([("a", "done")], "in_progress", "b"),
        ([("a", "open")], "open", "b"),
        ([("a", "done"), ("b", "done")], "done", ""),
        ([("a", "done"), ("b", "dropped")], "done", ""),
        ([("a", "dropped"), ("b", "dropped")], "dropped", ""),
        ([("a", "dropped")], "open", "b"),
        ([("a", "done"), ("b", "done"), ("inspektorat", "verified")], "verified", ""),
        ([("a", "done"), ("b", "done"), ("inspektorat", "in_progress")], "in_progress", ""),
        ([("inspektorat", "verified"), ("a", "in_progress")], "in_progress", "b"),
        ([("inspektorat", "verified"), ("a", "done")], "verified", "b"),
        ([("inspektorat", "in_progress"), ("a", "done"), ("b", "done")], "done", ""),
    ],
)
def test_an_item_is_what_all_its_offices_say_together(told, status, silent):
    item = register(answer(row, *said) for row, said in enumerate(told, start=1))["R-B.1-1"]
    assert (item.status, item.silent, item.answers) == (status, silent, len(told))


def test_an_item_without_an_answer_is_open_and_unanswered():
    item = register()["R-B.1-1"]
    assert item.is_unanswered
    assert not item.is_closed
    assert item.answered_on == ""


def test_a_group_of_agencies_that_no_list_counts_is_not_said_to_be_silent():
    rows = [recommendation(1, "all_agencies")]
    assert register([answer(1, "a", "done")], rows)["R-B.1-1"].silent == ""


@pytest.mark.parametrize(
    ("agencies", "told", "status"),
    [
        ("all_agencies", [("a", "done")], "in_progress"),
        ("all_agencies", [("a", "done"), ("b", "done"), ("c", "done")], "in_progress"),
        ("all_agencies", [("a", "open")], "open"),
        ("all_agencies", [("a", "dropped")], "open"),
        ("a;all_agencies", [("a", "done"), ("b", "done")], "in_progress"),
        ("all_agencies", [("a", "open"), ("inspektorat", "done")], "in_progress"),
        ("all_agencies", [("a", "done"), ("inspektorat", "verified")], "verified"),
        ("all_agencies", [("a", "done"), ("inspektorat", "verified"), ("b", "done")], "verified"),
        ("all_agencies", [("a", "done"), ("inspektorat", "dropped")], "dropped"),
    ],
)
def test_no_member_answers_for_a_group_of_agencies_that_no_list_counts(agencies, told, status):
    answers = [answer(row, *said) for row, said in enumerate(told, start=1)]
    assert register(answers, [recommendation(1, agencies)])["R-B.1-1"].status == status


def test_an_answer_of_an_earlier_round_that_comes_late_does_not_replace_a_later_one():
    late = answer(2, "a", "open", period="semester_1", on="2023-02-01")
    rows = [recommendation(1, "a")]
    items = register([answer(1, "a", "done", period="semester_2"), late], rows)
    assert items["R-B.1-1"].status == "done"
    assert items["R-B.1-1"].answered_on == "2023-02-01"


def test_the_report_of_a_half_year_knows_no_later_answer():
    told = [answer(1, "a", "done", period="semester_2")]
    assert register(told, period="semester_1")["R-B.1-1"].answers == 0


def test_different_answers_of_one_round_are_said_and_verifying_is_none():
    differing = [answer(1, "a", "done"), answer(2, "b", "open")]
    assert register(differing)["R-B.1-1"].disputed == "yes"
    verifying = [answer(1, "a", "done"), answer(2, "inspektorat", "verified")]
    assert register(verifying)["R-B.1-1"].disputed == "no"


@pytest.mark.parametrize(
    ("told", "disputed"),
    [
        ([("b", "done"), ("c", "in_progress")], "no"),
        ([("a", "done"), ("b", "in_progress")], "no"),
        ([("a", "done"), ("inspektorat", "open")], "yes"),
    ],
)
def test_members_of_a_group_do_not_contradict_each_other(told, disputed):
    answers = [answer(row, *said) for row, said in enumerate(told, start=1)]
    item = register(answers, [recommendation(1, "a;all_agencies")])["R-B.1-1"]
    assert item.disputed == disputed


def test_what_is_asked_again_names_the_later_item():
    again = recommendation(2, repeats="B.1:1:Isi")
    items = register(rows=[recommendation(1), again])
    assert (items["R-B.1-1"].again, items["R-B.1-2"].again) == ("R-B.1-2", "")


def test_what_was_recommended_later_is_not_in_the_register_of_a_year():
    assert list(register(rows=[recommendation(1), recommendation(2, year=2023)])) == ["R-B.1-1"]


def test_an_adjustment_is_an_item_of_who_reports_it_and_keeps_its_id():
    place = {"city": "contoh", "source": "doc", "table": "progress", "row": 7, "first": 3}
    told = {"column": "progress", "year": 2022, "period": "semester_1", "level": "agency"}
    plan = {"agency": "a", "indicator": "measured", "adjustment": "Jadwal ulang"}
    report = {**place, **told, **plan, "new_date": "2022-11-01", "on": "2022-07-02"}
    item = register(progress=[{**report, "decision": "none"}])["A-3"]
    assert (item.origin, item.agencies, item.due) == ("adjustment", "a", "2022-11-01")
    assert item.is_overdue("2022-11-02")
    assert not item.is_overdue("2022-11-01")
    unit = {**report, "level": "unit", "unit_name": "UPT Arsip", "decision": "none"}
    of_unit = register(progress=[unit])["A-3"]
    assert (of_unit.topic, of_unit.agencies) == ("Jadwal ulang (UPT Arsip)", "a")


def test_a_quick_win_is_due_at_the_end_of_its_years_and_a_task_is_its_groups():
    place = {"city": "contoh", "source": "doc", "table": "4.1", "row": 1, "column": "A"}
    win = {**place, "title": "Loket", "year": 2021, "last_year": 2022, "decision": "none"}
    task = {**place, "team": "Pokja", "area": "supervision", "step": "plan", "task": "Susun"}
    items = register(quick_wins=[win], teams=[{**task, "decision": "none"}])
    assert (items["Q-4.1-1"].due, items["Q-4.1-1"].level) == ("2022-12-31", "executing_team")
    assert (items["T-4.1-1"].level, items["T-4.1-1"].area) == ("working_group", "supervision")


def money(row, kind, value, period="annual", on="", year=2022):
    place = {"city": "contoh", "source": "doc", "table": "spending", "row": row, "column": kind}
    of = {"activity": "Latih", "planned": "3.1:1:2022", "year": year, "period": period}
    return {**place, **of, "kind": kind, "value": value, "unit": "rupiah", "on": on} | {
        "decision": "none"
    }


@pytest.mark.parametrize(
    ("rows", "budget", "spent", "share"),
    [
        ([money(1, "budget", 200.0), money(2, "spent", 50.0)], 200, 50, 25),
        ([money(1, "spent", 50.0)], None, 50, None),
        ([money(1, "budget", 0.0), money(2, "spent", 0.0)], 0, 0, None),
        ([money(1, "budget", 200.0)], 200, None, None),
        ([money(1, "budget", 200.0), money(2, "budget", 300.0, on="2022-08-01")], 300, None, None),
        ([money(1, "budget", 9.0), money(2, "budget", 5.0, year=2023)], 9, None, None),
    ],
)
def test_absorption_is_spent_in_per_cent_of_the_budget_of_the_year(rows, budget, spent, share):
    made = absorption_table(
        city_of(), 2022, "annual", frame("spending", rows), empty(EVALUATION["plan"])
    )
    (line,) = records(EVALUATION["absorption"], made)
    assert (line.budget, line.spent, line.absorption_pct) == (budget, spent, share)


def test_money_spent_later_is_not_known_in_the_report_of_a_half_year():
    rows = [
        money(1, "budget", 200.0),
        money(2, "spent", 50.0, "semester_1", "2022-07-01"),
        money(3, "spent", 180.0, "annual", "2023-01-10"),
    ]
    for period, spent in (("semester_1", 50), ("annual", 180)):
        made = absorption_table(
            city_of(), 2022, period, frame("spending", rows), empty(EVALUATION["plan"])
        )
        assert made["spent"].to_list() == [spent]


@pytest.mark.parametrize(
    ("quarters", "period", "spent", "refs", "lacking"),
    [
        ((1, 2, 3, 4), "annual", 100, 4, ""),
        ((1, 2), "semester_1", 30, 2, ""),
        ((1, 2, 3, 4), "semester_2", 100, 4, ""),
        ((1, 2, 4), "annual", 30, 2, ""),
        ((1, 3, 4), "annual", None, 0, "quarter_1;quarter_3;quarter_4"),
        ((1,), "semester_1", None, 0, "quarter_1"),
    ],
)
def test_quarters_make_a_sum_where_all_of_the_time_are_there(
    quarters, period, spent, refs, lacking
):
    rows = [money(9, "budget", 200.0)]
    rows += [money(part, "spent", part * 10.0, f"quarter_{part}") for part in quarters]
    made = absorption_table(
        city_of(), 2022, period, frame("spending", rows), empty(EVALUATION["plan"])
    )
    (line,) = records(EVALUATION["absorption"], made)
    assert (line.spent, len(line.spent_ref), line.quarters) == (spent, refs, lacking)


def test_money_stands_beside_its_output_and_takes_no_part_in_it():
    output = {"city": "contoh", "year": 2022, "activity": "Latih", "target_ref": "3.1:1:2022"}
    plan = table_of(EVALUATION["plan"], [{**output, "status": "achieved", "achievement_pct": 110}])
    rows = frame("spending", [money(1, "budget", 200.0), money(2, "spent", 50.0)])
    (line,) = records(
        EVALUATION["absorption"], absorption_table(city_of(), 2022, "annual", rows, plan)
    )
    assert (line.achievement_pct, line.absorption_pct) == (110, 25)
    assert line.planned == Ref("3.1", 1, "2022")
