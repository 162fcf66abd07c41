"""Facts of both regulations that are no yearly figures: priorities, reviews, teams, problems."""

import csv
from pathlib import Path

import both_cities
import pandas as pd
import pytest
import yaml

from rapor.ground.paths import Home

ROOT = Path(__file__).parents[2]
HOME = Home(ROOT)
FACTS = yaml.safe_load((ROOT / "tests" / "cases" / "cleaned_facts.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def tidy():
    return {city: both_cities.tidy(city) for city in both_cities.CITIES}


@pytest.mark.parametrize(
    ("city", "name", "ref", "expected"), FACTS, ids=[f"{fact[1]}-{fact[2]}" for fact in FACTS]
)
def test_a_fact_read_by_hand_is_read_so(tidy, city, name, ref, expected):
    table, row, column = ref.split(":")
    frame = tidy[city][name]
    (row,) = frame[
        (frame["table"] == table) & (frame["row"] == int(row)) & (frame["column"] == column)
    ].to_dict("records")
    assert {key: None if pd.isna(row[key]) else row[key] for key in expected} == expected


def test_the_overall_ranks_of_bengkulu_follow_from_its_scores(tidy):
    overall = tidy["bengkulu"]["priorities"].query("table == '3.1' and goal == ''")
    by_score = overall.dropna(subset="score").sort_values("score", ascending=False)["area"]
    by_rank = overall.dropna(subset="rank").sort_values("rank")["area"]
    assert list(by_score) == list(by_rank)
    assert sorted(overall["rank"].dropna()) == list(range(1, 9))


def test_the_activities_listed_across_a_plan_keep_their_printed_order(tidy):
    plan = tidy["binjai"]["action_plan"]
    listed = plan[plan["year"].isna()]
    assert listed.groupby("table")["activity"].first().to_dict() == {
        "4.7": "Membentuk Tim Gugus Tugas Percepatan Indeks-Indeks Akuntabilitas yang"
        " dikoordinir OPD yang melaksanakan kewenangan terkait.",
        "4.8": "Membentuk Tim Gugus Tugas Percepatan Perbaikan Indeks-Indeks Kapabilitas yang"
        " dikoordinir OPD yang melaksanakan kewenangan terkait.",
        "4.9": "Membentuk Tim Gugus Tugas Percepatan Perbaikan Indeks-Indeks Pelayanan Publik yang"
        " dikoordinir OPD yang melaksanakan kewenangan terkait.",
    }
    assert listed["activity"].iloc[-1] == (
        "Penetapan standar kualitas sarana prasarana pendukung pelayanan"
    )
    assert listed["value"].isna().all()


def test_every_team_has_a_task_in_each_step(tidy):
    steps = tidy["binjai"]["teams"].groupby("team")["step"].agg(list)
    assert len(steps) == 8
    assert all(team == ["plan", "do", "check", "check", "check", "act", "act"] for team in steps)


def test_what_the_ministry_takes_up_again_is_a_finding_or_recommendation_of_the_review(tidy):
    tables = tidy["binjai"]
    known = {
        f"{row['table']}:{row['row']}:{row['column']}"
        for name in ("recommendations", "review_findings")
        for row in tables[name].to_dict("records")
        if row["table"].startswith("B.2")
    }
    ministry = tables["recommendations"].query("origin == 'ministry'")
    taken_up = {ref for cell in ministry["repeats"] if cell for ref in cell.split(";")}
    assert taken_up <= known
    assert (ministry["repeats"] != "").sum() == 14


def test_a_sentence_is_carried_nowhere(tidy):
    for name in ("recommendations", "review_findings"):
        assert set(tidy["binjai"][name]["printed"]) == {""}
    with (HOME.raw("binjai") / "topics.csv").open(encoding="utf-8", newline="") as file:
        assert all(len(row["topic"].split()) <= 12 for row in csv.DictReader(file))
